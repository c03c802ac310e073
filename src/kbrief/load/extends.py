"""Lay a brief on those that it extends."""

from collections.abc import Callable, Sequence
from sys import getsizeof
from typing import NoReturn

from kbrief.errors import BriefError, Message, Problem
from kbrief.load.faults import quote_value
from kbrief.load.find import BriefFile
from kbrief.load.layers import Layer, read_base
from kbrief.load.merge import EXTENDS, MergedBrief, Unplaced, merge
from kbrief.load.overlay import _note_repeated_ratings, apply_ratings, merge_overlay
from kbrief.load.yaml import read_yaml

#: How many values (texts, numbers, lists, mappings) all files may hold: as nouns, each takes about a kilobyte.
LARGEST = 500_000


#: How many bytes of memory all texts may take: an emoji makes every character of its text take four.
LONGEST = 30_000_000


#: Returns what the last of several layers extends, by the name that it gives. Raises BriefError.
BaseReader = Callable[[str, Sequence[Layer]], Layer]


class Room:
    """How much more may be read of a brief and of what it extends."""

    def __init__(self) -> None:
        self._values = LARGEST
        self._texts = LONGEST

    def take(self, data: object, file: str) -> None:
        """Take what a file holds. Raises BriefError where that is too much."""
        stack = [data]
        while stack and self._values >= 0:
            value = stack.pop()
            self._values -= 1
            if isinstance(value, str):
                self._texts -= getsizeof(value)
            elif isinstance(value, dict):
                stack.extend(value.values())
            elif isinstance(value, list):
                stack.extend(value)
        if self._values < 0:
            message = Message("up to this file the brief holds more than {count:,} values", count=LARGEST)
            self._refuse(file, message)
        if self._texts < 0:
            message = Message("up to this file the brief's texts take more than {count:,} bytes", count=LONGEST)
            self._refuse(file, message)

    def _refuse(self, file: str, message: Message) -> NoReturn:
        hint = Message("make several briefs of it")
        raise BriefError(message, hint, (Problem(file, 1, 1, "too-large", "error", message, hint),))


def merge_layers(own: Layer, below: BaseReader = read_base) -> tuple[MergedBrief, tuple[Layer, ...], tuple[str, ...]]:
    """Return the sections of a layer laid on what it extends; all layers, base first; what each names, own first.

    Raises BriefError where all of them together hold too much.
    """
    layers, wanted, room = [own], [], Room()
    says = [read(own, room)]
    while EXTENDS in says[-1].data:
        named = says[-1].data.pop(EXTENDS)
        try:
            layers.append(below(_base_name(named), layers))
        except BriefError as error:
            says[-1].unplaced.append(_of_extends(says[-1], error))
            says[-1].is_partial = says[-1].has_lost_base = True
            break
        wanted.append(named)
        says.append(read(layers[-1], room))
    for layer in says:
        _note_repeated_ratings(layer)
    merged = apply_ratings(says.pop())
    while says:
        merged = apply_ratings(merge_overlay(merged, says.pop()))
    return merged, tuple(reversed(layers)), tuple(wanted)


def read(layer: Layer, room: Room) -> MergedBrief:
    """Return the sections of one layer's files, with the problems of reading them. Raises BriefError for too much."""
    problems = list(layer.problems)
    contents = []
    for part in layer.parts:
        try:
            contents.append((part, read_yaml(part.data, part.name)))
        except BriefError as error:
            problems += error.problems
        else:
            room.take(contents[-1][1], part.name)
    merged = merge(contents, main_file(layer))
    merged.problems += problems
    merged.is_partial = bool(merged.problems)
    return merged


def main_file(layer: Layer) -> BriefFile:
    """Return the file in which a reader looks for what no file says: the one that marks a brief, else the first."""
    marked = (part for part in layer.parts if part.name.replace("\\", "/").endswith("data/brief.yaml"))
    return next(marked, next(iter(layer.parts), BriefFile(layer.place.name, b"", is_record=False)))


def _of_extends(says: MergedBrief, error: BriefError) -> Unplaced:
    message = Message("extends: {what}", what=error.message)
    return Unplaced(says, (EXTENDS,), EXTENDS, message, error.hint)


def _base_name(named: object) -> str:
    if isinstance(named, str) and named.strip():
        return named
    message = Message("{value} names no brief", value=quote_value(named))
    raise BriefError(message, Message("write a path from this brief, or kbrief:rok-us-2024"))
