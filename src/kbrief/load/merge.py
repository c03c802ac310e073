"""The sections of a brief's files laid side by side, and where each comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kbrief.errors import Problem
from kbrief.load.find import Part
from kbrief.load.places import Places
from kbrief.load.yamlread import read_places
from kbrief.model.names import suggestion

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Origin:
    """The file that says a section (or a whole source record)."""

    part: Part
    prefix: Path

    @cached_property
    def places(self) -> Places:
        """The places of everything in the file, read only when one has to be shown."""
        return read_places(self.part.data, self.part.name)


@dataclass
class Merged:
    """The sections of all files together, and where each comes from."""

    data: dict[str, Any] = field(default_factory=dict)
    origins: dict[Path, Origin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def origin(self, path: Path) -> tuple[Origin, Path]:
        """Return the file that says `path`, and the path inside that file."""
        for length in (2, 1):
            if path[:length] in self.origins:
                found = self.origins[path[:length]]
                return found, (*found.prefix, *path[length:])
        return next(iter(self.origins.values())), ()

    def place(self, path: Path, *, key: bool = False) -> tuple[str, int, int]:
        """Return (file, line, column) of the value at `path` or of its key, else of the nearest parent."""
        origin, inner = self.origin(path)
        line, column = origin.places.key(inner) if key else origin.places.nearest(inner)
        return origin.part.name, line, column

    def problem(self, path: Path, rule: str, message: str, hint: str | None = None, *, key: bool = False) -> Problem:
        """Return a problem at the place of `path`."""
        return Problem(*self.place(path, key=key), rule, "error", message, hint)


def merge(files: Iterable[tuple[Part, Any]], fields: Iterable[str]) -> Merged:
    """Lay the files' sections side by side; a section may stand in one file only, `seeds/` holds source records."""
    merged = Merged()
    known = sorted(fields)
    for part, content in files:
        if part.is_record:
            _take_record(merged, part, content)
        else:
            _take_sections(merged, part, content, known)
    return merged


def _take_record(merged: Merged, part: Part, content: Any) -> None:  # noqa: ANN401 - plain data of any shape
    records = merged.data.setdefault("sources", [])
    merged.origins["sources", len(records)] = Origin(part, ())
    records.append(content)


def _take_sections(merged: Merged, part: Part, content: Any, known: list[str]) -> None:  # noqa: ANN401 - any shape
    if not isinstance(content, Mapping):
        message = "a brief's file holds sections (`issues:`, `points:`, …)"
        merged.problems.append(Problem(part.name, 1, 1, "not-a-mapping", "error", message))
        return
    for name, section in content.items():
        origin = Origin(part, (name,))
        if name not in known:
            line, column = origin.places.key((name,))
            message, hint = f"unknown section {name!r}", suggestion(name, known, "section")
            merged.problems.append(Problem(part.name, line, column, "unknown-key", "error", message, hint))
        elif name in merged.data:
            line, column = origin.places.key((name,))
            message = f"section {name!r} stands in {merged.place((name,))[0]} already"
            merged.problems.append(Problem(part.name, line, column, "section-twice", "error", message))
        else:
            merged.data[name] = section
            merged.origins[name,] = origin
