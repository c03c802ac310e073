"""A reading of one's own comes beside those of others, and all else in the file stays as it is."""

from pathlib import Path
from typing import Any

import pytest

from kbrief.load.yaml import read_yaml
from kbrief.store.readings import insert_reading, own_reading, with_reading
from tests.cli.helpers import overlay, run

KIM: dict[str, Any] = {"value": 1, "basis": "inferred", "why": "So.", "by": "Kim", "on": "2026-11-20"}
LEE = KIM | {"value": -1, "by": "Lee"}
NOBODY = {"value": 0, "basis": "inferred", "why": "So."}
BOARD = {"value": 2, "basis": "stated", "cites": ["board#P2"]}
UNION = {"value": -2, "basis": "stated", "cites": ["union#P2"]}


@pytest.mark.parametrize(
    ("there", "new", "own"),
    [
        ([LEE], KIM, None), ([LEE, KIM], KIM, 1), ([NOBODY], KIM, 0), ([NOBODY, NOBODY], KIM, None),
        ([BOARD], KIM, None), ([BOARD], UNION | {"by": "Kim"}, None), ([BOARD, UNION], UNION | {"by": "Kim"}, 1),
        ([BOARD | {"by": "Lee"}], BOARD | {"by": "Kim"}, None), ([{"basis": "unknown"}], KIM, 0),
        ([KIM | {"cites": ["board#P3"]}], BOARD | {"by": "Kim"}, 0), ([NOBODY, KIM], KIM, 1),
        ([{"basis": "unknown"}], BOARD, 0), ([BOARD], {"basis": "unknown", "by": "Kim"}, None),
    ],
)  # fmt: skip
def test_whose_a_reading_is(there: list[dict[str, Any]], new: dict[str, Any], own: int | None) -> None:
    """One's own is replaced, and one without a name of the same kind; what another said, or another paper, is not."""
    assert own_reading(there, new) == own


FILES = (
    "ratings:\n  tram:\n    source: {old}  # heard\n    other: {{}}\n",
    "ratings: {{tram: {{source: {old}, other: {{}}}}}}  # heard\n",
    "ratings:\n  tram:\n    source:  # heard\n      {old}\n    other: {{}}\n",
    "ratings:\r\n  tram:\r\n    source:  # heard\r\n      {old}\r\n    other: {{}}\r\n",
)
FLOW = "{value: -1, basis: inferred, why: 'So.', by: Lee, on: 2026-11-20}"
BLOCK = (
    "ratings:\n  tram:\n    source:\n      # heard\n      value: -1\n      basis: inferred # twice\n"
    "      why: >\n        So.\n\n        Or # so.\n      by: Lee\n    other: {}\n"
)
LIST = "ratings:\n  tram:\n    source:\n    - {value: 2, basis: stated, cites: [board#P2]}  # heard\n    other: {}\n"
OWN = (
    "ratings:\n  tram:\n    source:\n      - value: 1 # heard\n        basis: inferred\n        why: So.\n        by: Kim\n"
    "      - {value: 0, basis: inferred, why: So., by: Lee}\n    other: {}\n"
)


@pytest.mark.parametrize(
    "text",
    [*(file.format(old=old) for file in FILES for old in (FLOW, f"[{FLOW}]", f"[ {FLOW} , {FLOW} ]")), BLOCK, LIST, OWN],
)
def test_a_reading_comes_beside_the_others_in_any_style(text: str) -> None:
    """Whatever the style of the file, the others and every remark stay, and the file says what it is to say."""
    data = read_yaml(text.encode(), "a.yaml")
    cell = data["ratings"]["tram"]["source"]
    after = insert_reading(text, ("ratings", "tram", "source"), cell, KIM)
    data["ratings"]["tram"]["source"] = with_reading(cell, KIM)
    assert read_yaml(after.encode(), "a.yaml") == data
    assert "# heard" in after
    assert after.count("# ") == text.count("# ")
    assert ("\r\n" in text) == ("\r\n" in after) and after.count("\n") - after.count("\r\n") in {0, after.count("\n")}


def rate(*words: str) -> Any:
    return run("rate", "ncg", *words, "--width", "200", brief="mine")


def test_two_people_rate_one_point() -> None:
    """Each keeps a reading, with name and day; one's own is replaced by the next, and nothing else."""
    overlay()
    said = ("-a", "trump", "--why", "So it is.", "--by")
    assert rate("president", "1", *said, "Kim").code == 0
    ended = rate("president", "-2", *said, "Lee")
    assert "beside it      +1 [inferred] Kim" in ended.out
    assert ended.err == "ncg.president.trump: +1 [inferred] → +1 [inferred], -2 [inferred]\n"
    assert rate("president", "2", *said, "Kim").err.endswith("→ +2 [inferred], -2 [inferred]\n")
    written = Path("mine/data/ratings.yaml").read_text(encoding="utf-8")
    assert written.count('by: "Kim"') == written.count('by: "Lee"') == 1
    assert run("check", "mine", "--strict").code == 0
    unknown = rate("president", "unknown", "-a", "trump", "--by", "Kim")
    assert (unknown.code, unknown.err.splitlines()[-1]) == (2, "hint: add --replace to take all readings away")
    alone = rate("president", "unknown", "-a", "trump", "--by", "Kim", "--replace")
    assert "reading dropped  -2 [inferred] Lee" in alone.out
    assert "- {" not in Path("mine/data/ratings.yaml").read_text(encoding="utf-8")


def test_an_overlay_keeps_what_a_paper_says_below_it() -> None:
    """A stated rating of the brief below is another's: it goes along into the list of the overlay."""
    overlay()
    ended = run("rate", "camp-humphreys", "source", "-1", "--why", "We doubt it.", "--width", "200", brief="mine")
    assert ended.code == 0
    assert "beside it" in ended.out
    assert run("check", "mine", "--strict").code == 0


def test_a_stated_rating_needs_its_paragraph() -> None:
    """With --basis stated a paragraph will do for a reason, and must be there."""
    overlay()
    wrong = rate("common", "1", "--basis", "stated")
    assert (wrong.code, wrong.err.splitlines()[-1]) == (2, "hint: add --cites PARAGRAPH")
    assert rate("common", "1", "--basis", "st", "--cites", "PacNet #77#P8").code == 2
    assert rate("common", "1", "--basis", "st", "--cites", "p8", "--replace").code == 0
    assert rate("common", "unknown", "--basis", "stated").code == 2
    assert rate("common", "1", "--why", "So.", "--by", " ").code == 2
    assert "basis: stated" in Path("mine/data/ratings.yaml").read_text(encoding="utf-8")
