"""Readings, audiences, dates and words of a brief: what is taken, and what is a problem with its place and a hint."""

from pathlib import Path

import pytest

from kbrief.errors import Problem
from kbrief.load.brief import load_brief
from kbrief.load.check import check
from kbrief.model import Brief

POINT = """
  - id: toll
    label: The toll
    reason: {text: It is high., basis: unknown}
    say: {text: We lower it., basis: unknown}
    if_raised: {text: It falls., basis: unknown}
    handling: {text: Wait., basis: unknown}
    case_against: {text: It costs., basis: unknown}
    ratings:
      gain: {value: 1, basis: inferred, why: It helps the town.}
      view: {mayor: {basis: unknown}, guild: {basis: unknown}}
"""
WHOLE = f"""id: bridge
title: The bridge
as_of: "2025-06"
criteria:
  - {{id: gain, name: Gain}}
  - {{id: view, name: View, perception: true}}
administrations:
  - {{id: mayor, name: the Mayor}}
  - {{id: guild, name: the Guild}}
points:{POINT}"""
EVENT = """events:
  - id: flood
    name: A flood
    kind: expected
    what: {text: The river rises., basis: unknown}
    signs: [{text: Rain., basis: unknown}]
"""
ISSUE = """issues:
  - id: money
    name: Money
    driver: {text: Costs., basis: unknown}
    us_outlook: {text: Open., basis: stated}
    actions: []
    alignment: {kind: agreed, basis: unknown}
    cites: []
"""


def problems(folder: Path, text: str) -> list[tuple[int, str]]:
    """Return the line and rule of each problem; each has a hint."""
    found = checked(folder, text)
    assert all(problem.hint for problem in found)
    return [(problem.line, problem.rule) for problem in found]


def checked(folder: Path, text: str) -> tuple[Problem, ...]:
    """Return the problems of a brief of one file."""
    (folder / "bridge.yaml").write_text(text, encoding="utf-8")
    return check(folder / "bridge.yaml")


def loaded(folder: Path, text: str) -> Brief:
    """Return the brief of one file, which has no problem."""
    assert checked(folder, text) == ()
    return load_brief(folder / "bridge.yaml")


def test_the_smallest_brief_needs_no_word_of_one_country(tmp_path: Path) -> None:
    """Neither a transition team nor an outlook is asked for, and there may be no audience at all."""
    assert loaded(tmp_path, WHOLE).administrations[0].transition_team is None
    nobody = WHOLE.replace("administrations:\n  - {id: mayor, name: the Mayor}\n  - {id: guild, name: the Guild}\n", "")
    alone = nobody.replace("      view: {mayor: {basis: unknown}, guild: {basis: unknown}}\n", "      view: {}\n")
    assert loaded(tmp_path, alone).administrations == ()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("    ratings:\n", "    for: {council: {say: {text: Hello., basis: unknown}}}\n    ratings:\n",
         (18, "unknown-reference")),
        ("We lower it., basis: unknown}", "We lower it., basis: unknown, unless: [fire], instead: No.}",
         (14, "unknown-reference")),
        ("gain: {value: 1, basis: inferred, why: It helps the town.}", "gain: []", (19, "wrong-length")),
    ],
)  # fmt: skip
def test_what_names_nothing_is_a_problem(tmp_path: Path, old: str, new: str, found: tuple[int, str]) -> None:
    """An audience that is not there, an event that is none, a rating without reading."""
    assert [(one.line, one.rule) for one in checked(tmp_path, WHOLE.replace(old, new))] == [found]


@pytest.mark.parametrize("value", ["soon", "2025-02-30", "2025-13", "2025-07-02/2025-07-01"])
def test_a_date_that_is_none_is_a_problem(tmp_path: Path, value: str) -> None:
    """It is told at its place, with how a date looks."""
    event = EVENT.replace("    kind:", f"    date: {value}\n    kind:")
    assert [line for line, _ in problems(tmp_path, WHOLE + event)] == [24]


def test_a_newer_format_is_refused_and_nothing_else_is_told(tmp_path: Path) -> None:
    """Of a brief that was written for a newer program, what looks wrong may be right."""
    assert problems(tmp_path, "format: 2\n" + WHOLE.replace("title:", "heading:")) == [(1, "newer-format")]
    assert loaded(tmp_path, "format: 1\n" + WHOLE).format == 1


def test_a_key_is_known_by_the_name_that_it_had(tmp_path: Path) -> None:
    """`us_outlook` is `outlook`, and a problem in it stands where the file has it."""
    text = WHOLE + ISSUE
    assert problems(tmp_path, text) == [(text.splitlines().index("    us_outlook: {text: Open., basis: stated}") + 1,
                                         "stated-without-citation")]  # fmt: skip
    brief = loaded(tmp_path, text.replace("stated", "unknown"))
    assert brief.issues[0].outlook is not None


def test_an_overlay_may_use_the_name_that_a_key_had(tmp_path: Path) -> None:
    """What it says of an issue is laid on what the base says, whichever name each uses."""
    (tmp_path / "base.yaml").write_text(WHOLE + ISSUE.replace("us_outlook", "outlook").replace("stated", "unknown"))
    over = "extends: base.yaml\nissues:\n  - id: money\n    us_outlook: {text: Dire., basis: unknown}\n"
    outlook = loaded(tmp_path, over).issues[0].outlook
    assert outlook is not None
    assert outlook.text.en == "Dire."


def test_an_overlay_replaces_the_readings_of_a_cell(tmp_path: Path) -> None:
    """A claim is replaced whole, and so is a row of readings."""
    (tmp_path / "base.yaml").write_text(WHOLE)
    one, other = (
        f"{{value: {value}, basis: inferred, why: So they say., by: {by}}}" for value, by in ((2, "desk"), (-1, "kim"))
    )
    over = f"extends: base.yaml\nratings:\n  toll: {{gain: [{one}, {other}]}}\n"
    assert [one.by for one in loaded(tmp_path, over).points[0].readings("gain", None)] == ["desk", "kim"]


def test_a_brief_may_be_in_any_language(tmp_path: Path) -> None:
    """Its texts are in the languages that it names."""
    text = WHOLE.replace("title: The bridge", "title: {de: Die Brücke}\nlanguages: [de]")
    assert loaded(tmp_path, text).title.in_language("en") == "Die Brücke"
