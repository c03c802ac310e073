"""Disputes: which points depend on whom one believes, and which contested rating is worth settling first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kbrief.decide.rank import Placement, Ranking, rank
from kbrief.decide.scenario import EffectiveRating, Scenario
from kbrief.decide.score import Weighting
from kbrief.decide.stability import classify_sum, threshold_sum
from kbrief.model import LISTS, Brief, ListName, Point

#: A contested rating: the point, the criterion, and of a perception whose it is.
Cell = tuple[str, str, str | None]


@dataclass(frozen=True)
class Dispute:
    """A point with contested ratings under one audience, and the share of all choices of readings for each list."""

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


@dataclass(frozen=True)
class Disputes:
    """The disputes, those whose list depends most on whom one believes first, and what to settle first.

    `fixes` counts for each contested rating the lists that no longer depend on anybody once one of its readings is
    taken, whichever it is.
    """

    items: tuple[Dispute, ...]
    fixes: Mapping[Cell, int]

    @property
    def first(self) -> Cell | None:
        """The contested rating whose settlement fixes most lists, the first of equals; None where none fixes any."""
        best = max(self.fixes, key=lambda cell: self.fixes[cell], default=None)
        return best if best is not None and self.fixes[best] else None


def disputes(brief: Brief, setting: Scenario | None = None, weights: Mapping[str, float] | None = None) -> Disputes:
    """Return the points with contested ratings, under the administration asked for or each. Raises UnknownName."""
    setting = setting or Scenario()
    everyone = [administration.id for administration in brief.administrations]
    names: list[str | None] = [*everyone] if everyone and setting.administration is None else [setting.administration]
    perceptions = frozenset(criterion.id for criterion in brief.criteria if criterion.perception)
    contested: list[Dispute] = []
    for name in names:
        contested += _in_ranking(rank(brief, replace(setting, administration=name), weights), perceptions)
    fixes: Counter[Cell] = Counter(
        {_cell(dispute, rating, perceptions): 0 for dispute in contested for rating in dispute.contested}
    )
    for dispute in contested:
        fixes.update(dispute.settling)
    return Disputes(tuple(sorted(contested, key=lambda dispute: -dispute.depends)), dict(fixes))


def _in_ranking(ranking: Ranking, perceptions: frozenset[str]) -> Iterator[Dispute]:
    for placement in ranking.placements:
        if placement.contested:
            shares = _shares(placement.ratings, ranking.weighting)
            dispute = Dispute(placement, ranking.setting.administration, shares, ())
            settling = tuple(_settling(dispute, ranking.weighting, perceptions)) if dispute.depends else ()
            yield replace(dispute, settling=settling)


def _cell(dispute: Dispute, rating: EffectiveRating, perceptions: frozenset[str]) -> Cell:
    administration = dispute.administration if rating.criterion in perceptions else None
    return dispute.point.id, rating.criterion, administration


def _settling(dispute: Dispute, weighting: Weighting, perceptions: frozenset[str]) -> Iterator[Cell]:
    """Yield each contested rating after whose settlement, whichever way, the list depends on nobody."""
    ratings = dispute.placement.ratings
    for n, rating in enumerate(ratings):
        settled = (
            (*ratings[:n], replace(rating, readings=(reading,)), *ratings[n + 1 :]) for reading in rating.readings
        )
        if rating.is_contested and all(1 in _shares(choice, weighting).values() for choice in settled):
            yield _cell(dispute, rating, perceptions)


def _shares(ratings: Sequence[EffectiveRating], weighting: Weighting) -> dict[ListName, Fraction]:
    """Return for each list the share of all choices of one reading for each rating that put the point there."""
    sums = Counter({0: 1})
    for weight, rating in zip(weighting.weights, ratings, strict=True):
        wider: Counter[int] = Counter()
        for reading in rating.readings:
            for total, cases in sums.items():
                wider[total + weight * reading.value] += cases
        sums = wider
    line, cases = threshold_sum(weighting), sum(sums.values())
    shares = {name: Fraction(0) for name in LISTS}
    for total, count in sums.items():
        shares[classify_sum(total, line)] += Fraction(count, cases)
    return shares
