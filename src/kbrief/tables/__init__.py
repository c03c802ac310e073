"""The tables of a brief, made from its models."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from kbrief import model
from kbrief.tables.columns import LANGUAGE_FIELDS, Row, TableField, columns_of, key_field
from kbrief.tables.shapes import KeyedItem, TableShape, table_shapes

#: The notes on all files, in the first row of the data dictionary.
FILE_NOTES = (
    "Files are UTF-8; CSV begins with a byte order mark, which --no-bom and a data package leave out. An empty cell of "
    "CSV is none; "
    "in CSV an apostrophe stands before a text that begins with = + - @ or a tab, as a spreadsheet would compute it; "
    "in XLSX, JSON and JSON Lines every text is as it is."
)


class FlatTable(NamedTuple):
    """A table: its name, description, columns and rows."""

    name: str
    description: str
    columns: tuple[TableField, ...]
    rows: tuple[Row, ...]


def tables(brief: model.Brief, names: Collection[str] | None = None) -> tuple[FlatTable, ...]:
    """Return the tables of a brief, all or those with the names given; a table may have no rows."""
    selected = ((shape, rows) for shape, rows in table_shapes(brief) if names is None or shape.name in names)
    return tuple(_without_unused_languages(_flatten(shape, rows), brief.languages) for shape, rows in selected)


def data_dictionary(flats: Iterable[FlatTable]) -> FlatTable:
    """Return the data dictionary: every column of every table with its type and its description."""
    columns = (
        key_field("table", "The table."), key_field("column", "The column; none where the table itself is described."),
        key_field("type", "text, integer, number, boolean, or list (of texts; in CSV joined by '; ')."),
        key_field("description", "What it holds."),
    )  # fmt: skip
    rows: list[Row] = [(None, None, None, FILE_NOTES)]
    for flat in flats:
        rows.append((flat.name, None, None, flat.description))
        rows += [(flat.name, column.name, column.kind, column.description) for column in flat.columns]
    return FlatTable("dictionary", "What every column holds.", columns, tuple(rows))


def _without_unused_languages(flat: FlatTable, languages: Collection[str]) -> FlatTable:
    """Return a table without the empty columns of languages that the brief does not have."""
    unused_languages = LANGUAGE_FIELDS - set(languages)
    indexes = [
        n for n, column in enumerate(flat.columns)
        if not column.path or column.path[-1] not in unused_languages or any(row[n] for row in flat.rows)
    ]  # fmt: skip
    columns, rows = tuple(flat.columns[n] for n in indexes), tuple(tuple(row[n] for n in indexes) for row in flat.rows)
    return flat._replace(columns=columns, rows=rows)


def _flatten(shape: TableShape, rows: Iterable[KeyedItem]) -> FlatTable:
    columns = (column for column in columns_of(shape.model_type) if column.path[0] not in shape.excluded)
    fields = tuple(sorted(columns, key=lambda column: column.name != "id"))
    flat_rows = tuple((*keys, *(column.value_of(item) for column in fields)) for keys, item in rows)
    return FlatTable(shape.name, shape.description, (*shape.keys, *fields), flat_rows)
