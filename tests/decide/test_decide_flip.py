from itertools import product

import pytest
from decide_builders import list_of, placed, placements
from hypothesis import given

from kbrief.decide.rank import Placement
from kbrief.decide.score import Weighting
from kbrief.decide.stability import Flip, RatingStep, flip


def searched(placement: Placement, weighting: Weighting) -> int | None:
    """Return the flip distance by trying every value of every rating that is not stated."""
    values = [r.value for r in placement.ratings]
    fixed = [r.basis == "stated" and len({claim.value for claim in r.claims}) == 1 for r in placement.ratings]
    choices = [(value,) if is_fixed else range(-2, 3) for value, is_fixed in zip(values, fixed, strict=True)]
    return min(
        (
            sum(abs(a - b) for a, b in zip(case, values, strict=True))
            for case in product(*choices)
            if list_of(case, weighting) != placement.list
        ),
        default=None,
    )


@given(placements())
def test_distance_equals_a_full_search(case: tuple[Placement, Weighting]) -> None:
    """No set of fewer steps moves the point, with any weights; None where none can."""
    found = flip(*case)
    assert (found.distance if found else None) == searched(*case)


@given(placements())
def test_the_changes_do_what_they_say(case: tuple[Placement, Weighting]) -> None:
    """Made, the changes put the point on the list named, which is another; they touch nothing that is stated."""
    placement, weighting = case
    found = flip(*case) or Flip((), placement.list)
    new = {change.criterion: change.new for change in found.changes}
    assert list_of([new.get(r.criterion, r.value) for r in placement.ratings], weighting) == found.list
    assert (found.list != placement.list) == bool(found.changes)
    rated = {r.criterion: r for r in placement.ratings}
    free = {name for name, r in rated.items() if r.basis != "stated" or r.is_contested}
    assert all(c.criterion in free and rated[c.criterion].value == c.old for c in found.changes)


def test_example_of_the_contract() -> None:
    """The shipped defense-budget point is three steps from HOLD, the president's first."""
    found = flip(*placed(["+2s", "+1s", "+1i", "?"]))
    assert found == Flip((RatingStep("c2", 1, -2),), "hold")
    assert found.distance == 3


def test_nothing_moves_what_is_stated_or_has_no_weight() -> None:
    """Without a free rating that counts there is no flip."""
    assert flip(*placed(["+2s", "+2s"])) is None
    assert flip(*placed(["+2s", "?"], [1, 0])) is None


def test_free_ratings_may_not_be_enough() -> None:
    """Where all the free ratings together cannot move the point there is no flip."""
    assert flip(*placed(["+2s", "+2s", "?"], [3, 3, 1])) is None


@pytest.mark.parametrize(
    ("codes", "weights", "expected"),
    [
        (["?", "?"], None, Flip((RatingStep("c0", 0, 1),), "emphasize")),
        (["?", "?"], [1, 3], Flip((RatingStep("c1", 0, 1),), "emphasize")),
        (["-2i", "?"], None, Flip((RatingStep("c0", -2, 0),), "hold")),
        (["0s", "-1s", "?", "?"], None, Flip((RatingStep("c2", 0, -1),), "minimize")),
    ],
)
def test_the_choice_among_equals_is_fixed(codes: list[str], weights: list[float] | None, expected: Flip) -> None:
    """Upward comes before downward, the heavier criterion first, then the order of the criteria."""
    assert flip(*placed(codes, weights)) == expected


def test_a_heavy_step_may_land_beyond_hold() -> None:
    """One step of a heavy criterion can carry a point across HOLD."""
    found = flip(*placed(["-1s", "+1i"], [1, 2], threshold=10))
    assert found == Flip((RatingStep("c1", 1, 0),), "minimize")
