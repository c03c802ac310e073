"""Split a large brief into chunks that are validated one by one."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kbrief.load.yaml_places import Loc

#: About how many characters of JSON make a chunk.
BUDGET = 50_000


#: The most budgets that the small entries of a mapping may take and still stay together.
MAX_SMALL_BUDGETS = 20


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of the data in the shape of the whole, and which faults found in it are faults of the whole.

    They are the faults inside `within`, except those inside `excluded`, those of a list in `skipped` itself (which
    has the number of items left out before), and missing keys of a mapping in `divided`.
    """

    data: Any
    within: Loc = ()
    excluded: frozenset[Loc] = frozenset()
    skipped: dict[Loc, int] = field(default_factory=dict)
    divided: frozenset[Loc] = frozenset()

    def is_fault_of_whole(self, loc: Loc, *, missing: bool) -> bool:
        """Whether a fault at this place in the chunk is a fault of the whole."""
        if loc[: len(self.within)] != self.within or loc in self.skipped or (missing and loc[:-1] in self.divided):
            return False
        return not any(loc[: len(path)] == path for path in self.excluded)

    def in_whole(self, loc: Loc) -> Loc:
        """Return the place in the whole of a place in the chunk."""
        return tuple(
            step + self.skipped.get(loc[:n], 0) if isinstance(step, int) else step for n, step in enumerate(loc)
        )

    def inside(self, step: str | int, wrapped: Any, start: int | None = None) -> "Chunk":
        """Return the chunk wrapped in a mapping, or in a list whose first `start` items are left out."""
        skipped = {(step, *path): n for path, n in self.skipped.items()}
        return Chunk(
            wrapped,
            (step, *self.within),
            frozenset((step, *path) for path in self.excluded),
            skipped if start is None else skipped | {(): start},
            frozenset((step, *path) for path in self.divided),
        )


def chunks(value: Any, budget: int = BUDGET) -> Iterator[Chunk]:
    """Yield the value in chunks of about `budget` characters; together they hold all of it."""
    if isinstance(value, dict):
        yield from _of_mapping(value, budget)
    elif isinstance(value, list):
        yield from _of_list(value, budget)
    else:
        yield Chunk(value)


def size(value: Any) -> int:
    """Return about how many characters of JSON a value takes."""
    return len(json.dumps(value, ensure_ascii=False)) if isinstance(value, (dict, list)) else len(str(value))


def _of_mapping(value: dict[str, Any], budget: int) -> Iterator[Chunk]:
    """Yield the small entries together, then each large one in chunks."""
    costs = {key: size(entry) + len(key) for key, entry in value.items()}
    large = {key: entry for key, entry in value.items() if costs[key] > budget and isinstance(entry, (dict, list))}
    small = {key: entry for key, entry in value.items() if key not in large}
    total = sum(costs[key] for key in small)
    groups = _groups(small, costs, budget if total > MAX_SMALL_BUDGETS * budget else total)
    yield from _of_small(small, list(groups) or [[]], {key: type(entry)() for key, entry in large.items()})
    small_context = small if total <= budget else {}
    for key, entry in large.items():
        for chunk in chunks(entry, budget):
            yield chunk.inside(key, small_context | {key: chunk.data})


def _of_small(small: dict[str, Any], groups: Sequence[list[str]], empty_entries: dict[str, Any]) -> Iterator[Chunk]:
    """Yield the small entries of a mapping in groups, with empty entries in place of the large ones."""
    divided = frozenset({()}) if len(groups) > 1 else frozenset[Loc]()
    for group in groups:
        yield Chunk(
            {key: small[key] for key in group} | empty_entries,
            excluded=frozenset((key,) for key in empty_entries),
            divided=divided,
        )


def _of_list(value: list[Any], budget: int) -> Iterator[Chunk]:
    """Yield small neighbors together, and each large item in chunks."""
    costs = {n: size(item) + 1 for n, item in enumerate(value)}
    for group in _groups(range(len(value)), costs, budget):
        first = group[0]
        if costs[first] > budget and isinstance(value[first], (dict, list)):
            for chunk in chunks(value[first], budget):
                yield chunk.inside(0, [chunk.data], first)
        else:
            yield Chunk([value[n] for n in group], skipped={(): first})


def _groups(keys: Any, costs: dict[Any, int], budget: int) -> Iterator[list[Any]]:
    """Yield the keys in groups that cost at most a budget; a key that costs more is a group of its own."""
    group: list[Any] = []
    left = budget
    for key in keys:
        if group and costs[key] > left:
            yield group
            group, left = [], budget
        group.append(key)
        left -= costs[key]
    if group:
        yield group
