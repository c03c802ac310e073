"""The lines between the lists in whole numbers, so that cases and steps can be counted."""

from math import ceil

from kbrief.decide.rank import Placement
from kbrief.decide.score import MOST, Weighting
from kbrief.model import ListName


def line_of(weighting: Weighting) -> int:
    """Return the least Σ w·r that is on EMPHASIZE (S ≥ T is Σ w·r ≥ 2·T·Σw / 100); minus it is MINIMIZE's highest."""
    return ceil(weighting.threshold * MOST * weighting.total / 100)


def weighted_sum(placement: Placement, weighting: Weighting) -> int:
    """Return Σ w·r of a placement, in the weighting's whole-number weights."""
    return sum(w * rating.value for w, rating in zip(weighting.weights, placement.ratings, strict=True))


def list_at(total: int, line: int) -> ListName:
    """Return the list on which a point with Σ w·r = `total` stands."""
    if total >= line:
        return "emphasize"
    return "minimize" if total <= -line else "hold"
