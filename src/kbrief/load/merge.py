"""Merge the sections of the files of a brief, and keep the origin of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kbrief.errors import Level, Message, Problem
from kbrief.load.find import BriefFile
from kbrief.load.scalars import quote
from kbrief.load.yaml import YamlFile
from kbrief.load.yaml_places import Loc, Places, Positions
from kbrief.model import Brief
from kbrief.model.lookup import suggest

EXTENDS = "extends"
RATINGS = "ratings"
#: The keys allowed at the top level of a file.
SECTIONS = sorted((*Brief.model_fields, EXTENDS, RATINGS))

#: The new names of renamed keys, by section and old name.
RENAMED = {"issues": {"us_outlook": "outlook"}}

#: The most problems of a kind that are reported; a hostile file can have millions.
MAX_PROBLEMS = 1000


@dataclass(frozen=True, eq=False)
class Origin:
    """A file from which sections come, with the places of its values."""

    file: BriefFile
    places: Places = field(default_factory=Places)


@dataclass(frozen=True, slots=True)
class UnlocatedProblem:
    """A problem at a path of some sections, without its file, line and column yet."""

    merged: "MergedBrief"
    path: Loc
    rule: str
    message: Message
    hint: str | None = None
    level: Level = "error"
    at_key: bool = False


@dataclass
class MergedBrief:
    """The sections of all files together, and where each comes from.

    `origins` maps the start of a path to the file or brief that it comes from, and to the path there. What has no
    origin is at the start of `first`. `removed` has the items that an overlay removes from its base, with the place of
    the removal; `added` those that it adds, with the items of that list in the base. `is_partial`: a file could not be
    read; `has_lost_base`: a base could not be read.
    """

    first: Origin
    data: dict[str, Any] = field(default_factory=dict)
    origins: dict[Loc, tuple["Origin | MergedBrief", Loc]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unlocated: list[UnlocatedProblem] = field(default_factory=list)
    removed: dict[str, tuple["MergedBrief", Loc]] = field(default_factory=dict)
    added: dict[Loc, Mapping[str, Any]] = field(default_factory=dict)
    is_partial: bool = False
    has_lost_base: bool = False

    def locate(self, path: Loc) -> tuple[Origin, Loc]:
        """Return the file that has the value at `path`, and the path inside that file."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.origins:
                origin, start = self.origins[path[:length]]
                inner = (*start, *path[length:])
                return origin.locate(inner) if isinstance(origin, MergedBrief) else (origin, inner)
        return self.first, ()

    def where(self, path: Loc) -> tuple[str, int]:
        """Return (file, line) of the value at `path`, else of the nearest parent."""
        return self.where_all([path])[0]

    def where_all(self, paths: Iterable[Loc]) -> list[tuple[str, int]]:
        """Return (file, line) of each value, in one pass over each file."""
        located = [self.locate(path) for path in paths]
        places = _find_places(located)
        return [(origin.file.name, places[origin][inner][0][0]) for origin, inner in located]

    def add_problem(
        self, path: Loc, rule: str, message: Message, hint: Message | None = None, level: Level = "error"
    ) -> None:
        """Add a problem at the key of `path`, up to MAX_PROBLEMS."""
        if len(self.unlocated) < MAX_PROBLEMS:
            self.unlocated.append(UnlocatedProblem(self, path, rule, message, hint, level, at_key=True))

    def present(self, path: Loc) -> Loc:
        """Return a path without the steps that the data lacks."""
        return present(path, self.data)

    def removed_at(self, name: str) -> str | None:
        """Return the file and line that remove an item, None if it is not removed."""
        if name not in self.removed:
            return None
        merged, path = self.removed[name]
        file, line = merged.where(path)
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


def merge(files: Sequence[tuple[BriefFile, YamlFile]], first: BriefFile) -> MergedBrief:
    """Merge the sections of files; a section may be in one file only, and files in `seeds/` are source records.

    Problems that are in no file are located at the start of `first`.
    """
    places_of_first = next((content.places for file, content in files if file is first), Places())
    merged = MergedBrief(Origin(first, places_of_first))
    for file, (content, places, _) in files:
        origin = Origin(file, places)
        if file.is_record:
            _take_record(merged, origin, content)
        elif isinstance(content, Mapping):
            _take_sections(merged, origin, content)
        elif content is not None:
            message = Message("a file of a brief consists of sections (`issues:`, `points:`, …)")
            merged.problems.append(Problem(file.name, 1, 1, "not-a-mapping", "error", message))
    return merged


def _take_record(merged: MergedBrief, origin: Origin, content: Any) -> None:
    records = merged.data.setdefault("sources", [])
    if isinstance(records, list):
        merged.origins["sources", len(records)] = origin, ()
        records.append(content)


def _take_sections(merged: MergedBrief, origin: Origin, content: Mapping[str, Any]) -> None:
    own = MergedBrief(origin, origins={(): (origin, ())})
    for name, section in content.items():
        if len(own.unlocated) == MAX_PROBLEMS:
            break
        if name not in SECTIONS:
            what = Message("section")
            message = Message("unknown {what} {name}", what=what, name=quote(name))
            own.add_problem((name,), "unknown-key", message, suggest(name, SECTIONS, what))
        elif name in merged.data:
            file = merged.locate((name,))[0].file.name
            message = Message("section {name!r} is already in {file}", name=name, file=file)
            own.add_problem((name,), "section-twice", message, Message("keep it in one file"))
        else:
            # A list may get other items; what was read stays as it is, with its places.
            merged.data[name] = [*section] if isinstance(section, list) else section
            merged.origins[name,] = origin, (name,)
            _rename(name, merged)
    merged.unlocated += own.unlocated


def _rename(section: str, merged: MergedBrief) -> None:
    """Rename the renamed keys of the items of a section; their origin keeps the old key."""
    items = merged.data[section]
    for n, item in enumerate(items if isinstance(items, list) else ()):
        for old, new in RENAMED.get(section, {}).items():
            if isinstance(item, dict) and old in item and new not in item:
                items[n] = {new if key == old else key: value for key, value in item.items()}
                merged.origins[section, n, new] = merged.origins[section,][0], (section, n, old)


def locate_problems(unlocated: Iterable[UnlocatedProblem]) -> list[Problem]:
    """Return the problems with file, line and column, in one pass over each file."""
    located = [(problem, *problem.merged.locate(problem.path)) for problem in unlocated]
    places = _find_places((origin, path) for _, origin, path in located)
    return [
        Problem(
            origin.file.name,
            *places[origin][path][problem.at_key],
            problem.rule,
            problem.level,
            problem.message,
            problem.hint,
        )
        for problem, origin, path in located
    ]


def _find_places(located: Iterable[tuple[Origin, Loc]]) -> dict[Origin, Positions]:
    """Return the places of the paths in each file."""
    paths: dict[Origin, list[Loc]] = defaultdict(list)
    for origin, path in located:
        paths[origin].append(path)
    return {origin: origin.places.nearest(inside) for origin, inside in paths.items()}
