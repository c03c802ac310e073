"""Merge a brief into the briefs that it extends."""

from collections.abc import Callable, Sequence
from sys import getsizeof
from typing import NoReturn

from kbrief.errors import BriefError, Message, Problem
from kbrief.limits import MAX_TEXT_BYTES, MAX_VALUES
from kbrief.load.faults import quote_value
from kbrief.load.find import BriefFile
from kbrief.load.layers import Layer, read_base
from kbrief.load.merge import EXTENDS, MergedBrief, UnlocatedProblem, merge
from kbrief.load.overlay import apply_ratings, merge_overlay, warn_repeated_ratings
from kbrief.load.yaml import read_yaml

#: Reads the layer that the last of several layers extends, by its name. Raises BriefError.
BaseReader = Callable[[str, Sequence[Layer]], Layer]


class SizeBudget:
    """The values and bytes of text that may still be read of a brief and its bases."""

    def __init__(self) -> None:
        self._values = MAX_VALUES
        self._texts = MAX_TEXT_BYTES

    def subtract(self, data: object, file: str) -> None:
        """Subtract the content of a file. Raises BriefError if too little is left."""
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
            message = Message("with this file, the brief has more than {count:,} values", count=MAX_VALUES)
            self._refuse(file, message)
        if self._texts < 0:
            message = Message(
                "with this file, the texts of the brief take more than {count:,} bytes", count=MAX_TEXT_BYTES
            )
            self._refuse(file, message)

    def _refuse(self, file: str, message: Message) -> NoReturn:
        hint = Message("split it into several briefs")
        raise BriefError(message, hint, (Problem(file, 1, 1, "too-large", "error", message, hint),))


def merge_layers(
    own: Layer, read_base_of: BaseReader = read_base
) -> tuple[MergedBrief, tuple[Layer, ...], tuple[str, ...]]:
    """Return a layer merged into its bases, all layers (base first), and the name that each extends (own first).

    Raises BriefError if they hold too much together.
    """
    layers, names, budget = [own], [], SizeBudget()
    sections = [read(own, budget)]
    while EXTENDS in sections[-1].data:
        name = sections[-1].data.pop(EXTENDS)
        try:
            layers.append(read_base_of(_base_name(name), layers))
        except BriefError as error:
            sections[-1].unlocated.append(_extends_problem(sections[-1], error))
            sections[-1].is_partial = sections[-1].has_lost_base = True
            break
        names.append(name)
        sections.append(read(layers[-1], budget))
    for layer in sections:
        warn_repeated_ratings(layer)
    merged = apply_ratings(sections.pop())
    while sections:
        merged = apply_ratings(merge_overlay(merged, sections.pop()))
    return merged, tuple(reversed(layers)), tuple(names)


def read(layer: Layer, budget: SizeBudget) -> MergedBrief:
    """Return the sections of the files of a layer, with the problems of reading them. Raises BriefError."""
    problems = list(layer.problems)
    contents = []
    for file in layer.parts:
        try:
            contents.append((file, read_yaml(file.data, file.name)))
        except BriefError as error:
            problems += error.problems
        else:
            budget.subtract(contents[-1][1].value, file.name)
    merged = merge(contents, main_file(layer))
    merged.problems += problems
    merged.is_partial = bool(merged.problems)
    return merged


def main_file(layer: Layer) -> BriefFile:
    """Return the file for problems that are in no file: data/brief.yaml, else the first file."""
    marked = (file for file in layer.parts if file.name.replace("\\", "/").endswith("data/brief.yaml"))
    return next(marked, next(iter(layer.parts), BriefFile(layer.place.name, b"", is_record=False)))


def _extends_problem(merged: MergedBrief, error: BriefError) -> UnlocatedProblem:
    message = Message("extends: {what}", what=error.message)
    return UnlocatedProblem(merged, (EXTENDS,), EXTENDS, message, error.hint)


def _base_name(named: object) -> str:
    if isinstance(named, str) and named.strip():
        return named
    message = Message("{value} is not the name or path of a brief", value=quote_value(named))
    raise BriefError(message, Message("write a path relative to this brief, or kbrief:rok-us-2024"))
