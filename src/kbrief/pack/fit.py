"""The emphasized points of a ranking that fit the minutes, and what the next minute would buy."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import NamedTuple

from kbrief.decide.rank import Placement, Ranking
from kbrief.pack.choose import Choice, Item, choose

MINUTE = 60


class Fit(NamedTuple):
    """What fits, the choice with a minute more, and the placements by id."""

    choice: Choice
    later: Choice
    placements: Mapping[str, Placement]
    must: frozenset[str]

    @property
    def next_minute(self) -> tuple[Fraction, tuple[str, ...], tuple[str, ...]]:
        """What the next minute would add in worth, the points that it would bring in, and those it would put out."""
        now = {item.id for item in self.choice.chosen}
        then = {item.id for item in self.later.chosen}
        new = tuple(item.id for item in self.later.chosen if item.id not in now)
        gone = tuple(item.id for item in self.choice.chosen if item.id not in then)
        return self.later.worth - self.choice.worth, new, gone

    @property
    def chosen(self) -> tuple[Placement, ...]:
        """The points that fit in speaking order: those of the list strongest first, then what must be said as well."""
        points = [self.placements[item.id] for item in self.choice.chosen]
        return tuple(sorted(points, key=lambda p: (p.list != "emphasize", -p.score)))


def fit_points(
    ranking: Ranking,
    minutes: int,
    seconds: Mapping[str, Fraction],
    must: Collection[str] = (),
    leave_out: Collection[str] = (),
) -> Fit:
    """Return the emphasized points to say in `minutes`, with `must` in and `leave_out` out.

    `seconds` tells what each point takes. A point without a line, which has none, is not said. Raises DoesNotFit.
    """
    threshold = ranking.weighting.threshold
    items = [
        Item(p.point.id, p.score - threshold, seconds[p.point.id], "emphasize" in p.source_lists)
        for p in ranking.placements
        if p.point.id in seconds and (p.point.id in must or (p.list == "emphasize" and p.point.id not in leave_out))
    ]
    wanted, room = frozenset(must), Fraction(minutes * MINUTE)
    placements = {p.point.id: p for p in ranking.placements}
    return Fit(choose(items, room, wanted), choose(items, room + MINUTE, wanted), placements, wanted)
