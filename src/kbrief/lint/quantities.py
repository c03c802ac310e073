"""Quantities in folded text: numbers in digits or in words, with their units, and whether they are bounds."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from kbrief.lint.text import alternation

UNITS = {
    "%": ("%", "percent", "per cent", "pct", "퍼센트", "프로", "prozent", "procent", "pour cent", "por ciento"),
    "year": ("years", "year", "yrs", "년간", "년"),
    "month": ("months", "month", "개월"),
    "dollar": ("us dollars", "dollars", "dollar", "usd", "달러"),
    "won": ("won", "krw", "원"),
    "euro": ("euros", "euro", "eur", "€", "유로"),
    "yen": ("yen", "jpy", "엔"),
    "yuan": ("yuan", "cny", "rmb", "위안"),
    "pound": ("pounds sterling", "pounds", "gbp", "파운드"),
}
"""The units that are told apart, and how they are written."""

SCALES = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "millionen": 6, "milliarden": 9,
    "천": 3, "만": 4, "백만": 6, "억": 8, "조": 12,
}  # fmt: skip
"""Words that multiply a number by a power of ten."""

SIGNS = {
    "$": "dollar", "us$": "dollar", "usd": "dollar", "₩": "won", "krw": "won", "€": "euro", "eur": "euro", "£": "pound",
    "gbp": "pound", "¥": "yen", "jpy": "yen",
}  # fmt: skip
"""The units that stand before a number."""

LEAST = 1000
"""The smallest number without a unit that is taken for a count of something."""

YEARS = (1900, 2100)
"""Between which a whole number without a separator is taken for a year."""

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_TEENS = "sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {word: n for n, word in enumerate(f"{_ONES} {_TEENS}".split())}
_NUMBERS |= {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}
_SYLLABLES = {syllable: n for n, syllable in enumerate("영일이삼사오육칠팔구")} | {"공": 0}

_UNIT_OF = {written: unit for unit, forms in UNITS.items() for written in forms}
_DIGITS = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,15})?|\d{1,15}(?:\.\d{1,15})?"
_WORD = f"(?:{alternation(_NUMBERS)})"
_SPELLED = rf"{_WORD}(?:[\s-]{_WORD})?(?:\s+point(?:\s+{_WORD}){{1,3}}|\s+and\s+a\s+half)?(?![a-z])"
_KOREAN = r"[일이삼사오육칠팔구]?십?[영일이삼사오육칠팔구]?\s?점\s?[영공일이삼사오육칠팔구]{1,3}"
_NUMBER = rf"(?P<number>{_DIGITS})|(?P<spelled>{_SPELLED})|(?P<korean>{_KOREAN})"
_UNIT = alternation(re.escape(written) for written in _UNIT_OF)
_QUANTITY = re.compile(
    rf"(?P<sign>(?:{alternation(map(re.escape, SIGNS))})\s?)?(?<![\w.,])(?<![^\W\d_]-)(?:{_NUMBER})"
    rf"(?:[\s-]?(?P<scale>{alternation(SCALES)}))?"
    rf"(?:\s?-?(?P<unit>{_UNIT})(?!\s?(?:points?|포인트)))?(?![a-z\d]|[.,]\d)"
)

_MORE = "more than|over|above|at least|exceed(?:s|ed|ing)?|no less than|north of|beyond|최소|적어도"
_LESS = "less than|under|below|at most|nearly|almost|close to|up to|approaching|거의"
_ABOVE, _BELOW = (re.compile(rf"(?<!\w)(?:{said})\s+\Z") for said in (_MORE, _LESS))
_OR_MORE = re.compile(r"\s*(?:or more|or higher|plus|이상|[을를] (?:넘|초과|웃도|상회))")
_OR_LESS = re.compile(r"\s*(?:or less|or lower|이하|미만|에 (?:못 미|육박|가까))")

Bound = Literal["least", "most", "exact"]


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

    def bound(self, folded: str) -> Bound:
        """Return whether the text around says that it is the least (`over 2 %`) or the most (`nearly 3 %`)."""
        start = max(0, self.start - 20)
        if _ABOVE.search(folded, start, self.start) or _OR_MORE.match(folded, self.stop):
            return "least"
        return "most" if _BELOW.search(folded, start, self.start) or _OR_LESS.match(folded, self.stop) else "exact"


def quantities(folded: str) -> Iterator[Quantity]:
    """Yield the quantities in folded text; bare numbers below 1,000 and years count nothing that could be compared."""
    for found in _QUANTITY.finditer(folded):
        value = _number(found).scaleb(SCALES.get(found["scale"] or "", 0))
        unit = _unit(found)
        if (unit or value >= LEAST) and not _is_date(found, value, unit):
            yield Quantity(value, unit, max(found.start(), found.end("sign")), found.end())


def _unit(found: re.Match[str]) -> str:
    """Return the unit after a number, or that of the sign before it, empty for none."""
    after, before = found["unit"], found["sign"]
    return _UNIT_OF[after] if after else SIGNS[before.strip()] if before else ""


def _number(found: re.Match[str]) -> Decimal:
    if found["number"]:
        return Decimal(found["number"].replace(",", ""))
    return _spelled(found["spelled"]) if found["spelled"] else _syllables(found["korean"])


def _spelled(words: str) -> Decimal:
    """Return a number in English words: `two point seven`, `forty-five`, `two and a half`."""
    whole, _, rest = words.partition(" point")
    value = sum(_NUMBERS.get(word, 0) for word in re.split(r"[\s-]", whole))
    tenths = "".join(str(_NUMBERS[word]) for word in rest.split()) or "5" * ("half" in whole)
    return Decimal(f"{value}.{tenths or 0}")


def _syllables(words: str) -> Decimal:
    """Return a number in Korean syllables: `이 점 칠`, `십이점오`."""
    whole, _, rest = "".join(words.split()).partition("점")
    tens, ten, ones = whole.rpartition("십")
    value = (10 * _SYLLABLES.get(tens, 1) if ten else 0) + _SYLLABLES.get(ones, 0)
    return Decimal(f"{value}." + "".join(str(_SYLLABLES[syllable]) for syllable in rest))


def _is_date(found: re.Match[str], value: Decimal, unit: str) -> bool:
    is_bare = not found["scale"] and "," not in found[0] and unit in {"", "year"}
    return is_bare and YEARS[0] <= value <= YEARS[1]
