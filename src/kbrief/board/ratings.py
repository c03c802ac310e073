"""Make the data by which the page ranks: ratings of points and shifts of events, with their bases."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from kbrief.decide.select import shifted_points
from kbrief.model import Brief, Claim, Event, Point, Rating
from kbrief.model.marks import Marks
from kbrief.model.points import as_readings
from kbrief.pages.brief_text import BriefText

#: (value, number of its basis), and its author if known.
Reading = tuple[Any, ...]


def basis_letter(claim: Claim) -> str:
    """Return the letter of a basis: s(tated), i(nferred), o(utside) or u(nknown)."""
    return "o" if claim.is_outside else claim.basis[0]


@dataclass(frozen=True)
class Interner:
    """A numbering of values in the order in which they first occur."""

    numbers: dict[Hashable, int] = field(default_factory=dict)

    def number_of(self, value: Hashable) -> int:
        """Return the number of a value, counted from 0; a new value gets the next one."""
        return self.numbers.setdefault(value, len(self.numbers))

    def rows(self) -> list[Hashable]:
        """Return the values in the order of their numbers."""
        return list(self.numbers)


@dataclass(frozen=True)
class Bases:
    """A numbering of the bases of claims (letter, reason, paragraphs) and of the cited paragraphs."""

    texts: BriefText
    _bases: Interner = field(default_factory=Interner)
    _cites: Interner = field(default_factory=Interner)

    def number_of(self, claim: Claim) -> int:
        """Return the number of the basis of a claim."""
        cites = tuple(self._cites.number_of(cite) for cite in claim.cites)
        return self._bases.number_of((basis_letter(claim), self.texts.text(claim.why), cites))

    def rows(self) -> list[Hashable]:
        """Return (letter, reason, numbers of paragraphs) of each basis, in the order of the numbers."""
        return self._bases.rows()

    def paragraphs(self) -> list[tuple[str, str, list[str]]]:
        """Return (short form, digest, figures) of each cited paragraph; one that the brief lacks has no digest."""
        return [self._paragraph_row(cite) for cite in map(str, self._cites.rows())]

    def _paragraph_row(self, cite: str) -> tuple[str, str, list[str]]:
        paragraph = self.texts.brief.paragraph_by_cite.get(cite)
        if paragraph is None:
            return self.texts.cite(cite), "", []
        return self.texts.cite(cite), self.texts.text(paragraph.digest), list(map(self.texts.figure, paragraph.figures))


def point_ratings(point: Point, brief: Brief, bases: Bases) -> list[Any]:
    """Return the readings of a point by criterion; under `by`, the readings by audience where these differ."""
    return [_cell_readings(point.ratings.get(criterion.id), brief, bases) for criterion in brief.criteria]


def _cell_readings(ratings: Any, brief: Brief, bases: Bases) -> Any:
    if isinstance(ratings, dict):
        return {"by": [_readings(ratings.get(audience.id), bases) for audience in brief.administrations]}
    return _readings(ratings, bases)


def _readings(cell: Rating | tuple[Rating, ...] | None, bases: Bases) -> list[Reading]:
    return [
        (claim.value, bases.number_of(claim), claim.by) if claim.by else (claim.value, bases.number_of(claim))
        for claim in as_readings(cell)
    ]


def event_rows(texts: BriefText, marks: Marks, bases: Bases) -> list[dict[str, Any]]:
    """Return the id, name, group, marked status and shifts of each event.

    A shift is (point, criterion, audience, steps, basis), all but the steps as numbers of items.
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
            "shifts": list(_shift_rows(event, numbers, bases)),
        }
        for event in brief.events
    ]


def _shift_rows(event: Event, numbers: dict[str, dict[str, int]], bases: Bases) -> Iterable[tuple[int, ...]]:
    for point, criteria in event.shifts.items():
        for criterion, by_audience in criteria.items():
            for audience, shift in by_audience.items():
                yield (
                    numbers["points"][point], numbers["criteria"][criterion], numbers["audiences"][audience],
                    shift.by, bases.number_of(shift),
                )  # fmt: skip


def event_groups(brief: Brief) -> list[list[int]]:
    """Return the numbers of the events that shift ratings, by group, in the order of the file."""
    grouped: dict[str, list[int]] = {}
    for n, event in enumerate(brief.events):
        if brief.administrations and shifted_points(event, None):
            grouped.setdefault(f"group {event.group}" if event.group else event.id, []).append(n)
    return list(grouped.values())
