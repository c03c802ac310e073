from fractions import Fraction
from typing import get_args

from decide_builders import THRESHOLDS
from hypothesis import given
from hypothesis import strategies as st

from kbrief.decide.score import as_fraction
from kbrief.decide.utility import best_utility, break_even, least_value_of_watching, utility, value_of_watching
from kbrief.model import ListName

scores = st.integers(-32, 32).map(lambda n: Fraction(25 * n, 8))
lines = st.sampled_from([as_fraction(threshold) for threshold in THRESHOLDS])
chances = st.fractions(0, 1, max_denominator=1000)
TREATMENTS: tuple[ListName, ...] = get_args(ListName)


def mixed(before: Fraction, after: Fraction, chance: Fraction) -> Fraction:
    return before + chance * (after - before)


def best(score: Fraction, line: Fraction) -> set[ListName]:
    """Return the treatments that no other beats."""
    gains = {name: utility(name, score, line) for name in TREATMENTS}
    return {name for name, gain in gains.items() if gain == max(gains.values())}


@given(scores, lines)
def test_the_list_rule_is_the_best_choice(score: Fraction, line: Fraction) -> None:
    """The list is a treatment that no other beats, and it is worth max(|S| − T, 0)."""
    name = "emphasize" if score >= line else "minimize" if score <= -line else "hold"
    assert name in best(score, line)
    assert best_utility(score, line) == max(utility(other, score, line) for other in TREATMENTS)


@given(scores, scores, lines, chances)
def test_value_of_watching_is_what_knowing_adds(
    before: Fraction, after: Fraction, line: Fraction, chance: Fraction
) -> None:
    """It is the gain of choosing after the news over the best single choice before it, so never negative."""
    knowing = chance * max(utility(t, after, line) for t in TREATMENTS) + (1 - chance) * max(
        utility(t, before, line) for t in TREATMENTS
    )
    guessing = max(chance * utility(t, after, line) + (1 - chance) * utility(t, before, line) for t in TREATMENTS)
    found = value_of_watching(before, after, line, chance)
    assert found == knowing - guessing
    assert found >= 0


@given(scores, scores, lines)
def test_what_is_certain_is_not_worth_watching(before: Fraction, after: Fraction, line: Fraction) -> None:
    """At probabilities of 0 and 1 the value is 0."""
    assert value_of_watching(before, after, line, Fraction(0)) == 0
    assert value_of_watching(before, after, line, Fraction(1)) == 0


@given(scores, scores, lines, chances, chances, chances)
def test_over_a_band_the_least_value_is_at_an_end(  # noqa: PLR0913, PLR0917 - each is drawn
    before: Fraction, after: Fraction, line: Fraction, one: Fraction, other: Fraction, share: Fraction
) -> None:
    """No probability inside the band is worth less than the value given."""
    low, high = min(one, other), max(one, other)
    within = value_of_watching(before, after, line, mixed(low, high, share))
    assert least_value_of_watching(before, after, line, (low, high)) <= within


@given(scores, scores, lines, chances.filter(lambda share: 0 < share < 1))
def test_below_the_break_even_nothing_changes(
    before: Fraction, after: Fraction, line: Fraction, share: Fraction
) -> None:
    """Up to the break-even one treatment stays best, at it two are; without one, none changes."""
    found = break_even(before, after, line)
    reach = 1 if found is None else found
    assert best(mixed(before, after, share * reach), line) == best(mixed(before, after, Fraction(reach, 2)), line)
    if found is not None:
        assert 0 < found < 1
        assert len(best(mixed(before, after, found), line)) == 2


def test_of_two_break_evens_the_smaller_is_given() -> None:
    """A point that crosses HOLD leaves its own list first."""
    line = Fraction(75, 4)
    assert break_even(Fraction(-50), Fraction(50), line) == Fraction(5, 16)
    assert break_even(Fraction(50), Fraction(-50), line) == Fraction(5, 16)


def test_no_break_even_without_a_crossing() -> None:
    """Equal scores, both on one side, or a score that starts or ends on the line have none."""
    line = Fraction(25)
    pairs = [(0, 0), (30, 90), (25, 50), (0, 25), (25, 0)]
    assert [break_even(Fraction(a), Fraction(b), line) for a, b in pairs] == [None] * 5
