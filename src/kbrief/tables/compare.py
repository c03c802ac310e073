"""Compare edited tables with those of a brief, and collect the edits and the problems."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kbrief.errors import Message, Problem
from kbrief.model import Brief, Model
from kbrief.store.edit import Change
from kbrief.tables import FlatTable, tables
from kbrief.tables.cells import is_unchanged
from kbrief.tables.columns import Row, TableField
from kbrief.tables.header import Field, Header, SheetRow, read_header
from kbrief.tables.new_rows import NewRow, NewRows
from kbrief.tables.places import (
    DERIVED_TABLES,
    IMPORTED_TABLES,
    REQUIRED_LISTS,
    WEIGHT_COLUMN,
    Loc,
    RowFinder,
    cell_path,
    child_of,
)
from kbrief.tables.read import CellProblem, Sheet

#: The column of an edit that is a whole new row.
NEW_ROW = "(new)"

#: The ends of the paths of fields that name an item.
NAME_PATHS = {(name, lang) for name in ("label", "name", "text") for lang in ("en", "ko")}

Keys = tuple[Any, ...]


class Edit(NamedTuple):
    """An edited cell: its item and field, value before and after, place, and the changes of the data that it means."""

    item: str
    field: str
    before: Any
    after: Any
    place: str
    row: int
    column: int
    changes: tuple[Change, ...]


class Comparison(NamedTuple):
    """The edits in tables, the rows that are missing, the sheets that are not tables of a brief, and the problems."""

    edits: tuple[Edit, ...]
    missing_rows: tuple[tuple[str, str], ...]
    ignored_sheets: tuple[str, ...]
    problems: tuple[Problem, ...]


def compare(brief: Brief, sheets: Sequence[Sheet]) -> Comparison:
    """Return the differences between the tables of a brief and edited ones."""
    reader = _Reader(brief)
    names = IMPORTED_TABLES.keys() & {sheet.name.casefold() for sheet in sheets}
    for flat in tables(brief, names):
        for sheet in sheets:
            if sheet.name.casefold() == flat.name:
                reader.read(sheet, flat)
    known_names = {*DERIVED_TABLES, *IMPORTED_TABLES}
    ignored_sheets = tuple(sheet.file for sheet in sheets if sheet.name.casefold() not in known_names)
    edits, conflicts = _without_repeats(
        [*reader.edits, *(_edit_of_new_row(*new_row) for new_row in reader.new.changes())]
    )
    return Comparison(tuple(edits), tuple(reader.missing_rows), ignored_sheets, (*reader.problems, *conflicts))


def _edit_of_new_row(row: NewRow, changes: tuple[Change, ...]) -> Edit:
    values = dict(row.fields)
    text = next((values[path] for path in values if path[-2:] in NAME_PATHS), None) or values.get(("value",), row.name)
    return Edit(row.name, NEW_ROW, None, text, *row.place, changes)


def _without_repeats(edits: Iterable[Edit]) -> tuple[list[Edit], list[Problem]]:
    """Return the edits without repeats, and a problem for each value that two cells change differently."""
    first: dict[Loc, Edit] = {}
    problems: list[Problem] = []
    for edit in edits:
        earlier = first.setdefault(edit.changes[0].path, edit)
        if earlier.after != edit.after:
            values = {"item": edit.item, "field": edit.field, "place": earlier.place}
            message = Message("{item}, {field}: a different value than in {place}", **values)
            hint = Message("leave one of the two unchanged")
            problems.append(Problem(edit.place, edit.row, edit.column, "cell-twice", "error", message, hint))
    return list(first.values()), problems


class _Reader:
    """A reader of sheets that collects edits, new rows and problems."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._finder = RowFinder(brief)
        self.new = NewRows(brief, self._finder)
        self.edits: list[Edit] = []
        self.missing_rows: list[tuple[str, str]] = []
        self.problems: list[Problem] = []

    def read(self, sheet: Sheet, flat: FlatTable) -> None:
        """Compare a sheet with its table."""
        header, problems = read_header(sheet, flat)
        self.problems += problems
        if header is None:
            return
        key_indexes = [field.table_index for field in header.keys]
        known_rows: dict[Keys, Row] = {tuple(row[n] for n in key_indexes): row for row in flat.rows}
        row_numbers: dict[Keys, int] = {}
        for row in sheet.rows[1:]:
            sheet_row = SheetRow(sheet, *row)
            keys = self._read_keys(sheet_row, header)
            if keys is None:
                continue
            if row_numbers.setdefault(keys, sheet_row.number) != sheet_row.number and any(keys):
                name = _row_name(flat.name, keys)
                message = Message("{row} is already in row {number}", row=name, number=row_numbers[keys])
                problem = CellProblem("row-twice", message, Message("keep one of the two rows"))
                self.problems.append(sheet_row.problem(header.keys[0].sheet_index, problem))
            elif keys in known_rows:
                self._compare_row(sheet_row, flat.name, header, keys, known_rows[keys])
            else:
                self._add_new_row(sheet_row, flat.name, header, keys)
        self.missing_rows += [
            (sheet.file, _row_name(flat.name, keys)) for keys in known_rows if keys not in row_numbers
        ]

    def _read_keys(self, sheet_row: SheetRow, header: Header) -> Keys | None:
        """Return the keys of a row, or None for an empty row or one with an invalid key."""
        keys = tuple(sheet_row.converted_value(field) for field in header.keys)
        problems = _cell_problems(sheet_row, zip(header.keys, keys, strict=True))
        self.problems += problems
        is_blank = not any(sheet_row.value(field.sheet_index) is not None for field in (*header.keys, *header.fields))
        return None if problems or is_blank else keys

    def _compare_row(self, sheet_row: SheetRow, table: str, header: Header, keys: Keys, old_values: Row) -> None:
        """Collect the edits in a row that the brief has."""
        edits: list[Edit] = []
        loc: Loc | None = None
        for field in header.fields:
            before, value = old_values[field.table_index], sheet_row.value(field.sheet_index)
            if is_unchanged(value, before, field.column, is_csv=sheet_row.sheet.is_csv):
                continue
            after = sheet_row.converted_value(field)
            if after == before:
                continue
            loc = loc or self._finder.find_row(table, keys)
            if after is None and self._is_default(loc or (), field.column):
                continue
            edit = self._make_edit(sheet_row, field, (table, keys), (before, after), loc or ())
            if isinstance(edit, Problem):
                self.problems.append(edit)
            else:
                edits.append(edit)
        self.edits += _with_value_edit(edits, sheet_row, header) if table == "ratings" else edits

    def _make_edit(
        self, sheet_row: SheetRow, field: Field, row: tuple[str, Keys], values: tuple[Any, Any], loc: Loc
    ) -> Edit | Problem:
        """Return the edit of a cell, or the problem with it."""
        (table, keys), (before, after) = row, values
        if isinstance(after, CellProblem):
            return sheet_row.problem(field.sheet_index, after)
        path = self._path_of(loc, field.column, keys)
        if path is None:
            hint = Message("change them in the YAML, or in the table `ratings`")
            problem = CellProblem("cell-several", Message("this cell is made from several readings"), hint)
            return sheet_row.problem(field.sheet_index, problem)
        if after is None and (table, field.column.name) in REQUIRED_LISTS:
            after = []
        place = sheet_row.place(field.sheet_index)
        return Edit(_row_name(table, keys), field.column.name, before, after, *place, (Change(path, after),))

    def _path_of(self, row: Loc, column: TableField, keys: Keys) -> Loc | None:
        """Return the path of a cell in the data, or None if it summarizes several readings."""
        if column.name == WEIGHT_COLUMN and not column.path:
            return ("weights", keys[0])
        return cell_path(row, self._item_at(row), column.path)

    def _item_at(self, row: Loc) -> Any:
        item: Any = self._brief
        for step in row:
            item = child_of(item, step)
        return item

    def _is_default(self, row: Loc, column: TableField) -> bool:
        """Whether a cell shows a default, such as false, that is not in the data: an empty cell means the same."""
        item = self._item_at(row)
        for name in column.path[:-1]:
            item = getattr(item, name, None)
        return isinstance(item, Model) and bool(column.path) and column.path[-1] not in item.model_fields_set

    def _add_new_row(self, sheet_row: SheetRow, table: str, header: Header, keys: Keys) -> None:
        """Add a row that the brief does not have, or collect the problem with it."""
        values = {field: sheet_row.converted_value(field) for field in header.fields}
        self.problems += _cell_problems(sheet_row, values.items())
        fields = [
            (field.column.path, value) for field, value in values.items() if value is not None and field.column.path
        ]
        column = header.keys[0].sheet_index if header.keys else 0
        if problem := self.new.add(table, keys, fields, sheet_row.place(column)):
            self.problems.append(sheet_row.problem(column, problem))


