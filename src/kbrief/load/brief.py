"""Load a brief: find its files, read, validate, check, and keep what holds in the cache."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from kbrief import __version__
from kbrief.errors import BriefError, Problem
from kbrief.load import cache
from kbrief.load.find import Part, Place, find_brief, read_parts
from kbrief.model import Brief


@dataclass(frozen=True)
class Loaded:
    """A brief that holds, where it lives, and the hash of everything it was read from."""

    brief: Brief
    place: Place
    parts: tuple[Part, ...]

    @cached_property
    def digest(self) -> str:
        """The hash of the brief's files, eight hexadecimal digits."""
        return cache.digest(part.data for part in self.parts)[:8]

    def where(self, at: tuple[str | int, ...]) -> tuple[str, int]:
        """Return (file, line) of the value at a place in the data."""
        from kbrief.load.check import merged_parts

        file, line, _ = merged_parts(self.parts)[0].place(at)
        return file, line


def load_brief(where: str | os.PathLike[str] | None = None) -> Brief:
    """Return the brief at a path or of a name, by default the nearest upward or the bundled one.

    Raises BriefError with every problem of a brief that does not hold.
    """
    return load(find_brief(os.fspath(where) if where is not None else None, os.environ, Path.cwd())).brief


def load(place: Place, cache_folder: Path | None = None) -> Loaded:
    """Return the brief at `place`, from the cache where its bytes are known. Raises BriefError with every problem."""
    parts = read_parts(place)
    key = cache.digest([__version__.encode(), *(item for part in parts for item in (part.name.encode(), part.data))])
    brief = _cached(cache_folder, key)
    if brief is None:
        from kbrief.load.check import examine

        brief, text, problems = examine(parts)
        if brief is None or problems:
            raise broken(place, problems)
        if cache_folder is not None:
            cache.put(cache_folder, key, text)
    return Loaded(brief, place, parts)


def _cached(folder: Path | None, key: str) -> Brief | None:
    text = cache.get(folder, key) if folder is not None else None
    if text is None:
        return None
    try:
        return Brief.model_validate_json(text)
    except ValidationError:
        return None


def broken(place: Place, problems: tuple[Problem, ...]) -> BriefError:
    """Return the error for a brief that does not hold."""
    count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
    return BriefError(f"the brief {place.name} does not hold: {count}", f"kbrief check {place.path}", problems)
