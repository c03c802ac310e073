"""Choose the emphasized points of a ranking that fit the minutes, and see what the next minute would add."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import NamedTuple

from kbrief.decide.rank import Placement, Ranking
from kbrief.pack.choose import Choice, Item, choose

MINUTE = 60


class Fit(NamedTuple):
    """The choice that fits, the choice for a minute more, the placements by id, and the required ids."""

    choice: Choice
    with_next_minute: Choice
    placements: Mapping[str, Placement]
    required: frozenset[str]

    @property
    def next_minute(self) -> tuple[Fraction, tuple[str, ...], tuple[str, ...]]:
        """The worth that the next minute would add, the points that it would add, and those that it would replace."""
        current = {item.id for item in self.choice.chosen}
        next_ids = {item.id for item in self.with_next_minute.chosen}
        added = tuple(item.id for item in self.with_next_minute.chosen if item.id not in current)
        removed = tuple(item.id for item in self.choice.chosen if item.id not in next_ids)
        return self.with_next_minute.worth - self.choice.worth, added, removed

    @property
    def chosen(self) -> tuple[Placement, ...]:
        """The chosen points in speaking order: emphasized ones from the strongest, then other required ones."""
        points = [self.placements[item.id] for item in self.choice.chosen]
        return tuple(sorted(points, key=lambda placement: (placement.list != "emphasize", -placement.score)))


def fit_points(
    ranking: Ranking,
    minutes: int,
    seconds: Mapping[str, Fraction],
    required: Collection[str] = (),
    leave_out: Collection[str] = (),
) -> Fit:
    """Return the emphasized points to say in `minutes`, with `must` in and `leave_out` out.

    `seconds` tells what each point takes. A point without a line, which has none, is not said. Raises DoesNotFit.
    """
    threshold = ranking.weighting.threshold
    items = [
        Item(
            placement.point.id,
            placement.score - threshold,
            seconds[placement.point.id],
            "emphasize" in placement.source_lists,
        )
        for placement in ranking.placements
        if placement.point.id in seconds
        and (placement.point.id in required or (placement.list == "emphasize" and placement.point.id not in leave_out))
    ]
    required_ids, room = frozenset(required), Fraction(minutes * MINUTE)
    placements = {placement.point.id: placement for placement in ranking.placements}
    return Fit(choose(items, room, required_ids), choose(items, room + MINUTE, required_ids), placements, required_ids)
