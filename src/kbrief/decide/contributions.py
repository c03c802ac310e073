"""What each criterion adds to a score, and which order holds whatever the weights."""

from dataclasses import dataclass
from fractions import Fraction

from kbrief.decide.rank import Placement
from kbrief.decide.score import MOST, Weighting


@dataclass(frozen=True)
class Contribution:
    """What one criterion adds to the score, in points of the score, and how much of that is stated."""

    criterion: str
    score: Fraction
    stated: Fraction

    @property
    def inferred(self) -> Fraction:
        """The part that is inferred."""
        return self.score - self.stated


def contributions(placement: Placement, weighting: Weighting) -> tuple[Contribution, ...]:
    """Return c = 100·w·r / (2·Σw) for each criterion, in their order; they sum to the score."""
    return tuple(
        Contribution(
            rating.criterion,
            Fraction(100 * weight * rating.value, MOST * weighting.total),
            Fraction(100 * weight * rating.stated, MOST * weighting.total),
        )
        for weight, rating in zip(weighting.weights, placement.ratings, strict=True)
    )


def surely_above(a: Placement, b: Placement, weighting: Weighting) -> bool:
    """Return whether `a` scores above `b` whatever the weights: nowhere lower, and higher where there is weight."""
    pairs = list(zip(a.ratings, b.ratings, weighting.weights, strict=True))
    return all(one.value >= other.value for one, other, _ in pairs) and any(
        one.value > other.value for one, other, weight in pairs if weight
    )
