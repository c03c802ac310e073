"""Check numbers and amounts in Korean official documents (K1, K4)."""

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
#: The smallest number in Hangul that is reported.
_MIN_NUMBER = 10

#: The least amount that has no name in Hangul here, and is not checked.
MAX_AMOUNT = 10**20


def read_hangul_number(text: str) -> int | None:
    """Return the number in Hangul numerals, None if they are none: 이십삼만사천오백팔십 is 234,580."""
    total = part = digit = 0
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _TENS:
            part, digit = part + (digit or 1) * _TENS[character], 0
        elif character in _MYRIADS:
            total, part, digit = total + (part + digit or 1) * _MYRIADS[character], 0, 0
        else:
            return None
    return total + part + digit


def hangul_number(number: int) -> str:
    """Return a number in Hangul numerals for an amount, with every digit: 110 is 일백일십."""
    groups: list[str] = []
    for myriad in ("", "만", "억", "조", "경"):
        number, part = divmod(number, 10**4)
        digits_text = "".join(
            "일이삼사오육칠팔구"[int(digit) - 1] + power
            for digit, power in zip(f"{part:04}", ("천", "백", "십", ""), strict=True)
            if digit != "0"
        )
        groups.append(f"{digits_text}{myriad}" if digits_text else "")
    return "".join(reversed(groups))


def check_digits(line: Line) -> Iterator[OfficialFinding]:
    """Yield the numbers of a line that are not in Arabic digits."""
    for match in _HANGUL.finditer(line.prose):
        number = read_hangul_number(match["number"])
        if number is not None and number >= _MIN_NUMBER:
            yield _digit_finding(line, match, f"{number:,}")
    for match in _WIDE.finditer(line.prose):
        yield _digit_finding(line, match, str(int(match[0])))
    for match in _HANJA.finditer(line.prose):
        message = Message("the number “{said}” is not in Arabic digits", said=match[0])
        yield OfficialFinding("k1-digits", line.number, match.start() + 1, message, Message("write it in digits"))


def _digit_finding(line: Line, match: re.Match[str], expected: str) -> OfficialFinding:
    message = Message("the number “{said}” is not in Arabic digits", said=match[0])
    return OfficialFinding(
        "k1-digits", line.number, match.start() + 1, message, Message("write {right}", right=expected)
    )


def check_amounts(line: Line) -> Iterator[OfficialFinding]:
    """Yield the amounts with 금 that are not in the official form, or whose Hangul is another amount."""
    for match in _AMOUNT.finditer(line.prose):
        number = _amount(match)
        if number >= MAX_AMOUNT:
            continue
        expected = f"금{number:,}원(금{hangul_number(number)}원)"
        words = (match["words"] or "").strip(" \u00a0()")
        words_number = read_hangul_number(
            words.removeprefix("금").removesuffix("원").removesuffix("원정").replace(" ", "")
        )
        if match[0] == expected:
            continue
        if words and words_number is not None and words_number != number:
            message = Message("the amount “{said}” gives two different sums", said=match[0])
        else:
            message = Message("the amount “{said}” is not in the official form", said=match[0])
        yield OfficialFinding(
            "k4-money", line.number, match.start() + 1, message, Message("write {right}", right=expected)
        )  # fmt: skip


def _amount(match: re.Match[str]) -> int:
    number = int(match["digits"].replace(",", ""))
    for character in match["rest"].strip():
        number *= _TENS.get(character) or _MYRIADS[character]
    return number
