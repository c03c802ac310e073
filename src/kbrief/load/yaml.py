"""Read YAML into plain data, and find the places of its values."""

import math
import re
import unicodedata
from array import array
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from sys import intern
from typing import Any, NoReturn

import yaml
from yaml import CollectionEndEvent, Event, MappingStartEvent, NodeEvent, ScalarEvent
from yaml.events import CollectionStartEvent, SequenceStartEvent

from kbrief.errors import BriefError, Message, Problem
from kbrief.files import CONTROL, MAX_BRIEF_BYTES

Position = tuple[int, int]
"""Line and column; both count from 1, columns in characters."""

Step = str | int
Loc = tuple[Step, ...]

START: Position = (1, 1)
"""Where a file begins."""


def position_of(event: Event) -> Position:
    """Return where a parser's event starts."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else START


def line_column(text: str, index: int) -> Position:
    """Return the place of a text's character, by its index."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


class FileProblems:
    """The problems found in one file so far; at `most` of them the file is given up."""

    def __init__(self, file: str, most: int) -> None:
        self._file = file
        self._most = most
        self._problems: list[Problem] = []

    def add(self, rule: str, place: Position, message: Message, hint: Message | None = None) -> None:
        """Note a problem, and go on unless it is one too many."""
        self._problems.append(Problem(self._file, *place, f"yaml-{rule}", "error", message, hint))
        if len(self._problems) >= self._most:
            self._give_up(Message("reading ended after {count} problems: there may be more", count=self._most))

    def stop(self, rule: str, place: Position, message: Message, hint: Message | None = None) -> NoReturn:
        """Note a problem that ends the reading; raises BriefError."""
        self.add(rule, place, message, hint)
        self._give_up()

    def end(self) -> None:
        """Raise BriefError if there is a problem."""
        if self._problems:
            self._give_up()

    def _give_up(self, hint: Message | None = None) -> NoReturn:
        message = Message("{file} cannot be read", file=self._file)
        raise BriefError(message, hint, tuple(self._problems))


MOST_DIGITS = 18
"""The longest integer, its sign apart: it fits in 64 bits wherever it goes."""

_RAW_CONTROL = re.compile(CONTROL.pattern + r"(?<!\r(?=\n))")
_CONFLICT = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: .*)?|={7})\r?$", re.MULTILINE)
"""A line by which git marks the sides of a conflict: none of them can stand at the start of a line of a brief."""

