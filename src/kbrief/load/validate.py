"""Validate sections with Pydantic, and keep the valid part of an invalid brief."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from pydantic import ValidationError

from kbrief.load.faults import Fault
from kbrief.load.merge import MAX_PROBLEMS, present
from kbrief.load.pieces import chunks
from kbrief.load.yaml_places import Loc
from kbrief.model import Brief

#: The most faults that Pydantic may collect at once: each takes about half a kilobyte.
MAX_FAULTS_AT_ONCE = 200_000

#: The most keys that an empty mapping can lack.
MAX_MISSING_KEYS = 9

#: Replaces a faulty header while the rest is checked.
PLACEHOLDER_HEADER: Mapping[str, Any] = {"id": "brief", "title": "brief", "as_of": "1970-01"}

#: Replaces faulty criteria.
PLACEHOLDER_CRITERIA = tuple({"id": f"stand-in-{n}", "name": "stand-in"} for n in (1, 2))


class PartialBrief(NamedTuple):
    """The valid part of a brief, or None, and the original indexes of its items."""

    brief: Brief | None
    original: Mapping[str, list[int]]

    def original_loc(self, loc: Loc) -> Loc:
        """Return the path in the whole data for a path in this part."""
        if len(loc) > 1 and loc[0] in self.original and isinstance(loc[1], int):
            return (loc[0], self.original[str(loc[0])][loc[1]], *loc[2:])
        return loc


def validate(data: Mapping[str, Any], text: bytes) -> tuple[Brief | None, list[Fault]]:
    """Return the brief of `data` (`text` is its JSON), or None and its faults, up to MAX_PROBLEMS."""
    if MAX_MISSING_KEYS * text.count(b"{") + text.count(b",") > MAX_FAULTS_AT_ONCE:
        faults = list(islice(_faults_by_chunk(data), MAX_PROBLEMS))
        if faults:
            return None, faults
    try:
        return Brief.model_validate_json(text), []
    except ValidationError as error:
        return None, list(islice(_faults(error, data), MAX_PROBLEMS))


def _faults_by_chunk(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the faults of data, chunk by chunk."""
    for chunk in chunks(data):
        for fault in _faults_in(chunk.data):
            if chunk.is_fault_of_whole(fault["loc"], missing=fault["type"] == "missing"):
                yield {**fault, "loc": chunk.in_whole(fault["loc"])}


def _faults_in(data: Any) -> list[Fault]:
    try:
        Brief.model_validate_json(json.dumps(data, ensure_ascii=False))
    except ValidationError as error:
        return list(_faults(error, data))
    return []


def _faults(error: ValidationError, data: Any) -> Iterator[Fault]:
    """Yield the faults of an error, but not that a list is too short because of its faulty items."""
    for fault in error.errors(include_url=False):
        if fault["type"] != "too_short" or len(fault["input"]) < fault["ctx"]["min_length"]:
            yield _with_present_loc(fault, data)


def _with_present_loc(fault: Any, data: Any) -> Fault:
    """Return a fault with a `loc` that has only steps in the data, and the key that is missing."""
    loc = tuple(fault["loc"])
    path = present(loc, data)
    return {**fault, "loc": (*path, *loc[-1:]) if fault["type"] == "missing" else path}


def partial_brief(data: Mapping[str, Any], faults: Iterable[Loc]) -> PartialBrief:
    """Return a brief without its faulty items and sections."""
    valid, original = drop_faulty(data, faults)
    criteria = valid.get("criteria", [])
    placeholders = PLACEHOLDER_CRITERIA if len(criteria) < len(PLACEHOLDER_CRITERIA) else ()
    try:
        brief = Brief.model_validate_json(
            json.dumps({**PLACEHOLDER_HEADER, **valid, "criteria": [*placeholders, *criteria]})
        )
    except ValidationError:
        return PartialBrief(None, original)
    return PartialBrief(brief.model_copy(update={"criteria": brief.criteria[len(placeholders) :]}), original)


def drop_faulty(data: Mapping[str, Any], faults: Iterable[Loc]) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """Return the data without its faulty items and sections, and the original index of each item left."""
    dropped: dict[str, set[int]] = defaultdict(set)
    sections: set[str] = set()
    for path in faults:
        section = str(path[0])
        if isinstance(data.get(section), list) and len(path) > 1 and isinstance(path[1], int):
            dropped[section].add(path[1])
        else:
            sections.add(section)
    valid = {name: value for name, value in data.items() if name not in sections}
    original: dict[str, list[int]] = {}
    for section in dropped.keys() - sections:
        faulty = dropped[section]
        original[section] = [n for n in range(len(data[section])) if n not in faulty]
        valid[section] = [data[section][n] for n in original[section]]
    return valid, original
