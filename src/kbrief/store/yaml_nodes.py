"""The places of values in a YAML text that is to be edited."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from yaml import CollectionEndEvent, Event, MappingStartEvent, ScalarEvent
from yaml.events import CollectionStartEvent

from kbrief.load.yaml import parse_events
from kbrief.load.yaml_builder import position_of


@dataclass(slots=True)
class Node:
    """A value in a text: its first character, its end, its column, and, of a mapping, each key's end and value.

    `items` are the values in a list, `inner` all keys and values in a collection, `content` where a text begins in it.
    """

    start: int
    end: int
    column: int
    is_flow: bool
    entries: dict[str, tuple[int, "Node"]] | None = None
    items: Sequence["Node"] = ()
    inner: Sequence["Node"] = ()
    content: int | None = None

    @property
    def scalars(self) -> Iterator[tuple[int, int]]:
        """The spans of the texts in it, in which a `#` begins no remark."""
        if self.content is not None:
            yield self.content, self.end
        for node in self.inner:
            yield from node.scalars


#: Keys and numbers of items, with those wanted below each of them.
Wanted = Mapping[str | int, Any]


def read_node(text: str, wanted: Wanted | None = None) -> Node | None:
    """Return where everything stands in a text that `read_yaml` takes, None where it holds no mapping.

    Of values that are not wanted only the start and the end are told.
    """
    return _Reader(text).root(wanted)


class _Reader:
    """Finds where each value of a text stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        self._events = parse_events(text)

    def root(self, wanted: Wanted | None = None) -> Node | None:
        """Return the text's one value, None where it holds none."""
        for event in self._events:
            if isinstance(event, MappingStartEvent):
                return self._node(event, wanted)
        return None

    def _node(self, event: Event, wanted: Wanted | None = None) -> Node:
        column = position_of(event)[1] - 1
        node = Node(self._at(event.start_mark), self._at(event.end_mark), column, is_flow=False)
        if isinstance(event, CollectionStartEvent):
            node.is_flow = bool(event.flow_style)
            self._fill(node, wanted, has_keys=isinstance(event, MappingStartEvent))
        elif isinstance(event, ScalarEvent):
            node.end = node.start + len(self._text[node.start : node.end].rstrip())
            node.content = self._content_start(event, node)
        return node

    def _value(self, event: Event, step: str | int, wanted: Wanted | None) -> Node:
        """Return a value at a step of a list or mapping, in full where it is wanted."""
        if wanted is None or not isinstance(event, CollectionStartEvent):
            return self._node(event)
        inner = wanted.get(step)
        if isinstance(inner, dict):
            return self._node(event, inner)
        return self._node(event) if inner is not None else self._skipped(event)

    def _skipped(self, event: CollectionStartEvent) -> Node:
        """Return a list or mapping of which only the start and the end matter."""
        column = position_of(event)[1] - 1
        node = Node(self._at(event.start_mark), self._at(event.end_mark), column, bool(event.flow_style))
        stack: list[bool] = [node.is_flow]
        last: Event = event
        while stack:
            inner = next(self._events)
            if isinstance(inner, CollectionStartEvent):
                stack.append(bool(inner.flow_style))
            elif not isinstance(inner, CollectionEndEvent) or stack.pop():
                last = inner  # a block ends with what is last in it
        node.end = self._node(last).end if isinstance(last, ScalarEvent) else self._at(last.end_mark)
        return node

    def _fill(self, node: Node, wanted: Wanted | None, *, has_keys: bool) -> None:
        """Read what stands in a list or mapping, up to its end."""
        entries: dict[str, tuple[int, Node]] = {}
        inner_nodes: list[Node] = []
        items: list[Node] = []
        while not isinstance(event := next(self._events), CollectionEndEvent):
            inner = self._node(event) if has_keys else self._value(event, len(items), wanted)
            inner_nodes.append(inner)
            if has_keys and isinstance(event, ScalarEvent):
                key_end, inner = inner.end, self._value(next(self._events), event.value, wanted)
                entries[event.value] = key_end, inner
                inner_nodes.append(inner)
            items.append(inner)
            node.end = inner.end
        node.inner = inner_nodes
        node.items = () if has_keys else items
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
