"""How sure a placement is: against errors in ratings and weights, and what would flip it."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from math import ceil, lcm, prod

from kbrief.decide.rank import Placement
from kbrief.decide.scenario import Counted, clip
from kbrief.decide.score import MAX_RATING, Weighting
from kbrief.model import ListName


def threshold_sum(weighting: Weighting) -> int:
    """Return the least Σ w·r that is on EMPHASIZE (S ≥ T is Σ w·r ≥ 2·T·Σw / 100); minus it is MINIMIZE's highest."""
    return ceil(weighting.threshold * MAX_RATING * weighting.total / 100)


def weighted_sum(placement: Placement, weighting: Weighting) -> int:
    """Return Σ w·r of a placement, in the weighting's whole-number weights."""
    return sum(w * rating.value for w, rating in zip(weighting.weights, placement.ratings, strict=True))


def classify_sum(total: int, line: int) -> ListName:
    """Return the list on which a point with Σ w·r = `total` stands."""
    if total >= line:
        return "emphasize"
    return "minimize" if total <= -line else "hold"


#: How likely each error is, from the lowest step to the highest, by the sureness of a reading.
CHANCES = ((1, 2, 1), (1, 1, 1), (1, 1, 1, 1, 1))

#: The values that a rating may have, each with its cases.
Spots = tuple[tuple[int, int], ...]

#: A rating that may be off: its weight, and the values that it may have.
ErrorRange = tuple[int, Spots]


@dataclass(frozen=True)
class Stability:
    """Of so many equally likely cases, how many keep the list; criteria without weight add none."""

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
    """Return in how many cases the point keeps its list if each rating is off by what its basis allows.

    The errors are independent, and the rating is held within the scale; a contested rating is first one of its
    readings, each as likely. It is the category acceptability index of SMAA-TRI (Tervonen, Figueira, Lahdelma, Almeida
    Dias and Salminen 2009), here by convolution, without sampling.
    """
    pairs = zip(weighting.weights, placement.ratings, strict=True)
    doubts = [(weight, _spots(_values(rating.readings))) for weight, rating in pairs if weight]
    line = threshold_sum(weighting)
    halves = _halves(doubts)
    cases = prod(sum(cases for _, cases in spots) for _, spots in doubts)
    if placement.list == "emphasize":
        return Stability(_at_least(line, halves), cases)
    not_minimized = _at_least(1 - line, halves)
    if placement.list == "minimize":
        return Stability(cases - not_minimized, cases)
    return Stability(not_minimized - _at_least(line, halves), cases)


def _values(readings: tuple[Counted, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((reading.value, reading.sureness) for reading in readings)


@lru_cache(maxsize=1 << 12)
def _spots(readings: tuple[tuple[int, int], ...]) -> Spots:
    """Return the values that a rating with these readings (value, sureness) may have, each with its cases."""
    totals = [sum(CHANCES[sureness]) for _, sureness in readings]
    common = lcm(*totals)
    spots: Counter[int] = Counter()
    for (value, sureness), total in zip(readings, totals, strict=True):
        chances = CHANCES[sureness]
        for off, chance in enumerate(chances, start=-(len(chances) // 2)):
            spots[clip(value + off)] += chance * common // total
    return tuple(sorted(spots.items()))


def _halves(doubts: list[ErrorRange]) -> tuple[_Spread, _Spread]:
    """Return the spreads of two halves: short ones recur from point to point, and stay small at any weights."""
    ordered, half = sorted(doubts), len(doubts) // 2
    return _spread(tuple(ordered[:half])), _spread(tuple(ordered[half:]))


@lru_cache(maxsize=1 << 14)
def _spread(doubts: tuple[ErrorRange, ...]) -> _Spread:
    spread = Counter({0: 1})
    for weight, spots in doubts:
        wider: Counter[int] = Counter()
        for value, times in spots:
            for total, cases in spread.items():
                wider[total + weight * value] += cases * times
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
    reaches = [Fraction(100 * value, MAX_RATING) - threshold for value in values]
    above, below = [u for u in reaches if u >= 0], [u for u in reaches if u < 0]
    if not below or not above:
        return Fraction(not below)
    short = [Fraction(1)] + [Fraction(0)] * len(above)
    for x in below:
        for j, y in enumerate(above, start=1):
            short[j] = (y * short[j] - x * short[j - 1]) / (y - x)
    return 1 - short[-1]


@dataclass(frozen=True)
class RatingStep:
    """One rating moved from one value to another."""

    criterion: str
    old: int
    new: int

    @property
    def steps(self) -> int:
        """By how many steps."""
        return abs(self.new - self.old)


@dataclass(frozen=True)
class Flip:
    """A cheapest set of changes that moves a point, and the list where it lands."""

    changes: tuple[RatingStep, ...]
    list: ListName

    @property
    def distance(self) -> int:
        """The number of one-step changes."""
        return sum(change.steps for change in self.changes)


def flip(placement: Placement, weighting: Weighting) -> Flip | None:
    """Return the fewest one-step changes of ratings not `stated`, or contested, that move the point, None if none can.

    Of equally cheap sets: upward before downward, the heaviest criteria first, then in the order of the criteria.
    """
    total, line = weighted_sum(placement, weighting), threshold_sum(weighting)
    needs = {
        "emphasize": ((-1, total - line + 1),),
        "hold": ((1, line - total), (-1, total + line)),
        "minimize": ((1, 1 - line - total),),
    }[placement.list]
    candidates = [_moved(placement, weighting, direction, need) for direction, need in needs]
    return min(
        (candidate for candidate in candidates if candidate), key=lambda candidate: candidate.distance, default=None
    )


def _moved(placement: Placement, weighting: Weighting, direction: int, need: int) -> Flip | None:
    """Move Σ w·r by at least `need` > 0 in one direction, heaviest steps first, which takes the fewest."""
    total, still = weighted_sum(placement, weighting), need
    free = [
        (w, r)
        for w, r in zip(weighting.weights, placement.ratings, strict=True)
        if w and (r.basis != "stated" or r.is_contested)
    ]
    changes = []
    for weight, rating in sorted(free, key=lambda pair: -pair[0]):
        steps = min(MAX_RATING - direction * rating.value, -(-still // weight))
        if steps > 0:
            changes.append(RatingStep(rating.criterion, rating.value, rating.value + direction * steps))
            still -= steps * weight
    if still > 0:
        return None
    return Flip(tuple(changes), classify_sum(total + direction * (need - still), threshold_sum(weighting)))
