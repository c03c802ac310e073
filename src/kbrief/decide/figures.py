"""Figures in a draft against those of the record: quantities, and whether two are about the same thing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kbrief.decide.folding import any_of, fold
from kbrief.model import Brief, Figure, Point

UNITS = {
    "%": ("%", "percent", "per cent", "pct", "퍼센트", "프로"),
    "year": ("years", "year", "yrs", "년간", "년"),
    "month": ("months", "month", "개월"),
    "dollar": ("dollars", "dollar", "usd", "달러"),
    "won": ("won", "krw", "원"),
}
"""The units that are told apart, and how they are written."""

SCALES = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "천": 3, "만": 4, "백만": 6, "억": 8, "조": 12,
}  # fmt: skip
"""Words that multiply a number by a power of ten."""

SIGNS = {"$": "dollar", "₩": "won"}
"""The units that stand before a number."""

LEAST = 1000
"""The smallest number without a unit that is taken for a count of something."""

YEARS = (1900, 2100)
"""Between which a whole number without a separator is taken for a year."""

_STOP = "the and for its was were when that this with from has had have says article source after"
STOP = frozenset(_STOP.split())
"""English words that say nothing of what a figure counts."""

_UNIT_OF = {written: unit for unit, forms in UNITS.items() for written in forms}
_QUANTITY = re.compile(
    r"(?P<sign>[$₩]\s?)?(?<![\w.,])(?<![^\W\d_]-)(?P<number>\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,15})?|\d{1,15}(?:\.\d{1,15})?)"
    rf"(?:[\s-]?(?P<scale>{any_of(SCALES)}))?"
    rf"(?:\s?-?(?P<unit>{any_of(re.escape(written) for written in _UNIT_OF)}))?(?![a-z\d]|[.,]\d)"
)
_BASE = re.compile(r"\s+of\s+(?:the\s+|our\s+|its\s+)?(\w+)")
_BASE_BEFORE = re.compile(r"(\w+?)(?:의|\s*대비)?\s*(?:약\s*)?\Z")
_WORD = re.compile(r"[a-z]{3,}|[\uac00-\ud7a3]{2,}")


class Quantity(NamedTuple):
    """A number with its unit (empty for none) in folded text, from where to where it stands."""

    value: Decimal
    unit: str
    start: int
    stop: int

    def moved(self, by: int) -> "Quantity":
        """Return the same quantity at another place."""
        return self._replace(start=self.start + by, stop=self.stop + by)

    def equals(self, other: "Quantity") -> bool:
        """Whether both say the same amount."""
        return (self.value, self.unit) == (other.value, other.unit)


def quantities(folded: str) -> Iterator[Quantity]:
    """Yield the quantities in folded text; bare numbers below 1,000 and years count nothing that could be compared."""
    for found in _QUANTITY.finditer(folded):
        value = Decimal(found["number"].replace(",", "")).scaleb(SCALES.get(found["scale"] or "", 0))
        unit = _UNIT_OF.get(found["unit"] or "") or SIGNS.get((found["sign"] or "").strip(), "")
        if not _is_date(found, value, unit) and (unit or value >= LEAST):
            yield Quantity(value, unit, found.start("number"), found.end())


def _is_date(found: re.Match[str], value: Decimal, unit: str) -> bool:
    is_bare = not found["scale"] and "," not in found["number"] and unit in {"", "year"}
    return is_bare and YEARS[0] <= value <= YEARS[1]


@dataclass(frozen=True)
class Recorded:
    """A figure of a source's record that can be compared: its paragraph, amount, words, and the points that use it."""

    cite: str
    figure: Figure
    quantity: Quantity
    words: tuple[frozenset[str], ...]
    points: frozenset[str]

    def meant(self, sentence: str, said: Sequence[Quantity], raised: Iterable[str]) -> list[Quantity]:
        """Return the quantities of a folded sentence that are about the same: by a point raised, words, or their base.

        They have the same unit. Of the words that say what a figure counts, half have to be there, three quarters where
        it has no unit; a share may also be one of the same thing, as in `2.8 % of GDP`, `GDP의 2.8%`, `GDP 대비 2.8%`.
        """
        alike = [quantity for quantity in said if quantity.unit == self.quantity.unit]
        if not alike or self.points & set(raised) or self._is_about(sentence):
            return alike
        return [q for q in alike if any(base in words for words in self.words for base in _bases(sentence, q))]

    def _is_about(self, sentence: str) -> bool:
        own, share = set(_content(sentence)), 0.5 if self.quantity.unit else 0.75
        return any(
            sum(word in own if word.isascii() else word in sentence for word in words) >= max(2, share * len(words))
            for words in self.words
        )


def _bases(sentence: str, quantity: Quantity) -> Iterator[str]:
    """Yield what a share is said to be a share of."""
    if quantity.unit == "%":
        start = max(0, quantity.start - 20)
        found = _BASE.match(sentence, quantity.stop), _BASE_BEFORE.search(sentence, start, quantity.start)
        yield from (one[1] for one in found if one)


def recorded(brief: Brief) -> tuple[Recorded, ...]:
    """Return the figures of the record that hold a number to compare."""
    using = _using(brief.points)
    return tuple(
        Recorded(
            cite,
            figure,
            quantity,
            tuple(frozenset(_content(fold(text).text)) for text in (figure.what.en, figure.what.ko) if text),
            frozenset(point for point, used in using.items() if any(quantity.equals(one) for one in used)),
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


def _content(folded: str) -> Iterator[str]:
    """Yield the words that say something, plural endings taken off."""
    for word in _WORD.findall(folded):
        if word not in STOP:
            yield word[:-1] if word.isascii() and word.endswith("s") and not word.endswith("ss") else word
