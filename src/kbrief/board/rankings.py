"""The board's rankings: every point in every setting that the page can show, placed here so that it only looks up."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from kbrief.decide.compare import Comparison, compare
from kbrief.decide.rank import Placement, Ranking, rank
from kbrief.decide.scenario import EffectiveRating, Scenario
from kbrief.decide.select import shifted_points
from kbrief.decide.stability import flip, stability, weight_stability
from kbrief.i18n import _
from kbrief.model import LISTS, Brief, Claim
from kbrief.pages.brief_text import BriefText
from kbrief.records.brief import round_number

ALL_SETS, PAIR_SETS, PLACES = 256, 4096, 600_000
"""Up to how many sets of events all are embedded; of two events at most, up to how many sets and places of points."""

STANDING = (
    "list", "statedList", "tally", "statedTally", "score", "statedScore", "edge", "share", "kept", "cases",
    "weightShare", "flip", "changes", "flipList", "values", "stated", "bases", "shifts", "marks",
)  # fmt: skip
"""What stands in a standing, in this order; lists, criteria, events and marks are numbers."""

Events = tuple[int, ...]


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


def shifting(brief: Brief) -> tuple[str, ...]:
    """Return the ids of the events that shift something, none where the brief has no administration."""
    return tuple(event.id for event in brief.events if brief.administrations and shifted_points(event, None))


def event_sets(count: int, places: int) -> tuple[Events, ...]:
    """Return the sets of `count` events that are embedded, the empty one first: all, of two at most, or single ones.

    `places` is how many points have to be placed for each set, under all administrations.
    """
    most, pairs = count, 1 + count + count * (count - 1) // 2
    if 2**count > ALL_SETS:
        most = 2 if pairs <= PAIR_SETS and pairs * places <= PLACES else 1
    return tuple(chosen for size in range(most + 1) for chosen in combinations(range(count), size))


def tables(texts: BriefText) -> dict[str, Any]:
    """Return standings and rankings, and by administration and set of events which ranking holds.

    `lookup` has the ranking on stated evidence alone, then by administration one for each set. `treat` has a letter
    for each point, how to treat it under all administrations: a capital where no regret can follow.
    """
    brief, names = texts.brief, tuple(a.id for a in texts.brief.administrations)
    events, tabler = shifting(brief), RankingTables(texts)
    sets = event_sets(len(events), len(names) * len(brief.points))
    alone = tabler.ranking(rank(brief))
    settings = (Scenario(None, tuple(events[n] for n in chosen)) for chosen in sets)
    compared = [tabler.comparison(compare(brief, names, setting)) for setting in settings] if names else []
    return {
        "columns": STANDING,
        "sets": sets,
        "most": max(len(chosen) for chosen in sets),
        "standings": tabler.standings.rows(),
        "marks": tabler.marks.rows(),
        "rankings": tabler.rankings.rows(),
        "lookup": [alone, *zip(*(numbers for numbers, _ in compared), strict=True)],
        "treat": [letters for _, letters in compared] if len(names) > 1 else [],
    }


class RankingTables:
    """What the tables hold, each standing, ranking and row of marks once."""

    def __init__(self, texts: BriefText) -> None:
        """Begin empty tables for the brief and the language of `v`."""
        self._v = texts
        self._events = {name: n for n, name in enumerate(shifting(texts.brief))}
        self._known: dict[Hashable, int] = {}
        self.standings, self.marks, self.rankings = Interner(), Interner(), Interner()

    def comparison(self, compared: Comparison) -> tuple[tuple[int, ...], str]:
        """Return the ranking's number under each administration, and the letters of how to treat each point."""
        letters = (item.recommended[0].upper() if item.no_regret else item.recommended[0] for item in compared.items)
        return tuple(self.ranking(ranking) for ranking in compared.rankings.values()), "".join(letters)

    def ranking(self, ranking: Ranking) -> int:
        """Return the number of a ranking: the standing of each point, and its rank within its list."""
        standings = tuple(self.standing(placement, ranking) for placement in ranking.placements)
        return self.rankings.put((standings, tuple(placement.rank for placement in ranking.placements)))

    def standing(self, placement: Placement, ranking: Ranking) -> int:
        """Return the number of where a point stands, and how surely; the same ratings give the same standing."""
        ratings = tuple(
            (r.value, r.stated, r.basis, tuple(event for event, _ in r.shifts), *map(id, r.claims))
            for r in placement.ratings
        )
        key = (placement.point.id, ratings)
        if key not in self._known:
            self._known[key] = self.standings.put(tuple(self._columns(placement, ranking)))
        return self._known[key]

    def _columns(self, placement: Placement, ranking: Ranking) -> Iterator[Hashable]:
        """Yield the columns of STANDING."""
        weighting = ranking.weighting
        criteria = {name: n for n, name in enumerate(weighting.criteria)}
        cases, way = stability(placement, weighting), flip(placement, weighting)
        yield from (LISTS.index(placement.list), LISTS.index(placement.stated_list))
        yield from (
            placement.tally,
            placement.stated_tally,
            round_number(placement.score),
            round_number(placement.stated),
        )
        yield int(abs(placement.score) == weighting.threshold)
        yield from (self._v.percent(cases.share), cases.kept, cases.cases)
        yield self._v.percent(weight_stability(placement, weighting))
        yield way.distance if way else None
        yield tuple((criteria[c.criterion], c.old, c.new) for c in way.changes) if way else ()
        yield LISTS.index(way.list) if way else None
        yield tuple(r.value for r in placement.ratings)
        yield tuple(r.stated for r in placement.ratings)
        yield "".join(_letter(rating) for rating in placement.ratings)
        yield tuple(
            (n, self._events[event], shift.by)
            for n, rating in enumerate(placement.ratings)
            for event, shift in rating.shifts
        )
        yield self.marks.put(marks_of(placement, self._v))


def _letter(rating: EffectiveRating) -> str:
    """Return s(tated), i(nferred), o(utside) or u(nknown)."""
    return "o" if any(claim.is_outside for claim in _inferred(rating)) else rating.basis[0]


def _inferred(rating: EffectiveRating) -> Sequence[Claim]:
    """Return the claims behind the inferred part of a rating."""
    own = [reading.claim for reading in rating.readings if reading.claim.basis == "inferred"]
    return [*own, *(shift for _, shift in rating.shifts)]


def marks_of(placement: Placement, texts: BriefText) -> tuple[tuple[str, str], ...]:
    """Return the marks of what a placement rests on, each a letter and a text: stated paragraphs, then the rest."""
    stated = dict.fromkeys(cite for _, _, cites in placement.stated_parts for cite in cites)
    letters = {_letter(rating) for rating in placement.ratings}
    words = {"i": texts.basis("inferred"), "o": _("inferred, outside"), "u": texts.basis("unknown")}
    rest = tuple((letter, word) for letter, word in words.items() if letter in letters)
    return ((("s", texts.citations(stated)),) if stated else ()) + rest
