"""Validate sections with Pydantic, and turn its errors into problems."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from pydantic import ValidationError

from kbrief.load.faults import Fault
from kbrief.load.merge import MAX_PROBLEMS, Loc, present
from kbrief.load.pieces import pieces
from kbrief.model import Brief

#: How many faults may be looked for at once: each takes about half a kilobyte.
AT_ONCE = 200_000

#: The most keys that an empty mapping can lack.
FIELDS = 9

#: What stands in for a faulty header while the rest is looked at.
HEADER: Mapping[str, Any] = {"id": "brief", "title": "brief", "as_of": "1970-01"}

#: What stands in for faulty criteria.
CRITERIA = tuple({"id": f"stand-in-{n}", "name": "stand-in"} for n in (1, 2))


class PartialBrief(NamedTuple):
    """The part of a brief whose schema holds, None where none does, and where its items stood before."""

    brief: Brief | None
    original: Mapping[str, list[int]]

    def before(self, at: Loc) -> Loc:
        """Return the place in the whole data of a place in this part."""
        if len(at) > 1 and at[0] in self.original and isinstance(at[1], int):
            return (at[0], self.original[str(at[0])][at[1]], *at[2:])
        return at


def validate(data: Mapping[str, Any], text: bytes) -> tuple[Brief | None, list[Fault]]:
    """Return the brief that `data`, in JSON `text`, holds; or None and its faults, up to MOST."""
    if FIELDS * text.count(b"{") + text.count(b",") > AT_ONCE:
        faults = list(islice(_piecewise(data), MAX_PROBLEMS))
        if faults:
            return None, faults
    try:
        return Brief.model_validate_json(text), []
    except ValidationError as error:
        return None, list(islice(_faults(error, data), MAX_PROBLEMS))


def _piecewise(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the faults of data, piece by piece."""
    for piece in pieces(data):
        for fault in _faults_in(piece.data):
            if piece.counts(fault["loc"], missing=fault["type"] == "missing"):
                yield {**fault, "loc": piece.in_whole(fault["loc"])}


def _faults_in(data: Any) -> list[Fault]:
    try:
        Brief.model_validate_json(json.dumps(data, ensure_ascii=False))
    except ValidationError as error:
        return list(_faults(error, data))
    return []


def _faults(error: ValidationError, data: Any) -> Iterator[Fault]:
    """Yield the faults of an error; not that a list is too short where only its faulty items make it so."""
    for fault in error.errors(include_url=False):
        if fault["type"] != "too_short" or len(fault["input"]) < fault["ctx"]["min_length"]:
            yield _placed(fault, data)


def _placed(fault: Any, data: Any) -> Fault:
    """Return a fault whose `loc` has only steps that the data has, and the key that it lacks."""
    loc = tuple(fault["loc"])
    kept = present(loc, data)
    return {**fault, "loc": (*kept, *loc[-1:]) if fault["type"] == "missing" else kept}


def partial_brief(data: Mapping[str, Any], faults: Iterable[Loc]) -> PartialBrief:
    """Return what is left of a brief without its faulty items and sections."""
    kept, original = drop_faulty(data, faults)
    have = kept.get("criteria", [])
    lent = CRITERIA if len(have) < len(CRITERIA) else ()
    try:
        brief = Brief.model_validate_json(json.dumps({**HEADER, **kept, "criteria": [*lent, *have]}))
    except ValidationError:
        return PartialBrief(None, original)
    return PartialBrief(brief.model_copy(update={"criteria": brief.criteria[len(lent) :]}), original)


def drop_faulty(data: Mapping[str, Any], faults: Iterable[Loc]) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """Return the data without its faulty items and sections, and where each item that is left stood before."""
    dropped: dict[str, set[int]] = defaultdict(set)
    sections: set[str] = set()
    for path in faults:
        section = str(path[0])
        if isinstance(data.get(section), list) and len(path) > 1 and isinstance(path[1], int):
            dropped[section].add(path[1])
        else:
            sections.add(section)
    kept = {name: value for name, value in data.items() if name not in sections}
    original: dict[str, list[int]] = {}
    for section in dropped.keys() - sections:
        gone = dropped[section]
        original[section] = [n for n in range(len(data[section])) if n not in gone]
        kept[section] = [data[section][n] for n in original[section]]
    return kept, original
