"""`pack`: every paper in every format, within the rules, whole or not at all."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cli_runs import Run, run

PAPERS = ("talking-points", "q-and-a", "read-ahead", "run-of-show", "cards", "memo")
MEETING = """
title: {en: Call on the transition team, ko: 인수팀 면담}
when: 2026-12-03 15:20
minutes: 30
our_minutes: 20
interpreter: true
purpose: {en: To open a working channel., ko: 실무 협의 채널 개설}
objectives:
  - {en: A named contact for three months., ko: 3개월간의 접촉 창구 지정}
  - {en: A date for a meeting on shipbuilding., ko: 조선 협력 회의 일정 합의}
ours: [{name: Kim Min-ji, role: {en: Minister, ko: 장관}}]
theirs: [{name: Jane Doe}]
coordination: [{name: MND, role: {en: cleared, ko: 협의 완료}}]
asks: [{en: A larger share of the costs., ko: 비용 분담 확대}]
must: [ncg]
leave_out: [values-alliance]
"""


@pytest.fixture(name="meeting")
def _meeting(tmp_path: Path) -> str:
    path = tmp_path / "meeting.yaml"
    path.write_text(MEETING, encoding="utf-8")
    return str(path)


def packed(folder: Path, *arguments: str) -> tuple[Run, dict[str, Any]]:
    """Make a pack, and return how the run ended and what pack.json says."""
    made = run("pack", *arguments, "-o", str(folder))
    told = json.loads((folder / "pack.json").read_text(encoding="utf-8")) if made.code == 0 else {}
    return made, told


@pytest.mark.parametrize(
    ("minutes", "whom", "more"),
    [
        (1, "trump", ()),
        (7, "harris", ("--interpreter", "--house", "dod")),
        (20, "trump", ("--lang", "ko", "--house", "korea")),
        (90, "harris", ("--lang", "ko", "--interpreter", "--house", "korea")),
        (3, "trump", ("--house", "canada")),
    ],
)
def test_every_rule_holds_on_the_finished_files(minutes: int, whom: str, more: tuple[str, ...], tmp_path: Path) -> None:
    """A sample of durations, audiences and houses; `benchmarks/pack.py sweep` goes through all of them."""
    made, told = packed(tmp_path / "out", "-a", whom, "--minutes", str(minutes), *more, "--as", "docx,pdf")
    assert made.code == 0, made.err
    assert [rule for rule in told["rules"] if rule["holds"] is False] == []
    measured = {rule["id"] for rule in told["rules"] if rule["holds"]}
    assert {"talking-points-page", "talking-points-count", "answer-words", "minutes-add-up", "card-size"} <= measured


def test_a_pack_has_every_paper_in_every_format_and_says_what_is_in_it(meeting: str, tmp_path: Path) -> None:
    """The folder has what pack.json lists, with these hashes, and the calendar of the meeting."""
    formats = ("docx", "pdf", "md", "html", "hwpx")
    made, told = packed(tmp_path / "out", "-a", "trump", "--meeting", meeting, "--as", ",".join(formats))
    assert made.code == 0, made.err
    names = {f"{paper}.{form}" for paper in PAPERS for form in formats} | {"calendar.ics"}
    listed = {file["name"]: file["sha256"] for file in told["files"]}
    assert set(listed) == names
    for name, digest in listed.items():
        assert sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest
    assert {path.name for path in (tmp_path / "out").iterdir()} == names | {"pack.json"}
    assert (told["minutes"], told["our_minutes"], told["interpreter"]) == (30, 20, True)


def test_the_papers_say_what_the_meeting_says(meeting: str, tmp_path: Path) -> None:
    """Objectives, people, what must and what must not be raised, the order, and times that add up."""
    made, _told = packed(tmp_path / "out", "-a", "trump", "--meeting", meeting, "--as", "md")
    assert made.code == 0, made.err
    points, ahead, show, cards, answers = (
        (tmp_path / "out" / f"{name}.md").read_text(encoding="utf-8")
        for name in ("talking-points", "read-ahead", "run-of-show", "cards", "q-and-a")
    )
    assert points.index("Objectives") < points.index("### 1. South Korea carries") < points.index("Not to be raised")
    assert "### 6. The NCG has brought results" in points
    assert "Left out to save space: 1 (" in points
    assert points.partition("Not to be raised")[2].strip().startswith("Strategic alliance built on values;")
    assert "**Due:** December 1, 2026, 12:00" in ahead
    for section in ("Purpose", "Talking points", "Objectives", "Background", "Their likely asks", "Coordination"):
        assert f"## {section}\n" in ahead
    assert "A larger share of the costs." in ahead
    assert "| Kim Min-ji | Defense budget" in show
    assert "| 30:00 |" in show
    assert "# If raised: Making the NCG" in cards
    assert answers.index("Handle with caution") < answers.index("Emphasize: lead with")


def test_a_pack_is_the_same_each_time(meeting: str, tmp_path: Path) -> None:
    """Two runs give the same bytes, in all formats."""
    for name in ("one", "two"):
        made, _told = packed(tmp_path / name, "-a", "harris", "--meeting", meeting, "--as", "docx,pdf,hwpx")
        assert made.code == 0, made.err
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in files)


def test_a_rule_that_no_shortening_can_keep_ends_in_1_and_writes_nothing(tmp_path: Path) -> None:
    """The file, the rule, what was measured and what is wanted are told."""
    path = tmp_path / "meeting.yaml"
    path.write_text(MEETING.replace("To open a working channel.", "One. Two. Three. Four. Five."), encoding="utf-8")
    made, _told = packed(tmp_path / "out", "-a", "trump", "--meeting", str(path), "--as", "md")
    assert made.code == 1
    assert "read-ahead.md cannot meet the rule purpose-sentences: 5 measured, 1…3 required" in made.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--minutes", "0"), 2, "--minutes"),
        ((), 2, "the length of the meeting is missing"),
        (("--minutes", "20", "--house", "atlantis"), 2, "unknown house 'atlantis'"),
        (("--minutes", "20", "--as", "rtf"), 2, "unknown format 'rtf'"),
        (("--minutes", "20", "--meeting", "nowhere.yaml"), 3, "nowhere.yaml cannot be read"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(
    arguments: tuple[str, ...], code: int, said: str, tmp_path: Path
) -> None:
    """Each ends in its own exit code."""
    made, _told = packed(tmp_path / "out", "-a", "trump", *arguments)
    assert (made.code, said in made.err) == (code, True), made.err
    assert not (tmp_path / "out").exists()


def test_a_must_that_does_not_fit_writes_nothing(tmp_path: Path) -> None:
    """Told at its place, with the seconds that are missing."""
    path = tmp_path / "meeting.yaml"
    path.write_text("minutes: 1\nmust: [ncg, trilateral]\n", encoding="utf-8")
    made, _told = packed(tmp_path / "out", "-a", "trump", "--meeting", str(path))
    assert (made.code, "meeting.yaml:2:7: what must be said" in made.err) == (3, True)
    assert not (tmp_path / "out").exists()


def test_the_calendar_has_the_meeting_and_the_due_time(meeting: str, tmp_path: Path) -> None:
    """An event of half an hour, and one at noon two workdays before."""
    packed(tmp_path / "out", "-a", "trump", "--meeting", meeting, "--as", "md")
    lines = (tmp_path / "out" / "calendar.ics").read_text(encoding="utf-8").splitlines()
    assert {"DTSTART:20261203T152000", "DTEND:20261203T155000", "DTSTART:20261201T120000"} <= set(lines)
