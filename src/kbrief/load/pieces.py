"""A large brief in pieces, each of which is validated by itself."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kbrief.load.merge import Loc

#: About how many characters of JSON make a piece.
BUDGET = 50_000


#: How many budgets of small entries a mapping may have and still be kept together.
PIECE_FIELDS = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the data in the shape of the whole, and which faults found in it are faults of the whole.

    They are those inside `only`, but not inside `never`, nor at the very place of a list that is `cut` (there it tells
    how many items stood before), nor for keys that are missing from a mapping which is in `split`.
    """

    data: Any
    only: Loc = ()
    never: frozenset[Loc] = frozenset()
    cut: dict[Loc, int] = field(default_factory=dict)
    split: frozenset[Loc] = frozenset()

    def counts(self, loc: Loc, *, missing: bool) -> bool:
        """Whether a fault at this place of the piece is one of the whole."""
        if loc[: len(self.only)] != self.only or loc in self.cut or (missing and loc[:-1] in self.split):
            return False
        return not any(loc[: len(path)] == path for path in self.never)

    def in_whole(self, loc: Loc) -> Loc:
        """Return the place in the whole of a place in the piece."""
        return tuple(step + self.cut.get(loc[:n], 0) if isinstance(step, int) else step for n, step in enumerate(loc))

    def inside(self, step: str | int, wrapped: Any, start: int | None = None) -> "Piece":
        """Return the piece one level further in, wrapped in a mapping, or in a list of which `start` items are cut."""
        cut = {(step, *path): n for path, n in self.cut.items()}
        return Piece(
            wrapped,
            (step, *self.only),
            frozenset((step, *path) for path in self.never),
            cut if start is None else cut | {(): start},
            frozenset((step, *path) for path in self.split),
        )


def pieces(value: Any, budget: int = BUDGET) -> Iterator[Piece]:
    """Yield the value in pieces of about `budget` characters; together they hold all of it."""
    if isinstance(value, dict):
        yield from _of_mapping(value, budget)
    elif isinstance(value, list):
        yield from _of_list(value, budget)
    else:
        yield Piece(value)


def size(value: Any) -> int:
    """Return about how many characters of JSON a value takes."""
    return len(json.dumps(value, ensure_ascii=False)) if isinstance(value, (dict, list)) else len(str(value))


def _of_mapping(value: dict[str, Any], budget: int) -> Iterator[Piece]:
    """Yield the small entries together, then each large one in its pieces."""
    costs = {key: size(entry) + len(key) for key, entry in value.items()}
    large = {key: entry for key, entry in value.items() if costs[key] > budget and isinstance(entry, (dict, list))}
    small = {key: entry for key, entry in value.items() if key not in large}
    total = sum(costs[key] for key in small)
    groups = _groups(small, costs, budget if total > PIECE_FIELDS * budget else total)
    yield from _of_small(small, list(groups) or [[]], {key: type(entry)() for key, entry in large.items()})
    beside = small if total <= budget else {}
    for key, entry in large.items():
        for piece in pieces(entry, budget):
            yield piece.inside(key, beside | {key: piece.data})


def _of_small(small: dict[str, Any], groups: Sequence[list[str]], hollow: dict[str, Any]) -> Iterator[Piece]:
    """Yield the small entries of a mapping in groups, beside empty ones in the place of the large."""
    split = frozenset({()}) if len(groups) > 1 else frozenset[Loc]()
    for group in groups:
        yield Piece({key: small[key] for key in group} | hollow, never=frozenset((key,) for key in hollow), split=split)


def _of_list(value: list[Any], budget: int) -> Iterator[Piece]:
    """Yield neighbors together while they are small, and each large item in its pieces."""
    costs = {n: size(item) + 1 for n, item in enumerate(value)}
    for group in _groups(range(len(value)), costs, budget):
        first = group[0]
        if costs[first] > budget and isinstance(value[first], (dict, list)):
            for piece in pieces(value[first], budget):
                yield piece.inside(0, [piece.data], first)
        else:
            yield Piece([value[n] for n in group], cut={(): first})


def _groups(keys: Any, costs: dict[Any, int], budget: int) -> Iterator[list[Any]]:
    """Yield the keys in groups that cost at most a budget; what costs more by itself is a group by itself."""
    group: list[Any] = []
    room = budget
    for key in keys:
        if group and costs[key] > room:
            yield group
            group, room = [], budget
        group.append(key)
        room -= costs[key]
    if group:
        yield group
