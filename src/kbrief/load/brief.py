"""Load a brief: find its files, read, validate and check them, and cache a valid brief."""

import hashlib
import os
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json

from kbrief import __version__
from kbrief.errors import BriefError, Message, Problem
from kbrief.load import cached
from kbrief.load.find import BriefFile, Place, find_place, read_files_or_raise
from kbrief.load.layers import MAX_LAYERS, Layer, find_base
from kbrief.model import Brief

if TYPE_CHECKING:
    from typing import Protocol

    from kbrief.load.merge import MergedBrief

    class Cache(Protocol):
        """What keeps texts by their keys, such as `store.cache.FolderCache`."""

        def get(self, key: str) -> bytes | None:
            """Return the text kept under `key`, or None."""

        def put(self, key: str, text: bytes) -> None:
            """Keep `text` under `key`."""


#: The start of a cache entry that lists the briefs that a brief extends.
CHAIN_PREFIX = b'{"extends": ['


class Loaded:
    """A valid brief, its place, and the layers it was read from: those of its bases first, its own last."""

    def __init__(self, brief: Brief, place: Place, layers: tuple[Layer, ...]) -> None:
        self.brief = brief
        self.place = place
        self.layers = layers

    @property
    def parts(self) -> tuple[BriefFile, ...]:
        """All files that the brief was read from, those of its base first."""
        return tuple(file for layer in self.layers for file in layer.parts)

    @cached_property
    def digest(self) -> str:
        """The hash of the brief's files, as eight hexadecimal digits."""
        return _hashed((file.data for file in self.parts), hashlib.sha256())[:8]

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


def load(place: Place, cache: "Cache | None" = None) -> Loaded:
    """Return the brief at `place`, from the cache if its bytes are cached. Raises BriefError with every problem."""
    if cache is not None and (loaded := _from_cache(place, cache)):
        return loaded
    from kbrief.load.check import check_layer
    from kbrief.load.layers import read_layer

    result = check_layer(read_layer(place))
    if result.brief is None or not result.is_valid:
        raise invalid_brief_error(place, tuple(problem for problem in result.problems if problem.level == "error"))
    if cache is not None:
        if result.extends:
            import json

            names = json.dumps({"extends": result.extends}).encode()
            cache.put(cache_key(result.layers[-1:]), names)
        cache.put(cache_key(result.layers), cached.to_json(result.brief))
    return Loaded(result.brief, place, result.layers)


def cache_key(layers: tuple[Layer, ...]) -> str:
    """Return the cache key of a brief: a hash of the program's version and of every file."""
    chunks = [f"{__version__}/{cached.FORMAT}".encode()]
    for layer in layers:
        chunks += [b"layer", *(chunk for file in layer.parts for chunk in (bytes([file.is_record]), file.data))]
    return _hashed(chunks, hashlib.blake2b(digest_size=32))  # fast on any machine


def _hashed(chunks: Iterable[bytes], total: Any) -> str:
    """Return the hash over the chunks, each with its length, in hexadecimal."""
    for chunk in chunks:
        total.update(len(chunk).to_bytes(8, "big"))
        total.update(chunk)
    return str(total.hexdigest())


def _from_cache(place: Place, cache: "Cache") -> Loaded | None:
    """Return a brief from the cache, None if it is not there.

    Under the key of its own files the cache has the brief, or the names of the briefs that it extends.
    """
    try:
        layers: tuple[Layer, ...] = (Layer(place, read_files_or_raise(place)),)
        text = cache.get(cache_key(layers)) or b""
        if names := _chain(text):
            for name in names:
                base = find_base(name, layers[0].place)
                layers = (Layer(base, read_files_or_raise(base)), *layers)
            text = cache.get(cache_key(layers)) or b""
    except BriefError:
        return None
    brief = cached.from_json(text)
    return Loaded(brief, place, layers) if brief else None


def _chain(text: bytes) -> list[str]:
    """Return the names of the base briefs in a cache entry; none if it has none or is invalid."""
    if not text.startswith(CHAIN_PREFIX):
        return []
    try:
        names = from_json(text)["extends"]
    except ValueError:
        return []
    return names if len(names) <= MAX_LAYERS and all(isinstance(name, str) for name in names) else []


def invalid_brief_error(place: Place, problems: tuple[Problem, ...]) -> BriefError:
    """Return the error for an invalid brief."""
    import shlex

    count = Message("1 problem") if len(problems) == 1 else Message("{count} problems", count=len(problems))
    message = Message("the brief {name} has {count}", name=place.name, count=count)
    return BriefError(message, Message("kbrief check {path}", path=shlex.quote(str(place.path))), problems)
