"""The ratings that count: what is rated, what events shift, and what of it is stated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kbrief.decide.score import MAX_RATING
from kbrief.errors import Message
from kbrief.model import Basis, Brief, Event, Point, Rating, Shift
from kbrief.model.lookup import resolve, resolve_optional

POSSIBLE_ERROR = {"stated": 0, "inferred": 1, "unknown": 2}
"""By how many steps a rating may be off, by its basis."""

UNKNOWN = Rating(basis="unknown")


@dataclass(frozen=True)
class EffectiveRating:
    """A rating as it counts: after shifts, with its stated part and its possible error in steps."""

    criterion: str
    value: int
    stated: int
    basis: Basis
    error: int
    rating: Rating
    shifts: tuple[tuple[str, Shift], ...] = ()
    is_clipped: bool = False

    @property
    def cites(self) -> tuple[str, ...]:
        """The paragraphs behind it: the rating's own, then those of the shifts."""
        own = self.rating.cites if self.rating.basis != "unknown" else ()
        return (*own, *(cite for _, shift in self.shifts for cite in shift.cites))

    @property
    def inferred_cites(self) -> tuple[str, ...]:
        """The paragraphs that its inferred part starts from."""
        own = self.rating.cites if self.rating.basis == "inferred" else ()
        return (*own, *(cite for _, shift in self.shifts for cite in shift.cites))


@dataclass(frozen=True)
class Scenario:
    """For whom and given what the points are rated."""

    administration: str | None = None
    given: tuple[str, ...] = ()
    stated_only: bool = False

    @property
    def counts_inference(self) -> bool:
        """Whether inferred ratings count: not without an administration, nor with stated evidence alone."""
        return self.administration is not None and not self.stated_only


def resolve_scenario(brief: Brief, setting: Scenario) -> Scenario:
    """Return a setting by the names that the brief has; as typed, they may be in any case. Raises UnknownName."""
    administration = resolve_optional(
        setting.administration, (one.id for one in brief.administrations), Message("administration")
    )
    return replace(setting, administration=administration, given=resolve_events(brief, setting.given))


def resolve_events(brief: Brief, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the events that are meant, each once. Raises UnknownName."""
    return tuple(dict.fromkeys(resolve(name, brief.event_by_id, Message("event")) for name in names))


def clip(value: int) -> int:
    """Return `value` held within the scale."""
    return max(-MAX_RATING, min(MAX_RATING, value))


def effective_shifts(
    events: Iterable[Event], point: str, criterion: str, administration: str
) -> tuple[tuple[str, Shift], ...]:
    """Return (event id, shift) for each shift that counts: of one group only the largest, the first of equals."""
    best: dict[str, tuple[str, Shift]] = {}
    for event in events:
        shift = event.shifts.get(point, {}).get(criterion, {}).get(administration)
        if shift is None:
            continue
        key = f"group {event.group}" if event.group else event.id
        if key not in best or abs(shift.by) > abs(best[key][1].by):
            best[key] = (event.id, shift)
    return tuple(best.values())


def effective_ratings(
    brief: Brief, point: Point, setting: Scenario, events: Sequence[Event]
) -> tuple[EffectiveRating, ...]:
    """Return the ratings of `point` in the order of the criteria, as they count in `setting` with `events` given."""
    return tuple(_applied(point, criterion.id, setting, events) for criterion in brief.criteria)


def requesting_paragraphs(brief: Brief, point: Point, administration: str | None = None) -> tuple[str, ...]:
    """Return the paragraphs in which the source asks for `point`, none where it does not.

    It asks by a stated rating of +1 or more on a criterion that is marked `request`.
    """
    rated = (point.rating(criterion.id, administration) for criterion in brief.criteria if criterion.request)
    asking = (rating for rating in rated if rating and rating.basis == "stated" and rating.value >= 1)
    return tuple(dict.fromkeys(cite for rating in asking for cite in rating.cites))


def _applied(point: Point, criterion: str, setting: Scenario, events: Sequence[Event]) -> EffectiveRating:
    rating = point.rating(criterion, setting.administration) or UNKNOWN
    if rating.basis != "stated" and not setting.counts_inference:
        rating = UNKNOWN
    stated = rating.value if rating.basis == "stated" else 0
    error = POSSIBLE_ERROR[rating.basis]
    shifts: tuple[tuple[str, Shift], ...] = ()
    if setting.administration is not None and setting.counts_inference:
        shifts = effective_shifts(events, point.id, criterion, setting.administration)
    if not shifts:
        return EffectiveRating(criterion, rating.value, stated, rating.basis, error, rating)
    moved = rating.value + sum(shift.by for _, shift in shifts)
    return EffectiveRating(
        criterion, clip(moved), stated, "inferred", max(error, 1), rating, shifts, clip(moved) != moved
    )
