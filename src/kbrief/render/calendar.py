"""Write dates as one iCalendar file (RFC 5545), which every calendar program reads."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import kbrief
from kbrief.errors import require_installed
from kbrief.pages.calendar import Entry
from kbrief.render.data import printable

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["Entry", "calendar"]


def calendar(entries: Iterable[Entry], name: str, day: dt.date | None = None) -> str:
    """Return entries as the text of an iCalendar file, the same for the same entries. Raises MissingExtra.

    `day` is when they were made; without it each bears its own first day, so that no clock is read.
    """
    require_installed("icalendar", extra="calendar")
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//kbrief//kbrief {kbrief.__version__}//EN")
    made.add("version", "2.0")
    # The first is the standard's, the second what most programs read.
    made.add("name", _line(name))
    made.add("x-wr-calname", _line(name))
    for entry in entries:
        made.add_component(_event(entry, day or _day(entry.start)))
    data: bytes = made.to_ical()
    return data.decode()


def _event(entry: Entry, day: dt.date) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", _line(entry.uid))
    event.add("dtstamp", dt.datetime.combine(day, dt.time(), dt.UTC))
    event.add("dtstart", _moment(entry.start))
    if not isinstance(entry.start, dt.datetime):
        event.add("transp", "TRANSPARENT")  # who has a day's note in the calendar is not busy all day
    if (end := _end(entry)) is not None:
        event.add("dtend", end)
    event.add("summary", _line(entry.summary))
    if entry.description:
        event.add("description", printable("\n".join(entry.description.splitlines())))
    return event


def _line(text: str) -> str:
    return printable(" ".join(text.split()))


def _day(moment: dt.date | dt.datetime) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _moment(moment: dt.date | dt.datetime) -> dt.date | dt.datetime:
    """Return a time with a zone as UTC, so that the file need not describe the zone."""
    return moment.astimezone(dt.UTC) if isinstance(moment, dt.datetime) and moment.tzinfo else moment


def _end(entry: Entry) -> dt.date | dt.datetime | None:
    """Return the end as the standard counts it, for days the day after the last; None where it goes without saying."""
    if isinstance(entry.start, dt.datetime):
        return _moment(entry.end) if entry.end not in {None, entry.start} else None
    last = entry.end or entry.start
    return last + dt.timedelta(days=1) if last < dt.date.max else None
