"""Compute the ratings that count in a scenario: readings, shifts by events, and stated parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from kbrief.decide.score import MAX_RATING
from kbrief.errors import AmbiguousName, Message
from kbrief.model import Basis, Brief, Claim, Event, Point, Rating, Shift
from kbrief.model.lookup import format_names, resolve, resolve_optional
from kbrief.model.marks import Marks

#: The sureness of a reading: 0 stated, 1 inferred, 2 unknown or inferred from outside the source.
Sureness = Literal[0, 1, 2]

#: The number of steps by which a reading may be off, by its sureness.
POSSIBLE_ERROR = (1, 1, 2)

UNKNOWN_RATING = Rating.model_construct(basis="unknown")  # without building a validator, which takes long


class CountedReading(NamedTuple):
    """A reading that counts: its claim, its value after shifts, and its sureness."""

    claim: Rating
    value: int
    sureness: Sureness


@dataclass(frozen=True)
class EffectiveRating:
    """A rating that counts: its value after shifts, its stated part, and its readings.

    Readings that agree are merged into one; if they differ, the rating is contested.
    """

    criterion: str
    value: int
    stated: int
    basis: Basis
    readings: tuple[CountedReading, ...]
    claims: tuple[Rating, ...]
    shifts: tuple[tuple[str, Shift], ...] = ()
    is_clipped: bool = False

    def claims_toward(self, direction: int) -> list[Rating]:
        """Return the claims whose value is above 0 (`direction` 1), below it (-1) or 0."""
        return [claim for claim in self.claims if (claim.value > 0) - (claim.value < 0) == direction]

    @property
    def is_contested(self) -> bool:
        """Whether the readings differ in value."""
        return len(self.readings) > 1

    @property
    def error(self) -> int:
        """The number of steps by which the least sure reading may be off."""
        return max(POSSIBLE_ERROR[reading.sureness] for reading in self.readings)

    @property
    def is_outside(self) -> bool:
        """Whether a reading or shift relies on knowledge outside the source."""
        claims = (*(reading.claim for reading in self.readings), *(shift for _, shift in self.shifts))
        return any(claim.is_outside for claim in claims)

    @cached_property
    def rating(self) -> Rating:
        """The claim of the rating; for a contested one its middle value, with the paragraphs that support it."""
        if not self.is_contested:
            return self.readings[0].claim
        middle_value = middle([claim.value for claim in self.claims])
        basis: Basis = "stated" if all(claim.basis == "stated" for claim in self.claims) else "inferred"
        return Rating(value=middle_value, basis=basis, cites=_unique_cites(supporting(self.claims, middle_value)))

    @property
    def shift_cites(self) -> tuple[str, ...]:
        """The paragraphs of the shifts."""
        return tuple(cite for _, shift in self.shifts for cite in shift.cites)

    @property
    def cites(self) -> tuple[str, ...]:
        """The paragraphs that support the rating, then those of the shifts."""
        own_cites = self.rating.cites if self.rating.basis != "unknown" else ()
        return (*own_cites, *self.shift_cites)

    @property
    def stated_cites(self) -> tuple[str, ...]:
        """The paragraphs that state the rating and support its value before any shift."""
        if not self.is_contested:
            return self.rating.cites if self.rating.basis == "stated" else ()
        return _unique_cites(supporting([claim for claim in self.claims if claim.basis == "stated"], self.stated))

    @property
    def inferred_cites(self) -> tuple[str, ...]:
        """The paragraphs from which the rating and its shifts are inferred."""
        if self.is_contested:
            inferred = [claim for claim in self.claims if claim.basis == "inferred"]
            return (*_unique_cites(supporting(inferred, self.rating.value)), *self.shift_cites)
        own_cites = self.rating.cites if self.rating.basis == "inferred" else ()
        return (*own_cites, *self.shift_cites)


@dataclass(frozen=True)
class Scenario:
    """The conditions of a ranking: administration, given events, evidence; observed events count as given ones."""

    administration: str | None = None
    given: tuple[str, ...] = ()
    stated_only: bool = False
    observed: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()

    @property
    def counts_inference(self) -> bool:
        """Whether inferred ratings count."""
        return not self.stated_only

    @property
    def counts_events(self) -> bool:
        """Whether events shift ratings: what they shift is the perceptions of an administration, which is inference."""
        return self.administration is not None and not self.stated_only

    @property
    def events(self) -> tuple[str, ...]:
        """The events that count: the observed ones, then the given ones, each once."""
        return tuple(dict.fromkeys((*self.observed, *self.given)))


def resolve_scenario(brief: Brief, scenario: Scenario) -> Scenario:
    """Return a scenario with names as typed resolved to ids of the brief. Raises UnknownName."""
    names = (administration.id for administration in brief.administrations)
    administration = resolve_optional(scenario.administration, names, Message("administration"))
    given, observed = resolve_events(brief, scenario.given), resolve_events(brief, scenario.observed)
    return replace(scenario, administration=administration, given=given, observed=observed)


def resolve_events(brief: Brief, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of events by names as typed, each once. Raises UnknownName."""
    return tuple(dict.fromkeys(resolve_event(brief, name) for name in names))


