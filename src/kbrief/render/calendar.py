"""Write dates as one iCalendar file (RFC 5545), which every calendar program reads."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import kbrief
from kbrief.errors import require_installed
from kbrief.pages.calendar import Entry
from kbrief.render.data import replace_unprintable

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["Entry", "to_icalendar"]


def to_icalendar(entries: Iterable[Entry], name: str, created: dt.date | None = None) -> str:
    """Return entries as an iCalendar file, the same for the same entries. Raises MissingExtra.

    `created` is the date stamp of the entries; without it each has its own first day, so that no clock is read.
    """
    require_installed("icalendar", extra="calendar")
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//kbrief//kbrief {kbrief.__version__}//EN")
    calendar.add("version", "2.0")
    # The first is the standard's, the second what most programs read.
    calendar.add("name", _single_line(name))
    calendar.add("x-wr-calname", _single_line(name))
    for entry in entries:
        calendar.add_component(_event(entry, created or _date_of(entry.start)))
    data: bytes = calendar.to_ical()
    return data.decode()


def _event(entry: Entry, created: dt.date) -> "Event":
    """Return an entry as an event of icalendar."""
    from icalendar import Event

    event = Event()
    event.add("uid", _single_line(entry.uid))
    event.add("dtstamp", dt.datetime.combine(created, dt.time(), dt.UTC))
    event.add("dtstart", _in_utc(entry.start))
    if not isinstance(entry.start, dt.datetime):
        event.add("transp", "TRANSPARENT")  # an entry of a whole day does not make its reader busy
    if (end := _end(entry)) is not None:
        event.add("dtend", end)
    event.add("summary", _single_line(entry.summary))
    if entry.description:
        event.add("description", replace_unprintable("\n".join(entry.description.splitlines())))
    return event


def _single_line(text: str) -> str:
    return replace_unprintable(" ".join(text.split()))


def _date_of(moment: dt.date | dt.datetime) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _in_utc(moment: dt.date | dt.datetime) -> dt.date | dt.datetime:
    """Return a time with a zone as UTC, so that the file need not describe the zone."""
    return moment.astimezone(dt.UTC) if isinstance(moment, dt.datetime) and moment.tzinfo else moment


def _end(entry: Entry) -> dt.date | dt.datetime | None:
    """Return the end as the standard counts it: of whole days the day after the last, None where there is no need of one."""
    if isinstance(entry.start, dt.datetime):
        return _in_utc(entry.end) if entry.end not in {None, entry.start} else None
    last = entry.end or entry.start
    return last + dt.timedelta(days=1) if last < dt.date.max else None
