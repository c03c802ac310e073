"""Where things stand in one YAML file: values, keys, and what its parser stumbles over."""

import re
from array import array
from collections.abc import Iterable
from typing import NamedTuple, NoReturn

from yaml import CollectionEndEvent, Event, MappingStartEvent, MarkedYAMLError, NodeEvent, ScalarEvent
from yaml.events import CollectionStartEvent

from kbrief.errors import BriefError, Problem

Place = tuple[int, int]
"""Line and column; both count from 1, columns in characters."""

Step = str | int
Path = tuple[Step, ...]

_START: Place = (1, 1)


def place_of(event: Event) -> Place:
    """Return where a parser's event starts."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else _START


def spot(text: str, index: int) -> Place:
    """Return the place of a text's character, by its index."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


class Report:
    """The problems found in one file so far; at `most` of them the file is given up."""

    def __init__(self, file: str, most: int) -> None:
        self._file = file
        self._most = most
        self._problems: list[Problem] = []

    def add(self, rule: str, place: Place, message: str, hint: str | None = None) -> None:
        """Note a problem, and go on unless it is one too many."""
        self._problems.append(Problem(self._file, *place, f"yaml-{rule}", "error", message, hint))
        if len(self._problems) >= self._most:
            self._give_up(f"reading ended after {self._most} problems: there may be more")

    def stop(self, rule: str, place: Place, message: str, hint: str | None = None) -> NoReturn:
        """Note a problem that ends the reading; raises BriefError."""
        self.add(rule, place, message, hint)
        self._give_up()

    def end(self) -> None:
        """Raise BriefError if there is a problem."""
        if self._problems:
            self._give_up()

    def _give_up(self, hint: str | None = None) -> NoReturn:
        message = f"{self._file} cannot be read"
        raise BriefError(message, hint, tuple(self._problems))


class Places:
    """The places of one file's values and keys by path, as ("points", 3, "label"): a tree of numbers."""

    def __init__(self) -> None:
        self._values = array("I")
        self._keys = array("I")
        self._inner: dict[int, dict[Step, int]] = {}

    def add(self, value: Place, key: Place) -> int:
        """Note the place of the next value and of its key, and return the value's number: 0 for the root."""
        self._values.extend(value)
        self._keys.extend(key)
        return len(self._values) // 2 - 1

    def inside(self, number: int) -> dict[Step, int]:
        """Return the numbers of the values that stand directly in the value of this number, by step."""
        return self._inner.setdefault(number, {})

    def value(self, path: Path) -> Place:
        """Return where the value at a path starts; KeyError for a path that the file lacks."""
        number, known = self._walk(path)
        if known != len(path):
            raise KeyError(path)
        return self._spot(self._values, number)

    def nearest(self, path: Path) -> Place:
        """Return where the innermost value that the path leads to starts; steps that the file lacks are passed over."""
        return self._spot(self._values, self._walk(path)[0])

    def key(self, path: Path) -> Place:
        """Return where that value's key starts (its own start, where it is an item or the root and has none)."""
        return self._spot(self._keys, self._walk(path)[0])

    def _spot(self, spots: "array[int]", number: int) -> Place:
        line, column = spots[2 * number : 2 * number + 2] or _START
        return line, column

    def _walk(self, path: Path) -> tuple[int, int]:
        """Return the number of the innermost known value, and how many steps are known."""
        number, known = 0, 0
        for step in path:
            inner = self._inner.get(number, {})
            if step in inner:
                number = inner[step]
                known += 1
        return number, known


class _Open:
    """A collection that has not ended, with the key that waits for its value."""

    __slots__ = ("inner", "is_mapping", "key")

    def __init__(self, inner: dict[Step, int], *, is_mapping: bool) -> None:
        self.inner = inner
        self.is_mapping = is_mapping
        self.key: ScalarEvent | None = None


def places_of(events: Iterable[Event]) -> Places:
    """Return the places of one file's values and keys from the events of its parser."""
    places = Places()
    stack = [_Open({}, is_mapping=False)]
    for event in events:
        if isinstance(event, NodeEvent):
            _note(event, stack, places)
        elif isinstance(event, CollectionEndEvent):
            stack.pop()
    return places


