"""Make a new brief from a table of points."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import Any

from kbrief.errors import BriefError, Message, Problem
from kbrief.i18n import translate
from kbrief.load.rules.todo import SPOKEN
from kbrief.store.add import SECTION_FILES, item_lines, missing_texts_remark
from kbrief.store.new import slugify
from kbrief.tables.first_columns import LIST_WORDS, NOT_A_RATING, ColumnPlan, parse_rating, plan_columns
from kbrief.tables.new_rows import NO_ID
from kbrief.tables.read import CellProblem, Cells, Sheet, Value

#: The limits of the number of criteria of a brief.
MIN_CRITERIA, MAX_CRITERIA = 2, 8

_HANGUL = re.compile("[가-힣]")


def brief_files(sheets: Sequence[Sheet], template: str, first_line: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the files of a brief made from a table by path, and the titles of ignored columns.

    `template` is an empty brief.yaml, `first_line` begins every other file. Raises BriefError with the problems and
    their cells.
    """
    sheet = next((candidate for candidate in sheets if candidate.name.casefold() == "points"), sheets[0])
    plan = plan_columns(sheet)
    table = _TableReader(sheet, plan)
    points = list(table.points())
    if table.problems:
        message = Message("{name} cannot be made into a brief", name=sheet.file)
        raise BriefError(message, Message("nothing was written"), tuple(table.problems))
    issues = [(_issue_item(item_id, name), _ISSUE_REMARK) for name, item_id in table.issues.items()]
    audiences = [({"id": item_id, "name": table.text(name)}, "") for name, item_id in table.audiences.items()]
    perceptions = {criterion.name for criterion in plan.criteria if criterion.audience}
    files = {"data/brief.yaml": _main_file(template, table, perceptions)}
    sections = {"points": points, "issues": issues, "administrations": audiences}
    for section, items in sections.items():
        if items:
            files[f"data/{SECTION_FILES[section]}"] = f"{first_line}\n{section}:\n{_yaml_items(items)}"
    return files, plan.ignored


def _yaml_items(items: Iterable[tuple[Mapping[str, Any], str]]) -> str:
    return "\n".join("".join(f"{line}\n" for line in item_lines(item, remark, 2)) for item, remark in items)


