"""The ratings that count: what is rated, what events shift, and what of it is stated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from kbrief.decide.score import MAX_RATING
from kbrief.errors import AmbiguousName, Message
from kbrief.model import Basis, Brief, Claim, Event, Point, Rating, Shift
from kbrief.model.lookup import format_names, resolve, resolve_optional
from kbrief.model.marks import Marks

#: How sure a reading is: 0 stated, 1 inferred, 2 inferred from outside the source, or unknown.
Sureness = Literal[0, 1, 2]

#: By how many steps a reading may be off, by its sureness.
POSSIBLE_ERROR = (1, 1, 2)

UNKNOWN = Rating(basis="unknown")


class Counted(NamedTuple):
    """A reading as it counts: the claim, its value after shifts, and how sure it is."""

    claim: Rating
    value: int
    sureness: Sureness


@dataclass(frozen=True)
class EffectiveRating:
    """A rating as it counts: its readings after shifts, the value that counts, and its stated part.

    Readings that agree are one; where they differ, each is kept, and the rating is contested.
    """

    criterion: str
    value: int
    stated: int
    basis: Basis
    readings: tuple[Counted, ...]
    claims: tuple[Rating, ...]
    shifts: tuple[tuple[str, Shift], ...] = ()
    is_clipped: bool = False

    def claims_toward(self, direction: int) -> list[Rating]:
        """Return the claims whose value is above 0 (`direction` 1), below it (-1) or 0."""
        return [claim for claim in self.claims if (claim.value > 0) - (claim.value < 0) == direction]

    @property
    def is_contested(self) -> bool:
        """Whether its readings differ in value."""
        return len(self.readings) > 1

    @property
    def error(self) -> int:
        """By how many steps its least sure reading may be off."""
        return max(POSSIBLE_ERROR[reading.sureness] for reading in self.readings)

    @property
    def is_outside(self) -> bool:
        """Whether some reading or shift of it leans on knowledge outside the source."""
        return any(one.claim.is_outside for one in self.readings) or any(shift.is_outside for _, shift in self.shifts)

    @cached_property
    def rating(self) -> Rating:
        """The claim behind it; of a contested one its middle, with the paragraphs that speak for that."""
        if not self.is_contested:
            return self.readings[0].claim
        unshifted = middle([claim.value for claim in self.claims])
        basis: Basis = "stated" if all(claim.basis == "stated" for claim in self.claims) else "inferred"
        return Rating(value=unshifted, basis=basis, cites=_cites_of(supporting(self.claims, unshifted)))

    @property
    def shift_cites(self) -> tuple[str, ...]:
        """The paragraphs of the shifts."""
        return tuple(cite for _, shift in self.shifts for cite in shift.cites)

    @property
    def cites(self) -> tuple[str, ...]:
        """The paragraphs behind it: its own, none that speaks against it, then those of the shifts."""
        own = self.rating.cites if self.rating.basis != "unknown" else ()
        return (*own, *self.shift_cites)

    @property
    def stated_cites(self) -> tuple[str, ...]:
        """The paragraphs that state it as it was before any shift, none that speaks against that."""
        if not self.is_contested:
            return self.rating.cites if self.rating.basis == "stated" else ()
        return _cites_of(supporting([claim for claim in self.claims if claim.basis == "stated"], self.stated))

    @property
    def inferred_cites(self) -> tuple[str, ...]:
        """The paragraphs that its inferred part starts from."""
        if self.is_contested:
            inferred = [claim for claim in self.claims if claim.basis == "inferred"]
            return (*_cites_of(supporting(inferred, self.rating.value)), *self.shift_cites)
        own = self.rating.cites if self.rating.basis == "inferred" else ()
        return (*own, *self.shift_cites)


@dataclass(frozen=True)
class Scenario:
    """For whom and given what the points are rated; what was observed counts as what is given."""

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
        """Whether events move ratings: they move how an administration sees things, and that is inference."""
        return self.administration is not None and not self.stated_only

    @property
    def events(self) -> tuple[str, ...]:
        """The events that count: those observed, then those given, each once."""
        return tuple(dict.fromkeys((*self.observed, *self.given)))


def resolve_scenario(brief: Brief, setting: Scenario) -> Scenario:
    """Return a setting by the names that the brief has; as typed, they may be in any case. Raises UnknownName."""
    administration = resolve_optional(
        setting.administration, (one.id for one in brief.administrations), Message("administration")
    )
    given, observed = resolve_events(brief, setting.given), resolve_events(brief, setting.observed)
    return replace(setting, administration=administration, given=given, observed=observed)


def resolve_events(brief: Brief, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the events that are meant, each once. Raises UnknownName."""
    return tuple(dict.fromkeys(resolve_event(brief, name) for name in names))


