"""Make the JSON Schema of the files of a brief, and look up the keys that it allows."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from kbrief.load.merge import EXTENDS, RATINGS, RENAMED
from kbrief.load.yaml_places import Loc
from kbrief.model import Brief
from kbrief.model.claims import LANGUAGE_TAG

Schema = dict[str, Any]

PARAGRAPHS: Schema = {"description": "What only the record of a source has."}

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


def meeting_schema_text() -> str:
    """Return the schema of the file of a meeting as JSON."""
    return json.dumps(meeting_schema(), ensure_ascii=False, indent=1) + "\n"


def meeting_schema() -> Schema:
    """Return the schema of the file of a meeting, which may be empty."""
    from kbrief.model.meeting import Meeting

    whole = Meeting.model_json_schema()
    defs: dict[str, Schema] = whole["$defs"]
    text = defs["Text"]
    text["patternProperties"] = {LANGUAGE_TAG: text.pop("additionalProperties")}
    text["additionalProperties"] = False
    defs["Text"] = _text_or_mapping(text)
    whole["type"] = ["object", "null"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "title": "The file of a meeting"}


def file_schema(*, overlay: bool = False) -> Schema:
    """Return the schema of a file in data/ or seeds/, which are distinguished by content; a file may be empty."""
    whole = Brief.model_json_schema()
    defs: dict[str, Schema] = whole.pop("$defs")
    for name in ("Text", "Terms"):
        defs[name]["patternProperties"] = {LANGUAGE_TAG: defs[name]["additionalProperties"]}
    defs["Text"] = _text_or_mapping(defs["Text"])
    for section, renamed in RENAMED.items():
        fields = defs[whole["properties"][section]["items"]["$ref"].rpartition("/")[2]]["properties"]
        fields |= {old: {**fields[new], "description": f"The former name of {new}."} for old, new in renamed.items()}
    whole["properties"] |= _overlay_sections(defs["Point"]["properties"][RATINGS])
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
        "if": {"type": "object", "properties": {"paragraphs": PARAGRAPHS}, "required": ["paragraphs"]},
        "then": {"$ref": "#/$defs/Source"},
        "else": {"$ref": "#/$defs/File"},
        "$defs": defs,
    }


def _text_or_mapping(mapping: Schema) -> Schema:
    """Return the schema of a text, which is a plain string or a mapping with at least one language."""
    keys = mapping["properties"]
    has = {name: {"properties": {name: keys[name]}, "required": [name]} for name in ("en", "ko", "ko_of")}
    alternatives = [has["en"], has["ko"], {"minProperties": 1, "not": has["ko_of"]}]
    plain = {"type": "string", "pattern": r"\S", "description": "The text."}
    return {"description": mapping["description"], "anyOf": [plain, {**mapping, "anyOf": alternatives}]}


def _overlay_sections(ratings: Schema) -> Schema:
    """Return the sections of overlays, which are not part of the merged brief."""
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
    """Allow items and mappings with only the keys that change the base, and removals."""
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
    """Yield a schema and all schemas in it, the innermost first."""
    if isinstance(schema, dict):
        for inner in schema.values():
            yield from _schemas(inner)
        yield schema
    elif isinstance(schema, list):
        for inner in schema:
            yield from _schemas(inner)


SchemaPart = Mapping[str, Any]


def allowed_keys(path: Loc) -> list[str]:
    """Return the keys that the mapping at a path may have."""
    schemas = list(_variants(_schema()))
    for step in path:
        inner = [variant for schema in schemas for variant in _into(schema, step)]
        schemas = inner or schemas
    return sorted({name for schema in schemas for name in schema.get("properties", {})})


@cache
def _schema() -> SchemaPart:
    return Brief.model_json_schema()


def _variants(schema: SchemaPart) -> Iterator[SchemaPart]:
    """Yield the schemas that one refers to or lets choose from."""
    if "$ref" in schema:
        yield from _variants(_schema()["$defs"][schema["$ref"].rpartition("/")[2]])
    elif choices := schema.get("anyOf") or schema.get("oneOf"):
        for choice in choices:
            yield from _variants(choice)
    else:
        yield schema


def _into(schema: SchemaPart, step: str | int) -> Iterator[SchemaPart]:
    """Yield the schemas of an item or of a key: its own, or that of all keys."""
    inner = [schema.get("items")]
    if isinstance(step, str):
        inner = [schema.get("properties", {}).get(step), *schema.get("patternProperties", {}).values()]
        inner.append(schema.get("additionalProperties"))
    for candidate in inner:
        if candidate:
            yield from _variants(candidate)
