"""The briefs that one is made of: itself, the one that it extends, the one that that one extends, and so on."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from kbrief.errors import BriefError, Problem
from kbrief.load.find import (
    BUNDLED,
    SCHEME,
    Part,
    Place,
    bundled,
    collect,
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


def layer_of(place: Place) -> Layer:
    """Return the files of one brief."""
    return Layer(place, *collect(place))


def layer_below(wanted: str, above: Sequence[Layer]) -> Layer:
    """Return what the last of several layers extends. Raises BriefError for no brief, a cycle, and too many."""
    place = base_of(wanted, above[-1].place)
    if os.path.realpath(place.path) in {os.path.realpath(layer.place.path) for layer in above}:
        message = f"{wanted!r} extends this brief in turn"
        raise BriefError(message, "a brief cannot stand on itself: take one of the two extends out")
    if len(above) == DEEPEST:
        message = f"more than {DEEPEST} briefs stand on each other"
        raise BriefError(message, "lay some of them together")
    return layer_of(place)


def base_of(wanted: str, place: Place) -> Place:
    """Return the brief that the one at `place` extends: by name, or by a path from there. Raises BriefError."""
    if wanted.casefold() == SCHEME + BUNDLED:
        return bundled(f"{SCHEME}{BUNDLED}/")
    if wanted.startswith(SCHEME):
        message = f"no brief {wanted!r} comes with the program"
        raise BriefError(message, f"known: {SCHEME}{BUNDLED}")
    path = (place.path if place.is_folder else place.path.parent) / wanted
    if is_brief_folder(path) or is_file(path):
        told_from = os.path.relpath(path if path.is_dir() else path.parent)
        return Place(path, printable(wanted), prefix="" if told_from == os.curdir else f"{told_from}{os.sep}")
    message = f"no brief at {wanted!r}"
    raise BriefError(message, f"did you mean {SCHEME}{BUNDLED}?" if wanted == BUNDLED else lacking(path))
