"""`fit`, and the file of a meeting in `new`, `check` and `schema`."""

import json
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from cli_runs import answer, run

from kbrief.pack.seconds import count_syllables, count_words

#: The shipped brief's threshold.
OVER = Fraction(75, 4)


def meeting(folder: Path, text: str) -> str:
    """Write the file of a meeting, and return its path."""
    path = folder / "meeting.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("minutes", [1, 2, 4, 6, 20])
@pytest.mark.parametrize("whom", ["trump", "harris"])
@pytest.mark.parametrize("more", [(), ("--interpreter",), ("--lang", "ko")], ids=["plain", "interpreter", "ko"])
def test_fit_is_the_best_of_all_sets(minutes: int, whom: str, more: tuple[str, ...]) -> None:
    """Seconds are counted again from the words shown, worths from the scores, and every set is tried."""
    found = answer("fit", "--minutes", str(minutes), "-a", whom, *more)
    scores = {item["id"]: item for item in answer("emphasize", "-a", whom)["items"] if item["list"] == "emphasize"}
    assert {item["id"] for item in found["items"]} == set(scores)
    worth, seconds = {}, {}
    for item in found["items"]:
        text = item["spoken"]
        said = Fraction(count_syllables(text), 5) if "ko" in more else Fraction(60 * count_words(text), 130)
        seconds[item["id"]] = said * (2 if "--interpreter" in more else 1) + 30
        worth[item["id"]] = Fraction(scores[item["id"]]["score"]) - OVER
        assert (item["seconds_exact"], item["worth"]) == (str(seconds[item["id"]]), float(worth[item["id"]]))
    best = max(
        sum((worth[name] for name in names), Fraction(0))
        for size in range(len(seconds) + 1)
        for names in combinations(seconds, size)
        if sum((seconds[name] for name in names), Fraction(0)) <= 60 * minutes
    )
    chosen = [item["id"] for item in found["items"] if item["fits"]]
    assert sum(worth[name] for name in chosen) == best == Fraction(found["worth"])
    assert sum(seconds[name] for name in chosen) <= 60 * minutes


def test_the_screen_says_what_is_left_out_and_what_a_minute_more_would_buy() -> None:
    """In words, under the table."""
    page = run("fit", "--minutes", "3", "-a", "harris", "--interpreter", "--width", "120").out
    assert "3 of 10 points fit 3 minutes, under Harris" in page
    assert "Left out: 7 points (" in page
    assert "A minute more would buy +18.75: Defense-industry base: fighters" in " ".join(page.split())
    assert "Left out: none." in run("fit", "--minutes", "20", "-a", "trump", "--width", "120").out


def test_must_and_leave_out_are_heeded_and_what_is_kept_low_is_asked_about(tmp_path: Path) -> None:
    """A point that must be raised is said whatever its worth; one that is to be kept low, with a question."""
    file = meeting(tmp_path, "minutes: 3\nmust: [prior-commitments]\nleave_out: [defense-budget]\n")
    shown = run("fit", "-a", "trump", "--meeting", file, "-f", "json")
    assert shown.code == 0
    assert (
        "meeting.yaml:2:8: Earlier commitments that could burden the new administration is a point to minimize"
        in shown.err
    )
    items = json.loads(shown.out)["items"]
    assert {item["id"]: item["fits"] for item in items}["prior-commitments"]
    assert "defense-budget" not in {item["id"] for item in items}


def test_a_must_that_does_not_fit_is_told_with_the_seconds_that_are_missing(tmp_path: Path) -> None:
    """At its place, by `fit` and by `check`."""
    file = meeting(tmp_path, "minutes: 1\nmust: [ncg, trilateral]\n")
    told = run("fit", "-a", "trump", "--meeting", file)
    assert told.code == 3
    assert "meeting.yaml:2:7: what must be said takes " in told.err
    assert "seconds more than our 1 min" in told.err
    checked = run("check", file)
    assert checked.code == 1
    assert "(meeting-must-fit)" in checked.out


def test_minutes_have_to_be_named() -> None:
    """Neither the option nor the file: exit 2, and what to type."""
    told = run("fit", "-a", "trump")
    assert (told.code, "--minutes 20" in told.err) == (2, True)
    assert run("fit", "-a", "trump", "--minutes", "0").code == 2


def test_new_writes_a_meeting_that_holds_and_overwrites_nothing(tmp_path: Path) -> None:
    """`new meeting.yaml`, then `check` of it; a second time it is refused."""
    path = str(tmp_path / "meeting.yaml")
    assert run("new", path).code == 0
    assert run("check", path).code == 0
    assert run("new", path).code == 4
    assert run("new", str(tmp_path / "call.yaml")).code == 2
    assert run("new", str(tmp_path / "a-meeting.yaml"), "--empty").code == 2


def test_the_schema_of_a_meeting_knows_its_keys() -> None:
    """`schema meeting` describes every key; --overlay does not go with it."""
    schema = json.loads(run("schema", "meeting").out)
    assert {"title", "when", "must", "leave_out", "speeds"} <= schema["properties"].keys()
    assert all(entry["description"] for entry in schema["properties"].values())
    assert run("schema", "meeting", "--overlay").code == 2


def test_check_counts_meetings_as_meetings(tmp_path: Path) -> None:
    """The file of a meeting is no brief, in any language."""
    file = meeting(tmp_path, "title: Visit")
    assert "No problem in 1 meeting." in run("check", file).err
    assert "No problem in 1 brief and 1 meeting." in run("check", "rok-us-2024", file).err
    assert "회의 1건" in run("check", file, "--lang", "ko").err
