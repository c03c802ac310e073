"""Marks on disk: read, and changed under a lock, whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from kbrief.errors import BriefError, Message, Problem
from kbrief.files import read_file
from kbrief.load.find import BUNDLED, Place, bundled_root
from kbrief.model.marks import Marks
from kbrief.store.atomic import LOCK_TIMEOUT, file_lock, write


def marks_path(place: Place, user_data: Path) -> Path:
    """Return where the marks of a brief are kept: with one's own brief, under the user's data for the bundled one.

    A brief has one such place, whatever leads to it: a link, its name, or a folder in a checkout of the program.
    """
    real = Path(os.path.realpath(place.path))
    if place.is_bundled or real == bundled_root():
        return user_data / "marks" / f"{BUNDLED}.json"
    if place.is_folder:
        return real / ".kbrief" / "marks.json"
    return real.with_name(f"{real.name}.marks.json")


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
        if where:
            message = Message("the marks in {file} cannot be read (at {where})", file=file, where=where)
        else:
            message = Message("the marks in {file} cannot be read", file=file)
        hint = Message("mend the file, or move it away to start anew")
        raise BriefError(message, hint, (Problem(str(file), 1, 1, "marks", "error", message, hint),)) from error


def update_marks(file: Path, change: Callable[[Marks], Marks], patience: float = LOCK_TIMEOUT) -> Marks:
    """Read the marks, change them and write them back, one writer at a time; wait `patience` seconds for others.

    Raises OutputError; the old file stays.
    """
    with file_lock(file, patience):
        changed = change(read_marks(file))
        write(file, changed.model_dump_json(indent=1, exclude_none=True).encode() + b"\n")
    return changed
