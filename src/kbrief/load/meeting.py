"""Read `meeting.yaml`: the meeting, and every problem with its position."""

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
from kbrief.load.yaml import read_yaml
from kbrief.load.yaml_places import Loc, Places
from kbrief.model import Brief, Model
from kbrief.model.lookup import suggest
from kbrief.model.meeting import Meeting, Person, Speeds


class _UnlocatedProblem(NamedTuple):
    """A problem at a path of the file, without its line and column yet."""

    path: Loc
    rule: str
    message: Message
    hint: Message | None = None
    level: Level = "error"
    at_key: bool = False


class MeetingFile(NamedTuple):
    """The file of a meeting: its name in messages, its bytes, and the meeting."""

    name: str
    places: Places
    meeting: Meeting

    def problem(self, path: Loc, rule: str, message: Message, hint: Message | None, level: Level = "error") -> Problem:
        """Return a problem at a path of the file, with its line and column."""
        return _locate_problems(self.name, self.places, [_UnlocatedProblem(path, rule, message, hint, level)])[0]


def read_meeting(path: Path, brief: Brief, today: dt.date) -> MeetingFile:
    """Return a valid meeting. Raises BriefError with every problem and its position."""
    name, data = display_path(path), read_file(path)
    content, places, _ = read_yaml(data, name)
    meeting, problems = _validated({} if content is None else content)
    if meeting is not None:
        problems = [*_names(meeting, brief), *_times(meeting, today)]
    if meeting is None or problems:
        raise BriefError(
            Message("{file} is invalid", file=name), None, tuple(sorted(_locate_problems(name, places, problems)))
        )
    return MeetingFile(name, places, meeting)


def is_meeting(path: Path) -> bool:
    """Whether a file is that of a meeting: its name is or ends with meeting.yaml."""
    return path.name.casefold().endswith(("meeting.yaml", "meeting.yml"))


def _validated(content: object) -> tuple[Meeting | None, list[_UnlocatedProblem]]:
    """Return the meeting of a file's content, or None and its problems."""
    if not isinstance(content, dict):
        message = Message("{value} is not {wanted}", value=quote_value(content), wanted=Message("a mapping"))
        return None, [_UnlocatedProblem((), "wrong-type", message, Message("write keys such as title: and minutes:"))]
    try:
        return Meeting.model_validate_json(json.dumps(content)), []
    except ValidationError as error:
        return None, [_to_problem(fault, content) for fault in error.errors(include_url=False)]


def _to_problem(fault: Any, content: dict[str, Any]) -> _UnlocatedProblem:
    """Return the problem for a validation error."""
    loc, is_missing = tuple(fault["loc"]), fault["type"] == "missing"
    path = present(loc, content)
    located: Fault = {**fault, "loc": (*path, *loc[-1:]) if is_missing else path}
    is_unknown = fault["type"] == "extra_forbidden"
    formatted = _unknown_key(path) if is_unknown else FORMATTERS.get(fault["type"], other_fault)(located)
    rule, message, hint = formatted
    lead = format_loc(path, content)
    message = Message("{where}: {what}", where=lead, what=message) if lead else message
    return _UnlocatedProblem(path, rule, message, hint, at_key=rule == "unknown-key")


def _unknown_key(path: Loc) -> MessageAndHint:
    """Return the message for a key that a meeting does not have, with a similar key."""
    what = Message("key")
    inner: dict[str, type[Model]] = {"ours": Person, "theirs": Person, "coordination": Person, "speeds": Speeds}
    model = inner.get(str(path[0]), Meeting) if len(path) > 1 else Meeting
    known = sorted(model.model_fields)
    message = Message("unknown {what} {name}", what=what, name=quote_value(path[-1]))
    return "unknown-key", message, suggest(str(path[-1]), known, what)


def _names(meeting: Meeting, brief: Brief) -> Iterator[_UnlocatedProblem]:
    """Yield the points that the brief does not have, and those that both must and must not be raised."""
    what = Message("point")
    lists: Mapping[str, tuple[str, ...]] = {"must": meeting.must, "leave_out": meeting.leave_out}
    for key, names in lists.items():
        for n, name in enumerate(names):
            if name not in brief.point_by_id:
                message = Message("unknown {what} {name!r}", what=what, name=name)
                yield _UnlocatedProblem(
                    (key, n), "unknown-reference", message, suggest(name, list(brief.point_by_id), what)
                )
    for n, name in enumerate(meeting.leave_out):
        if name in meeting.must:
            message = Message("{name} is also listed under `must`", name=name)
            yield _UnlocatedProblem(("leave_out", n), "meeting-choice", message, Message("remove one of the two"))


def _times(meeting: Meeting, today: dt.date) -> Iterator[_UnlocatedProblem]:
    """Yield that a meeting is in the past, or that our share of its minutes is more than all of them."""
    if meeting.day is not None and meeting.day < today:
        message = Message("the meeting is in the past: {when}, and today is {today}", when=meeting.when, today=today)
        yield _UnlocatedProblem(("when",), "meeting-past", message, Message("write the new date, or remove `when`"))
    if meeting.minutes and meeting.our_minutes and meeting.our_minutes > meeting.minutes:
        message = Message(
            "{ours} minutes are ours, but the meeting has only {all}", ours=meeting.our_minutes, all=meeting.minutes
        )
        yield _UnlocatedProblem(
            ("our_minutes",), "meeting-time", message, Message("write no more minutes than the meeting has")
        )


def _locate_problems(name: str, places: Places, problems: list[_UnlocatedProblem]) -> list[Problem]:
    """Return the problems with their positions in the file."""
    found = places.nearest([problem.path for problem in problems])
    return [
        Problem(name, *found[problem.path][problem.at_key], problem.rule, problem.level, problem.message, problem.hint)
        for problem in problems
    ]
