from fractions import Fraction

import pytest
from decide_builders import FOUR, brief, briefs, placed, placements, point, rating, thresholds, weights
from hypothesis import given
from hypothesis import strategies as st

from kbrief.decide.rank import Placement, rank
from kbrief.decide.scenario import Scenario
from kbrief.decide.score import Weighting, as_fraction, make_weighting
from kbrief.decide.stability import stability
from kbrief.model import Brief


def test_exact_decimals() -> None:
    """A number counts as the decimal that a person wrote."""
    assert as_fraction(0.1) == Fraction(1, 10)
    assert as_fraction(18.75) == Fraction(75, 4)
    assert as_fraction(1e-7) == Fraction(1, 10**7)


def test_weights_default_to_one_and_are_replaced_one_by_one() -> None:
    """What is asked for replaces the brief's weight of that criterion alone; the rest keep theirs, or 1."""
    found = make_weighting(brief(weights={"common": 0.5, "team": 3}), {"team": 0})
    assert found.weights == (2, 1, 2, 0)
    assert found.total == 5
    assert found.criteria == FOUR
    assert not found.has_equal_weights


@pytest.mark.parametrize(
    ("threshold", "values", "name"),
    [
        (25, (2, 0, 0, 0), "emphasize"),
        (25, (-2, 0, 0, 0), "minimize"),
        (25, (1, 0, 0, 0), "hold"),
        (25, (-1, 0, 0, 0), "hold"),
        (100, (2, 2, 2, 2), "emphasize"),
        (100, (2, 2, 2, 1), "hold"),
        (0.01, (0, 0, 0, 0), "hold"),
    ],
)
def test_the_line_belongs_to_the_outer_lists(threshold: float, values: tuple[int, ...], name: str) -> None:
    """A score of exactly +T is on EMPHASIZE, of exactly −T on MINIMIZE."""
    weighting = make_weighting(brief(threshold=threshold))
    assert weighting.classify_score(weighting.score(values)) == name


def test_default_threshold_lies_between_tallies() -> None:
    """With four equal weights a tally of 2 is in, one of 1 is not: no whole tally stands on the line."""
    weighting = make_weighting(brief())
    scores = {tally: Fraction(25 * tally, 2) for tally in range(-8, 9)}
    assert [t for t, s in scores.items() if weighting.classify_score(s) == "hold"] == [-1, 0, 1]
    assert weighting.threshold not in scores.values()


@given(placements())
def test_score_is_bounded_and_tally_needs_even_weights(case: tuple[Placement, Weighting]) -> None:
    """The score lies in −100 … 100; the tally is the plain sum, and None where weights differ."""
    placement, weighting = case
    values = tuple(r.value for r in placement.ratings)
    assert -100 <= placement.score <= 100
    assert placement.tally == (sum(values) if len(set(weighting.weights)) == 1 else None)
    assert weighting.score((2,) * len(values)) == 100


@given(st.data(), thresholds)
def test_raising_a_rating_never_lowers_the_score(data: st.DataObject, threshold: float) -> None:
    """One step up on any criterion leaves the score or raises it."""
    values = data.draw(st.lists(st.integers(-2, 1), min_size=2, max_size=8))
    weighed = data.draw(st.lists(weights, min_size=len(values), max_size=len(values)).filter(any))
    k = data.draw(st.integers(0, len(values) - 1))
    raised = [value + (n == k) for n, value in enumerate(values)]
    low, high = (placed([f"{v:+d}s" for v in row], weighed, threshold)[0] for row in (values, raised))
    assert high.score >= low.score
    assert (high.score > low.score) == (weighed[k] > 0)


@given(briefs(), st.data())
def test_deleting_a_point_changes_no_other(drawn: Brief, data: st.DataObject) -> None:
    """No point's score, list or stability depends on which others are in the file."""
    gone = data.draw(st.sampled_from([p.id for p in drawn.points] or ["none"]))
    kept = tuple(p for p in drawn.points if p.id != gone)
    fewer = Brief.model_validate({**dict(drawn), "points": kept})

    def numbers(of: Brief) -> dict[str, object]:
        ranking = rank(of, Scenario("trump"))
        rows = ranking.placements
        return {p.point.id: (p.score, p.list, stability(p, ranking.weighting)) for p in rows if p.point.id != gone}

    assert numbers(fewer) == numbers(drawn)


def test_weights_change_the_score() -> None:
    """A criterion without weight adds nothing, and its unknown rating costs nothing."""
    codes = {"source": "+2s", "common": "-2s"}
    drawn = brief([point("p", codes)])
    assert rank(drawn).placements[0].score == 0
    assert rank(drawn, weights={"common": 0}).placements[0].score == Fraction(200, 6)
    assert rating("?").value == 0
