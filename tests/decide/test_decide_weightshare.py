from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, product
from math import factorial

import pytest
from decide_builders import placed, placements, worked_example
from hypothesis import given

from kbrief.decide.rank import Placement, rank
from kbrief.decide.scenario import Scenario
from kbrief.decide.score import Weighting
from kbrief.decide.stability import weight_shares, weight_stability


def reaches(placement: Placement, weighting: Weighting, sign: int = 1) -> list[Fraction]:
    pairs = zip(placement.ratings, weighting.weights, strict=True)
    return sorted(50 * sign * r.value - weighting.threshold for r, weight in pairs if weight)


def divided_difference(u: Sequence[Fraction]) -> Fraction:
    """Return P(Σ λ·u ≥ 0), λ uniform on the simplex, by the second exact formula.

    By Curry and Schoenberg (1966) it is the divided difference of max(t, 0)ⁿ⁻¹ at u, with derivatives where u repeat.
    """
    power = len(u) - 1

    def over(first: int, last: int) -> Fraction:
        if u[first] != u[last]:
            return (over(first + 1, last) - over(first, last - 1)) / (u[last] - u[first])
        order = last - first
        return Fraction(factorial(power), factorial(power - order) * factorial(order)) * (
            u[first] ** (power - order) if u[first] >= 0 else 0
        )

    return over(0, power)


def grid(u: Sequence[Fraction], cells: int) -> tuple[Fraction, Fraction]:
    """Return bounds of P(Σ λ·u ≥ 0): the simplex is cut into equal cells, and each is in, out or across the line.

    Uniform cuts of [0, 1] give uniform weights; inside a cell no cut moves by more than half a cell.
    """
    reach = sum((abs(b - a) for a, b in pairwise(u)), Fraction(0)) / (2 * cells)
    surely = maybe = 0
    for case in product(range(cells), repeat=len(u) - 1):
        cuts = [0, *sorted(2 * cell + 1 for cell in case), 2 * cells]
        mean = sum(v * (b - a) for v, (a, b) in zip(u, pairwise(cuts), strict=True)) / (2 * cells)
        surely += mean >= reach
        maybe += mean >= -reach
    return Fraction(surely, cells ** (len(u) - 1)), Fraction(maybe, cells ** (len(u) - 1))


@given(placements(most=8))
def test_equals_the_second_exact_formula(case: tuple[Placement, Weighting]) -> None:
    """The recursion of Varsi and Ali and the divided difference give the same fraction for EMPHASIZE and MINIMIZE."""
    shares = weight_shares(*case)
    assert shares["emphasize"] == divided_difference(reaches(*case))
    assert shares["minimize"] == divided_difference(reaches(*case, sign=-1))


@given(placements(most=8))
def test_shares_are_shares(case: tuple[Placement, Weighting]) -> None:
    """The three shares are not negative, sum to 1, and the stability is that of the point's own list."""
    placement, _ = case
    shares = weight_shares(*case)
    assert sum(shares.values()) == 1
    assert all(0 <= share <= 1 for share in shares.values())
    assert weight_stability(*case) == shares[placement.list]


@given(placements(most=3))
def test_lies_within_the_bounds_of_a_grid(case: tuple[Placement, Weighting]) -> None:
    """Over a grid of weights the share lies between the cells that are surely in and those that may be."""
    shares = weight_shares(*case)
    for share, sign in ((shares["emphasize"], 1), (shares["minimize"], -1)):
        surely, maybe = grid(reaches(*case, sign=sign), 24)
        assert surely <= share <= maybe


def test_a_finer_grid_closes_in() -> None:
    """The worked example's B: the bounds close in on 82.9 % as the grid becomes finer."""
    ranking = rank(worked_example(), Scenario("trump"))
    b = ranking.placements[1]
    exact = weight_shares(b, ranking.weighting)["emphasize"]
    bounds = [grid(reaches(b, ranking.weighting), cells) for cells in (8, 16, 32)]
    widths = [maybe - surely for surely, maybe in bounds]
    assert all(surely <= exact <= maybe for surely, maybe in bounds)
    assert widths[2] < widths[1] * 0.6 < widths[0] * 0.36
    assert round(float(exact), 3) == 0.829


@pytest.mark.parametrize(
    ("codes", "threshold", "share"),
    [
        (["+2s", "+2s"], 100, 1),
        (["+2s", "+1s"], 100, 1),
        (["+1s", "+1s"], 50, 1),
        (["-1s", "-1s"], 50, 1),
        (["?", "?"], 18.75, 1),
        (["+2s", "-2s"], 50, Fraction(1, 2)),
    ],
)
def test_at_the_ends(codes: list[str], threshold: float, share: Fraction) -> None:
    """All above, all but one end of the simplex below, all exactly on the line, nothing known, and half and half."""
    assert weight_stability(*placed(codes, threshold=threshold)) == share


def test_only_criteria_with_weight_are_weighed() -> None:
    """A criterion without weight stays out of every weighting; with one left there is one weighting."""
    with_two, with_one = placed(["+2s", "+1s", "-2s"], [3, 1, 0]), placed(["+2s", "-2s"], [1, 0])
    assert weight_stability(*with_two) == weight_stability(*placed(["+2s", "+1s"]))
    assert weight_stability(*with_one) == 1


def test_example_of_the_contract() -> None:
    """The shipped defense-budget point keeps its list under 97.3633 % of the weightings."""
    assert round(float(weight_stability(*placed(["+2s", "+1s", "+1i", "?"]))), 6) == 0.973633
