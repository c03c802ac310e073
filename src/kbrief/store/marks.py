"""Read marks, and change them under a lock, as a whole or not at all.

In the folder of a brief each person's marks are lines of a file of their own, `.kbrief/marks/NAME.jsonl`, so that git
merges the marks of several people; `.kbrief/marks.json`, in which older versions kept all of them, is read too. A brief
that is one file and the bundled brief have one file of marks.
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from kbrief.errors import BriefError, Message, Problem
from kbrief.files import ensure_within, escape_control_characters, read_file
from kbrief.load.find import BUNDLED, Place, bundled_root
from kbrief.model.claims import Model, Slug
from kbrief.model.marks import KINDS, Kind, Mark, Marks
from kbrief.store.atomic import LOCK_TIMEOUT, ensure_folder, file_lock, write

#: The marks of more people are not read.
MAX_PEOPLE = 1000

README = """\
# Marks on this brief

What is done, who sees to it by when, and what became of events: kbrief writes it here, and reads it from here.

Commit this folder where a team works on the brief, so that all see the same marks. Each person has a file,
`marks/NAME.jsonl`, and git joins what is new on both sides (see `.gitattributes`); nothing of it is written by hand.
To keep your marks to yourself, add `.kbrief/` to the `.gitignore` of the brief.
"""

#: The files that explain the folder of marks to people and to git.
COMPANION_FILES = {"README.md": README, ".gitignore": "*.lock\n", ".gitattributes": "marks/*.jsonl merge=union\n"}

T = TypeVar("T", bound=Model)


class MarkLine(Model):
    """A line of a person's file, with a mark on an item."""

    kind: Kind
    id: Slug
    mark: Mark


def marks_path(place: Place, user_data: Path) -> Path:
    """Return the file of the marks of a brief: beside it, or for the bundled brief in the data folder of the user.

    It is the same whether the brief is named by a link, by its name, or by a folder in a checkout of the program.
    Raises BriefError if the path leads out of the brief.
    """
    real_path = Path(os.path.realpath(place.path))
    if place.is_bundled or real_path == bundled_root():
        return user_data / "marks" / f"{BUNDLED}.json"
    folder = real_path if place.is_folder else real_path.parent
    path = folder / (".kbrief/marks.json" if place.is_folder else f"{real_path.name}.marks.json")
    ensure_within(path, folder)
    return path


def own_path(file: Path, person: str) -> Path:
    """Return the file of a person's own marks, which outside of a folder of a brief is the file of all marks."""
    if file.parent.name != ".kbrief":
        return file
    slug = re.sub("[^a-z0-9]+", "-", person.casefold()).strip("-")[:40]
    name = slug if slug == person else f"{slug}-{hashlib.sha256(person.encode()).hexdigest()[:6]}".strip("-")
    return file.parent / "marks" / f"{name}.jsonl"


def read_marks(file: Path) -> Marks:
    """Return the marks in `file` and in the files of all people. Raises BriefError."""
    return _latest_marks(_all_lines(file))


def _latest_marks(lines: Iterable[MarkLine]) -> Marks:
    """Return the latest mark on each item, without withdrawn ones."""
    marks: dict[Kind, dict[str, Mark]] = {kind: {} for kind in KINDS}
    for (kind, name), mark in _latest_by_item(lines).items():
        if not mark.withdrawn:
            marks[kind][name] = mark
    # Each mark was validated as it was read.
    return Marks.model_construct(actions=marks["actions"], assigned=marks["assigned"], events=marks["events"])


def _latest_by_item(lines: Iterable[MarkLine]) -> dict[tuple[Kind, str], Mark]:
    """Return the mark with the highest turn on each item, of several the one with the latest date."""
    latest: dict[tuple[Kind, str], Mark] = {}
    for line in lines:
        key = line.kind, line.id
        if key not in latest or (latest[key].turn, latest[key].when) <= (line.mark.turn, line.mark.when):
            latest[key] = line.mark
    return latest


