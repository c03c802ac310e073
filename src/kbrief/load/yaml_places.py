"""The places of the values of a YAML file, as noted while it was read."""

from array import array
from collections.abc import Iterable
from typing import Any

from kbrief.files import Position

Step = str | int
Loc = tuple[Step, ...]

#: The position of the start of a file.
START: Position = (1, 1)

#: How many numbers are noted of a value: line and column of the value, and of its key.
NUMBERS = 4

Tree = dict[Step, Any]

#: (value position, key position) of each path.
Positions = dict[Loc, tuple[Position, Position]]


class Places:
    """Where each value of a file stands, and its key; an item of a list, which has no key, has its own place twice.

    The values are noted in the order of the file, a collection before what is in it, as flat arrays of numbers: a large
    file has hundreds of thousands. `sizes` has how many values each of them spans, itself counted in.
    """

    __slots__ = ("marks", "root", "sizes")

    def __init__(self) -> None:
        self.root: object = None
        self.marks = array("I")
        self.sizes = array("I")

    def find(self, paths: Iterable[Loc]) -> Positions:
        """Return (value position, key position) for each path, and for what leads there, in one pass over the file."""
        wanted: Tree = {}
        for path in paths:
            node = wanted
            for step in path:
                node = node.setdefault(step, {})
        places: Positions = {}
        if self.sizes:
            self._collect(self.root, 0, wanted, (), places)
        return places

    def nearest(self, paths: Iterable[Loc]) -> Positions:
        """Return (value position, key position) for each path; for a missing one, those of its nearest parent."""
        wanted = set(paths)
        places = {(): (START, START)} | self.find(wanted)
        return {path: next(places[path[:n]] for n in range(len(path), -1, -1) if path[:n] in places) for path in wanted}

    def _collect(self, value: object, number: int, wanted: Tree, path: Loc, places: Positions) -> None:
        """Add the places of the value with this number, and of those wanted in it."""
        line, column, key_line, key_column = self.marks[number * NUMBERS : (number + 1) * NUMBERS]
        places[path] = (line, column), (key_line, key_column)
        inner_values = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        missing = len(wanted)
        inner_number = number + 1
        for step, inner in inner_values:
            if not missing:
                break
            if step in wanted:
                missing -= 1
                self._collect(inner, inner_number, wanted[step], (*path, step), places)
            inner_number += self.sizes[inner_number]
