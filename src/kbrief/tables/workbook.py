"""A workbook of all tables that a colleague can edit: names first, ids locked, words to choose from, wrapped texts."""

import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kbrief.errors import Message, OutputError, require_installed
from kbrief.records.cells import worded
from kbrief.tables import FlatTable, TableField, Value
from kbrief.tables.places import DERIVED, ROWS

#: How many characters a cell of XLSX holds.
MAX_CELL_LENGTH = 32_767

#: How the heads of columns begin that only help to read: nothing is taken in from them.
NAME_OF = "name of "

#: Fields that name what a row is.
NAMES = ("label", "name", "title", "term")

#: The table that has the ids of a column, by the column's name.
REFERENCES = {
    "point": "points", "event": "events", "issue": "issues", "step": "steps", "criterion": "criteria",
    "administration": "administrations", "group": "groups", "source": "sources",
}  # fmt: skip

#: How columns end that are hidden while nothing is in them.
HIDDEN_IF_EMPTY = ("cleared_by", "cleared_on", "cleared_of", "unless", "instead_en", "instead_ko", "ko_of", "by", "on")

#: What may be done in a sheet whose ids are locked; there is no password.
ALLOWED = dict.fromkeys(
    ("select_locked_cells", "select_unlocked_cells", "format_cells", "format_columns", "format_rows", "insert_rows",
     "delete_rows", "sort", "autofilter"),
    True,
)  # fmt: skip

#: From how many ids one can still choose.
MAX_IDS = 10_000

#: For how many rows below the last one words to choose from are offered too.
EXTRA_ROWS = 500

_WIDTHS = {"list": 28, "integer": 8, "number": 8, "boolean": 10}
_LONG, _SHORT, _HEAD = 48, 20, 255


class _Column(NamedTuple):
    """A column of a sheet: its head, the field that it shows (None for a name), and the values of its cells."""

    title: str
    field: TableField | None
    values: tuple[Value, ...]


def to_xlsx(flats: Sequence[FlatTable], name: str, day: dt.date) -> dict[str, bytes]:
    """Return one workbook with a sheet a table; no formula, link or number is ever made of a text."""
    require_installed("xlsxwriter", extra="xlsx")
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": name, "created": dt.datetime.combine(day, dt.time())})
        styles = _Styles(book)
        names = {flat.name: dict(_names(flat)) for flat in flats}
        columns = {flat.name: _columns(flat, names) for flat in flats}
        ids = {flat.name: _id_range(flat, columns[flat.name]) for flat in flats}
        for flat in flats:
            _write_sheet(book.add_worksheet(flat.name), flat, columns[flat.name], styles, ids)
    return {f"{name}.xlsx": out.getvalue()}  # xlsxwriter dates the entries of the archive 1980 by itself


class _Styles:
    """How cells look, and which of them are locked."""

    def __init__(self, book: Any) -> None:
        plain = {"text_wrap": True, "valign": "top"}
        self.head = book.add_format({"bold": True, "valign": "top", "bottom": 1, "bg_color": "#EFEFEF"})
        self.locked = book.add_format({**plain, "font_color": "#606060"})
        self.text = book.add_format({**plain, "locked": False, "num_format": "@"})
        self.number = book.add_format({**plain, "locked": False})

    def of(self, column: _Column, keys: Sequence[str]) -> Any:
        """Return the style of the cells of a column."""
        if column.field is None or column.title in keys:
            return self.locked
        return self.text if column.field.kind in {"text", "list"} else self.number


def _columns(flat: FlatTable, names: Mapping[str, Mapping[Value, str]]) -> list[_Column]:
    """Return the columns of a sheet: the names of what a row is, its keys, and the rest."""
    values = list(zip(*flat.rows, strict=True)) or [()] * len(flat.columns)
    columns = [_Column(field.name, field, cells) for field, cells in zip(flat.columns, values, strict=True)]
    name_columns = [
        _Column(
            NAME_OF + column.title,
            None,
            tuple(names.get(REFERENCES[column.title], {}).get(value) for value in column.values),
        )
        for column in columns
        if column.title in REFERENCES and column.field and not column.field.path and flat.name in ROWS
    ]
    keys = ROWS[flat.name].keys if flat.name in ROWS else ()
    names_of_row = [
        column
        for column in columns
        if column.field and column.field.path[:1] and column.field.path[0] in NAMES and column.title not in keys
    ]
    first = [
        *name_columns,
        *(names_of_row if flat.name in ROWS else ()),
        *(column for column in columns if column.title in keys),
    ]
    titles = {column.title for column in first}
    return [*first, *(column for column in columns if column.title not in titles)]


