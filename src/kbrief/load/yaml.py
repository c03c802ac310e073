"""Read YAML into plain data, with the position of every problem and every value."""

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from itertools import islice
from typing import Any, NamedTuple

import yaml
from yaml import Event

from kbrief.errors import Message
from kbrief.files import line_column
from kbrief.load.encoding import encoding_problems
from kbrief.load.file_problems import FileProblems
from kbrief.load.yaml_builder import LIMITS, Limits, YamlBuilder, too_deep
from kbrief.load.yaml_places import Places

Parser = type[yaml.CSafeLoader] | type[yaml.SafeLoader]

#: The parser: that of libyaml, or the pure one if PyYAML was built without libyaml.
PARSER: Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


#: The message of libyaml for more than 1,000 levels, since PyYAML 6.0.4.
_TOO_DEEP = "nesting depth"


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
    builder = YamlBuilder(report, limits)
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
    if (files := _files.get()) and (read := files.get(text.encode())):
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
            report.stop("depth", line_column(text, index), too_deep(limits))
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
