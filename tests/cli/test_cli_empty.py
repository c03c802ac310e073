"""A brief with next to nothing in it: every command answers, in every format, on every screen."""

import json
from pathlib import Path

import pytest
from cli_runs import office, point, run, small, write_brief

COMMANDS: dict[tuple[str, ...], str] = {
    ("kbrief",): "Small",
    ("issues",): "No issue has all that you asked for.",
    ("strategy",): "Strategy: 0 steps, 0 considerations",
    ("checklist",): "Nothing is open.",
    ("emphasize",): "No point is on this list.",
    ("minimize",): "No point is on this list.",
    ("hold",): "No point is on this list.",
    ("compare",): "No point is on this list.",
    ("events",): "No event has all that you asked for.",
    ("background",): "This brief has no background.",
    ("sources",): "This brief has no source record.",
}


@pytest.fixture
def bare(tmp_path: Path) -> str:
    """The least brief that holds."""
    return write_brief(tmp_path / "bare.yaml", small())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_bare_brief_gets_a_clear_line_and_no_error(bare: str, command: tuple[str, ...]) -> None:
    """An empty result ends in 0: no items in JSON, a line that says so in Markdown and on the screen."""
    asked = json.loads(run(*command, "--format", "json", brief=bare).out)
    assert [item for item in asked["items"] if item.get("id") != "small"] == []
    for form in (("--format", "md"), ("--width", "80"), ("--width", "40")):
        ended = run(*command, *form, brief=bare)
        assert ended.code == 0
        assert COMMANDS[command] in ended.out
    assert run(*command, brief=bare).code == 0
    assert run(*command, "--format", "csv", brief=bare).code == 0


@pytest.mark.parametrize("form", [("--format", "json"), ("--format", "csv"), ("--format", "md"), ()])
def test_a_memo_and_an_empty_filter_hold_too(bare: str, form: tuple[str, ...]) -> None:
    """With nothing to say the memo says so; a status that no event has gives an empty list in every format."""
    assert "No point is on this list." in run("memo", brief=bare).out
    assert run("events", "--status", "ruled-out", *form).code == 0


def test_a_brief_without_records_or_head_lines_says_that_nothing_can_be_traced(bare: str) -> None:
    """Head lines of a brief that has none of its own are neutral, and the missing record is told."""
    assert run("emphasize", brief=bare).err.splitlines()[1:] == [
        "No source record: nothing here can be traced to a paragraph.",
        "No audience assumed, so no perception counts. Tallies are this brief's coding.",
    ]


def test_without_administrations_events_have_nobody_to_move(tmp_path: Path) -> None:
    """Where a brief knows no administration, --given says so."""
    event = {"id": "storm", "name": "Storm", "kind": "expected", "what": point("x")["say"]}
    brief = write_brief(tmp_path / "b.yaml", small(events=[event]))
    ended = run("emphasize", "--given", "storm", brief=brief)
    assert ended.code == 2
    assert "hint: this brief has no administration" in ended.err
    assert "hint: this brief has no administration" in run("emphasize", "-a", "trump", brief=brief).err
    assert run("events", brief=brief).code == 0


def test_one_administration_compares_with_itself_alone(tmp_path: Path) -> None:
    """With one administration there is no difference, every point is without regret, and the memo has no section 7."""
    brief = write_brief(tmp_path / "b.yaml", small(administrations=[office("solo")], points=[point("p")]))
    item = json.loads(run("compare", "--format", "json", brief=brief).out)["items"][0]
    assert (item["lists"], item["difference"], item["no_regret"]) == ({"solo": "hold"}, None, True)
    assert "The other administration" not in run("memo", "-a", "solo", brief=brief).out
