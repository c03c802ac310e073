"""Marks on disk: read, and changed under a lock, whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from kbrief.errors import BriefError, OutputError, Problem
from kbrief.load.find import Place, read_file
from kbrief.model.marks import Marks

PATIENCE = 10.0
"""Seconds to wait for others who are writing."""


def marks_file(place: Place, user_data: Path) -> Path:
    """Return where the marks of a brief are kept: with one's own brief, under the user's data for the bundled one."""
    if place.is_bundled:
        return user_data / "marks" / f"{place.name}.json"
    if place.is_folder:
        return place.path / ".kbrief" / "marks.json"
    return place.path.with_name(f"{place.path.name}.marks.json")


def read_marks(file: Path) -> Marks:
    """Return the marks in `file`; none where it does not exist. Raises BriefError where it cannot be read."""
    try:
        return Marks.model_validate_json(read_file(file))
    except BriefError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return Marks()
        raise
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        message = f"the marks in {file} cannot be read" + (f" (at {where})" if where else "")
        hint = "mend the file, or move it away to start anew"
        raise BriefError(message, hint, (Problem(str(file), 1, 1, "marks", "error", message, hint),)) from error


def change_marks(file: Path, change: Callable[[Marks], Marks], patience: float = PATIENCE) -> Marks:
    """Read the marks, change them and write them back, one writer at a time; wait `patience` seconds for others.

    Raises OutputError; the old file stays.
    """
    from filelock import FileLock, Timeout

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{file}.lock", timeout=patience):
            changed = change(read_marks(file))
            write_whole(file, changed.model_dump_json(indent=1, exclude_none=True).encode() + b"\n")
    except Timeout as error:
        message = f"{file} is being written by someone else"
        raise OutputError(message, f"try again; if nobody is, delete {file}.lock") from error
    except OSError as error:
        message = f"the marks cannot be written to {file}: {error.strerror}"
        raise OutputError(message, "check the folder's permissions and space") from error
    return changed


def write_whole(file: Path, data: bytes, mode: int = 0o600) -> None:
    """Write a file whole or not at all, with these permissions. Raises OSError; what stood there is intact."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(mode)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
