"""Find quantities in folded text: numbers in digits or words, with their units, and whether they are bounds."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from kbrief.lint.text import alternation

#: The units, and how each is written.
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

#: The words that multiply a number by a power of ten.
SCALES = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "millionen": 6, "milliarden": 9,
    "천": 3, "만": 4, "백만": 6, "억": 8, "조": 12,
}  # fmt: skip

#: The units that are written before a number.
SIGNS = {
    "$": "dollar", "us$": "dollar", "usd": "dollar", "₩": "won", "krw": "won", "€": "euro", "eur": "euro", "£": "pound",
    "gbp": "pound", "¥": "yen", "jpy": "yen",
}  # fmt: skip

#: The smallest number without a unit that is compared.
MIN_BARE_NUMBER = 1000

#: The first and last whole number without a separator that is a year.
YEARS = (1900, 2100)

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
_ABOVE, _BELOW = (re.compile(rf"(?<!\w)(?:{words})\s+\Z") for words in (_MORE, _LESS))
_OR_MORE = re.compile(r"\s*(?:or more|or higher|plus|이상|[을를] (?:넘|초과|웃도|상회))")
_OR_LESS = re.compile(r"\s*(?:or less|or lower|이하|미만|에 (?:못 미|육박|가까))")

Bound = Literal["lower", "upper", "exact"]


class Quantity(NamedTuple):
    """A number in folded text with its unit ("" for none), start and stop."""

    value: Decimal
    unit: str
    start: int
    stop: int

    def moved(self, offset: int) -> "Quantity":
        """Return the same quantity at a place that is `offset` further on."""
        return self._replace(start=self.start + offset, stop=self.stop + offset)

    def equals(self, other: "Quantity") -> bool:
        """Whether both are the same amount."""
        return (self.value, self.unit) == (other.value, other.unit)

    def bound(self, folded: str) -> Bound:
        """Return whether it is a lower bound ("lower", `over 2 %`) or an upper one ("upper", `nearly 3 %`) in a text."""
        start = max(0, self.start - 20)
        if _ABOVE.search(folded, start, self.start) or _OR_MORE.match(folded, self.stop):
            return "lower"
        return "upper" if _BELOW.search(folded, start, self.start) or _OR_LESS.match(folded, self.stop) else "exact"


def quantities(folded: str) -> Iterator[Quantity]:
    """Yield the quantities in folded text, without years and numbers below 1,000 that have no unit."""
    for match in _QUANTITY.finditer(folded):
        value = _number(match).scaleb(SCALES.get(match["scale"] or "", 0))
        unit = _unit(match)
        if (unit or value >= MIN_BARE_NUMBER) and not _is_date(match, value, unit):
            yield Quantity(value, unit, max(match.start(), match.end("sign")), match.end())


def _unit(match: re.Match[str]) -> str:
    """Return the unit after a number, else that of the sign before it, else ""."""
    unit, sign = match["unit"], match["sign"]
    return _UNIT_OF[unit] if unit else SIGNS[sign.strip()] if sign else ""


def _number(match: re.Match[str]) -> Decimal:
    if match["number"]:
        return Decimal(match["number"].replace(",", ""))
    return _spelled(match["spelled"]) if match["spelled"] else _syllables(match["korean"])


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


def _is_date(match: re.Match[str], value: Decimal, unit: str) -> bool:
    is_bare = not match["scale"] and "," not in match[0] and unit in {"", "year"}
    return is_bare and YEARS[0] <= value <= YEARS[1]
