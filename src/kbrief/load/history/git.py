"""A brief as git keeps it: its files at a revision, and those of what it extended then."""

import os
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kbrief.errors import BriefError, Message, Problem
from kbrief.load.check import examine
from kbrief.load.find import MARKER, MAX_BYTES, SCHEME, Part, Place, printable
from kbrief.load.history.repository import File, Repository
from kbrief.load.layering.layers import Layer, base_of, ensure_new, layer_of, room_below
from kbrief.model import Brief

LINK = "120000"
"""The mode of a symbolic link."""


class Then(NamedTuple):
    """A brief as it was at a revision, and the names of what it extends that is taken as it is now."""

    brief: Brief
    as_now: tuple[str, ...]


@dataclass(frozen=True)
class Was(Place):
    """Where a brief was at a revision, which tells whether it was a folder."""

    was_folder: bool = True

    @property
    def is_folder(self) -> bool:
        """Whether the brief was a folder, not a single file."""
        return self.was_folder


def brief_at(place: Place, revision: str) -> Then:
    """Return the brief at `place` as it was at a revision.

    What it extended then is as it was, too, where the same repository kept it. Raises UnknownName for a revision that
    git does not know, and BriefError where there is no such brief.
    """
    past = _Past(place, revision)
    found = examine(past.own(), below=past.below)
    if found.brief is None or not found.holds:
        problems = tuple(problem for problem in found.problems if problem.level == "error")
        message = Message(
            "the brief {name} at {revision} does not hold: {count} problems",
            name=place.name, revision=printable(revision), count=len(problems),
        )  # fmt: skip
        raise BriefError(message, Message("name a later revision"), problems)
    return Then(found.brief, tuple(one.place.name for one in found.layers if not isinstance(one.place, Was)))


def layer_at(place: Place, revision: str) -> Layer:
    """Return the files of a brief at a revision. Raises UnknownName, BriefError."""
    return _Past(place, revision).own()


class _Past:
    """The briefs of a repository at a revision, seen from one of them."""

    def __init__(self, place: Place, revision: str) -> None:
        folder = Path(os.path.realpath(place.path if place.is_folder else place.path.parent))
        self._place = Was(
            folder if place.is_folder else folder / place.path.name, place.name, was_folder=place.is_folder
        )
        self._git = Repository(folder)
        steps = PurePosixPath(self._git.prefix()).parts
        self._root = folder.parents[len(steps) - 1] if steps else folder
        self._revision = revision
        self._commit = self._git.commit(revision)

    def own(self) -> Layer:
        """Return the files of the brief. Raises BriefError where the revision has none of them."""
        layer = self._layer(self._place, MAX_BYTES)
        if not (layer.parts or layer.problems):
            said = {"name": self._place.name, "revision": printable(self._revision)}
            raise BriefError(Message("the brief {name} is not in {revision}", **said), self._elsewhere())
        return layer

    def _elsewhere(self) -> Message:
        """Return what to do where the revision has no brief of this name: it may have had another."""
        found = [file.path.removesuffix(MARKER.as_posix()) for file in self._git.files(self._commit)
                 if f"/{file.path}".endswith(f"/{MARKER.as_posix()}")]  # fmt: skip
        if not found:
            return Message("name a revision that has it")
        names = printable(", ".join(name.rstrip("/") or "." for name in found))
        return Message(
            "it has {names}: check it out beside this one (git worktree add) and compare folders", names=names
        )

    def below(self, wanted: str, above: Sequence[Layer]) -> Layer:
        """Return what the last of several layers extended: as it was, else as it is now. Raises BriefError."""
        was = self._was(wanted, above[-1].place)
        place = was or base_of(wanted, above[-1].place)
        ensure_new(place, wanted, above)
        return self._layer(was, room_below(above)) if was else layer_of(place, room_below(above))

    def _was(self, wanted: str, place: Place) -> Was | None:
        """Return where the revision has what a brief extended, None where it has not."""
        path = Path(os.path.normpath((place.path if place.is_folder else place.path.parent) / wanted))
        if wanted.startswith(SCHEME) or not path.is_relative_to(self._root):
            return None
        for file, was_folder in ((path / MARKER, True), (path, False)):
            named = file.relative_to(self._root).as_posix()
            if any(found.path == named for found in self._git.files(self._commit, [named])):
                return Was(path, printable(wanted), was_folder=was_folder)
        return None

    def _layer(self, place: Was, most: int) -> Layer:
        """Return the files of a brief, which may have `most` bytes."""
        path = place.path.relative_to(self._root)
        if not place.is_folder:
            files = [file for file in self._git.files(self._commit, [path.as_posix()]) if file.path == path.as_posix()]
            return Layer(place, *self._read(files, frozenset(), most))
        data, records = (self._yaml_in(path / name) for name in ("data", "seeds"))
        return Layer(place, *self._read([*data, *records], frozenset(records), most))

    def _yaml_in(self, folder: Path) -> list[File]:
        """Return the files of a brief in a folder, in the order of their names."""
        listed = self._git.files(self._commit, [folder.as_posix()])
        kept = (file for file in listed if _is_of_brief(PurePosixPath(file.path)))
        return sorted(kept, key=lambda file: PurePosixPath(file.path))

    def _read(
        self, files: Sequence[File], records: Container[File], most: int
    ) -> tuple[tuple[Part, ...], tuple[Problem, ...]]:
        """Return the files, which may have `most` bytes, and what keeps them from being read."""
        problems = tuple(self._refused(files, most))
        if problems:
            return (), problems
        contents = self._git.contents([file.object for file in files])
        both = zip(files, contents, strict=True)
        return tuple(Part(self._named(file), data, is_record=file in records) for file, data in both), ()

    def _refused(self, files: Sequence[File], most: int) -> Iterator[Problem]:
        """Yield what keeps the files from being read."""
        sizes = accumulate(file.size for file in files)
        for file, size in zip(files, sizes, strict=True):
            name = self._named(file)
            if file.mode == LINK:
                message, hint = Message("{name} is a symbolic link", name=name), Message("keep the file itself in git")
                yield Problem(name, 1, 1, "file-link", "error", message, hint)
            if size > most:
                message = Message("up to this file the brief has more than {most:,} bytes", most=MAX_BYTES)
                yield Problem(name, 1, 1, "file-size", "error", message, Message("make several briefs of it"))
                return

    def _named(self, file: File) -> str:
        return printable(f"{self._revision}:{file.path}")


def _is_of_brief(path: PurePosixPath) -> bool:
    return path.suffix in {".yaml", ".yml"} and not path.name.startswith(".")
