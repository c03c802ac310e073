"""Read YAML into plain data, with the position of every problem and every value."""

from array import array
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import islice
from sys import intern
from typing import Any, NamedTuple

import yaml
from yaml import Event
from yaml.events import CollectionStartEvent, SequenceStartEvent

from kbrief.errors import Message
from kbrief.files import MAX_BRIEF_BYTES, find_control
from kbrief.load.encoding import Position, character_name, encoding_problems, line_column
from kbrief.load.file_problems import FileProblems
from kbrief.load.scalars import parse_scalar, quote
from kbrief.load.yaml_places import START, Places


def position_of(event: Event) -> Position:
    """Return where a parser's event starts."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else START


Parser = type[yaml.CSafeLoader] | type[yaml.SafeLoader]

#: The parser: that of libyaml, or the pure one if PyYAML was built without libyaml.
PARSER: Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
#: The message of libyaml for more than 1,000 levels, since PyYAML 6.0.4.
_TOO_DEEP = "nesting depth"

_ONE_DOCUMENT = Message("a file can have only one: remove the ---, or move what follows into a file of its own")


class YamlFile(NamedTuple):
    """What a file holds, as dict, list, str, int, float, bool and None, and where each value stands.

    `events` are those of the parser, for whoever edits the text; they are kept within `reading_once` alone.
    """

    value: object
    places: Places
    events: Sequence[Event] = ()


#: What has been read within `reading_once`, by its bytes without a byte order mark; None outside.
_files: ContextVar[dict[bytes, YamlFile] | None] = ContextVar("files", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """Within this, parse the same bytes once: a command that writes reads a brief before, during and after it.

    Whoever reads shares the values with all others, and leaves them as they are.
    """
    token = _files.set({})
    try:
        yield
    finally:
        _files.reset(token)


def read_yaml(data: bytes, file: str, limits: Limits = LIMITS, parser: Parser = PARSER) -> YamlFile:
    """Return what a file holds, with the places. Raises BriefError with every problem of the file."""
    files, key = _files.get(), data.removeprefix(BOM_UTF8)
    if files is not None and key in files:
        return files[key]
    report = FileProblems(file, limits.problems)
    _check_text(data, report, limits)
    builder = _Builder(report, limits)
    events: list[Event] = []
    stream = _events(data, report, limits, parser)
    builder.run(stream if files is None else _collected(stream, events))
    report.end()
    read = YamlFile(builder.places.root, builder.places, events)
    if files is not None:
        files[key] = read
    return read


def _collected(stream: Iterator[Event], events: list[Event]) -> Iterator[Event]:
    """Yield events, and add each to a list."""
    for event in stream:
        events.append(event)
        yield event


def parse_events(text: str) -> Iterator[Event]:
    """Yield the events of a text that `read_yaml` takes, without parsing it again within `reading_once`."""
    files = _files.get() or {}
    if read := files.get(text.encode()):
        return iter(read.events)
    source: Any = PARSER(text)
    return iter(source.get_event, None)


def read_value(data: bytes, file: str) -> Any:
    """Return what a file holds. Raises BriefError with every problem of the file."""
    return read_yaml(data, file).value


def _check_text(data: bytes, report: FileProblems, limits: Limits) -> None:
    if len(data) > limits.size:
        message = Message("the file has {count:,} bytes; the limit is {most:,}", count=len(data), most=limits.size)
        report.stop("size", (1, 1), message)
    for fault in encoding_problems(data):
        report.add(*fault)
    report.end()


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


class _Builder:
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
            self._report.stop("depth", position_of(event), _too_deep(self._limits))
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


def _too_deep(limits: Limits) -> Message:
    return Message("lists and mappings are nested more than {most} levels deep", most=limits.depth)


def _events(data: bytes, report: FileProblems, limits: Limits, parser: Parser) -> Iterator[yaml.Event]:
    source: Any = parser(data.removeprefix(BOM_UTF8))
    count = 0
    try:
        for event in iter(source.get_event, None):
            count += 1
            yield event
    except yaml.MarkedYAMLError as error:
        text = data.decode("utf-8-sig")
        if _TOO_DEEP in str(error.problem) and error.problem_mark:
            index = error.problem_mark.index
            yield from islice(_events_before(text[:index], parser), count, None)
            report.stop("depth", line_column(text, index), _too_deep(limits))
        from kbrief.load.yaml_errors import syntax_message

        report.stop(*syntax_message(error, text))
    except (ValueError, OverflowError):  # from chr() and int() within the pure parser
        message = Message("a number here is too large")
        report.stop("syntax", (source.line + 1, source.column + 1), message)


def _events_before(text: str, parser: Parser) -> Iterator[yaml.Event]:
    """Yield the events of a text that is cut off where libyaml found it too deep.

    libyaml looks ahead: it rejects a nesting before it emits the events of the outer levels, where our limit is.
    """
    source: Any = parser(text)
    with suppress(yaml.MarkedYAMLError):
        yield from iter(source.get_event, None)
