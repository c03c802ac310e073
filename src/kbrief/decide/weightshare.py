"""Weight stability: what share of all weightings would leave a point on its list."""

from fractions import Fraction
from functools import lru_cache

from kbrief.decide.rank import Placement
from kbrief.decide.score import MOST, Weighting
from kbrief.model import ListName


def weight_shares(placement: Placement, weighting: Weighting) -> dict[ListName, Fraction]:
    """Return, for each list, the share of all weightings that put the point there; the shares sum to 1.

    A weighting is a point of the simplex over the criteria that have weight now; all are equally likely.
    """
    values = [r.value for r, weight in zip(placement.ratings, weighting.weights, strict=True) if weight]
    emphasize = _share_above(tuple(sorted(values)), weighting.threshold)
    minimize = _share_above(tuple(sorted(-value for value in values)), weighting.threshold)
    return {"emphasize": emphasize, "hold": 1 - emphasize - minimize, "minimize": minimize}


def weight_stability(placement: Placement, weighting: Weighting) -> Fraction:
    """Return the share of all weightings, 0 to 1, that leave the point on its list."""
    return weight_shares(placement, weighting)[placement.list]


@lru_cache(maxsize=1 << 14)
def _share_above(values: tuple[int, ...], threshold: Fraction) -> Fraction:
    """Return the share of the simplex where the weighted mean of 100/2·r reaches T (Varsi 1973; Ali 1973).

    With u = 100/2·r − T, y the u ≥ 0 and x the u < 0: y − x is never 0.
    """
    reaches = [Fraction(100 * value, MOST) - threshold for value in values]
    above, below = [u for u in reaches if u >= 0], [u for u in reaches if u < 0]
    if not below or not above:
        return Fraction(not below)
    short = [Fraction(1)] + [Fraction(0)] * len(above)
    for x in below:
        for j, y in enumerate(above, start=1):
            short[j] = (y * short[j] - x * short[j - 1]) / (y - x)
    return 1 - short[-1]
