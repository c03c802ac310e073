"""Which brief is meant, and which files it is made of."""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kbrief.errors import BriefError, Problem

BUNDLED = "rok-us-2024"
MARKER = Path("data") / "brief.yaml"
MAX_BYTES = 64 * 1024 * 1024
"""The most that one file may hold."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a brief lives: a folder or a single file; `name` is how people know it."""

    path: Path
    name: str
    is_bundled: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether the brief is a folder, not a single file."""
        return self.path.is_dir()


@dataclass(frozen=True, slots=True)
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


def find_brief(asked: str | None, environ: Mapping[str, str], folder: Path) -> Place:
    """Return the brief asked for, else KBRIEF_BRIEF's, else the nearest upward of `folder`, else the bundled one."""
    wanted = asked or environ.get("KBRIEF_BRIEF")
    if wanted:
        return _named(wanted)
    for upward in (folder, *folder.parents):
        if (upward / MARKER).is_file():
            return _place(upward)
    return _bundled()


def _named(wanted: str) -> Place:
    path = Path(wanted)
    if (path / MARKER).is_file() or path.is_file():
        return _place(path)
    if wanted.removeprefix("kbrief:").casefold() == BUNDLED:
        return _bundled()
    message = f"no brief at {wanted!r}"
    hint = f"a brief is a folder with {MARKER.as_posix()}, one YAML file, or the name {BUNDLED}"
    rule = "brief-not-found"
    raise BriefError(message, hint, (Problem(wanted, 1, 1, rule, "error", message, hint),))


def _place(path: Path) -> Place:
    same = path.resolve() == bundled_root()
    return Place(path, str(path.resolve().name), is_bundled=same and (bundled_root().name == "bundled"))


def _bundled() -> Place:
    root = bundled_root()
    if not (root / MARKER).is_file():  # pragma: no cover - a broken installation
        message = f"the bundled brief is missing at {root}"
        raise BriefError(message, "install kbrief again")
    return Place(root, BUNDLED, is_bundled=True)


def read_parts(place: Place) -> tuple[Part, ...]:
    """Return the files of a brief in the order of their names. Raises BriefError with all that cannot be read."""
    problems: list[Problem] = []
    parts: list[Part] = []
    for path, name, is_record in _files(place):
        try:
            parts.append(Part(name, read_file(path, within=place.path), is_record))
        except BriefError as error:
            problems += [Problem(name, 1, 1, p.rule, p.level, p.message, p.hint) for p in error.problems]
    if problems:
        raise BriefError(problems[0].message, problems[0].hint, tuple(problems))
    return tuple(parts)


def _files(place: Place) -> Iterator[tuple[Path, str, bool]]:
    if not place.is_folder:
        yield place.path, str(place.path), False
        return
    for folder, is_record in (("data", False), ("seeds", True)):
        for path in sorted((place.path / folder).rglob("*.y*ml")):
            if path.suffix in {".yaml", ".yml"}:
                yield path, _shown(path, place), is_record


def _shown(path: Path, place: Place) -> str:
    """Name a file as people see it from where they stand; inside the bundled brief, from its root."""
    if place.is_bundled:
        return path.relative_to(place.path).as_posix()
    return os.path.relpath(path)


def read_file(path: Path, within: Path | None = None) -> bytes:
    """Return the bytes of a regular file of at most MAX_BYTES. Raises BriefError (rules file-*)."""
    try:
        root = within.resolve() if within else None
        real = path.resolve(strict=True)
        info = real.stat()
        if root is not None and real != root and root not in real.parents:
            raise _refusal(path, "file-link", "leads out of the brief through a symbolic link", "copy the file instead")
        if not stat.S_ISREG(info.st_mode):
            raise _refusal(path, "file-kind", "is not a regular file", "name a file of text")
        if info.st_size > MAX_BYTES:
            size = f"has {info.st_size:,} bytes; the limit is {MAX_BYTES:,}"
            raise _refusal(path, "file-size", size, "split it")
        return real.read_bytes()
    except OSError as error:
        raise _refusal(path, "file-unreadable", f"cannot be read: {error.strerror}", None) from error


def _refusal(path: Path, rule: str, what: str, hint: str | None) -> BriefError:
    message = f"{path.name} {what}"
    return BriefError(message, hint, (Problem(str(path), 1, 1, rule, "error", message, hint),))
