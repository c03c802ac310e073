"""Place points on the three lists and rank them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from kbrief.decide.scenario import EffectiveRating, Scenario, effective_ratings, resolve_scenario
from kbrief.decide.score import Weighting, make_weighting
from kbrief.model import LISTS, Basis, Brief, ListName, Point


class Placement(NamedTuple):
    """The list of a point and its reasons: score from -100 to 100, tally (None if weights differ), rank in the list."""

    point: Point
    ratings: tuple[EffectiveRating, ...]
    list: ListName
    score: Fraction
    stated: Fraction
    tally: int | None
    stated_tally: int | None
    stated_list: ListName
    basis: Basis
    rank: int = 0

    @property
    def inferred(self) -> Fraction:
        """The part of the score that is inferred."""
        return self.score - self.stated

    @property
    def inferred_tally(self) -> int | None:
        """The part of the tally that is inferred, or None if weights differ."""
        return None if self.tally is None or self.stated_tally is None else self.tally - self.stated_tally

    @property
    def displayed_score(self) -> float:
        """The number that people read: the tally, or the score if weights differ."""
        return float(self.score) if self.tally is None else self.tally

    @property
    def stated_measure(self) -> float:
        """The stated part of the number that people read."""
        return float(self.stated) if self.stated_tally is None else self.stated_tally

    @property
    def inferred_measure(self) -> float:
        """The inferred part of the number that people read."""
        return float(self.inferred) if self.inferred_tally is None else self.inferred_tally

    @property
    def source_lists(self) -> tuple[ListName, ...]:
        """The lists on which sources put the point."""
        return self.point.source_lists

    @property
    def source_list(self) -> ListName | None:
        """The list on which the sources put the point, or None if none does or they disagree."""
        return self.source_lists[0] if len(self.source_lists) == 1 else None

    @property
    def contested(self) -> tuple[str, ...]:
        """The criteria whose readings differ."""
        return tuple(rating.criterion for rating in self.ratings if rating.is_contested)

    @property
    def outside(self) -> tuple[str, ...]:
        """The criteria whose rating relies on knowledge outside the source."""
        return tuple(rating.criterion for rating in self.ratings if rating.is_outside)

    @property
    def moved_by_inference(self) -> bool:
        """Whether the point would be on another list on stated evidence alone."""
        return self.list != self.stated_list

    @property
    def stated_parts(self) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
        """(criterion, rating, paragraphs) for each stated rating, as before any shift."""
        stated = ((rating.criterion, rating.stated, rating.stated_cites) for rating in self.ratings)
        return tuple(part for part in stated if part[2])

    @property
    def inferred_cites(self) -> tuple[str, ...]:
        """The paragraphs from which ratings and shifts are inferred, each once."""
        return tuple(dict.fromkeys(cite for rating in self.ratings for cite in rating.inferred_cites))

    @property
    def cites(self) -> tuple[str, ...]:
        """The paragraphs cited by the ratings, in the order of the criteria, each once."""
        return tuple(dict.fromkeys(cite for rating in self.ratings for cite in rating.cites))


@dataclass(frozen=True)
class Ranking:
    """The placements of all points, in the order of the file, with their scenario and weighting."""

    brief: Brief = field(repr=False)
    scenario: Scenario
    weighting: Weighting
    placements: tuple[Placement, ...]
    weights: Mapping[str, float] | None = None

    def points_on(self, name: ListName) -> tuple[Placement, ...]:
        """Return the points of a list, ranked."""
        return tuple(_sort_list(self.placements, name))

    def displaced(self, name: ListName) -> tuple[Placement, ...]:
        """Return the points that a source puts on this list and that are on another, in the order of the file."""
        return tuple(
            placement for placement in self.placements if name in placement.source_lists and name != placement.list
        )

    @property
    def emphasized(self) -> tuple[Placement, ...]:
        """The points to lead with, strongest first."""
        return self.points_on("emphasize")

    @property
    def held(self) -> tuple[Placement, ...]:
        """The points to speak to if raised, highest score first."""
        return self.points_on("hold")

    @property
    def minimized(self) -> tuple[Placement, ...]:
        """The points to handle with caution, strongest first."""
        return self.points_on("minimize")


def rank(brief: Brief, scenario: Scenario | None = None, weights: Mapping[str, float] | None = None) -> Ranking:
    """Return the ranking of all points in `scenario`, by default without an administration.

    `weights` replace those of the brief, criterion by criterion. Raises UnknownName for a name that the brief lacks,
    WrongUsage for invalid weights.
    """
    scenario = resolve_scenario(brief, scenario or Scenario())
    weighting = make_weighting(brief, weights)
    events = [brief.event_by_id[event] for event in scenario.events]
    ratings = (effective_ratings(brief, point, scenario, events) for point in brief.points)
    unranked = [place_point(point, values, weighting) for point, values in zip(brief.points, ratings, strict=True)]
    ranks = {point: number for name in LISTS for point, number in _ranks(unranked, name)}
    placements = tuple(placement._replace(rank=ranks[placement.point.id]) for placement in unranked)
    return Ranking(brief, scenario, weighting, placements, weights)


def place_point(point: Point, ratings: tuple[EffectiveRating, ...], weighting: Weighting) -> Placement:
    """Return the placement of a point with these ratings, without a rank."""
    values, stated = tuple(rating.value for rating in ratings), tuple(rating.stated for rating in ratings)
    score, stated_score = weighting.score(values), weighting.score(stated)
    return Placement(
        point,
        ratings,
        weighting.classify_score(score),
        score,
        stated_score,
        weighting.tally(values),
        weighting.tally(stated),
        weighting.classify_score(stated_score),
        _basis(ratings, weighting),
    )


def _basis(ratings: tuple[EffectiveRating, ...], weighting: Weighting) -> Basis:
    """Return `inferred` if any contribution other than zero is inferred, else the best basis of all ratings."""
    counted = (rating for rating, weight in zip(ratings, weighting.weights, strict=True) if weight and rating.value)
    if any(rating.basis == "inferred" for rating in counted):
        return "inferred"
    bases = {rating.basis for rating in ratings}
    return "stated" if "stated" in bases else "inferred" if "inferred" in bases else "unknown"


def _sort_list(placements: Iterable[Placement], name: ListName) -> list[Placement]:
    """Return the placements on a list, strongest first, on MINIMIZE the lowest; ties stay in the order of the file."""
    on_list = (placement for placement in placements if placement.list == name)
    return sorted(on_list, key=lambda placement: placement.score if name == "minimize" else -placement.score)


def _ranks(placements: Sequence[Placement], name: ListName) -> Iterator[tuple[str, int]]:
    """Yield the id and the rank of each point on a list; ties have the same rank."""
    number = 1
    for _, group in groupby(_sort_list(placements, name), key=lambda placement: placement.score):
        tied = list(group)
        yield from ((placement.point.id, number) for placement in tied)
        number += len(tied)
