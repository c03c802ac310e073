"""The tally against an independent library: pymcdm's SPOTIS, a sum on a fixed scale, equals it up to scale."""

import random
from fractions import Fraction
from importlib import import_module

import pytest

from kbrief.decide.score import Weighting

pytest.importorskip("pymcdm")


@pytest.mark.parametrize("criteria", [2, 4, 6, 8])
def test_score_equals_spotis_up_to_scale(criteria: int) -> None:
    """SPOTIS is the distance from the best, 0 to 1, on bounds −2 … +2: S = 100 − 200 × that distance."""
    numpy, methods = import_module("numpy"), import_module("pymcdm.methods")
    draw = random.Random(criteria)  # noqa: S311 - test data
    weights = tuple(draw.randint(1, 9) for _ in range(criteria))
    rows = [tuple(draw.randint(-2, 2) for _ in range(criteria)) for _ in range(200)]
    spotis = methods.SPOTIS(numpy.array([[-2, 2]] * criteria))
    distances = spotis(numpy.array(rows), numpy.array(weights) / sum(weights), numpy.ones(criteria), validation=False)
    weighting = Weighting(tuple(f"c{k}" for k in range(criteria)), weights, Fraction(75, 4))
    expected = [100 - 200 * distance for distance in distances]
    assert [float(weighting.score(row)) for row in rows] == pytest.approx(expected, abs=1e-6)