def _names(flat: FlatTable) -> Iterator[tuple[Value, str]]:
    """Yield the id of each row of a table, and its name in the brief's first language."""
    titles = [column.name for column in flat.columns]
    name_index = next((n for n, column in enumerate(flat.columns) if column.path and column.path[0] in NAMES), None)
    if name_index is not None and "id" in titles:
        for row in flat.rows:
            yield row[titles.index("id")], str(row[name_index] or "")


def _id_range(flat: FlatTable, columns: Sequence[_Column]) -> str | None:
    """Return where the ids of a table stand in its sheet, for lists to choose from."""
    titles = [column.title for column in columns]
    if "id" not in titles or not flat.rows or len(flat.rows) > MAX_IDS:
        return None
    from xlsxwriter.utility import xl_range_abs

    n = titles.index("id")
    return f"={flat.name}!{xl_range_abs(1, n, len(flat.rows), n)}"


def _write_sheet(
    sheet: Any, flat: FlatTable, columns: Sequence[_Column], styles: _Styles, ids: Mapping[str, str | None]
) -> None:
    keys = ROWS[flat.name].keys if flat.name in ROWS else ()
    first = [column.title for column in columns if column.field is None or column.title in keys]
    known = sum(
        1
        for column in columns[:6]
        if column.title in first or (column.field and column.field.path[:1] and column.field.path[0] in NAMES)
    )
    sheet.freeze_panes(1, min(known, 3) if keys else 0)
    for n, column in enumerate(columns):
        style = styles.locked if flat.name in DERIVED else styles.of(column, keys)
        sheet.set_column(
            n, n, _width(column), styles.number if column.title in keys else style, {"hidden": _is_hidden(column)}
        )
        sheet.write_string(0, n, column.title, styles.head)
        for k, value in enumerate(column.values, start=1):
            if type(value) is str and len(value) <= MAX_CELL_LENGTH:
                sheet.write_string(k, n, value, style)  # most cells are texts
            elif value is not None:
                _write(sheet, (k, n), value, style, f"{flat.name}.{column.title}")
        if column.field is not None and flat.name in ROWS:
            _add_validation(sheet, n, column.field, len(column.values), ids)
    if columns and flat.rows:
        sheet.autofilter(0, 0, len(flat.rows), len(columns) - 1)
    sheet.protect("", ALLOWED)


def _width(column: _Column) -> int:
    if column.field is None:
        return _LONG // 2
    if column.field.kind != "text":
        return max(_WIDTHS[column.field.kind], min(len(column.title) + 2, _SHORT))
    longest = max((len(str(value)) for value in column.values if value is not None), default=0)
    return _LONG if longest > _LONG else max(_SHORT // 2, min(longest, _LONG), min(len(column.title), _SHORT)) + 2


def _is_hidden(column: _Column) -> bool:
    return (
        column.title.endswith(HIDDEN_IF_EMPTY)
        and bool(column.field and len(column.field.path))
        and not any(column.values)
    )


def _add_validation(sheet: Any, n: int, field: TableField, rows: int, ids: Mapping[str, str | None]) -> None:
    """Say what a column holds where a cell of it is chosen, and offer the words that it may hold."""
    help_text = {"input_title": field.name[:32], "input_message": field.description[:_HEAD], "ignore_blank": True}
    words = list(field.choices) or (["TRUE", "FALSE"] if field.kind == "boolean" else [])
    known = ids.get(REFERENCES.get(field.name, "")) if field.kind == "text" else None
    if field.path[-1:] == ("value",) and field.kind == "integer":
        words = ["-2", "-1", "0", "1", "2"]
    rule: dict[str, Any] = {"validate": "any"}
    if words or known:
        rule = {"validate": "list", "source": words or known, "error_title": field.name[:32]}
    sheet.data_validation(1, n, rows + EXTRA_ROWS, n, rule | help_text)


def _write(sheet: Any, place: tuple[int, int], value: Value, style: Any, field_name: str) -> None:
    content = worded(value) if isinstance(value, list) else value
    if content is None:
        return
    if isinstance(content, str):
        if len(content) > MAX_CELL_LENGTH:
            message = Message(
                "{where}, row {row}: {count:,} characters; a cell of XLSX holds {most:,}",
                where=field_name, row=place[0], count=len(content), most=MAX_CELL_LENGTH,
            )  # fmt: skip
            raise OutputError(message, Message("export it --as csv, json or jsonl"))
        sheet.write_string(*place, content, style)
    elif isinstance(content, bool):
        sheet.write_boolean(*place, content, style)
    else:
        sheet.write_number(*place, content, style)
