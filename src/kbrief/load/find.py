"""Which brief is meant, and which files it is made of."""

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kbrief.errors import BriefError, Problem

BUNDLED = "rok-us-2024"
SCHEME = "kbrief:"
"""How a brief that comes with the program is named where a path could stand: `kbrief:rok-us-2024`."""

MARKER = Path("data") / "brief.yaml"
MAX_BYTES = 64_000_000
"""The most that one file may hold, and all files of a brief together."""


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
class Part:
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


def find_brief(asked: str | None, environ: Mapping[str, str], folder: Path) -> Place:
    """Return the brief asked for, else KBRIEF_BRIEF's, else the nearest upward of `folder`, else the bundled one."""
    if asked:
        return _named(asked, "")
    if wanted := environ.get("KBRIEF_BRIEF"):
        return _named(wanted, " (KBRIEF_BRIEF)")
    for upward in (folder, *folder.parents):
        if is_brief_folder(upward):
            return _place(upward)
    return bundled()


def is_brief_folder(path: Path) -> bool:
    """Whether a folder is marked as a brief."""
    return is_file(path / MARKER)


def is_file(path: Path) -> bool:
    """Whether a path leads to a regular file; one that cannot be asked about does not."""
    with suppress(OSError):
        return path.is_file()
    return False


def _named(wanted: str, origin: str) -> Place:
    path = Path(wanted)
    if is_brief_folder(path) or is_file(path):
        return _place(path)
    if wanted.casefold().removeprefix(SCHEME) == BUNDLED:
        return bundled()
    message = f"no brief at {wanted!r}{origin}"
    hint = lacking(path)
    raise BriefError(message, hint, (Problem(printable(wanted), 1, 1, "brief-not-found", "error", message, hint),))


def lacking(path: Path) -> str:
    """Return what to say of a path that leads to no brief."""
    with suppress(OSError):
        if path.is_dir():
            return f"a folder is a brief when it holds {MARKER.as_posix()}"
    return f"a brief is a folder with {MARKER.as_posix()}, one YAML file, or the name {BUNDLED}"


def _place(path: Path) -> Place:
    same = path.resolve() == bundled_root()
    return Place(path, str(path.resolve().name), is_bundled=same and (bundled_root().name == "bundled"))


def read_parts(place: Place) -> tuple[Part, ...]:
    """Return the files of a brief in the order of their names. Raises BriefError with all that cannot be read."""
    parts, problems = collect(place)
    if problems:
        raise BriefError(problems[0].message, problems[0].hint, problems)
    return parts


def collect(place: Place) -> tuple[tuple[Part, ...], tuple[Problem, ...]]:
    """Return the files of a brief in the order of their names, and a problem for each that cannot be read."""
    problems: list[Problem] = []
    parts: list[Part] = []
    size = 0
    for path, name, is_record in files_of(place):
        try:
            parts.append(Part(name, read_file(path, within=place.path), is_record))
        except BriefError as error:
            problems += [Problem(name, 1, 1, p.rule, p.level, p.message, p.hint) for p in error.problems]
            continue
        size += len(parts[-1].data)
        if size > MAX_BYTES:
            message = f"up to this file the brief has more than {MAX_BYTES:,} bytes"
            problems.append(Problem(name, 1, 1, "file-size", "error", message, "make several briefs of it"))
            return (), tuple(problems)
    return tuple(parts), tuple(problems)


def files_of(place: Place) -> Iterator[tuple[Path, str, bool]]:
    """Yield each file of a brief, the name that messages use, and whether it is a source record."""
    if not place.is_folder:
        yield place.path, _shown(place.path, place), False
        return
    for folder, is_record in (("data", False), ("seeds", True)):
        for path in sorted((place.path / folder).rglob("*.y*ml")):
            if path.suffix in {".yaml", ".yml"} and not path.name.startswith("."):
                yield path, _shown(path, place), is_record


def _shown(path: Path, place: Place) -> str:
    """Name a file as people see it: from where they stand, or from the root of the brief that holds it."""
    if place.prefix is None:
        return printable(str(path) if path == place.path else os.path.relpath(path))
    return printable(place.prefix + (path.name if path == place.path else path.relative_to(place.path).as_posix()))


def printable(text: str) -> str:
    """Return a name whose control characters are written out."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def read_file(path: Path, within: Path | None = None) -> bytes:
    """Return the bytes of a regular file of at most MAX_BYTES. Raises BriefError (rules file-*)."""
    try:
        real = Path(os.path.realpath(path, strict=True))
        root = Path(os.path.realpath(within)) if within else real
        info = real.stat()
        if real != root and root not in real.parents:
            raise _refusal(path, "file-link", "leads out of the brief through a symbolic link", "copy the file instead")
        if not stat.S_ISREG(info.st_mode):
            raise _refusal(path, "file-kind", "is not a regular file", "name a file of text")
        with real.open("rb") as file:
            data = file.read(MAX_BYTES + 1) if info.st_size <= MAX_BYTES else b""
    except OSError as error:
        raise _refusal(path, "file-unreadable", f"cannot be read: {error.strerror}", None) from error
    size = max(info.st_size, len(data))
    if size > MAX_BYTES:
        raise _refusal(path, "file-size", f"has {size:,} bytes; the limit is {MAX_BYTES:,}", "split it")
    return data


def _refusal(path: Path, rule: str, what: str, hint: str | None) -> BriefError:
    message = f"{printable(path.name)} {what}"
    return BriefError(message, hint, (Problem(printable(str(path)), 1, 1, rule, "error", message, hint),))
