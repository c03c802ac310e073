"""Load a brief as it was at a revision in git."""

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
from kbrief.files import escape_control_characters
from kbrief.limits import MAX_BRIEF_BYTES
from kbrief.load.check import check_layer
from kbrief.load.find import BRIEF_MARKER, BUNDLED_SCHEME, BriefFile, Place
from kbrief.load.layers import Layer, bytes_left, check_chain, find_base, read_layer
from kbrief.model import Brief
from kbrief.model.lookup import suggest

#: Variables with which a hook of another repository would redirect git.
SET_BY_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")


#: A line of `git ls-tree -l`; if the object is missing, the size is BAD.
LS_TREE_LINE = re.compile(
    r"(?P<mode>[0-7]{6}) (?P<kind>[a-z]+) (?P<name>[0-9a-f]{40,64}) +(?P<size>[0-9]{1,18}|-)\t(?P<path>.+)", re.DOTALL
)


class File(NamedTuple):
    """A file in a tree: its mode, the name of its content, its size in bytes, and its path from the root."""

    mode: str
    object: str
    size: int
    path: str


class Repository:
    """Runs git in a folder: without shell or network, and with no argument that could be taken for an option."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._program = shutil.which("git")
        if self._program is None:
            hint = Message("install it, or compare two folders: kbrief diff OLD NEW")
            raise BriefError(Message("git is not installed"), hint)

    def prefix(self) -> str:
        """Return the folder's path from the root of its repository, with a slash at its end. Raises BriefError."""
        message = Message("{path} is not in a git repository", path=escape_control_characters(str(self._folder)))
        return self._output(message, "rev-parse", "--show-prefix").decode(errors="surrogateescape").removesuffix("\n")

    def commit(self, revision: str) -> str:
        """Return the name of the commit of a revision. Raises UnknownName."""
        if revision.isprintable() and not revision.startswith("-"):
            result = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
            if not result.returncode:
                return self._commit_name(result.stdout)
        refs = self._run("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags").stdout
        names = refs.decode(errors="replace")
        what = Message("revision")
        message = Message("unknown {what} {name!r}", what=what, name=revision)
        if self._run("rev-parse", "--is-shallow-repository").stdout.startswith(b"true"):
            hint = Message("this clone is shallow: fetch the other commits with git fetch --unshallow")
            raise UnknownName(message, hint)
        raise UnknownName(message, suggest(revision, [*names.splitlines(), "HEAD"], what))

    def _commit_name(self, output: bytes) -> str:
        """Return the name of a commit. Raises BriefError if git prints none."""
        name = output.decode(errors="replace").strip()
        if re.fullmatch("[0-9a-f]{40,64}", name):
            return name
        message = Message("git returns no commit for this revision: {said}", said=escape_control_characters(name[:40]))
        raise BriefError(message, Message("the repository is incomplete or damaged: run git fsck"))

    def files(self, commit: str, paths: Sequence[str] = ()) -> Iterator[File]:
        """Yield the files of a commit under some paths, or all files. Raises BriefError."""
        arguments = ("--literal-pathspecs", "ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *paths)
        output = self._output(Message("git cannot read the commit {name}", name=commit), *arguments)
        *lines, rest = output.decode(errors="surrogateescape").split("\0")
        if rest:
            raise _damaged(rest)
        for line in lines:
            match = LS_TREE_LINE.fullmatch(line)
            if match is None:
                raise _damaged(line.partition("\t")[2])
            if match["kind"] == "blob":
                yield File(match["mode"], match["name"], int(match["size"]), match["path"])

    def contents(self, files: Sequence[File]) -> Iterator[bytes]:
        """Yield the contents of files. Raises BriefError if the repository lacks one."""
        out = self._run("cat-file", "--batch", stdin="".join(f"{file.object}\n" for file in files)).stdout
        position = 0
        for file in files:
            head = f"{file.object} blob {file.size}\n".encode()
            start, end = position + len(head), position + len(head) + file.size
            if out[position:start] != head or out[end : end + 1] != b"\n":
                raise _damaged(file.path)
            yield out[start:end]
            position = end + 1

    def _output(self, message: Message, *arguments: str) -> bytes:
        """Return the output of git. If git fails, raises BriefError with the message and that of git."""
        result = self._run(*arguments)
        if result.returncode:
            errors = result.stderr.decode(errors="replace").strip().splitlines()
            fatal = next((line for line in errors if line.startswith("fatal:")), "nothing")
            raise BriefError(message, Message("git says: {said}", said=escape_control_characters(fatal)))
        return result.stdout

    def _run(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[bytes]:
        """Run git. Raises BriefError if it cannot be started."""
        environment = {name: value for name, value in os.environ.items() if name not in SET_BY_HOOKS}
        try:
            return subprocess.run(  # noqa: S603 - no shell; a revision stands behind --end-of-options, paths behind --
                [str(self._program), *arguments],
                cwd=self._folder,
                env={**environment, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"},
                input=stdin.encode(errors="surrogateescape"),
                capture_output=True,
                check=False,
            )
        except OSError as error:
            message = Message("git cannot be started: {why}", why=describe_os_error(error))
            raise BriefError(message, Message("compare two folders: kbrief diff OLD NEW")) from error


def _damaged(path: str) -> BriefError:
    """Return the error for a file of a commit that git cannot list or print."""
    name = escape_control_characters(path)
    message = Message("git cannot read the file {name} of this revision", name=name or Message("nothing"))
    return BriefError(message, Message("the repository is incomplete or damaged: run git fsck"))


#: The mode of a symbolic link.
LINK = "120000"


class BriefAtRevision(NamedTuple):
    """A brief as it was at a revision, and the names of the bases that are read as they are now."""

    brief: Brief
    as_now: tuple[str, ...]


@dataclass(frozen=True)
class PlaceAtRevision(Place):
    """The place of a brief at a revision, at which it may have been a file instead of a folder."""

    was_folder: bool = True

    @property
    def is_folder(self) -> bool:
        """Whether the brief was a folder, not a single file."""
        return self.was_folder


def load_at(place: Place, revision: str) -> BriefAtRevision:
    """Return the brief at `place` as it was at a revision.

    The briefs that it extended are as they were, too, if they are in the same repository. Raises UnknownName for an
    unknown revision, and BriefError if there is no such brief.
    """
    reader = RevisionReader(place, revision)
    result = check_layer(reader.own(), below=reader.below)
    if result.brief is None or not result.is_valid:
        problems = tuple(problem for problem in result.problems if problem.level == "error")
        message = Message(
            "the brief {name} at {revision} has {count} problems",
            name=place.name, revision=escape_control_characters(revision), count=len(problems),
        )  # fmt: skip
        raise BriefError(message, Message("try a later revision"), problems)
    return BriefAtRevision(
        result.brief, tuple(layer.place.name for layer in result.layers if not isinstance(layer.place, PlaceAtRevision))
    )


class RevisionReader:
    """Reads a brief and its bases at a revision."""

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
        """Return the files of the brief. Raises BriefError if the revision has none of them."""
        layer = self._layer(self._place, MAX_BRIEF_BYTES)
        if not (layer.parts or layer.problems):
            values = {"name": self._place.name, "revision": escape_control_characters(self._revision)}
            raise BriefError(Message("the brief {name} is not in {revision}", **values), self._other_briefs_hint())
        return layer

    def _other_briefs_hint(self) -> Message:
        """Return a hint with the briefs that the revision has, as this one may have been renamed."""
        folders = [file.path.removesuffix(BRIEF_MARKER.as_posix()) for file in self._git.files(self._commit)
                 if f"/{file.path}".endswith(f"/{BRIEF_MARKER.as_posix()}")]  # fmt: skip
        if not folders:
            return Message("try a revision that contains it")
        names = escape_control_characters(", ".join(name.rstrip("/") or "." for name in folders))
        return Message(
            "it has {names}: check it out into a second folder (git worktree add) and compare the folders", names=names
        )

    def below(self, name: str, above: Sequence[Layer]) -> Layer:
        """Return the base of the last of several layers: as it was, else as it is now. Raises BriefError."""
        then = self._find_base(name, above[-1].place)
        place = then or find_base(name, above[-1].place)
        check_chain(place, name, above)
        return self._layer(then, bytes_left(above)) if then else read_layer(place, bytes_left(above))

    def _find_base(self, name: str, place: Place) -> PlaceAtRevision | None:
        """Return the place of the base of a brief in the revision, None if it is not there."""
        path = Path(os.path.normpath((place.path if place.is_folder else place.path.parent) / name))
        if name.startswith(BUNDLED_SCHEME) or not path.is_relative_to(self._root):
            return None
        for file, was_folder in ((path / BRIEF_MARKER, True), (path, False)):
            tree_path = file.relative_to(self._root).as_posix()
            if any(tree_file.path == tree_path for tree_file in self._git.files(self._commit, [tree_path])):
                return PlaceAtRevision(path, escape_control_characters(name), was_folder=was_folder)
        return None

    def _layer(self, place: PlaceAtRevision, max_bytes: int) -> Layer:
        """Return the files of a brief, at most `max_bytes` in all."""
        path = place.path.relative_to(self._root)
        if not place.is_folder:
            files = [file for file in self._git.files(self._commit, [path.as_posix()]) if file.path == path.as_posix()]
            return Layer(place, *self._read(files, frozenset(), max_bytes))
        data, records = (self._yaml_in(path / name) for name in ("data", "seeds"))
        return Layer(place, *self._read([*data, *records], frozenset(records), max_bytes))

    def _yaml_in(self, folder: Path) -> list[File]:
        """Return the YAML files in a folder, sorted by path."""
        files = self._git.files(self._commit, [folder.as_posix()])
        yaml_files = (file for file in files if _is_of_brief(PurePosixPath(file.path)))
        return sorted(yaml_files, key=lambda file: PurePosixPath(file.path))

    def _read(
        self, files: Sequence[File], records: Container[File], max_bytes: int
    ) -> tuple[tuple[BriefFile, ...], tuple[Problem, ...]]:
        """Return the files, at most `max_bytes` in all, or the problems that prevent reading them."""
        problems = tuple(self._problems(files, max_bytes))
        if problems:
            return (), problems
        contents = self._git.contents(files)
        pairs = zip(files, contents, strict=True)
        return tuple(BriefFile(self._display_name(file), data, is_record=file in records) for file, data in pairs), ()

    def _problems(self, files: Sequence[File], max_bytes: int) -> Iterator[Problem]:
        """Yield the problems that prevent reading the files."""
        sizes = accumulate(file.size for file in files)
        for file, size in zip(files, sizes, strict=True):
            name = self._display_name(file)
            if file.mode == LINK:
                message, hint = Message("{name} is a symbolic link", name=name), Message("commit the file itself")
                yield Problem(name, 1, 1, "file-link", "error", message, hint)
            if size > max_bytes:
                message = Message("with this file, the brief has more than {most:,} bytes", most=MAX_BRIEF_BYTES)
                yield Problem(name, 1, 1, "file-size", "error", message, Message("split it into several briefs"))
                return

    def _display_name(self, file: File) -> str:
        return escape_control_characters(f"{self._revision}:{file.path}")


def _is_of_brief(path: PurePosixPath) -> bool:
    return path.suffix in {".yaml", ".yml"} and not path.name.startswith(".")