_SAVE = Message("save the file as UTF-8")
_TAKE_OUT = Message("take it out: it is not seen, but it can steer a terminal or turn text around")
_SHOWN = 40
_FIRST = frozenset(("", *"~nNtTfF+-.0123456789"))
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_BASES = {"0o": 8, "0x": 16}
_NUMBER = re.compile(
    r"(?P<whole>[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|(?P<broken>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


def parse_scalar(text: str) -> str | float | bool | None:
    """Return what an unquoted scalar says in the YAML 1.2 core schema; ValueError for a number that is not taken."""
    if text[:1] not in _FIRST:
        return text
    if text in _WORDS:
        return _WORDS[text]
    found = _NUMBER.fullmatch(text)
    return _number(text, found.lastgroup) if found else text


def _number(text: str, kind: str | None) -> float:
    if kind == "whole":
        if len(text.lstrip("+-")) > MOST_DIGITS:
            message = Message("the integer {number} has more than {most} digits", number=quote(text), most=MOST_DIGITS)
            raise ValueError(message)
        return int(text, _BASES.get(text[:2], 10))
    value = float(text) if kind else math.inf
    if math.isinf(value):
        raise ValueError(Message("{number} is no finite number", number=quote(text)))
    return value


def quote(text: str) -> str:
    """Return text in quotes, cut to 40 characters, with what cannot be printed written as escapes."""
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")


def character_name(character: str) -> str:
    """Return the code point of a character and, where it has one, its Unicode name."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def encoding_problems(data: bytes) -> Iterator[tuple[str, Position, Message, Message]]:
    """Give the rule, place, message and hint of each thing in a file's bytes that is no clean UTF-8 text."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0\0" in (data[:4:2], data[1:4:2]):
        yield "encoding", (1, 1), Message("the file is UTF-16 or UTF-32"), _SAVE
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        message = Message("the byte 0x{byte:02X} is no UTF-8 here", byte=error.object[error.start])
        yield "encoding", line_column(before, len(before)), message, _SAVE
        return
    if text.startswith("%TAG") or "\n%TAG" in text:  # libyaml compares each with all: hours in 64 MB of them
        place = line_column(text, 0 if text.startswith("%TAG") else text.find("\n%TAG") + 1)
        yield "directive", place, Message("the directive %TAG is not taken"), Message("take the line out")
    if found := _CONFLICT.search(text):
        hint = Message("keep one side, and take the lines with <<<<<<<, ======= and >>>>>>> out")
        yield "conflict", line_column(text, found.start()), Message("a merge conflict is still here"), hint
        return
    for found in _RAW_CONTROL.finditer(text):
        place = line_column(text, found.start())
        message = Message("the character {character} is not allowed", character=character_name(found[0]))
        yield "control-character", place, message, _TAKE_OUT


Parser = type[yaml.CSafeLoader] | type[yaml.SafeLoader]

PARSER: Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Whose events are read: libyaml's, or the pure parser's where PyYAML was built without it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be: in bytes, in levels of nesting, in nodes; and after how many problems reading ends."""

    size: int = MAX_BRIEF_BYTES
    depth: int = 64
    nodes: int = 1_000_000
    problems: int = 100


LIMITS = Limits()

_QUOTE = Message("put it in quotes if it is text")
_NO_TAG = Message("take it out; put text that begins with ! in quotes")
_DEEP = "nesting depth"
"""What libyaml's own refusal of 1,000 levels says, since PyYAML 6.0.4."""

_ONE_DOCUMENT = Message("a file holds one: take the --- out, or move what follows into a file of its own")


def read_yaml(data: bytes, file: str, limits: Limits = LIMITS, parser: Parser = PARSER) -> object:
    """Return a file's content as dict, list, str, int, float, bool and None; BriefError lists what does not hold."""
    report = FileProblems(file, limits.problems)
    _check_text(data, report, limits)
    builder = _Builder(report, limits)
    builder.run(_events(data, report, limits, parser))
    report.end()
    return builder.root


def _check_text(data: bytes, report: FileProblems, limits: Limits) -> None:
    if len(data) > limits.size:
        message = Message("the file has {count:,} bytes; at most {most:,} are read", count=len(data), most=limits.size)
        report.stop("size", (1, 1), message)
    for fault in encoding_problems(data):
        report.add(*fault)
    report.end()


class _List:
    """A list that has not ended; what comes next is its next item."""

    __slots__ = ("items",)

    def __init__(self) -> None:
        self.items: list[object] = []

    def put(self, value: object) -> None:
        self.items.append(value)


class _Mapping:
    """A mapping that has not ended; `lines` holds the line of each key, in the keys' order."""

    __slots__ = ("items", "key", "lines", "wants_key")

    def __init__(self) -> None:
        self.items: dict[str, object] = {}
        self.lines = array("I")
        self.key = ""
        self.wants_key = True

    def name(self, key: str, line: int) -> None:
        """Take the key of the next value."""
        if key not in self.items:
            self.items[key] = None
            self.lines.append(line)
        self.key = key
        self.wants_key = False

    def put(self, value: object) -> None:
        self.items[self.key] = value
        self.wants_key = True

    def line_of(self, key: str) -> int:
        """Return the line on which a key stands first."""
        return self.lines[list(self.items).index(key)]


class _Builder:
    """Plain data from a parser's events; what does not hold is reported, and reading goes on where it can."""

    def __init__(self, report: FileProblems, limits: Limits) -> None:
        self._report = report
        self._limits = limits
        self._nodes = 0
        self._documents = 0
        self._file = _List()
        self._stack: list[_List | _Mapping] = [self._file]

    @property
    def root(self) -> object:
        """The file's one value; None where it holds none."""
        return self._file.items[0] if self._file.items else None

    def run(self, events: Iterator[yaml.Event]) -> None:
        """Take the events of one file, to their end."""
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

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._count(event)
        if event.style == '"' and (found := CONTROL.search(event.value)):
            message = Message(
                "an escape in this text gives the character {character}, which is not allowed",
                character=character_name(found[0]),
            )
            self._report.add("control-character", position_of(event), message, Message("take the escape out"))
        top = self._stack[-1]
        if isinstance(top, _Mapping) and top.wants_key:
            self._key(event, top)
        else:
            top.put(event.value if event.style else self._plain(event))

    def _plain(self, event: yaml.ScalarEvent) -> object:
        try:
            return parse_scalar(event.value)
        except ValueError as error:
            self._report.add("number", position_of(event), error.args[0], _QUOTE)
            return None

    def _key(self, event: yaml.ScalarEvent, top: _Mapping) -> None:
        key = intern(event.value)  # a large brief has few keys, again and again
        place = position_of(event)
        if key == "<<" and not event.style:
            message = Message("the merge key << is not taken")
            self._report.add("merge-key", place, message, Message("write the keys out"))
        elif not key and not event.style:
            self._report.add("key", place, Message("a key is missing before the ':'"), _QUOTE)
        elif key in top.items:
            message = Message(
                "the key {key} stands twice in this mapping: first on line {line}",
                key=quote(key),
                line=top.line_of(key),
            )
            self._report.add("duplicate-key", place, message, Message("rename or remove one of the two"))
        top.name(key, place[0])

    def _open(self, event: CollectionStartEvent) -> None:
        self._count(event)
        if len(self._stack) > self._limits.depth:
            self._report.stop("depth", position_of(event), _too_deep(self._limits))
        opened = _List() if isinstance(event, SequenceStartEvent) else _Mapping()
        top = self._stack[-1]
        if isinstance(top, _Mapping) and top.wants_key:
            self._report.add("key", position_of(event), Message("a list or mapping cannot be a key"), _QUOTE)
        self._put(event, opened.items)
        self._stack.append(opened)

    def _close(self, _event: yaml.CollectionEndEvent) -> None:
        self._stack.pop()

    def _alias(self, event: yaml.AliasEvent) -> None:
        message = Message("the alias {name} is not taken", name=quote(f"*{event.anchor}"))
        hint = Message("write the text out; put it in quotes if it begins with *")
        self._report.add("alias", position_of(event), message, hint)
        self._put(event, None)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._report.stop("documents", position_of(event), Message("a second document begins here"), _ONE_DOCUMENT)
        if event.tags or event.version not in {None, (1, 2)}:
            message = Message("of lines that begin with %, only %YAML 1.2 is taken")
            self._report.add("directive", position_of(event), message, Message("take the line out"))

    def _put(self, event: yaml.NodeEvent, value: object) -> None:
        top = self._stack[-1]
        if isinstance(top, _Mapping) and top.wants_key:
            line, column = position_of(event)
            top.name(f"? {line}:{column}", line)
        else:
            top.put(value)

    def _count(self, event: yaml.ScalarEvent | CollectionStartEvent) -> None:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            message = Message("more than {most:,} keys, values, lists and mappings", most=self._limits.nodes)
            self._report.stop("nodes", position_of(event), message)
        if event.anchor:
            message = Message("the anchor {name} is not taken", name=quote(f"&{event.anchor}"))
            hint = Message("take it out; put text that begins with & in quotes")
            self._report.add("anchor", position_of(event), message, hint)
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            self._report.add(
                "tag", position_of(event), Message("the tag {name} is not taken", name=quote(tag)), _NO_TAG
            )


def _too_deep(limits: Limits) -> Message:
    return Message("lists and mappings stand in each other more than {most} levels deep", most=limits.depth)


def _events(data: bytes, report: FileProblems, limits: Limits, parser: Parser) -> Iterator[yaml.Event]:
    source: Any = parser(data.removeprefix(BOM_UTF8))
    count = 0
    try:
        for event in iter(source.get_event, None):
            count += 1
            yield event
    except yaml.MarkedYAMLError as error:
        text = data.decode("utf-8-sig")
        if _DEEP in str(error.problem) and error.problem_mark:
            index = error.problem_mark.index
            yield from islice(_events_before(text[:index], parser), count, None)
            report.stop("depth", line_column(text, index), _too_deep(limits))
        from kbrief.load.yaml_errors import syntax_message

        report.stop(*syntax_message(error, text))
    except (ValueError, OverflowError):  # from chr() and int() within the pure parser
        message = Message("a number here is larger than any that can stand")
        report.stop("syntax", (source.line + 1, source.column + 1), message)


def _events_before(text: str, parser: Parser) -> Iterator[yaml.Event]:
    """Yield the events of a text that is cut off where libyaml found it too deep.

    libyaml looks ahead: it refuses a nesting before it gives the events of its outer levels, in which ours ends.
    """
    source: Any = parser(text)
    with suppress(yaml.MarkedYAMLError):
        yield from iter(source.get_event, None)


Spots = dict[Loc, tuple[Position, Position]]
"""The places of values and of their keys, by path."""

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
