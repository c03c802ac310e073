"""Flip distance: how little of our own judgment would have to change to move a point to another list."""

from dataclasses import dataclass

from kbrief.decide.line import line_of, list_at, weighted_sum
from kbrief.decide.rank import Placement
from kbrief.decide.score import MOST, Weighting
from kbrief.model import ListName


@dataclass(frozen=True)
class Change:
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

    changes: tuple[Change, ...]
    list: ListName

    @property
    def distance(self) -> int:
        """The number of one-step changes."""
        return sum(change.steps for change in self.changes)


def flip(placement: Placement, weighting: Weighting) -> Flip | None:
    """Return the fewest one-step changes of ratings that are not `stated` that move the point, None if none can.

    Of equally cheap sets: upward before downward, the heaviest criteria first, then in the order of the criteria.
    """
    total, line = weighted_sum(placement, weighting), line_of(weighting)
    needs = {
        "emphasize": ((-1, total - line + 1),),
        "hold": ((1, line - total), (-1, total + line)),
        "minimize": ((1, 1 - line - total),),
    }[placement.list]
    found = [_moved(placement, weighting, direction, need) for direction, need in needs]
    return min((way for way in found if way), key=lambda way: way.distance, default=None)


def _moved(placement: Placement, weighting: Weighting, direction: int, need: int) -> Flip | None:
    """Move Σ w·r by at least `need` > 0 in one direction, heaviest steps first, which takes the fewest."""
    total, still = weighted_sum(placement, weighting), need
    free = [(w, r) for w, r in zip(weighting.weights, placement.ratings, strict=True) if w and r.basis != "stated"]
    changes = []
    for weight, rating in sorted(free, key=lambda pair: -pair[0]):
        steps = min(MOST - direction * rating.value, -(-still // weight))
        if steps > 0:
            changes.append(Change(rating.criterion, rating.value, rating.value + direction * steps))
            still -= steps * weight
    if still > 0:
        return None
    return Flip(tuple(changes), list_at(total + direction * (need - still), line_of(weighting)))
