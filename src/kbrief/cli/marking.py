"""Marks on actions and events: who, when, and of which wording."""

import datetime as dt
import getpass
from collections.abc import Iterable
from contextlib import suppress
from unicodedata import category

from kbrief.cli.session import Session, today
from kbrief.errors import WrongUsage
from kbrief.load.marks import change_marks
from kbrief.model import Action
from kbrief.model.marks import LONGEST, Mark, Marks, Status, stamp
from kbrief.model.names import pick

UNFIT = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""The Unicode categories that no line holds: control characters, halves of pairs, line and paragraph separators."""


def mark_done(
    session: Session, items: Iterable[str], *, note: str | None, owner: str | None, due: str | None
) -> Session:
    """Mark actions as done. Raises UnknownName before anything is written; returns the session to answer with."""
    when = today().isoformat()
    new = {
        action.id: Mark(who=_user(), when=when, of=stamp(action.text), note=_line("--note", note),
                        owner=_line("--owner", owner), due=_day(due))
        for action in _actions(session, items)
    }  # fmt: skip
    change_marks(session.marks_file, lambda marks: marks.model_copy(update={"actions": marks.actions | new}))
    return session


def take_back(session: Session, items: Iterable[str]) -> Session:
    """Take marks back. Raises UnknownName before anything is written; returns the session to answer with."""
    gone = {action.id for action in _actions(session, items)}
    change_marks(session.marks_file, lambda marks: _without(marks, gone))
    return session


def mark_event(session: Session, name: str, status: Status, note: str | None) -> Session:
    """Mark what became of an event. Raises UnknownName before anything is written; returns the session."""
    event = session.brief.event_by_id[session.event(name)]
    mark = Mark(
        who=_user(), when=today().isoformat(), of=stamp(event.what.text), note=_line("--note", note), status=status
    )
    change_marks(session.marks_file, lambda marks: marks.model_copy(update={"events": marks.events | {event.id: mark}}))
    return session


def _without(marks: Marks, gone: set[str]) -> Marks:
    return marks.model_copy(update={"actions": {k: mark for k, mark in marks.actions.items() if k not in gone}})


def _actions(session: Session, items: Iterable[str]) -> list[Action]:
    known = {action.id: action for step in session.brief.steps for action in step.actions}
    return [known[pick(item, known, "action")] for item in items]


def _user() -> str:
    with suppress(KeyError, OSError, ImportError, WrongUsage):
        return str(_line("the user's name", getpass.getuser()))
    return "unknown"


def _line(option: str, text: str | None) -> str | None:
    """Return a text for a mark. Raises WrongUsage for a text that is blank, longer than a line, or not one line."""
    if text is None or (text.strip() and len(text) <= LONGEST and not any(category(c) in UNFIT for c in text)):
        return text
    message = f"{option} takes one line of up to {LONGEST:,} characters, none of them a control character"
    raise WrongUsage(message, "leave the option out for none")


def _day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        message = f"--due {text!r} is not a date"
        raise WrongUsage(message, "write it as 2026-12-31") from None
