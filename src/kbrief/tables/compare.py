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
    wanted = ROWS.keys() & {sheet.name.casefold() for sheet in sheets}
    for flat in tables(brief, wanted):
        for sheet in sheets:
            if sheet.name.casefold() == flat.name:
                reader.read(sheet, flat)
    known = {*DERIVED, *ROWS}
    strange = tuple(sheet.file for sheet in sheets if sheet.name.casefold() not in known)
    edits, twice = _once([*reader.edits, *(_as_edit(*found) for found in reader.new.changes())])
    return Comparison(tuple(edits), tuple(reader.gone), strange, (*reader.problems, *twice))


def _as_edit(row: NewRow, changes: tuple[Change, ...]) -> Edit:
    named = dict(row.fields)
    words = next((named[path] for path in named if path[-2:] in NAMES), None) or named.get(("value",), row.name)
    return Edit(row.name, NEW, None, words, *row.place, changes)


def _once(edits: Iterable[Edit]) -> tuple[list[Edit], list[Problem]]:
    """Return each change once, and a problem where two cells change one value in two ways."""
    first: dict[Loc, Edit] = {}
    problems: list[Problem] = []
    for edit in edits:
        other = first.setdefault(edit.changes[0].path, edit)
        if other.after != edit.after:
            about = {"item": edit.item, "field": edit.field, "place": other.place}
            message = Message("{item}, {field}: another value than in {place}", **about)
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
        old: dict[Keys, Row] = {tuple(row[n] for n in places): row for row in flat.rows}
        seen: dict[Keys, int] = {}
        for row in sheet.rows[1:]:
            line = Line(sheet, *row)
            keys = self._keys(line, head)
            if keys is None:
                continue
            if seen.setdefault(keys, line.number) != line.number and any(keys):
                message = Message(
                    "{row} stands in row {number} already", row=_shown(flat.name, keys), number=seen[keys]
                )
                wrong = Wrong("row-twice", message, Message("keep one of the two rows"))
                self.problems.append(line.problem(head.keys[0].at, wrong))
            elif keys in old:
                self._row(line, flat.name, head, keys, old[keys])
            else:
                self._new_row(line, flat.name, head, keys)
        self.gone += [(sheet.file, _shown(flat.name, keys)) for keys in old if keys not in seen]

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
        at: Loc | None = None
        for field in head.fields:
            before, value = old[field.in_table], line.value(field.at)
            if is_same(value, before, field.column, is_csv=line.sheet.is_csv):
                continue
            after = line.converted(field)
            if after == before:
                continue
            at = at or self._placer.row(table, keys)
            if after is None and self._is_default(at or (), field.column):
                continue
            found = self._edit(line, field, (table, keys), (before, after), at or ())
            if isinstance(found, Problem):
                self.problems.append(found)
            else:
                edits.append(found)
        self.edits += _with_value(edits, line, head) if table == "ratings" else edits

    def _edit(
        self, line: Line, field: Field, row: tuple[str, Keys], values: tuple[Any, Any], at: Loc
    ) -> Edit | Problem:
        """Return the edit of a cell, or what is wrong with it."""
        (table, keys), (before, after) = row, values
        if isinstance(after, Wrong):
            return line.problem(field.at, after)
        path = self._path(at, field.column, keys)
        if path is None:
            hint = Message("change them in the YAML, or in the table `ratings`")
            return line.problem(
                field.at, Wrong("cell-several", Message("several readings stand behind this cell"), hint)
            )
        if after is None and (table, field.column.name) in REQUIRED:
            after = []
        return Edit(
            _shown(table, keys), field.column.name, before, after, *line.place(field.at), (Change(path, after),)
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
        said = [
            (field.column.path, value) for field, value in values.items() if value is not None and field.column.path
        ]
        at = head.keys[0].at if head.keys else 0
        if wrong := self.new.add(table, keys, said, line.place(at)):
            self.problems.append(line.problem(at, wrong))


def _with_value(edits: list[Edit], line: Line, head: Head) -> list[Edit]:
    """Return the edits of a rating, its value among them where it comes to be known or unknown.

    An unknown one shows 0 in its table, and has no value.
    """
    basis = next((edit for edit in edits if edit.field == "basis"), None)
    field = next((one for one in head.fields if one.column.name == "value"), None)
    is_told = any(edit.field == "value" for edit in edits)
    if basis is None or field is None or is_told or "unknown" not in {basis.before, basis.after}:
        return edits
    before = line.converted(field)
    after = None if basis.after == "unknown" else before
    changes = (Change((*basis.changes[0].path[:-1], "value"), after),)
    return [*edits, Edit(basis.item, "value", before, after, *line.place(field.at), changes)]


def _shown(table: str, keys: Keys) -> str:
    """Return what a row is called, as `kbrief trace` calls it where it can: `ncg.president.trump`."""
    named = keys[:-1] if table == "ratings" and keys[-1] == 1 else keys
    return ".".join(str(key) for key in named if key is not None) or table
