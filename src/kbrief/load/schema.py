"""The JSON Schema (2020-12) of a brief's files, for editors: made from the models, so it cannot lag behind them."""

import json
from collections.abc import Iterator
from typing import Any

from kbrief.load.layering.merge import EXTENDS, RATINGS
from kbrief.model import Brief

Schema = dict[str, Any]

REMOVAL: Schema = {
    "type": "object",
    "description": "Takes away what the base has here.",
    "properties": {"remove": {"const": True, "description": "true: take it away."}},
    "required": ["remove"],
    "additionalProperties": False,
}


def schema_text(*, overlay: bool = False) -> str:
    """Return the schema of each file of a brief as JSON; with `overlay`, of a brief that extends another."""
    return json.dumps(file_schema(overlay=overlay), ensure_ascii=False, indent=1) + "\n"


def file_schema(*, overlay: bool = False) -> Schema:
    """Return the schema of a file under data/ or seeds/, told apart by what stands in it; a file may be empty."""
    whole = Brief.model_json_schema()
    defs: dict[str, Schema] = whole.pop("$defs")
    defs["Text"] = _text_or_mapping(defs["Text"])
    whole["properties"] |= _more(defs["Point"]["properties"][RATINGS])
    whole["type"] = ["object", "null"]
    del whole["required"]
    defs["File"] = whole
    for schema in _schemas(defs):
        if "patternProperties" in schema:
            schema["additionalProperties"] = False
    if overlay:
        for schema in defs.values():
            _relax(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a brief" + (" that extends another" if overlay else ""),
        "description": "Sections of the brief (under data/), or the record of a source (under seeds/).",
        "if": {"type": "object", "required": ["paragraphs"]},
        "then": {"$ref": "#/$defs/Source"},
        "else": {"$ref": "#/$defs/File"},
        "$defs": defs,
    }


def _text_or_mapping(mapping: Schema) -> Schema:
    """Return the schema of a text, which is a plain string or a mapping with at least one language."""
    said = [{"required": ["en"]}, {"required": ["ko"]}]
    plain = {"type": "string", "pattern": r"\S", "description": "The text."}
    return {"description": mapping["description"], "anyOf": [plain, {**mapping, "anyOf": said}]}


def _more(ratings: Schema) -> Schema:
    """Return the sections that are laid on others and are no part of the brief that comes of it."""
    names = next(iter(ratings["patternProperties"]))
    return {
        EXTENDS: {
            "type": "string",
            "pattern": r"\S",
            "description": "The brief that this one is laid on: kbrief:rok-us-2024, or a path from this brief.",
        },
        RATINGS: {
            "type": ["object", "null"],
            "patternProperties": {names: {**ratings, "description": "criterion → rating, as in a point."}},
            "additionalProperties": False,
            "description": "point → criterion → rating (a perception: → administration → rating), laid on last.",
        },
    }


def _relax(schema: Schema) -> None:
    """Let items and mappings say only what they change of the base, or that they take something away."""
    fields = schema.get("properties", {})
    for inner in _schemas(schema):
        for name, entry in inner.get("patternProperties", {}).items():
            inner["patternProperties"][name] = {"anyOf": [entry, REMOVAL]}
    if "id" in fields and schema["type"] == "object":
        fields["remove"] = REMOVAL["properties"]["remove"]
        schema["required"] = ["id"]
    elif "n" in fields:
        schema["required"] = ["n"]
    elif "basis" not in fields:
        schema.pop("required", None)


def _schemas(schema: Any) -> Iterator[Schema]:
    """Yield a schema and all that stand in it, the innermost first."""
    if isinstance(schema, dict):
        for inner in schema.values():
            yield from _schemas(inner)
        yield schema
    elif isinstance(schema, list):
        for inner in schema:
            yield from _schemas(inner)
