"""The calendar entries of a brief: its events and its due actions."""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kbrief.i18n import _
from kbrief.i18n.labels import status_label
from kbrief.model import Action, Event
from kbrief.model.marks import Marks
from kbrief.pages.brief_text import BriefText
from kbrief.pages.strategy import mark_details, plan_details


class Entry(NamedTuple):
    """An entry of a calendar.

    With dates it lasts whole days, and `end` is its last day; with times it ends at `end`. Times without a zone are
    local times of the reader. `uid` never changes, so that a calendar updates the entry instead of adding another.
    """

    uid: str
    start: dt.date | dt.datetime
    end: dt.date | dt.datetime | None
    summary: str
    description: str = ""


def brief_entries(events: Iterable[Event], actions: Iterable[Action], marks: Marks, texts: BriefText) -> list[Entry]:
    """Return the events that have a date and the actions that have a due day, the earliest first."""
    entries = [*_event_entries(events, marks, texts), *_action_entries(actions, marks, texts)]
    return sorted(entries, key=lambda entry: (entry.start, entry.end, entry.uid))


def _event_entries(events: Iterable[Event], marks: Marks, texts: BriefText) -> Iterator[Entry]:
    """Yield an entry for each event that has a date."""
    for event in events:
        if event.date is None:
            continue
        status, mark = marks.status_of(event.id), marks.events.get(event.id)
        name = texts.text(event.name)
        summary = name if status == "open" else _("{name} ({status})", name=name, status=status_label(status))
        signs = [f"- {texts.statement(sign)}" for sign in event.signs]
        lines = [
            texts.statement(event.what),
            *([_("Signs:"), *signs] if signs else []),
            *([mark.note] if mark and mark.note else []),
        ]
        yield Entry(f"event-{event.id}@{texts.brief.id}.kbrief", *days_of(event.date), summary, "\n".join(lines))


def _action_entries(actions: Iterable[Action], marks: Marks, texts: BriefText) -> Iterator[Entry]:
    """Yield an entry for each action that has a due day."""
    for action in actions:
        mark, plan = marks.actions.get(action.id), marks.assigned.get(action.id)
        due = (mark and mark.due) or (plan and plan.due) or action.due
        if not due:
            continue
        text = texts.text(action.text)
        summary = _("Done: {action}", action=text) if mark else _("Due: {action}", action=text)
        details = mark_details(action, mark, texts) if mark else plan_details(action, marks, texts)
        day = dt.date.fromisoformat(due)
        yield Entry(f"action-{action.id}@{texts.brief.id}.kbrief", day, day, summary, "\n".join([text, *details]))


def days_of(dates: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a date, a month, a year, or a window between two of them."""
    first, _sign, last = dates.partition("/")
    return _days(first)[0], _days(last or first)[1]


def _days(date: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a date, a month or a year."""
    year, *rest = map(int, date.split("-"))
    match rest:
        case [month, day]:
            return dt.date(year, month, day), dt.date(year, month, day)
        case [month]:
            return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
        case _:
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
