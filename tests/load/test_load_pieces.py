"""A large brief in pieces has the faults of the whole."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kbrief.load.pieces import chunks
from kbrief.load.validate import MAX_FAULTS_AT_ONCE, validate
from kbrief.model import Brief

CRITERIA = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
HEAD = {"id": "x", "title": "x", "as_of": "2024-10", "criteria": CRITERIA}


def statement(fault: str | None = None) -> dict[str, Any]:
    """Return a statement, with one key wrong or missing."""
    whole: dict[str, Any] = {"text": "some words", "basis": "unknown"}
    return whole | {fault: 5} if fault == "text" else {k: v for k, v in whole.items() if k != fault}


def gap(n: int, fault: str | None) -> dict[str, Any]:
    return {"id": f"g{n}", "text": 5 if fault else "words"}


def event(n: int, faults: list[str | None]) -> dict[str, Any]:
    signs = [statement(fault) for fault in faults]
    shifts = {"p": {"b": {f"who{k}": {"by": 9 if fault else 1, "basis": "unknown"} for k, fault in enumerate(faults)}}}
    event = {"id": f"e{n}", "name": "E", "kind": "expected", "what": statement(), "signs": signs, "shifts": shifts}
    return {k: v for k, v in event.items() if k != "name"} if faults[:1] == ["basis"] else event


fault = st.sampled_from([None, None, None, "text", "basis"])
briefs = st.builds(
    lambda gaps, events, tags, more: {
        **HEAD,
        "gaps": [gap(n, one) for n, one in enumerate(gaps)],
        "events": [event(n, faults) for n, faults in enumerate(events)],
        "tags": {f"t{n}": (5 if one else "tag") for n, one in enumerate(tags)},
        **more,
    },
    st.lists(fault, max_size=12),
    st.lists(st.lists(fault, max_size=8), max_size=6),
    st.lists(fault, max_size=8),
    st.sampled_from([{}, {"as_of": 1}, {"oops": 1}, {"weights": []}, {"issues": "many"}]),
)


def faults_of(data: Any, budget: int) -> set[tuple[Any, ...]]:
    """Return the places and types of the faults of data that is validated in pieces."""
    found = set()
    for chunk in chunks(data, budget):
        try:
            Brief.model_validate_json(json.dumps(chunk.data))
        except ValidationError as error:
            for fault in error.errors():
                if chunk.is_fault_of_whole(fault["loc"], missing=fault["type"] == "missing"):
                    found.add((chunk.in_whole(fault["loc"]), fault["type"]))
    return found


@given(briefs, st.sampled_from([60, 150, 400, 2000]))
def test_the_faults_of_the_pieces_are_those_of_the_whole(data: dict[str, Any], budget: int) -> None:
    """However small the pieces are, they give every fault of the whole once, and no other."""
    assert faults_of(data, budget) == faults_of(data, 10**9)


def test_a_mapping_of_many_small_entries_is_split() -> None:
    """A section that is one long mapping comes in groups, and a key that is only in another group is not missing."""
    data = {**HEAD, "tags": {f"t{n}": 5 for n in range(500)}, "gaps": [{f"k{n}": 1 for n in range(500)}]}
    found = faults_of(data, 100)
    assert {(("tags", f"t{n}"), "model_type") for n in range(500)} <= found
    assert {(("gaps", 0, f"k{n}"), "extra_forbidden") for n in range(500)} <= found


def test_a_single_value_is_a_piece() -> None:
    """What is neither a list nor a mapping comes whole."""
    assert [chunk.data for chunk in chunks(5)] == [5]
    assert list(chunks([])) == []


def checked(data: dict[str, Any]) -> tuple[Brief | None, list[Any]]:
    return validate(data, json.dumps(data).encode())


def test_many_faults_are_found_up_to_a_thousand() -> None:
    """Of a list with a hundred thousand wrong items the first thousand faults are given, each at its place."""
    data = {**HEAD, "gaps": [{}] * MAX_FAULTS_AT_ONCE}
    brief, faults = checked(data)
    assert brief is None
    assert [fault["loc"] for fault in faults] == [("gaps", n, key) for n in range(500) for key in ("id", "text")]


@pytest.mark.parametrize("wrong", [False, True])
def test_a_large_brief_is_validated_in_pieces_and_then_whole(*, wrong: bool) -> None:
    """A large brief that holds is read; one fault at its end is found, as is one that no piece can show."""
    gaps = [{"id": f"g{n}", "text": "words"} for n in range(MAX_FAULTS_AT_ONCE // 8)]
    brief, faults = checked({**HEAD, "gaps": gaps + [{"id": "last", "text": 5}] * wrong})
    assert (brief is None) == wrong
    assert [fault["loc"] for fault in faults] == [("gaps", len(gaps), "text")] * wrong
    many = [*CRITERIA, *({"id": f"c{n}", "name": "c" * 50_000} for n in range(9))]
    brief, faults = checked({**HEAD, "gaps": gaps, "criteria": many})
    assert [(fault["loc"], fault["type"]) for fault in faults] == [(("criteria",), "too_long")]
