"""The head of a table that comes back: which of its columns says what."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from kbrief.errors import Message, Problem
from kbrief.model.lookup import suggest
from kbrief.tables import FlatTable, TableField
from kbrief.tables.cells import convert
from kbrief.tables.places import ROWS, WEIGHT
from kbrief.tables.read import Cells, Sheet, Value, Wrong
from kbrief.tables.workbook import NAME_OF


class Field(NamedTuple):
    """A column that may be edited: where it stands in the sheet and in the table, and what it holds."""

    at: int
    in_table: int
    column: TableField


class Head(NamedTuple):
    """The columns of a sheet that are read: those by which rows are known, and those that may be edited."""

    keys: tuple[Field, ...]
    fields: tuple[Field, ...]


class Line(NamedTuple):
    """A row of a sheet with its number."""

    sheet: Sheet
    number: int
    cells: Cells

    def value(self, n: int) -> Value:
        """Return what stands in a column, counted from 0."""
        return self.cells[n] if n < len(self.cells) else None

    def converted(self, field: Field) -> Any:
        """Return the value of a column as what it holds, or a Wrong."""
        return convert(self.value(field.at), field.column, is_csv=self.sheet.is_csv)

    def place(self, n: int) -> tuple[str, int, int]:
        """Return a column's place as people call it, its row and its column."""
        return self.sheet.place(self.number, n + 1), self.number, n + 1

    def problem(self, n: int, wrong: Wrong) -> Problem:
        """Return what is wrong in a column."""
        return self.sheet.problem(self.number, n + 1, wrong)


def read_head(sheet: Sheet, flat: FlatTable) -> tuple[Head | None, list[Problem]]:
    """Return the columns of a sheet and what is wrong with its head; None where rows could not be known."""
    line = Line(sheet, *sheet.rows[0])
    names = {column.name: n for n, column in enumerate(flat.columns)}
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for n, name in _titles(line):
        if name not in names or name in columns:
            problems.append(line.problem(n, _unknown(name, list(names)) if name not in names else _twice(name)))
        else:
            columns[name] = n
    keys = ROWS[flat.name].keys
    if missing := [name for name in keys if name not in columns]:
        message = Message("no column {names}, by which rows are known", names=", ".join(missing))
        hint = Message("export the tables again, and keep their first row")
        return None, [*problems, line.problem(0, Wrong("column-missing", message, hint))]
    fields = {name: Field(n, names[name], flat.columns[names[name]]) for name, n in columns.items()}
    editable = (field for name, field in fields.items() if name not in keys and (field.column.path or name == WEIGHT))
    return Head(tuple(fields[name] for name in keys), tuple(editable)), problems


def _titles(line: Line) -> Iterator[tuple[int, str]]:
    """Yield the names of columns, without those that only help to read, or that are empty from top to bottom."""
    for n, title in enumerate(line.cells):
        name = "" if title is None else str(title).strip().casefold()
        rows_below = (Line(line.sheet, *row) for row in line.sheet.rows[1:]) if not name else ()
        if not name.startswith(NAME_OF) and (name or any(row_below.value(n) is not None for row_below in rows_below)):
            yield n, name


def _unknown(name: str, names: list[str]) -> Wrong:
    what = Message("column")
    return Wrong("column-unknown", Message("unknown {what} {name!r}", what=what, name=name), suggest(name, names, what))


def _twice(name: str) -> Wrong:
    return Wrong("column-twice", Message("the column {name} stands twice", name=name), Message("delete one of the two"))
