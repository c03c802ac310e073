"""A calendar file: whole days, times, and names that no name can break."""

import datetime as dt
from typing import Any

import pytest

from kbrief.render.calendar import Entry, to_icalendar

icalendar = pytest.importorskip("icalendar")

MONTH = Entry("vote@ferry", dt.date(2026, 6, 1), dt.date(2026, 6, 30), "The vote", "Line one\r\nline two")


def read(text: str) -> tuple[Any, list[Any]]:
    """Return a calendar and its events, as icalendar reads them."""
    made = icalendar.Calendar.from_ical(text)
    events = made.walk("VEVENT")
    assert all(not event.errors for event in events)
    return made, events


def test_whole_days_end_on_the_day_after_the_last() -> None:
    _, (event,) = read(to_icalendar([MONTH], "Ferry"))
    assert event["DTSTART"].dt == dt.date(2026, 6, 1)
    assert event["DTEND"].dt == dt.date(2026, 7, 1)
    assert event["TRANSP"] == "TRANSPARENT"


def test_one_day_without_an_end_is_that_day_and_the_last_day_of_all_can_be_written() -> None:
    days = (dt.date(2024, 2, 29), dt.date.max)
    _, events = read(to_icalendar([Entry(str(day), day, None, "x") for day in days], "x"))
    assert events[0]["DTEND"].dt == dt.date(2024, 3, 1)
    assert "DTEND" not in events[1]


def test_times_keep_their_hour_and_those_of_a_zone_become_utc() -> None:
    seoul = dt.timezone(dt.timedelta(hours=9))
    local = Entry("a", dt.datetime(2026, 6, 1, 9), dt.datetime(2026, 6, 1, 9, 20), "Talk")  # noqa: DTZ001 - no zone
    zoned = Entry("b", dt.datetime(2026, 6, 1, 9, tzinfo=seoul), None, "Talk")
    text = to_icalendar([local, zoned], "Meeting")
    assert "DTSTART:20260601T090000\r\nDTEND:20260601T092000\r\n" in text
    assert "DTSTART:20260601T000000Z\r\n" in text


@pytest.mark.parametrize(
    "name",
    [
        "a, b; c\\n \\ d",
        "line\nBEGIN:VEVENT\r\nEND:VCALENDAR",
        "<b>&amp;</b> *x*",
        "회의 자료 " * 30,
        '"x": y=z',
        "\u2028x",
    ],
)
def test_a_name_stays_one_name_whatever_is_in_it(name: str) -> None:
    made, (event,) = read(to_icalendar([MONTH._replace(summary=name, description=name)], name))
    assert event["SUMMARY"] == made["NAME"] == " ".join(name.split())
    assert event["DESCRIPTION"].splitlines() == name.splitlines()


def test_what_is_no_text_is_shown_as_such() -> None:
    text = to_icalendar([MONTH._replace(summary="a\x00b\u202e\ud800", uid="x\ny")], "x")
    _, (event,) = read(text)
    assert event["SUMMARY"] == "a\ufffdb\ufffd\ufffd"
    assert event["UID"] == "x y"


def test_the_bytes_depend_on_the_entries_and_the_day_alone() -> None:
    day = dt.date(2026, 5, 4)
    assert to_icalendar([MONTH], "x", day) == to_icalendar(iter([MONTH]), "x", day)
    assert "DTSTAMP:20260504T000000Z" in to_icalendar([MONTH], "x", day)
    assert "DTSTAMP:20260601T000000Z" in to_icalendar([MONTH], "x")


def test_lines_are_folded_at_75_bytes_and_end_as_the_standard_has_it() -> None:
    lines = to_icalendar([MONTH._replace(summary="회의 자료, " * 40)], "x").encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)
