"""A brief as git keeps it: its files at a revision, read without touching the working tree."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kbrief.errors import BriefError, Problem, UnknownName
from kbrief.load.check import examine
from kbrief.load.find import MAX_BYTES, Part, Place, printable
from kbrief.load.layers import Layer
from kbrief.model import Brief
from kbrief.model.names import suggestion

SET_BY_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
"""What a hook of another repository would have git look at instead."""

LINK = "120000"
"""The mode of a symbolic link."""


def brief_at(place: Place, revision: str) -> Brief:
    """Return the brief at `place` as it was at a revision; what it extends is taken as it is now.

    Raises UnknownName for a revision that git does not know, and BriefError where there is no such brief.
    """
    found = examine(layer_at(place, revision))
    if found.brief is None or not found.holds:
        problems = tuple(problem for problem in found.problems if problem.level == "error")
        message = f"the brief {place.name} at {printable(revision)} does not hold: {len(problems)} problems"
        raise BriefError(message, "name a later revision", problems)
    return found.brief


def layer_at(place: Place, revision: str) -> Layer:
    """Return the files of a brief at a revision. Raises UnknownName, BriefError."""
    git = _Git(Path(os.path.realpath(place.path if place.is_folder else place.path.parent)))
    prefix = git.prefix()
    files = _files_of(place, git.files(git.commit(revision), [f"{prefix}{name}" for name in _roots(place)]))
    if not files:
        message = f"the brief {place.name} is not in {printable(revision)}"
        raise BriefError(message, "name a revision that has it")
    problems = tuple(problem for file in files for problem in _refused(file, revision))
    contents = git.contents([] if problems else [file.object for file in files])
    return Layer(place, tuple(_part(*both, prefix, revision) for both in zip(files, contents, strict=False)), problems)


def _roots(place: Place) -> tuple[str, ...]:
    return ("data", "seeds") if place.is_folder else (place.path.name,)


def _files_of(place: Place, files: Iterable["_File"]) -> list["_File"]:
    """Return the files that belong to a brief, in the order of their names."""
    kept = (file for file in files if not place.is_folder or _is_of_brief(PurePosixPath(file.path)))
    return sorted(kept, key=lambda file: PurePosixPath(file.path))


class _File(NamedTuple):
    """A file in a tree: its mode, the name of its content, its size in bytes, and its path from the root."""

    mode: str
    object: str
    size: int
    path: str


def _is_of_brief(path: PurePosixPath) -> bool:
    return path.suffix in {".yaml", ".yml"} and not path.name.startswith(".")


def _refused(file: _File, revision: str) -> Iterator[Problem]:
    name = printable(f"{revision}:{file.path}")
    if file.mode == LINK:
        yield Problem(name, 1, 1, "file-link", "error", f"{name} is a symbolic link", "keep the file itself in git")
    if file.size > MAX_BYTES:
        size = f"{name} has {file.size:,} bytes; the limit is {MAX_BYTES:,}"
        yield Problem(name, 1, 1, "file-size", "error", size, "split it")


def _part(file: _File, data: bytes, prefix: str, revision: str) -> Part:
    is_record = file.path.removeprefix(prefix).startswith("seeds/")
    return Part(printable(f"{revision}:{file.path}"), data, is_record)


class _Git:
    """Git at work in a folder: no shell, no network, and no argument that could be taken for an option."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._program = shutil.which("git")
        if self._program is None:
            message = "git is not installed"
            raise BriefError(message, "install it, or compare two folders: kbrief diff OLD NEW")

    def prefix(self) -> str:
        """Return the folder's path from the root of its repository, with a slash at its end."""
        found = self._run("rev-parse", "--show-prefix")
        if found.returncode:
            said = found.stderr.decode(errors="replace").strip().splitlines()
            message = f"no git repository holds {printable(str(self._folder))}"
            raise BriefError(message, f"git says: {printable(said[0])}" if said else None)
        return found.stdout.decode(errors="surrogateescape").removesuffix("\n")

    def commit(self, revision: str) -> str:
        """Return the name of the commit that a revision stands for. Raises UnknownName."""
        if revision.isprintable() and not revision.startswith("-"):
            found = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
            if not found.returncode:
                return found.stdout.decode().strip()
        names = self._run("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags").stdout.decode()
        message = f"unknown revision {revision!r}"
        raise UnknownName(message, suggestion(revision, [*names.splitlines(), "HEAD"], "revision"))

    def files(self, commit: str, paths: Sequence[str]) -> Iterator[_File]:
        """Yield the files of a commit under some paths."""
        listed = self._run("--literal-pathspecs", "ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *paths)
        for line in listed.stdout.decode(errors="surrogateescape").split("\0")[:-1]:
            about, _, path = line.partition("\t")
            mode, kind, name, size = about.split()
            if kind == "blob":
                yield _File(mode, name, int(size), path)

    def contents(self, objects: Sequence[str]) -> Iterator[bytes]:
        """Yield the contents of objects."""
        out = self._run("cat-file", "--batch", given="".join(f"{name}\n" for name in objects)).stdout
        at = 0
        for _ in objects:
            start = out.index(b"\n", at) + 1
            at = start + int(out[at:start].split()[2])
            yield out[start:at]
            at += 1

    def _run(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
        environment = {name: value for name, value in os.environ.items() if name not in SET_BY_HOOKS}
        return subprocess.run(  # noqa: S603 - no shell; a revision stands behind --end-of-options, paths behind --
            [str(self._program), *arguments],
            cwd=self._folder,
            env={**environment, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"},
            input=given.encode(),
            capture_output=True,
            check=False,
        )
