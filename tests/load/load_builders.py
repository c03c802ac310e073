"""Briefs in folders and files for the tests of loading."""

from collections.abc import Mapping
from pathlib import Path

from kbrief.load.check import check
from kbrief.load.find import Place
from kbrief.load.merge import MergedBrief, Origin

HEADER = """\
id: example
title: An example
as_of: "2024-10"
criteria:
  - {id: source, name: Source}
  - {id: president, name: President, perception: true}
"""
OFFICE = """\
administrations:
  - {id: trump, name: Trump, transition_team: {text: Not known., basis: unknown}}
"""
POINT = """\
points:
  - id: budget
    label: Defense budget
    reason: {text: It carries weight., basis: unknown}
    say: {text: We pay our share., basis: unknown}
    if_raised: {text: Look at the share., basis: unknown}
    handling: {text: Let them ask first., basis: unknown}
    case_against: {text: They may ask for more., basis: unknown}
    ratings:
      source: {value: 1, basis: inferred, why: It is asked for.}
      president: {trump: {value: -1, basis: inferred, why: He said so.}}
"""


def folder(root: Path, files: Mapping[str, str | bytes]) -> Place:
    """Write a brief's files into a folder, and return its place; messages name its files from there."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Place(root, root.name, prefix="")


def file(path: Path, *sections: str) -> Place:
    """Write a brief into one file, and return its place."""
    path.write_text("".join(sections), encoding="utf-8")
    return Place(path, path.name, prefix="")


def said(place: Place) -> list[str]:
    """Return the problems of a brief, each as its rule and message."""
    return [f"{problem.rule}: {problem.message}" for problem in check(place)]


def sections(name: str, data: Mapping[str, object]) -> MergedBrief:
    """Return sections as if one file said them all."""
    from kbrief.load.find import BriefFile

    origin = Origin(BriefFile(name, b"", is_record=False))
    return MergedBrief(origin, dict(data), {(): (origin, ())})
