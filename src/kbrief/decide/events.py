"""Compute the effects of events on points, and which events to watch."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import repeat

from kbrief.decide.rank import Placement, Ranking, place_point, rank
from kbrief.decide.scenario import EffectiveRating, Scenario, effective_ratings, resolve_events
from kbrief.decide.utility import break_even, least_value_of_watching, word_band
from kbrief.model import Brief, Event, Point
from kbrief.model.likelihood import Band


@dataclass(frozen=True)
class ShiftedRating:
    """A rating that events shift: its old and new value, and whether the shift is clipped at the end of the scale."""

    criterion: str
    old: int
    new: int
    is_clipped: bool


@dataclass(frozen=True)
class PointEffect:
    """The effect of events on a point; break-even and value of watching are None if there is none."""

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
        """The ratings whose shift is clipped at the end of the scale, whether they change or not."""
        return tuple(rating for rating in self.shifted if rating.is_clipped)


@dataclass(frozen=True)
class WhatIf:
    """The rankings before and after events, and the effect on each point in the order of the file."""

    events: tuple[Event, ...]
    before: Ranking
    after: Ranking
    effects: tuple[PointEffect, ...]

    @property
    def affected(self) -> tuple[PointEffect, ...]:
        """The effects on points with shifted ratings."""
        return tuple(effect for effect in self.effects if effect.shifted)


def what_if(
    brief: Brief, scenario: Scenario, events: Sequence[str], weights: Mapping[str, float] | None = None
) -> WhatIf:
    """Return the effects of `events` on every point in `scenario`; without an administration nothing shifts.

    There is a value of watching only for a single event that has a likelihood.
    Raises UnknownName.
    """
    before, after = rank(brief, scenario, weights), rank(brief, with_events(scenario, events), weights)
    given_events = tuple(brief.event_by_id[event] for event in resolve_events(brief, events))
    band = likelihood_band(given_events[0]) if len(given_events) == 1 else None
    threshold = before.weighting.threshold
    return WhatIf(
        given_events,
        before,
        after,
        tuple(_effect(*pair, threshold, band) for pair in zip(before.placements, after.placements, strict=True)),
    )


def effects_of(event: Event, ranking: Ranking) -> tuple[PointEffect, ...]:
    """Return the effects of one more event on the points that it shifts, in the order of the file.

    They are those that `what_if` finds affected, but without ranks, and without placing the other points again.
    """
    brief, scenario = ranking.brief, with_events(ranking.scenario, (event.id,))
    given = [brief.event_by_id[name] for name in scenario.events]
    band, threshold = likelihood_band(event), ranking.weighting.threshold
    effects = (
        _effect(
            before,
            place_point(before.point, effective_ratings(brief, before.point, scenario, given), ranking.weighting),
            threshold,
            band,
        )
        for before in ranking.placements
        if before.point.id in event.shifts
    )
    return tuple(effect for effect in effects if effect.shifted)


def with_events(scenario: Scenario, events: Iterable[str]) -> Scenario:
    """Return the scenario with `events` added to the given ones, each once."""
    return replace(scenario, given=tuple(dict.fromkeys((*scenario.given, *events))))


def likelihood_band(event: Event) -> Band | None:
    """Return the lowest and highest probability of an event, or None if it has no likelihood."""
    return word_band(event.likelihood.word, event.likelihood.yardstick) if event.likelihood else None


def _effect(before: Placement, after: Placement, threshold: Fraction, band: Band | None) -> PointEffect:
    value = least_value_of_watching(before.score, after.score, threshold, band) if band else None
    return PointEffect(
        before,
        after,
        tuple(_shifted_ratings(before.ratings, after.ratings)),
        break_even(before.score, after.score, threshold),
        value,
    )


def _shifted_ratings(before: Sequence[EffectiveRating], after: Sequence[EffectiveRating]) -> Iterable[ShiftedRating]:
    for old, new in zip(before, after, strict=True):
        if new.shifts != old.shifts:
            yield ShiftedRating(new.criterion, old.value, new.value, new.is_clipped)


@dataclass(frozen=True)
class Impact:
    """The impact of an event under one administration: the ids of points whose list changes, and the value of watching.

    The break-even is the smallest of the points; the value of watching is their sum, or None without a likelihood.
    """

    administration: str
    changed: tuple[str, ...]
    break_even: Fraction | None
    value_of_watching: Fraction | None


@dataclass(frozen=True)
class WatchedEvent:
    """An event of the watch list with its impact under each considered administration."""

    event: Event
    impacts: tuple[Impact, ...]

    @property
    def points(self) -> int:
        """The number of points whose list changes, the largest over administrations."""
        return max((len(impact.changed) for impact in self.impacts), default=0)

    @property
    def break_even(self) -> Fraction | None:
        """The smallest break-even probability, or None."""
        values = (impact.break_even for impact in self.impacts)
        return min((value for value in values if value is not None), default=None)

    @property
    def value_of_watching(self) -> Fraction | None:
        """The value of watching, the largest over administrations, or None without a likelihood."""
        values = (impact.value_of_watching for impact in self.impacts)
        return max((value for value in values if value is not None), default=None)


def watch_list(
    brief: Brief, scenario: Scenario | None = None, weights: Mapping[str, float] | None = None
) -> tuple[WatchedEvent, ...]:
    """Return the events, those most worth watching first; without an administration all of them are considered.

    The order is by value of watching (0 if not known), by points whose list changes, by break-even, then by file.
    """
    scenario = scenario or Scenario()
    all_names = tuple(administration.id for administration in brief.administrations)
    names = all_names if scenario.administration is None else (scenario.administration,)
    rankings = [rank(brief, replace(scenario, administration=name), weights) for name in names]
    scores = [{placement.point.id: placement.score for placement in ranking.placements} for ranking in rankings]
    watched = (WatchedEvent(event, tuple(map(_impact, repeat(event), rankings, scores))) for event in brief.events)
    return tuple(sorted(watched, key=_urgency))


def _urgency(watched: WatchedEvent) -> tuple[Fraction, int, Fraction]:
    """Return a key that sorts the most urgent events first; no break-even counts as 1."""
    smallest = watched.break_even
    return -(watched.value_of_watching or Fraction(0)), -watched.points, Fraction(1) if smallest is None else smallest


def _impact(event: Event, ranking: Ranking, scores: Mapping[str, Fraction]) -> Impact:
    """Return the impact of one more event on a ranking; an event that was ruled out has none."""
    if event.id in ranking.scenario.ruled_out:
        return Impact(ranking.scenario.administration or "", (), None, None)
    weighting, band = ranking.weighting, likelihood_band(event)
    threshold = weighting.threshold
    score_pairs = [(point, scores[point], score) for point, score in _scores_after(event, ranking)]
    crossings = (break_even(old, new, threshold) for _, old, new in score_pairs)
    watching_values = (
        (least_value_of_watching(old, new, threshold, band) for _, old, new in score_pairs) if band else None
    )
    return Impact(
        ranking.scenario.administration or "",
        tuple(
            point for point, old, new in score_pairs if weighting.classify_score(old) != weighting.classify_score(new)
        ),
        min((share for share in crossings if share is not None), default=None),
        None if watching_values is None else sum(watching_values, Fraction(0)),
    )


def _scores_after(event: Event, ranking: Ranking) -> Iterator[tuple[str, Fraction]]:
    """Yield each point that an event shifts, with its score if the event is given too."""
    brief, scenario = ranking.brief, with_events(ranking.scenario, (event.id,))
    given = [brief.event_by_id[name] for name in scenario.events]
    for point in event.shifts:
        ratings = effective_ratings(brief, brief.point_by_id[point], scenario, given)
        yield point, ranking.weighting.score(tuple(rating.value for rating in ratings))
