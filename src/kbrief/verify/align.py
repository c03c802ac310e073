"""Lay the paragraphs of a changed text on those of a record, of which only fingerprints and counts are known."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

#: A fingerprint, and how many words it is of.
Mark = tuple[str, int]

#: Up to how many pairs of paragraphs between two that are the same are weighed; of more, they are taken in order.
MOST_PAIRS = 250_000

#: How far word counts may differ of a paragraph that was changed, of the larger: beyond, it is another one.
APART = 0.6


class Aligned(NamedTuple):
    """For each new paragraph, which old one it is (None for none) and how: same, moved, changed or new; those gone."""

    new: tuple[tuple[int | None, str], ...]
    gone: tuple[int, ...]


def align(old: Sequence[Mark], new: Sequence[Mark]) -> Aligned:
    """Return which paragraph became which: by fingerprint, else by place and by how many words it has."""
    same = _same(old, new)
    in_order = _longest_rise(same)
    found = {j: (i, "same" if (i, j) in in_order else "moved") for i, j in same}
    taken = {i for i, _ in same}
    anchors = [(-1, -1), *sorted(in_order), (len(old), len(new))]
    for (i, j), (next_i, next_j) in pairwise(anchors):
        olds = [n for n in range(i + 1, next_i) if n not in taken]
        news = [n for n in range(j + 1, next_j) if n not in found]
        for a, b in _pairs([old[n][1] for n in olds], [new[n][1] for n in news]):
            found[news[b]] = olds[a], "changed"
            taken.add(olds[a])
    given = tuple(found.get(j, (None, "new")) for j in range(len(new)))
    return Aligned(given, tuple(i for i in range(len(old)) if i not in taken))


def _same(old: Sequence[Mark], new: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return pairs of paragraphs of one fingerprint, the first with the first; sorted by the new one."""
    places: dict[str, list[int]] = defaultdict(list)
    for i in reversed(range(len(old))):
        places[old[i][0]].append(i)
    return [(places[print_].pop(), j) for j, (print_, _) in enumerate(new) if places.get(print_)]


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the most pairs that stand in the same order on both sides."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for n, (i, _) in enumerate(pairs):
        k = bisect_left(ends, i)
        before.append(at[k - 1] if k else None)
        ends[k : k + 1], at[k : k + 1] = [i], [n]
    rise: set[tuple[int, int]] = set()
    last = at[-1] if at else None
    while last is not None:
        rise.add(pairs[last])
        last = before[last]
    return rise


def _pairs(old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield which of some paragraphs became which of others, in order: those whose counts of words are nearest."""
    if len(old) == len(new) or len(old) * len(new) > MOST_PAIRS:
        yield from ((n, n) for n in range(min(len(old), len(new))) if _distance(old[n], new[n]) <= APART)
        return
    costs = _costs(old, new)
    a, b = len(old), len(new)
    while a and b:
        if costs[a][b] == costs[a - 1][b - 1] + _distance(old[a - 1], new[b - 1]):
            yield a - 1, b - 1
            a, b = a - 1, b - 1
        elif costs[a][b] == costs[a - 1][b] + APART / 2:
            a -= 1
        else:
            b -= 1


def _costs(old: Sequence[int], new: Sequence[int]) -> list[list[float]]:
    """Return what it costs at the least to make the first of some paragraphs into the first of others."""
    costs = [[b * APART / 2 for b in range(len(new) + 1)]]
    for a, words in enumerate(old, 1):
        row = [a * APART / 2]
        for b, now in enumerate(new, 1):
            row.append(min(costs[-1][b - 1] + _distance(words, now), costs[-1][b] + APART / 2, row[-1] + APART / 2))
        costs.append(row)
    return costs


def _distance(before: int, now: int) -> float:
    """Return by what part of the larger two counts of words differ."""
    return abs(before - now) / max(before, now, 1)