def _note(event: NodeEvent, stack: list[_Open], places: Places) -> None:
    top = stack[-1]
    if top.is_mapping and top.key is None and isinstance(event, ScalarEvent):
        top.key = event
        return
    start = place_of(event)
    number = places.add(start, place_of(top.key) if top.key else start)
    top.inner[top.key.value if top.key else len(top.inner)] = number
    top.key = None
    if isinstance(event, CollectionStartEvent):
        stack.append(_Open(places.inside(number), is_mapping=isinstance(event, MappingStartEvent)))


class _Sentence(NamedTuple):
    """What to say where the parser's words hold `says`: {line} is where the outer thing begins, {here} what stands."""

    says: str
    message: str
    hint: str | None = None
    rule: str = "syntax"
    at_begin: bool = False


_QUOTE = "put text that holds this sign in quotes"
_ALIGN = "check the indentation; put quotes around the whole of a text, or none"
_CUT = "take the line out"
_MARKS = "a key ends with ':', an item begins with '- '"
_BACKSLASH = r"write \\ for a backslash, or use single quotes"
_SENTENCES = (
    _Sentence(r"directive|incompatible", "of lines that begin with %, only %YAML 1.2 is taken", _CUT, "directive"),
    _Sentence(r" tag\b", "a tag is not taken", "put text that begins with ! in quotes", "tag"),
    _Sentence(r"document start", "text stands after the end of the document", "take the line '...' out", "documents"),
    _Sentence(r"a tab\b.* character|found a tab", "a tab stands where YAML wants spaces", "indent with spaces"),
    _Sentence(r"unexpected (end|document)", "the quoted text that begins here is not closed", at_begin=True),
    _Sentence(r"expected ':'", "the key that begins here has no ':' after it", _MARKS, at_begin=True),
    _Sentence(r"escape|hexdecimal", "this escape gives no character", _BACKSLASH),
    _Sentence(r"values are not allowed", "a ':' stands where no key can", "put text that holds ': ' in quotes"),
    _Sentence(r"sequence entries", "no list can begin here", "begin it on the next line, or put the text in quotes"),
    _Sentence(r"start any token", "no unquoted text begins with {here}", "put it in quotes"),
    _Sentence(r"numeric character", "no name follows the & or *", "put text that begins with & or * in quotes"),
    _Sentence(r"block scalar", "after | or > only +, - or a digit can stand", "begin the text on the next line"),
    _Sentence(r"the end\b.* flow", "the file ends before a bracket is closed"),
    _Sentence(r"flow sequence", "a ',' or ']' is missing in the list that begins on line {line}", _QUOTE),
    _Sentence(r"flow mapping", "a ',' or '}}' is missing in the mapping that begins on line {line}", _QUOTE),
    _Sentence(r"node content", "no value begins with {here}", _QUOTE),
    _Sentence(r"block collection", "this does not continue the list that begins on line {line}", _ALIGN),
    _Sentence(r"block mapping", "this does not continue the mapping that begins on line {line}", _ALIGN),
    _Sentence(r"", "this is no YAML: {problem}"),
)
_SIGNS = {"": "the end", "\t": "a tab", "\n": "the end of the line", "\r": "the end of the line"}


def complaint(error: MarkedYAMLError, text: str) -> tuple[str, Place, str, str | None]:
    """Return rule, place, message and hint for a parser's error, in libyaml's words or in the pure parser's."""
    at = error.problem_mark.index if error.problem_mark else 0
    begin = error.context_mark.index if error.context_mark else at
    sign = text[at : at + 1]
    here = _SIGNS.get(sign, f"'{sign}'")
    says = f"{here}: {error.context}: {error.problem}"
    found = next(sentence for sentence in _SENTENCES if re.search(sentence.says, says))
    message = found.message.format(here=here, line=spot(text, begin)[0], problem=error.problem)
    return found.rule, spot(text, begin if found.at_begin else at), message, found.hint
