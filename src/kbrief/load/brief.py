"""Load a brief: find its files, read, validate, check, and keep what holds in the cache."""

import json
import os
import shlex
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

#: How an entry of the cache begins that only tells which briefs a brief stands on.
CHAIN_PREFIX = b'{"extends": ['


@dataclass(frozen=True)
class Loaded:
    """A brief that holds, where it lives, and what it was read from: its own layer last, what it extends before."""

    brief: Brief
    place: Place
    layers: tuple[Layer, ...]

    @property
    def parts(self) -> tuple[BriefFile, ...]:
        """Every file that the brief was read from, those of its base first."""
        return tuple(part for layer in self.layers for part in layer.parts)

    @cached_property
    def digest(self) -> str:
        """The hash of the brief's files, eight hexadecimal digits."""
        return cache.digest(part.data for part in self.parts)[:8]

    def where(self, at: tuple[str | int, ...]) -> tuple[str, int]:
        """Return (file, line) of the value at a place in the data, be it of the brief's own or of its base."""
        return self._merged.where(at)

    def where_all(self, ats: Iterable[tuple[str | int, ...]]) -> list[tuple[str, int]]:
        """Return (file, line) of each value, in one pass over each file."""
        return self._merged.where_all(ats)

    @cached_property
    def _merged(self) -> "MergedBrief":
        from kbrief.load.extends import merge_layers

        return merge_layers(self.layers[-1])[0]


def load_brief(where: str | os.PathLike[str] | None = None) -> Brief:
    """Return the brief at a path or of a name, by default the nearest upward or the bundled one.

    Raises BriefError with every problem of a brief that does not hold.
    """
    return load(find_place(where)).brief


def load(place: Place, cache_folder: Path | None = None) -> Loaded:
    """Return the brief at `place`, from the cache where its bytes are known. Raises BriefError with every problem."""
    layers = _known_layers(place, cache_folder)
    brief = _cached(cache_folder, cache_key(layers)) if layers else None
    if brief is not None:
        return Loaded(brief, place, layers)
    from kbrief.load.check import check_layer
    from kbrief.load.layers import read_layer

    found = check_layer(read_layer(place))
    if found.brief is None or not found.is_valid:
        raise invalid_brief_error(place, tuple(problem for problem in found.problems if problem.level == "error"))
    if cache_folder is not None:
        if found.extends:
            cache.put(cache_folder, cache_key(found.layers[-1:]), json.dumps({"extends": found.extends}).encode())
        cache.put(cache_folder, cache_key(found.layers), found.text)
    return Loaded(found.brief, place, found.layers)


def cache_key(layers: tuple[Layer, ...]) -> str:
    """Return the key under which the cache keeps a brief: a hash of the program's version and of every file."""
    pieces = [__version__.encode()]
    for layer in layers:
        pieces += [b"layer", *(piece for part in layer.parts for piece in (bytes([part.is_record]), part.data))]
    return cache.digest(pieces)


def _known_layers(place: Place, folder: Path | None) -> tuple[Layer, ...]:
    """Return the layers that the cache knows a brief to be of, base first; none where it knows nothing."""
    if folder is None:
        return ()
    try:
        layers = [Layer(place, read_files_or_raise(place))]
        for name in _chain(cache.get(folder, cache_key(tuple(layers))) or b""):
            below = find_base(name, layers[0].place)
            layers.insert(0, Layer(below, read_files_or_raise(below)))
    except BriefError:
        return ()
    return tuple(layers)


def _chain(text: bytes) -> list[str]:
    """Return which briefs an entry of the cache says that a brief stands on; none where it says no such thing."""
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
    """Return the error for a brief that does not hold."""
    count = Message("1 problem") if len(problems) == 1 else Message("{count} problems", count=len(problems))
    message = Message("the brief {name} does not hold: {count}", name=place.name, count=count)
    return BriefError(message, Message("kbrief check {path}", path=shlex.quote(str(place.path))), problems)
