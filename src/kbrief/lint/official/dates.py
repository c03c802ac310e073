"""Check dates and hours in Korean official documents (K2, K3)."""

import re
from collections.abc import Iterator

from kbrief.errors import Message
from kbrief.lint.official.finding import Line, OfficialFinding

_BLANK = "[ \u00a0]"
_START = r"(?<![\w./:,\-#])"
_YEAR = r"(?P<y>(?:1[89]|20)\d\d|[’\u2018'`]\d\d)"
#: Year, month and day in digits with any signs between them.
_FULL = re.compile(
    rf"{_START}{_YEAR}(?P<a>{_BLANK}*[.\-/]{_BLANK}*)(?P<m>\d{{1,2}})(?P<b>{_BLANK}*[.\-/]{_BLANK}*)(?P<d>\d{{1,2}})"
    r"(?P<c>\.?)(?![\d:]|[.\-/]\d|[A-Za-z])"
)
#: The same with a year of two digits without an apostrophe; the full stop at its end tells it from a version.
_SHORT_YEAR = re.compile(
    rf"{_START}(?P<y>[0-4]\d|9\d)(?P<a>\.{_BLANK}?)(?P<m>\d{{1,2}})(?P<b>\.{_BLANK}?)(?P<d>\d{{1,2}})(?P<c>\.)(?![\w.:])"
)
#: With slashes: searched in the text itself, as it is blanked out of the prose as a path.
_SLASHED = re.compile(r"(?<![\w./:,\-#`])(?P<y>(?:19|20)\d\d)(?P<a>/)(?P<m>\d{1,2})(?P<b>/)(?P<d>\d{1,2})(?![\w/.\-`])")
_LETTERS = re.compile(
    rf"{_START}(?:{_YEAR}{_BLANK}*년{_BLANK}*)?(?P<m>\d{{1,2}}){_BLANK}*월{_BLANK}*(?P<d>\d{{1,2}}){_BLANK}*일"
    r"(?!간|차|정|분)"
)
_MONTH = re.compile(rf"{_START}{_YEAR}{_BLANK}*년{_BLANK}*(?P<m>\d{{1,2}}){_BLANK}*월")
_MONTH_DIGITS = re.compile(
    rf"{_START}{_YEAR}(?P<a>[.\-/])(?P<m>\d{{1,2}})(?P<c>\.?)(?=\.|[ \u00a0]?[~\u223c]|월|[ \u00a0]?(?:기준|현재|이후|이전|말|초))"
)
_DAY = re.compile(
    rf"{_START}(?P<m>\d{{1,2}})(?P<a>[.\-/]{_BLANK}*)(?P<d>\d{{1,2}})(?P<c>\.?)(?={_BLANK}?\([월화수목금토일]\))"
)
#: What follows or precedes digits that are no date.
_NO_DATE_AFTER = re.compile(rf"{_BLANK}*(?:버전|판(?![가-힣])|릴리스|빌드|호(?![가-힣])|번지|동(?![가-힣])|포인트|%)")
_NO_DATE_BEFORE = re.compile(
    r"(?:버전|판본|릴리스|빌드|버젼|version|ver\.?|release|build|제|IP|no\.?)[ \u00a0]*\Z", re.IGNORECASE
)

_HANGUL_HOUR = re.compile(
    rf"(?<![\w.:,\-])(?P<half>(?:오전|오후|새벽|아침|낮|저녁|밤|정오|자정){_BLANK}*)?(?P<h>\d{{1,2}}){_BLANK}*시"
    rf"(?:{_BLANK}*(?P<min>\d{{1,2}}){_BLANK}*분|{_BLANK}*(?P<half_hour>반))?"
    r"(?=$|[\s.,;:!?()\]~\u223c\-–]|까지|부터|에|경|쯤|정각|이후|이전|이면|의|로|와|과|인|이며|이고|,)"
)
_COLON_HALF = re.compile(
    rf"(?:(?P<k>오전|오후){_BLANK}*|(?P<e>(?<![A-Za-z])[AaPp]\.?[Mm]\.?){_BLANK}*)(?P<h>\d{{1,2}}):(?P<min>[0-5]\d)"
    rf"|(?<![\d:.,])(?P<h2>\d{{1,2}}):(?P<min2>[0-5]\d){_BLANK}*(?P<e2>[AaPp]\.?[Mm](?![A-Za-z])\.?)"
)
_SHORT = re.compile(
    rf"(?<![\w:.,/])(?P<h>\d):(?P<min>[0-5]\d)(?![\d:])"
    rf"(?={_BLANK}*[~\u223c\-–]{_BLANK}*\d{{1,2}}:[0-5]\d|{_BLANK}*(?:부터|까지|에{_BLANK}|시작|개최|출발|도착|이후))"
)
_SHORT_AFTER = re.compile(rf"(?:\)|\d\.){_BLANK}*(?P<h>\d):(?P<min>[0-5]\d)(?![\d:])")
_MINUTES = re.compile(r"(?<![\w:.,])(?P<h>[01]?\d|2[0-4]):(?P<min>[0-5]\d)[ \u00a0]*분(?![기량위야석류담배])")
_DIRECTION = re.compile(rf"{_BLANK}*방향")
_NOON = 12

