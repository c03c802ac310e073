"""Which points fit the minutes: a 0/1 knapsack over seconds, solved exactly."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from fractions import Fraction
from heapq import merge
from math import lcm
from typing import NamedTuple


class Item(NamedTuple):
    """A point to choose: what it is worth and costs in seconds (both exact), and whether a source lists it."""

    id: str
    worth: Fraction
    seconds: Fraction
    is_listed: bool = False


class Choice(NamedTuple):
    """The chosen items and those left out, both in the order given, of `room` seconds."""

    chosen: tuple[Item, ...]
    left_out: tuple[Item, ...]
    room: Fraction

    @property
    def seconds(self) -> Fraction:
        """The seconds that the chosen items take."""
        return sum((item.seconds for item in self.chosen), Fraction(0))

    @property
    def worth(self) -> Fraction:
        """What the chosen items are worth together."""
        return sum((item.worth for item in self.chosen), Fraction(0))


class DoesNotFit(ValueError):
    """What must be said takes more seconds than there are; `missing` says how many."""

    def __init__(self, missing: Fraction) -> None:
        super().__init__(f"{missing} seconds are missing")
        self.missing = missing


def choose(items: Sequence[Item], room: Fraction, must: Collection[str] = frozenset()) -> Choice:
    """Return the set of items that fits `room`, has `must` in it and is worth most.

    Ties go to more listed items, then to fewer seconds, then to the earliest items. Raises DoesNotFit.
    """
    left = room - sum((item.seconds for item in items if item.id in must), Fraction(0))
    if left < 0:
        raise DoesNotFit(-left)
    free = [item for item in items if item.id not in must and item.worth >= 0 and item.seconds <= left]
    taken = {*must, *(free[index].id for index in _best(free, left))}
    chosen = tuple(item for item in items if item.id in taken)
    return Choice(chosen, tuple(item for item in items if item.id not in taken), room)


class _State(NamedTuple):
    """A set of items: its seconds, its value, and `taken`, which has a bit an item, that of the first one highest."""

    seconds: int
    value: int
    taken: int


def _best(items: Sequence[Item], room: Fraction) -> list[int]:
    """Return the indices of the best set, by a table of states that nothing beats for fewer seconds.

    Of two sets alike in value and seconds the one with larger `taken` is earlier in the file. Items come by value a
    second, and what cannot reach a set that is known to fit is dropped.
    """
    scaled, most = _scaled(items, room)
    scaled.sort(key=_density)
    frontier = [_State(0, 0, 0)]
    for n, (cost, gain, bit) in enumerate(scaled):
        added = [
            _State(seconds + cost, value + gain, taken | bit)
            for seconds, value, taken in frontier
            if seconds + cost <= most
        ]
        frontier = _promising(_undominated(frontier, added), scaled[n + 1 :], most)
    taken = max(frontier, key=lambda state: (state.value, -state.seconds, state.taken)).taken
    count = len(items)
    return [index for index in range(count) if taken >> (count - 1 - index) & 1]


def _scaled(items: Sequence[Item], room: Fraction) -> tuple[list[_State], int]:
    """Return the items and the room in whole numbers: a value is the worth, and far below it whether it is listed."""
    second = lcm(room.denominator, *(item.seconds.denominator for item in items))
    unit, count = lcm(*(item.worth.denominator for item in items)), len(items)
    scaled = [
        _State(
            int(item.seconds * second),
            int(item.worth * unit) * (count + 1) + item.is_listed,
            1 << (count - 1 - index),
        )
        for index, item in enumerate(items)
    ]
    return scaled, int(room * second)


def _density(item: _State) -> tuple[bool, Fraction]:
    """Return by what items are sorted: those that take no time first, then by value a second, the highest first."""
    return (False, Fraction(0)) if not item.seconds else (True, Fraction(-item.value, item.seconds))


def _promising(frontier: list[_State], rest: list[_State], most: int) -> list[_State]:
    """Return the states that may still reach the value of the best greedy end; `rest` comes by value a second."""
    costs, gains = [0], [0]
    for cost, gain, _bit in rest:
        if costs[-1] > most:
            break
        costs.append(costs[-1] + cost)
        gains.append(gains[-1] + gain)
    fits = [bisect_right(costs, most - state.seconds) - 1 for state in frontier]
    floor = max(state.value + gains[n] for state, n in zip(frontier, fits, strict=True))
    return [
        state
        for state, n in zip(frontier, fits, strict=True)
        if state.value + gains[n] + _part(costs, gains, n, most - state.seconds) >= floor
    ]


def _part(costs: list[int], gains: list[int], n: int, room: int) -> int:
    """Return what the part of the next item that still fits is worth, rounded up."""
    if n + 1 >= len(costs):
        return 0
    return -(-(gains[n + 1] - gains[n]) * (room - costs[n]) // (costs[n + 1] - costs[n]))


def _undominated(left: list[_State], right: list[_State]) -> list[_State]:
    """Return the states of two frontiers, by seconds, that none with as few seconds beats."""
    kept: list[_State] = []
    for state in merge(left, right, key=lambda state: (state.seconds, -state.value, -state.taken)):
        if not kept or state.value > kept[-1].value:
            kept.append(state)
    return kept
