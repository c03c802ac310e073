"""Read a brief and the chain of briefs that it extends."""

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kbrief.errors import BriefError, Message, Problem
from kbrief.files import display_path, escape_control_characters
from kbrief.limits import MAX_BRIEF_BYTES
from kbrief.load.find import (
    BUNDLED,
    BUNDLED_SCHEME,
    BriefFile,
    Place,
    bundled,
    is_brief_folder,
    is_file,
    missing_brief_hint,
    read_files,
)

#: The longest chain of briefs that extend each other.
MAX_LAYERS = 8


class Layer(NamedTuple):
    """One brief of a chain of extended briefs: its place, its files, and the problems of reading them."""

    place: Place
    parts: tuple[BriefFile, ...]
    problems: tuple[Problem, ...] = ()


def read_layer(place: Place, max_bytes: int = MAX_BRIEF_BYTES) -> Layer:
    """Return the files of one brief, at most `max_bytes` in all."""
    return Layer(place, *read_files(place, max_bytes))


def bytes_left(above: Iterable[Layer]) -> int:
    """Return how many bytes the bases of several layers may still have."""
    return MAX_BRIEF_BYTES - sum(len(file.data) for layer in above for file in layer.parts)


def read_base(name: str, above: Sequence[Layer]) -> Layer:
    """Return the layer that the last of the layers extends. Raises BriefError for no brief, a cycle or too many."""
    place = find_base(name, above[-1].place)
    check_chain(place, name, above)
    return read_layer(place, bytes_left(above))


def check_chain(place: Place, name: str, above: Sequence[Layer]) -> None:
    """Raise BriefError if a brief extends itself, or if too many extend each other."""
    if os.path.realpath(place.path) in {os.path.realpath(layer.place.path) for layer in above}:
        message = Message("{name!r} already extends this brief", name=name)
        raise BriefError(message, Message("a brief cannot extend itself: remove one of the two `extends`"))
    if len(above) == MAX_LAYERS:
        message = Message("more than {most} briefs extend one another", most=MAX_LAYERS)
        raise BriefError(message, Message("merge some of them"))


def find_base(name: str, place: Place) -> Place:
    """Return the brief that the one at `place` extends: by name, or by a path from there. Raises BriefError."""
    if name.casefold() == BUNDLED_SCHEME + BUNDLED:
        return bundled(f"{BUNDLED_SCHEME}{BUNDLED}/")
    if name.startswith(BUNDLED_SCHEME):
        message = Message("kbrief has no built-in brief {name!r}", name=name)
        raise BriefError(message, Message("known: {names}", names=BUNDLED_SCHEME + BUNDLED))
    path = (place.path if place.is_folder else place.path.parent) / name
    if is_brief_folder(path) or is_file(path):
        prefix = display_path(path if path.is_dir() else path.parent)
        return Place(path, escape_control_characters(name), prefix="" if prefix == os.curdir else f"{prefix}{os.sep}")
    hint = Message("did you mean {names}?", names=BUNDLED_SCHEME + BUNDLED)
    raise BriefError(
        Message("no brief at {where!r}", where=name), hint if name == BUNDLED else missing_brief_hint(path)
    )
