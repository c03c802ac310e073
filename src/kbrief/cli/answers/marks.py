"""Marks on actions and events: who, when, and of which wording."""

import datetime as dt
import getpass
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from unicodedata import category

from kbrief.cli.session import Session, today
from kbrief.errors import Message, WrongUsage
from kbrief.load.marks import change_marks
from kbrief.model import Action, Event, Text
from kbrief.model.marks import LONGEST, Mark, Marks, Status, stamp
from kbrief.model.names import pick

UNFIT = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""The Unicode categories that no line holds: control characters, halves of pairs, line and paragraph separators."""


def mark_done(
    session: Session, items: Iterable[str], *, note: str | None, owner: str | None, due: str | None
) -> tuple[Action, ...]:
    """Mark actions as done, and return them; what is not said of one that was marked before stays as it was.

    Raises UnknownName and WrongUsage before anything is written.
    """
    actions = _actions(session, items)
    named = _named(note=_line("--note", note), owner=_line("--owner", owner), due=_day(due))

    def change(marks: Marks) -> Marks:
        new = {one.id: _marked(marks.actions.get(one.id), one.text, named) for one in actions}
        return marks.model_copy(update={"actions": marks.actions | new})

    change_marks(session.marks_file, change)
    return actions


def take_back(session: Session, items: Iterable[str]) -> tuple[Action, ...]:
    """Take marks back, and return the actions that had one. Raises UnknownName before anything is written."""
    actions = _actions(session, items)
    had: set[str] = set()

    def change(marks: Marks) -> Marks:
        had.update(one.id for one in actions if one.id in marks.actions)
        return marks.model_copy(update={"actions": {k: mark for k, mark in marks.actions.items() if k not in had}})

    change_marks(session.marks_file, change)
    return tuple(one for one in actions if one.id in had)


def mark_event(session: Session, name: str, status: Status, note: str | None) -> Event:
    """Mark what became of an event, and return it; a note stays until there is another.

    Raises UnknownName and WrongUsage before anything is written.
    """
    event = session.brief.event_by_id[session.event(name)]
    named = _named(note=_line("--note", note), status=status)

    def change(marks: Marks) -> Marks:
        new = _marked(marks.events.get(event.id), event.what.text, named)
        return marks.model_copy(update={"events": marks.events | {event.id: new}})

    change_marks(session.marks_file, change)
    return event


def _named(**said: str | None) -> dict[str, str | None]:
    """Return what was said on the command line; an empty text takes back what was said before."""
    return {key: text or None for key, text in said.items() if text is not None}


def _marked(old: Mark | None, text: Text, named: Mapping[str, str | None]) -> Mark:
    """Return a mark of today on a text, with all of an older one that is not said anew."""
    kept = old.model_dump() if old else {}
    return Mark.model_validate({**kept, **named, "who": user_name(), "when": today().isoformat(), "of": stamp(text)})


def _actions(session: Session, items: Iterable[str]) -> tuple[Action, ...]:
    known = {action.id: action for step in session.brief.steps for action in step.actions}
    return tuple(known[name] for name in dict.fromkeys(pick(item, known, Message("action")) for item in items))


def _system_name() -> str:
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name


def _number() -> str:
    return f"uid {os.getuid()}"


NAMES = (getpass.getuser, _system_name, _number)
"""Who the user is, by what is best known of them: what the environment says, the system's list of users, a number."""


def user_name(names: Iterable[Callable[[], str]] = NAMES) -> str:
    """Return the first name that is to be had and that fits a line."""
    for name in names:
        with suppress(KeyError, OSError, ImportError, AttributeError):
            if _fits(found := name()):
                return found
    return "unknown"


def _fits(text: str) -> bool:
    """Whether a mark can hold a text: one line, not blank."""
    return bool(text.strip()) and len(text) <= LONGEST and not any(category(c) in UNFIT for c in text)


def _line(option: str, text: str | None) -> str | None:
    """Return a text for a mark, empty to take one back. Raises WrongUsage for one that a mark cannot hold."""
    if not text or _fits(text):
        return text
    message = Message(
        "{option} takes one line of up to {most:,} characters, none of them a control character",
        option=option,
        most=LONGEST,
    )
    raise WrongUsage(message, Message('leave the option out, or give "" to take back what was said before'))


def _day(text: str | None) -> str | None:
    if not text:
        return text
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        message = Message("{option} {text!r} is not a date", option="--due", text=text)
        raise WrongUsage(message, Message("write it as 2026-12-31")) from None
