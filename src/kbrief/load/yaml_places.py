"""Find the places of values in a YAML file."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from typing import Any

from yaml import CollectionEndEvent, Event, MappingStartEvent, NodeEvent, ScalarEvent
from yaml.events import CollectionStartEvent

from kbrief.load.encoding import Position
from kbrief.load.yaml import PARSER, START, Loc, Parser, position_of

#: The places of values and of their keys, by path.
Spots = dict[Loc, tuple[Position, Position]]


Tree = dict[str | int, Any]


def nearest(data: bytes, paths: Iterable[Loc]) -> Spots:
    """Return where the values at these paths and their keys stand; of what the file lacks, what would hold it."""
    wanted = set(paths)
    found = {(): (START, START)} | spots(data, wanted)
    return {path: next(found[path[:n]] for n in range(len(path), -1, -1) if path[:n] in found) for path in wanted}


def spots(data: bytes, paths: Iterable[Loc], parser: Parser = PARSER) -> Spots:
    """Return where the values at these paths of a file that `read_yaml` takes stand, and where their keys do."""
    tree: Tree = {}
    for path in paths:
        node = tree
        for step in path:
            node = node.setdefault(step, {})
    source: Any = parser(data.removeprefix(BOM_UTF8))
    search = _Search(iter(source.get_event, None))
    for event in search.events:
        if isinstance(event, NodeEvent):
            search.visit(event, position_of(event), tree, ())
    return search.found


class _Search:
    """Goes through a file's events, and notes where what is wanted stands."""

    def __init__(self, events: Iterator[Event]) -> None:
        self.events = events
        self.found: Spots = {}

    def visit(self, event: Event, key: Position, tree: Tree, path: Loc) -> None:
        """Note where a value stands, and what is wanted in it."""
        self.found[path] = position_of(event), key
        if not tree or not isinstance(event, CollectionStartEvent):
            self._pass_over(event)
            return
        n = 0
        while not isinstance(inner := next(self.events), CollectionEndEvent):
            step, value = (_key(inner), next(self.events)) if isinstance(event, MappingStartEvent) else (n, inner)
            if step in tree:
                self.visit(value, position_of(inner), tree[step], (*path, step))
            else:
                self._pass_over(value)
            n += 1

    def _pass_over(self, event: Event) -> None:
        """Go to the end of a value."""
        depth = int(isinstance(event, CollectionStartEvent))
        while depth:
            event = next(self.events)
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)


def _key(event: Event) -> str:
    return event.value if isinstance(event, ScalarEvent) else ""
