"""Numbers and amounts as Korean official documents write them (K1, K4)."""

import re
from collections.abc import Iterator

from kbrief.errors import Message
from kbrief.lint.official.finding import Line, OfficialFinding

_DIGITS = dict(zip("일이삼사오육칠팔구", range(1, 10), strict=True))
_TENS = {"십": 10, "백": 100, "천": 1000}
_MYRIADS = {"만": 10**4, "억": 10**8, "조": 10**12}
_UNITS = "명|개|원|건|쪽|부|시간|대|척|회|차례|퍼센트|킬로미터|미터|톤|배|달러|개국|개월|주년|주|년간|년|가구|세대"
_PARTICLES = (
    "이상|이하|미만|초과|내외|정도|규모|가량|이|을|를|은|는|의|에|으로|로|도|만|씩|가|과|와|까지|부터|보다|당|짜리"
)
_HANGUL = re.compile(
    rf"(?<![\w\d,])(?P<number>[일이삼사오육칠팔구십백천만억조]{{2,}})[ \u00a0]?(?:{_UNITS})(?=$|[^\w]|(?:{_PARTICLES})(?![가-힣]))"
)
_WIDE = re.compile(r"[０-９]{1,18}")  # noqa: RUF001 - the full-width digits are meant
_HANJA = re.compile(
    r"(?<![\u4e00-\u9fff])[一二三四五六七八九十百千萬]{1,12}[ \u00a0]?(?:명|개|원|건|쪽|부|년|월|일|시|분|名|個|件|年|月|日)"
)
_AMOUNT = re.compile(
    r"(?<![\w가-힣])금[ \u00a0]?(?P<digits>\d[\d,]{0,24})(?![\d,])(?P<rest>[ \u00a0]?[십백천만억조]{0,6})[ \u00a0]?원(?P<words>[ \u00a0]?\([^()\n]{1,60}\))?"
)
_SMALLEST = 10

MOST = 10**20
"""From which sum on no amount is written out: it has no name here."""


def read_hangul_number(text: str) -> int | None:
    """Return the number that Hangul numerals say, None where they say none: 이십삼만사천오백팔십 is 234,580."""
    total = part = digit = 0
    for sign in text:
        if sign in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[sign]
        elif sign in _TENS:
            part, digit = part + (digit or 1) * _TENS[sign], 0
        elif sign in _MYRIADS:
            total, part, digit = total + (part + digit or 1) * _MYRIADS[sign], 0, 0
        else:
            return None
    return total + part + digit


def hangul_number(number: int) -> str:
    """Return a number in Hangul numerals as amounts write it, each digit said: 110 is 일백일십."""
    groups: list[str] = []
    for sign in ("", "만", "억", "조", "경"):
        number, part = divmod(number, 10**4)
        said = "".join(
            "일이삼사오육칠팔구"[int(digit) - 1] + power
            for digit, power in zip(f"{part:04}", ("천", "백", "십", ""), strict=True)
            if digit != "0"
        )
        groups.append(f"{said}{sign}" if said else "")
    return "".join(reversed(groups))


def digits(line: Line) -> Iterator[OfficialFinding]:
    """Yield numbers that are not in Arabic digits."""
    for found in _HANGUL.finditer(line.prose):
        number = read_hangul_number(found["number"])
        if number is not None and number >= _SMALLEST:
            yield _digit_finding(line, found, f"{number:,}")
    for found in _WIDE.finditer(line.prose):
        yield _digit_finding(line, found, str(int(found[0])))
    for found in _HANJA.finditer(line.prose):
        message = Message("the number “{said}” is not in Arabic digits", said=found[0])
        yield OfficialFinding("k1-digits", line.number, found.start() + 1, message, Message("write it in digits"))


def _digit_finding(line: Line, found: re.Match[str], right: str) -> OfficialFinding:
    message = Message("the number “{said}” is not in Arabic digits", said=found[0])
    return OfficialFinding("k1-digits", line.number, found.start() + 1, message, Message("write {right}", right=right))


def amounts(line: Line) -> Iterator[OfficialFinding]:
    """Yield amounts that begin with 금 and are in another form, or whose Hangul says another amount."""
    for found in _AMOUNT.finditer(line.prose):
        number = _amount(found)
        if number >= MOST:
            continue
        right = f"금{number:,}원(금{hangul_number(number)}원)"
        words = (found["words"] or "").strip(" \u00a0()")
        said = read_hangul_number(words.removeprefix("금").removesuffix("원").removesuffix("원정").replace(" ", ""))
        if found[0] == right:
            continue
        if words and said is not None and said != number:
            message = Message("the amount “{said}” says two different sums", said=found[0])
        else:
            message = Message("the amount “{said}” is in another form", said=found[0])
        yield OfficialFinding(
            "k4-money", line.number, found.start() + 1, message, Message("write {right}", right=right)
        )  # fmt: skip


def _amount(found: re.Match[str]) -> int:
    number = int(found["digits"].replace(",", ""))
    for sign in found["rest"].strip():
        number *= _TENS.get(sign) or _MYRIADS[sign]
    return number
