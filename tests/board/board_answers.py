"""What the page's own modules answer, asked by node; and random briefs to ask about."""

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from board_briefs import made, point, rating, side

from kbrief.model import Brief

ANSWER = Path(__file__).parent / "js" / "answer.js"
SIDES = ("one", "two", "three")


def node() -> str:
    """Return the path of node; a reason to skip where it is absent."""
    path = shutil.which("node")
    if path is None:
        pytest.skip("node is not installed")
    return path


def answers(data: dict[str, Any], states: list[str]) -> list[dict[str, Any]]:
    """Return for each state, given as the address's fragment, the lists and what is said of each point."""
    asked = json.dumps({"data": data, "states": states})
    result = subprocess.run([node(), str(ANSWER)], input=asked, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def random_brief(draw: random.Random, *, points: int = 6, events: int = 5) -> Brief:
    """Return a brief with readings that agree and differ, groups of events, and shifts beyond the scale."""
    return made(
        mode=draw.choice(("alternatives", "together")),
        threshold=draw.choice((18.75, 25, 33.3, 50)),
        weights={"source": draw.choice((1, 1, 2, 0.5)), "view": draw.choice((1, 1, 0, 3))},
        points=[_point(draw, n) for n in range(points)],
        administrations=[side(name) for name in SIDES],
        events=[_event(draw, n, points) for n in range(events)],
    )


def _point(draw: random.Random, n: int) -> dict[str, Any]:
    ratings: dict[str, Any] = {
        "source": _cell(draw),
        "view": {name: _cell(draw) for name in SIDES if draw.random() < 0.8},
    }
    if draw.random() < 0.2:
        del ratings["source"]
    listed = {"list": draw.choice(("emphasize", "minimize")), "basis": "stated", "cites": ["s#P1"]}
    return point(f"p{n}", ratings=ratings, **({"listed": listed} if draw.random() < 0.3 else {}))


def _cell(draw: random.Random) -> Any:
    readings = [_reading(draw) for _ in range(draw.choice((1, 1, 1, 2, 3)))]
    return readings[0] if len(readings) == 1 else readings


def _reading(draw: random.Random) -> dict[str, Any]:
    basis = draw.choice(("stated", "inferred", "inferred", "unknown"))
    if basis == "unknown":
        return {"basis": "unknown"}
    why = draw.choice(("because", "From outside the source: hearsay"))
    cites = [f"s#P{n}" for n in draw.sample(range(1, 5), draw.choice((1, 2)))]
    return rating(draw.randint(-2, 2), basis, cites=cites, why=why if basis == "inferred" else "because")


def _event(draw: random.Random, n: int, points: int) -> dict[str, Any]:
    shifts = {
        f"p{k}": {"view": {name: _shift(draw) for name in SIDES if draw.random() < 0.7}}
        for k in draw.sample(range(points), min(points, 3))
    }
    said = {"text": "What is said.", "basis": "inferred", "why": "because"}
    group = {"group": draw.choice(("g1", "g2"))} if draw.random() < 0.6 else {}
    return {"id": f"e{n}", "name": f"Event {n}", "kind": "expected", "what": said, "shifts": shifts, **group}


def _shift(draw: random.Random) -> dict[str, Any]:
    why = draw.choice(("because", "From outside the source: hearsay"))
    return {"by": draw.choice((-4, -2, -1, 1, 2, 4)), "basis": "inferred", "why": why}
