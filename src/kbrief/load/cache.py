"""A cache of validated briefs: keyed by content, plain JSON, never needed, never in the way.

A key is a hash of every byte that went in and of the program's version, so an entry cannot be stale. An entry carries
the hash of its own text, so a damaged one is passed over. A folder that cannot be read or written is passed over too.
"""

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

KEPT = 32
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
    return text if seal == _seal(text) else None


def put(folder: Path, key: str, text: bytes) -> None:
    """Keep `text` under `key`, whole or not at all; a folder that cannot be written is passed over."""
    import tempfile

    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(text) + b"\n" + text)
            os.replace(name, folder / f"{key}.json")  # noqa: PTH105 - the temporary name is a string
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        _forget_oldest(folder)


def _seal(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()


def _forget_oldest(folder: Path) -> None:
    entries = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in entries[KEPT:]:
        path.unlink(missing_ok=True)
