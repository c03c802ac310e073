"""The JSON Schema of a brief's files: complete, and of the same mind as the models."""

from collections.abc import Iterator
from typing import Any

import pytest

from kbrief.load.merge import SECTIONS
from kbrief.load.schema import file_schema
from kbrief.model import Brief

BOTH = pytest.mark.parametrize("overlay", [False, True], ids=["whole", "overlay"])


def schemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield a schema and all within it."""
    if isinstance(schema, dict):
        yield schema
        for inner in schema.values():
            yield from schemas(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from schemas(inner)


@BOTH
def test_every_key_has_a_description(*, overlay: bool) -> None:
    """Whatever key an editor offers, it says what belongs there."""
    for schema in schemas(file_schema(overlay=overlay)):
        for name, entry in schema.get("properties", {}).items():
            assert entry.get("description"), name


@BOTH
def test_every_reference_leads_somewhere_and_no_key_is_free(*, overlay: bool) -> None:
    """References are to definitions that are there, and each mapping says which keys it takes."""
    whole = file_schema(overlay=overlay)
    for schema in schemas(whole):
        if "$ref" in schema:
            assert schema["$ref"].removeprefix("#/$defs/") in whole["$defs"]
        if schema.get("type") == "object" and "required" not in schema:
            assert schema["additionalProperties"] is False or "enum" in schema["propertyNames"]


def test_a_file_may_hold_any_section_and_none_is_missing() -> None:
    """All sections stand in the schema of one file, what is laid on others too, and none is required."""
    found = file_schema()["$defs"]["File"]
    assert sorted(found["properties"]) == SECTIONS
    assert "required" not in found
    assert found["type"] == ["object", "null"]


def test_items_of_a_whole_brief_need_what_the_models_need() -> None:
    """What a model requires, its schema requires."""
    defs, models = file_schema()["$defs"], Brief.model_json_schema()["$defs"]
    assert {name: defs[name].get("required") for name in models} == {
        name: model.get("required") for name, model in models.items()
    }


def test_items_of_an_overlay_need_only_their_id() -> None:
    """In an overlay an item names itself and what it changes, or that it is taken away; a claim stays whole."""
    defs = file_schema(overlay=True)["$defs"]
    assert (defs["Point"]["required"], defs["Paragraph"]["required"], defs["Tension"]["required"]) == (
        ["id"],
        ["n"],
        ["id"],
    )
    assert defs["Point"]["properties"]["remove"]["const"] is True
    assert defs["Rating"]["required"] == ["basis"]
    assert "required" not in defs["Grade"]
    (entry,) = defs["File"]["properties"]["tags"]["patternProperties"].values()
    assert entry["anyOf"][0] == {"$ref": "#/$defs/Text"}
    assert entry["anyOf"][1]["required"] == ["remove"]
    assert "remove" not in file_schema()["$defs"]["Point"]["properties"]


@BOTH
def test_what_is_required_is_among_the_properties(*, overlay: bool) -> None:
    """A strict validator takes the schema: each key that an object must have is one that the same object knows."""
    for schema in schemas(file_schema(overlay=overlay)):
        assert set(schema.get("required", [])) <= set(schema.get("properties", {})), schema