def resolve_event(brief: Brief, name: str) -> str:
    """Return the id of an event by its id or a unique part of its id or name. Raises UnknownName."""
    event_ids, fragment = list(brief.event_by_id), name.strip().casefold()
    is_administration = any(fragment == administration.id for administration in brief.administrations)
    if not fragment or is_administration or any(event_id.casefold().startswith(fragment) for event_id in event_ids):
        return resolve(name, event_ids, Message("event"))
    matches = [event.id for event in brief.events if fragment in _event_search_text(event)]
    if len(matches) > 1:
        message = Message("{what} {name!r} is ambiguous", what=Message("event"), name=name)
        raise AmbiguousName(message, Message("names that contain it: {names}", names=format_names(matches)))
    return matches[0] if matches else resolve(name, event_ids, Message("event"))


def _event_search_text(event: Event) -> str:
    """Return the id and the name of an event in every language, casefolded."""
    return " ".join((event.id, *event.name.by_language.values())).casefold()


def marked_scenario(scenario: Scenario, brief: Brief, marks: Marks) -> Scenario:
    """Return a scenario with the events that are marked as observed or ruled out."""
    by_status = {
        status: tuple(event.id for event in brief.events if marks.status_of(event.id) == status)
        for status in ("observed", "ruled-out")
    }
    return replace(scenario, observed=by_status["observed"], ruled_out=by_status["ruled-out"])


def clip(value: int) -> int:
    """Return `value` clipped to the scale of ratings."""
    return max(-MAX_RATING, min(MAX_RATING, value))


def middle(values: Iterable[int]) -> int:
    """Return the middle value; of two middle ones the one nearer to zero, or 0 if they have opposite signs."""
    ordered = sorted(values)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return low if low > 0 else min(high, 0)


def supporting(claims: Iterable[Rating], value: int) -> list[Rating]:
    """Return the claims whose value has the same sign as `value`."""
    return [claim for claim in claims if _sign(claim.value) == _sign(value)]


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def _unique_cites(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite for claim in claims for cite in claim.cites))


def effective_shifts(
    events: Iterable[Event], point: str, criterion: str, administration: str
) -> tuple[tuple[str, Shift], ...]:
    """Return (event id, shift) for each shift that counts: of a group only the largest, the first of equals."""
    largest: dict[str, tuple[str, Shift]] = {}
    for event in events:
        shift = event.shifts.get(point, {}).get(criterion, {}).get(administration)
        if shift is None:
            continue
        key = f"group {event.group}" if event.group else event.id
        if key not in largest or abs(shift.by) > abs(largest[key][1].by):
            largest[key] = (event.id, shift)
    return tuple(largest.values())


