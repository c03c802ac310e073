"""Write tables as files for other tools: CSV, JSON, JSON Lines, XLSX and data packages."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Sequence

from kbrief.model import Brief
from kbrief.records.cells import BOM, csv_cell
from kbrief.tables import FlatTable, data_dictionary, tables
from kbrief.tables.columns import Value
from kbrief.tables.datapackage import DESCRIPTION_FILE, package_description
from kbrief.tables.results import results
from kbrief.tables.workbook import to_xlsx


def table_files(brief: Brief, format_: str, day: dt.date, *, bom: bool = True) -> dict[str, bytes]:
    """Return the tables of a brief and their dictionary as files by name, in one of `FORMATS`; `day` dates a workbook.

    With `bom`, CSV files begin with a byte order mark, as spreadsheets need it; those of a data package never do.
    Raises MissingExtra, or OutputError for a text that is too long for XLSX.
    """
    flats = (*tables(brief), results(brief))
    all_tables = (*flats, data_dictionary(flats))
    contents = FORMATS[format_](all_tables, brief.id, day)
    if format_ == "datapackage":
        return contents | {DESCRIPTION_FILE: package_description(all_tables, contents, brief, day)}
    return {name: BOM.encode() + data for name, data in contents.items()} if bom and format_ == "csv" else contents


def to_csv(flats: Sequence[FlatTable], _name: str, _day: dt.date) -> dict[str, bytes]:
    """Return a CSV file for each table, with lists joined by `; ` and texts marked that a spreadsheet would compute."""
    return {f"{flat.name}.csv": _csv_text(flat).encode() for flat in flats}


def _csv_text(flat: FlatTable) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in flat.columns])
    writer.writerows([csv_cell(value) for value in row] for row in flat.rows)
    return out.getvalue()


def to_json(flats: Sequence[FlatTable], _name: str, _day: dt.date) -> dict[str, bytes]:
    """Return a JSON file for each table, a list of objects."""
    return {
        f"{flat.name}.json": (json.dumps(_objects(flat), ensure_ascii=False, indent=1) + "\n").encode()
        for flat in flats
    }


def to_jsonl(flats: Sequence[FlatTable], _name: str, _day: dt.date) -> dict[str, bytes]:
    """Return a JSON Lines file for each table, with an object on each line."""
    return {f"{flat.name}.jsonl": "".join(_json_line(item) for item in _objects(flat)).encode() for flat in flats}


def _json_line(item: dict[str, Value]) -> str:
    return json.dumps(item, ensure_ascii=False) + "\n"


def _objects(flat: FlatTable) -> list[dict[str, Value]]:
    names = [column.name for column in flat.columns]
    return [dict(zip(names, row, strict=True)) for row in flat.rows]


#: The functions that write each format of an export.
FORMATS: dict[str, Callable[[Sequence[FlatTable], str, dt.date], dict[str, bytes]]] = {
    "csv": to_csv,
    "datapackage": to_csv,
    "json": to_json,
    "jsonl": to_jsonl,
    "xlsx": to_xlsx,
}
