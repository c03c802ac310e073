"""The sections of a brief's files laid side by side, and where each comes from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kbrief.errors import Level, Problem
from kbrief.load.find import Part
from kbrief.load.places import Places
from kbrief.load.scalars import shown
from kbrief.load.spots import spots
from kbrief.load.yamlread import read_places
from kbrief.model import Brief
from kbrief.model.names import suggestion

Path = tuple[str | int, ...]

EXTENDS = "extends"
RATINGS = "ratings"
SECTIONS = sorted((*Brief.model_fields, EXTENDS, RATINGS))
"""What may stand at the top of a file."""

MOST = 1000
"""How many problems of a kind are told; nobody reads more, and a hostile file can hold millions."""


@dataclass(frozen=True, eq=False)
class Origin:
    """A file, with the places of everything in it, read only when one has to be shown."""

    part: Part

    @cached_property
    def places(self) -> Places:
        """The places of the file's values and keys."""
        return read_places(self.part.data, self.part.name)


@dataclass(frozen=True, slots=True)
class Draft:
    """A problem at a path of some sections, whose place in a file has still to be looked up."""

    says: "Merged"
    path: Path
    rule: str
    message: str
    hint: str | None = None
    level: Level = "error"
    at_key: bool = False


@dataclass
class Merged:
    """The sections of all files together, and where each comes from.

    `origins` tells for the start of a path who says it, and under which path there; nobody: `first`, at its start.
    `removed` and `added` name the items that an overlay takes away from its base (and where) and adds to it (and what
    the base has in that list). `is_partial`: a file could not be read; `has_lost_base`: nor all that this is laid on.
    """

    first: Origin
    data: dict[str, Any] = field(default_factory=dict)
    origins: dict[Path, tuple["Origin | Merged", Path]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    removed: dict[str, tuple["Merged", Path]] = field(default_factory=dict)
    added: dict[Path, Mapping[str, Any]] = field(default_factory=dict)
    is_partial: bool = False
    has_lost_base: bool = False

    def locate(self, path: Path) -> tuple[Origin, Path]:
        """Return the file that says `path`, and the path inside that file."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.origins:
                says, start = self.origins[path[:length]]
                inner = (*start, *path[length:])
                return says.locate(inner) if isinstance(says, Merged) else (says, inner)
        return self.first, ()

    def where(self, path: Path) -> tuple[str, int]:
        """Return (file, line) of the value at `path`, else of the nearest parent."""
        origin, inner = self.locate(path)
        return origin.part.name, origin.places.nearest(inner)[0]

    def complain(self, path: Path, rule: str, message: str, hint: str | None = None) -> None:
        """Note a problem at the key of `path`, up to MOST of them."""
        if len(self.drafts) < MOST:
            self.drafts.append(Draft(self, path, rule, message, hint, at_key=True))

    def present(self, path: Path) -> Path:
        """Return a path without the steps that the data lacks."""
        data: Any = self.data
        steps: list[str | int] = []
        for step in path:
            try:
                data = data[step]
            except (KeyError, IndexError, TypeError):
                continue
            steps.append(step)
        return tuple(steps)

    def removal(self, name: str) -> str | None:
        """Return the file and line that take an item away, None for one that nobody does."""
        if name not in self.removed:
            return None
        says, path = self.removed[name]
        file, line = says.where(path)
        return f"{file}:{line}"


def merge(files: Iterable[tuple[Part, Any]], first: Part) -> Merged:
    """Lay the files' sections side by side; a section may stand in one file only, `seeds/` holds source records.

    What no file says is looked for at the start of the `first` one.
    """
    merged = Merged(Origin(first))
    for part, content in files:
        if part.is_record:
            _take_record(merged, Origin(part), content)
        elif isinstance(content, Mapping):
            _take_sections(merged, Origin(part), content)
        elif content is not None:
            message = "a brief's file holds sections (`issues:`, `points:`, …)"
            merged.problems.append(Problem(part.name, 1, 1, "not-a-mapping", "error", message))
    return merged


def _take_record(merged: Merged, origin: Origin, content: Any) -> None:
    records = merged.data.setdefault("sources", [])
    if isinstance(records, list):
        merged.origins["sources", len(records)] = origin, ()
        records.append(content)


def _take_sections(merged: Merged, origin: Origin, content: Mapping[str, Any]) -> None:
    own = Merged(origin, origins={(): (origin, ())})
    for name, section in content.items():
        if len(own.drafts) == MOST:
            break
        if name not in SECTIONS:
            own.complain(
                (name,), "unknown-key", f"unknown section {shown(name)}", suggestion(name, SECTIONS, "section")
            )
        elif name in merged.data:
            file = merged.locate((name,))[0].part.name
            own.complain((name,), "section-twice", f"section {name!r} stands in {file} already", "keep it in one file")
        else:
            merged.data[name] = section
            merged.origins[name,] = origin, (name,)
    merged.drafts += own.drafts


def settled(drafts: Iterable[Draft]) -> list[Problem]:
    """Return the problems with their places, looked up in one pass over each file."""
    by_origin: dict[Origin, list[tuple[Draft, Path]]] = defaultdict(list)
    for draft in drafts:
        origin, path = draft.says.locate(draft.path)
        by_origin[origin].append((draft, path))
    problems = []
    for origin, found in by_origin.items():
        places = spots(origin.part.data, {path for _, path in found})
        for draft, path in found:
            known = next((path[:n] for n in range(len(path), -1, -1) if path[:n] in places), None)
            place = places[known][draft.at_key] if known is not None else (1, 1)
            problems.append(Problem(origin.part.name, *place, draft.rule, draft.level, draft.message, draft.hint))
    return problems
