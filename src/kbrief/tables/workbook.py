"""Write all tables as one workbook to edit: names first, ids locked, lists to choose from, texts wrapped."""

import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kbrief.errors import Message, OutputError, require_installed
from kbrief.records.cells import to_words
from kbrief.tables import FlatTable
from kbrief.tables.columns import TableField, Value
from kbrief.tables.places import DERIVED_TABLES, IMPORTED_TABLES

#: The most characters in a cell of XLSX.
MAX_CELL_LENGTH = 32_767

#: The titles of columns that are only for reading, and not imported, begin with this.
NAME_COLUMN_PREFIX = "name of "

#: The fields that name the item of a row.
NAME_FIELDS = ("label", "name", "title", "term")

#: The table that has the ids of a column, by the column's name.
REFERENCES = {
    "point": "points", "event": "events", "issue": "issues", "step": "steps", "criterion": "criteria",
    "administration": "administrations", "group": "groups", "source": "sources",
}  # fmt: skip

#: Columns with these endings are hidden while they are empty.
HIDDEN_IF_EMPTY = ("cleared_by", "cleared_on", "cleared_of", "unless", "instead_en", "instead_ko", "ko_of", "by", "on")

#: The edits that are allowed in a sheet although its ids are locked; there is no password.
ALLOWED_EDITS = dict.fromkeys(
    ("select_locked_cells", "select_unlocked_cells", "format_cells", "format_columns", "format_rows", "insert_rows",
     "delete_rows", "sort", "autofilter"),
    True,
)  # fmt: skip

#: With more ids than this there is no list to choose from.
MAX_CHOICES = 10_000

#: The lists to choose from extend so many rows below the last one.
EXTRA_ROWS = 500

#: At most so many columns stay in view when a sheet is scrolled.
MAX_FROZEN = 3

_WIDTHS = {"list": 28, "integer": 8, "number": 8, "boolean": 10}
_LONG_WIDTH, _SHORT_WIDTH, _MAX_HELP_LENGTH = 48, 20, 255


class _Column(NamedTuple):
    """A column of a sheet: its title, its field (None for a name to read), and its values."""

    title: str
    field: TableField | None
    values: tuple[Value, ...]


def to_xlsx(flats: Sequence[FlatTable], name: str, day: dt.date) -> dict[str, bytes]:
    """Return a workbook file by name, with a sheet for each table; texts never become formulas, links or numbers."""
    require_installed("xlsxwriter", extra="xlsx")
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": name, "created": dt.datetime.combine(day, dt.time())})
        styles = _Styles(book)
        names = {flat.name: dict(_names_by_id(flat)) for flat in flats}
        columns = {flat.name: _sheet_columns(flat, names) for flat in flats}
        ids = {flat.name: _id_range(flat, columns[flat.name]) for flat in flats}
        for flat in flats:
            _write_sheet(book.add_worksheet(flat.name), flat, columns[flat.name], styles, ids)
    return {f"{name}.xlsx": out.getvalue()}  # xlsxwriter dates the entries of the archive 1980 by itself


class _Styles:
    """The styles of cells, locked and unlocked."""

    def __init__(self, book: Any) -> None:
        common = {"text_wrap": True, "valign": "top"}
        self.head = book.add_format({"bold": True, "valign": "top", "bottom": 1, "bg_color": "#EFEFEF"})
        self.locked = book.add_format({**common, "font_color": "#606060"})
        self.text = book.add_format({**common, "locked": False, "num_format": "@"})
        self.number = book.add_format({**common, "locked": False})

    def style_of(self, column: _Column, keys: Sequence[str]) -> Any:
        """Return the style of the cells of a column."""
        if column.field is None or column.title in keys:
            return self.locked
        return self.text if column.field.kind in {"text", "list"} else self.number


def _sheet_columns(flat: FlatTable, names: Mapping[str, Mapping[Value, str]]) -> list[_Column]:
    """Return the columns of a sheet: names of related items, name of the row, keys, and the other fields."""
    values = list(zip(*flat.rows, strict=True)) or [()] * len(flat.columns)
    columns = [_Column(field.name, field, cells) for field, cells in zip(flat.columns, values, strict=True)]
    name_columns = [
        _Column(
            NAME_COLUMN_PREFIX + column.title,
            None,
            tuple(names.get(REFERENCES[column.title], {}).get(value) for value in column.values),
        )
        for column in columns
        if column.title in REFERENCES and column.field and not column.field.path and flat.name in IMPORTED_TABLES
    ]
    keys = IMPORTED_TABLES[flat.name].keys if flat.name in IMPORTED_TABLES else ()
    row_names = [
        column
        for column in columns
        if column.field and column.field.path[:1] and column.field.path[0] in NAME_FIELDS and column.title not in keys
    ]
    leading = [
        *name_columns,
        *(row_names if flat.name in IMPORTED_TABLES else ()),
        *(column for column in columns if column.title in keys),
    ]
    titles = {column.title for column in leading}
    return [*leading, *(column for column in columns if column.title not in titles)]


