"""A cache of validated briefs: keyed by content, plain JSON, never needed, never in the way.

A key is a hash of every byte that went in and of the program's version, so an entry cannot be stale. An entry carries
the hash of its own text, so a damaged one is passed over. That hash is no secret: what others could have written (into
a folder that is not the user's alone, or as a file of theirs) and what is no regular file of bounded size is passed
over too, and so is a folder that cannot be read or written.
"""

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path

from kbrief.limits import MAX_BRIEF_BYTES
from kbrief.store import atomic

#: How many entries stay; the oldest go first.
MAX_ENTRIES = 32


#: The most that an entry may hold.
MAX_ENTRY_BYTES = 4 * MAX_BRIEF_BYTES


#: What an entry holds before its text: the hash of it, and a line break.
CHECKSUM_BYTES = 65


class FolderCache:
    """A cache in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """Return the text kept under `key`, or None."""
        try:
            checksum, _, text = _read_entry(self._folder, self._path(key)).partition(b"\n")
        except OSError:
            return None
        return text if checksum == _checksum(text) else None

    def put(self, key: str, text: bytes) -> None:
        """Keep `text` under `key`, whole or not at all; a folder that cannot be written is passed over."""
        with suppress(OSError):
            atomic.ensure_folder(self._folder, 0o700)
            path = self._path(key)
            if not _is_own_folder(self._folder) or len(text) >= MAX_ENTRY_BYTES - CHECKSUM_BYTES:
                return
            if os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode):
                atomic.remove([path])
            atomic.write(path, _checksum(text) + b"\n" + text)
            self._remove_oldest()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"

    def _remove_oldest(self) -> None:
        entries = sorted(self._folder.glob("*.json"), key=lambda path: path.lstat().st_mtime, reverse=True)
        atomic.remove(entries[MAX_ENTRIES:])


def _read_entry(folder: Path, path: Path) -> bytes:
    """Return the content of an entry, nothing if it is not a regular file of the user's; a pipe is not waited for."""
    if not _is_own_folder(folder):
        return b""
    extra_flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | extra_flags)) as file:
        info = os.fstat(file.fileno())
        is_valid = stat.S_ISREG(info.st_mode) and _is_own(info) and info.st_size <= MAX_ENTRY_BYTES
        return file.read(info.st_size) if is_valid else b""


def _is_own_folder(folder: Path) -> bool:
    """Whether a folder is the user's, and nobody else may write to it."""
    info = folder.stat()
    return stat.S_ISDIR(info.st_mode) and _is_own(info)


def _is_own(info: os.stat_result) -> bool:
    """Whether a file or folder is the user's alone to write to; a system without owners keeps users apart itself."""
    others = stat.S_IWGRP | stat.S_IWOTH
    return not hasattr(os, "geteuid") or (info.st_uid == os.geteuid() and not info.st_mode & others)


def _checksum(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=32).hexdigest().encode()
