from fractions import Fraction

import pytest
from decide_builders import Codes, brief, point, worked_example

from kbrief.decide.events import what_if
from kbrief.decide.rank import rank
from kbrief.decide.scenario import Scenario
from kbrief.decide.stability import flip, stability, weight_stability
from kbrief.decide.utility import icd203_word, value_of_watching

TRUMP = Scenario("trump")


@pytest.mark.parametrize(
    ("name", "score", "placed_on", "stated_list", "stays", "weights", "steps"),
    [
        ("a", 75.0, "emphasize", "emphasize", 1, 100.0, 5),
        ("b", 37.5, "emphasize", "emphasize", 0.805556, 82.9, 2),
        ("c", 12.5, "hold", "emphasize", 0.576389, 53.6, 1),
        ("d", -12.5, "hold", "emphasize", 0.652778, 36.6, 1),
    ],
)
def test_points_of_the_worked_example(  # noqa: PLR0913, PLR0917 - one argument a column of the example
    name: str, score: float, placed_on: str, stated_list: str, stays: float, weights: float, steps: int
) -> None:
    """Each number that the method page works out by hand, to all its digits."""
    ranking = rank(worked_example(), TRUMP)
    placement = next(p for p in ranking.placements if p.point.id == name)
    found = flip(placement, ranking.weighting)
    assert placement.score == score
    assert [placement.list, placement.stated_list] == [placed_on, stated_list]
    assert round(float(stability(placement, ranking.weighting).share), 6) == stays
    assert round(100 * float(weight_stability(placement, ranking.weighting)), 1) == weights
    assert found is not None
    assert found.distance == steps


def test_event_of_the_worked_example() -> None:
    """The event lifts C to +50, pays from 17 %, and is worth 4.2 at π = 0.325 and 2.0 at π = 0.675."""
    found = what_if(worked_example(), TRUMP, ["turn"])
    effect = found.effects[2]
    assert effect.after.score == 50
    assert effect.after.list == "emphasize"
    assert effect.break_even == Fraction(1, 6)
    assert round(100 * float(effect.break_even)) == 17
    assert icd203_word(effect.break_even) == "very unlikely"
    values = [
        value_of_watching(effect.before.score, effect.after.score, Fraction(75, 4), Fraction(chance, 1000))
        for chance in (325, 675)
    ]
    assert [round(float(value), 1) for value in values] == [4.2, 2.0]


@pytest.mark.parametrize(
    ("codes", "tally", "placed_on", "stays"),
    [
        ({"source": "+2s -2s", "common": "+1s"}, 1, "hold", 0.37),
        ({"source": "+2s +2s -1s", "common": "+1s", "president": {"trump": "+1i"}}, 4, "emphasize", 0.723611),
    ],
)
def test_contested_points_of_the_worked_example(codes: Codes, tally: int, placed_on: str, stays: float) -> None:
    """The middle reading counts, and every reading is as likely as the others."""
    ranking = rank(brief([point("p", codes)]), TRUMP)
    (placement,) = ranking.placements
    assert (placement.tally, placement.list, placement.contested) == (tally, placed_on, ("source",))
    assert round(float(stability(placement, ranking.weighting).share), 6) == stays
