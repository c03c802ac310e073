"""Read a brief and the chain of briefs that it extends."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kbrief.errors import BriefError, Message, Problem
from kbrief.files import MAX_BRIEF_BYTES, display_path, escape_control_characters
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

#: How many briefs may stand on each other.
MAX_LAYERS = 8


@dataclass(frozen=True, slots=True)
class Layer:
    """One brief of several that stand on each other: where it is, its files, and what could not be read of them."""

    place: Place
    parts: tuple[BriefFile, ...]
    problems: tuple[Problem, ...] = ()


def read_layer(place: Place, most: int = MAX_BRIEF_BYTES) -> Layer:
    """Return the files of one brief, which may have `most` bytes."""
    return Layer(place, *read_files(place, most))


def bytes_left(above: Iterable[Layer]) -> int:
    """Return how many bytes are left for what several layers stand on."""
    return MAX_BRIEF_BYTES - sum(len(part.data) for layer in above for part in layer.parts)


def read_base(wanted: str, above: Sequence[Layer]) -> Layer:
    """Return what the last of several layers extends. Raises BriefError for no brief, a cycle, and too many."""
    place = find_base(wanted, above[-1].place)
    check_chain(place, wanted, above)
    return read_layer(place, bytes_left(above))


def check_chain(place: Place, wanted: str, above: Sequence[Layer]) -> None:
    """Raise BriefError where a brief would stand on itself, or too many on each other."""
    if os.path.realpath(place.path) in {os.path.realpath(layer.place.path) for layer in above}:
        message = Message("{name!r} extends this brief in turn", name=wanted)
        raise BriefError(message, Message("a brief cannot stand on itself: take one of the two extends out"))
    if len(above) == MAX_LAYERS:
        message = Message("more than {most} briefs stand on each other", most=MAX_LAYERS)
        raise BriefError(message, Message("lay some of them together"))


def find_base(wanted: str, place: Place) -> Place:
    """Return the brief that the one at `place` extends: by name, or by a path from there. Raises BriefError."""
    if wanted.casefold() == BUNDLED_SCHEME + BUNDLED:
        return bundled(f"{BUNDLED_SCHEME}{BUNDLED}/")
    if wanted.startswith(BUNDLED_SCHEME):
        message = Message("no brief {name!r} comes with the program", name=wanted)
        raise BriefError(message, Message("known: {names}", names=BUNDLED_SCHEME + BUNDLED))
    path = (place.path if place.is_folder else place.path.parent) / wanted
    if is_brief_folder(path) or is_file(path):
        told_from = display_path(path if path.is_dir() else path.parent)
        return Place(
            path, escape_control_characters(wanted), prefix="" if told_from == os.curdir else f"{told_from}{os.sep}"
        )
    meant = Message("did you mean {names}?", names=BUNDLED_SCHEME + BUNDLED)
    raise BriefError(
        Message("no brief at {where!r}", where=wanted), meant if wanted == BUNDLED else missing_brief_hint(path)
    )
