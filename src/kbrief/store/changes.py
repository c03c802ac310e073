"""Change many values of a brief at once: exact edits of its files, all or none, and only if it holds with them."""

import json
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kbrief.errors import BriefError, Message, Problem
from kbrief.files import display_path, ensure_within
from kbrief.load.check import check_layer, find_problems
from kbrief.load.extends import Room, merge_layers, read
from kbrief.load.find import BriefFile, Place, list_files
from kbrief.load.layers import Layer, read_layer
from kbrief.load.merge import RATINGS, Loc, MergedBrief, UnlocatedProblem, locate_problems
from kbrief.load.overlay import apply_ratings
from kbrief.store import atomic
from kbrief.store.add import SECTION_FILES
from kbrief.store.edit import Change, change_values, changed_data
from kbrief.store.marks import explain_folder
from kbrief.store.new import FOR_EDITORS, SCHEMA_FILE, ensure_valid


class Refused(NamedTuple):
    """A change that is not made, as it would leave a brief that does not hold; None: it is of no change alone."""

    at: Loc | None
    problem: Problem


class Prepared(NamedTuple):
    """What changes would make of the files of a brief, and why they are not made."""

    files: dict[Path, bytes]
    refused: tuple[Refused, ...]


def write_changes(
    place: Place, changes: Sequence[Change], *, is_trial: bool = False, patience: float = atomic.LOCK_TIMEOUT
) -> Prepared:
    """Write changes at paths of the data of a brief, all or none; a trial, or where one is refused, writes nothing.

    Raises BriefError where the brief cannot be changed at all, OutputError.
    """
    if is_trial or not changes:
        return _prepared(place, changes)
    lock_target = place.path / ".kbrief" / "ratings" if place.is_folder else place.path
    if place.is_folder:
        ensure_within(lock_target, place.path)
    with atomic.file_lock(lock_target, patience, place.path):
        prepared = _prepared(place, changes)
        if not prepared.refused and prepared.files:
            _write(place, prepared.files)
        return prepared


def _write(place: Place, files: dict[Path, bytes]) -> None:
    try:
        atomic.write_files(files)
    except OSError as error:
        raise atomic.write_error(Path(display_path(place.path)), error) from error
    if place.is_folder:
        explain_folder(place.path / ".kbrief")


class _Files:
    """The files of a brief, and the changes that go into each of them."""

    def __init__(self, place: Place) -> None:
        self.layer = read_layer(place)
        self.own = read(self.layer, Room())
        self.sections = {key: _size(value) for key, value in self.own.data.items()}
        self.ratings = self.own.locate((RATINGS,))[0].file if RATINGS in self.own.data else None
        if "extends" in self.own.data:
            self.merged, layers, _ = merge_layers(self.layer)
            self.is_whole = not self.layer.problems and len(layers) > 1
        else:
            self.merged = apply_ratings(self.own)
            self.is_whole = not self.own.is_partial
        self.changes: dict[str, list[Change]] = defaultdict(list)
        self.whole: set[Loc] = set()
        self.parts = {file.name: file for file in self.layer.parts}
        self.paths = {name: path for path, name, _ in list_files(place)}

    def take(self, change: Change) -> Refused | None:
        """Put a change where it belongs; return why that cannot be."""
        section, n, *rest = (*change.path, None)[:3]
        if rest == [None] and isinstance(n, int) and n >= (known := _size(self.merged.data.get(str(section)))):
            loc = str(section), n - known + self.sections.get(str(section), 0)
            self._put(self._home(loc[0]), change, loc)
            return None
        origin, inner = self.merged.locate(change.path)
        is_own = origin.file.name in self.parts
        is_in_point = is_own and (self.ratings is None or self._has_rating(change.path))
        if self._is_rating(change.path) and not is_in_point:
            return self._take_rating(change)
        if not is_own:
            return _in_base(change, origin.file.name)
        self._put(origin.file, change, inner)
        return None

    def _put(self, file: BriefFile, change: Change, inner: Loc) -> None:
        self.changes[file.name].append(change._replace(path=inner))

    def _is_rating(self, path: Loc) -> bool:
        return path[:1] == ("points",) and path[2:3] == (RATINGS,) and bool(path[3:])

    def _has_rating(self, path: Loc) -> bool:
        """Whether the rating is there, in some form."""
        cell = _at(self.merged.data, path[:4])
        return isinstance(cell, list) or (isinstance(cell, dict) and ("basis" in cell or path[4] in cell))

    def _take_rating(self, change: Change) -> Refused | None:
        """Put a new rating, or one of the brief below, in the section of ratings, as `rate` does: whole."""
        point = _at(self.merged.data, change.path[:2])
        home = self.ratings or self._file("ratings.yaml")
        claim = change.path[:-1]
        old = _at(self.merged.data, claim)
        if any(isinstance(step, int) for step in change.path[3:]):
            return _in_base(change, self.merged.locate(change.path)[0].file.name)
        for key, value in old.items() if isinstance(old, dict) and claim not in self.whole else ():
            self._put(home, Change((), value), (RATINGS, point["id"], *claim[3:], key))
        self.whole.add(claim)
        self._put(home, change, (RATINGS, point["id"], *change.path[3:]))
        return None

    def _home(self, section: str) -> BriefFile:
        if section in self.sections:
            return self.own.locate((section,))[0].file
        return self._file(SECTION_FILES[section])

    def _file(self, name: str) -> BriefFile:
        """Return a file of the brief that may be new; of a brief in one file, that."""
        place = self.layer.place
        home = place.path / "data" / name if place.is_folder else place.path
        known = next((file for file in self.layer.parts if self.paths[file.name] == home), None)
        first = FOR_EDITORS if (place.path / SCHEMA_FILE).exists() else ""
        file = known or BriefFile(display_path(home), first.encode(), is_record=False)
        self.parts[file.name] = file
        self.paths[file.name] = home
        return file


