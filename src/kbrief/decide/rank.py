"""The three lists, ranked, each placement with its parts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from kbrief.decide.scenario import EffectiveRating, Scenario, effective_ratings, resolve_scenario
from kbrief.decide.score import Weighting, make_weighting
from kbrief.model import LISTS, Basis, Brief, ListName, Point


class Placement(NamedTuple):
    """Where a point stands and why: score in -100 … 100, tally None where weights differ, rank within its list."""

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
        """The part of the tally that is inferred, None where weights differ."""
        return None if self.tally is None or self.stated_tally is None else self.tally - self.stated_tally

    @property
    def displayed_score(self) -> float:
        """What people read: the tally, or the score where weights differ."""
        return float(self.score) if self.tally is None else self.tally

    @property
    def stated_measure(self) -> float:
        """The stated part of what people read."""
        return float(self.stated) if self.stated_tally is None else self.stated_tally

    @property
    def inferred_measure(self) -> float:
        """The inferred part of what people read."""
        return float(self.inferred) if self.inferred_tally is None else self.inferred_tally

    @property
    def source_lists(self) -> tuple[ListName, ...]:
        """The lists on which some source puts the point."""
        return self.point.source_lists

    @property
    def source_list(self) -> ListName | None:
        """The list on which the sources put the point, None where none does or they disagree."""
        return self.source_lists[0] if len(self.source_lists) == 1 else None

    @property
    def contested(self) -> tuple[str, ...]:
        """The criteria whose readings differ."""
        return tuple(rating.criterion for rating in self.ratings if rating.is_contested)

    @property
    def outside(self) -> tuple[str, ...]:
        """The criteria whose rating leans on knowledge outside the source."""
        return tuple(rating.criterion for rating in self.ratings if rating.is_outside)

    @property
    def moved_by_inference(self) -> bool:
        """Whether the point would stand on another list on stated evidence alone."""
        return self.list != self.stated_list

    @property
    def stated_parts(self) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
        """(criterion, rating, paragraphs) for each rating that is stated, as it was before any shift."""
        stated = ((r.criterion, r.stated, r.stated_cites) for r in self.ratings)
        return tuple(part for part in stated if part[2])

    @property
    def inferred_cites(self) -> tuple[str, ...]:
        """The paragraphs that the inferred ratings and shifts start from, each once."""
        return tuple(dict.fromkeys(cite for rating in self.ratings for cite in rating.inferred_cites))

    @property
    def cites(self) -> tuple[str, ...]:
        """The paragraphs behind the ratings, in the order of the criteria, each once."""
        return tuple(dict.fromkeys(cite for rating in self.ratings for cite in rating.cites))


@dataclass(frozen=True)
class Ranking:
    """All points placed, in the order of the file, with the setting and the weighting they were placed by."""

    brief: Brief = field(repr=False)
    setting: Scenario
    weighting: Weighting
    placements: tuple[Placement, ...]
    weights: Mapping[str, float] | None = None

    def points_on(self, name: ListName) -> tuple[Placement, ...]:
        """Return the points of a list, ranked."""
        return tuple(_ordered(p for p in self.placements if p.list == name))

    def displaced(self, name: ListName) -> tuple[Placement, ...]:
        """Return the points that a source puts on this list and that now stand on another, in file order."""
        return tuple(p for p in self.placements if name in p.source_lists and name != p.list)

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


def rank(brief: Brief, setting: Scenario | None = None, weights: Mapping[str, float] | None = None) -> Ranking:
    """Place every point of `brief` in `setting` (default: no administration) and rank the three lists.

    `weights` replace the brief's own, criterion by criterion. Raises UnknownName for a name that the brief lacks,
    WrongUsage for weights that are none.
    """
    setting = resolve_scenario(brief, setting or Scenario())
    weighting = make_weighting(brief, weights)
    events = [brief.event_by_id[event] for event in setting.events]
    placed = [place_point(point, effective_ratings(brief, point, setting, events), weighting) for point in brief.points]
    ranks = {p.point.id: n for name in LISTS for p, n in _ranked(placed, name)}
    return Ranking(brief, setting, weighting, tuple(p._replace(rank=ranks[p.point.id]) for p in placed), weights)


def place_point(point: Point, ratings: tuple[EffectiveRating, ...], weighting: Weighting) -> Placement:
    """Return where a point with these ratings stands, without its rank."""
    values, stated = tuple(r.value for r in ratings), tuple(r.stated for r in ratings)
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
    """Return inferred if any contribution that is not zero is, else the best basis that any rating has."""
    counting = (r for r, weight in zip(ratings, weighting.weights, strict=True) if weight and r.value)
    if any(rating.basis == "inferred" for rating in counting):
        return "inferred"
    bases = {rating.basis for rating in ratings}
    return "stated" if "stated" in bases else "inferred" if "inferred" in bases else "unknown"


def _ordered(placements: Iterable[Placement]) -> list[Placement]:
    """Order one list: strongest first, which for MINIMIZE is the lowest score; equals stay in file order."""
    return sorted(placements, key=lambda p: p.score if p.list == "minimize" else -p.score)


def _ranked(placed: Sequence[Placement], name: ListName) -> Iterator[tuple[Placement, int]]:
    n = 1
    for _, equals in groupby(_ordered(p for p in placed if p.list == name), key=lambda p: p.score):
        tied = list(equals)
        yield from ((placement, n) for placement in tied)
        n += len(tied)
