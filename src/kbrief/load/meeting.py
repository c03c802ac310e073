"""Read `meeting.yaml`: its meeting, and every problem with its place."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from kbrief.errors import BriefError, Level, Message, Problem
from kbrief.files import display_path, read_file
from kbrief.load.faults import FORMATTERS, Fault, MessageAndHint, format_loc, other_fault, quote_value
from kbrief.load.merge import present
from kbrief.load.yaml import Loc, read_yaml
from kbrief.load.yaml_places import nearest
from kbrief.model import Brief, Model
from kbrief.model.lookup import suggest
from kbrief.model.meeting import Meeting, Person, Speeds


class _Unplaced(NamedTuple):
    """A problem at a path of the file, whose place has still to be looked up."""

    path: Loc
    rule: str
    message: Message
    hint: Message | None = None
    level: Level = "error"
    at_key: bool = False


class MeetingFile(NamedTuple):
    """A file as read: its name in messages, its bytes, and the meeting."""

    name: str
    data: bytes
    meeting: Meeting

    def problem(self, path: Loc, rule: str, message: Message, hint: Message | None, level: Level = "error") -> Problem:
        """Return a problem at the place of a path in the file."""
        return _placed(self.name, self.data, [_Unplaced(path, rule, message, hint, level)])[0]


def read_meeting(path: Path, brief: Brief, today: dt.date) -> MeetingFile:
    """Return a meeting that holds. Raises BriefError with every problem and its place."""
    name, data = display_path(path), read_file(path)
    content = read_yaml(data, name)
    meeting, found = _validated({} if content is None else content)
    if meeting is not None:
        found = [*_names(meeting, brief), *_times(meeting, today)]
    if meeting is None or found:
        raise BriefError(Message("{file} does not hold", file=name), None, tuple(sorted(_placed(name, data, found))))
    return MeetingFile(name, data, meeting)


def is_meeting(path: Path) -> bool:
    """Whether a file is that of a meeting, by its name: meeting.yaml, or another that ends in it."""
    return path.name.casefold().endswith(("meeting.yaml", "meeting.yml"))


def _validated(content: object) -> tuple[Meeting | None, list[_Unplaced]]:
    """Return the meeting that a file's content is, or None and what does not hold."""
    if not isinstance(content, dict):
        message = Message("{value} is not {wanted}", value=quote_value(content), wanted=Message("a mapping"))
        return None, [_Unplaced((), "wrong-type", message, Message("write keys such as title: and minutes:"))]
    try:
        return Meeting.model_validate_json(json.dumps(content)), []
    except ValidationError as error:
        return None, [_unplaced(fault, content) for fault in error.errors(include_url=False)]


def _unplaced(fault: Any, content: dict[str, Any]) -> _Unplaced:
    """Return the problem that a validation error is."""
    loc, is_missing = tuple(fault["loc"]), fault["type"] == "missing"
    kept = present(loc, content)
    placed: Fault = {**fault, "loc": (*kept, *loc[-1:]) if is_missing else kept}
    is_unknown = fault["type"] == "extra_forbidden"
    told = _unknown_key(kept) if is_unknown else FORMATTERS.get(fault["type"], other_fault)(placed)
    rule, message, hint = told
    lead = format_loc(kept, content)
    message = Message("{where}: {what}", where=lead, what=message) if lead else message
    return _Unplaced(kept, rule, message, hint, at_key=rule == "unknown-key")


def _unknown_key(path: Loc) -> MessageAndHint:
    """Return what to tell of a key that a meeting does not have, with the key that may be meant."""
    what = Message("key")
    inner: dict[str, type[Model]] = {"ours": Person, "theirs": Person, "coordination": Person, "speeds": Speeds}
    model = inner.get(str(path[0]), Meeting) if len(path) > 1 else Meeting
    known = sorted(model.model_fields)
    message = Message("unknown {what} {name}", what=what, name=quote_value(path[-1]))
    return "unknown-key", message, suggest(str(path[-1]), known, what)


def _names(meeting: Meeting, brief: Brief) -> Iterator[_Unplaced]:
    """Yield the points that the brief does not have, and those that both must and must not be raised."""
    what = Message("point")
    lists: Mapping[str, tuple[str, ...]] = {"must": meeting.must, "leave_out": meeting.leave_out}
    for key, names in lists.items():
        for n, name in enumerate(names):
            if name not in brief.point_by_id:
                message = Message("unknown {what} {name!r}", what=what, name=name)
                yield _Unplaced((key, n), "unknown-reference", message, suggest(name, list(brief.point_by_id), what))
    for n, name in enumerate(meeting.leave_out):
        if name in meeting.must:
            message = Message("{name} stands under must as well", name=name)
            yield _Unplaced(("leave_out", n), "meeting-choice", message, Message("leave one of them out"))


def _times(meeting: Meeting, today: dt.date) -> Iterator[_Unplaced]:
    """Yield that a meeting is past, or that more of its minutes are ours than it has."""
    if meeting.day is not None and meeting.day < today:
        message = Message("the meeting is in the past: {when}, and today is {today}", when=meeting.when, today=today)
        yield _Unplaced(("when",), "meeting-past", message, Message("write its new day, or leave when: out"))
    if meeting.minutes and meeting.our_minutes and meeting.our_minutes > meeting.minutes:
        message = Message(
            "{ours} minutes are ours of a meeting that has {all}", ours=meeting.our_minutes, all=meeting.minutes
        )
        yield _Unplaced(("our_minutes",), "meeting-time", message, Message("write at most the meeting's own minutes"))


def _placed(name: str, data: bytes, found: list[_Unplaced]) -> list[Problem]:
    """Return the problems with their places in the file."""
    places = nearest(data, [problem.path for problem in found])
    return [Problem(name, *places[one.path][one.at_key], one.rule, one.level, one.message, one.hint) for one in found]
