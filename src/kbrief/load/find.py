"""Find a brief and its files."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kbrief.errors import BriefError, Message, Problem, describe_os_error
from kbrief.files import display_path, ensure_within, escape_control_characters, read_file
from kbrief.limits import MAX_BRIEF_BYTES

BUNDLED = "rok-us-2024"


#: The prefix of a bundled brief where a path is possible: `kbrief:rok-us-2024`.
BUNDLED_SCHEME = "kbrief:"


BRIEF_MARKER = Path("data") / "brief.yaml"


#: The most files and folders in `data/` or `seeds/`; more are an error.
MAX_ENTRIES = 20_000


@dataclass(frozen=True)
class Place:
    """The place of a brief: a folder or a single file; `name` is its name for people.

    `prefix` begins the names of its files in messages; without one they are relative to the working folder.
    """

    path: Path
    name: str
    is_bundled: bool = False
    prefix: str | None = None

    @property
    def is_folder(self) -> bool:
        """Whether the brief is a folder, not a single file."""
        return self.path.is_dir()


class BriefFile(NamedTuple):
    """One file of a brief: its name in messages, its bytes, and whether it is a source record."""

    name: str
    data: bytes
    is_record: bool


def bundled_root() -> Path:
    """Return the folder of the bundled brief: in the package of a wheel, beside `src/` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    bundled = package / "bundled"
    return bundled if bundled.is_dir() else package.parent.parent


def bundled(prefix: str = "") -> Place:
    """Return the place of the bundled brief."""
    return Place(bundled_root(), BUNDLED, is_bundled=True, prefix=prefix)


def find_brief(name: str | None, environ: Mapping[str, str], folder: Path | None = None) -> Place:
    """Return the named brief, else KBRIEF_BRIEF's, else the nearest one in `folder` or above, else the bundled one.

    `folder` is the working folder by default. Raises BriefError if the name is no brief, or if there is no name and the
    working folder has been deleted.
    """
    if name is not None:
        return _named(name, "")
    if from_environment := environ.get("KBRIEF_BRIEF"):
        return _named(from_environment, " (KBRIEF_BRIEF)")
    start = folder or _working_folder()
    for parent in (start, *start.parents):
        if is_brief_folder(parent):
            return _place(parent)
    return bundled()


def find_place(path: str | os.PathLike[str] | None) -> Place:
    """Return the brief at a path or with a name, by default the current one. Raises BriefError."""
    return find_brief(os.fspath(path) if path is not None else None, os.environ)


def _working_folder() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        message = Message("the current folder cannot be read: {why}", why=describe_os_error(error))
        hint = Message("change to another folder, or name a brief with --brief")
        problem = Problem(os.curdir, 1, 1, "brief-not-found", "error", message, hint)
        raise BriefError(message, hint, (problem,)) from error


def is_brief_folder(path: Path) -> bool:
    """Whether a folder has the file that makes it a brief."""
    return is_file(path / BRIEF_MARKER)


def is_file(path: Path) -> bool:
    """Whether a path is a regular file; False if that cannot be found out."""
    with suppress(OSError):
        return path.is_file()
    return False


def _named(name: str, origin: str) -> Place:
    path = Path(name)
    if name and (is_brief_folder(path) or is_file(path)):
        return _place(path)
    if name.casefold().removeprefix(BUNDLED_SCHEME) == BUNDLED:
        return bundled()
    message = Message("no brief at {where!r}{origin}", where=name, origin=origin)
    hint = missing_brief_hint(path)
    raise BriefError(
        message, hint, (Problem(escape_control_characters(name), 1, 1, "brief-not-found", "error", message, hint),)
    )


def missing_brief_hint(path: Path) -> Message:
    """Return the hint for a path that is no brief."""
    try:
        if path.is_dir() and not (path / BRIEF_MARKER).exists():
            return Message("a folder is a brief if it contains {file}", file=BRIEF_MARKER.as_posix())
    except OSError as error:
        return Message("it cannot be read: {why}", why=describe_os_error(error))
    return Message(
        "a brief is a folder with {file}, one YAML file, or the name {name}", file=BRIEF_MARKER.as_posix(), name=BUNDLED
    )


def _place(path: Path) -> Place:
    is_bundled_root = path.resolve() == bundled_root()
    return Place(path, str(path.resolve().name), is_bundled=is_bundled_root and (bundled_root().name == "bundled"))


