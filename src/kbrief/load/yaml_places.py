"""Find the places of values in a YAML file."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from typing import Any

from yaml import CollectionEndEvent, Event, MappingStartEvent, NodeEvent, ScalarEvent
from yaml.events import CollectionStartEvent

from kbrief.load.encoding import Position
from kbrief.load.yaml import PARSER, START, Loc, Parser, position_of

#: The positions of values and of their keys, by path.
Places = dict[Loc, tuple[Position, Position]]


Tree = dict[str | int, Any]


def nearest_places(data: bytes, paths: Iterable[Loc]) -> Places:
    """Return (value position, key position) for each path; for a missing path, those of its nearest existing parent."""
    wanted = set(paths)
    places = {(): (START, START)} | find_places(data, wanted)
    return {path: next(places[path[:n]] for n in range(len(path), -1, -1) if path[:n] in places) for path in wanted}


def find_places(data: bytes, paths: Iterable[Loc], parser: Parser = PARSER) -> Places:
    """Return (value position, key position) for each of the paths that is in a file; `read_yaml` has to accept it."""
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
    return search.places


class _Search:
    """Goes through the events of a file, and notes the positions of the wanted values."""

    def __init__(self, events: Iterator[Event]) -> None:
        self.events = events
        self.places: Places = {}

    def visit(self, event: Event, key: Position, tree: Tree, path: Loc) -> None:
        """Note the position of a value, and of wanted values in it."""
        self.places[path] = position_of(event), key
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
        """Skip to the end of a value."""
        depth = int(isinstance(event, CollectionStartEvent))
        while depth:
            event = next(self.events)
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)


def _key(event: Event) -> str:
    return event.value if isinstance(event, ScalarEvent) else ""
