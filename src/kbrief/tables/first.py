"""A new brief made of a table: its columns are known by their names, in English or Korean."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kbrief.errors import BriefError, Message, Problem
from kbrief.i18n import translate
from kbrief.load.rules.todo import SPOKEN
from kbrief.store.add import HOMES, item_lines
from kbrief.store.new import slugify
from kbrief.tables.new_rows import NO_ID
from kbrief.tables.read import Cells, Sheet, Value, Wrong

#: How the columns of a table may be called, by what they hold.
HEADS: Mapping[str, tuple[str, ...]] = {
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

LISTS = {
    **dict.fromkeys(("emphasize", "emphasise", "lead", "강조"), "emphasize"),
    **dict.fromkeys(("minimize", "minimise", "caution", "신중", "최소화", "유의"), "minimize"),
}  # fmt: skip

#: The ratings as people write them; None is unknown.
RATINGS: Mapping[str, int | None] = {
    **{
        f"{sign}{n}": int(f"{'-' if sign in '-−' and sign else ''}{n}")
        for n in (0, 1, 2)
        for sign in ("", "+", "-", "−")
    },
    **dict.fromkeys(("unknown", "?", "미상", "불명", "미확인"), None),
}

#: How many criteria a brief has.
MIN_CRITERIA, MAX_CRITERIA = 2, 8

_HANGUL = re.compile("[가-힣]")
_BY_AUDIENCE = re.compile(r"(.+?)\s*(?:[.:/]\s*(.+)|\(\s*(.+?)\s*\))$")


class Criterion(NamedTuple):
    """A column of ratings: where it stands, the criterion and, of a perception, the audience."""

    at: int
    name: str
    audience: str | None


class Plan(NamedTuple):
    """What the columns of a table hold: texts by field and language, ratings, and those passed over."""

    texts: Mapping[str, Sequence[int]]
    criteria: tuple[Criterion, ...]
    passed_over: tuple[str, ...]


def brief_files(sheets: Sequence[Sheet], template: str, first_line: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the files of a brief made of a table, and the columns passed over; `template` is an empty brief.yaml.

    Raises BriefError with what is wrong, at its cell.
    """
    sheet = next((candidate for candidate in sheets if candidate.name.casefold() == "points"), sheets[0])
    plan = _plan(sheet)
    table = _Table(sheet, plan)
    points = list(table.points())
    if table.problems:
        message = Message("no brief can be made of {name}", name=sheet.file)
        raise BriefError(message, Message("nothing was written"), tuple(table.problems))
    issues = [(_issue(item_id, name), _TO_DRIVE) for name, item_id in table.issues.items()]
    audiences = [({"id": item_id, "name": table.text(name)}, "") for name, item_id in table.audiences.items()]
    texts = {
        "data/brief.yaml": _brief(
            template, table, {candidate.name for candidate in plan.criteria if candidate.audience}
        )
    }
    sections = {"points": points, "issues": issues, "administrations": audiences}
    for section, items in sections.items():
        if items:
            texts[f"data/{HOMES[section]}"] = f"{first_line}\n{section}:\n{_items(items)}"
    return texts, plan.passed_over


def _items(items: Iterable[tuple[Mapping[str, Any], str]]) -> str:
    return "\n".join("".join(f"{line}\n" for line in item_lines(item, remark, 2)) for item, remark in items)


def _plan(sheet: Sheet) -> Plan:
    """Return what the columns of a sheet hold. Raises BriefError without a column of labels."""
    known = {word: name for name, words in HEADS.items() for word in words}
    texts: dict[str, list[int]] = {}
    criteria: list[Criterion] = []
    ignored: list[str] = []
    number, head = sheet.rows[0]
    for n, title in enumerate(head):
        name = re.sub(r"\s+", " ", re.sub(r"[_\s]+", " ", str(title or ""))).strip()
        key = re.sub(r" (?:text|en|ko)\b|\s*\((?:en|ko|english|korean|한|영|국문|영문)\)", "", name.casefold()).strip()
        if key in known:
            texts.setdefault(known[key], []).append(n)
        elif name and _are_ratings(sheet, n):
            match = _BY_AUDIENCE.fullmatch(name)
            criteria.append(Criterion(n, match[1], match[2] or match[3]) if match else Criterion(n, name, None))
        elif name:
            ignored.append(name)
    if "label" not in texts:
        message = Message("no column of labels")
        hint = Message("call it one of: {names}", names=", ".join(HEADS["label"]))
        problem = Problem(sheet.place(number, 1), number, 1, "column-missing", "error", message, hint)
        raise BriefError(message, hint, (problem,))
    return Plan(texts, tuple(criteria), tuple(ignored))


