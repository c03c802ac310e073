"""Recognize the columns of a table of points by their titles, in English or Korean."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kbrief.errors import BriefError, Message, Problem
from kbrief.tables.read import CellProblem, Sheet, Value

#: The possible titles of a column, by its field.
COLUMN_TITLES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "식별자"),
    "label": ("label", "point", "name", "title", "talking point", "의제", "의제명", "항목", "명칭", "제목"),
    "issue": ("issue", "key issue", "topic", "현안", "이슈", "주제", "핵심 현안"),
    "listed": ("listed", "list", "source list", "listed list", "구분", "목록", "자료 구분", "원문 구분"),
    "reason": ("reason", "이유", "사유"),
    "say": ("say", "line", "line to take", "message", "발언", "발언 요지", "메시지", "발언문"),
    "if_raised": ("if raised", "answer", "답변", "제기 시 답변", "질문 시 답변", "대응 답변"),
    "handling": ("handling", "how to handle it", "처리", "대응", "대응 방향", "처리 방향"),
    "case_against": ("case against", "against", "반대 논거", "반론"),
    "cites": ("cites", "paragraphs", "citations", "인용", "인용 문단", "근거 문단"),
    "why": ("why", "basis", "rationale", "판단 근거", "근거"),
}

#: The names of lists as people write them.
LIST_WORDS = {
    **dict.fromkeys(("emphasize", "emphasise", "lead", "강조"), "emphasize"),
    **dict.fromkeys(("minimize", "minimise", "caution", "신중", "최소화", "유의"), "minimize"),
}  # fmt: skip

#: The ratings as people write them; None is unknown.
RATING_WORDS: Mapping[str, int | None] = {
    **{f"{sign}{n}": n for n in (0, 1, 2) for sign in ("", "+")},
    **{f"{sign}{n}": -n for n in (0, 1, 2) for sign in ("-", "−")},
    **dict.fromkeys(("unknown", "?", "미상", "불명", "미확인"), None),
}

_LANGUAGE_SUFFIX = re.compile(r" (?:text|en|ko)\b|\s*\((?:en|ko|english|korean|한|영|국문|영문)\)")
_CRITERION_AND_AUDIENCE = re.compile(r"(.+?)\s*(?:[.:/]\s*(.+)|\(\s*(.+?)\s*\))$")


class CriterionColumn(NamedTuple):
    """A column of ratings: its index, the name of its criterion and, for a perception, the audience."""

    column: int
    name: str
    audience: str | None


class ColumnPlan(NamedTuple):
    """The columns of a table: the indexes of text columns by field, the columns of ratings, and the ignored titles."""

    texts: Mapping[str, Sequence[int]]
    criteria: tuple[CriterionColumn, ...]
    ignored: tuple[str, ...]


def plan_columns(sheet: Sheet) -> ColumnPlan:
    """Return the plan of the columns of a sheet. Raises BriefError without a column of labels."""
    field_by_title = {word: name for name, words in COLUMN_TITLES.items() for word in words}
    texts: dict[str, list[int]] = {}
    criteria: list[CriterionColumn] = []
    ignored: list[str] = []
    row_number, titles = sheet.rows[0]
    for index, title in enumerate(titles):
        name = re.sub(r"[_\s]+", " ", str(title or "")).strip()
        key = _LANGUAGE_SUFFIX.sub("", name.casefold()).strip()
        if key in field_by_title:
            texts.setdefault(field_by_title[key], []).append(index)
        elif name and _holds_ratings(sheet, index):
            criteria.append(_criterion_column(index, name))
        elif name:
            ignored.append(name)
    if "label" not in texts:
        message = Message("no column with labels")
        hint = Message("call it one of: {names}", names=", ".join(COLUMN_TITLES["label"]))
        problem = Problem(sheet.place(row_number, 1), row_number, 1, "column-missing", "error", message, hint)
        raise BriefError(message, hint, (problem,))
    return ColumnPlan(texts, tuple(criteria), tuple(ignored))


def _criterion_column(index: int, title: str) -> CriterionColumn:
    match = _CRITERION_AND_AUDIENCE.fullmatch(title)
    return CriterionColumn(index, match[1], match[2] or match[3]) if match else CriterionColumn(index, title, None)


def _holds_ratings(sheet: Sheet, index: int) -> bool:
    """Whether most of the values of a column are ratings."""
    values = [row[index] for _, row in sheet.rows[1:] if index < len(row) and row[index] is not None]
    rated = sum(parse_rating(value) is not NOT_A_RATING for value in values)
    return rated > len(values) / 2


NOT_A_RATING = object()


def parse_rating(value: Value) -> Any:
    """Return a rating, None for unknown, or `NOT_A_RATING`."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, (bool, CellProblem)):
        return NOT_A_RATING
    return RATING_WORDS.get(str(value).strip().casefold(), NOT_A_RATING)
