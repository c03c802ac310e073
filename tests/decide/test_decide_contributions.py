from fractions import Fraction
from itertools import product

from decide_builders import FOUR, brief, event, placed, placements, point
from hypothesis import given
from hypothesis import strategies as st

from kbrief.decide.compare import contributions, surely_above
from kbrief.decide.rank import Placement, rank
from kbrief.decide.scenario import Scenario
from kbrief.decide.score import Weighting


@given(placements(most=8))
def test_contributions_sum_to_the_score(case: tuple[Placement, Weighting]) -> None:
    """All parts sum to the score, the stated parts to the stated score, the inferred parts to the rest."""
    placement, _ = case
    parts = contributions(*case)
    assert sum(part.score for part in parts) == placement.score
    assert sum(part.stated for part in parts) == placement.stated
    assert sum(part.inferred for part in parts) == placement.inferred
    assert [part.criterion for part in parts] == [rating.criterion for rating in placement.ratings]


def test_a_shifted_rating_is_stated_and_inferred_in_parts() -> None:
    """What was stated before the shift stays stated; the difference is inferred."""
    drawn = brief(
        [point("p", {"president": {"trump": "+1s"}})], events=[event("e", {"p": {"president": {"trump": -2}}})]
    )
    ranking = rank(drawn, Scenario("trump", ("e",)))
    part = contributions(ranking.placements[0], ranking.weighting)[2]
    assert (part.score, part.stated, part.inferred) == (Fraction(-25, 2), Fraction(25, 2), Fraction(-25))


def pair(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[Placement, Placement]:
    rows = [(name, dict(zip(FOUR, (f"{v:+d}s" for v in row), strict=True))) for name, row in (("a", a), ("b", b))]
    one, other = rank(brief([point(name, codes) for name, codes in rows])).placements
    return one, other


rows = st.tuples(*[st.integers(-2, 2)] * 4)


@given(rows, rows)
def test_sure_order_is_the_order_under_every_weighting(a: tuple[int, ...], b: tuple[int, ...]) -> None:
    """A is surely above B exactly if no weighting of a fine grid puts B higher and some puts A higher."""
    one, other = pair(a, b)
    _, weighting = placed(["?"] * 4)
    leads = [sum(w * (x - y) for w, x, y in zip(weights, a, b, strict=True)) for weights in product(range(6), repeat=4)]
    assert surely_above(one, other, weighting) == (min(leads) >= 0 and max(leads) > 0)
    assert not (surely_above(one, other, weighting) and surely_above(other, one, weighting))


def test_a_lead_without_weight_is_no_lead() -> None:
    """Higher only where there is no weight is not above; lower where there is none is not surely above either."""
    _, weighting = placed(["?"] * 4, [1, 1, 1, 0])
    assert not surely_above(*pair((1, 0, 0, 2), (1, 0, 0, 0)), weighting)
    assert not surely_above(*pair((2, 0, 0, 0), (1, 0, 0, 1)), weighting)
    assert surely_above(*pair((2, 0, 0, 0), (1, 0, 0, 0)), weighting)
