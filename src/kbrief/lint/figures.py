"""Figures in a draft against those of the record: whether two are about the same thing, and whether they agree."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

from kbrief.lint.figure_context import FigureContext, base_at, figure_context, is_another
from kbrief.lint.hypothetical import is_hypothetical, range_around
from kbrief.lint.quantities import Quantity, quantities
from kbrief.lint.text import fold
from kbrief.model import Brief, Figure, Point
from kbrief.model import Paragraph as SourceParagraph

#: How many characters before and after a quantity may say what it counts.
CONTEXT_LENGTH = 200

#: How many quantities of a sentence are compared with a figure.
MAX_QUANTITIES = 12

#: How long one word of two has to be for it to say alone what a figure counts.
LONG_WORD = 7

JUST = Decimal("1.1")
"""How many times a figure may be that the record calls just above it."""

_STOP = "the and for its was were when that this with from has had have says article source after"
STOP = frozenset(_STOP.split())
"""English words that say nothing of what a figure counts."""

Wrong = Literal["figure-differs", "figure-uncleared"]

_WORD = re.compile(r"[a-z]{3,}|[\uac00-\ud7a3]{2,}")


@dataclass(frozen=True)
class SourceQuantity:
    """A figure of a source's record that can be compared: its paragraph, amount, words, and the points that use it."""

    cite: str
    figure: Figure
    quantity: Quantity
    words: tuple[frozenset[str], ...]
    points: frozenset[str]
    beside: tuple[Quantity, ...] = ()
    year: int | None = None

    def meant(self, sentence: str, said: Sequence[Quantity], raised: Iterable[str]) -> list[Quantity]:
        """Return the quantities of a folded sentence that are about the same: by a point raised, words, or their base.

        They have the same unit. Of the words that say what a figure counts, half have to be there, three quarters where
        it has no unit; a share may also be one of the same thing, as in `2.8 % of GDP`, `GDP의 2.8%`, `GDP 대비 2.8%`.
        What is a share of something else, a change, somebody else's or of another measure is another figure.
        """
        alike = [quantity for quantity in said if quantity.unit == self.quantity.unit][:MAX_QUANTITIES]
        is_about = bool(alike) and (bool(self.points & set(raised)) or self._is_about(sentence))
        return [quantity for quantity in alike if self._counts(sentence, quantity, is_about=is_about)]

    def compared(
        self, sentence: str, said: Sequence[Quantity], raised: Iterable[str]
    ) -> Iterator[tuple[Wrong, Quantity]]:
        """Yield what is wrong with the quantities that stand for the figure; beside the right one, others may stand."""
        if not any(quantity.unit == self.quantity.unit for quantity in said):
            return
        meant = self.meant(sentence, said, raised)
        right = [quantity for quantity in meant if quantity.equals(self.quantity)]
        if not right:
            yield from (("figure-differs", quantity) for quantity in meant if not self._agrees(sentence, quantity))
        elif self.figure.caution:
            yield "figure-uncleared", right[0]

    def _is_about(self, sentence: str) -> bool:
        own, share = _content_set(sentence), 0.5 if self.quantity.unit else 0.75
        return any(
            sum(word in own if word.isascii() else word in sentence for word in words) >= _needed(words, share)
            for words in self.words
        )

    @cached_property
    def _subject(self) -> FigureContext:
        return figure_context(" ".join(_folded_texts(self.figure)), frozenset[str]().union(*self.words))

    def _counts(self, sentence: str, quantity: Quantity, *, is_about: bool) -> bool:
        """Whether a quantity counts the same, in a sentence that is about the same or not."""
        text, near = _near(sentence, quantity)
        base, subject = base_at(text, near), self._subject
        if base and subject.bases and not base & subject.bases:
            return False
        return (is_about or bool(base & subject.words)) and not is_another(text, near, subject)

    def _agrees(self, sentence: str, quantity: Quantity) -> bool:
        """Whether a quantity can stand beside the record's.

        As another figure of the same paragraph, a bound or a range that holds, above what the record bounds, or as
        one that is a target, a demand, a supposition, denied, or of another year.
        """
        text, near = _near(sentence, quantity)
        if any(quantity.equals(other) for other in self.beside):
            return True
        is_span = quantity.unit in {"year", "month"}
        if not is_span and is_hypothetical(text, near, self.year if self.points else None):
            return True
        ends = range_around(text, near)
        if ends and ends[0] <= float(self.quantity.value) <= ends[1]:
            return True
        own, said, bound = self.quantity.value, quantity.value, near.bound(text)
        value = fold(self.figure.value).text
        if self.quantity.bound(value) == "least" and said >= own:
            return "just" not in value or said <= own * JUST
        return (bound == "least" and said <= own) or (bound == "most" and said >= own)


def _near(sentence: str, quantity: Quantity) -> tuple[str, Quantity]:
    """Return what stands around a quantity, and the quantity moved to its place there."""
    start = max(0, quantity.start - CONTEXT_LENGTH)
    return sentence[start : quantity.stop + CONTEXT_LENGTH], quantity.moved(-start)


def _folded_texts(figure: Figure) -> tuple[str, ...]:
    """Return what a figure counts, in each language, folded."""
    return tuple(fold(text).text for text in (figure.what.en, figure.what.ko) if text)


def source_quantities(brief: Brief) -> tuple[SourceQuantity, ...]:
    """Return the figures of the record that hold a number to compare."""
    using = _using(brief.points)
    years = {source.id: _year(source.published) for source in brief.sources}
    return tuple(
        SourceQuantity(
            cite,
            figure,
            quantity,
            tuple(frozenset(_content(text)) for text in _folded_texts(figure)),
            frozenset(point for point, used in using.items() if any(quantity.equals(one) for one in used)),
            tuple(other for text in _values(paragraph) for other in quantities(fold(text).text)),
            years.get(cite.partition("#")[0]),
        )
        for cite, paragraph in brief.paragraph_by_cite.items()
        for figure in paragraph.figures
        for quantity in list(quantities(fold(figure.value).text))[:1]
    )


def _using(points: Sequence[Point]) -> Mapping[str, tuple[Quantity, ...]]:
    """Return the quantities that each point's label and terms name."""
    return {
        point.id: tuple(
            quantity
            for text in (point.label.en, point.label.ko, *point.terms.en, *point.terms.ko)
            if text
            for quantity in quantities(fold(text).text)
        )
        for point in points
    }


def _values(paragraph: SourceParagraph) -> Iterator[str]:
    """Yield the texts of a paragraph that hold its figures: the values, and the digest."""
    yield from (figure.value for figure in paragraph.figures)
    if paragraph.digest:
        yield from filter(None, (paragraph.digest.en, paragraph.digest.ko))


def _year(published: str | None) -> int | None:
    return int(published[:4]) if published and published[:4].isdigit() else None


def _needed(words: frozenset[str], share: float) -> float:
    """Return how many of the words have to be there; of one or two, one that is long enough to be no other."""
    if len(words) <= 2 and any(len(word) >= LONG_WORD for word in words):  # noqa: PLR2004 - one word, or two
        return 1
    return max(2, share * len(words))


@lru_cache(maxsize=4)
def _content_set(folded: str) -> frozenset[str]:
    return frozenset(_content(folded))


def _content(folded: str) -> Iterator[str]:
    """Yield the words that say something, plural endings taken off."""
    for word in _WORD.findall(folded):
        if word not in STOP:
            yield word[:-1] if word.isascii() and word.endswith("s") and not word.endswith("ss") else word