def _size(value: Any) -> int:
    return len(value) if isinstance(value, (list, dict)) else 0


def _at(data: Any, path: Loc) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _in_base(change: Change, file: str) -> Refused:
    message = Message("it stands in a brief that this one extends, in {file}", file=file)
    hint = Message("change it there, or write it in this brief by hand")
    return Refused(change.path, Problem(file, 1, 1, "other-brief", "error", message, hint))


def _prepared(place: Place, changes: Sequence[Change]) -> Prepared:
    """Return the files with the changes made, and what is wrong with the brief that they make."""
    files = _Files(place)
    if not files.is_whole or files.merged.unlocated:
        ensure_valid(check_layer(files.layer), Message("the brief {name} does not hold", name=place.name))
    if refused := [refusal for change in changes if (refusal := files.take(change))]:
        return Prepared({}, tuple(refused))
    new = {name: _edited(files.parts[name], inside) for name, inside in files.changes.items()}
    known = {file.name for file in files.layer.parts}
    files_of_layer = (new.get(file.name, file) for file in files.layer.parts)
    added = (file for name, file in new.items() if name not in known)
    merged, _layers, _named = merge_layers(Layer(place, (*files_of_layer, *added), files.layer.problems))
    _ensure_exact(files.merged.data, changes, merged, next(iter(new), place.name))
    written = {files.paths[name]: file.data for name, file in new.items() if file.data != files.parts[name].data}
    return Prepared(written, tuple(_problems(merged)))


def _edited(file: BriefFile, changes: Iterable[Change]) -> BriefFile:
    """Return a file with changes made in its text."""
    encoding = "utf-8-sig" if file.data.startswith(BOM_UTF8) else "utf-8"
    text = change_values(file.data.decode("utf-8-sig"), changes)
    return BriefFile(file.name, text.encode(encoding), is_record=file.is_record)


def _ensure_exact(old: Any, changes: Iterable[Change], merged: MergedBrief, file: str) -> None:
    """Raise BriefError where the brief does not say what it is to say: a file has no place for a change."""
    if merged.problems or not _is_same(merged.data, changed_data(old, changes)):
        message = Message("{file} is written in a way that leaves no place for these changes", file=file)
        raise BriefError(message, Message("write them by hand"), tuple(merged.problems))


def _is_same(first: Any, second: Any) -> bool:
    """Whether data are the same but for blanks at the end of a text, which nobody sees."""
    if first == second:
        return True
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(_is_same(value, second[key]) for key, value in first.items())
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(_is_same, first, second))
    return isinstance(first, str) and isinstance(second, str) and first.rstrip() == second.rstrip()


def _problems(merged: MergedBrief) -> list[Refused]:
    """Return every error of a brief, with the path that it is of."""
    _brief, faults = find_problems(merged, json.dumps(merged.data, ensure_ascii=False).encode())
    errors: list[UnlocatedProblem] = [error for error in (*merged.unlocated, *faults) if error.level == "error"]
    located = zip(errors, locate_problems(errors), strict=True)
    return [Refused(error.path if error.merged is merged else None, problem) for error, problem in located]
