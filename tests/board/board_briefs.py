"""Boards for tests: the shipped brief's brief_texts, and small briefs from plain data."""

import datetime as dt
import json
from functools import cache
from typing import Any

from kbrief import load_brief
from kbrief.board import board
from kbrief.board.data import board_data
from kbrief.model import Brief, Lang
from kbrief.model.marks import Marks
from kbrief.pages.brief_text import BriefText
from speaking import texts_in

SHIPPED = load_brief("rok-us-2024")
SAID = {"text": "What is said.", "basis": "inferred", "why": "because"}


def brief_texts(brief: Brief = SHIPPED, lang: Lang = "en") -> BriefText:
    """Return a brief spoken of in a language, two years after the shipped one's source."""
    return texts_in(lang, brief, dt.date(2026, 11, 22))


@cache
def shipped(lang: Lang = "en") -> dict[str, Any]:
    """Return what the shipped brief's board knows, worked out once."""
    return data_of(lang=lang)


def data_of(brief: Brief = SHIPPED, lang: Lang = "en", marking: str = "", marks: Marks | None = None) -> dict[str, Any]:
    """Return what the board of a brief knows."""
    return board_data(brief_texts(brief, lang), marks or Marks(), marking, "01234567")


def page_of(brief: Brief = SHIPPED, lang: Lang = "en", marking: str = "") -> str:
    """Return the board of a brief."""
    return board(brief_texts(brief, lang), Marks(), marking, "01234567")


def made(**sections: Any) -> Brief:
    """Return a brief with two criteria, `source` and the perception `view`, and sections of plain data."""
    criteria = [{"id": "source", "name": "Source", "request": True}, {"id": "view", "name": "View", "perception": True}]
    data = {"id": "made", "title": "Made", "as_of": "2025-01", "criteria": criteria, **sections}
    return Brief.model_validate_json(json.dumps(data))


def point(name: str, **more: Any) -> dict[str, Any]:
    """Return a talking point as plain data."""
    texts = dict.fromkeys(("reason", "say", "if_raised", "handling", "case_against"), SAID)
    return {"id": name, "label": f"Label of {name}", **texts, **more}


def side(name: str) -> dict[str, Any]:
    """Return an administration as plain data."""
    return {"id": name, "name": name.title(), "transition_team": {"text": "not known", "basis": "unknown"}}


def event(name: str, shifts: dict[str, dict[str, int]] | None = None, **more: Any) -> dict[str, Any]:
    """Return an event as plain data; `shifts` of `view` are given as point → administration → steps."""
    moved = {
        target: {"view": {who: {"by": by, "basis": "inferred", "why": "because"} for who, by in steps.items()}}
        for target, steps in (shifts or {}).items()
    }
    return {"id": name, "name": name.title(), "kind": "expected", "what": SAID, "shifts": moved, **more}


def rating(value: int, basis: str = "stated", **more: Any) -> dict[str, Any]:
    """Return a rating as plain data."""
    return {"value": value, "basis": basis, "cites": ["s#P1"], "why": "because", **more}
