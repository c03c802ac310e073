"""Compute how stable a placement is against errors in ratings and weights, and what would flip it."""

from bisect import bisect_left
from collections import Counter
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from math import ceil, lcm, prod
from typing import NamedTuple

from kbrief.decide.rank import Placement
from kbrief.decide.scenario import CountedReading, clip
from kbrief.decide.score import MAX_RATING, Weighting
from kbrief.model import ListName


def threshold_sum(weighting: Weighting) -> int:
    """Return the smallest Σ w·r on EMPHASIZE (S ≥ T is Σ w·r ≥ 2·T·Σw / 100); minus it is the largest on MINIMIZE."""
    return ceil(weighting.threshold * MAX_RATING * weighting.total / 100)


def weighted_sum(placement: Placement, weighting: Weighting) -> int:
    """Return Σ w·r of a placement, with the whole-number weights of the weighting."""
    return sum(w * rating.value for w, rating in zip(weighting.weights, placement.ratings, strict=True))


def classify_sum(total: int, threshold: int) -> ListName:
    """Return the list of a point with Σ w·r = `total`."""
    if total >= threshold:
        return "emphasize"
    return "minimize" if total <= -threshold else "hold"


#: The relative chances of errors, from the lowest step to the highest, by the sureness of a reading.
ERROR_CHANCES = ((1, 2, 1), (1, 1, 1), (1, 1, 1, 1, 1))

#: The values that a rating may have, each with its number of cases.
ValueCases = tuple[tuple[int, int], ...]

#: A rating that may be off: its weight and its possible values.
ErrorRange = tuple[int, ValueCases]


class Stability(NamedTuple):
    """The number of equally likely cases, and of those that keep the list; criteria without weight add none."""

    kept: int
    cases: int

    @property
    def share(self) -> Fraction:
        """The share of cases that keep the list, 0 to 1; not the chance of being right."""
        return Fraction(self.kept, self.cases)


class _SumCases(NamedTuple):
    """The possible sums in order, the cases of each, and the cases of each or more, with a 0 after the last."""

    sums: tuple[int, ...]
    cases: tuple[int, ...]
    tails: tuple[int, ...]


def stability(placement: Placement, weighting: Weighting) -> Stability:
    """Return the number of cases that keep the list of a point if each rating may be off by what its basis allows.

    The errors are independent and the ratings clipped to the scale; a contested rating is any of its readings, all
    equally likely. It is the category acceptability index of SMAA-TRI (Tervonen, Figueira, Lahdelma, Almeida
    Dias and Salminen 2009), here by convolution, without sampling.
    """
    pairs = zip(weighting.weights, placement.ratings, strict=True)
    error_ranges = [(weight, _possible_values(_values(rating.readings))) for weight, rating in pairs if weight]
    threshold = threshold_sum(weighting)
    halves = _split_in_halves(error_ranges)
    cases = prod(sum(cases for _, cases in value_cases) for _, value_cases in error_ranges)
    if placement.list == "emphasize":
        return Stability(_count_at_least(threshold, halves), cases)
    not_minimized = _count_at_least(1 - threshold, halves)
    if placement.list == "minimize":
        return Stability(cases - not_minimized, cases)
    return Stability(not_minimized - _count_at_least(threshold, halves), cases)


