"""The signed tally on a fixed scale: contributions, score, list. Exact throughout."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from kbrief.model import Brief, ListName

MOST = 2
"""The largest rating in size; ratings run from -MOST to +MOST."""


def exact(number: float) -> Fraction:
    """Return the decimal that a person wrote: 0.1 is one tenth, not its nearest binary neighbor."""
    return Fraction(str(number))


@dataclass(frozen=True)
class Weighting:
    """The criteria in order, their weights as whole numbers in the brief's ratio (not all 0), the threshold (0–100]."""

    criteria: tuple[str, ...]
    weights: tuple[int, ...]
    threshold: Fraction

    @cached_property
    def total(self) -> int:
        """The sum of the weights."""
        return sum(self.weights)

    @cached_property
    def is_even(self) -> bool:
        """Whether all weights are equal, so that a tally can be read."""
        return len(set(self.weights)) == 1

    def score(self, values: tuple[int, ...]) -> Fraction:
        """Return S = Σ 100·w·r / (2·Σw) for ratings in the order of the criteria, from -100 to 100."""
        return Fraction(100 * sum(w * r for w, r in zip(self.weights, values, strict=True)), MOST * self.total)

    def tally(self, values: tuple[int, ...]) -> int | None:
        """Return Σ r, or None where the weights differ."""
        return sum(values) if self.is_even else None

    def list_of(self, score: Fraction) -> ListName:
        """Return the list for a score: EMPHASIZE from +T, MINIMIZE from -T, else HOLD."""
        if score >= self.threshold:
            return "emphasize"
        return "minimize" if score <= -self.threshold else "hold"


def weighting_of(brief: Brief, weights: Mapping[str, float] | None = None) -> Weighting:
    """Return the brief's weighting; `weights` replace the brief's own, criterion by criterion."""
    known = {**brief.weights, **(weights or {})}
    parts = [exact(known.get(criterion.id, 1)) for criterion in brief.criteria]
    scale = lcm(*(part.denominator for part in parts))
    return Weighting(
        criteria=tuple(criterion.id for criterion in brief.criteria),
        weights=tuple(int(part * scale) for part in parts),
        threshold=exact(brief.threshold),
    )
