"""Compare the placements of points under each administration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from kbrief.decide.rank import Placement, Ranking, rank
from kbrief.decide.scenario import Scenario
from kbrief.decide.score import MAX_RATING, Weighting
from kbrief.decide.utility import best_utility, utility
from kbrief.errors import Message
from kbrief.model import Brief, ListName, Mode, Point
from kbrief.model.lookup import resolve


@dataclass(frozen=True)
class Contribution:
    """The contribution of a criterion to the score, in points of the score, and its stated part."""

    criterion: str
    score: Fraction
    stated: Fraction

    @property
    def inferred(self) -> Fraction:
        """The part that is inferred."""
        return self.score - self.stated


def contributions(placement: Placement, weighting: Weighting) -> tuple[Contribution, ...]:
    """Return the contribution 100·w·r / (2·Σw) of each criterion, in order; they sum to the score."""
    return tuple(
        Contribution(
            rating.criterion,
            Fraction(100 * weight * rating.value, MAX_RATING * weighting.total),
            Fraction(100 * weight * rating.stated, MAX_RATING * weighting.total),
        )
        for weight, rating in zip(weighting.weights, placement.ratings, strict=True)
    )


def surely_above(a: Placement, b: Placement, weighting: Weighting) -> bool:
    """Whether `a` scores above `b` under any weights, being nowhere lower, and higher on a criterion with weight."""
    pairs = list(zip(a.ratings, b.ratings, weighting.weights, strict=True))
    return all(first.value >= second.value for first, second, _ in pairs) and any(
        first.value > second.value for first, second, weight in pairs if weight
    )


Differs = Literal["yes", "no", "not known"]

#: The treatments of a point, in the order of preference if they are equally good.
TREATMENTS: tuple[ListName, ...] = ("hold", "emphasize", "minimize")


@dataclass(frozen=True)
class PointComparison:
    """A point under each administration, in order, and the worst regret of each treatment, in points of the score."""

    point: Point
    placements: dict[str, Placement]
    regret: dict[ListName, Fraction]
    perceptions: frozenset[str] = frozenset()

    @property
    def lists(self) -> dict[str, ListName]:
        """The list under each administration."""
        return {name: placement.list for name, placement in self.placements.items()}

    @property
    def scores(self) -> dict[str, Fraction]:
        """The score under each administration."""
        return {name: placement.score for name, placement in self.placements.items()}

    @property
    def difference(self) -> Fraction | None:
        """The first score minus the second if two are compared, else None."""
        match tuple(self.scores.values()):
            case first, second:
                return first - second
            case _:
                return None

    @property
    def recommended(self) -> ListName:
        """The treatment with the smallest worst regret (minimax regret, Savage 1951); of equals HOLD, EMPHASIZE."""
        return min(TREATMENTS, key=lambda treatment: self.regret[treatment])

    @property
    def no_regret(self) -> bool:
        """Whether one treatment is best under every administration."""
        return self.regret[self.recommended] == 0

    @property
    def differs(self) -> Differs:
        """Whether the lists differ; not known if they agree and all perceptions of an audience are unknown."""
        if len(set(self.lists.values())) > 1:
            return "yes"
        return (
            "no"
            if all(_has_known_perception(placement, self.perceptions) for placement in self.placements.values())
            else "not known"
        )

    @property
    def joint_list(self) -> ListName:
        """The list if all decide together: EMPHASIZE if it is on it for all, MINIMIZE if for any, else HOLD."""
        if self.blocked_by:
            return "minimize"
        return "emphasize" if set(self.lists.values()) == {"emphasize"} else "hold"

    @property
    def blocked_by(self) -> tuple[str, ...]:
        """The audiences under which the point is on MINIMIZE."""
        return tuple(name for name, placement in self.placements.items() if placement.list == "minimize")

    @property
    def joint_score(self) -> Fraction | None:
        """The smallest score, or None if nobody is compared."""
        return min(self.scores.values(), default=None)

    @property
    def differs_by_inference_alone(self) -> bool:
        """Whether the stated ratings of the point are the same under every administration."""
        return (
            len({tuple(rating.stated for rating in placement.ratings) for placement in self.placements.values()}) == 1
        )


@dataclass(frozen=True)
class Comparison:
    """All points under each administration, in the order of the file."""

    rankings: dict[str, Ranking]
    items: tuple[PointComparison, ...]
    mode: Mode = "alternatives"

    @property
    def administrations(self) -> tuple[str, ...]:
        """The compared administrations, in order."""
        return tuple(self.rankings)

    @property
    def differs_by_inference_alone(self) -> bool:
        """Whether every difference between the administrations is inference."""
        return all(item.differs_by_inference_alone for item in self.items)


def compare(
    brief: Brief,
    administrations: Sequence[str] = (),
    scenario: Scenario | None = None,
    weights: Mapping[str, float] | None = None,
) -> Comparison:
    """Return every point under each of `administrations`, by default all of the brief, in `scenario` otherwise.

    Raises UnknownName for a name that the brief lacks.
    """
    all_names = tuple(administration.id for administration in brief.administrations)
    resolved = (resolve(name, all_names, Message("administration")) for name in administrations)
    base = scenario or Scenario()
    rankings = {
        name: rank(brief, replace(base, administration=name), weights)
        for name in tuple(dict.fromkeys(resolved)) or all_names
    }
    return _make_comparison(rankings, brief)


def compare_rankings(rankings: Sequence[Ranking]) -> Comparison:
    """Return the comparison of rankings of one brief for different audiences."""
    return _make_comparison({ranking.scenario.administration or "": ranking for ranking in rankings}, rankings[0].brief)


def _make_comparison(rankings: dict[str, Ranking], brief: Brief) -> Comparison:
    rows = zip(*(ranking.placements for ranking in rankings.values()), strict=True)
    perceptions = frozenset(criterion.id for criterion in brief.criteria if criterion.perception)
    first, names = next(iter(rankings.values()), None), tuple(rankings)
    items = tuple(_compare_point(names, row, first, perceptions) for row in rows) if first else ()
    return Comparison(rankings, items, brief.mode)


def _has_known_perception(placement: Placement, perceptions: frozenset[str]) -> bool:
    """Whether any perception of the point is known."""
    return any(rating.basis != "unknown" for rating in placement.ratings if rating.criterion in perceptions)


def _compare_point(
    names: Sequence[str], row: Sequence[Placement], ranking: Ranking, perceptions: frozenset[str]
) -> PointComparison:
    threshold = ranking.weighting.threshold
    scores = [placement.score for placement in row]
    regret = {
        treatment: max(best_utility(score, threshold) - utility(treatment, score, threshold) for score in scores)
        for treatment in TREATMENTS
    }
    return PointComparison(row[0].point, dict(zip(names, row, strict=True)), regret, perceptions)
