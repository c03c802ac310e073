"""The watch list: which events are most worth watching."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from kbrief.decide.events import given_also, likelihood_band
from kbrief.decide.rank import Ranking, rank
from kbrief.decide.ratings import Setting, applied_ratings
from kbrief.decide.worth import break_even, least_value_of_watching
from kbrief.model import Brief, Event


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
class Watched:
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
    brief: Brief, setting: Setting | None = None, weights: Mapping[str, float] | None = None
) -> tuple[Watched, ...]:
    """Return the events, most worth watching first; with no administration, by the largest over administrations.

    The order is by value of watching (not known: 0), by points whose list changes, by break-even, then as in the file.
    """
    setting = setting or Setting()
    known = tuple(administration.id for administration in brief.administrations)
    names = known if setting.administration is None else (setting.administration,)
    rankings = [rank(brief, replace(setting, administration=name), weights) for name in names]
    scores = [{placement.point.id: placement.score for placement in ranking.placements} for ranking in rankings]
    standing = list(zip(rankings, scores, strict=True))
    watched = (Watched(event, tuple(_impact(event, *now) for now in standing)) for event in brief.events)
    return tuple(sorted(watched, key=_urgency))


def _urgency(watched: Watched) -> tuple[Fraction, int, Fraction]:
    """Return a key that sorts the most urgent first; a break-even of 1 stands for none."""
    smallest = watched.break_even
    return -(watched.value_of_watching or Fraction(0)), -watched.points, Fraction(1) if smallest is None else smallest


def _impact(event: Event, now: Ranking, scores: Mapping[str, Fraction]) -> Impact:
    """Weigh one event against where the points stand `now`; points that it does not shift stay where they are."""
    weighting, odds = now.weighting, likelihood_band(event)
    threshold = weighting.threshold
    pairs = [(point, scores[point], score) for point, score in _scores_after(event, now)]
    crossings = (break_even(old, new, threshold) for _, old, new in pairs)
    values = (least_value_of_watching(old, new, threshold, odds) for _, old, new in pairs) if odds else None
    return Impact(
        now.setting.administration or "",
        tuple(point for point, old, new in pairs if weighting.list_of(old) != weighting.list_of(new)),
        min((share for share in crossings if share is not None), default=None),
        None if values is None else sum(values, Fraction(0)),
    )


def _scores_after(event: Event, now: Ranking) -> Iterator[tuple[str, Fraction]]:
    """Yield each point that the event shifts, with its score if the event is given too."""
    brief, setting = now.brief, given_also(now.setting, (event.id,))
    given = [brief.event_by_id[name] for name in setting.given]
    for point in event.shifts:
        ratings = applied_ratings(brief, brief.point_by_id[point], setting, given)
        yield point, now.weighting.score(tuple(rating.value for rating in ratings))
