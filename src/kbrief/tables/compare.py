"""Compare tables that come back with those of a brief: what was edited, and what is wrong with it."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kbrief.errors import Message, Problem
from kbrief.model import Brief, Model
from kbrief.store.edit import Change
from kbrief.tables import FlatTable, Row, TableField, tables
from kbrief.tables.cells import is_same
from kbrief.tables.heads import Field, Head, Line, read_head
from kbrief.tables.new_rows import NewRow, NewRows
from kbrief.tables.places import DERIVED, REQUIRED, ROWS, WEIGHT, Loc, Placer, below, cell
from kbrief.tables.read import Sheet, Wrong

#: What stands for the column of a row that is new.
NEW = "(new)"

NAMES = {(name, lang) for name in ("label", "name", "text") for lang in ("en", "ko")}

Keys = tuple[Any, ...]


class Edit(NamedTuple):
    """A cell that was edited: whose and which, before and after, where, and the changes of the data that it is."""

    item: str
    field: str
    before: Any
    after: Any
    place: str
    row: int
    column: int
    changes: tuple[Change, ...]


class Comparison(NamedTuple):
    """What was edited in tables, the rows that are gone from them, sheets of no table, and what is wrong."""

    edits: tuple[Edit, ...]
    gone: tuple[tuple[str, str], ...]
    passed_over: tuple[str, ...]
    problems: tuple[Problem, ...]


def compare(brief: Brief, sheets: Sequence[Sheet]) -> Comparison:
    """Return what differs between the tables of a brief and those that come back."""
    reader = _Reader(brief)
    names = ROWS.keys() & {sheet.name.casefold() for sheet in sheets}
    for flat in tables(brief, names):
        for sheet in sheets:
            if sheet.name.casefold() == flat.name:
                reader.read(sheet, flat)
    known = {*DERIVED, *ROWS}
    unknown = tuple(sheet.file for sheet in sheets if sheet.name.casefold() not in known)
    edits, conflicts = _without_repeats([*reader.edits, *(_as_edit(*new_row) for new_row in reader.new.changes())])
    return Comparison(tuple(edits), tuple(reader.gone), unknown, (*reader.problems, *conflicts))


def _as_edit(row: NewRow, changes: tuple[Change, ...]) -> Edit:
    values = dict(row.fields)
    text = next((values[path] for path in values if path[-2:] in NAMES), None) or values.get(("value",), row.name)
    return Edit(row.name, NEW, None, text, *row.place, changes)


def _without_repeats(edits: Iterable[Edit]) -> tuple[list[Edit], list[Problem]]:
    """Return each change once, and a problem where two cells change one value in two ways."""
    first: dict[Loc, Edit] = {}
    problems: list[Problem] = []
    for edit in edits:
        earlier = first.setdefault(edit.changes[0].path, edit)
        if earlier.after != edit.after:
            values = {"item": edit.item, "field": edit.field, "place": earlier.place}
            message = Message("{item}, {field}: another value than in {place}", **values)
            hint = Message("leave one of the two as it was")
            problems.append(Problem(edit.place, edit.row, edit.column, "cell-twice", "error", message, hint))
    return list(first.values()), problems


class _Reader:
    """Reads sheets row by row, and keeps what was edited and what is wrong."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._placer = Placer(brief)
        self.new = NewRows(brief, self._placer)
        self.edits: list[Edit] = []
        self.gone: list[tuple[str, str]] = []
        self.problems: list[Problem] = []

    def read(self, sheet: Sheet, flat: FlatTable) -> None:
        """Compare a sheet with its table."""
        head, problems = read_head(sheet, flat)
        self.problems += problems
        if head is None:
            return
        places = [field.in_table for field in head.keys]
        known_rows: dict[Keys, Row] = {tuple(row[n] for n in places): row for row in flat.rows}
        row_numbers: dict[Keys, int] = {}
        for row in sheet.rows[1:]:
            line = Line(sheet, *row)
            keys = self._keys(line, head)
            if keys is None:
                continue
            if row_numbers.setdefault(keys, line.number) != line.number and any(keys):
                message = Message(
                    "{row} stands in row {number} already", row=_row_name(flat.name, keys), number=row_numbers[keys]
                )
                wrong = Wrong("row-twice", message, Message("keep one of the two rows"))
                self.problems.append(line.problem(head.keys[0].at, wrong))
            elif keys in known_rows:
                self._row(line, flat.name, head, keys, known_rows[keys])
            else:
                self._new_row(line, flat.name, head, keys)
        self.gone += [(sheet.file, _row_name(flat.name, keys)) for keys in known_rows if keys not in row_numbers]

    def _keys(self, line: Line, head: Head) -> Keys | None:
        """Return by what a row is known, None for one that holds nothing, or what cannot be a key."""
        keys = tuple(line.converted(field) for field in head.keys)
        wrong = [(field.at, key) for field, key in zip(head.keys, keys, strict=True) if isinstance(key, Wrong)]
        self.problems += [line.problem(n, key) for n, key in wrong]
        is_blank = not any(line.value(field.at) is not None for field in (*head.keys, *head.fields))
        return None if wrong or is_blank else keys

    def _row(self, line: Line, table: str, head: Head, keys: Keys, old: Row) -> None:
        """Note the edits of a row that the brief has."""
        edits: list[Edit] = []
        loc: Loc | None = None
        for field in head.fields:
            before, value = old[field.in_table], line.value(field.at)
            if is_same(value, before, field.column, is_csv=line.sheet.is_csv):
                continue
            after = line.converted(field)
            if after == before:
                continue
            loc = loc or self._placer.row(table, keys)
            if after is None and self._is_default(loc or (), field.column):
                continue
            edit = self._edit(line, field, (table, keys), (before, after), loc or ())
            if isinstance(edit, Problem):
                self.problems.append(edit)
            else:
                edits.append(edit)
        self.edits += _with_value(edits, line, head) if table == "ratings" else edits

    def _edit(
        self, line: Line, field: Field, row: tuple[str, Keys], values: tuple[Any, Any], loc: Loc
    ) -> Edit | Problem:
        """Return the edit of a cell, or what is wrong with it."""
        (table, keys), (before, after) = row, values
        if isinstance(after, Wrong):
            return line.problem(field.at, after)
        path = self._path(loc, field.column, keys)
        if path is None:
            hint = Message("change them in the YAML, or in the table `ratings`")
            return line.problem(
                field.at, Wrong("cell-several", Message("several readings stand behind this cell"), hint)
            )
        if after is None and (table, field.column.name) in REQUIRED:
            after = []
        return Edit(
            _row_name(table, keys), field.column.name, before, after, *line.place(field.at), (Change(path, after),)
        )

    def _path(self, row: Loc, column: TableField, keys: Keys) -> Loc | None:
        """Return where a cell stands in the data, None where it sums up several readings."""
        if column.name == WEIGHT and not column.path:
            return ("weights", keys[0])
        return cell(row, self._item(row), column.path)

    def _item(self, row: Loc) -> Any:
        item: Any = self._brief
        for step in row:
            item = below(item, step)
        return item

    def _is_default(self, row: Loc, column: TableField) -> bool:
        """Whether a cell shows what holds where nothing is written, such as false: an empty one says the same."""
        item = self._item(row)
        for name in column.path[:-1]:
            item = getattr(item, name, None)
        return isinstance(item, Model) and bool(column.path) and column.path[-1] not in item.model_fields_set

    def _new_row(self, line: Line, table: str, head: Head, keys: Keys) -> None:
        """Take a row that the brief does not have, or note why it is not taken."""
        values = {field: line.converted(field) for field in head.fields}
        self.problems += [line.problem(field.at, value) for field, value in values.items() if isinstance(value, Wrong)]
        fields = [
            (field.column.path, value) for field, value in values.items() if value is not None and field.column.path
        ]
        column = head.keys[0].at if head.keys else 0
        if wrong := self.new.add(table, keys, fields, line.place(column)):
            self.problems.append(line.problem(column, wrong))


def _with_value(edits: list[Edit], line: Line, head: Head) -> list[Edit]:
    """Return the edits of a rating, its value among them where it comes to be known or unknown.

    An unknown one shows 0 in its table, and has no value.
    """
    basis = next((edit for edit in edits if edit.field == "basis"), None)
    field = next((candidate for candidate in head.fields if candidate.column.name == "value"), None)
    has_value = any(edit.field == "value" for edit in edits)
    if basis is None or field is None or has_value or "unknown" not in {basis.before, basis.after}:
        return edits
    before = line.converted(field)
    after = None if basis.after == "unknown" else before
    changes = (Change((*basis.changes[0].path[:-1], "value"), after),)
    return [*edits, Edit(basis.item, "value", before, after, *line.place(field.at), changes)]


def _row_name(table: str, keys: Keys) -> str:
    """Return what a row is called, as `kbrief trace` calls it where it can: `ncg.president.trump`."""
    shown_keys = keys[:-1] if table == "ratings" and keys[-1] == 1 else keys
    return ".".join(str(key) for key in shown_keys if key is not None) or table
