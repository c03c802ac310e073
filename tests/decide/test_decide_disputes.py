from fractions import Fraction
from itertools import product

from decide_builders import brief, briefs, list_of, point
from hypothesis import given

from kbrief.decide.disputes import disputes
from kbrief.decide.rank import rank
from kbrief.decide.scenario import Scenario
from kbrief.model import Brief


@given(briefs(most_points=2))
def test_shares_equal_a_full_search(drawn: Brief) -> None:
    """For each contested point, over every choice of one reading for each rating."""
    found = {one.point.id: one for one in disputes(drawn, Scenario("trump")).items}
    ranking = rank(drawn, Scenario("trump"))
    assert set(found) == {p.point.id for p in ranking.placements if p.contested}
    for placement in ranking.placements:
        if placement.contested:
            choices = list(product(*([reading.value for reading in r.readings] for r in placement.ratings)))
            lists = [list_of(choice, ranking.weighting) for choice in choices]
            shares = found[placement.point.id].shares
            assert all(shares[name] == Fraction(lists.count(name), len(lists)) for name in shares)


def test_what_depends_most_on_whom_one_believes_comes_first() -> None:
    """One point's list hangs on one reading, the other's on none; the criterion to settle first is told."""
    calm = point("calm", {"source": "+2s +1s", "common": "+2s"})
    torn = point("torn", {"source": "+2s -2s", "common": "+1s -1s"})
    found = disputes(brief([calm, torn]))
    assert [(one.point.id, one.administration) for one in found.items] == [
        ("torn", "trump"), ("torn", "harris"), ("calm", "trump"), ("calm", "harris"),
    ]  # fmt: skip
    assert found.items[-1].depends == 0
    assert found.first is None or found.first[0] == "torn"


def test_the_rating_whose_settlement_fixes_most_lists() -> None:
    """A rating that counts under every administration fixes a list under each; a perception under its own."""
    wide = point("wide", {"source": "+2s -2s"})
    narrow = point("narrow", {"president": {"trump": "+2i -2i", "harris": "?"}})
    found = disputes(brief([narrow, wide]))
    assert found.first == ("wide", "source", None)
    assert found.fixes == {("narrow", "president", "trump"): 1, ("wide", "source", None): 2}


def test_where_nothing_is_contested_nothing_is_to_settle() -> None:
    """No dispute, and nothing first."""
    found = disputes(brief([point("p", {"source": "+2s"})], administrations=()))
    assert (found.items, found.first) == ((), None)