def _cell_problems(sheet_row: SheetRow, values: Iterable[tuple[Field, Any]]) -> list[Problem]:
    return [sheet_row.problem(field.sheet_index, value) for field, value in values if isinstance(value, CellProblem)]


def _with_value_edit(edits: list[Edit], sheet_row: SheetRow, header: Header) -> list[Edit]:
    """Return the edits of a rating, with one of its value if its basis becomes or ceases to be unknown.

    An unknown rating shows 0 in its table and has no value in the data.
    """
    basis = next((edit for edit in edits if edit.field == "basis"), None)
    field = next((candidate for candidate in header.fields if candidate.column.name == "value"), None)
    has_value = any(edit.field == "value" for edit in edits)
    if basis is None or field is None or has_value or "unknown" not in {basis.before, basis.after}:
        return edits
    before = sheet_row.converted_value(field)
    after = None if basis.after == "unknown" else before
    changes = (Change((*basis.changes[0].path[:-1], "value"), after),)
    return [*edits, Edit(basis.item, "value", before, after, *sheet_row.place(field.sheet_index), changes)]


def _row_name(table: str, keys: Keys) -> str:
    """Return the name of a row, if possible as in `kbrief trace`, such as `ncg.president.trump`."""
    name_keys = keys[:-1] if table == "ratings" and keys[-1] == 1 else keys
    return ".".join(str(key) for key in name_keys if key is not None) or table
