"""The places of values in a YAML text that is to be edited."""

from collections.abc import Iterator  # noqa: TC003 - beside what is read at run time
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from yaml import CollectionEndEvent, Event, MappingStartEvent, ScalarEvent
from yaml.events import CollectionStartEvent

from kbrief.load.yaml import PARSER, position_of


@dataclass(slots=True)
class Node:
    """A value in a text: its first character, its end, its column, and, of a mapping, each key's end and value.

    `items` are the values in a list, `scalars` the spans of the texts in it, in which a `#` begins no remark.
    """

    start: int
    end: int
    column: int
    is_flow: bool
    entries: dict[str, tuple[int, "Node"]] | None = None
    items: tuple["Node", ...] = ()
    scalars: tuple[tuple[int, int], ...] = ()


def read_node(text: str) -> Node | None:
    """Return where everything stands in a text that `read_yaml` takes, None where it holds no mapping."""
    return _Reader(text).root()


class _Reader:
    """Finds where each value of a text stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        source: Any = PARSER(text)
        self._events: Iterator[Event] = iter(source.get_event, None)

    def root(self) -> Node | None:
        """Return the text's one value, None where it holds none."""
        for event in self._events:
            if isinstance(event, MappingStartEvent):
                return self._node(event)
        return None

    def _node(self, event: Event) -> Node:
        column = position_of(event)[1] - 1
        node = Node(self._at(event.start_mark), self._at(event.end_mark), column, is_flow=False)
        if isinstance(event, CollectionStartEvent):
            node.is_flow = bool(event.flow_style)
            self._fill(node, has_keys=isinstance(event, MappingStartEvent))
        elif isinstance(event, ScalarEvent):
            node.end = node.start + len(self._text[node.start : node.end].rstrip())
            node.scalars = ((self._content_start(event, node), node.end),)
        return node

    def _fill(self, node: Node, *, has_keys: bool) -> None:
        """Read what stands in a list or mapping, up to its end."""
        entries: dict[str, tuple[int, Node]] = {}
        scalars: list[tuple[int, int]] = []
        items: list[Node] = []
        while not isinstance(event := next(self._events), CollectionEndEvent):
            inner = self._node(event)
            scalars += inner.scalars
            if has_keys and isinstance(event, ScalarEvent):
                key_end, inner = inner.end, self._node(next(self._events))
                entries[event.value] = key_end, inner
                scalars += inner.scalars
            items.append(inner)
            node.end = inner.end
        node.scalars = tuple(scalars)
        node.items = () if has_keys else tuple(items)
        if has_keys:
            node.entries = entries
        if node.is_flow:
            node.end = self._at(event.end_mark)

    def _content_start(self, event: ScalarEvent, node: Node) -> int:
        """Return where the letters of a scalar begin: of a block (`|`, `>`) in the line below, behind any remark."""
        if event.style not in {"|", ">"}:
            return node.start
        end = self._text.find("\n", node.start, node.end)
        return end if end >= 0 else node.end

    def _at(self, mark: Any) -> int:
        """Return which character of the text a parser's mark is at."""
        return int(self._starts[mark.line] + mark.column)
