"""A brief as it was at a revision in git."""

import os
import re
import shutil
import subprocess
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kbrief.errors import BriefError, Message, Problem, UnknownName, describe_os_error
from kbrief.files import MAX_BRIEF_BYTES, escape_control_characters
from kbrief.load.check import check_layer
from kbrief.load.find import BRIEF_MARKER, BUNDLED_SCHEME, BriefFile, Place
from kbrief.load.layers import Layer, bytes_left, check_chain, find_base, read_layer
from kbrief.model import Brief
from kbrief.model.lookup import suggest

#: What a hook of another repository would have git look at instead.
SET_BY_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")


#: A line of `git ls-tree -l`; one that lacks its object has BAD for a size.
LISTED = re.compile(
    r"(?P<mode>[0-7]{6}) (?P<kind>[a-z]+) (?P<name>[0-9a-f]{40,64}) +(?P<size>[0-9]{1,18}|-)\t(?P<path>.+)", re.DOTALL
)


class File(NamedTuple):
    """A file in a tree: its mode, the name of its content, its size in bytes, and its path from the root."""

    mode: str
    object: str
    size: int
    path: str


class Repository:
    """Git at work in a folder: no shell, no network, and no argument that could be taken for an option."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._program = shutil.which("git")
        if self._program is None:
            hint = Message("install it, or compare two folders: kbrief diff OLD NEW")
            raise BriefError(Message("git is not installed"), hint)

    def prefix(self) -> str:
        """Return the folder's path from the root of its repository, with a slash at its end. Raises BriefError."""
        message = Message("no git repository holds {path}", path=escape_control_characters(str(self._folder)))
        return self._told(message, "rev-parse", "--show-prefix").decode(errors="surrogateescape").removesuffix("\n")

    def commit(self, revision: str) -> str:
        """Return the name of the commit that a revision stands for. Raises UnknownName."""
        if revision.isprintable() and not revision.startswith("-"):
            found = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
            if not found.returncode:
                return self._commit_name(found.stdout)
        listed = self._run("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags").stdout
        names = listed.decode(errors="replace")
        what = Message("revision")
        message = Message("unknown {what} {name!r}", what=what, name=revision)
        if self._run("rev-parse", "--is-shallow-repository").stdout.startswith(b"true"):
            hint = Message("this clone has only the last commits: git fetch --unshallow brings the others")
            raise UnknownName(message, hint)
        raise UnknownName(message, suggest(revision, [*names.splitlines(), "HEAD"], what))

    def _commit_name(self, said: bytes) -> str:
        """Return the name of a commit. Raises BriefError where git gives none."""
        name = said.decode(errors="replace").strip()
        if re.fullmatch("[0-9a-f]{40,64}", name):
            return name
        message = Message("git gives no commit for this revision: {said}", said=escape_control_characters(name[:40]))
        raise BriefError(message, Message("the repository lacks it or is damaged: git fsck says more"))

    def files(self, commit: str, paths: Sequence[str] = ()) -> Iterator[File]:
        """Yield the files of a commit under some paths, all of them for none. Raises BriefError."""
        asked = ("--literal-pathspecs", "ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *paths)
        listed = self._told(Message("git cannot read the commit {name}", name=commit), *asked)
        *lines, rest = listed.decode(errors="surrogateescape").split("\0")
        if rest:
            raise _damaged(rest)
        for line in lines:
            found = LISTED.fullmatch(line)
            if found is None:
                raise _damaged(line.partition("\t")[2])
            if found["kind"] == "blob":
                yield File(found["mode"], found["name"], int(found["size"]), found["path"])

    def contents(self, files: Sequence[File]) -> Iterator[bytes]:
        """Yield the contents of files. Raises BriefError where the repository has lost one."""
        out = self._run("cat-file", "--batch", given="".join(f"{file.object}\n" for file in files)).stdout
        at = 0
        for file in files:
            head = f"{file.object} blob {file.size}\n".encode()
            start, end = at + len(head), at + len(head) + file.size
            if out[at:start] != head or out[end : end + 1] != b"\n":
                raise _damaged(file.path)
            yield out[start:end]
            at = end + 1

    def _told(self, message: Message, *arguments: str) -> bytes:
        """Return what git answers. Raises BriefError with the message, and with git's own, where it cannot."""
        found = self._run(*arguments)
        if found.returncode:
            said = found.stderr.decode(errors="replace").strip().splitlines()
            first = next((line for line in said if line.startswith("fatal:")), "nothing")
            raise BriefError(message, Message("git says: {said}", said=escape_control_characters(first)))
        return found.stdout

    def _run(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
        """Run git. Raises BriefError where it cannot be started."""
        environment = {name: value for name, value in os.environ.items() if name not in SET_BY_HOOKS}
        try:
            return subprocess.run(  # noqa: S603 - no shell; a revision stands behind --end-of-options, paths behind --
                [str(self._program), *arguments],
                cwd=self._folder,
                env={**environment, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"},
                input=given.encode(errors="surrogateescape"),
                capture_output=True,
                check=False,
            )
        except OSError as error:
            message = Message("git cannot be started: {why}", why=describe_os_error(error))
            raise BriefError(message, Message("compare two folders: kbrief diff OLD NEW")) from error


def _damaged(path: str) -> BriefError:
    """Return what to tell where git lists a file of a commit, or gives it, in no way that it can be read."""
    name = escape_control_characters(path)
    message = Message("git does not give the file {name} of this revision", name=name or Message("nothing"))
    return BriefError(message, Message("the repository lacks it or is damaged: git fsck says more"))


#: The mode of a symbolic link.
LINK = "120000"


class BriefAtRevision(NamedTuple):
    """A brief as it was at a revision, and the names of what it extends that is taken as it is now."""

    brief: Brief
    as_now: tuple[str, ...]


@dataclass(frozen=True)
class PlaceAtRevision(Place):
    """Where a brief was at a revision, which tells whether it was a folder."""

    was_folder: bool = True

    @property
    def is_folder(self) -> bool:
        """Whether the brief was a folder, not a single file."""
        return self.was_folder


def load_at(place: Place, revision: str) -> BriefAtRevision:
    """Return the brief at `place` as it was at a revision.

    What it extended then is as it was, too, where the same repository kept it. Raises UnknownName for a revision that
    git does not know, and BriefError where there is no such brief.
    """
    past = RevisionReader(place, revision)
    found = check_layer(past.own(), below=past.below)
    if found.brief is None or not found.is_valid:
        problems = tuple(problem for problem in found.problems if problem.level == "error")
        message = Message(
            "the brief {name} at {revision} does not hold: {count} problems",
            name=place.name, revision=escape_control_characters(revision), count=len(problems),
        )  # fmt: skip
        raise BriefError(message, Message("name a later revision"), problems)
    return BriefAtRevision(
        found.brief, tuple(one.place.name for one in found.layers if not isinstance(one.place, PlaceAtRevision))
    )


class RevisionReader:
    """The briefs of a repository at a revision, seen from one of them."""

    def __init__(self, place: Place, revision: str) -> None:
        folder = Path(os.path.realpath(place.path if place.is_folder else place.path.parent))
        self._place = PlaceAtRevision(
            folder if place.is_folder else folder / place.path.name, place.name, was_folder=place.is_folder
        )
        self._git = Repository(folder)
        steps = PurePosixPath(self._git.prefix()).parts
        self._root = folder.parents[len(steps) - 1] if steps else folder
        self._revision = revision
        self._commit = self._git.commit(revision)

    def own(self) -> Layer:
        """Return the files of the brief. Raises BriefError where the revision has none of them."""
        layer = self._layer(self._place, MAX_BRIEF_BYTES)
        if not (layer.parts or layer.problems):
            said = {"name": self._place.name, "revision": escape_control_characters(self._revision)}
            raise BriefError(Message("the brief {name} is not in {revision}", **said), self._elsewhere())
        return layer

    def _elsewhere(self) -> Message:
        """Return what to do where the revision has no brief of this name: it may have had another."""
        found = [file.path.removesuffix(BRIEF_MARKER.as_posix()) for file in self._git.files(self._commit)
                 if f"/{file.path}".endswith(f"/{BRIEF_MARKER.as_posix()}")]  # fmt: skip
        if not found:
            return Message("name a revision that has it")
        names = escape_control_characters(", ".join(name.rstrip("/") or "." for name in found))
        return Message(
            "it has {names}: check it out beside this one (git worktree add) and compare folders", names=names
        )

    def below(self, wanted: str, above: Sequence[Layer]) -> Layer:
        """Return what the last of several layers extended: as it was, else as it is now. Raises BriefError."""
        was = self._was(wanted, above[-1].place)
        place = was or find_base(wanted, above[-1].place)
        check_chain(place, wanted, above)
        return self._layer(was, bytes_left(above)) if was else read_layer(place, bytes_left(above))

    def _was(self, wanted: str, place: Place) -> PlaceAtRevision | None:
        """Return where the revision has what a brief extended, None where it has not."""
        path = Path(os.path.normpath((place.path if place.is_folder else place.path.parent) / wanted))
        if wanted.startswith(BUNDLED_SCHEME) or not path.is_relative_to(self._root):
            return None
        for file, was_folder in ((path / BRIEF_MARKER, True), (path, False)):
            named = file.relative_to(self._root).as_posix()
            if any(found.path == named for found in self._git.files(self._commit, [named])):
                return PlaceAtRevision(path, escape_control_characters(wanted), was_folder=was_folder)
        return None

    def _layer(self, place: PlaceAtRevision, most: int) -> Layer:
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
    ) -> tuple[tuple[BriefFile, ...], tuple[Problem, ...]]:
        """Return the files, which may have `most` bytes, and what keeps them from being read."""
        problems = tuple(self._refused(files, most))
        if problems:
            return (), problems
        contents = self._git.contents(files)
        both = zip(files, contents, strict=True)
        return tuple(BriefFile(self._named(file), data, is_record=file in records) for file, data in both), ()

    def _refused(self, files: Sequence[File], most: int) -> Iterator[Problem]:
        """Yield what keeps the files from being read."""
        sizes = accumulate(file.size for file in files)
        for file, size in zip(files, sizes, strict=True):
            name = self._named(file)
            if file.mode == LINK:
                message, hint = Message("{name} is a symbolic link", name=name), Message("keep the file itself in git")
                yield Problem(name, 1, 1, "file-link", "error", message, hint)
            if size > most:
                message = Message("up to this file the brief has more than {most:,} bytes", most=MAX_BRIEF_BYTES)
                yield Problem(name, 1, 1, "file-size", "error", message, Message("make several briefs of it"))
                return

    def _named(self, file: File) -> str:
        return escape_control_characters(f"{self._revision}:{file.path}")


def _is_of_brief(path: PurePosixPath) -> bool:
    return path.suffix in {".yaml", ".yml"} and not path.name.startswith(".")
