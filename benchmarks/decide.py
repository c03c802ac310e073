"""What the ranking costs, as ratios to loading the same brief uncached, and how it grows.

    python benchmarks/decide.py [POINTS]

A brief of POINTS points (1,000) × 6 criteria × 4 administrations is written, loaded from its YAML and ranked with
judgment stability, weight stability and flip distance for each administration; then half of it, to see the growth.
"""

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import yaml

from kbrief.decide.rank import rank
from kbrief.decide.scenario import Scenario
from kbrief.decide.stability import flip, stability, weight_stability
from kbrief.load.brief import load_brief
from kbrief.model import Brief

CRITERIA = ("source", "common", "budget", "president", "team", "congress")
PERCEPTIONS = CRITERIA[3:]
ADMINISTRATIONS = ("one", "two", "three", "four")
ROUNDS = 5


def rating(dice: random.Random) -> dict[str, object]:
    """Return a rating with a basis."""
    basis = dice.choice(("stated", "inferred", "unknown"))
    if basis == "unknown":
        return {"basis": basis}
    return {"basis": basis, "value": dice.randint(-2, 2), "cites": ["paper#P1"], "why": "a reason"}


def point(n: int, dice: random.Random) -> dict[str, object]:
    """Return a point with a rating on every criterion, for every administration where it is a perception."""
    line = {"text": "a line", "basis": "inferred", "why": "a reason"}
    ratings = {
        name: {a: rating(dice) for a in ADMINISTRATIONS} if name in PERCEPTIONS else rating(dice) for name in CRITERIA
    }
    texts = dict.fromkeys(("reason", "say", "if_raised", "handling", "case_against"), line)
    return {"id": f"point-{n}", "label": f"Point {n}", **texts, "ratings": ratings}


def brief(points: int) -> dict[str, object]:
    """Return the plain data of a brief with so many points."""
    dice = random.Random(points)  # noqa: S311 - a benchmark needs the same numbers each time
    unknown = {"text": "nobody says", "basis": "unknown"}
    paragraph = {"n": 1, "kind": "body", "digest": "a paper", "words": 1, "sha256": "0" * 64}
    grade = {"reliability": "F", "credibility": 6}
    names = dict.fromkeys(("name", "title", "author", "publisher", "kind"), "Paper")
    return {
        "id": "large",
        "title": "A large brief",
        "as_of": "2024-10",
        "criteria": [{"id": name, "name": name, "perception": name in PERCEPTIONS} for name in CRITERIA],
        "administrations": [{"id": name, "name": name, "transition_team": unknown} for name in ADMINISTRATIONS],
        "points": [point(n, dice) for n in range(points)],
        "sources": [{"id": "paper", "published": "2024-10", "grade": grade, "paragraphs": [paragraph], **names}],
    }


def decide(data: Brief) -> None:
    """Rank for each administration, with all that a screen shows of sureness."""
    for name in ADMINISTRATIONS:
        ranking = rank(data, Scenario(name))
        for placement in ranking.placements:
            stability(placement, ranking.weighting)
            weight_stability(placement, ranking.weighting)
            flip(placement, ranking.weighting)


def measured(points: int, folder: Path) -> tuple[float, float]:
    """Return the median seconds of (loading, deciding), taken in turn."""
    file = folder / f"large-{points}.yaml"
    dumper = yaml.CSafeDumper
    dumper.ignore_aliases = lambda *_: True  # type: ignore[method-assign] # a brief has no aliases
    file.write_text(yaml.dump(brief(points), Dumper=dumper, sort_keys=False))
    loading, deciding = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        data = load_brief(file)
        middle = time.perf_counter()
        decide(data)
        loading.append(middle - start)
        deciding.append(time.perf_counter() - middle)
    return statistics.median(loading), statistics.median(deciding)


def main() -> None:
    """Measure the brief and half of it, and print the ratios beside their aims."""
    points = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        _, half = measured(points // 2, Path(folder))
        load, whole = measured(points, Path(folder))
    print(f"deciding / loading uncached, {points} points   {whole / load:5.2f}   aim at most 1.5")
    print(f"{points} points / {points // 2} points            {whole / half:5.2f}   aim about 2: linear")


if __name__ == "__main__":
    main()
