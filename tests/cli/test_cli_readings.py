"""`rate` adds one's own reading, and keeps what others say."""

from pathlib import Path
from typing import Any

import pytest
from cli_runs import run


@pytest.fixture(autouse=True)
def _mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "mine", "--extends", "rok-us-2024").code == 0


def rate(*words: str) -> Any:
    return run("rate", "ncg", *words, "--width", "200", brief="mine")


def test_two_people_rate_one_point() -> None:
    """Each keeps a reading, with name and day; one's own is replaced by the next, and nothing else."""
    said = ("-a", "trump", "--why", "So it is.", "--by")
    assert rate("president", "1", *said, "Kim").code == 0
    ended = rate("president", "-2", *said, "Lee")
    assert "+1 [inferred] Kim" in ended.out
    assert "ncg.president.trump: +1 [inferred] → +1 [inferred], -2 [inferred]\n" in ended.out
    assert rate("president", "2", *said, "Kim").out.count("→ +2 [inferred], -2 [inferred]\n") == 1
    written = Path("mine/data/ratings.yaml").read_text(encoding="utf-8")
    assert written.count('by: "Kim"') == written.count('by: "Lee"') == 1
    assert run("check", "mine").code == 0
    unknown = rate("president", "unknown", "-a", "trump", "--by", "Kim")
    assert (unknown.code, unknown.err.splitlines()[-1]) == (2, "hint: add --replace to remove all readings")
    alone = rate("president", "unknown", "-a", "trump", "--by", "Kim", "--replace")
    assert "-2 [inferred] Lee" in alone.out
    assert "- {" not in Path("mine/data/ratings.yaml").read_text(encoding="utf-8")


def test_an_overlay_keeps_what_a_paper_says_below_it() -> None:
    """A stated rating of the brief below is another's: it goes along into the list of the overlay."""
    ended = run("rate", "camp-humphreys", "source", "-1", "--why", "We doubt it.", "--width", "200", brief="mine")
    assert ended.code == 0
    assert "beside it" in ended.out
    assert run("check", "mine").code == 0


def test_a_stated_rating_needs_its_paragraph() -> None:
    """With --basis stated a paragraph will do for a reason, and must be there."""
    wrong = rate("common", "1", "--basis", "stated")
    assert (wrong.code, wrong.err.splitlines()[-1]) == (2, "hint: add --cites PARAGRAPH")
    assert rate("common", "1", "--basis", "st", "--cites", "pacnet #77#P8").out.count("→ +1 [P8]\n") == 1
    assert rate("common", "1", "--basis", "st", "--cites", "p8", "--replace").code == 0
    assert rate("common", "unknown", "--basis", "stated").code == 2
    assert rate("common", "1", "--why", "So.", "--by", " ").code == 2
    assert "basis: stated" in Path("mine/data/ratings.yaml").read_text(encoding="utf-8")
