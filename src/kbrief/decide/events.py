"""What-if: how the points would stand if events happened, and what it is worth to know."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kbrief.decide.likelihood import Band, band
from kbrief.decide.rank import Placement, Ranking, rank
from kbrief.decide.ratings import Applied, Setting, known_events
from kbrief.decide.worth import break_even, least_value_of_watching
from kbrief.model import Brief, Event, Point


@dataclass(frozen=True)
class Shifted:
    """A rating that events shift: its old and new value, and whether the end of the scale cut the shift."""

    criterion: str
    old: int
    new: int
    is_clipped: bool


@dataclass(frozen=True)
class Effect:
    """What the events do to one point; break-even and value of watching are None where there is none to give."""

    before: Placement
    after: Placement
    shifted: tuple[Shifted, ...]
    break_even: Fraction | None
    value_of_watching: Fraction | None

    @property
    def point(self) -> Point:
        """The point."""
        return self.before.point

    @property
    def changes_list(self) -> bool:
        """Whether the point would stand on another list."""
        return self.before.list != self.after.list

    @property
    def moved(self) -> tuple[Shifted, ...]:
        """The ratings whose value changes."""
        return tuple(rating for rating in self.shifted if rating.old != rating.new)

    @property
    def clipped(self) -> tuple[Shifted, ...]:
        """The ratings whose shift the end of the scale cut, moved or not."""
        return tuple(rating for rating in self.shifted if rating.is_clipped)


@dataclass(frozen=True)
class WhatIf:
    """All points before and after the events, and the effect on each in the order of the file."""

    events: tuple[Event, ...]
    before: Ranking
    after: Ranking
    effects: tuple[Effect, ...]

    @property
    def affected(self) -> tuple[Effect, ...]:
        """The effects on points that some event shifts."""
        return tuple(effect for effect in self.effects if effect.shifted)


def what_if(
    brief: Brief, setting: Setting, events: Sequence[str], weights: Mapping[str, float] | None = None
) -> WhatIf:
    """Place every point in `setting` and again with `events` given too; with no administration nothing shifts.

    Value of watching is given for one event that has a likelihood: no probability is held of several together.
    Raises UnknownName.
    """
    before, after = rank(brief, setting, weights), rank(brief, given_also(setting, events), weights)
    asked = tuple(brief.event_by_id[event] for event in known_events(brief, events))
    odds = likelihood_band(asked[0]) if len(asked) == 1 else None
    threshold = before.weighting.threshold
    return WhatIf(
        asked,
        before,
        after,
        tuple(_effect(*pair, threshold, odds) for pair in zip(before.placements, after.placements, strict=True)),
    )


def given_also(setting: Setting, events: Iterable[str]) -> Setting:
    """Return the setting with `events` given too, each event once."""
    return replace(setting, given=tuple(dict.fromkeys((*setting.given, *events))))


def likelihood_band(event: Event) -> Band | None:
    """Return the probabilities that an event's likelihood stands for, None where no likelihood is held."""
    return band(event.likelihood.word, event.likelihood.yardstick) if event.likelihood else None


def _effect(before: Placement, after: Placement, threshold: Fraction, odds: Band | None) -> Effect:
    value = least_value_of_watching(before.score, after.score, threshold, odds) if odds else None
    return Effect(
        before,
        after,
        tuple(_shifted(before.ratings, after.ratings)),
        break_even(before.score, after.score, threshold),
        value,
    )


def _shifted(before: Sequence[Applied], after: Sequence[Applied]) -> Iterable[Shifted]:
    for old, new in zip(before, after, strict=True):
        if new.shifts != old.shifts:
            yield Shifted(new.criterion, old.value, new.value, new.is_clipped)
