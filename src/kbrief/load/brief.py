"""Load a brief: find its files, read, validate and check them, and cache a valid brief."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from kbrief import __version__
from kbrief.errors import BriefError, Message, Problem
from kbrief.load.find import BriefFile, Place, find_place, read_files_or_raise
from kbrief.load.layers import MAX_LAYERS, Layer, find_base
from kbrief.model import Brief
from kbrief.store import cache

if TYPE_CHECKING:
    from kbrief.load.merge import MergedBrief

#: The start of a cache entry that lists the briefs that a brief extends.
CHAIN_PREFIX = b'{"extends": ['


@dataclass(frozen=True)
class Loaded:
    """A valid brief, its place, and the layers it was read from: those of its bases first, its own last."""

    brief: Brief
    place: Place
    layers: tuple[Layer, ...]

    @property
    def parts(self) -> tuple[BriefFile, ...]:
        """All files that the brief was read from, those of its base first."""
        return tuple(file for layer in self.layers for file in layer.parts)

    @cached_property
    def digest(self) -> str:
        """The hash of the brief's files, as eight hexadecimal digits."""
        return cache.digest(file.data for file in self.parts)[:8]

    def where(self, loc: tuple[str | int, ...]) -> tuple[str, int]:
        """Return (file, line) of a value of the data, in the brief's own files or in those of its base."""
        return self._merged.where(loc)

    def where_all(self, locs: Iterable[tuple[str | int, ...]]) -> list[tuple[str, int]]:
        """Return (file, line) of each value, in one pass over each file."""
        return self._merged.where_all(locs)

    @cached_property
    def _merged(self) -> "MergedBrief":
        from kbrief.load.extends import merge_layers

        return merge_layers(self.layers[-1])[0]


def load_brief(path: str | os.PathLike[str] | None = None) -> Brief:
    """Return the brief at a path or with a name; by default the nearest one in a parent folder, else the bundled one.

    Raises BriefError with every problem of an invalid brief.
    """
    return load(find_place(path)).brief


def load(place: Place, cache_folder: Path | None = None) -> Loaded:
    """Return the brief at `place`, from the cache if its bytes are cached. Raises BriefError with every problem."""
    layers = _known_layers(place, cache_folder)
    brief = _cached(cache_folder, cache_key(layers)) if layers else None
    if brief is not None:
        return Loaded(brief, place, layers)
    from kbrief.load.check import check_layer
    from kbrief.load.layers import read_layer

    result = check_layer(read_layer(place))
    if result.brief is None or not result.is_valid:
        raise invalid_brief_error(place, tuple(problem for problem in result.problems if problem.level == "error"))
    if cache_folder is not None:
        if result.extends:
            cache.put(cache_folder, cache_key(result.layers[-1:]), json.dumps({"extends": result.extends}).encode())
        cache.put(cache_folder, cache_key(result.layers), result.text)
    return Loaded(result.brief, place, result.layers)


def cache_key(layers: tuple[Layer, ...]) -> str:
    """Return the cache key of a brief: a hash of the program's version and of every file."""
    chunks = [__version__.encode()]
    for layer in layers:
        chunks += [b"layer", *(chunk for file in layer.parts for chunk in (bytes([file.is_record]), file.data))]
    return cache.digest(chunks)


def _known_layers(place: Place, folder: Path | None) -> tuple[Layer, ...]:
    """Return the layers of a brief according to the cache, base first; none if the cache does not know the brief."""
    if folder is None:
        return ()
    try:
        layers = [Layer(place, read_files_or_raise(place))]
        for name in _chain(cache.get(folder, cache_key(tuple(layers))) or b""):
            base = find_base(name, layers[0].place)
            layers.insert(0, Layer(base, read_files_or_raise(base)))
    except BriefError:
        return ()
    return tuple(layers)


def _chain(text: bytes) -> list[str]:
    """Return the names of the base briefs in a cache entry; none if it has none or is invalid."""
    if not text.startswith(CHAIN_PREFIX):
        return []
    try:
        names = json.loads(text)["extends"]
    except (ValueError, RecursionError):
        return []
    return names if len(names) <= MAX_LAYERS and all(isinstance(name, str) for name in names) else []


def _cached(folder: Path | None, key: str) -> Brief | None:
    text = cache.get(folder, key) if folder is not None else None
    if text is None:
        return None
    try:
        return Brief.model_validate_json(text)
    except ValidationError:
        return None


def invalid_brief_error(place: Place, problems: tuple[Problem, ...]) -> BriefError:
    """Return the error for an invalid brief."""
    import shlex

    count = Message("1 problem") if len(problems) == 1 else Message("{count} problems", count=len(problems))
    message = Message("the brief {name} does not hold: {count}", name=place.name, count=count)
    return BriefError(message, Message("kbrief check {path}", path=shlex.quote(str(place.path))), problems)
