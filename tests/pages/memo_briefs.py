"""Small briefs about a harbor, each without something that a memo might speak of all the same."""

import datetime as dt
from typing import Any

from kbrief.decide.compare import compare
from kbrief.decide.rank import rank
from kbrief.decide.scenario import Scenario
from kbrief.model import Brief
from kbrief.model.marks import Marks
from kbrief.pages.document import Document
from kbrief.pages.memo import memo
from kbrief.pages.memo.options import MemoOptions
from speaking import texts_in

TODAY = dt.date(2026, 11, 22)
BOARD, FISHERS = Scenario("board"), Scenario("fishers")


def inferred(text: str, **more: Any) -> dict[str, Any]:
    """Return an inferred statement."""
    return {"text": text, "basis": "inferred", "why": "It follows from the plan.", **more}


def stated(value: int, *cites: str, **more: Any) -> dict[str, Any]:
    """Return a stated rating."""
    return {"value": value, "basis": "stated", "cites": list(cites), **more}


def guessed(value: int) -> dict[str, Any]:
    """Return an inferred rating."""
    return {"value": value, "basis": "inferred", "why": "It follows from the plan."}


def paper(name: str, **more: Any) -> dict[str, Any]:
    """Return the record of a source, not yet graded."""
    paragraphs = [
        {"n": n, "kind": "body", "words": 10, "sha256": f"{n:064x}", "digest": f"{name} says {n}."} for n in range(1, 6)
    ]
    return {
        "id": name, "name": name.title(), "title": f"The {name} paper", "author": "A. Writer", "kind": "paper",
        "published": "2026-09", "grade": {"reliability": "F", "credibility": 6}, "paragraphs": paragraphs, **more,
    }  # fmt: skip


def point(name: str, source: Any, **more: Any) -> dict[str, Any]:
    """Return a point with all of its texts and a rating by the sources."""
    view = more.pop("view", {"board": guessed(0), "fishers": guessed(0)})
    return {
        "id": name, "label": f"The {name}", "terms": {"en": [name]},
        "reason": inferred(f"Why the {name} stands here."), "say": inferred(f"We speak of the {name}."),
        "if_raised": inferred(f"Our answer on the {name}."), "handling": inferred(f"How to handle the {name}."),
        "case_against": inferred(f"The case against the {name}."),
        "ratings": {"papers": source, "view": view}, **more,
    }  # fmt: skip


def event(name: str, moves: str, by: int = 2, whom: str = "board", **more: Any) -> dict[str, Any]:
    """Return an event that moves one point."""
    shift = {"by": by, "basis": "inferred", "why": "They would see it so."}
    return {
        "id": name, "name": f"The {name} comes", "kind": "pending", "what": inferred("It comes."),
        "signs": [inferred(f"A sign of the {name}.")], "shifts": {moves: {"view": {whom: shift}}}, **more,
    }  # fmt: skip


def harbor(**changes: Any) -> Brief:
    """Return a brief with two audiences, one paper, three points and one event; `changes` replace its sections."""
    said: dict[str, Any] = {
        "id": "harbor", "title": "The harbor at Lun", "as_of": "2026-10",
        "criteria": [{"id": "papers", "name": "Papers"}, {"id": "view", "name": "View", "perception": True}],
        "administrations": [{"id": "board", "name": "the Board"}, {"id": "fishers", "name": "the Fishers"}],
        "sources": [paper("north")],
        "points": [
            point("dredging", stated(2, "north#P1")),
            point("lights", stated(0, "north#P2")),
            point("toll", stated(-2, "north#P3")),
        ],
        "events": [event("storm", "lights")],
    }  # fmt: skip
    return Brief.model_validate_json(_json(said | changes))


def _json(data: dict[str, Any]) -> str:
    import json

    return json.dumps(data)


def written(brief: Brief, scenario: Scenario = BOARD, marks: Marks | None = None, **form: Any) -> Document:
    """Return the memo of a brief in English."""
    texts = texts_in("en", brief, TODAY)
    return memo(rank(brief, scenario), texts, MemoOptions(**form), "0a1b2c3d", marks)


def written_for(brief: Brief, *names: str, **form: Any) -> Document:
    """Return the memo of a brief for several audiences."""
    texts = texts_in("en", brief, TODAY)
    return memo(compare(brief, names), texts, MemoOptions(**form), "0a1b2c3d")
