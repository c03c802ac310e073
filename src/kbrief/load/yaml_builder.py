"""Build plain data, and the places of its values, from the events of a YAML parser."""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from sys import intern
from typing import Any

import yaml
from yaml import Event
from yaml.events import CollectionStartEvent, SequenceStartEvent

from kbrief.errors import Message
from kbrief.files import Position, character_name, find_control
from kbrief.limits import MAX_BRIEF_BYTES
from kbrief.load.file_problems import FileProblems
from kbrief.load.scalars import parse_scalar, quote
from kbrief.load.yaml_places import START, Places


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a file: bytes, levels of nesting, nodes, and problems after which reading ends."""

    size: int = MAX_BRIEF_BYTES
    depth: int = 64
    nodes: int = 1_000_000
    problems: int = 100


LIMITS = Limits()

_QUOTE_HINT = Message("put it in quotes if it is text")
_REMOVE_TAG = Message("remove it; put text that begins with ! in quotes")
_ONE_DOCUMENT = Message("a file can have only one: remove the ---, or move what follows into a file of its own")


def position_of(event: Event) -> Position:
    """Return where a parser's event starts."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else START


def too_deep(limits: Limits) -> Message:
    """Return the message for a file with too many levels."""
    return Message("lists and mappings are nested more than {most} levels deep", most=limits.depth)


class _List:
    """A list that is being read; `number` is its own among the values of the file."""

    __slots__ = ("items", "number")

    def __init__(self, number: int) -> None:
        self.items: list[object] = []
        self.number = number

    def put(self, value: object) -> None:
        self.items.append(value)


class _Mapping:
    """A mapping that is being read, with the key of the next value and its position.

    `number` is its own among the values of the file; `lines` has the line of each key, in the order of the keys.
    """

    __slots__ = ("items", "key", "lines", "number", "position", "wants_key")

    def __init__(self, number: int) -> None:
        self.items: dict[str, object] = {}
        self.number = number
        self.lines = array("I")
        self.key = ""
        self.position = START
        self.wants_key = True

    def name(self, key: str, position: Position) -> None:
        """Set the key of the next value."""
        if key not in self.items:
            self.items[key] = None
            self.lines.append(position[0])
        self.key = key
        self.position = position
        self.wants_key = False

    def put(self, value: object) -> None:
        self.items[self.key] = value
        self.wants_key = True

    def line_of(self, key: str) -> int:
        """Return the line of the first occurrence of a key."""
        return self.lines[list(self.items).index(key)]


class YamlBuilder:
    """Builds plain data from the events of a parser; problems are reported, and reading continues if it can."""

    def __init__(self, report: FileProblems, limits: Limits) -> None:
        self.places = Places()
        self._report = report
        self._limits = limits
        self._nodes = 0
        self._documents = 0
        self._file = _List(0)
        self._stack: list[_List | _Mapping] = [self._file]

    def run(self, events: Iterator[yaml.Event]) -> None:
        """Handle all events of one file."""
        takers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceEndEvent: self._close,
            yaml.MappingEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        for event in events:
            if taker := takers.get(type(event)):
                taker(event)
        self.places.root = self._file.items[0] if self._file.items else None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._count(event)
        if event.style == '"' and (control := find_control(event.value)):
            message = Message(
                "an escape in this text gives the character {character}, which is not allowed",
                character=character_name(control),
            )
            self._report.add("control-character", position_of(event), message, Message("remove the escape"))
        top = self._stack[-1]
        if isinstance(top, _Mapping) and top.wants_key:
            self._key(event, top)
        else:
            self._note(event, top)
            top.put(event.value if event.style else self._plain(event))

    def _plain(self, event: yaml.ScalarEvent) -> object:
        try:
            return parse_scalar(event.value)
        except ValueError as error:
            self._report.add("number", position_of(event), error.args[0], _QUOTE_HINT)
            return None

    def _key(self, event: yaml.ScalarEvent, top: _Mapping) -> None:
        key = intern(event.value)  # a large brief has few keys, again and again
        place = position_of(event)
        if key == "<<" and not event.style:
            message = Message("the merge key << is not supported")
            self._report.add("merge-key", place, message, Message("write the keys out"))
        elif not key and not event.style:
            self._report.add("key", place, Message("a key is missing before the ':'"), _QUOTE_HINT)
        elif key in top.items:
            message = Message(
                "duplicate key {key} in this mapping: first on line {line}",
                key=quote(key),
                line=top.line_of(key),
            )
            self._report.add("duplicate-key", place, message, Message("rename or remove one of the two"))
        top.name(key, place)

    def _open(self, event: CollectionStartEvent) -> None:
        self._count(event)
        if len(self._stack) > self._limits.depth:
            self._report.stop("depth", position_of(event), too_deep(self._limits))
        number = len(self.places.sizes)
        opened = _List(number) if isinstance(event, SequenceStartEvent) else _Mapping(number)
        top = self._stack[-1]
        if isinstance(top, _Mapping) and top.wants_key:
            self._report.add("key", position_of(event), Message("a list or mapping cannot be a key"), _QUOTE_HINT)
        self._put(event, opened.items)
        self._stack.append(opened)

    def _close(self, _event: yaml.CollectionEndEvent) -> None:
        number = self._stack.pop().number
        self.places.sizes[number] = len(self.places.sizes) - number

    def _note(self, event: Event, top: _List | _Mapping) -> None:
        """Note where a value stands, and its key."""
        position = position_of(event)
        key = top.position if isinstance(top, _Mapping) else position
        self.places.marks.extend((*position, *key))
        self.places.sizes.append(1)

    def _alias(self, event: yaml.AliasEvent) -> None:
        message = Message("the alias {name} is not supported", name=quote(f"*{event.anchor}"))
        hint = Message("write the text out; put it in quotes if it begins with *")
        self._report.add("alias", position_of(event), message, hint)
        self._put(event, None)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._report.stop("documents", position_of(event), Message("a second document begins here"), _ONE_DOCUMENT)
        if event.tags or event.version not in {None, (1, 2)}:
            message = Message("of the lines that begin with %, only %YAML 1.2 is supported")
            self._report.add("directive", position_of(event), message, Message("remove the line"))

    def _put(self, event: yaml.NodeEvent, value: object) -> None:
        top = self._stack[-1]
        self._note(event, top)
        if isinstance(top, _Mapping) and top.wants_key:
            line, column = position = position_of(event)
            top.name(f"? {line}:{column}", position)
        else:
            top.put(value)

    def _count(self, event: yaml.ScalarEvent | CollectionStartEvent) -> None:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            message = Message("more than {most:,} keys, values, lists and mappings", most=self._limits.nodes)
            self._report.stop("nodes", position_of(event), message)
        if event.anchor:
            message = Message("the anchor {name} is not supported", name=quote(f"&{event.anchor}"))
            hint = Message("remove it; put text that begins with & in quotes")
            self._report.add("anchor", position_of(event), message, hint)
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            self._report.add(
                "tag", position_of(event), Message("the tag {name} is not supported", name=quote(tag)), _REMOVE_TAG
            )
