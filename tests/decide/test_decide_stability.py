from fractions import Fraction
from itertools import product
from math import prod

import pytest
from decide_builders import list_of, placed, placements
from hypothesis import given

from kbrief.decide.rank import Placement
from kbrief.decide.scenario import EffectiveRating
from kbrief.decide.score import Weighting
from kbrief.decide.stability import Stability, stability

#: How likely each error is, from two steps down to two steps up, by basis.
CHANCES = {"stated": (0, 1, 2, 1, 0), "inferred": (0, 1, 1, 1, 0), "outside": (1, 1, 1, 1, 1)}


def possible(rating: EffectiveRating) -> list[tuple[int, Fraction]]:
    """Return the values that a rating may have by the definition, each with its probability."""
    claims = rating.claims
    bases = ["outside" if c.is_outside or c.basis == "unknown" else c.basis for c in claims]
    if len({claim.value for claim in claims}) == 1:
        claims, bases = claims[:1], [min(bases, key=["stated", "inferred", "outside"].index)]
    return [
        (max(-2, min(2, claim.value + off)), Fraction(chance, sum(CHANCES[basis]) * len(claims)))
        for claim, basis in zip(claims, bases, strict=True)
        for off, chance in enumerate(CHANCES[basis], start=-2)
        if chance
    ]


def enumerated(placement: Placement, weighting: Weighting) -> Fraction:
    """Return the stability by the definition: every reading and every error of every rating, one by one."""
    return sum(
        (
            prod((chance for _, chance in case), start=Fraction(1))
            for case in product(*(possible(rating) for rating in placement.ratings))
            if list_of([value for value, _ in case], weighting) == placement.list
        ),
        Fraction(0),
    )


@given(placements(most=4))
def test_equals_enumeration(case: tuple[Placement, Weighting]) -> None:
    """The convolution counts what enumeration counts, for any ratings, weights and threshold."""
    found = stability(*case)
    assert found.share == enumerated(*case)
    assert 0 <= found.kept <= found.cases


@pytest.mark.parametrize(
    ("codes", "share"),
    [
        (["+2s", "+1i", "+1o", "?"], 0.833333),
        (["+2s -2s", "+1s", "?", "?"], 0.37),
        (["+2s +2s -1s", "+1s", "+1i", "?"], 0.723611),
    ],
)
def test_examples_of_the_method(codes: list[str], share: float) -> None:
    """A point like the shipped defense budget, and the two contested points that the method page works out."""
    assert round(float(stability(*placed(codes)).share), 6) == share


def test_counts_cases_for_people() -> None:
    """Half of the cases of what is stated are right, a quarter is off either way: 4 cases each, here times 3."""
    assert stability(*placed(["+2s", "0i"], threshold=50)) == Stability(7, 12)


def test_criteria_without_weight_add_no_cases() -> None:
    """An unknown rating that does not count does not make the placement less sure."""
    assert stability(*placed(["+2s", "+1s", "?", "?"], [1, 1, 0, 0])) == Stability(16, 16)


def test_errors_are_held_within_the_scale() -> None:
    """A stated +2 that is one step too low stays +2: three of its four cases."""
    assert stability(*placed(["+2s", "?"], [1, 0], 100)) == Stability(3, 4)


@pytest.mark.parametrize("sign", ["+", "-"])
def test_is_the_same_with_all_signs_changed(sign: str) -> None:
    """MINIMIZE mirrors EMPHASIZE."""
    assert stability(*placed([f"{sign}2s", f"{sign}1i", "?", "0i"])).share == Fraction(11, 15)


def test_a_contested_rating_is_less_sure_than_the_reading_that_counts() -> None:
    """Disagreement lowers what is sure."""
    agreed, contested = placed(["+2s", "+1s"]), placed(["+2s +2s -2s", "+1s"])
    assert agreed[0].score == contested[0].score
    assert stability(*contested).share < stability(*agreed).share


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
