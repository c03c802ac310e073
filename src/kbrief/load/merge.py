"""The sections of a brief's files laid side by side, and where each comes from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kbrief.errors import Level, Message, Problem
from kbrief.load.find import BriefFile
from kbrief.load.scalars import quote
from kbrief.load.yaml_places import Spots, nearest
from kbrief.model import Brief
from kbrief.model.lookup import suggest

Loc = tuple[str | int, ...]

EXTENDS = "extends"
RATINGS = "ratings"
#: What may stand at the top of a file.
SECTIONS = sorted((*Brief.model_fields, EXTENDS, RATINGS))

#: Keys by the name that they had before, by section.
RENAMED = {"issues": {"us_outlook": "outlook"}}

#: How many problems of a kind are told; nobody reads more, and a hostile file can hold millions.
MAX_PROBLEMS = 1000


@dataclass(frozen=True, eq=False)
class Origin:
    """A file that sections come from."""

    part: BriefFile


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A problem at a path of some sections, whose place in a file has still to be looked up."""

    says: "MergedBrief"
    path: Loc
    rule: str
    message: Message
    hint: str | None = None
    level: Level = "error"
    at_key: bool = False


@dataclass
class MergedBrief:
    """The sections of all files together, and where each comes from.

    `origins` tells for the start of a path who says it, and under which path there; nobody: `first`, at its start.
    `removed` and `added` name the items that an overlay takes away from its base (and where) and adds to it (and what
    the base has in that list). `is_partial`: a file could not be read; `has_lost_base`: nor all that this is laid on.
    """

    first: Origin
    data: dict[str, Any] = field(default_factory=dict)
    origins: dict[Loc, tuple["Origin | MergedBrief", Loc]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    removed: dict[str, tuple["MergedBrief", Loc]] = field(default_factory=dict)
    added: dict[Loc, Mapping[str, Any]] = field(default_factory=dict)
    is_partial: bool = False
    has_lost_base: bool = False

    def locate(self, path: Loc) -> tuple[Origin, Loc]:
        """Return the file that says `path`, and the path inside that file."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.origins:
                says, start = self.origins[path[:length]]
                inner = (*start, *path[length:])
                return says.locate(inner) if isinstance(says, MergedBrief) else (says, inner)
        return self.first, ()

    def where(self, path: Loc) -> tuple[str, int]:
        """Return (file, line) of the value at `path`, else of the nearest parent."""
        return self.where_all([path])[0]

    def where_all(self, paths: Iterable[Loc]) -> list[tuple[str, int]]:
        """Return (file, line) of each value, in one pass over each file."""
        located = [self.locate(path) for path in paths]
        places = _places(located)
        return [(origin.part.name, places[origin][inner][0][0]) for origin, inner in located]

    def add_problem(
        self, path: Loc, rule: str, message: Message, hint: Message | None = None, level: Level = "error"
    ) -> None:
        """Note a problem at the key of `path`, up to MOST of them."""
        if len(self.unplaced) < MAX_PROBLEMS:
            self.unplaced.append(Unplaced(self, path, rule, message, hint, level, at_key=True))

    def present(self, path: Loc) -> Loc:
        """Return a path without the steps that the data lacks."""
        return present(path, self.data)

    def removed_at(self, name: str) -> str | None:
        """Return the file and line that take an item away, None for one that nobody does."""
        if name not in self.removed:
            return None
        says, path = self.removed[name]
        file, line = says.where(path)
        return f"{file}:{line}"


def present(path: Loc, data: Any) -> Loc:
    """Return a path without the steps that `data` lacks."""
    steps: list[str | int] = []
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            continue
        steps.append(step)
    return tuple(steps)


def merge(files: Iterable[tuple[BriefFile, Any]], first: BriefFile) -> MergedBrief:
    """Lay the files' sections side by side; a section may stand in one file only, `seeds/` holds source records.

    What no file says is looked for at the start of the `first` one.
    """
    merged = MergedBrief(Origin(first))
    for part, content in files:
        if part.is_record:
            _take_record(merged, Origin(part), content)
        elif isinstance(content, Mapping):
            _take_sections(merged, Origin(part), content)
        elif content is not None:
            message = Message("a brief's file holds sections (`issues:`, `points:`, …)")
            merged.problems.append(Problem(part.name, 1, 1, "not-a-mapping", "error", message))
    return merged


def _take_record(merged: MergedBrief, origin: Origin, content: Any) -> None:
    records = merged.data.setdefault("sources", [])
    if isinstance(records, list):
        merged.origins["sources", len(records)] = origin, ()
        records.append(content)


def _take_sections(merged: MergedBrief, origin: Origin, content: Mapping[str, Any]) -> None:
    own = MergedBrief(origin, origins={(): (origin, ())})
    for name, section in content.items():
        if len(own.unplaced) == MAX_PROBLEMS:
            break
        if name not in SECTIONS:
            what = Message("section")
            message = Message("unknown {what} {name}", what=what, name=quote(name))
            own.add_problem((name,), "unknown-key", message, suggest(name, SECTIONS, what))
        elif name in merged.data:
            file = merged.locate((name,))[0].part.name
            message = Message("section {name!r} stands in {file} already", name=name, file=file)
            own.add_problem((name,), "section-twice", message, Message("keep it in one file"))
        else:
            merged.data[name] = section
            merged.origins[name,] = origin, (name,)
            _rename(name, merged)
    merged.unplaced += own.unplaced


def _rename(section: str, merged: MergedBrief) -> None:
    """Give the keys of a section's items that had another name their new one; the file is still found by the old."""
    items = merged.data[section]
    for n, item in enumerate(items if isinstance(items, list) else ()):
        for old, new in RENAMED.get(section, {}).items():
            if isinstance(item, dict) and old in item and new not in item:
                items[n] = {new if key == old else key: value for key, value in item.items()}
                merged.origins[section, n, new] = merged.origins[section,][0], (section, n, old)


def settled(unplaced: Iterable[Unplaced]) -> list[Problem]:
    """Return the problems with their places, looked up in one pass over each file."""
    located = [(one, *one.says.locate(one.path)) for one in unplaced]
    places = _places((origin, path) for _, origin, path in located)
    return [
        Problem(origin.part.name, *places[origin][path][one.at_key], one.rule, one.level, one.message, one.hint)
        for one, origin, path in located
    ]


def _places(located: Iterable[tuple[Origin, Loc]]) -> dict[Origin, Spots]:
    """Return the places of the paths in each file."""
    paths: dict[Origin, list[Loc]] = defaultdict(list)
    for origin, path in located:
        paths[origin].append(path)
    return {origin: nearest(origin.part.data, inside) for origin, inside in paths.items()}
