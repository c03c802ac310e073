"""`meeting.yaml`: what it may hold, and every problem at its place."""

import datetime as dt
from pathlib import Path

import pytest

from kbrief.errors import BriefError
from kbrief.load.meeting import MeetingFile, is_meeting, read_meeting
from kbrief.model import Brief
from kbrief.store.meeting import TEMPLATE

TODAY = dt.date(2026, 11, 22)
BRIEF = Brief.model_validate_json(
    """{"id": "b", "title": "b", "as_of": "2026-01", "criteria": [{"id": "x", "name": "x"}, {"id": "y", "name": "y"}],
    "points": [{"id": "bases", "label": "Bases"}, {"id": "budget", "label": "Budget"}]}"""
)
WRONG = [
    ("minutes: 0", "1:10: minutes: 0 is out of range: it must be at least 1 (wrong-value)"),
    ("minutes: twenty", "1:10: minutes: 'twenty' is not a whole number (wrong-type)"),
    ("minutes: 2.5", "1:10: minutes: 2.5 is not a whole number (wrong-type)"),
    ("when: 2026-02-31 10:00", "1:7: when: '2026-02-31 10:00' is not a date and time (wrong-value)"),
    ("when: 9999-12-31 23:59", "1:7: when: '9999-12-31 23:59' is not a date and time (wrong-value)"),
    ("when: tomorrow", "1:7: when: 'tomorrow' is not a date and time (wrong-value)"),
    (
        "title: x\nwhen: 2026-11-21 10:00",
        "2:7: the meeting is in the past: 2026-11-21 10:00, and today is 2026-11-22 (meeting-past)",
    ),
    ("must: [bases, budgte]", "1:15: unknown point 'budgte' (unknown-reference)"),
    ("leave_out:\n  - nothing", "2:5: unknown point 'nothing' (unknown-reference)"),
    ("must: [bases]\nleave_out: [bases]", "2:13: bases is also listed under `must` (meeting-choice)"),
    ("minuts: 20", "1:1: minuts: unknown key 'minuts' (unknown-key)"),
    ("ours: [{name: X, rol: y}]", "1:18: ours.1.rol: unknown key 'rol' (unknown-key)"),
    ("ours: [{role: y}]", "1:8: ours.1: the key 'name' is missing (missing-key)"),
    ("theirs: [{name: '<b>Doe</b>'}]", "1:17: theirs.1.name: '<b>Doe</b>' contains markup: '<b>' (wrong-value)"),
    ("theirs: [{name: '**Doe**'}]", "1:17: theirs.1.name: '**Doe**' contains markup: '*' (wrong-value)"),
    ("objectives: [a, b, c, d]", "1:13: objectives: at most 3 items are allowed, and it has 4 (wrong-length)"),
    ("minutes: 5\nour_minutes: 9", "2:14: 9 minutes are ours, but the meeting has only 5 (meeting-time)"),
    ("speeds: {words: 0}", "1:17: speeds.words: 0 is out of range: it must be at least 30 (wrong-value)"),
    ("- x", "1:1: a list is not a mapping (wrong-type)"),
]


def read(text: str, folder: Path) -> MeetingFile:
    """Read a meeting of that text."""
    path = folder / "meeting.yaml"
    path.write_text(text, encoding="utf-8")
    return read_meeting(path, BRIEF, TODAY)


@pytest.mark.parametrize(("text", "expected"), WRONG, ids=[text[:24] for text, _said in WRONG])
def test_what_does_not_hold_is_told_with_its_place(text: str, expected: str, tmp_path: Path) -> None:
    """Each problem names line and column."""
    with pytest.raises(BriefError) as caught:
        read(text, tmp_path)
    assert [str(problem).partition("meeting.yaml:")[2] for problem in caught.value.problems] == [expected]


def test_names_with_signs_that_are_no_markup_hold(tmp_path: Path) -> None:
    """Apostrophes, hyphens, brackets, dots and any letters are part of names."""
    people = "ours: [{name: Seán O'Brien-Kim (MOFA)}, {name: 김민지}, {name: J. R. Smith & Co}]"
    assert len(read(people, tmp_path).meeting.ours) == 3


def test_an_empty_file_and_the_scaffold_hold(tmp_path: Path) -> None:
    """Everything may be left out; what `new` writes is in order, and so is each key that it shows in a comment."""
    scaffold = TEMPLATE.read_text(encoding="utf-8")
    shown = "".join(
        line.removeprefix("# ") if line.startswith("# ") and n > 4 else line
        for n, line in enumerate(scaffold.splitlines(keepends=True))
    )
    assert read("", tmp_path).meeting.minutes is None
    assert read(scaffold, tmp_path).meeting.minutes == 30
    meeting = read(shown, tmp_path).meeting
    assert (meeting.interpreter, meeting.our_minutes, str(meeting.start)) == (True, 20, "2026-12-03 15:20:00")
    assert all(getattr(meeting, name) for name in ("ours", "theirs", "objectives", "asks", "purpose", "place"))


def test_a_meeting_is_known_by_its_name() -> None:
    """Any file whose name ends in meeting.yaml."""
    assert is_meeting(Path("x/meeting.yaml"))
    assert is_meeting(Path("Call-Meeting.yml"))
    assert not is_meeting(Path("points.yaml"))