def _all_lines(file: Path) -> Iterator[MarkLine]:
    """Yield the lines of all files. Raises BriefError for a file that cannot be read."""
    if data := _read_bytes(file):
        marks = _parse(file, Marks, data)
        for kind in KINDS:
            yield from (MarkLine(kind=kind, id=name, mark=mark) for name, mark in getattr(marks, kind).items())
    folder = own_path(file, "all").parent
    if folder != file.parent and folder.is_dir():
        ensure_within(folder, file.parent)
        for path in sorted(islice(folder.glob("*.jsonl"), MAX_PEOPLE)):
            yield from own_lines(path)


def own_lines(path: Path) -> list[MarkLine]:
    """Return the lines of a person's own file. Raises BriefError."""
    data = _read_bytes(path, within=path.parent.parent)
    return [_parse(path, MarkLine, line) for line in data.splitlines() if line.strip()]


def _read_bytes(path: Path, within: Path | None = None) -> bytes:
    """Return the content of a file of marks, empty if there is no such file. Raises BriefError."""
    if within:
        ensure_within(path, within)
    try:
        return read_file(path)
    except BriefError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return b""
        raise


def _parse(file: Path, model: type[T], data: bytes) -> T:
    """Return a model parsed from JSON in a file. Raises BriefError."""
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        loc = ".".join(str(step) for step in first["loc"])
        if loc:
            message = Message("the marks in {file} cannot be read (at {where})", file=file, where=loc)
        else:
            message = Message("the marks in {file} cannot be read", file=file)
        hint = Message("correct the file, or move it away to start afresh")
        name = escape_control_characters(str(file))
        raise BriefError(message, hint, (Problem(name, 1, 1, "marks", "error", message, hint),)) from error


def update_marks(
    file: Path, change: Callable[[Marks], Marks], timeout: float = LOCK_TIMEOUT, person: str | None = None
) -> Marks:
    """Read the marks, change them, write them and return them, with a lock for which to wait `timeout` seconds.

    The changed marks are written to the person's own file. Raises OutputError; the old file is intact then.
    """
    with file_lock(file, timeout):
        lines = list(_all_lines(file))
        before = _latest_marks(lines)
        changed = change(before)
        own_file = own_path(file, person) if person else file
        if own_file == file:
            write(file, _json_line({"kbrief": 1, **changed.model_dump(exclude_defaults=True)}, indent=1))
        else:
            _write_own_file(own_file, lines, before, changed)
            explain_folder(file.parent)
    return changed


def _write_own_file(path: Path, lines: list[MarkLine], before: Marks, changed: Marks) -> None:
    """Write the changed marks into a person's own file, with turns after all others, and keep its other marks."""
    latest = _latest_by_item(lines)
    own_marks = _latest_by_item(own_lines(path))
    for kind in KINDS:
        old_marks, new_marks = getattr(before, kind), getattr(changed, kind)
        for name in {**old_marks, **new_marks}:
            if old_marks.get(name) != new_marks.get(name):
                turn = latest[kind, name].turn + 1 if (kind, name) in latest else 1
                mark = new_marks[name] if name in new_marks else old_marks[name].model_copy(update={"withdrawn": True})
                own_marks[kind, name] = mark.model_copy(update={"turn": turn})
    ensure_folder(path.parent)
    write(path, b"".join(
        _json_line({"kind": kind, "id": name, "mark": mark.model_dump(exclude_defaults=True)})
        for (kind, name), mark in sorted(own_marks.items(), key=lambda item: item[0])
    ))  # fmt: skip


def _json_line(data: object, indent: int | None = None) -> bytes:
    import json

    return json.dumps(data, ensure_ascii=False, indent=indent).encode() + b"\n"


def explain_folder(folder: Path) -> None:
    """Write the companion files of a folder of marks that are not there yet, if it can be written."""
    with suppress(OSError):
        for name, text in COMPANION_FILES.items():
            if not os.path.lexists(folder / name):
                write(folder / name, text.encode())
