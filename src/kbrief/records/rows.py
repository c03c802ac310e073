"""CSV of records: a row for each record, or for each record and administration."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from kbrief.records.cells import BOM, csv_cell
from kbrief.records.heads import HEADS

Record = dict[str, Any]

#: The keys with a value for each administration, and the names of their columns.
BY_ADMINISTRATION = {"lists": "list", "scores": "score"}

#: The keys with a value for each of some names that differ from row to row.
BY_NAME = frozenset({"digests"})


def to_csv(records: Sequence[Record], command: str = "", *, bom: bool = False) -> str:
    """Return the records as CSV, with a column for each key, and for each key of a nested value.

    Without records, return the head of the command, if it has one.
    """
    rows = [row for record in records for row in _rows(record)]
    columns = list(_columns(rows)) or [((name,), name) for name in HEADS.get(command, ())]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(name for _path, name in columns)
    writer.writerows([csv_cell(_value(row, path)) for path, _name in columns] for row in rows)
    return BOM * bom + buffer.getvalue() if columns else ""


def _rows(record: Record) -> Iterator[Record]:
    """Yield a row for each administration that a record has values for, else the record."""
    values = {key: record[key] for key in BY_ADMINISTRATION if isinstance(record.get(key), dict)}
    if not values:
        yield record
        return
    others = {key: value for key, value in record.items() if key not in values and key != "id"}
    for administration in dict.fromkeys(name for by_name in values.values() for name in by_name):
        own = {BY_ADMINISTRATION[key]: by_name.get(administration) for key, by_name in values.items()}
        yield {"id": record.get("id"), "administration": administration, **own, **others}


def _columns(rows: Sequence[Record]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the path to the value of each column, and its name."""
    for key in dict.fromkeys(key for row in rows for key in row):
        values = [row[key] for row in rows if isinstance(row.get(key), dict)]
        inner = [] if key in BY_NAME else [*dict.fromkeys(name for value in values for name in value)]
        if "text" in inner or not inner:
            yield (key,), key
        yield from (((key, name), f"{key}_{name}") for name in inner if name != "text")


def _value(row: Record, path: tuple[str, ...]) -> Any:
    value = row.get(path[0])
    return value if len(path) == 1 else value.get(path[1]) if isinstance(value, dict) else None
