"""Marks on disk: read, and changed under a lock, whole or not at all.

With a brief in a folder each person's marks are lines of a file of their own, `.kbrief/marks/NAME.jsonl`, so that git
merges what several people marked; `.kbrief/marks.json`, where older versions kept them all, is read too. A brief that
is one file, and the one that comes with the program, have one file of marks.
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

#: Of how many people the marks are read.
MAX_PEOPLE = 1000

README = """\
# Marks on this brief

What is done, who sees to it by when, and what became of events: kbrief writes it here, and reads it from here.

Commit this folder where a team works on the brief, so that all see the same marks. Each person has a file,
`marks/NAME.jsonl`, and git joins what is new on both sides (see `.gitattributes`); nothing of it is written by hand.
To keep your marks to yourself, add `.kbrief/` to the `.gitignore` of the brief.
"""

#: What explains the folder of marks to people and to git.
COMPANIONS = {"README.md": README, ".gitignore": "*.lock\n", ".gitattributes": "marks/*.jsonl merge=union\n"}


Shape = TypeVar("Shape", bound=Model)


class MarkLine(Model):
    """A line of a person's file: a mark on an item."""

    kind: Kind
    id: Slug
    mark: Mark


def marks_path(place: Place, user_data: Path) -> Path:
    """Return where the marks of a brief are kept: with one's own brief, under the user's data for the bundled one.

    A brief has one such place, whatever leads to it: a link, its name, or a folder in a checkout of the program.
    Raises BriefError where the place leads out of the brief.
    """
    real = Path(os.path.realpath(place.path))
    if place.is_bundled or real == bundled_root():
        return user_data / "marks" / f"{BUNDLED}.json"
    path = real / ".kbrief" / "marks.json" if place.is_folder else real.with_name(f"{real.name}.marks.json")
    ensure_within(path, real if place.is_folder else real.parent)
    return path


def own_path(file: Path, person: str) -> Path:
    """Return where a person's own marks are kept beside those of all; they have no file of their own elsewhere."""
    if file.parent.name != ".kbrief":
        return file
    slug = re.sub("[^a-z0-9]+", "-", person.casefold()).strip("-")[:40]
    name = slug if slug == person else f"{slug}-{hashlib.sha256(person.encode()).hexdigest()[:6]}".strip("-")
    return file.parent / "marks" / f"{name}.jsonl"


def read_marks(file: Path) -> Marks:
    """Return the marks in `file` and in each person's own; none where there are none. Raises BriefError."""
    return _of_all(_lines(file))


def _of_all(lines: Iterable[MarkLine]) -> Marks:
    """Return the last mark on each item, without those that were withdrawn."""
    marks: dict[Kind, dict[str, Mark]] = {kind: {} for kind in KINDS}
    for (kind, name), mark in _latest(lines).items():
        if not mark.withdrawn:
            marks[kind][name] = mark
    # Each mark was validated as it was read.
    return Marks.model_construct(actions=marks["actions"], assigned=marks["assigned"], events=marks["events"])


def _latest(lines: Iterable[MarkLine]) -> dict[tuple[Kind, str], Mark]:
    """Return the mark of the highest turn on each item; of two, that of the later day."""
    latest: dict[tuple[Kind, str], Mark] = {}
    for line in lines:
        key = line.kind, line.id
        if key not in latest or (latest[key].turn, latest[key].when) <= (line.mark.turn, line.mark.when):
            latest[key] = line.mark
    return latest


def _lines(file: Path) -> Iterator[MarkLine]:
    """Yield the marks of all files. Raises BriefError for one that cannot be read."""
    if data := _read(file):
        marks = _parsed(file, Marks, data)
        for kind in KINDS:
            yield from (MarkLine(kind=kind, id=name, mark=mark) for name, mark in getattr(marks, kind).items())
    folder = own_path(file, "all").parent
    if folder != file.parent and folder.is_dir():
        ensure_within(folder, file.parent)
        for path in sorted(islice(folder.glob("*.jsonl"), MAX_PEOPLE)):
            yield from own_lines(path)


def own_lines(path: Path) -> list[MarkLine]:
    """Return the marks in a person's own file. Raises BriefError."""
    data = _read(path, within=path.parent.parent)
    return [_parsed(path, MarkLine, line) for line in data.splitlines() if line.strip()]


def _read(path: Path, within: Path | None = None) -> bytes:
    """Return what a file of marks holds, nothing where it is not there. Raises BriefError."""
    if within:
        ensure_within(path, within)
    try:
        return read_file(path)
    except BriefError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return b""
        raise


def _parsed(file: Path, shape: type[Shape], data: bytes) -> Shape:
    """Return what bytes of a file hold. Raises BriefError."""
    try:
        return shape.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        loc = ".".join(str(step) for step in first["loc"])
        if loc:
            message = Message("the marks in {file} cannot be read (at {where})", file=file, where=loc)
        else:
            message = Message("the marks in {file} cannot be read", file=file)
        hint = Message("mend the file, or move it away to start anew")
        name = escape_control_characters(str(file))
        raise BriefError(message, hint, (Problem(name, 1, 1, "marks", "error", message, hint),)) from error


def update_marks(
    file: Path, change: Callable[[Marks], Marks], patience: float = LOCK_TIMEOUT, person: str | None = None
) -> Marks:
    """Read the marks, change them and write them back, one writer at a time; wait `patience` seconds for others.

    What differs goes into the person's own file. Raises OutputError; the old file stays.
    """
    with file_lock(file, patience):
        lines = list(_lines(file))
        before = _of_all(lines)
        changed = change(before)
        own = own_path(file, person) if person else file
        if own == file:
            write(file, _json({"kbrief": 1, **changed.model_dump(exclude_defaults=True)}, indent=1))
        else:
            _write_own(own, lines, before, changed)
            explain_folder(file.parent)
    return changed


def _write_own(path: Path, lines: list[MarkLine], before: Marks, changed: Marks) -> None:
    """Write what differs into a person's own file, in turns after all that are there, and what else that holds."""
    latest = _latest(lines)
    own = _latest(own_lines(path))
    for kind in KINDS:
        old, new = getattr(before, kind), getattr(changed, kind)
        for name in {**old, **new}:
            if old.get(name) != new.get(name):
                turn = latest[kind, name].turn + 1 if (kind, name) in latest else 1
                mark = new[name] if name in new else old[name].model_copy(update={"withdrawn": True})
                own[kind, name] = mark.model_copy(update={"turn": turn})
    ensure_folder(path.parent)
    write(path, b"".join(
        _json({"kind": kind, "id": name, "mark": mark.model_dump(exclude_defaults=True)})
        for (kind, name), mark in sorted(own.items(), key=lambda item: item[0])
    ))  # fmt: skip


def _json(data: object, indent: int | None = None) -> bytes:
    import json

    return json.dumps(data, ensure_ascii=False, indent=indent).encode() + b"\n"


def explain_folder(folder: Path) -> None:
    """Write into the folder of marks what it is and how git is to treat it, where there is room and nothing stands."""
    with suppress(OSError):
        for name, text in COMPANIONS.items():
            if not os.path.lexists(folder / name):
                write(folder / name, text.encode())