def _are_ratings(sheet: Sheet, n: int) -> bool:
    """Whether most of a column's values are ratings."""
    values = [row[n] for _, row in sheet.rows[1:] if n < len(row) and row[n] is not None]
    rated = sum(_rating(value) is not _NO_RATING for value in values)
    return rated > len(values) / 2


_NO_RATING = object()


def _rating(value: Value) -> Any:
    """Return a rating, None for unknown, `_NO_RATING` for what is none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _NO_RATING if isinstance(value, (bool, Wrong)) else RATINGS.get(str(value).strip().casefold(), _NO_RATING)


class _Table:
    """A table row by row, and what its rows say of issues, criteria, audiences and languages."""

    def __init__(self, sheet: Sheet, plan: Plan) -> None:
        self._sheet = sheet
        self._plan = plan
        self._taken: set[str] = set()
        self.problems: list[Problem] = []
        self.languages: dict[str, None] = {}
        self.issues: dict[str, str] = {}
        self.criteria = self._named("criterion", (criterion.name for criterion in plan.criteria))
        self.audiences = self._named(
            "audience", (criterion.audience for criterion in plan.criteria if criterion.audience)
        )
        if len(self.criteria) > MAX_CRITERIA:
            column = plan.criteria[MAX_CRITERIA].at
            message = Message(
                "{count} columns of ratings; a brief has at most {most} criteria",
                count=len(self.criteria),
                most=MAX_CRITERIA,
            )
            self._add_problem(sheet.rows[0][0], column, Wrong("column-many", message, Message("delete some of them")))

    def _named(self, kind: str, names: Iterator[str]) -> dict[str, str]:
        return {name: self._id(name, kind) for name in dict.fromkeys(names)}

    def _id(self, name: str, kind: str) -> str:
        """Return an id for a name that nothing else has."""
        slug = slugify(name)
        candidates = (slug if n == 1 else f"{slug}-{n}" for n in range(1, 100_000)) if slug != NO_ID else (
            f"{kind}-{n}" for n in range(1, 100_000)
        )  # fmt: skip
        item_id = next(candidate for candidate in candidates if candidate not in self._taken)
        self._taken.add(item_id)
        return item_id

    def text(self, *values: str) -> Any:
        """Return texts as YAML has them: each in the language that it is in."""
        by_language = {"ko" if _HANGUL.search(value) else "en": value for value in values}
        self.languages |= dict.fromkeys(by_language)
        return by_language["en"] if list(by_language) == ["en"] else dict(sorted(by_language.items()))

    def points(self) -> Iterator[tuple[dict[str, Any], str]]:
        """Yield each point with what is still to write of it."""
        columns = {
            *(n for places in self._plan.texts.values() for n in places),
            *(criterion.at for criterion in self._plan.criteria),
        }
        for number, cells in self._sheet.rows[1:]:
            for n, value in enumerate(cells):
                if n in columns and isinstance(value, Wrong):
                    self._add_problem(number, n, value)
            labels = self._texts(cells, "label")
            if labels:
                yield self._point(number, cells, labels)
            elif any(value is not None for value in cells):
                hint = Message("name the point, or delete the row")
                self._add_problem(
                    number, self._plan.texts["label"][0], Wrong("cell-empty", Message("a row without a label"), hint)
                )

    def _point(self, number: int, cells: Cells, labels: list[str]) -> tuple[dict[str, Any], str]:
        ids = self._texts(cells, "id")
        item: dict[str, Any] = {"id": self._id(ids[0] if ids else labels[0], "point"), "label": self.text(*labels)}
        if issue := self._texts(cells, "issue"):
            if issue[0] not in self.issues:
                self.issues[issue[0]] = self._id(issue[0], "issue")
            item["issue"] = self.issues[issue[0]]
        for n in self._plan.texts.get("listed", ()):
            if (value := _at(cells, n)) is not None:
                item |= self._listed(number, n, value, cells)
        for name in SPOKEN:
            if texts := self._texts(cells, name):
                column = self._plan.texts[name][0]
                item[name] = {"text": self.text(*texts)} | self._basis(number, column, cells)
        if ratings := self._ratings(number, cells):
            item["ratings"] = ratings
        missing = [name for name in SPOKEN if name not in item]
        remark = f"still to write: {', '.join(missing)} (each with text, basis, and cites or why)" if missing else ""
        return item, remark

    def _texts(self, cells: Cells, name: str) -> list[str]:
        values = (_at(cells, n) for n in self._plan.texts.get(name, ()))
        return [str(value).strip() for value in values if value is not None and not isinstance(value, Wrong)]

    def _basis(self, number: int, n: int, cells: Cells) -> dict[str, Any]:
        """Return what a text or rating rests on: paragraphs, the reason of its row, or that the table gives none."""
        cites = [cite for text in self._texts(cells, "cites") for cite in re.split(r"[;,\s]+", text) if cite]
        whys = self._texts(cells, "why")
        if cites and not whys:
            return {"basis": "stated", "cites": cites}
        name = re.split(r"[/\\]", self._sheet.place(number, n + 1))[-1]
        why = self.text(*(whys or [self._no_reason(name, cells)]))
        return {"basis": "inferred"} | ({"cites": cites} if cites else {}) | {"why": why}

    def _no_reason(self, place: str, cells: Cells) -> str:
        """Return in the language of a row that its table gives no reason."""
        message = Message("Taken from {place}, which gives no reason.", place=place)
        return translate(message, "ko" if _HANGUL.search("".join(self._texts(cells, "label"))) else "en")

    def _listed(self, number: int, n: int, value: Value, cells: Cells) -> dict[str, Any]:
        name = LISTS.get(str(value).strip().casefold())
        if name is None:
            message = Message("unknown {what} {name!r}", what=Message("list"), name=str(value))
            self._add_problem(
                number,
                n,
                Wrong(
                    "cell-choice", message, Message("known: {names}", names=", ".join(dict.fromkeys(LISTS.values())))
                ),
            )
            return {}
        return {"listed": {"list": name} | self._basis(number, n, cells)}

    def _ratings(self, number: int, cells: Cells) -> dict[str, Any]:
        ratings: dict[str, Any] = {}
        for criterion in self._plan.criteria:
            value = _at(cells, criterion.at)
            rating = _rating(value) if value is not None else _NO_RATING
            if value is not None and rating is _NO_RATING and not isinstance(value, Wrong):
                message = Message("{value!r} is no rating", value=str(value))
                self._add_problem(
                    number, criterion.at, Wrong("cell-type", message, Message("write -2, -1, 0, 1, 2 or unknown"))
                )
            if value is None or rating is _NO_RATING:
                continue
            claim = (
                {"basis": "unknown"} if rating is None else {"value": rating} | self._basis(number, criterion.at, cells)
            )
            if criterion.audience:
                ratings.setdefault(self.criteria[criterion.name], {})[self.audiences[criterion.audience]] = claim
            else:
                ratings[self.criteria[criterion.name]] = claim
        return ratings

    def _add_problem(self, number: int, n: int, wrong: Wrong) -> None:
        self.problems.append(self._sheet.problem(number, n + 1, wrong))


_TO_DRIVE = "still to write: driver (text, basis, and cites or why), actions"


def _issue(item_id: str, name: str) -> dict[str, Any]:
    """Return an issue of which only the name is known: `check` says that what drives it is still to write."""
    text = {"ko": name} if _HANGUL.search(name) else name
    return {
        "id": item_id, "name": text, "driver": {"text": text, "basis": "unknown"}, "actions": [],
        "alignment": {"kind": "unmarked", "basis": "unknown"}, "cites": [],
    }  # fmt: skip


def _at(cells: Cells, n: int) -> Value:
    return cells[n] if n < len(cells) else None


def _brief(template: str, table: _Table, perceptions: Collection[str]) -> str:
    """Return the main file: the template's, with the criteria and languages of a table."""
    languages = ", ".join(sorted(table.languages)) or "en"
    text = template.replace("languages: [en]", f"languages: [{languages}]")
    if not table.criteria:
        return text
    criteria: list[dict[str, Any]] = [
        {"id": criterion_id, "name": {"ko": name} if _HANGUL.search(name) else name}
        | ({"perception": True} if name in perceptions else {})
        for name, criterion_id in table.criteria.items()
    ]
    if len(criteria) < MIN_CRITERIA:
        criteria.append(
            {"id": "source", "name": "Source"}
            if criteria[0]["id"] != "source"
            else {"id": "interest", "name": "Interest"}
        )
    head, _, rest = text.partition("criteria:\n")
    weights = ", ".join(f"{criterion['id']}: 1" for criterion in criteria)
    tail = rest.partition("\nweights:")[2].partition("}")[2]
    return f"{head}criteria:\n{_items((criterion, '') for criterion in criteria)}\nweights: {{{weights}}}{tail}"
