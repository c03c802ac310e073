"""`add`: from nothing to lists and a memo without an editor."""

from pathlib import Path

import pytest
from cli_runs import items, run

EAST = "The ferry is to run each hour until October.\n\nThe board puts winter runs in front of all else.\n"


@pytest.fixture
def brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty brief with one paper and an audience."""
    monkeypatch.chdir(tmp_path)
    Path("east.txt").write_text(EAST)
    run("new", "mine", "--empty", "--source", "east.txt")
    assert run("add", "audience", "council", "--name", "The council", brief="mine").code == 0
    return "mine"


def test_every_kind_of_item_is_added(brief: str) -> None:
    """Criteria, issues, events and points come in, and the lists follow."""
    for arguments in (
        ("criterion", "cost", "--name", "What it costs"),
        ("issue", "winter", "--name", "Winter", "--driver", "Ice comes early.", "--cites", "P1"),
        ("event", "vote", "--name", "The vote", "--what", "The council votes.", "--kind", "exp", "--cites", "P1"),
        ("point", "winter-runs", "--label", "Winter runs", "--issue", "winter", "--listed", "emphasize",
         "--rate", "source=2", "--rate", "audience.council=1", "--cites", "P2", "--why", "The board wants them."),
    ):  # fmt: skip
        ended = run("add", *arguments, brief=brief)
        assert ended.code == 0, ended.err
    (point,) = items("emphasize", "-a", "council", brief=brief)
    assert (point["id"], point["say"], point["cites"]) == ("winter-runs", None, ["east-text#P2"])
    text = Path("mine/data/points.yaml").read_text()
    assert "# still to write: reason, say, if_raised, handling, case_against" in text


def test_a_brief_of_small_points_goes_through_every_command(brief: str) -> None:
    """What is not written yet is shown so, and breaks no screen and no document."""
    run("add", "point", "winter-runs", "--label", "Winter runs", "--rate", "source=2", "--cites", "P2", brief=brief)
    run("add", "point", "noon-runs", "--label", "Noon runs", "--rate", "source=-2", "--cites", "P2", brief=brief)
    run("add", "point", "fares", "--label", "Fares", brief=brief)
    Path("draft.md").write_text("We speak of noon runs.\n")
    for command in (
        ("kbrief",), ("emphasize", "-a", "council"), ("minimize",), ("hold",), ("explain", "winter-runs"), ("compare",),
        ("trace", "winter-runs"), ("memo", "-a", "council"), ("memo", "--points"), ("memo", "-o", "m.html"),
        ("board", "-o", "b.html"), ("export", "tables"), ("events",), ("lint", "draft.md", "-a", "council"),
        ("emphasize", "--search", "winter"), ("emphasize", "-f", "json"), ("explain", "fares", "-f", "json"),
    ):  # fmt: skip
        ended = run(*command, brief=brief)
        assert ended.code in ({0, 1} if command[0] == "lint" else {0}), (command, ended.err)
        assert "None" not in ended.raw, command
    assert "(not written yet)" in run("memo", brief=brief).raw
    assert "not written yet" not in run("memo", "--points", brief=brief).raw


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("point", "p", "--label", "P", "--say", "Words."), "add --cites PARAGRAPH if a paragraph says it"),
        (("point", "p", "--label", "P", "--rate", "source=2"), "add --cites PARAGRAPH if a paragraph says it"),
        (("point", "p", "--label", "P", "--rate", "source=7", "--why", "So."), "write -2, -1, 0, 1, 2 or unknown"),
        (("point", "p", "--label", "P", "--rate", "source", "--why", "So."), "write it as source=2"),
        (("point", "p", "--label", "P", "--rate", "audience=1", "--why", "So."), "write it as source=2"),
        (("point", "p", "--label", "P", "--rate", "source.council=1", "--why", "So."), "write it as source=2"),
        (("point", "p", "--label", "P", "--listed", "emphasize"), "add --cites PARAGRAPH"),
        (("point", "Not An Id", "--label", "P"), "use lowercase letters a-z"),
        (("point", "p", "--label", " "), "write one line"),
        (("point", "p", "--label", "P", "--cites", "P9"), ""),
        (("point", "p", "--label", "P", "--issue", "gone"), ""),
        ((), "name one of point, issue, event, audience, criterion"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_says_what_to_type(arguments: tuple[str, ...], hint: str, brief: str) -> None:
    """Each slip ends in 2 with a hint, and nothing is written."""
    ended = run("add", *arguments, brief=brief)
    assert ended.code == 2, ended.err
    assert hint in ended.err
    assert not Path("mine/data/points.yaml").exists()


def test_the_bundled_brief_is_not_added_to() -> None:
    """What comes with the program is not written to."""
    assert run("add", "audience", "council", "--name", "The council").code == 2
