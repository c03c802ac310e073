"""What the schema of a brief has at a path: for "did you mean"."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from kbrief.load.layering.merge import Loc
from kbrief.model import Brief

Schema = Mapping[str, Any]


def keys_at(path: Loc) -> list[str]:
    """Return the keys that the mapping at a path may have."""
    found = list(_variants(_schema()))
    for step in path:
        inner = [variant for schema in found for variant in _into(schema, step)]
        found = inner or found
    return sorted({name for schema in found for name in schema.get("properties", {})})


@cache
def _schema() -> Schema:
    return Brief.model_json_schema()


def _variants(schema: Schema) -> Iterator[Schema]:
    """Yield the schemas that one stands for: what it refers to, and each of what it lets choose from."""
    if "$ref" in schema:
        yield from _variants(_schema()["$defs"][schema["$ref"].rpartition("/")[2]])
    elif choices := schema.get("anyOf") or schema.get("oneOf"):
        for choice in choices:
            yield from _variants(choice)
    else:
        yield schema


def _into(schema: Schema, step: str | int) -> Iterator[Schema]:
    """Yield the schemas of what stands in a list, or under a key: one of its own, or one for all keys."""
    inner = [schema.get("items")]
    if isinstance(step, str):
        inner = [schema.get("properties", {}).get(step), *schema.get("patternProperties", {}).values()]
        inner.append(schema.get("additionalProperties"))
    for found in inner:
        if found:
            yield from _variants(found)
