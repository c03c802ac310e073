"""What the page ranks by: the ratings of each point and the shifts of each event, with the bases behind them."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from kbrief.decide.select import shifted_points
from kbrief.model import Brief, Claim, Event, Point, Rating
from kbrief.model.marks import Marks
from kbrief.model.points import as_readings
from kbrief.pages.brief_text import BriefText

#: (value, number of its basis), and who made it where that is known.
Reading = tuple[Any, ...]


def basis_letter(claim: Claim) -> str:
    """Return s(tated), i(nferred), o(utside) or u(nknown)."""
    return "o" if claim.is_outside else claim.basis[0]


@dataclass(frozen=True)
class Interner:
    """Values in the order in which they first came, each kept once."""

    numbers: dict[Hashable, int] = field(default_factory=dict)

    def put(self, value: Hashable) -> int:
        """Return the number of a value, from 0."""
        return self.numbers.setdefault(value, len(self.numbers))

    def rows(self) -> list[Hashable]:
        """Return the values by number."""
        return list(self.numbers)


@dataclass(frozen=True)
class Bases:
    """The bases of claims (letter, reason, paragraphs) and the paragraphs cited, each kept once and named by number."""

    texts: BriefText
    _bases: Interner = field(default_factory=Interner)
    _cites: Interner = field(default_factory=Interner)

    def put(self, claim: Claim) -> int:
        """Return the number of what a claim rests on."""
        cites = tuple(self._cites.put(cite) for cite in claim.cites)
        return self._bases.put((basis_letter(claim), self.texts.text(claim.why), cites))

    def rows(self) -> list[Hashable]:
        """Return (letter, reason, numbers of paragraphs) by number."""
        return self._bases.rows()

    def paragraphs(self) -> list[tuple[str, str, list[str]]]:
        """Return (short form, digest, figures) of each paragraph cited; a citation without a record has no digest."""
        known = self.texts.brief.paragraph_by_cite
        return [
            (
                self.texts.cite(cite),
                self.texts.text(known[cite].digest) if cite in known else "",
                [self.texts.figure(figure) for figure in known[cite].figures] if cite in known else [],
            )
            for cite in map(str, self._cites.rows())
        ]


def point_ratings(point: Point, brief: Brief, bases: Bases) -> list[Any]:
    """Return the readings of a point by criterion; of one that differs by audience a list of them for each audience."""
    return [_ratings(point.ratings.get(criterion.id), brief, bases) for criterion in brief.criteria]


def _ratings(rated: Any, brief: Brief, bases: Bases) -> Any:
    if isinstance(rated, dict):
        return {"by": [_readings(rated.get(audience.id), bases) for audience in brief.administrations]}
    return _readings(rated, bases)


def _readings(cell: Rating | tuple[Rating, ...] | None, bases: Bases) -> list[Reading]:
    return [
        (claim.value, bases.put(claim), claim.by) if claim.by else (claim.value, bases.put(claim))
        for claim in as_readings(cell)
    ]


def event_rows(texts: BriefText, marks: Marks, bases: Bases) -> list[dict[str, Any]]:
    """Return each event: id, name, group, what people marked it as, and its shifts.

    A shift is (point, criterion, audience, steps, basis), all by number.
    """
    brief = texts.brief
    numbers = {
        "points": {point.id: n for n, point in enumerate(brief.points)},
        "criteria": {criterion.id: n for n, criterion in enumerate(brief.criteria)},
        "audiences": {audience.id: n for n, audience in enumerate(brief.administrations)},
    }
    return [
        {
            "id": event.id,
            "name": texts.text(event.name),
            "group": event.group,
            "status": marks.status_of(event.id),
            "shifts": list(_shifts(event, numbers, bases)),
        }
        for event in brief.events
    ]


def _shifts(event: Event, numbers: dict[str, dict[str, int]], bases: Bases) -> Iterable[tuple[int, ...]]:
    for point, criteria in event.shifts.items():
        for criterion, by_audience in criteria.items():
            for audience, shift in by_audience.items():
                yield (
                    numbers["points"][point], numbers["criteria"][criterion], numbers["audiences"][audience],
                    shift.by, bases.put(shift),
                )  # fmt: skip


def event_groups(brief: Brief) -> list[list[int]]:
    """Return the events that shift something, by group; groups and single events stand in the order of the file."""
    grouped: dict[str, list[int]] = {}
    for n, event in enumerate(brief.events):
        if brief.administrations and shifted_points(event, None):
            grouped.setdefault(f"group {event.group}" if event.group else event.id, []).append(n)
    return list(grouped.values())
