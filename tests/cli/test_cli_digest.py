"""`source digest` writes what a paragraph says into the record of its source."""

from pathlib import Path

import pytest
from cli_runs import run

PAPER = "The board wants boats each hour.\n\nThe crews do not.\n"


@pytest.fixture(autouse=True)
def _papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("board.txt").write_text(PAPER, encoding="utf-8")
    Path("union.txt").write_text(PAPER.replace("boats", "no boats").replace("crews", "others"), encoding="utf-8")
    assert run("new", "mine", "--empty").code == 0
    for name in ("board", "union"):
        assert run("source", "add", f"{name}.txt", "--name", name.title(), brief="mine").code == 0


def test_a_digest_goes_into_the_record_and_gives_way_to_the_next() -> None:
    """The source is named by its name or id; the old digest is told, and nothing else of the record changes."""
    record = Path("mine/seeds/board-text.yaml")
    before = record.read_text(encoding="utf-8").splitlines()
    assert run("source", "digest", "Board#P1", "Boats: hourly.", brief="mine").code == 0
    assert [line for line in record.read_text(encoding="utf-8").splitlines() if line not in before] == [
        '    digest: "Boats: hourly."'
    ]
    assert "it said  Boats: hourly." in run("source", "digest", "board-text#p1", "So.", brief="mine").out


@pytest.mark.parametrize(
    ("cite", "text", "message"),
    [
        ("P1", "So.", "'P1' is a paragraph of several sources"), ("Board#P9", "So.", "unknown paragraph 'Board#P9'"),
        ("Nobody#P1", "So.", "unknown paragraph 'Nobody#P1'"), ("Board#P1", " ", "' ' is not a line of text"),
    ],
)  # fmt: skip
def test_what_is_no_digest_is_told(cite: str, text: str, message: str) -> None:
    """Wrong usage ends in 2, and nothing is written."""
    ended = run("source", "digest", cite, text, brief="mine")
    assert (ended.code, ended.err.splitlines()[0]) == (2, f"error: {message}")


def test_the_digests_of_the_brief_below_stay() -> None:
    """The brief that comes with the program, and one that is extended, are not written to."""
    assert run("source", "digest", "P8", "So.").code == 2
    assert run("new", "desk", "--extends", "rok-us-2024").code == 0
    assert run("source", "digest", "P8", "So.", brief="desk").code == 3
