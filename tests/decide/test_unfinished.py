"""How much of a brief is still to do."""

from pathlib import Path

import pytest
from cli_runs import items, point, run, said, small, write_brief

from kbrief.decide.unfinished import unfinished
from kbrief.load.brief import load_brief
from kbrief.load.rules.todo import SPOKEN

PARAGRAPHS = [{"n": n, "kind": "body", "words": 3, "sha256": f"{n}" * 64} for n in (1, 2, 3)]
SOURCE = {"id": "north", "name": "North", "title": "A paper", "kind": "text", "paragraphs": PARAGRAPHS,
          "grade": {"reliability": "F", "credibility": 6}}  # fmt: skip


def brief(folder: Path) -> str:
    """Write a brief of two points, three citations of two paragraphs, and a source of which nothing is known."""
    whole = point("tea", **{name: said() | {"cites": ["north#P1"]} for name in SPOKEN})
    part = point("rice", say=said() | {"cites": ["north#P2", "north#P1"]})
    del part["reason"]
    points = [whole, part]
    paragraphs = [PARAGRAPHS[0] | {"digest": "What it says."}, *PARAGRAPHS[1:]]
    return write_brief(folder / "a.yaml", small(points=points, sources=[SOURCE | {"paragraphs": paragraphs}]))


def test_what_is_to_do_is_counted(tmp_path: Path) -> None:
    """Only paragraphs that are cited need a digest."""
    found = unfinished(load_brief(brief(tmp_path)))
    assert found == ((1, 2), (1, 2), (1, 1))
    assert not found.is_empty


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "digests 1 of 2, texts of points 1 of 2, facts of sources 1 of 1 (kbrief check)"),
        ("ko", "문단 요약 2건 중 1건, 의제 문안 2건 중 1건, 출처 정보 1건 중 1건(kbrief check)"),
    ],
)
def test_the_first_screen_says_so_in_a_line(lang: str, line: str, tmp_path: Path) -> None:
    """With the command that tells it item by item; JSON has the counts."""
    path = brief(tmp_path)
    assert line in run("kbrief", "--lang", lang, brief=path).out
    assert items("kbrief", brief=path)[0]["to_do"] == {"digests": 1, "points": 1, "sources": 1}


def test_a_brief_that_is_done_says_nothing() -> None:
    """The shipped brief has nothing to do."""
    assert unfinished(load_brief("rok-us-2024")).is_empty
    assert "to do" not in run("kbrief").out
