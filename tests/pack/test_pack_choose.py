"""The choice under time equals brute force for few points, and branch and bound for many."""

from collections.abc import Callable
from fractions import Fraction
from math import lcm

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbrief.pack.choose import Choice, DoesNotFit, Item, choose

WORTHS = st.fractions(0, 40, max_denominator=6)
SECONDS = st.fractions(1, 90, max_denominator=13)


@st.composite
def problems(draw: st.DrawFn, most: int) -> tuple[list[Item], Fraction, frozenset[str]]:
    """Draw items, a room and what must be in."""
    parts = draw(st.lists(st.tuples(WORTHS, SECONDS, st.booleans()), max_size=most))
    items = [Item(f"p{n}", *part) for n, part in enumerate(parts)]
    must = draw(st.sets(st.sampled_from([item.id for item in items]), max_size=2)) if items else set()
    return items, draw(st.fractions(0, 300, max_denominator=7)), frozenset(must)


def brute(items: list[Item], room: Fraction, must: frozenset[str]) -> tuple[Item, ...] | None:
    """Return the best of all sets, each of which is a number with a bit an item."""
    count, required = len(items), sum(1 << n for n, item in enumerate(items) if item.id in must)
    seconds, worth, listed = [Fraction(0)], [Fraction(0)], [0]
    for item in items:
        seconds += [other + item.seconds for other in seconds]
        worth += [other + item.worth for other in worth]
        listed += [other + item.is_listed for other in listed]
    fitting = [taken for taken in range(1 << count) if taken & required == required and seconds[taken] <= room]
    if not fitting:
        return None
    best = max(fitting, key=lambda taken: (worth[taken], listed[taken], -seconds[taken], f"{taken:0{count}b}"[::-1]))
    return tuple(item for n, item in enumerate(items) if best >> n & 1)


@settings(max_examples=12)
@given(problems(16))
def test_choice_equals_brute_force(problem: tuple[list[Item], Fraction, frozenset[str]]) -> None:
    items, room, must = problem
    expected = brute(items, room, must)
    if expected is None:
        with pytest.raises(DoesNotFit):
            choose(items, room, must)
        return
    assert choose(items, room, must).chosen == expected


def bound_and_branch(items: list[Item], room: Fraction) -> Fraction:
    """Return the largest worth that fits, by branch and bound over the fractional relaxation."""
    ordered = sorted(items, key=lambda item: -item.worth / item.seconds)
    best = Fraction(0)
    stack = [(0, room, Fraction(0))]
    while stack:
        n, left, worth = stack.pop()
        best = max(best, worth)
        if n == len(ordered) or _bound(ordered, n, left) + worth <= best:
            continue
        stack.append((n + 1, left, worth))
        if ordered[n].seconds <= left:
            stack.append((n + 1, left - ordered[n].seconds, worth + ordered[n].worth))
    return best


def _bound(ordered: list[Item], n: int, left: Fraction) -> Fraction:
    worth = Fraction(0)
    for item in ordered[n:]:
        if item.seconds > left:
            return worth + item.worth * left / item.seconds
        left, worth = left - item.seconds, worth + item.worth
    return worth


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(WORTHS, SECONDS), min_size=17, max_size=28), st.fractions(60, 600, max_denominator=3))
def test_choice_equals_branch_and_bound(parts: list[tuple[Fraction, Fraction]], room: Fraction) -> None:
    items = [Item(f"p{n}", *part) for n, part in enumerate(parts)]
    assert choose(items, room).worth == bound_and_branch(items, room)


def test_what_must_be_said_and_does_not_fit_says_how_much_is_missing() -> None:
    with pytest.raises(DoesNotFit) as caught:
        choose([Item("a", Fraction(1), Fraction(70))], Fraction(60), {"a"})
    assert caught.value.missing == 10


def test_ties_go_to_listed_points_then_to_fewer_seconds_then_to_the_first() -> None:
    one, listed = Item("one", Fraction(5), Fraction(30)), Item("listed", Fraction(5), Fraction(40), is_listed=True)
    short, same = Item("short", Fraction(5), Fraction(20)), Item("same", Fraction(5), Fraction(20))
    assert _ids(choose([one, listed], Fraction(40))) == ["listed"]
    assert _ids(choose([one, short], Fraction(40))) == ["short"]
    assert _ids(choose([short, same], Fraction(20))) == ["short"]


def _ids(choice: Choice) -> list[str]:
    return [item.id for item in choice.chosen]


def dense(items: list[Item], room: Fraction) -> Fraction:
    """Return the largest worth that fits, by a table over whole units of time."""
    unit = lcm(room.denominator, *(item.seconds.denominator for item in items))
    best = [Fraction(0)] * (int(room * unit) + 1)
    for item in items:
        cost = int(item.seconds * unit)
        for at in range(len(best) - 1, cost - 1, -1):
            best[at] = max(best[at], best[at - cost] + item.worth)
    return best[-1]


@settings(max_examples=10)
@given(
    st.lists(st.tuples(WORTHS, st.fractions(1, 90, max_denominator=2)), min_size=17, max_size=60),
    st.integers(60, 600),
)
def test_choice_equals_a_table_over_time(parts: list[tuple[Fraction, Fraction]], room: int) -> None:
    """An independent way to the same worth, by dynamic programming over half seconds."""
    items = [Item(f"p{n}", *part) for n, part in enumerate(parts)]
    assert choose(items, Fraction(room)).worth == dense(items, Fraction(room))


@pytest.mark.parametrize(
    "worth", [lambda n: Fraction(25 * (n % 7), 2), lambda n: Fraction(5 + 0 * n), lambda n: Fraction(n, 7)]
)
def test_a_thousand_points_and_ninety_minutes_are_few_states(worth: Callable[[int], Fraction]) -> None:
    """The choice among 1,000 points fills 90 minutes; its speed is held in `benchmarks/pack.py`."""
    items = [Item(f"p{n}", worth(n), Fraction(60 * (12 + n * 7 % 49), 130) + 30, n % 3 == 0) for n in range(1000)]
    choice = choose(items, Fraction(5400))
    assert 5370 < choice.seconds <= 5400


def test_what_is_worth_less_than_nothing_is_said_only_where_it_must_be() -> None:
    """A point that must be raised may lower the worth; no other may."""
    low, high = Item("low", Fraction(-5), Fraction(30)), Item("high", Fraction(5), Fraction(30))
    assert _ids(choose([low, high], Fraction(90))) == ["high"]
    assert _ids(choose([low, high], Fraction(90), {"low"})) == ["low", "high"]