def _names_by_id(flat: FlatTable) -> Iterator[tuple[Value, str]]:
    """Yield the id and the name of each row of a table, in the brief's first language."""
    titles = [column.name for column in flat.columns]
    name_index = next(
        (n for n, column in enumerate(flat.columns) if column.path and column.path[0] in NAME_FIELDS), None
    )
    if name_index is not None and "id" in titles:
        for row in flat.rows:
            yield row[titles.index("id")], str(row[name_index] or "")


def _id_range(flat: FlatTable, columns: Sequence[_Column]) -> str | None:
    """Return the range of the ids in the sheet of a table, for lists to choose from, or None."""
    titles = [column.title for column in columns]
    if "id" not in titles or not flat.rows or len(flat.rows) > MAX_CHOICES:
        return None
    from xlsxwriter.utility import xl_range_abs

    n = titles.index("id")
    return f"={flat.name}!{xl_range_abs(1, n, len(flat.rows), n)}"


def _write_sheet(
    sheet: Any, flat: FlatTable, columns: Sequence[_Column], styles: _Styles, ids: Mapping[str, str | None]
) -> None:
    """Write the columns of a table, with frozen keys, hidden empty columns, lists to choose from, and a filter."""
    keys = IMPORTED_TABLES[flat.name].keys if flat.name in IMPORTED_TABLES else ()
    sheet.freeze_panes(1, min(_count_leading(columns, keys), MAX_FROZEN) if keys else 0)
    for n, column in enumerate(columns):
        style = styles.locked if flat.name in DERIVED_TABLES else styles.style_of(column, keys)
        column_style = styles.number if column.title in keys else style
        sheet.set_column(n, n, _column_width(column), column_style, {"hidden": _is_hidden(column)})
        sheet.write_string(0, n, column.title, styles.head)
        _write_values(sheet, n, column, style, flat.name)
        if column.field is not None and flat.name in IMPORTED_TABLES:
            _add_validation(sheet, n, column.field, len(column.values), ids)
    if columns and flat.rows:
        sheet.autofilter(0, 0, len(flat.rows), len(columns) - 1)
    sheet.protect("", ALLOWED_EDITS)


def _write_values(sheet: Any, n: int, column: _Column, style: Any, table: str) -> None:
    for row, value in enumerate(column.values, start=1):
        if type(value) is str and len(value) <= MAX_CELL_LENGTH:
            sheet.write_string(row, n, value, style)  # most cells are texts
        elif value is not None:
            _write_cell(sheet, (row, n), value, style, f"{table}.{column.title}")


def _count_leading(columns: Sequence[_Column], keys: Sequence[str]) -> int:
    """Return how many of the first columns are keys or names."""
    return sum(
        column.field is None or column.title in keys or column.field.path[:1] in {(name,) for name in NAME_FIELDS}
        for column in columns[:6]
    )


def _column_width(column: _Column) -> int:
    if column.field is None:
        return _LONG_WIDTH // 2
    if column.field.kind != "text":
        return max(_WIDTHS[column.field.kind], min(len(column.title) + 2, _SHORT_WIDTH))
    longest = max((len(str(value)) for value in column.values if value is not None), default=0)
    if longest > _LONG_WIDTH:
        return _LONG_WIDTH
    return max(_SHORT_WIDTH // 2, longest, min(len(column.title), _SHORT_WIDTH)) + 2


def _is_hidden(column: _Column) -> bool:
    return (
        column.title.endswith(HIDDEN_IF_EMPTY)
        and bool(column.field and len(column.field.path))
        and not any(column.values)
    )


def _add_validation(sheet: Any, n: int, field: TableField, rows: int, ids: Mapping[str, str | None]) -> None:
    """Add the help text of a column, shown when a cell is selected, and a list of its allowed values."""
    help_text = {
        "input_title": field.name[:32],
        "input_message": field.description[:_MAX_HELP_LENGTH],
        "ignore_blank": True,
    }
    choices = list(field.choices) or (["TRUE", "FALSE"] if field.kind == "boolean" else [])
    id_range = ids.get(REFERENCES.get(field.name, "")) if field.kind == "text" else None
    if field.path[-1:] == ("value",) and field.kind == "integer":
        choices = ["-2", "-1", "0", "1", "2"]
    rule: dict[str, Any] = {"validate": "any"}
    if choices or id_range:
        rule = {"validate": "list", "source": choices or id_range, "error_title": field.name[:32]}
    sheet.data_validation(1, n, rows + EXTRA_ROWS, n, rule | help_text)


def _write_cell(sheet: Any, cell: tuple[int, int], value: Value, style: Any, field_name: str) -> None:
    """Write a value by its type. Raises OutputError for a text that is too long."""
    content = to_words(value) if isinstance(value, list) else value
    if content is None:
        return
    if isinstance(content, str):
        if len(content) > MAX_CELL_LENGTH:
            message = Message(
                "{where}, row {row}: {count:,} characters; the limit of a cell in XLSX is {most:,}",
                where=field_name, row=cell[0], count=len(content), most=MAX_CELL_LENGTH,
            )  # fmt: skip
            raise OutputError(message, Message("export it --as csv, json or jsonl"))
        sheet.write_string(*cell, content, style)
    elif isinstance(content, bool):
        sheet.write_boolean(*cell, content, style)
    else:
        sheet.write_number(*cell, content, style)
