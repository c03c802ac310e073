"""Compute tallies, scores and lists from ratings and weights, exactly."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, lcm

from kbrief.errors import Message, WrongUsage
from kbrief.model import Brief, ListName
from kbrief.model.lookup import resolve

#: Ratings are from -MAX_RATING to +MAX_RATING.
MAX_RATING = 2

#: The largest weight, as in a brief.
MAX_WEIGHT = 1_000_000


def as_fraction(number: float) -> Fraction:
    """Return a number as the decimal that a person wrote: 0.1 is one tenth, not its nearest binary neighbor."""
    return Fraction(str(number))


@dataclass(frozen=True)
class Weighting:
    """The criteria in order, their weights in proportion as whole numbers (not all 0), and the threshold (0–100]."""

    criteria: tuple[str, ...]
    weights: tuple[int, ...]
    threshold: Fraction

    @cached_property
    def total(self) -> int:
        """The sum of the weights."""
        return sum(self.weights)

    @cached_property
    def has_equal_weights(self) -> bool:
        """Whether all weights are equal, so that there is a tally."""
        return len(set(self.weights)) == 1

    @property
    def max_tally(self) -> int:
        """The largest possible tally."""
        return MAX_RATING * len(self.criteria)

    @property
    def threshold_tally(self) -> int:
        """The smallest tally that puts a point on EMPHASIZE if all weights are equal."""
        return ceil(self.threshold * self.max_tally / 100)

    def score(self, values: tuple[int, ...]) -> Fraction:
        """Return S = Σ 100·w·r / (2·Σw) for ratings in the order of the criteria, from -100 to 100."""
        return Fraction(100 * sum(w * r for w, r in zip(self.weights, values, strict=True)), MAX_RATING * self.total)

    def tally(self, values: tuple[int, ...]) -> int | None:
        """Return Σ r, or None if the weights differ."""
        return sum(values) if self.has_equal_weights else None

    def classify_score(self, score: Fraction) -> ListName:
        """Return the list for a score: EMPHASIZE from +T, MINIMIZE from -T, else HOLD."""
        if score >= self.threshold:
            return "emphasize"
        return "minimize" if score <= -self.threshold else "hold"


def _check_weights(brief: Brief, weights: Mapping[str, float]) -> dict[str, float]:
    names = [criterion.id for criterion in brief.criteria]
    for name, weight in weights.items():
        if not 0 <= weight <= MAX_WEIGHT:
            raise weight_error(name, f"{weight:g}")
    return {resolve(name, names, Message("criterion")): weight for name, weight in weights.items()}


def weight_error(name: str, text: str) -> WrongUsage:
    """Return the error for an invalid weight."""
    message = Message("--weights: {name}={text} is not a weight", name=name, text=text)
    return WrongUsage(message, Message("a weight is a number of at least 0, as in --weights president=2,team=0.5"))


def make_weighting(brief: Brief, weights: Mapping[str, float] | None = None) -> Weighting:
    """Return the weighting of a brief; `weights` replace its own, criterion by criterion.

    Raises UnknownName for a criterion that the brief does not have, WrongUsage for an invalid weight.
    """
    weight_by_criterion = {**brief.weights, **_check_weights(brief, weights or {})}
    fractions = [as_fraction(weight_by_criterion.get(criterion.id, 1)) for criterion in brief.criteria]
    if not any(fractions):
        names = ", ".join(criterion.id for criterion in brief.criteria)
        message = Message("every criterion has weight 0")
        raise WrongUsage(message, Message("give one of them a weight: {names}", names=names))
    scale = lcm(*(fraction.denominator for fraction in fractions))
    return Weighting(
        criteria=tuple(criterion.id for criterion in brief.criteria),
        weights=tuple(int(fraction * scale) for fraction in fractions),
        threshold=as_fraction(brief.threshold),
    )