def effective_ratings(
    brief: Brief, point: Point, scenario: Scenario, events: Sequence[Event]
) -> tuple[EffectiveRating, ...]:
    """Return the ratings of `point` that count in `scenario` with `events`, in the order of the criteria."""
    return tuple(_effective_rating(point, criterion.id, scenario, events) for criterion in brief.criteria)


def requesting_paragraphs(brief: Brief, point: Point, administration: str | None = None) -> tuple[str, ...]:
    """Return the paragraphs in which a source asks for `point`.

    They are cited by stated ratings of +1 or more on a criterion that is marked `request`.
    """
    requests = (criterion.id for criterion in brief.criteria if criterion.request)
    readings = (claim for criterion in requests for claim in point.readings(criterion, administration))
    return _unique_cites(claim for claim in readings if claim.basis == "stated" and claim.value >= 1)


def _effective_rating(point: Point, criterion: str, scenario: Scenario, events: Sequence[Event]) -> EffectiveRating:
    """Return the rating of a point by a criterion, with the shifts of events that count."""
    claims = _counted_claims(point.readings(criterion, scenario.administration), scenario)
    stated_values = [claim.value for claim in claims if claim.basis == "stated"]
    stated = middle(stated_values) if stated_values else 0
    shifts: tuple[tuple[str, Shift], ...] = ()
    if events and scenario.administration is not None and scenario.counts_events:
        shifts = effective_shifts(events, point.id, criterion, scenario.administration)
    shift_sum = sum(shift.by for _, shift in shifts)
    sureness: Sureness = max((sureness_of(shift) for _, shift in shifts), default=0)
    shifted_values = [claim.value + shift_sum for claim in claims]
    readings = _counted_readings(claims, shift_sum, sureness)
    value, is_clipped = middle(map(clip, shifted_values)), any(clip(shifted) != shifted for shifted in shifted_values)
    return EffectiveRating(criterion, value, stated, _basis(claims, shifts), readings, claims, shifts, is_clipped)


def _counted_readings(claims: tuple[Rating, ...], shift_sum: int, sureness: Sureness) -> tuple[CountedReading, ...]:
    """Return the readings after a shift, none surer than it; readings that agree are merged into one."""
    if len({claim.value for claim in claims}) == 1:
        claims = (_merge_agreeing(claims),)
    return tuple(
        CountedReading(claim, clip(claim.value + shift_sum), max(sureness_of(claim), sureness)) for claim in claims
    )


def _counted_claims(readings: tuple[Rating, ...], scenario: Scenario) -> tuple[Rating, ...]:
    """Return the known claims that count, without inferred ones if inference does not; else an unknown one."""
    counted_bases = ("stated", "inferred") if scenario.counts_inference else ("stated",)
    return tuple(reading for reading in readings if reading.basis in counted_bases) or (UNKNOWN_RATING,)


def _merge_agreeing(claims: tuple[Rating, ...]) -> Rating:
    """Return one claim for claims that agree: the surest, with the paragraphs of all."""
    if len(claims) == 1:
        return claims[0]
    return min(claims, key=sureness_of).model_copy(update={"cites": _unique_cites(claims)})


def sureness_of(claim: Claim) -> Sureness:
    """Return the sureness of a claim by its basis."""
    if claim.basis == "stated":
        return 0
    return 1 if claim.basis == "inferred" and not claim.is_outside else 2


def _basis(claims: Sequence[Rating], shifts: Sequence[object]) -> Basis:
    """Return the basis of a rating: stated if all claims are, or if they agree with a stated one and nothing shifts."""
    bases = {claim.basis for claim in claims}
    if shifts or bases == {"inferred"}:
        return "inferred"
    if bases == {"unknown"}:
        return "unknown"
    return "stated" if bases == {"stated"} or len({claim.value for claim in claims}) == 1 else "inferred"
