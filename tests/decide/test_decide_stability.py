from fractions import Fraction
from itertools import product

import pytest
from decide_builders import list_of, placed, placements
from hypothesis import given
from hypothesis import strategies as st

from kbrief.decide.rank import Placement
from kbrief.decide.score import Weighting
from kbrief.decide.stability import Stability, stability


def enumerated(placement: Placement, weighting: Weighting) -> Fraction:
    """Return the stability by the definition: every error of every rating, one by one."""
    errors = [range(-r.error, r.error + 1) for r in placement.ratings]
    values = [r.value for r in placement.ratings]
    kept = [
        list_of([max(-2, min(2, v + e)) for v, e in zip(values, case, strict=True)], weighting) == placement.list
        for case in product(*errors)
    ]
    return Fraction(sum(kept), len(kept))


@given(placements())
def test_equals_enumeration(case: tuple[Placement, Weighting]) -> None:
    """The convolution counts what enumeration counts, for any ratings, weights and threshold."""
    found = stability(*case)
    assert found.share == enumerated(*case)
    assert 0 <= found.kept <= found.cases


@given(st.lists(st.integers(-2, 2).map("{:+d}s".format), min_size=2, max_size=8), st.floats(0.5, 100))
def test_is_one_where_everything_is_stated(codes: list[str], threshold: float) -> None:
    """Stated ratings are not off: one case, and it keeps the list."""
    assert stability(*placed(codes, threshold=threshold)) == Stability(1, 1)


def test_counts_cases_for_people() -> None:
    """The shipped defense-budget point stays in 14 of 15 cases: one step down and two steps down move it."""
    found = stability(*placed(["+2s", "+1s", "+1i", "?"]))
    assert (found.kept, found.cases) == (14, 15)
    assert round(float(found.share), 6) == 0.933333


def test_criteria_without_weight_add_no_cases() -> None:
    """An unknown rating that does not count does not make the placement less sure."""
    assert stability(*placed(["+2s", "+1s", "?", "?"], [1, 1, 0, 0])) == Stability(1, 1)


def test_clipping_piles_cases_on_the_end_of_the_scale() -> None:
    """A rating of +2 that is too low stays +2: two of its three cases."""
    assert stability(*placed(["+2i", "0s"], threshold=50)) == Stability(2, 3)


@pytest.mark.parametrize("sign", ["+", "-"])
def test_is_the_same_with_all_signs_changed(sign: str) -> None:
    """MINIMIZE mirrors EMPHASIZE."""
    assert stability(*placed([f"{sign}2s", f"{sign}1i", "?", "0i"])).share == Fraction(35, 45)


def test_eight_unknown_criteria_of_unlike_weights() -> None:
    """The largest case, 390,625 combinations that all differ in score, agrees with enumeration."""
    case = placed(["?"] * 8, [1, 1.7, 2.9, 3.1, 4.3, 5.9, 6.1, 7.3])
    placement, weighting = case
    line = weighting.threshold * weighting.total / 50
    sums = {0: 1}
    for weight in weighting.weights:
        wider: dict[int, int] = {}
        for total, count in sums.items():
            for value in range(-2, 3):
                wider[total + weight * value] = wider.get(total + weight * value, 0) + count
        sums = wider
    kept = sum(count for total, count in sums.items() if abs(total) < line)
    assert placement.list == "hold"
    assert stability(*case) == Stability(kept, 5**8)
