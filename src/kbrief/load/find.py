"""Find the brief that is meant, and the files that it is made of."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kbrief.errors import BriefError, Message, Problem, describe_os_error
from kbrief.files import MAX_BRIEF_BYTES, display_path, ensure_within, escape_control_characters, read_file

BUNDLED = "rok-us-2024"


#: How a brief that comes with the program is named where a path could stand: `kbrief:rok-us-2024`.
BUNDLED_SCHEME = "kbrief:"


BRIEF_MARKER = Path("data") / "brief.yaml"


#: The most files and folders that `data/` or `seeds/` may hold: no more of them are looked at.
MAX_ENTRIES = 20_000


@dataclass(frozen=True)
class Place:
    """Where a brief lives: a folder or a single file; `name` is how people know it.

    `prefix` begins the names of its files in messages; without one they are told from where the user stands.
    """

    path: Path
    name: str
    is_bundled: bool = False
    prefix: str | None = None

    @property
    def is_folder(self) -> bool:
        """Whether the brief is a folder, not a single file."""
        return self.path.is_dir()


@dataclass(frozen=True)
class BriefFile:
    """One file of a brief as read: the name that messages use, its bytes, and whether it is a source record."""

    name: str
    data: bytes
    is_record: bool


def bundled_root() -> Path:
    """Return the folder of the bundled brief: inside the package in a wheel, beside `src/` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "bundled"
    return inside if inside.is_dir() else package.parent.parent


def bundled(prefix: str = "") -> Place:
    """Return the place of the bundled brief."""
    return Place(bundled_root(), BUNDLED, is_bundled=True, prefix=prefix)


def find_brief(asked: str | None, environ: Mapping[str, str], folder: Path | None = None) -> Place:
    """Return the brief asked for, else KBRIEF_BRIEF's, else the nearest upward of `folder`, else the bundled one.

    `folder` is the working folder by default. Raises BriefError where the brief that is named is none, or where none
    is named in a working folder that has been deleted.
    """
    if asked is not None:
        return _named(asked, "")
    if wanted := environ.get("KBRIEF_BRIEF"):
        return _named(wanted, " (KBRIEF_BRIEF)")
    begun = folder or _working_folder()
    for upward in (begun, *begun.parents):
        if is_brief_folder(upward):
            return _place(upward)
    return bundled()


def find_place(where: str | os.PathLike[str] | None) -> Place:
    """Return the brief at a path or of a name, by default the one in use. Raises BriefError."""
    return find_brief(os.fspath(where) if where is not None else None, os.environ)


def _working_folder() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        message = Message("the working folder cannot be looked at: {why}", why=describe_os_error(error))
        hint = Message("go to another folder, or name a brief with --brief")
        problem = Problem(os.curdir, 1, 1, "brief-not-found", "error", message, hint)
        raise BriefError(message, hint, (problem,)) from error


def is_brief_folder(path: Path) -> bool:
    """Whether a folder is marked as a brief."""
    return is_file(path / BRIEF_MARKER)


def is_file(path: Path) -> bool:
    """Whether a path leads to a regular file; one that cannot be asked about does not."""
    with suppress(OSError):
        return path.is_file()
    return False


def _named(wanted: str, origin: str) -> Place:
    path = Path(wanted)
    if wanted and (is_brief_folder(path) or is_file(path)):
        return _place(path)
    if wanted.casefold().removeprefix(BUNDLED_SCHEME) == BUNDLED:
        return bundled()
    message = Message("no brief at {where!r}{origin}", where=wanted, origin=origin)
    hint = missing_brief_hint(path)
    raise BriefError(
        message, hint, (Problem(escape_control_characters(wanted), 1, 1, "brief-not-found", "error", message, hint),)
    )


def missing_brief_hint(path: Path) -> Message:
    """Return what to say of a path that leads to no brief."""
    try:
        if path.is_dir() and not (path / BRIEF_MARKER).exists():
            return Message("a folder is a brief when it holds {file}", file=BRIEF_MARKER.as_posix())
    except OSError as error:
        return Message("it cannot be looked at: {why}", why=describe_os_error(error))
    return Message(
        "a brief is a folder with {file}, one YAML file, or the name {name}", file=BRIEF_MARKER.as_posix(), name=BUNDLED
    )


