"""Compare the figures of a draft with those of the sources: whether they count the same, and whether they agree."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

from kbrief.lint.figure_context import FigureContext, figure_context, find_base, is_other_figure
from kbrief.lint.hypothetical import is_hypothetical, range_around
from kbrief.lint.quantities import Quantity, quantities
from kbrief.lint.text import fold
from kbrief.model import Brief, Figure, Point
from kbrief.model import Paragraph as SourceParagraph

#: How many characters before and after a quantity are searched for what it counts.
CONTEXT_LENGTH = 200

#: How many quantities of a sentence are compared with a figure.
MAX_QUANTITIES = 12

#: The least length of a word that alone identifies what a figure counts, if there are only a few words.
LONG_WORD = 7
FEW_WORDS = 2

#: The largest ratio to a figure that is "just above" it.
MAX_JUST_ABOVE = Decimal("1.1")

_STOP_WORDS = "the and for its was were when that this with from has had have says article source after"

#: English words that do not identify what a figure counts.
STOP_WORDS = frozenset(_STOP_WORDS.split())

#: The rules of figures.
FigureRule = Literal["figure-differs", "figure-uncleared"]

_WORD = re.compile(r"[a-z]{3,}|[\uac00-\ud7a3]{2,}")


@dataclass(frozen=True)
class SourceQuantity:
    """A figure of a source: its paragraph, amount, the words for what it counts, and the points that use it.

    `other_quantities` are the other quantities of its paragraph, `year` is that of the source.
    """

    cite: str
    figure: Figure
    quantity: Quantity
    words: tuple[frozenset[str], ...]
    points: frozenset[str]
    other_quantities: tuple[Quantity, ...] = ()
    year: int | None = None

    def same_quantities(
        self, sentence: str, found_quantities: Sequence[Quantity], raised: Iterable[str]
    ) -> list[Quantity]:
        """Return the quantities of a folded sentence that count the same: by a raised point, by words, or by their base.

        They have the same unit. Half of the words for what the figure counts have to be in the sentence, three quarters
        if it has no unit; a share may also have the same base, as in `2.8 % of GDP`, `GDP의 2.8%`, `GDP 대비 2.8%`.
        A share of something else, a change, and a figure of somebody else or of another measure are other figures.
        """
        alike = [quantity for quantity in found_quantities if quantity.unit == self.quantity.unit][:MAX_QUANTITIES]
        is_about = bool(alike) and (bool(self.points & set(raised)) or self._is_about(sentence))
        return [quantity for quantity in alike if self._counts(sentence, quantity, is_about=is_about)]

    def check_sentence(
        self, sentence: str, found_quantities: Sequence[Quantity], raised: Iterable[str]
    ) -> Iterator[tuple[FigureRule, Quantity]]:
        """Yield the quantities that contradict this figure; yield none if the sentence also gives the right value.

        The right value is yielded too if it is not cleared for use.
        """
        if not any(quantity.unit == self.quantity.unit for quantity in found_quantities):
            return
        same = self.same_quantities(sentence, found_quantities, raised)
        equal = [quantity for quantity in same if quantity.equals(self.quantity)]
        if not equal:
            yield from (("figure-differs", quantity) for quantity in same if not self._agrees(sentence, quantity))
        elif self.figure.caution:
            yield "figure-uncleared", equal[0]

    def _is_about(self, sentence: str) -> bool:
        sentence_words, min_share = _content_set(sentence), 0.5 if self.quantity.unit else 0.75
        return any(
            sum(word in sentence_words if word.isascii() else word in sentence for word in words)
            >= _min_matches(words, min_share)
            for words in self.words
        )

    @cached_property
    def _subject(self) -> FigureContext:
        return figure_context(" ".join(_folded_texts(self.figure)), frozenset[str]().union(*self.words))

    def _counts(self, sentence: str, quantity: Quantity, *, is_about: bool) -> bool:
        """Whether a quantity counts the same as the figure; `is_about` tells whether its sentence is about the same."""
        window, moved = _window(sentence, quantity)
        base, context = find_base(window, moved), self._subject
        if base and context.bases and not base & context.bases:
            return False
        return (is_about or bool(base & context.words)) and not is_other_figure(window, moved, context)

    def _agrees(self, sentence: str, quantity: Quantity) -> bool:
        """Whether a different quantity does not contradict the figure.

        It may be another figure of the same paragraph, a true bound or range, above a lower bound of the source, or a
        target, a demand, a supposition, denied, or of another year.
        """
        window, moved = _window(sentence, quantity)
        if any(quantity.equals(other) for other in self.other_quantities):
            return True
        is_span = quantity.unit in {"year", "month"}
        if not is_span and is_hypothetical(window, moved, self.year if self.points else None):
            return True
        limits = range_around(window, moved)
        if limits and limits[0] <= float(self.quantity.value) <= limits[1]:
            return True
        source_value, value, bound = self.quantity.value, quantity.value, moved.bound(window)
        source_text = fold(self.figure.value).text
        if self.quantity.bound(source_text) == "lower" and value >= source_value:
            return "just" not in source_text or value <= source_value * MAX_JUST_ABOVE
        return (bound == "lower" and value <= source_value) or (bound == "upper" and value >= source_value)


def _window(sentence: str, quantity: Quantity) -> tuple[str, Quantity]:
    """Return the text around a quantity, and the quantity moved to its place there."""
    start = max(0, quantity.start - CONTEXT_LENGTH)
    return sentence[start : quantity.stop + CONTEXT_LENGTH], quantity.moved(-start)


def _folded_texts(figure: Figure) -> tuple[str, ...]:
    """Return the folded descriptions of what a figure counts, in each language."""
    return tuple(fold(text).text for text in (figure.what.en, figure.what.ko) if text)


def source_quantities(brief: Brief) -> tuple[SourceQuantity, ...]:
    """Return the figures of the sources that have a number."""
    by_point = _quantities_of_points(brief.points)
    years = {source.id: _year(source.published) for source in brief.sources}
    return tuple(
        SourceQuantity(
            cite,
            figure,
            quantity,
            tuple(frozenset(_content(text)) for text in _folded_texts(figure)),
            frozenset(
                point
                for point, point_quantities in by_point.items()
                if any(quantity.equals(point_quantity) for point_quantity in point_quantities)
            ),
            tuple(other for text in _values(paragraph) for other in quantities(fold(text).text)),
            years.get(cite.partition("#")[0]),
        )
        for cite, paragraph in brief.paragraph_by_cite.items()
        for figure in paragraph.figures
        for quantity in list(quantities(fold(figure.value).text))[:1]
    )


def _quantities_of_points(points: Sequence[Point]) -> Mapping[str, tuple[Quantity, ...]]:
    """Return the quantities in the label and terms of each point."""
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
    """Yield the texts of a paragraph with figures: the values, and the digest."""
    yield from (figure.value for figure in paragraph.figures)
    if paragraph.digest:
        yield from filter(None, (paragraph.digest.en, paragraph.digest.ko))


def _year(published: str | None) -> int | None:
    return int(published[:4]) if published and published[:4].isdigit() else None


def _min_matches(words: frozenset[str], min_share: float) -> float:
    """Return how many of the words have to match: one of one or two words if it is long, else a share, at least two."""
    if len(words) <= FEW_WORDS and any(len(word) >= LONG_WORD for word in words):
        return 1
    return max(FEW_WORDS, min_share * len(words))


@lru_cache(maxsize=4)
def _content_set(folded: str) -> frozenset[str]:
    return frozenset(_content(folded))


def _content(folded: str) -> Iterator[str]:
    """Yield the words of a text without stop words and plural endings."""
    for word in _WORD.findall(folded):
        if word not in STOP_WORDS:
            yield word[:-1] if word.isascii() and word.endswith("s") and not word.endswith("ss") else word
