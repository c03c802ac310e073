"""What moves if events happen, and which events to watch."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kbrief.decide.rank import Placement, Ranking, place_point, rank
from kbrief.decide.scenario import EffectiveRating, Scenario, effective_ratings, resolve_events
from kbrief.decide.utility import break_even, least_value_of_watching, word_band
from kbrief.model import Brief, Event, Point
from kbrief.model.likelihood import Band


@dataclass(frozen=True)
class ShiftedRating:
    """A rating that events shift: its old and new value, and whether the end of the scale cut the shift."""

    criterion: str
    old: int
    new: int
    is_clipped: bool


@dataclass(frozen=True)
class PointEffect:
    """What the events do to one point; break-even and value of watching are None where there is none to give."""

    before: Placement
    after: Placement
    shifted: tuple[ShiftedRating, ...]
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
    def moved(self) -> tuple[ShiftedRating, ...]:
        """The ratings whose value changes."""
        return tuple(rating for rating in self.shifted if rating.old != rating.new)

    @property
    def clipped(self) -> tuple[ShiftedRating, ...]:
        """The ratings whose shift the end of the scale cut, moved or not."""
        return tuple(rating for rating in self.shifted if rating.is_clipped)


@dataclass(frozen=True)
class WhatIf:
    """All points before and after the events, and the effect on each in the order of the file."""

    events: tuple[Event, ...]
    before: Ranking
    after: Ranking
    effects: tuple[PointEffect, ...]

    @property
    def affected(self) -> tuple[PointEffect, ...]:
        """The effects on points that some event shifts."""
        return tuple(effect for effect in self.effects if effect.shifted)


def what_if(
    brief: Brief, setting: Scenario, events: Sequence[str], weights: Mapping[str, float] | None = None
) -> WhatIf:
    """Place every point in `setting` and again with `events` given too; with no administration nothing shifts.

    Value of watching is given for one event that has a likelihood: no probability is held of several together.
    Raises UnknownName.
    """
    before, after = rank(brief, setting, weights), rank(brief, with_events(setting, events), weights)
    given_events = tuple(brief.event_by_id[event] for event in resolve_events(brief, events))
    odds = likelihood_band(given_events[0]) if len(given_events) == 1 else None
    threshold = before.weighting.threshold
    return WhatIf(
        given_events,
        before,
        after,
        tuple(_effect(*pair, threshold, odds) for pair in zip(before.placements, after.placements, strict=True)),
    )


def effects_of(event: Event, now: Ranking) -> tuple[PointEffect, ...]:
    """Return what one more event would do to the points that it shifts, in the order of the file.

    The same as what `what_if` finds affected, without placing the other points again; their ranks are not given.
    """
    brief, setting = now.brief, with_events(now.setting, (event.id,))
    given = [brief.event_by_id[name] for name in setting.events]
    odds, threshold = likelihood_band(event), now.weighting.threshold
    effects = (
        _effect(
            before,
            place_point(before.point, effective_ratings(brief, before.point, setting, given), now.weighting),
            threshold,
            odds,
        )
        for before in now.placements
        if before.point.id in event.shifts
    )
    return tuple(effect for effect in effects if effect.shifted)


def with_events(setting: Scenario, events: Iterable[str]) -> Scenario:
    """Return the setting with `events` given too, each event once."""
    return replace(setting, given=tuple(dict.fromkeys((*setting.given, *events))))


def likelihood_band(event: Event) -> Band | None:
    """Return the probabilities that an event's likelihood stands for, None where no likelihood is held."""
    return word_band(event.likelihood.word, event.likelihood.yardstick) if event.likelihood else None


def _effect(before: Placement, after: Placement, threshold: Fraction, odds: Band | None) -> PointEffect:
    value = least_value_of_watching(before.score, after.score, threshold, odds) if odds else None
    return PointEffect(
        before,
        after,
        tuple(_shifted(before.ratings, after.ratings)),
        break_even(before.score, after.score, threshold),
        value,
    )


