"""Describe CSV tables as a Frictionless data package."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from kbrief.model import Brief
from kbrief.tables import FlatTable
from kbrief.tables.columns import TableField

DESCRIPTION_FILE = "datapackage.json"

#: The types of the standard by our types of columns; a list is one text, joined by `; `.
FIELD_TYPES = {"text": "string", "list": "string", "integer": "integer", "number": "number", "boolean": "boolean"}

#: The tables whose ids are in a column, by its name.
REFERENCES = {
    "point": "points", "issue": "issues", "event": "events", "step": "steps", "source": "sources",
    "criterion": "criteria", "administration": "administrations",
}  # fmt: skip


def package_description(flats: Sequence[FlatTable], contents: dict[str, bytes], brief: Brief, day: dt.date) -> bytes:
    """Return `datapackage.json`: each CSV file with its size, hash, columns, primary key and foreign keys."""
    keyed_tables = {flat.name for flat in flats if _has_key(flat)}
    package = {
        "profile": "tabular-data-package",
        "name": brief.id,
        "title": next(iter(brief.title.by_language.values())),
        "created": f"{day.isoformat()}T00:00:00Z",
        **({"sources": sources} if (sources := _source_list(brief)) else {}),
        "resources": [_resource(flat, contents[f"{flat.name}.csv"], keyed_tables) for flat in flats],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _source_list(brief: Brief) -> list[dict[str, str]]:
    return [{"title": source.title or source.name} | ({"path": source.url} if source.url else {})
            for source in brief.sources]  # fmt: skip


def _resource(flat: FlatTable, data: bytes, keyed_tables: set[str]) -> dict[str, Any]:
    """Return the description of a CSV file."""
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
            "fields": [_field_schema(column) for column in flat.columns],
            "missingValues": [""],
            **({"primaryKey": ["id"]} if flat.name in keyed_tables else {}),
            **({"foreignKeys": keys} if (keys := _foreign_keys(flat, keyed_tables)) else {}),
        },
    }


def _field_schema(column: TableField) -> dict[str, str]:
    description = (
        f"{column.description} A list, its parts joined by '; '." if column.kind == "list" else column.description
    )
    return {
        "name": column.name,
        "type": FIELD_TYPES[column.kind],
        **({"description": description} if description else {}),
    }


def _has_key(flat: FlatTable) -> bool:
    """Whether every row of a table has a unique id."""
    id_indexes = [n for n, column in enumerate(flat.columns) if column.name == "id"]
    if not id_indexes:
        return False
    ids = [row[id_indexes[0]] for row in flat.rows]
    return None not in ids and len(ids) == len({str(name) for name in ids})


def _foreign_keys(flat: FlatTable, keyed_tables: set[str]) -> list[dict[str, Any]]:
    return [
        {"fields": [column.name], "reference": {"resource": REFERENCES[column.name], "fields": ["id"]}}
        for column in flat.columns
        if REFERENCES.get(column.name) in keyed_tables and not column.path
    ]
