"""The briefs that one is made of: itself, the one that it extends, the one that that one extends, and so on."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kbrief.errors import BriefError, Message, Problem
from kbrief.load.find import (
    BUNDLED,
    MAX_BYTES,
    SCHEME,
    Part,
    Place,
    bundled,
    collect,
    from_here,
    is_brief_folder,
    is_file,
    lacking,
    printable,
)

DEEPEST = 8
"""How many briefs may stand on each other."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One brief of several that stand on each other: where it is, its files, and what could not be read of them."""

    place: Place
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...] = ()


def layer_of(place: Place, most: int = MAX_BYTES) -> Layer:
    """Return the files of one brief, which may have `most` bytes."""
    return Layer(place, *collect(place, most))


def room_below(above: Iterable[Layer]) -> int:
    """Return how many bytes are left for what several layers stand on."""
    return MAX_BYTES - sum(len(part.data) for layer in above for part in layer.parts)


def layer_below(wanted: str, above: Sequence[Layer]) -> Layer:
    """Return what the last of several layers extends. Raises BriefError for no brief, a cycle, and too many."""
    place = base_of(wanted, above[-1].place)
    ensure_new(place, wanted, above)
    return layer_of(place, room_below(above))


def ensure_new(place: Place, wanted: str, above: Sequence[Layer]) -> None:
    """Raise BriefError where a brief would stand on itself, or too many on each other."""
    if os.path.realpath(place.path) in {os.path.realpath(layer.place.path) for layer in above}:
        message = Message("{name!r} extends this brief in turn", name=wanted)
        raise BriefError(message, Message("a brief cannot stand on itself: take one of the two extends out"))
    if len(above) == DEEPEST:
        message = Message("more than {most} briefs stand on each other", most=DEEPEST)
        raise BriefError(message, Message("lay some of them together"))


def base_of(wanted: str, place: Place) -> Place:
    """Return the brief that the one at `place` extends: by name, or by a path from there. Raises BriefError."""
    if wanted.casefold() == SCHEME + BUNDLED:
        return bundled(f"{SCHEME}{BUNDLED}/")
    if wanted.startswith(SCHEME):
        message = Message("no brief {name!r} comes with the program", name=wanted)
        raise BriefError(message, Message("known: {names}", names=SCHEME + BUNDLED))
    path = (place.path if place.is_folder else place.path.parent) / wanted
    if is_brief_folder(path) or is_file(path):
        told_from = from_here(path if path.is_dir() else path.parent)
        return Place(path, printable(wanted), prefix="" if told_from == os.curdir else f"{told_from}{os.sep}")
    meant = Message("did you mean {names}?", names=SCHEME + BUNDLED)
    raise BriefError(Message("no brief at {where!r}", where=wanted), meant if wanted == BUNDLED else lacking(path))