def _shifted(before: Sequence[EffectiveRating], after: Sequence[EffectiveRating]) -> Iterable[ShiftedRating]:
    for old, new in zip(before, after, strict=True):
        if new.shifts != old.shifts:
            yield ShiftedRating(new.criterion, old.value, new.value, new.is_clipped)


@dataclass(frozen=True)
class Impact:
    """What one event does under one administration: the points whose list changes, by id, and what knowing is worth.

    The break-even is the smallest of the points'; the value of watching is their sum, None with no likelihood.
    """

    administration: str
    changed: tuple[str, ...]
    break_even: Fraction | None
    value_of_watching: Fraction | None


@dataclass(frozen=True)
class WatchedEvent:
    """An event of the watch list, with its impact under the administration asked for, or under each."""

    event: Event
    impacts: tuple[Impact, ...]

    @property
    def points(self) -> int:
        """The number of points whose list changes, the largest over administrations."""
        return max((len(impact.changed) for impact in self.impacts), default=0)

    @property
    def break_even(self) -> Fraction | None:
        """The smallest break-even probability, None where there is none."""
        return min((i.break_even for i in self.impacts if i.break_even is not None), default=None)

    @property
    def value_of_watching(self) -> Fraction | None:
        """The value of watching, the largest over administrations, None with no likelihood."""
        return max((i.value_of_watching for i in self.impacts if i.value_of_watching is not None), default=None)


def watch_list(
    brief: Brief, setting: Scenario | None = None, weights: Mapping[str, float] | None = None
) -> tuple[WatchedEvent, ...]:
    """Return the events, most worth watching first; with no administration, by the largest over administrations.

    The order is by value of watching (not known: 0), by points whose list changes, by break-even, then as in the file.
    """
    setting = setting or Scenario()
    known = tuple(administration.id for administration in brief.administrations)
    names = known if setting.administration is None else (setting.administration,)
    rankings = [rank(brief, replace(setting, administration=name), weights) for name in names]
    scores = [{placement.point.id: placement.score for placement in ranking.placements} for ranking in rankings]
    standing = list(zip(rankings, scores, strict=True))
    watched = (WatchedEvent(event, tuple(_impact(event, *now) for now in standing)) for event in brief.events)
    return tuple(sorted(watched, key=_urgency))


def _urgency(watched: WatchedEvent) -> tuple[Fraction, int, Fraction]:
    """Return a key that sorts the most urgent first; a break-even of 1 stands for none."""
    smallest = watched.break_even
    return -(watched.value_of_watching or Fraction(0)), -watched.points, Fraction(1) if smallest is None else smallest


def _impact(event: Event, now: Ranking, scores: Mapping[str, Fraction]) -> Impact:
    """Weigh one event against where the points stand `now`; points that it does not shift stay where they are.

    An event that was ruled out changes nothing.
    """
    if event.id in now.setting.ruled_out:
        return Impact(now.setting.administration or "", (), None, None)
    weighting, odds = now.weighting, likelihood_band(event)
    threshold = weighting.threshold
    pairs = [(point, scores[point], score) for point, score in _scores_after(event, now)]
    crossings = (break_even(old, new, threshold) for _, old, new in pairs)
    values = (least_value_of_watching(old, new, threshold, odds) for _, old, new in pairs) if odds else None
    return Impact(
        now.setting.administration or "",
        tuple(point for point, old, new in pairs if weighting.classify_score(old) != weighting.classify_score(new)),
        min((share for share in crossings if share is not None), default=None),
        None if values is None else sum(values, Fraction(0)),
    )


def _scores_after(event: Event, now: Ranking) -> Iterator[tuple[str, Fraction]]:
    """Yield each point that the event shifts, with its score if the event is given too."""
    brief, setting = now.brief, with_events(now.setting, (event.id,))
    given = [brief.event_by_id[name] for name in setting.events]
    for point in event.shifts:
        ratings = effective_ratings(brief, brief.point_by_id[point], setting, given)
        yield point, now.weighting.score(tuple(rating.value for rating in ratings))
