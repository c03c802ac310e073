"""Calendars in the hands of another reader than the library that writes them."""

import datetime as dt

import pytest

from kbrief.render.calendar import Entry, to_icalendar

vobject = pytest.importorskip("vobject")
pytest.importorskip("icalendar")

NAMES = [
    "Vote",
    "a, b; c\\n",
    "BEGIN:VEVENT\r\nEND:VCALENDAR",
    "회의 자료, " * 40,
    "<b>x</b> &amp; y",
    '"q": =1+1',
    "\u2028é😀",
]


@pytest.mark.parametrize("name", NAMES)
def test_another_reader_finds_the_calendar_valid_and_the_names_whole(name: str) -> None:
    """As vobject reads, each component is valid by RFC 5545, and the names are as they were."""
    day = dt.date(2026, 6, 1)
    times = dt.datetime(2026, 6, 1, 9), dt.datetime(2026, 6, 1, 9, 20)  # noqa: DTZ001 - times where they are read
    text = to_icalendar([Entry("a@b", day, dt.date(2026, 6, 30), name, name), Entry("c@b", *times, name)], name)
    read = vobject.readOne(text)
    assert read.validate(raiseException=True)
    assert [event.summary.value for event in read.vevent_list] == [" ".join(name.split())] * 2
    assert read.vevent_list[0].description.value.splitlines() == name.splitlines()
    assert read.vevent_list[0].dtend.value == dt.date(2026, 7, 1)
