"""Flat tables as files that other tools read: CSV, JSON, JSON Lines, XLSX."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Sequence

from kbrief.model import Brief
from kbrief.records.cells import BOM, cell
from kbrief.tables import FlatTable, Value, data_dictionary, tables
from kbrief.tables.datapackage import FILE, describe
from kbrief.tables.results import results
from kbrief.tables.workbook import to_xlsx


def files(brief: Brief, form: str, day: dt.date, *, bom: bool = True) -> dict[str, bytes]:
    """Return the tables of a brief and their dictionary as files by name, in one of `FORMS`; `day` dates a workbook.

    CSV begins with a byte order mark, as spreadsheets need it, unless it is not to; that of a data package never does.

    Raises MissingExtra, or OutputError for a text that XLSX cannot hold.
    """
    flats = (*tables(brief), results(brief))
    all_tables = (*flats, data_dictionary(flats))
    contents = FORMS[form](all_tables, brief.id, day)
    if form == "datapackage":
        return contents | {FILE: describe(all_tables, contents, brief, day)}
    return {name: BOM.encode() + data for name, data in contents.items()} if bom and form == "csv" else contents


def to_csv(flats: Sequence[FlatTable], _name: str, _day: dt.date) -> dict[str, bytes]:
    """Return a CSV file a table, a mark before each text that a spreadsheet would compute; lists joined by `; `."""
    return {f"{flat.name}.csv": _csv(flat).encode() for flat in flats}


def _csv(flat: FlatTable) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in flat.columns])
    writer.writerows([cell(value) for value in row] for row in flat.rows)
    return out.getvalue()


def to_json(flats: Sequence[FlatTable], _name: str, _day: dt.date) -> dict[str, bytes]:
    """Return a JSON file a table, each a list of objects."""
    return {
        f"{flat.name}.json": (json.dumps(_items(flat), ensure_ascii=False, indent=1) + "\n").encode() for flat in flats
    }


def to_jsonl(flats: Sequence[FlatTable], _name: str, _day: dt.date) -> dict[str, bytes]:
    """Return a JSON Lines file a table, an object a line."""
    return {f"{flat.name}.jsonl": "".join(_line(item) for item in _items(flat)).encode() for flat in flats}


def _line(item: dict[str, Value]) -> str:
    return json.dumps(item, ensure_ascii=False) + "\n"


def _items(flat: FlatTable) -> list[dict[str, Value]]:
    names = [column.name for column in flat.columns]
    return [dict(zip(names, row, strict=True)) for row in flat.rows]


#: The forms of an export by name.
FORMS: dict[str, Callable[[Sequence[FlatTable], str, dt.date], dict[str, bytes]]] = {
    "csv": to_csv,
    "datapackage": to_csv,
    "json": to_json,
    "jsonl": to_jsonl,
    "xlsx": to_xlsx,
}
