"""Which points fit the minutes: a 0/1 knapsack over seconds, solved exactly."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from fractions import Fraction
from heapq import merge
from math import lcm
from typing import NamedTuple


class Item(NamedTuple):
    """A point to choose: its worth, the seconds that it takes, and whether a source lists it."""

    id: str
    worth: Fraction
    seconds: Fraction
    is_listed: bool = False


class Choice(NamedTuple):
    """The items chosen for `room` seconds and those left out, both in the order given."""

    chosen: tuple[Item, ...]
    left_out: tuple[Item, ...]
    room: Fraction

    @property
    def seconds(self) -> Fraction:
        """The seconds that the chosen items take."""
        return sum((item.seconds for item in self.chosen), Fraction(0))

    @property
    def worth(self) -> Fraction:
        """The total worth of the chosen items."""
        return sum((item.worth for item in self.chosen), Fraction(0))


class DoesNotFit(ValueError):
    """The required items take more seconds than there are; `missing` is how many more."""

    def __init__(self, missing: Fraction) -> None:
        super().__init__(f"{missing} seconds are missing")
        self.missing = missing


def choose(items: Sequence[Item], room: Fraction, required: Collection[str] = frozenset()) -> Choice:
    """Return the set of items that fits `room`, includes the required ones and has the most worth.

    Ties go to more listed items, then to fewer seconds, then to the earliest items. Raises DoesNotFit.
    """
    remaining = room - sum((item.seconds for item in items if item.id in required), Fraction(0))
    if remaining < 0:
        raise DoesNotFit(-remaining)
    candidates = [item for item in items if item.id not in required and item.worth >= 0 and item.seconds <= remaining]
    chosen_ids = {*required, *(candidates[index].id for index in _best(candidates, remaining))}
    chosen = tuple(item for item in items if item.id in chosen_ids)
    return Choice(chosen, tuple(item for item in items if item.id not in chosen_ids), room)


class _State(NamedTuple):
    """A set of items: its seconds, its value, and `taken`, with a bit for each item, the first item's highest."""

    seconds: int
    value: int
    taken: int


def _best(items: Sequence[Item], room: Fraction) -> list[int]:
    """Return the indices of the best set, found by keeping the states that no other beats in value and seconds.

    Of two sets with the same value and seconds, the one with the larger `taken` is earlier in the file. Items are
    added by value per second, and states that cannot reach the value of a known set are dropped.
    """
    scaled, capacity = _scale_to_integers(items, room)
    scaled.sort(key=_sort_key)
    frontier = [_State(0, 0, 0)]
    for index, (cost, gain, bit) in enumerate(scaled):
        added = [
            _State(seconds + cost, value + gain, taken | bit)
            for seconds, value, taken in frontier
            if seconds + cost <= capacity
        ]
        frontier = _prune(_merge_frontiers(frontier, added), scaled[index + 1 :], capacity)
    taken = max(frontier, key=lambda state: (state.value, -state.seconds, state.taken)).taken
    count = len(items)
    return [index for index in range(count) if taken >> (count - 1 - index) & 1]


def _scale_to_integers(items: Sequence[Item], room: Fraction) -> tuple[list[_State], int]:
    """Return the items and the room in whole numbers; a value is the worth, with being listed as a tie-breaker."""
    time_unit = lcm(room.denominator, *(item.seconds.denominator for item in items))
    value_unit, count = lcm(*(item.worth.denominator for item in items)), len(items)
    scaled = [
        _State(
            int(item.seconds * time_unit),
            int(item.worth * value_unit) * (count + 1) + item.is_listed,
            1 << (count - 1 - index),
        )
        for index, item in enumerate(items)
    ]
    return scaled, int(room * time_unit)


def _sort_key(item: _State) -> tuple[bool, Fraction]:
    """Return the sort key of items: first those that take no time, then those with the most value per second."""
    return (False, Fraction(0)) if not item.seconds else (True, Fraction(-item.value, item.seconds))


def _prune(frontier: list[_State], further_items: list[_State], capacity: int) -> list[_State]:
    """Return the states that may still reach the best value of a greedy completion.

    `further_items` are sorted by value per second.
    """
    costs, gains = [0], [0]
    for cost, gain, _bit in further_items:
        if costs[-1] > capacity:
            break
        costs.append(costs[-1] + cost)
        gains.append(gains[-1] + gain)
    fitting_counts = [bisect_right(costs, capacity - state.seconds) - 1 for state in frontier]
    lower_bound = max(state.value + gains[index] for state, index in zip(frontier, fitting_counts, strict=True))
    return [
        state
        for state, index in zip(frontier, fitting_counts, strict=True)
        if state.value + gains[index] + _fractional_value(costs, gains, index, capacity - state.seconds) >= lower_bound
    ]


def _fractional_value(costs: list[int], gains: list[int], index: int, room: int) -> int:
    """Return the value of the fraction of the next item that still fits, rounded up."""
    if index + 1 >= len(costs):
        return 0
    return -(-(gains[index + 1] - gains[index]) * (room - costs[index]) // (costs[index + 1] - costs[index]))


def _merge_frontiers(left: list[_State], right: list[_State]) -> list[_State]:
    """Return the states of two frontiers, sorted by seconds, without those that another beats in value and seconds."""
    undominated: list[_State] = []
    for state in merge(left, right, key=lambda state: (state.seconds, -state.value, -state.taken)):
        if not undominated or state.value > undominated[-1].value:
            undominated.append(state)
    return undominated
