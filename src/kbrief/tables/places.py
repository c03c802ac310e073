"""Where the rows and cells of a table stand in the data of a brief."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kbrief.model import Brief

Loc = tuple[str | int, ...]

#: Tables that are made of others: nothing is taken in from them.
DERIVED = frozenset({"citations", "claims", "dictionary", "results"})

WEIGHT = "weight"


class Rows(NamedTuple):
    """How the rows of a table are told apart, and where each stands: what is in braces is a key of the table.

    It names an item of a list by its id, or a paragraph by its number; `#n` is the n-th item, counted from 1.
    """

    keys: tuple[str, ...]
    path: tuple[str, ...]


def _of(section: str) -> Rows:
    return Rows(("id",), (section, "{id}"))


#: Each table that is taken in.
ROWS: Mapping[str, Rows] = {
    "brief": Rows((), ()),
    "criterion_steps": Rows(("criterion", "form"), ("criteria", "{criterion}", "{form}")),
    "head_lines": Rows(("screen",), ("head_lines", "{screen}")),
    "issue_statements": Rows(("issue", "part", "n"), ("issues", "{issue}", "{part}", "#n")),
    "actions": Rows(("step", "n"), ("steps", "{step}", "actions", "#n")),
    "ratings": Rows(("point", "criterion", "administration", "n"), ()),
    "tendencies": Rows(("administration", "n"), ("administrations", "{administration}", "tendencies", "#n")),
    "signs": Rows(("event", "n"), ("events", "{event}", "signs", "#n")),
    "shifts": Rows(
        ("event", "point", "criterion", "administration"),
        ("events", "{event}", "shifts", "{point}", "{criterion}", "{administration}"),
    ),
    "paragraphs": Rows(("source", "n"), ("sources", "{source}", "paragraphs", "{n}")),
    "figures": Rows(
        ("source", "paragraph", "n"), ("sources", "{source}", "paragraphs", "{paragraph}", "figures", "#n")
    ),
    "point_terms": Rows(("point", "language", "term"), ()),
    "glossary_avoid": Rows(("id", "avoid"), ()),
} | {
    section: _of(section)
    for section in (
        "criteria", "tags", "glossary", "issues", "considerations", "steps", "groups", "points", "administrations",
        "events", "precedents", "context", "tensions", "gaps", "sources",
    )
}  # fmt: skip

#: Lists that have to be there, if only empty.
REQUIRED = frozenset({("issues", "cites")})


class Placer:
    """Finds where the rows and cells of the tables of a brief stand in its data."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._numbers: dict[Loc, dict[Any, int]] = {}

    def row(self, table: str, keys: Sequence[Any]) -> Loc | None:
        """Return where a row stands, None where the brief has no such row."""
        if table == "ratings":
            return self._rating(*keys)
        key_values = dict(zip(ROWS[table].keys, keys, strict=True))
        path: Loc = ()
        value: Any = self._brief
        for step in ROWS[table].path:
            name = key_values[step.strip("#{}")] if step[0] in "#{" else step
            next_step = _nth(value, name) if step[0] == "#" else self._step(value, name, path)
            if next_step is None:
                return None
            path = (*path, next_step)
            value = below(value, next_step)
        return path

    def _step(self, value: Any, name: Any, path: Loc) -> str | int | None:
        """Return the step to a value of a name: the number of an item, a key, or a field."""
        if isinstance(value, Mapping):
            return str(name) if name in value else None
        if not isinstance(value, tuple):
            return str(name) if name in type(value).model_fields else None
        if path not in self._numbers:
            self._numbers[path] = {getattr(item, "id", None) or item.n: n for n, item in enumerate(value)}
        return self._numbers[path].get(name)

    def _rating(self, point: Any, criterion: Any, administration: Any, n: Any) -> Loc | None:
        loc = self.row("points", (point,))
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


def below(value: Any, step: str | int) -> Any:
    """Return what stands one step below a value of a brief: an item, what a key leads to, or a field."""
    if isinstance(value, tuple):
        return value[int(step)]
    return value[step] if isinstance(value, Mapping) else getattr(value, str(step))


def _nth(value: Any, n: Any) -> int | None:
    return n - 1 if isinstance(n, int) and 0 < n <= len(value) else None


def cell(row: Loc, item: Any, path: Sequence[str]) -> Loc | None:
    """Return where a cell of a row stands; None where it sums up several readings."""
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
