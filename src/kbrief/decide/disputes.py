"""Find the points that depend on whom one believes, and the contested rating that is best settled first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from kbrief.decide.rank import Placement, Ranking, rank
from kbrief.decide.scenario import EffectiveRating, Scenario
from kbrief.decide.score import Weighting
from kbrief.decide.stability import classify_sum, threshold_sum
from kbrief.model import LISTS, Brief, ListName, Point

#: A contested rating: its point, its criterion, and for a perception the administration.
Cell = tuple[str, str, str | None]


class Dispute(NamedTuple):
    """A point with contested ratings under one audience, and the share of choices of readings for each list."""

    placement: Placement
    administration: str | None
    shares: Mapping[ListName, Fraction]
    settling: tuple[Cell, ...]

    @property
    def point(self) -> Point:
        """The point."""
        return self.placement.point

    @property
    def contested(self) -> tuple[EffectiveRating, ...]:
        """The ratings whose readings differ."""
        return tuple(rating for rating in self.placement.ratings if rating.is_contested)

    @property
    def depends(self) -> Fraction:
        """The share of choices of one reading for each contested rating that put the point on another list."""
        return 1 - self.shares[self.placement.list]


class Disputes(NamedTuple):
    """The disputes, beginning with those whose list depends most on whom one believes.

    `fixes` is, for each contested rating, the number of points whose list depends on nobody once any one of its
    readings is accepted.
    """

    items: tuple[Dispute, ...]
    fixes: Mapping[Cell, int]

    @property
    def first(self) -> Cell | None:
        """The contested rating that fixes the most lists, the first of equals, or None if none fixes any."""
        best = max(self.fixes, key=lambda cell: self.fixes[cell], default=None)
        return best if best is not None and self.fixes[best] else None


def disputes(brief: Brief, scenario: Scenario | None = None, weights: Mapping[str, float] | None = None) -> Disputes:
    """Return the points with contested ratings, under the administration of the scenario or under each.

    Raises UnknownName.
    """
    scenario = scenario or Scenario()
    names: list[str | None] = [scenario.administration]
    if scenario.administration is None and brief.administrations:
        names = [administration.id for administration in brief.administrations]
    perceptions = frozenset(criterion.id for criterion in brief.criteria if criterion.perception)
    contested: list[Dispute] = []
    for name in names:
        contested += _disputes_in(rank(brief, replace(scenario, administration=name), weights), perceptions)
    fixes: Counter[Cell] = Counter(
        {_cell_of(dispute, rating, perceptions): 0 for dispute in contested for rating in dispute.contested}
    )
    for dispute in contested:
        fixes.update(dispute.settling)
    return Disputes(tuple(sorted(contested, key=lambda dispute: -dispute.depends)), dict(fixes))


def _disputes_in(ranking: Ranking, perceptions: frozenset[str]) -> Iterator[Dispute]:
    for placement in ranking.placements:
        if placement.contested:
            shares = _shares(placement.ratings, ranking.weighting)
            dispute = Dispute(placement, ranking.scenario.administration, shares, ())
            settling = tuple(_settling_cells(dispute, ranking.weighting, perceptions)) if dispute.depends else ()
            yield dispute._replace(settling=settling)


def _cell_of(dispute: Dispute, rating: EffectiveRating, perceptions: frozenset[str]) -> Cell:
    administration = dispute.administration if rating.criterion in perceptions else None
    return dispute.point.id, rating.criterion, administration


def _settling_cells(dispute: Dispute, weighting: Weighting, perceptions: frozenset[str]) -> Iterator[Cell]:
    """Yield each contested rating such that the list depends on nobody once any of its readings is accepted."""
    ratings = dispute.placement.ratings
    for index, rating in enumerate(ratings):
        settled_choices = (
            (*ratings[:index], replace(rating, readings=(reading,)), *ratings[index + 1 :])
            for reading in rating.readings
        )
        if rating.is_contested and all(1 in _shares(choice, weighting).values() for choice in settled_choices):
            yield _cell_of(dispute, rating, perceptions)


def _shares(ratings: Sequence[EffectiveRating], weighting: Weighting) -> dict[ListName, Fraction]:
    """Return for each list the share of choices of one reading per rating that put the point there."""
    sums = Counter({0: 1})
    for weight, rating in zip(weighting.weights, ratings, strict=True):
        next_sums: Counter[int] = Counter()
        for reading in rating.readings:
            for total, cases in sums.items():
                next_sums[total + weight * reading.value] += cases
        sums = next_sums
    threshold, cases = threshold_sum(weighting), sum(sums.values())
    shares = {name: Fraction(0) for name in LISTS}
    for total, count in sums.items():
        shares[classify_sum(total, threshold)] += Fraction(count, cases)
    return shares
