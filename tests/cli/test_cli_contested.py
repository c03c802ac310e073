"""A brief with contested ratings, two sources and audiences that decide together: every command answers."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_runs import run

BRIEF = str(Path(__file__).parent.parent / "briefs" / "good" / "contested.yaml")
EAST = ("-a", "east")


def items(*arguments: str) -> list[dict[str, Any]]:
    """Return the items of a command on this brief."""
    found: list[dict[str, Any]] = json.loads(run(*arguments, "-f", "json", brief=BRIEF).out)["items"]
    return found


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(
    "arguments",
    [(), ("emphasize",), ("hold", *EAST), ("minimize", "-a", "west"), ("emphasize", "--stated-only"), ("memo", *EAST),
     ("compare",), ("explain", "toll", *EAST), ("trace", "toll"), ("trace", "toll.source"), ("issues",), ("events",),
     ("issue", "money", *EAST), ("what-if", "flood", *EAST), ("strategy",), ("checklist",), ("sources",),
     ("background",), ("check",), ("memo",)],
    ids=" ".join,
)  # fmt: skip
def test_every_screen_answers(arguments: tuple[str, ...], lang: str) -> None:
    """Contested ratings break no screen, in either language."""
    found = run("--lang", lang, *arguments, brief=BRIEF)
    assert found.code == 0, found.err


@pytest.mark.parametrize("ending", ["html", "docx", "hwpx", "json"])
def test_every_document_is_written(tmp_path: Path, ending: str) -> None:
    """The memo and the board are written."""
    assert run("memo", *EAST, "-o", str(tmp_path / f"memo.{ending}"), brief=BRIEF).code == 0
    assert run("board", "-o", str(tmp_path / "board.html"), brief=BRIEF).code == 0


def test_a_list_says_what_is_contested_and_who_lists_it() -> None:
    """With the label, what to say to this audience, and the reason."""
    (item,) = [item for item in items("emphasize", *EAST) if item["id"] == "toll"]
    assert item["contested"] == ["source", "view"]
    assert item["outside"] == ["view"]
    assert (item["source_list"], item["source_lists"]) == (None, ["emphasize", "minimize"])
    assert item["label"] == "A lower toll"
    assert item["say"] == "We lower it for neighbors."
    assert item["reason"] == "The papers speak of it."


def test_what_is_said_is_true_after_the_event() -> None:
    """Unless an event has happened, one text holds; then the other."""
    said = [items("hold", "-a", "west", *given)[0]["say"] for given in ((), ("--given", "flood"))]
    assert [text.startswith("We lower the toll") for text in said] == [True, True]
    assert [text.endswith("has fallen.") for text in said] == [False, True]


def test_explain_shows_every_reading() -> None:
    """Each with its value, paragraphs, and who made it when; none stands behind what it speaks against."""
    (item,) = items("explain", "toll", *EAST)
    source, _, view = item["criteria"]
    assert [(one["value"], one["cites"], one["by"], one["on"]) for one in source["readings"]] == [
        (2, ["upper#P2"], "desk", "2025-06-13"), (-2, ["lower#P2"], None, None),
    ]  # fmt: skip
    assert (source["rating"], source["cites"], source["contested"]) == (0, [], True)
    assert (view["rating"], [one["outside"] for one in view["readings"]]) == (1, [False, True, False])


def test_who_blocks_is_named_where_all_decide_together() -> None:
    """The joint list, its score, and under whom it is kept low."""
    found = {item["id"]: item for item in items("compare")}
    assert (found["toll"]["joint_list"], found["toll"]["blocked_by"]) == ("hold", [])
    assert (found["lamp"]["joint_list"], found["lamp"]["differs"]) == ("emphasize", "not known")
    assert found["toll"]["joint_score"] == min(found["toll"]["scores"].values())


def test_an_event_has_its_likelihood_and_date() -> None:
    """As the analyst holds them."""
    (event,) = items("events")
    assert (event["likelihood"]["word"], event["date"]) == ("likely", "2025-09-01/2025-10-15")


def test_an_action_has_the_owner_and_due_day_of_the_brief() -> None:
    """Until a mark says otherwise."""
    (action,) = items("checklist")
    assert (action["owner"], action["due"], action["done"]) == ("Desk", "2025-07-01", False)