class _TableReader:
    """A reader of the rows of a table that collects issues, criteria, audiences, languages and problems."""

    def __init__(self, sheet: Sheet, plan: ColumnPlan) -> None:
        self._sheet = sheet
        self._plan = plan
        self._used_ids: set[str] = set()
        self.problems: list[Problem] = []
        self.languages: dict[str, None] = {}
        self.issues: dict[str, str] = {}
        self.criteria = self._assign_ids("criterion", (criterion.name for criterion in plan.criteria))
        self.audiences = self._assign_ids(
            "audience", (criterion.audience for criterion in plan.criteria if criterion.audience)
        )
        if len(self.criteria) > MAX_CRITERIA:
            self._add_problem(sheet.rows[0][0], plan.criteria[MAX_CRITERIA].column, self._too_many_criteria())

    def _too_many_criteria(self) -> CellProblem:
        message = Message("{count} columns of ratings; a brief has at most {most} criteria",
                          count=len(self.criteria), most=MAX_CRITERIA)  # fmt: skip
        return CellProblem("column-many", message, Message("delete some of them"))

    def _assign_ids(self, kind: str, names: Iterator[str]) -> dict[str, str]:
        return {name: self._new_id(name, kind) for name in dict.fromkeys(names)}

    def _new_id(self, name: str, kind: str) -> str:
        """Return an id for a name, different from all other ids."""
        slug = slugify(name)
        numbered = (f"{kind if slug == NO_ID else slug}-{n}" for n in count(1 if slug == NO_ID else 2))
        candidates = numbered if slug == NO_ID else chain([slug], numbered)
        item_id = next(candidate for candidate in candidates if candidate not in self._used_ids)
        self._used_ids.add(item_id)
        return item_id

    def text(self, *values: str) -> Any:
        """Return texts as a value for YAML, each under its language, or a single English text alone."""
        by_language = {"ko" if _HANGUL.search(value) else "en": value for value in values}
        self.languages |= dict.fromkeys(by_language)
        return by_language["en"] if list(by_language) == ["en"] else dict(sorted(by_language.items()))

    def points(self) -> Iterator[tuple[dict[str, Any], str]]:
        """Yield each point with a comment that names its missing texts."""
        columns = {
            *(index for places in self._plan.texts.values() for index in places),
            *(criterion.column for criterion in self._plan.criteria),
        }
        for row_number, cells in self._sheet.rows[1:]:
            for index, value in enumerate(cells):
                if index in columns and isinstance(value, CellProblem):
                    self._add_problem(row_number, index, value)
            labels = self._texts_of(cells, "label")
            if labels:
                yield self._read_point(row_number, cells, labels)
            elif any(value is not None for value in cells):
                hint = Message("name the point, or delete the row")
                problem = CellProblem("cell-empty", Message("a row without a label"), hint)
                self._add_problem(row_number, self._plan.texts["label"][0], problem)

    def _read_point(self, row_number: int, cells: Cells, labels: list[str]) -> tuple[dict[str, Any], str]:
        """Return a point, with the texts, lists and ratings of its row, and the comment on its missing texts."""
        ids = self._texts_of(cells, "id")
        item: dict[str, Any] = {"id": self._new_id(ids[0] if ids else labels[0], "point"), "label": self.text(*labels)}
        if issues := self._texts_of(cells, "issue"):
            item["issue"] = self._issue_id(issues[0])
        for index in self._plan.texts.get("listed", ()):
            if (value := _cell_at(cells, index)) is not None:
                item |= self._read_listed(row_number, index, value, cells)
        for name in SPOKEN:
            if texts := self._texts_of(cells, name):
                column = self._plan.texts[name][0]
                item[name] = {"text": self.text(*texts)} | self._basis_of(row_number, column, cells)
        if ratings := self._read_ratings(row_number, cells):
            item["ratings"] = ratings
        return item, missing_texts_remark(item)

    def _issue_id(self, name: str) -> str:
        if name not in self.issues:
            self.issues[name] = self._new_id(name, "issue")
        return self.issues[name]

    def _texts_of(self, cells: Cells, name: str) -> list[str]:
        values = (_cell_at(cells, index) for index in self._plan.texts.get(name, ()))
        return [str(value).strip() for value in values if value is not None and not isinstance(value, CellProblem)]

    def _basis_of(self, row_number: int, index: int, cells: Cells) -> dict[str, Any]:
        """Return the basis of a text or rating: paragraphs, the reason of its row, or that there is no reason."""
        cites = [cite for text in self._texts_of(cells, "cites") for cite in re.split(r"[;,\s]+", text) if cite]
        reasons = self._texts_of(cells, "why")
        if cites and not reasons:
            return {"basis": "stated", "cites": cites}
        name = re.split(r"[/\\]", self._sheet.place(row_number, index + 1))[-1]
        reason = self.text(*(reasons or [self._default_reason(name, cells)]))
        return {"basis": "inferred"} | ({"cites": cites} if cites else {}) | {"why": reason}

    def _default_reason(self, place: str, cells: Cells) -> str:
        """Return a reason, in the language of a row, which says that its table gives none."""
        message = Message("Taken from {place}, which gives no reason.", place=place)
        return translate(message, "ko" if _HANGUL.search("".join(self._texts_of(cells, "label"))) else "en")

    def _read_listed(self, row_number: int, index: int, value: Value, cells: Cells) -> dict[str, Any]:
        name = LIST_WORDS.get(str(value).strip().casefold())
        if name is None:
            message = Message("unknown {what} {name!r}", what=Message("list"), name=str(value))
            hint = Message("known: {names}", names=", ".join(dict.fromkeys(LIST_WORDS.values())))
            self._add_problem(row_number, index, CellProblem("cell-choice", message, hint))
            return {}
        return {"listed": {"list": name} | self._basis_of(row_number, index, cells)}

    def _read_ratings(self, row_number: int, cells: Cells) -> dict[str, Any]:
        """Return the ratings of a row by criterion and, for perceptions, by audience."""
        ratings: dict[str, Any] = {}
        for criterion in self._plan.criteria:
            claim = self._read_rating(row_number, criterion.column, cells)
            if claim is None:
                continue
            if criterion.audience:
                ratings.setdefault(self.criteria[criterion.name], {})[self.audiences[criterion.audience]] = claim
            else:
                ratings[self.criteria[criterion.name]] = claim
        return ratings

    def _read_rating(self, row_number: int, index: int, cells: Cells) -> dict[str, Any] | None:
        """Return the claim in a column of ratings, or None for an empty or invalid cell."""
        value = _cell_at(cells, index)
        if value is None or isinstance(value, CellProblem):
            return None
        rating = parse_rating(value)
        if rating is NOT_A_RATING:
            message = Message("{value!r} is not a rating", value=str(value))
            hint = Message("write -2, -1, 0, 1, 2 or unknown")
            self._add_problem(row_number, index, CellProblem("cell-type", message, hint))
            return None
        return {"basis": "unknown"} if rating is None else {"value": rating} | self._basis_of(row_number, index, cells)

    def _add_problem(self, row_number: int, index: int, cell_problem: CellProblem) -> None:
        self.problems.append(self._sheet.problem(row_number, index + 1, cell_problem))


_ISSUE_REMARK = "still to write: driver (text, basis, and cites or why), actions"


def _issue_item(item_id: str, name: str) -> dict[str, Any]:
    """Return an issue with nothing but a name, which `check` reports as still to write."""
    text = {"ko": name} if _HANGUL.search(name) else name
    return {
        "id": item_id, "name": text, "driver": {"text": text, "basis": "unknown"}, "actions": [],
        "alignment": {"kind": "unmarked", "basis": "unknown"}, "cites": [],
    }  # fmt: skip


def _cell_at(cells: Cells, index: int) -> Value:
    return cells[index] if index < len(cells) else None


def _main_file(template: str, table: _TableReader, perceptions: Collection[str]) -> str:
    """Return the text of the main file: the template with the criteria and languages of a table."""
    languages = ", ".join(sorted(table.languages)) or "en"
    text = template.replace("languages: [en]", f"languages: [{languages}]")
    if not table.criteria:
        return text
    criteria = list(_criteria(table, perceptions))
    start, _, rest = text.partition("criteria:\n")
    weights = ", ".join(f"{criterion['id']}: 1" for criterion in criteria)
    tail = rest.partition("\nweights:")[2].partition("}")[2]
    return f"{start}criteria:\n{_yaml_items((criterion, '') for criterion in criteria)}\nweights: {{{weights}}}{tail}"


def _criteria(table: _TableReader, perceptions: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield the criteria of a table, and another one if it has fewer than a brief needs."""
    for name, criterion_id in table.criteria.items():
        criterion = {"id": criterion_id, "name": {"ko": name} if _HANGUL.search(name) else name}
        yield criterion | {"perception": True} if name in perceptions else criterion
    if len(table.criteria) < MIN_CRITERIA:
        is_source = "source" in table.criteria.values()
        yield {"id": "interest", "name": "Interest"} if is_source else {"id": "source", "name": "Source"}
