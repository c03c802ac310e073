"""Rules on ratings, weights and events: what the lists are made of."""

from collections.abc import Iterator, Sequence

from kbrief.load.rules.subject import Finding, Subject
from kbrief.model import Rating
from kbrief.model.point import ByAdministration


def perception_shape(subject: Subject) -> Iterator[Finding]:
    """A perception is rated by administration; any other criterion is rated once.

    Write `president: {trump: {…}, harris: {…}}` where the criterion has `perception: true`, else `common: {…}`.
    """
    perceptions = {criterion.id: criterion.perception for criterion in subject.brief.criteria}
    for n, point in enumerate(subject.brief.points):
        for criterion, rating in point.ratings.items():
            wanted = perceptions.get(criterion)
            if wanted is None or wanted == isinstance(rating, dict):
                continue
            at = ("points", n, "ratings", criterion)
            said = "is a perception" if wanted else "is no perception"
            hint = "rate it by administration" if wanted else "rate it once, without administrations"
            yield Finding(at, f"{point.id}.{criterion}: {criterion} {said}", hint, at_key=True)


def missing_rating(subject: Subject) -> Iterator[Finding]:
    """A point is rated on every criterion, on a perception for every administration, if only as unknown.

    Silence in the file is read as unknown; written down, it shows that somebody looked. `kbrief rate` adds a rating;
    `{basis: unknown}` says that no view is held.
    """
    everyone = [administration.id for administration in subject.brief.administrations]
    for n, point in enumerate(subject.brief.points):
        for criterion in subject.brief.criteria:
            whom = _unrated(point.ratings.get(criterion.id), everyone if criterion.perception else None)
            if whom is not None:
                at = ("points", n, "ratings", criterion.id)
                message = f"{point.id}.{criterion.id}: no rating{whom}"
                yield Finding(at, message, "write {basis: unknown} where no view is held", at_key=True)


def _unrated(found: Rating | ByAdministration | None, everyone: Sequence[str] | None) -> str | None:
    """Return for whom a rating is lacking, empty for a criterion that does not ask for whom; None where none is."""
    if isinstance(found, Rating):
        return None
    if everyone is None:
        return "" if found is None else None
    lacking = [name for name in everyone if name not in (found or {})]
    return f" for {', '.join(lacking)}" if lacking else None


def shift_on_fact(subject: Subject) -> Iterator[Finding]:
    """An event shifts perceptions only; what a source says does not move with events.

    Shift a criterion that has `perception: true` instead.
    """
    facts = [criterion.id for criterion in subject.brief.criteria if not criterion.perception]
    for n, event in enumerate(subject.brief.events):
        for point, criteria in event.shifts.items():
            for criterion in facts:
                if criterion in criteria:
                    message = f"{event.id}: a shift on {criterion}, which is no perception"
                    at = ("events", n, "shifts", point, criterion)
                    yield Finding(at, message, "shift a perception instead", at_key=True)


def event_without_sign(subject: Subject) -> Iterator[Finding]:
    """An event on the watch list has a sign to look for, or nobody will notice that it has begun.

    Add one under `signs`, with its basis.
    """
    for n, event in enumerate(subject.brief.events):
        if not event.signs:
            yield Finding(("events", n), f"{event.id}: no sign to look for", "add one under signs")


def no_weight(subject: Subject) -> Iterator[Finding]:
    """At least one criterion has weight, or every score is 0 and the lists are empty.

    Give one of them a weight above 0; a criterion that is not among the weights has 1.
    """
    criteria = subject.brief.criteria
    if criteria and not any(subject.brief.weights.get(criterion.id, 1) for criterion in criteria):
        yield Finding(("weights",), "every criterion has weight 0", "give one of them a weight", at_key=True)