def resolve_event(brief: Brief, name: str) -> str:
    """Return the id of the event that is meant: its id, or a part of its id or name that no other has.

    Raises UnknownName.
    """
    known, word = list(brief.event_by_id), name.strip().casefold()
    is_other = any(word == administration.id for administration in brief.administrations)
    if not word or is_other or any(event_id.casefold().startswith(word) for event_id in known):
        return resolve(name, known, Message("event"))
    matches = [event.id for event in brief.events if word in _event_words(event)]
    if len(matches) > 1:
        message = Message("{what} {name!r} is ambiguous", what=Message("event"), name=name)
        raise AmbiguousName(message, Message("it is part of {names}", names=format_names(matches)))
    return matches[0] if matches else resolve(name, known, Message("event"))


def _event_words(event: Event) -> str:
    """Return the id and the name of an event in every language, folded."""
    return " ".join((event.id, *event.name.by_language.values())).casefold()


def marked_setting(setting: Scenario, brief: Brief, marks: Marks) -> Scenario:
    """Return the setting in which the events that people marked as observed count, and those ruled out do not."""
    by_status = {
        status: tuple(event.id for event in brief.events if marks.status_of(event.id) == status)
        for status in ("observed", "ruled-out")
    }
    return replace(setting, observed=by_status["observed"], ruled_out=by_status["ruled-out"])


def clip(value: int) -> int:
    """Return `value` held within the scale."""
    return max(-MAX_RATING, min(MAX_RATING, value))


def middle(values: Iterable[int]) -> int:
    """Return the middle value; of two the one nearer to zero, and 0 where they point in opposite directions."""
    ordered = sorted(values)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return low if low > 0 else min(high, 0)


def supporting(claims: Iterable[Rating], value: int) -> list[Rating]:
    """Return the readings that point where `value` does."""
    return [claim for claim in claims if _sign(claim.value) == _sign(value)]


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def _cites_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite for claim in claims for cite in claim.cites))


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
    """Return the paragraphs in which a source asks for `point`, none where none does.

    It asks by a stated rating of +1 or more on a criterion that is marked `request`.
    """
    requests = (criterion.id for criterion in brief.criteria if criterion.request)
    readings = (one for criterion in requests for one in point.readings(criterion, administration))
    return _cites_of(one for one in readings if one.basis == "stated" and one.value >= 1)


def _applied(point: Point, criterion: str, setting: Scenario, events: Sequence[Event]) -> EffectiveRating:
    claims = _counting(point.readings(criterion, setting.administration), setting)
    stated_values = [claim.value for claim in claims if claim.basis == "stated"]
    stated = middle(stated_values) if stated_values else 0
    shifts: tuple[tuple[str, Shift], ...] = ()
    if events and setting.administration is not None and setting.counts_events:
        shifts = effective_shifts(events, point.id, criterion, setting.administration)
    by = sum(shift.by for _, shift in shifts)
    sureness: Sureness = max((sureness_of(shift) for _, shift in shifts), default=0)
    moved = [claim.value + by for claim in claims]
    readings = _readings(claims, by, sureness)
    value, is_clipped = middle(map(clip, moved)), any(clip(shifted) != shifted for shifted in moved)
    return EffectiveRating(criterion, value, stated, _basis(claims, shifts), readings, claims, shifts, is_clipped)


def _readings(claims: tuple[Rating, ...], by: int, sureness: Sureness) -> tuple[Counted, ...]:
    """Return the readings after a shift, none surer than it; those that agree are one."""
    if len({claim.value for claim in claims}) == 1:
        claims = (_agreed(claims),)
    return tuple(Counted(claim, clip(claim.value + by), max(sureness_of(claim), sureness)) for claim in claims)


def _counting(readings: tuple[Rating, ...], setting: Scenario) -> tuple[Rating, ...]:
    """Return the readings that count: those with a view, inferred ones only where inference counts."""
    wanted = ("stated", "inferred") if setting.counts_inference else ("stated",)
    return tuple(reading for reading in readings if reading.basis in wanted) or (UNKNOWN,)


def _agreed(claims: tuple[Rating, ...]) -> Rating:
    """Return readings that agree as one: the surest, with the paragraphs of all."""
    if len(claims) == 1:
        return claims[0]
    return min(claims, key=sureness_of).model_copy(update={"cites": _cites_of(claims)})


def sureness_of(claim: Claim) -> Sureness:
    """Return how sure a claim is by its basis."""
    if claim.basis == "stated":
        return 0
    return 1 if claim.basis == "inferred" and not claim.is_outside else 2


def _basis(claims: Sequence[Rating], shifts: Sequence[object]) -> Basis:
    """Return stated where every reading is, or one that all agree with; a shifted rating is inferred."""
    bases = {claim.basis for claim in claims}
    if shifts or bases == {"inferred"}:
        return "inferred"
    if bases == {"unknown"}:
        return "unknown"
    return "stated" if bases == {"stated"} or len({claim.value for claim in claims}) == 1 else "inferred"
