"""CSV tables with a description of them that programs read: a Frictionless data package."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from kbrief.model import Brief
from kbrief.tables import FlatTable, TableField

FILE = "datapackage.json"

#: The types of columns in the words of the standard; a list is one text, its parts joined by `; `.
TYPES = {"text": "string", "list": "string", "integer": "integer", "number": "number", "boolean": "boolean"}

#: The columns that name an item of another table by its id.
REFERENCES = {
    "point": "points", "issue": "issues", "event": "events", "step": "steps", "source": "sources",
    "criterion": "criteria", "administration": "administrations",
}  # fmt: skip


def describe(flats: Sequence[FlatTable], written: dict[str, bytes], brief: Brief, day: dt.date) -> bytes:
    """Return `datapackage.json`: each CSV file with its size, its hash, its columns, its key and what it refers to."""
    keyed = {flat.name for flat in flats if _has_key(flat)}
    package = {
        "profile": "tabular-data-package",
        "name": brief.id,
        "title": next(iter(brief.title.by_language.values())),
        "created": f"{day.isoformat()}T00:00:00Z",
        **({"sources": sources} if (sources := _sources(brief)) else {}),
        "resources": [_resource(flat, written[f"{flat.name}.csv"], keyed) for flat in flats],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _sources(brief: Brief) -> list[dict[str, str]]:
    return [{"title": source.title or source.name} | ({"path": source.url} if source.url else {})
            for source in brief.sources]  # fmt: skip


def _resource(flat: FlatTable, data: bytes, keyed: set[str]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": flat.name,
        "path": f"{flat.name}.csv",
        "description": flat.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in flat.columns],
            "missingValues": [""],
            **({"primaryKey": ["id"]} if flat.name in keyed else {}),
            **({"foreignKeys": keys} if (keys := _foreign_keys(flat, keyed)) else {}),
        },
    }


def _field(column: TableField) -> dict[str, str]:
    description = (
        f"{column.description} A list, its parts joined by '; '." if column.kind == "list" else column.description
    )
    return {"name": column.name, "type": TYPES[column.kind], **({"description": description} if description else {})}


def _has_key(flat: FlatTable) -> bool:
    """Whether each row of a table has an id of its own."""
    places = [n for n, column in enumerate(flat.columns) if column.name == "id"]
    if not places:
        return False
    ids = [row[places[0]] for row in flat.rows]
    return None not in ids and len(ids) == len({str(name) for name in ids})


def _foreign_keys(flat: FlatTable, keyed: set[str]) -> list[dict[str, Any]]:
    return [
        {"fields": [column.name], "reference": {"resource": REFERENCES[column.name], "fields": ["id"]}}
        for column in flat.columns
        if REFERENCES.get(column.name) in keyed and not column.path
    ]
