from fractions import Fraction

import pytest
from decide_builders import FOUR, brief, briefs, event, point, worked_example
from hypothesis import given
from hypothesis import strategies as st

from kbrief.decide.compare import compare
from kbrief.decide.events import watch_list, what_if
from kbrief.decide.rank import Placement, rank
from kbrief.decide.scenario import Scenario
from kbrief.decide.stability import flip, stability, weight_stability
from kbrief.errors import UnknownName, WrongUsage
from kbrief.model import Brief, Point, Rating

TRUMP = Scenario("trump")


def sourced(name: str, value: int) -> Point:
    return point(name, {"source": f"{value:+d}s"})


def ranks(placements: tuple[Placement, ...]) -> list[tuple[str, int]]:
    return [(p.point.id, p.rank) for p in placements]


def test_ties_share_a_rank_and_stand_in_file_order() -> None:
    """Three equals at the top are all first, and the next is fourth."""
    strong = {"source": "+2s", "common": "+2s"}
    ranking = rank(brief([sourced("z", 2), point("c", strong), point("a", strong), point("b", strong)]))
    assert ranks(ranking.emphasized) == [("c", 1), ("a", 1), ("b", 1), ("z", 4)]
    assert ranking.held == ranking.minimized == ()


def test_minimize_begins_with_the_lowest_score() -> None:
    """MINIMIZE is ranked from the strongest, the lowest score; HOLD from the highest."""
    ranking = rank(
        brief([sourced("m", -2), sourced("h", -1), sourced("k", 1), point("n", {"source": "-2s", "common": "-1s"})])
    )
    assert ranks(ranking.minimized) == [("n", 1), ("m", 2)]
    assert ranks(ranking.held) == [("k", 1), ("h", 2)]


def test_points_that_the_source_lists_are_found_where_they_are_not() -> None:
    """A point that inference moves off the source's list is told apart from those that stay."""
    drawn = brief(
        [
            point("moved", {"source": "+2s", "president": {"trump": "-1i"}}, "emphasize"),
            point("stays", {"source": "+2s"}, "emphasize"),
            sourced("free", 0),
        ]
    )
    ranking = rank(drawn, TRUMP)
    assert [p.point.id for p in ranking.displaced("emphasize")] == ["moved"]
    assert ranking.displaced("minimize") == ()
    moved, stays, free = ranking.placements
    assert (moved.source_list, moved.stated_list, moved.list) == ("emphasize", "emphasize", "hold")
    assert (moved.moved_by_inference, stays.moved_by_inference) == (True, False)
    assert free.source_list is None


def test_score_and_tally_split_into_stated_and_inferred() -> None:
    """What is shown is the stated part plus the inferred part, also where weights leave no tally."""
    drawn = brief([point("p", {"source": "+2s", "president": {"trump": "-1i"}})])
    even, uneven = rank(drawn, TRUMP).placements[0], rank(drawn, TRUMP, {"source": 2}).placements[0]
    assert (even.tally, even.stated_tally, even.inferred_tally) == (1, 2, -1)
    assert (even.score, even.stated, even.inferred) == (Fraction(25, 2), Fraction(25), Fraction(-25, 2))
    assert (uneven.tally, uneven.stated_tally, uneven.inferred_tally) == (None, None, None)
    assert uneven.score == uneven.stated + uneven.inferred == 30


def test_basis_follows_the_contributions_that_are_not_zero() -> None:
    """A point is inferred if anything inferred counts, else stated, and unknown if nothing is rated."""
    drawn = brief(
        [
            point("mixed", {"source": "+2s", "president": {"trump": "-1i"}}),
            point("zero", {"source": "+2s", "president": {"trump": "0i"}}),
            point("none", {}),
            point("guessed", {"president": {"trump": "0i"}}),
        ]
    )
    assert [p.basis for p in rank(drawn, TRUMP).placements] == ["inferred", "stated", "unknown", "inferred"]
    unweighted = rank(drawn, TRUMP, {"president": 0}).placements
    assert [p.basis for p in unweighted] == ["stated", "stated", "unknown", "inferred"]


def test_names_are_taken_as_typed_and_unknown_ones_refused() -> None:
    """A name in another case is the brief's own; one that it lacks is no silent nobody."""
    drawn = brief([point("p", {"source": "+1s"})], events=[event("e")])
    assert rank(drawn, Scenario("TRUMP", ("E",))).scenario == Scenario("trump", ("e",))
    for scenario in (Scenario("biden"), Scenario("trump", ("nope",))):
        with pytest.raises(UnknownName, match="unknown"):
            rank(drawn, scenario)
    with pytest.raises(UnknownName, match="unknown criterion 'x'"):
        rank(drawn, weights={"x": 1})


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf"), 2_000_000])
def test_what_is_no_weight_is_refused(weight: float) -> None:
    """A weight is a number from 0 to 1,000,000, and one of them is more than 0."""
    drawn = brief([point("p", {"source": "+1s"})])
    with pytest.raises(WrongUsage, match="is not a weight"):
        rank(drawn, weights={"source": weight})
    with pytest.raises(WrongUsage, match="every criterion has weight 0"):
        rank(drawn, weights=dict.fromkeys(FOUR, 0))


def test_a_ranking_is_short_to_look_at() -> None:
    """What a prompt shows of a ranking leaves the whole brief out."""
    assert "Brief(" not in repr(rank(brief([point("p", {"source": "+1s"})])))


def test_citations_come_once_in_the_order_of_the_criteria() -> None:
    """A paragraph behind two ratings is named once, at its first."""
    ratings = {
        "common": Rating(basis="stated", value=1, cites=("s#P2", "s#P1")),
        "source": Rating(basis="stated", value=1, cites=("s#P8", "s#P2")),
    }
    cited = point("p", {}).model_copy(update={"ratings": ratings})
    assert rank(brief([cited])).placements[0].cites == ("s#P8", "s#P2", "s#P1")


def test_nothing_to_rank() -> None:
    """A brief without points has three empty lists, one point with no ratings is on HOLD."""
    assert rank(brief()).placements == ()
    assert ranks(rank(brief([point("p", {})])).held) == [("p", 1)]


@given(briefs(), st.sampled_from([None, "trump"]))
def test_the_lists_hold_every_point_once_in_order(drawn: Brief, administration: str | None) -> None:
    """Every point is on one list; scores do not rise along EMPHASIZE and HOLD nor fall along MINIMIZE."""
    ranking = rank(drawn, Scenario(administration))
    lists = (ranking.emphasized, ranking.held, ranking.minimized)
    assert sorted(p.point.id for one in lists for p in one) == sorted(p.id for p in drawn.points)
    for one in lists:
        sizes = [abs(p.score) if p.list != "hold" else p.score for p in one]
        assert sizes == sorted(sizes, reverse=True)
        assert [p.rank for p in one] == [1 + sum(other > size for other in sizes) for size in sizes]


def test_two_runs_are_identical() -> None:
    """The same brief, read twice, gives the same results to the last byte."""

    def run() -> str:
        drawn = worked_example("unlikely")
        ranking = rank(drawn, TRUMP)
        sure = [(f(p, ranking.weighting)) for p in ranking.placements for f in (stability, weight_stability, flip)]
        return repr((ranking, sure, compare(drawn), watch_list(drawn), what_if(drawn, TRUMP, ["turn"])))

    assert run() == run()