_MONTHS, _DAYS = range(1, 13), range(1, 32)
_HOURS, _MINUTES_OF_HOUR = range(25), range(60)

#: From this number on, a year in two digits is one of the 1900s, as is usual.
_FIRST_YEAR_OF_1900S = 70


def check_dates(line: Line) -> Iterator[OfficialFinding]:
    """Yield the dates of a line that are not in the official form, each once."""
    taken: list[tuple[int, int]] = []
    for pattern in (_FULL, _SHORT_YEAR, _SLASHED, _LETTERS, _MONTH, _MONTH_DIGITS, _DAY):
        text = line.text if pattern is _SLASHED and line.prose.strip() else line.prose
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < stop for start, stop in taken):
                continue
            expected = _official_date(match, text)
            if expected is None:
                continue
            taken.append(match.span())
            text_there = match[0].strip()
            if text_there != expected:
                yield OfficialFinding(
                    "k2-dates", line.number, match.start() + 1,
                    Message("the date “{said}” is not in the official form", said=text_there),
                    Message("write {right}", right=expected),
                )  # fmt: skip


def _official_date(match: re.Match[str], text: str) -> str | None:
    """Return a date in the official form, None if it is no date."""
    if _NO_DATE_AFTER.match(text, match.end()) or _NO_DATE_BEFORE.search(
        text[max(0, match.start() - 12) : match.start()]
    ):
        return None
    parts = match.groupdict()
    month, day = int(parts["m"]), int(parts.get("d") or 1)
    if month not in _MONTHS or day not in _DAYS:
        return None
    if parts.get("a") and parts.get("b") and parts["a"].strip() != parts["b"].strip():
        return None
    numbers = [_year(parts["y"])] if parts.get("y") else []
    numbers += [str(month), *([str(day)] if parts.get("d") else [])]
    return "".join(f"{part}. " for part in numbers).strip()


def _year(text: str) -> str:
    """Return a year in four digits; two digits mean the closest year with them."""
    digits = text.lstrip("’\u2018'`")
    if len(digits) == len("2024"):
        return digits
    return f"20{digits}" if int(digits) < _FIRST_YEAR_OF_1900S else f"19{digits}"


def check_hours(line: Line) -> Iterator[OfficialFinding]:
    """Yield the hours of a line that are not in the official form, each once."""
    taken: list[tuple[int, int]] = []
    for pattern in (_COLON_HALF, _HANGUL_HOUR, _MINUTES, _SHORT, _SHORT_AFTER):
        for match in pattern.finditer(line.prose):
            if any(start < match.end() and match.start() < stop for start, stop in taken):
                continue
            expected = _official_hour(match)
            if expected is None or _DIRECTION.match(line.prose, match.end()):
                continue
            taken.append(match.span())
            start = match.start("h") if pattern is _SHORT_AFTER else match.start()
            said = line.prose[start : match.end()].strip()
            yield OfficialFinding(
                "k3-hours", line.number, start + 1,
                Message("the time “{said}” is not in the official form", said=said),
                Message("write {right}", right=expected),
            )  # fmt: skip


def _official_hour(match: re.Match[str]) -> str | None:
    """Return an hour in the official form, None if it is no hour."""
    parts = {name: value for name, value in match.groupdict().items() if value}
    hour = int(parts.get("h") or parts["h2"])
    minute = 30 if "half_hour" in parts else int(parts.get("min") or parts.get("min2") or 0)
    half = (parts.get("half") or parts.get("k") or parts.get("e") or parts.get("e2") or "").strip().casefold()
    if hour not in _HOURS or minute not in _MINUTES_OF_HOUR:
        return None
    if (half.startswith("p") or half in {"오후", "저녁", "밤"}) and hour < _NOON:
        hour += _NOON
    elif (half.startswith("a") or half in {"오전", "새벽"}) and hour == _NOON:
        hour = 0
    return f"{hour:02}:{minute:02}"