def _values(readings: tuple[CountedReading, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((reading.value, reading.sureness) for reading in readings)


@lru_cache(maxsize=1 << 12)
def _possible_values(readings: tuple[tuple[int, int], ...]) -> ValueCases:
    """Return the possible values of a rating with these readings (value, sureness), each with its number of cases."""
    totals = [sum(ERROR_CHANCES[sureness]) for _, sureness in readings]
    common_denominator = lcm(*totals)
    value_cases: Counter[int] = Counter()
    for (value, sureness), total in zip(readings, totals, strict=True):
        chances = ERROR_CHANCES[sureness]
        for error, chance in enumerate(chances, start=-(len(chances) // 2)):
            value_cases[clip(value + error)] += chance * common_denominator // total
    return tuple(sorted(value_cases.items()))


def _split_in_halves(error_ranges: list[ErrorRange]) -> tuple[_SumCases, _SumCases]:
    """Return the sums of two halves of ratings: short halves recur between points, and stay small at any weights."""
    ordered, half = sorted(error_ranges), len(error_ranges) // 2
    return _count_sums(tuple(ordered[:half])), _count_sums(tuple(ordered[half:]))


@lru_cache(maxsize=1 << 14)
def _count_sums(error_ranges: tuple[ErrorRange, ...]) -> _SumCases:
    """Return the number of cases of each weighted sum of ratings that may be off."""
    cases_by_sum = Counter({0: 1})
    for weight, value_cases in error_ranges:
        next_cases: Counter[int] = Counter()
        for value, count in value_cases:
            for total, cases in cases_by_sum.items():
                next_cases[total + weight * value] += cases * count
        cases_by_sum = next_cases
    sums = sorted(cases_by_sum)
    counts = [cases_by_sum[total] for total in sums]
    tails = [0, *accumulate(reversed(counts))]
    return _SumCases(tuple(sums), tuple(counts), tuple(reversed(tails)))


def _count_at_least(minimum: int, halves: tuple[_SumCases, _SumCases]) -> int:
    """Return the number of cases in which the sum over both halves is at least `minimum`."""
    first, second = halves
    return sum(
        cases * second.tails[bisect_left(second.sums, minimum - total)]
        for total, cases in zip(first.sums, first.cases, strict=True)
    )


def weight_shares(placement: Placement, weighting: Weighting) -> dict[ListName, Fraction]:
    """Return for each list the share of all weightings that put the point there; the shares sum to 1.

    Weightings are the points of the simplex over the criteria that have weight, all equally likely.
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

    With u = 100/2·r − T, y the u ≥ 0 and x the u < 0, y − x is never 0.
    """
    margins = [Fraction(100 * value, MAX_RATING) - threshold for value in values]
    above, below = [margin for margin in margins if margin >= 0], [margin for margin in margins if margin < 0]
    if not below or not above:
        return Fraction(not below)
    below_shares = [Fraction(1)] + [Fraction(0)] * len(above)
    for x in below:
        for j, y in enumerate(above, start=1):
            below_shares[j] = (y * below_shares[j] - x * below_shares[j - 1]) / (y - x)
    return 1 - below_shares[-1]


class RatingStep(NamedTuple):
    """A change of a rating from one value to another."""

    criterion: str
    old: int
    new: int

    @property
    def steps(self) -> int:
        """The number of steps between the values."""
        return abs(self.new - self.old)


class Flip(NamedTuple):
    """The smallest set of changes that moves a point to another list, and that list."""

    changes: tuple[RatingStep, ...]
    list: ListName

    @property
    def distance(self) -> int:
        """The number of one-step changes."""
        return sum(change.steps for change in self.changes)


def flip(placement: Placement, weighting: Weighting) -> Flip | None:
    """Return the fewest one-step changes of ratings that move the point to another list, or None if none can.

    Only ratings that are contested or not `stated` change. Of equally small sets, upward comes before downward, then
    the heaviest criteria, then the order of the criteria.
    """
    total, threshold = weighted_sum(placement, weighting), threshold_sum(weighting)
    needs = {
        "emphasize": ((-1, total - threshold + 1),),
        "hold": ((1, threshold - total), (-1, total + threshold)),
        "minimize": ((1, 1 - threshold - total),),
    }[placement.list]
    candidates = [_cheapest_move(placement, weighting, direction, needed) for direction, needed in needs]
    return min(
        (candidate for candidate in candidates if candidate), key=lambda candidate: candidate.distance, default=None
    )


def _cheapest_move(placement: Placement, weighting: Weighting, direction: int, needed: int) -> Flip | None:
    """Return the fewest changes that move Σ w·r by at least `needed` > 0 in a direction, heaviest steps first."""
    total, remaining = weighted_sum(placement, weighting), needed
    changeable = [
        (w, r)
        for w, r in zip(weighting.weights, placement.ratings, strict=True)
        if w and (r.basis != "stated" or r.is_contested)
    ]
    changes = []
    for weight, rating in sorted(changeable, key=lambda pair: -pair[0]):
        steps = min(MAX_RATING - direction * rating.value, -(-remaining // weight))
        if steps > 0:
            changes.append(RatingStep(rating.criterion, rating.value, rating.value + direction * steps))
            remaining -= steps * weight
    if remaining > 0:
        return None
    return Flip(tuple(changes), classify_sum(total + direction * (needed - remaining), threshold_sum(weighting)))
