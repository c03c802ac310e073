"""One ranking for several audiences: where each point stands in a paper that goes to all of them."""

from dataclasses import replace

from kbrief.decide.compare import Comparison, PointComparison
from kbrief.decide.rank import Placement, Ranking
from kbrief.model import ListName, Mode


def treatment(item: PointComparison, mode: Mode) -> ListName:
    """Return how to treat a point: by the joint list where all decide together, else with the smallest regret."""
    return item.joint_list if mode == "together" else item.recommended


def combine(compared: Comparison) -> Ranking:
    """Return the ranking of the first audience with each point on the list that suits all audiences compared.

    A placement is that of the audience which decides it, without a rank: a rank holds under one audience alone.
    """
    first = next(iter(compared.rankings.values()))
    return replace(first, placements=tuple(_placed(item, compared.mode) for item in compared.items))


def _placed(item: PointComparison, mode: Mode) -> Placement:
    """Return the placement that decides: the lowest of all that decide together, else the weakest on the list."""
    wanted = treatment(item, mode)
    every = list(item.placements.values())
    if mode == "together":
        decisive = min(every, key=lambda placement: placement.score)
    else:
        here = [placement for placement in every if placement.list == wanted] or every
        decisive = min(here, key=lambda placement: abs(placement.score))
    return decisive._replace(list=wanted, rank=0)
