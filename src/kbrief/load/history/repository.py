"""A repository of git, read without touching the working tree."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kbrief.errors import BriefError, Message, UnknownName
from kbrief.load.find import printable
from kbrief.model.names import suggestion

SET_BY_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
"""What a hook of another repository would have git look at instead."""


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
        message = Message("no git repository holds {path}", path=printable(str(self._folder)))
        return self._told(message, "rev-parse", "--show-prefix").decode(errors="surrogateescape").removesuffix("\n")

    def commit(self, revision: str) -> str:
        """Return the name of the commit that a revision stands for. Raises UnknownName."""
        if revision.isprintable() and not revision.startswith("-"):
            found = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
            if not found.returncode:
                return found.stdout.decode().strip()
        names = self._run("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags").stdout.decode()
        what = Message("revision")
        message = Message("unknown {what} {name!r}", what=what, name=revision)
        if self._run("rev-parse", "--is-shallow-repository").stdout.startswith(b"true"):
            hint = Message("this clone has only the last commits: git fetch --unshallow brings the others")
            raise UnknownName(message, hint)
        raise UnknownName(message, suggestion(revision, [*names.splitlines(), "HEAD"], what))

    def files(self, commit: str, paths: Sequence[str] = ()) -> Iterator[File]:
        """Yield the files of a commit under some paths, all of them for none. Raises BriefError."""
        asked = ("--literal-pathspecs", "ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *paths)
        listed = self._told(Message("git cannot read the commit {name}", name=commit), *asked)
        for line in listed.decode(errors="surrogateescape").split("\0")[:-1]:
            about, _, path = line.partition("\t")
            mode, kind, name, size = about.split()
            if kind == "blob":
                yield File(mode, name, int(size), path)

    def contents(self, objects: Sequence[str]) -> Iterator[bytes]:
        """Yield the contents of objects."""
        out = self._run("cat-file", "--batch", given="".join(f"{name}\n" for name in objects)).stdout
        at = 0
        for _ in objects:
            start = out.index(b"\n", at) + 1
            at = start + int(out[at:start].split()[2])
            yield out[start:at]
            at += 1

    def _told(self, message: Message, *arguments: str) -> bytes:
        """Return what git answers. Raises BriefError with the message, and with git's own, where it cannot."""
        found = self._run(*arguments)
        if found.returncode:
            said = found.stderr.decode(errors="replace").strip().splitlines()
            first = next((line for line in said if line.startswith("fatal:")), "nothing")
            raise BriefError(message, Message("git says: {said}", said=printable(first)))
        return found.stdout

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
