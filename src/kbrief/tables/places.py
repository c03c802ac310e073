"""Find the rows and cells of tables in the data of a brief."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kbrief.model import Brief

Loc = tuple[str | int, ...]

#: The tables that are made from others and not imported.
DERIVED_TABLES = frozenset({"citations", "claims", "dictionary", "results"})

WEIGHT_COLUMN = "weight"


class TableRows(NamedTuple):
    """The keys of the rows of a table, and the path of a row in the data, with keys in braces.

    A key selects an item of a list by its id, or a paragraph by its number; `#n` is the n-th item, counted from 1.
    """

    keys: tuple[str, ...]
    path: tuple[str, ...]


def _by_id(section: str) -> TableRows:
    return TableRows(("id",), (section, "{id}"))


#: The tables that are imported, by name.
IMPORTED_TABLES: Mapping[str, TableRows] = {
    "brief": TableRows((), ()),
    "criterion_steps": TableRows(("criterion", "form"), ("criteria", "{criterion}", "{form}")),
    "head_lines": TableRows(("screen",), ("head_lines", "{screen}")),
    "issue_statements": TableRows(("issue", "part", "n"), ("issues", "{issue}", "{part}", "#n")),
    "actions": TableRows(("step", "n"), ("steps", "{step}", "actions", "#n")),
    "ratings": TableRows(("point", "criterion", "administration", "n"), ()),
    "tendencies": TableRows(("administration", "n"), ("administrations", "{administration}", "tendencies", "#n")),
    "signs": TableRows(("event", "n"), ("events", "{event}", "signs", "#n")),
    "shifts": TableRows(
        ("event", "point", "criterion", "administration"),
        ("events", "{event}", "shifts", "{point}", "{criterion}", "{administration}"),
    ),
    "paragraphs": TableRows(("source", "n"), ("sources", "{source}", "paragraphs", "{n}")),
    "figures": TableRows(
        ("source", "paragraph", "n"), ("sources", "{source}", "paragraphs", "{paragraph}", "figures", "#n")
    ),
    "point_terms": TableRows(("point", "language", "term"), ()),
    "glossary_avoid": TableRows(("id", "avoid"), ()),
} | {
    section: _by_id(section)
    for section in (
        "criteria", "tags", "glossary", "issues", "considerations", "steps", "groups", "points", "administrations",
        "events", "precedents", "context", "tensions", "gaps", "sources",
    )
}  # fmt: skip

#: The lists, as (table, field), that are required even if they are empty.
REQUIRED_LISTS = frozenset({("issues", "cites")})


class RowFinder:
    """A finder of rows of tables in the data of a brief."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._numbers: dict[Loc, dict[Any, int]] = {}

    def find_row(self, table: str, keys: Sequence[Any]) -> Loc | None:
        """Return the path of a row in the data, or None if the brief has no such row."""
        if table == "ratings":
            return self._find_rating(*keys)
        key_values = dict(zip(IMPORTED_TABLES[table].keys, keys, strict=True))
        path: Loc = ()
        value: Any = self._brief
        for step in IMPORTED_TABLES[table].path:
            name = key_values[step.strip("#{}")] if step[0] in "#{" else step
            next_step = _nth(value, name) if step[0] == "#" else self._find_step(value, name, path)
            if next_step is None:
                return None
            path = (*path, next_step)
            value = child_of(value, next_step)
        return path

    def _find_step(self, value: Any, name: Any, path: Loc) -> str | int | None:
        """Return the step from a value to its child with this name: an index, a key or a field, or None."""
        if isinstance(value, Mapping):
            return str(name) if name in value else None
        if not isinstance(value, tuple):
            return str(name) if name in type(value).model_fields else None
        if path not in self._numbers:
            self._numbers[path] = {getattr(item, "id", None) or item.n: n for n, item in enumerate(value)}
        return self._numbers[path].get(name)

    def _find_rating(self, point: Any, criterion: Any, administration: Any, n: Any) -> Loc | None:
        """Return the path of a reading of a rating, or None."""
        loc = self.find_row("points", (point,))
        cell_value: Any = self._brief.points[int(loc[1])].ratings.get(criterion) if loc else None
        path: Loc = (*(loc or ()), "ratings", criterion)
        if isinstance(cell_value, dict):
            cell_value, path = cell_value.get(administration), (*path, administration)
        elif administration is not None:
            return None
        if isinstance(cell_value, tuple):
            step = _nth(cell_value, n)
            return None if step is None else (*path, step)
        return path if cell_value is not None and n == 1 else None


def child_of(value: Any, step: str | int) -> Any:
    """Return the child of a value of a brief: an item of a list, the value of a key, or a field."""
    if isinstance(value, tuple):
        return value[int(step)]
    return value[step] if isinstance(value, Mapping) else getattr(value, str(step))


def _nth(value: Any, n: Any) -> int | None:
    return n - 1 if isinstance(n, int) and 0 < n <= len(value) else None


def cell_path(row: Loc, item: Any, path: Sequence[str]) -> Loc | None:
    """Return the path of a cell of a row, or None if it summarizes several readings."""
    steps: list[str | int] = []
    for name in path:
        if isinstance(item, tuple):
            if len(item) != 1:
                return None
            steps.append(0)
            item = item[0]
        steps.append(name)
        item = getattr(item, name, None)
    return (*row, *steps)
