"""Combine the rankings for several audiences into one, for a paper that goes to all of them."""

from dataclasses import replace

from kbrief.decide.compare import Comparison, PointComparison
from kbrief.decide.rank import Placement, Ranking
from kbrief.model import ListName, Mode


def treatment(item: PointComparison, mode: Mode) -> ListName:
    """Return the treatment of a point: its joint list if all decide together, else that with the smallest regret."""
    return item.joint_list if mode == "together" else item.recommended


def combine(comparison: Comparison) -> Ranking:
    """Return the ranking of the first audience with each point on the list for all compared audiences.

    A placement is that of the audience which decides it, without a rank, as ranks are of one audience.
    """
    first = next(iter(comparison.rankings.values()))
    return replace(first, placements=tuple(_decisive_placement(item, comparison.mode) for item in comparison.items))


def _decisive_placement(item: PointComparison, mode: Mode) -> Placement:
    """Return the placement that decides: the lowest one if all decide together, else the weakest on the list."""
    list_name = treatment(item, mode)
    placements = list(item.placements.values())
    if mode == "together":
        decisive = min(placements, key=lambda placement: placement.score)
    else:
        on_list = [placement for placement in placements if placement.list == list_name] or placements
        decisive = min(on_list, key=lambda placement: abs(placement.score))
    return decisive._replace(list=list_name, rank=0)
