"""Change values of a brief by exact edits of its files: all or none, and only if the brief stays valid."""

import json
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kbrief.errors import BriefError, Message, Problem
from kbrief.files import display_path
from kbrief.load.check import check_layer, find_problems
from kbrief.load.extends import SizeBudget, merge_layers, read
from kbrief.load.find import BriefFile, Place, list_files
from kbrief.load.layers import Layer, read_layer
from kbrief.load.merge import RATINGS, MergedBrief, UnlocatedProblem, locate_problems
from kbrief.load.overlay import apply_ratings
from kbrief.load.yaml_places import Loc
from kbrief.store import atomic
from kbrief.store.add import SECTION_FILES, brief_lock
from kbrief.store.edit import Change, change_values, changed_data
from kbrief.store.marks import explain_folder
from kbrief.store.new import FOR_EDITORS, SCHEMA_FILE, ensure_valid


class Refused(NamedTuple):
    """A problem that keeps changes from being made, and the path of its change, or None if it has none."""

    path: Loc | None
    problem: Problem


class Prepared(NamedTuple):
    """The contents of files after changes, and the reasons why the changes cannot be made."""

    files: dict[Path, bytes]
    refused: tuple[Refused, ...]


def write_changes(
    place: Place, changes: Sequence[Change], *, is_trial: bool = False, timeout: float = atomic.LOCK_TIMEOUT
) -> Prepared:
    """Write changes of values of a brief, unless it is a trial or one of them is refused; then nothing is written.

    Raises BriefError if the brief cannot be changed at all, OutputError.
    """
    if is_trial or not changes:
        return _prepare(place, changes)
    with brief_lock(place, timeout):
        prepared = _prepare(place, changes)
        if not prepared.refused and prepared.files:
            _write_files(place, prepared.files)
        return prepared


def _write_files(place: Place, files: dict[Path, bytes]) -> None:
    try:
        atomic.write_files(files)
    except OSError as error:
        raise atomic.write_error(Path(display_path(place.path)), error) from error
    if place.is_folder:
        explain_folder(place.path / ".kbrief")


class _EditedFiles:
    """The files of a brief with the changes to make in each of them."""

    def __init__(self, place: Place) -> None:
        self.layer = read_layer(place)
        self.own = read(self.layer, SizeBudget())
        self.sections = {key: _size(value) for key, value in self.own.data.items()}
        self.ratings = self.own.locate((RATINGS,))[0].file if RATINGS in self.own.data else None
        if "extends" in self.own.data:
            self.merged, layers, _ = merge_layers(self.layer)
            self.is_whole = not self.layer.problems and len(layers) > 1
        else:
            self.merged = apply_ratings(self.own)
            self.is_whole = not self.own.is_partial
        self.changes: dict[str, list[Change]] = defaultdict(list)
        self.copied_ratings: set[Loc] = set()
        self.parts = {file.name: file for file in self.layer.parts}
        self.paths = {name: path for path, name, _ in list_files(place)}

    def add_change(self, change: Change) -> Refused | None:
        """Add a change to the file of its value, or return the reason why that is not possible."""
        section, index, *rest = (*change.path, None)[:3]
        count = _size(self.merged.data.get(str(section)))
        if rest == [None] and isinstance(index, int) and index >= count:
            loc = str(section), index - count + self.sections.get(str(section), 0)
            self._add_to_file(self._section_file(loc[0]), change, loc)
            return None
        origin, loc_in_file = self.merged.locate(change.path)
        is_own = origin.file.name in self.parts
        is_in_point = is_own and (self.ratings is None or self._has_rating(change.path))
        if self._is_rating(change.path) and not is_in_point:
            return self._add_rating(change)
        if not is_own:
            return _refuse_in_base(change, origin.file.name)
        self._add_to_file(origin.file, change, loc_in_file)
        return None

    def _add_to_file(self, file: BriefFile, change: Change, loc_in_file: Loc) -> None:
        self.changes[file.name].append(change._replace(path=loc_in_file))

    def _is_rating(self, path: Loc) -> bool:
        return path[:1] == ("points",) and path[2:3] == (RATINGS,) and bool(path[3:])

    def _has_rating(self, path: Loc) -> bool:
        """Whether a rating exists in any form."""
        cell = _value_at(self.merged.data, path[:4])
        return isinstance(cell, list) or (isinstance(cell, dict) and ("basis" in cell or path[4] in cell))

    def _add_rating(self, change: Change) -> Refused | None:
        """Add a new rating, or a whole copy of one in the extended brief, to the section of ratings, as `rate` does."""
        point = _value_at(self.merged.data, change.path[:2])
        file = self.ratings or self._existing_or_new_file("ratings.yaml")
        claim_path = change.path[:-1]
        old = _value_at(self.merged.data, claim_path)
        if any(isinstance(step, int) for step in change.path[3:]):
            return _refuse_in_base(change, self.merged.locate(change.path)[0].file.name)
        if isinstance(old, dict) and claim_path not in self.copied_ratings:
            for key, value in old.items():
                self._add_to_file(file, Change((), value), (RATINGS, point["id"], *claim_path[3:], key))
        self.copied_ratings.add(claim_path)
        self._add_to_file(file, change, (RATINGS, point["id"], *change.path[3:]))
        return None

    def _section_file(self, section: str) -> BriefFile:
        if section in self.sections:
            return self.own.locate((section,))[0].file
        return self._existing_or_new_file(SECTION_FILES[section])

    def _existing_or_new_file(self, name: str) -> BriefFile:
        """Return a file by name, which may be new; a brief in one file has only that one."""
        place = self.layer.place
        path = place.path / "data" / name if place.is_folder else place.path
        existing = next((file for file in self.layer.parts if self.paths[file.name] == path), None)
        first_line = FOR_EDITORS if (place.path / SCHEMA_FILE).exists() else ""
        file = existing or BriefFile(display_path(path), first_line.encode(), is_record=False)
        self.parts[file.name] = file
        self.paths[file.name] = path
        return file


