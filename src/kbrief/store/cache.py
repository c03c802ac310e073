"""A cache of validated briefs: keyed by content, plain JSON, never needed, never in the way.

A key is a hash of every byte that went in and of the program's version, so an entry cannot be stale. An entry carries
the hash of its own text, so a damaged one is passed over. A folder that cannot be read or written is passed over too.
"""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kbrief.store import atomic

MAX_ENTRIES = 32
"""How many entries stay; the oldest go first."""


def digest(parts: Iterable[bytes]) -> str:
    """Return the SHA-256 over the parts, each with its length, in hexadecimal."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


def get(folder: Path, key: str) -> bytes | None:
    """Return the text kept under `key`, or None."""
    try:
        seal, _, text = (folder / f"{key}.json").read_bytes().partition(b"\n")
    except OSError:
        return None
    return text if seal == _checksum(text) else None


def put(folder: Path, key: str, text: bytes) -> None:
    """Keep `text` under `key`, whole or not at all; a folder that cannot be written is passed over."""
    with suppress(OSError):
        atomic.ensure_folder(folder, 0o700)
        atomic.write(folder / f"{key}.json", _checksum(text) + b"\n" + text)
        _forget_oldest(folder)


def _checksum(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()


def _forget_oldest(folder: Path) -> None:
    entries = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    atomic.remove(entries[MAX_ENTRIES:])
