"""Read the header of an edited table: which of its columns are keys and which may be edited."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from kbrief.errors import Message, Problem
from kbrief.model.lookup import suggest
from kbrief.tables import FlatTable
from kbrief.tables.cells import convert
from kbrief.tables.columns import TableField
from kbrief.tables.places import IMPORTED_TABLES, WEIGHT_COLUMN
from kbrief.tables.read import CellProblem, Cells, Sheet, Value
from kbrief.tables.workbook import NAME_COLUMN_PREFIX


class Field(NamedTuple):
    """A column of a sheet: its index in the sheet, its index in the table of the brief, and the column there."""

    sheet_index: int
    table_index: int
    column: TableField


class Header(NamedTuple):
    """The columns of a sheet that are read: the keys of rows, and the fields that may be edited."""

    keys: tuple[Field, ...]
    fields: tuple[Field, ...]


class SheetRow(NamedTuple):
    """A row of a sheet with its number."""

    sheet: Sheet
    number: int
    cells: Cells

    def value(self, index: int) -> Value:
        """Return the value in a column, counted from 0."""
        return self.cells[index] if index < len(self.cells) else None

    def converted_value(self, field: Field) -> Any:
        """Return the value in a column in the type of the column, or a CellProblem."""
        return convert(self.value(field.sheet_index), field.column, is_csv=self.sheet.is_csv)

    def place(self, index: int) -> tuple[str, int, int]:
        """Return the place of a cell: its name for messages, its row and its column."""
        return self.sheet.place(self.number, index + 1), self.number, index + 1

    def problem(self, index: int, problem: CellProblem) -> Problem:
        """Return a problem at a cell."""
        return self.sheet.problem(self.number, index + 1, problem)


def read_header(sheet: Sheet, flat: FlatTable) -> tuple[Header | None, list[Problem]]:
    """Return the header of a sheet, or None if a key column is missing, and the problems with it."""
    sheet_row = SheetRow(sheet, *sheet.rows[0])
    names = {column.name: index for index, column in enumerate(flat.columns)}
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for index, name in _titles(sheet_row):
        if name not in names or name in columns:
            problems.append(
                sheet_row.problem(
                    index, _unknown_column(name, list(names)) if name not in names else _repeated_column(name)
                )
            )
        else:
            columns[name] = index
    keys = IMPORTED_TABLES[flat.name].keys
    if missing := [name for name in keys if name not in columns]:
        message = Message("no column {names}, which identifies the rows", names=", ".join(missing))
        hint = Message("export the tables again, and keep the first row")
        return None, [*problems, sheet_row.problem(0, CellProblem("column-missing", message, hint))]
    fields = {name: Field(index, names[name], flat.columns[names[name]]) for name, index in columns.items()}
    editable = (
        field for name, field in fields.items() if name not in keys and (field.column.path or name == WEIGHT_COLUMN)
    )
    return Header(tuple(fields[name] for name in keys), tuple(editable)), problems


def _titles(sheet_row: SheetRow) -> Iterator[tuple[int, str]]:
    """Yield the index and the name of each column, without empty columns and those that are only for reading."""
    for index, title in enumerate(sheet_row.cells):
        name = "" if title is None else str(title).strip().casefold()
        rows_below = (SheetRow(sheet_row.sheet, *row) for row in sheet_row.sheet.rows[1:]) if not name else ()
        if not name.startswith(NAME_COLUMN_PREFIX) and (
            name or any(row_below.value(index) is not None for row_below in rows_below)
        ):
            yield index, name


def _unknown_column(name: str, names: list[str]) -> CellProblem:
    kind = Message("column")
    return CellProblem(
        "column-unknown", Message("unknown {what} {name!r}", what=kind, name=name), suggest(name, names, kind)
    )


def _repeated_column(name: str) -> CellProblem:
    return CellProblem(
        "column-twice", Message("the column {name} is there twice", name=name), Message("delete one of the two")
    )