def _size(value: Any) -> int:
    return len(value) if isinstance(value, (list, dict)) else 0


def _value_at(data: Any, path: Loc) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _refuse_in_base(change: Change, file: str) -> Refused:
    message = Message("it is in {file}, in a brief that this one extends", file=file)
    hint = Message("change it there, or write it in this brief by hand")
    return Refused(change.path, Problem(file, 1, 1, "other-brief", "error", message, hint))


def _prepare(place: Place, changes: Sequence[Change]) -> Prepared:
    """Return the changed files, and the errors of the brief after the changes."""
    files = _EditedFiles(place)
    if not files.is_whole or files.merged.unlocated:
        ensure_valid(check_layer(files.layer), Message("the brief {name} is invalid", name=place.name))
    if refused := [refusal for change in changes if (refusal := files.add_change(change))]:
        return Prepared({}, tuple(refused))
    new_files = {name: _edit_file(files.parts[name], file_changes) for name, file_changes in files.changes.items()}
    old_names = {file.name for file in files.layer.parts}
    files_of_layer = (new_files.get(file.name, file) for file in files.layer.parts)
    added_files = (file for name, file in new_files.items() if name not in old_names)
    merged, _layers, _named = merge_layers(Layer(place, (*files_of_layer, *added_files), files.layer.problems))
    _ensure_exact(files.merged.data, changes, merged, next(iter(new_files), place.name))
    written = {files.paths[name]: file.data for name, file in new_files.items() if file.data != files.parts[name].data}
    return Prepared(written, tuple(_find_refusals(merged)))


def _edit_file(file: BriefFile, changes: Iterable[Change]) -> BriefFile:
    """Return a file with changes made in its text."""
    encoding = "utf-8-sig" if file.data.startswith(BOM_UTF8) else "utf-8"
    text = change_values(file.data.decode("utf-8-sig"), changes)
    return BriefFile(file.name, text.encode(encoding), is_record=file.is_record)


def _ensure_exact(old_data: Any, changes: Iterable[Change], merged: MergedBrief, file: str) -> None:
    """Raise BriefError if the changed brief is not what the changes mean, because a file leaves no place for one."""
    if merged.problems or not _is_same_data(merged.data, changed_data(old_data, changes)):
        message = Message("these changes cannot be made in {file} automatically", file=file)
        raise BriefError(message, Message("make them by hand"), tuple(merged.problems))


def _is_same_data(first: Any, second: Any) -> bool:
    """Whether data are equal, apart from blanks at the end of texts."""
    if first == second:
        return True
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(_is_same_data(value, second[key]) for key, value in first.items())
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(_is_same_data, first, second))
    return isinstance(first, str) and isinstance(second, str) and first.rstrip() == second.rstrip()


def _find_refusals(merged: MergedBrief) -> list[Refused]:
    """Return the errors of a brief, each with its path if it has one."""
    _brief, problems = find_problems(merged, json.dumps(merged.data, ensure_ascii=False).encode())
    errors: list[UnlocatedProblem] = [error for error in (*merged.unlocated, *problems) if error.level == "error"]
    located = zip(errors, locate_problems(errors), strict=True)
    return [Refused(error.path if error.merged is merged else None, problem) for error, problem in located]
