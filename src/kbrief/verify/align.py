"""Match the paragraphs of a changed text to those of a record, which has only fingerprints and word counts."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

#: A fingerprint and its number of words.
Mark = tuple[str, int]

#: The most pairs of paragraphs between two unchanged ones that are compared; more are matched in order.
MAX_PAIRS = 250_000

#: How far the word counts of a changed paragraph may differ, as a share of the larger; beyond, it is another one.
MAX_DIFFERENCE = 0.6


class Aligned(NamedTuple):
    """The old paragraph (or None) and status (same, moved, changed, new) of each new one, and the old ones gone."""

    new: tuple[tuple[int | None, str], ...]
    gone: tuple[int, ...]


def align(old: Sequence[Mark], new: Sequence[Mark]) -> Aligned:
    """Match paragraphs by fingerprint, else by position and number of words."""
    same = _same(old, new)
    in_order = _longest_rise(same)
    by_new = {j: (i, "same" if (i, j) in in_order else "moved") for i, j in same}
    used = {i for i, _ in same}
    anchors = [(-1, -1), *sorted(in_order), (len(old), len(new))]
    for (i, j), (next_i, next_j) in pairwise(anchors):
        olds = [n for n in range(i + 1, next_i) if n not in used]
        news = [n for n in range(j + 1, next_j) if n not in by_new]
        for a, b in _pairs([old[n][1] for n in olds], [new[n][1] for n in news]):
            by_new[news[b]] = olds[a], "changed"
            used.add(olds[a])
    pairs = tuple(by_new.get(j, (None, "new")) for j in range(len(new)))
    return Aligned(pairs, tuple(i for i in range(len(old)) if i not in used))


def _same(old: Sequence[Mark], new: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return the pairs of paragraphs with the same fingerprint, in order of the new one."""
    places: dict[str, list[int]] = defaultdict(list)
    for i in reversed(range(len(old))):
        places[old[i][0]].append(i)
    return [(places[fingerprint].pop(), j) for j, (fingerprint, _) in enumerate(new) if places.get(fingerprint)]


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the largest set of pairs that are in the same order on both sides."""
    last_values: list[int] = []
    indexes: list[int] = []
    previous: list[int | None] = []
    for n, (i, _) in enumerate(pairs):
        k = bisect_left(last_values, i)
        previous.append(indexes[k - 1] if k else None)
        last_values[k : k + 1], indexes[k : k + 1] = [i], [n]
    rise: set[tuple[int, int]] = set()
    last = indexes[-1] if indexes else None
    while last is not None:
        rise.add(pairs[last])
        last = previous[last]
    return rise


def _pairs(old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of old and new paragraphs, in order, whose word counts are closest."""
    if len(old) == len(new) or len(old) * len(new) > MAX_PAIRS:
        yield from ((n, n) for n in range(min(len(old), len(new))) if _distance(old[n], new[n]) <= MAX_DIFFERENCE)
        return
    costs = _costs(old, new)
    a, b = len(old), len(new)
    while a and b:
        if costs[a][b] == costs[a - 1][b - 1] + _distance(old[a - 1], new[b - 1]):
            yield a - 1, b - 1
            a, b = a - 1, b - 1
        elif costs[a][b] == costs[a - 1][b] + MAX_DIFFERENCE / 2:
            a -= 1
        else:
            b -= 1


def _costs(old: Sequence[int], new: Sequence[int]) -> list[list[float]]:
    """Return the lowest cost of turning the first a old paragraphs into the first b new ones, for each a and b."""
    costs = [[b * MAX_DIFFERENCE / 2 for b in range(len(new) + 1)]]
    for a, old_count in enumerate(old, 1):
        row = [a * MAX_DIFFERENCE / 2]
        for b, new_count in enumerate(new, 1):
            row.append(
                min(
                    costs[-1][b - 1] + _distance(old_count, new_count),
                    costs[-1][b] + MAX_DIFFERENCE / 2,
                    row[-1] + MAX_DIFFERENCE / 2,
                )
            )
        costs.append(row)
    return costs


def _distance(old_count: int, new_count: int) -> float:
    """Return the difference of two word counts as a share of the larger."""
    return abs(old_count - new_count) / max(old_count, new_count, 1)
