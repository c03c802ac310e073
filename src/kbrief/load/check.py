"""The cold road: YAML to plain data to a brief, with every problem on the way."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from kbrief.errors import BriefError, Problem
from kbrief.load.find import Part, Place, read_parts
from kbrief.load.merge import Merged, merge
from kbrief.load.rules import Subject, findings
from kbrief.load.telling import told
from kbrief.load.yamlread import read_yaml
from kbrief.model import Brief

STAND_IN: Mapping[str, Any] = {"id": "brief", "title": "brief", "as_of": "1970-01"}
"""What stands in for a faulty header while the rest is checked."""


def check(place: Place) -> tuple[Problem, ...]:
    """Return every problem of the brief at `place`, in the order of files and lines."""
    try:
        return examine(read_parts(place))[2]
    except BriefError as error:
        return error.problems


def examine(parts: tuple[Part, ...]) -> tuple[Brief | None, bytes, tuple[Problem, ...]]:
    """Return the brief (None where its schema does not hold), its JSON, and every problem, sorted."""
    merged, problems = merged_parts(parts)
    text = json.dumps(merged.data, ensure_ascii=False).encode()
    brief: Brief | None = None
    try:
        brief = Brief.model_validate_json(text)
        problems += ruled(Subject.of(brief, merged.data), merged, {})
    except ValidationError as error:
        faults = error.errors(include_url=False)
        problems += told(faults, merged)
        problems += _rest(merged, [tuple(fault["loc"]) for fault in faults])
    return brief, text, tuple(sorted(set(problems)))


def merged_parts(parts: Iterable[Part]) -> tuple[Merged, list[Problem]]:
    """Return the sections of all files, and the problems of reading and merging them."""
    problems: list[Problem] = []
    contents = []
    for part in parts:
        try:
            contents.append((part, read_yaml(part.data, part.name)))
        except BriefError as error:
            problems += error.problems
    merged = merge(contents, Brief.model_fields)
    return merged, [*problems, *merged.problems]


def ruled(subject: Subject, merged: Merged, original: Mapping[str, list[int]]) -> list[Problem]:
    """Return what the rules find; `original` gives the place that each kept item had among all items."""
    problems = []
    for rule, found in findings(subject):
        at = found.at
        if len(at) > 1 and at[0] in original and isinstance(at[1], int):
            at = (at[0], original[str(at[0])][at[1]], *at[2:])
        problems.append(merged.problem(at, rule, found.message, found.hint))
    return problems


def _rest(merged: Merged, faults: Iterable[tuple[str | int, ...]]) -> list[Problem]:
    """Return what the rules find in the part of a brief whose schema holds."""
    kept, original = without(merged.data, faults)
    try:
        brief = Brief.model_validate_json(json.dumps(kept))
    except ValidationError:
        return []
    return ruled(Subject.of(brief, merged.data), merged, original)


def without(
    data: Mapping[str, Any], faults: Iterable[tuple[str | int, ...]]
) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """Return the data without its faulty items, and where each item that is left stood before."""
    dropped: dict[str, set[int]] = defaultdict(set)
    sections: set[str] = set()
    for path in faults:
        section = str(path[0])
        if isinstance(data.get(section), list) and len(path) > 1 and isinstance(path[1], int):
            dropped[section].add(path[1])
        else:
            sections.add(section)
    kept = {name: value for name, value in data.items() if name not in sections}
    kept |= {name: value for name, value in STAND_IN.items() if name in sections}
    original: dict[str, list[int]] = {}
    for section, gone in dropped.items():
        original[section] = [n for n in range(len(data[section])) if n not in gone]
        kept[section] = [data[section][n] for n in original[section]]
    return kept, original