def read_files_or_raise(place: Place) -> tuple[BriefFile, ...]:
    """Return the files of a brief, sorted by name. Raises BriefError with all files that cannot be read."""
    files, problems = read_files(place)
    if problems:
        raise BriefError(problems[0].message, problems[0].hint, problems)
    return files


def read_files(place: Place, max_bytes: int = MAX_BRIEF_BYTES) -> tuple[tuple[BriefFile, ...], tuple[Problem, ...]]:
    """Return the files of a brief, sorted by name, and the problems; at most `max_bytes` are read."""
    problems = list(_folder_problems(place))
    if problems:
        return (), tuple(problems)
    files: list[BriefFile] = []
    size = 0
    walk_errors: list[OSError] = []
    for path, name, is_record in list_files(place, walk_errors.append):
        try:
            files.append(BriefFile(name, read_file(path, within=place.path), is_record))
        except BriefError as error:
            problems += [
                Problem(name, 1, 1, problem.rule, problem.level, problem.message, problem.hint)
                for problem in error.problems
            ]
            continue
        size += len(files[-1].data)
        if size > max_bytes:
            message = Message("with this file, the brief has more than {most:,} bytes", most=MAX_BRIEF_BYTES)
            hint = Message("split it into several briefs")
            problems.append(Problem(name, 1, 1, "file-size", "error", message, hint))
            return (), tuple(problems)
    return tuple(files), (*problems, *_walk_problems(walk_errors, place))


def _folder_problems(place: Place) -> Iterator[Problem]:
    """Yield a problem for each folder of a brief that links to a place outside it or has too many entries."""
    for name in ("data", "seeds") if place.is_folder else ():
        folder = place.path / name
        display_name = _display_name(folder, place)
        try:
            ensure_within(folder, place.path)
        except BriefError as error:
            hint = Message("copy the folder instead")
            yield from (
                Problem(display_name, 1, 1, problem.rule, problem.level, problem.message, hint)
                for problem in error.problems
            )
            continue
        entries = (entry for _, folders, names in os.walk(folder) for entry in (*folders, *names))
        if next(islice(entries, MAX_ENTRIES, None), None) is not None:
            message = Message("{name} contains more than {most:,} files and folders", name=name, most=MAX_ENTRIES)
            yield Problem(display_name, 1, 1, "file-size", "error", message, Message("split it into several briefs"))


def _walk_problems(errors: Iterable[OSError], place: Place) -> Iterator[Problem]:
    """Yield a problem for each folder of a brief that exists but cannot be read."""
    for error in errors:
        if not isinstance(error, FileNotFoundError):
            name = _display_name(Path(error.filename), place)
            message = Message("{name} cannot be read: {why}", name=name, why=describe_os_error(error))
            yield Problem(name, 1, 1, "file-unreadable", "error", message)


def list_files(place: Place, on_error: Callable[[OSError], object] | None = None) -> Iterator[tuple[Path, str, bool]]:
    """Yield each file of a brief, the name that messages use, and whether it is a source record.

    `on_error` is called for folders that are missing or cannot be read.
    """
    if not place.is_folder:
        yield place.path, _display_name(place.path, place), False
        return
    for folder, is_record in (("data", False), ("seeds", True)):
        walk = os.walk(place.path / folder, onerror=on_error)
        for path in sorted(Path(root, name) for root, folders, names in walk for name in (*folders, *names)):
            if path.suffix in {".yaml", ".yml"} and not path.name.startswith("."):
                yield path, _display_name(path, place), is_record


def _display_name(path: Path, place: Place) -> str:
    """Return the name of a file for messages: from the working folder, or from the root of its brief."""
    if place.prefix is None:
        return escape_control_characters(str(path) if path == place.path else display_path(path))
    return escape_control_characters(
        place.prefix + (path.name if path == place.path else path.relative_to(place.path).as_posix())
    )


def complete_path(start: str) -> Iterator[str]:
    """Yield completions of the start of a brief's name: the bundled brief, folders and YAML files."""
    yield BUNDLED
    head, slash, name = start.rpartition("/")
    for path in sorted(Path(head + slash or ".").expanduser().iterdir()):
        is_hidden = path.name.startswith(".") and not name.startswith(".")
        if not is_hidden and (path.suffix in {".yaml", ".yml"} or path.is_dir()):
            yield head + slash + path.name
