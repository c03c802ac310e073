"""The papers of briefs that lack things: no questions, no issues, no lines, nothing to emphasize."""

import datetime as dt
import json
from itertools import pairwise
from typing import Any

import pytest

from kbrief.decide.rank import rank
from kbrief.errors import BrokenRule
from kbrief.model import Brief
from kbrief.model.meeting import Meeting
from kbrief.pages.document import Paragraph
from kbrief.pages.meta import Meta
from kbrief.pages.pack import PAPERS
from kbrief.pages.pack.plan import PackPlan
from kbrief.pages.pack.read_ahead import due
from kbrief.pages.pack.run_of_show import parts
from kbrief.render import render_document
from kbrief.render.markdown import to_markdown
from kbrief.render.pack import ensure_one_card_a_page
from speaking import texts_in

DAY = dt.date(2026, 11, 22)


def said(text: str) -> dict[str, Any]:
    """Return an inferred statement."""
    return {"text": text, "basis": "inferred", "why": "because it is so"}


def brief(count: int, value: int = 2, **more: Any) -> Brief:
    """Return a brief of so many points, all rated alike."""
    points = [
        {
            "id": f"p{n}",
            "label": f"Point {n}",
            "say": said(f"Line number {n} of the brief."),
            "ratings": {name: {"value": value, **said("")} for name in ("one", "two")},
        }
        for n in range(count)
    ]
    for point in points:
        for rating in point["ratings"].values():  # type: ignore[attr-defined]
            del rating["text"]
    criteria = [{"id": name, "name": name} for name in ("one", "two")]
    data = {"id": "b", "title": "B", "as_of": "2026-01", "criteria": criteria, "points": points, **more}
    return Brief.model_validate_json(json.dumps(data))


def plan(made: Brief, minutes: int, **meeting: Any) -> PackPlan:
    """Return what a pack of it draws on."""
    return PackPlan(rank(made), texts_in("en", made, DAY), Meeting(**meeting), minutes)


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize(("count", "value"), [(0, 2), (1, 2), (9, 2), (3, -2), (2, 0)])
def test_no_paper_has_an_empty_line_or_half_a_sentence(name: str, count: int, value: int) -> None:
    """Whatever a brief lacks is said, or not there."""
    page = to_markdown(PAPERS[name](plan(brief(count, value), 5), 0).document)
    assert "()" not in page
    assert ": \n" not in page
    assert not [line for line in page.splitlines() if line.strip() in {"-", "- ", "**", "##", "###", "1."}]


def test_talking_points_are_six_at_most_and_dropping_takes_the_last() -> None:
    """What is left out is counted by name; a point that must be said is dropped last."""
    made = plan(brief(9), 60, must=("p8",))
    whole, shorter = PAPERS["talking-points"](made, 0), PAPERS["talking-points"](made, 4)
    assert whole.left_out == ("Point 5", "Point 6", "Point 7")
    assert shorter.left_out == tuple(f"Point {n}" for n in range(1, 8))
    assert "Line number 8" in to_markdown(shorter.document)


@pytest.mark.parametrize("minutes", [1, 2, 3, 5, 8, 13, 30, 90])
def test_the_run_of_show_adds_up_to_the_second(minutes: int) -> None:
    """Parts follow each other without gaps, whatever fractions of a second the lines take."""
    rows = list(parts(plan(brief(7), minutes)))
    assert sum(part.seconds for part in rows) == 60 * minutes
    assert all(after.start == before.start + before.seconds for before, after in pairwise(rows))


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-12-03", "2026-12-01"), ("2026-12-01", "2026-11-27"), ("2026-12-06", "2026-12-03")]
)
def test_papers_are_due_two_workdays_before_at_noon(day: str, expected: str) -> None:
    """Saturdays and Sundays are no workdays."""
    start = dt.datetime.fromisoformat(f"{day} 10:00")
    assert due(start) == dt.datetime.fromisoformat(f"{expected} 12:00")
    assert due(None) is None


def test_a_card_that_takes_two_pages_is_refused() -> None:
    """A long answer would run over the edge of its card."""
    long = plan(brief(1), 5)
    document = PAPERS["cards"](long, 0).document
    meta = Meta("en", "Cards", DAY, size=14, is_card=True)
    ensure_one_card_a_page("cards.pdf", render_document(document, ".pdf", meta), document)
    over = document._replace(blocks=(*document.blocks, *(Paragraph("A line of the answer. " * 9),) * 9))
    with pytest.raises(BrokenRule, match=r"one card per page makes 4 pages, but there are [5-9]"):
        ensure_one_card_a_page("cards.pdf", render_document(over, ".pdf", meta), over)
