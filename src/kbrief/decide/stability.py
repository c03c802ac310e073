"""Judgment stability: in how many of the possible errors of judgment a point stays on its list."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from math import prod

from kbrief.decide.line import line_of
from kbrief.decide.rank import Placement
from kbrief.decide.ratings import clip
from kbrief.decide.score import Weighting

Doubt = tuple[int, int, int]
"""A rating that may be off: its weight, its value, its error in steps."""


@dataclass(frozen=True)
class Stability:
    """Of so many equally likely cases, how many keep the list; criteria without weight or without error add none."""

    kept: int
    cases: int

    @property
    def share(self) -> Fraction:
        """The share of cases that keep the list, 0 to 1; not the chance of being right."""
        return Fraction(self.kept, self.cases)


@dataclass(frozen=True)
class _Spread:
    """The sums that occur, rising; the cases of each; and the cases of each or more, with a 0 after the last."""

    sums: tuple[int, ...]
    cases: tuple[int, ...]
    tails: tuple[int, ...]


def stability(placement: Placement, weighting: Weighting) -> Stability:
    """Return in how many cases the point keeps its list if each rating is off by a whole number of steps, −h to h.

    The errors are independent and uniform, and the rating is clipped to the scale: the category acceptability index of
    SMAA-TRI (Tervonen, Figueira, Lahdelma, Almeida Dias and Salminen 2009), here by convolution, without sampling.
    """
    doubts: list[Doubt] = []
    certain = 0
    for weight, rating in zip(weighting.weights, placement.ratings, strict=True):
        if weight and rating.error:
            doubts.append((weight, rating.value, rating.error))
        else:
            certain += weight * rating.value
    line = line_of(weighting)
    halves = _halves(doubts)
    cases = prod(2 * error + 1 for _, _, error in doubts)
    if placement.list == "emphasize":
        return Stability(_at_least(line - certain, halves), cases)
    not_minimized = _at_least(1 - line - certain, halves)
    if placement.list == "minimize":
        return Stability(cases - not_minimized, cases)
    return Stability(not_minimized - _at_least(line - certain, halves), cases)


def _halves(doubts: list[Doubt]) -> tuple[_Spread, _Spread]:
    """Return the spreads of two halves: short ones recur from point to point, and stay small at any weights."""
    ordered, half = sorted(doubts), len(doubts) // 2
    return _spread(tuple(ordered[:half])), _spread(tuple(ordered[half:]))


@lru_cache(maxsize=1 << 14)
def _spread(doubts: tuple[Doubt, ...]) -> _Spread:
    spread = Counter({0: 1})
    for weight, value, error in doubts:
        wider: Counter[int] = Counter()
        for off in range(-error, error + 1):
            step = weight * clip(value + off)
            for total, cases in spread.items():
                wider[total + step] += cases
        spread = wider
    sums = sorted(spread)
    counts = [spread[total] for total in sums]
    tails = [0, *accumulate(reversed(counts))]
    return _Spread(tuple(sums), tuple(counts), tuple(reversed(tails)))


def _at_least(least: int, halves: tuple[_Spread, _Spread]) -> int:
    """Return in how many cases the sum over both halves is at least `least`."""
    few, many = halves
    return sum(
        cases * many.tails[bisect_left(many.sums, least - total)]
        for total, cases in zip(few.sums, few.cases, strict=True)
    )