def _place(path: Path) -> Place:
    same = path.resolve() == bundled_root()
    return Place(path, str(path.resolve().name), is_bundled=same and (bundled_root().name == "bundled"))


def read_files_or_raise(place: Place) -> tuple[BriefFile, ...]:
    """Return the files of a brief in the order of their names. Raises BriefError with all that cannot be read."""
    parts, problems = read_files(place)
    if problems:
        raise BriefError(problems[0].message, problems[0].hint, problems)
    return parts


def read_files(place: Place, most: int = MAX_BRIEF_BYTES) -> tuple[tuple[BriefFile, ...], tuple[Problem, ...]]:
    """Return the files of a brief, `most` bytes in all, by their names, and a problem for each that cannot be read."""
    problems = list(_refused_folders(place))
    if problems:
        return (), tuple(problems)
    parts: list[BriefFile] = []
    size = 0
    lost: list[OSError] = []
    for path, name, is_record in list_files(place, lost.append):
        try:
            parts.append(BriefFile(name, read_file(path, within=place.path), is_record))
        except BriefError as error:
            problems += [Problem(name, 1, 1, p.rule, p.level, p.message, p.hint) for p in error.problems]
            continue
        size += len(parts[-1].data)
        if size > most:
            message = Message("up to this file the brief has more than {most:,} bytes", most=MAX_BRIEF_BYTES)
            hint = Message("make several briefs of it")
            problems.append(Problem(name, 1, 1, "file-size", "error", message, hint))
            return (), tuple(problems)
    return tuple(parts), (*problems, *_lost(lost, place))


def _refused_folders(place: Place) -> Iterator[Problem]:
    """Yield a problem for each of the folders of a brief that leads out of it or holds too much to be looked at."""
    for name in ("data", "seeds") if place.is_folder else ():
        folder = place.path / name
        shown = _shown(folder, place)
        try:
            ensure_within(folder, place.path)
        except BriefError as error:
            hint = Message("copy the folder instead")
            yield from (Problem(shown, 1, 1, p.rule, p.level, p.message, hint) for p in error.problems)
            continue
        entries = (entry for _, folders, names in os.walk(folder) for entry in (*folders, *names))
        if next(islice(entries, MAX_ENTRIES, None), None) is not None:
            message = Message("{name} holds more than {most:,} files and folders", name=name, most=MAX_ENTRIES)
            yield Problem(shown, 1, 1, "file-size", "error", message, Message("make several briefs of it"))


def _lost(errors: Iterable[OSError], place: Place) -> Iterator[Problem]:
    """Yield a problem for each folder of a brief that is there and cannot be looked into."""
    for error in errors:
        if not isinstance(error, FileNotFoundError):
            name = _shown(Path(error.filename), place)
            message = Message("{name} cannot be read: {why}", name=name, why=describe_os_error(error))
            yield Problem(name, 1, 1, "file-unreadable", "error", message)


def list_files(place: Place, lost: Callable[[OSError], object] | None = None) -> Iterator[tuple[Path, str, bool]]:
    """Yield each file of a brief, the name that messages use, and whether it is a source record.

    `lost` is told of folders that are not there or cannot be looked into.
    """
    if not place.is_folder:
        yield place.path, _shown(place.path, place), False
        return
    for folder, is_record in (("data", False), ("seeds", True)):
        inside = os.walk(place.path / folder, onerror=lost)
        for path in sorted(Path(root, name) for root, folders, names in inside for name in (*folders, *names)):
            if path.suffix in {".yaml", ".yml"} and not path.name.startswith("."):
                yield path, _shown(path, place), is_record


def _shown(path: Path, place: Place) -> str:
    """Name a file as people see it: from where they stand, or from the root of the brief that holds it."""
    if place.prefix is None:
        return escape_control_characters(str(path) if path == place.path else display_path(path))
    return escape_control_characters(
        place.prefix + (path.name if path == place.path else path.relative_to(place.path).as_posix())
    )


def complete_path(begun: str) -> Iterator[str]:
    """Yield what may be meant by the beginning of a brief's name: the bundled brief, folders and YAML files."""
    yield BUNDLED
    head, slash, name = begun.rpartition("/")
    for path in sorted(Path(head + slash or ".").expanduser().iterdir()):
        is_hidden = path.name.startswith(".") and not name.startswith(".")
        if not is_hidden and (path.suffix in {".yaml", ".yml"} or path.is_dir()):
            yield head + slash + path.name
