"""`kbrief events --format ics`: the dates of a brief for a calendar program."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from cli_runs import elsewhere, run
from test_cli_documents import WITHOUT

from kbrief.pages.calendar import days_of

icalendar = pytest.importorskip("icalendar")


def folder_brief(folder: Path, date: str | None = "2026-06/2026-07") -> str:
    """Make a brief of the scaffold whose event has a date."""
    assert run("new", str(folder)).code == 0
    scenario = folder / "data" / "setting.yaml"
    line = f"\n    date: {date}" if date else ""
    scenario.write_text(scenario.read_text().replace("  - id: port-strike", f"  - id: port-strike{line}"))
    return str(folder)


def dates(brief: str, *options: str) -> dict[str, Any]:
    """Return the entries of the calendar of a brief by what they are called."""
    ended = run("events", "--format", "ics", *options, brief=brief)
    assert ended.code == 0, ended.err
    events = icalendar.Calendar.from_ical(ended.out).walk("VEVENT")
    return {str(event["SUMMARY"]): event for event in events}


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2025-06-13", (2025, 6, 13), (2025, 6, 13)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2025", (2025, 1, 1), (2025, 12, 31)),
        ("2025-06-01/2025-07", (2025, 6, 1), (2025, 7, 31)),
        ("2025/2026-01-05", (2025, 1, 1), (2026, 1, 5)),
        ("9999-12", (9999, 12, 1), (9999, 12, 31)),
    ],
)
def test_the_days_of_a_date(date: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    """A month and a year are all of their days, a window all between."""
    assert days_of(date) == (dt.date(*first), dt.date(*last))


def test_events_and_due_days_are_entries(tmp_path: Path) -> None:
    """An action is due on its day, by whoever set it; its entry keeps its UID when it is done."""
    brief = folder_brief(tmp_path / "b")
    assert run("checklist", "set", "prepare-1", "--due", "2026-05-04", "--owner", "Desk, port", brief=brief).code == 0
    found = dates(brief)
    assert list(found) == ["Due: Collect one example of joint training.", "A strike in the port"]
    (due, strike) = found.values()
    assert due["UID"] == "action-prepare-1@b.kbrief"
    assert (due["DTSTART"].dt, "owner: Desk, port" in due["DESCRIPTION"]) == (dt.date(2026, 5, 4), True)
    assert (strike["DTSTART"].dt, strike["DTEND"].dt) == (dt.date(2026, 6, 1), dt.date(2026, 8, 1))
    assert run("checklist", "done", "prepare-1", "--due", "2026-05-04", brief=brief).code == 0
    assert dates(brief)["Done: Collect one example of joint training."]["UID"] == due["UID"]


def test_a_mark_shows_and_a_status_chooses(tmp_path: Path) -> None:
    """What became of an event stands behind its name; with --status there are no actions."""
    brief = folder_brief(tmp_path / "b")
    run("checklist", "set", "prepare-1", "--due", "2026-05-04", brief=brief)
    assert run("events", "set", "port-strike", "--status", "ruled-out", brief=brief).code == 0
    assert list(dates(brief, "--status", "ruled-out")) == ["A strike in the port (ruled out)"]


def test_what_has_no_date_is_told_and_nothing_at_all_is_no_calendar(tmp_path: Path) -> None:
    """The calendar goes to standard output alone; without any date there is none, exit 4."""
    brief = folder_brief(tmp_path / "b", date=None)
    nothing = run("events", "--format", "ics", brief=brief)
    assert (nothing.code, nothing.out) == (4, "")
    assert "nothing has a date, so the calendar would be empty" in nothing.err
    run("checklist", "set", "prepare-1", "--due", "2026-05-04", brief=brief)
    some = run("events", "--format", "ics", brief=brief)
    assert (some.code, some.err) == (0, "1 event has no date and is left out\n")


def test_the_day_of_the_run_is_that_of_the_environment(tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH dates the entries, so that the bytes are the same on any day."""
    ended = run("events", "-f", "ics", brief=folder_brief(tmp_path / "b"), environment={"SOURCE_DATE_EPOCH": "0"})
    assert "DTSTAMP:19700101T000000Z" in ended.out


def test_without_the_library_the_line_to_type_is_told(tmp_path: Path) -> None:
    """Exit 5, and nothing on standard output."""
    ended = elsewhere(WITHOUT, "icalendar", "events", "-f", "ics", "--brief", folder_brief(tmp_path / "b"))
    assert (ended.code, ended.out) == (5, "")
    assert "pip install 'kbrief[calendar]'" in ended.err


def test_a_year_before_the_calendar_is_a_problem(tmp_path: Path) -> None:
    """The year 0000 is none."""
    assert "is not a day of the calendar" in run("check", folder_brief(tmp_path / "b", date="'0000'")).out
