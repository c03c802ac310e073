from fractions import Fraction
from itertools import permutations

import pytest
from decide_builders import FOUR, KNOWN, brief, briefs, cell, event, point, rating
from hypothesis import given
from hypothesis import strategies as st

from kbrief.decide.events import watch_list
from kbrief.decide.rank import Placement, rank
from kbrief.decide.scenario import EffectiveRating, Scenario, marked_scenario, middle
from kbrief.decide.score import Weighting
from kbrief.decide.stability import flip, stability
from kbrief.model import Brief, Point, Text
from kbrief.model.marks import Mark, Marks, Status

TRUMP = Scenario("trump")
known = st.sampled_from(KNOWN)
readings = st.lists(known, min_size=1, max_size=4)


def cited(codes: str) -> Point:
    """Return a point whose source criterion has these readings, the n-th citing paragraph n."""
    rated = tuple(rating(code, (f"s#P{n}",)) for n, code in enumerate(codes.split(), start=1))
    return point("p", {}).model_copy(update={"ratings": {"source": rated}})


def placed(one: Point, scenario: Scenario = TRUMP) -> tuple[Placement, Weighting]:
    """Return where a point stands by itself."""
    ranking = rank(brief([one]), scenario)
    return ranking.placements[0], ranking.weighting


def source_of(codes: str, scenario: Scenario = TRUMP) -> EffectiveRating:
    """Return the rating that these readings make."""
    return placed(cited(codes), scenario)[0].ratings[0]


@pytest.mark.parametrize(
    ("values", "counted"),
    [([2, -2], 0), ([2, 1], 1), ([-2, -1], -1), ([1, 0], 0), ([2, 2, -1], 2), ([2, -1, -2], -1), ([2, 2, -1, -2], 0),
     ([2, 1, 1, -2], 1), ([0], 0)],
)  # fmt: skip
def test_the_middle_reading_counts(values: list[int], counted: int) -> None:
    """Of two middle ones the one nearer to zero counts, and 0 where they point in opposite directions."""
    assert all(middle(order) == counted for order in permutations(values))


@given(st.lists(st.integers(-2, 2), min_size=1, max_size=5), st.data())
def test_raising_a_reading_never_lowers_what_counts(values: list[int], data: st.DataObject) -> None:
    """The counted value rises with each reading, or stays."""
    n = data.draw(st.integers(0, len(values) - 1))
    raised = [*values[:n], data.draw(st.integers(values[n], 2)), *values[n + 1 :]]
    assert middle(raised) >= middle(values)


@given(readings, known)
def test_a_reading_that_agrees_changes_nothing_but_citations(codes: list[str], more: str) -> None:
    """Beside a rating that is not contested; where the new one is stated, the rating is."""
    first, agreeing = codes[0], codes[0][:2] + more[2]
    alone, both = placed(cited(first)), placed(cited(f"{first} {agreeing}"))
    old, new = alone[0].ratings[0], both[0].ratings[0]
    assert (new.value, new.is_contested, new.cites) == (old.value, False, ("s#P1", "s#P2"))
    assert new.basis == ("stated" if "s" in first + agreeing else "inferred")
    if agreeing[2] == first[2]:
        assert stability(*alone) == stability(*both)
        assert flip(*alone) == flip(*both)


@given(readings)
def test_the_order_of_readings_changes_nothing(codes: list[str]) -> None:
    """Whoever is heard first is not heard more."""
    one, other = placed(cited(" ".join(codes))), placed(cited(" ".join(reversed(codes))))
    assert one[0].score == other[0].score
    assert one[0].stated == other[0].stated
    assert stability(*one).share == stability(*other).share
    assert flip(*one) == flip(*other)


@given(briefs(), st.data())
def test_deleting_a_point_changes_no_other(drawn: Brief, data: st.DataObject) -> None:
    """Scores, lists and stability do not depend on which other points are in the file."""
    if not drawn.points:
        return
    kept = data.draw(st.sampled_from(drawn.points))
    alone = rank(drawn.model_copy(update={"points": (kept,), "events": ()}), TRUMP)
    among = rank(drawn, TRUMP)
    one, other = alone.placements[0], next(p for p in among.placements if p.point.id == kept.id)
    assert (one.score, one.list) == (other.score, other.list)
    assert stability(one, alone.weighting) == stability(other, among.weighting)


def test_on_stated_evidence_alone_only_stated_readings_count() -> None:
    """The middle is then that of the stated readings; what was contested by inference alone is not."""
    found = source_of("+2s -1i -2i", Scenario(stated_only=True))
    assert (found.value, found.basis, found.is_contested) == (2, "stated", False)
    counted = source_of("+2s -1i -2i")
    assert (counted.value, counted.stated, counted.basis, counted.is_contested) == (-1, 2, "inferred", True)


def test_a_reading_without_view_does_not_count() -> None:
    """An unknown reading beside others is no reading."""
    assert source_of("+2s ?").is_contested is False


def test_no_paragraph_stands_behind_what_it_speaks_against() -> None:
    """The citations of a contested rating are those that point where its value does."""
    assert source_of("+2s +1s -2s").cites == ("s#P1", "s#P2")
    assert source_of("+2s -2s").cites == ()
    found = source_of("-1s +2i +2i")
    assert (found.stated_cites, found.inferred_cites) == (("s#P1",), ("s#P2", "s#P3"))


def test_a_shift_moves_each_reading() -> None:
    """The middle is that of the readings moved and held within the scale; the rating stays contested."""
    shifts = {"p": {"president": {"trump": 1}}}
    contested = point("p", {"president": {"trump": "+1s -1s"}})
    found = rank(brief([contested], events=[event("e", shifts)]), Scenario("trump", ("e",))).placements[0].ratings[2]
    assert [reading.value for reading in found.readings] == [2, 0]
    assert (found.value, found.stated, found.basis, found.is_contested) == (0, 0, "inferred", True)


@pytest.mark.parametrize(
    ("code", "why", "error"),
    [
        ("+1s", "we judge", 1),
        ("+1o", "we judge", 2),
        ("+1s", "From outside the source: known", 2),
        ("?", "we judge", 2),
    ],
)
def test_a_shifted_rating_is_as_unsure_as_the_less_sure_of_the_two(code: str, why: str, error: int) -> None:
    """Rating or shift: from outside the source either may be off by two steps."""
    moving = event("e", {"p": {"president": {"trump": -1}}})
    (shift,) = moving.shifts["p"]["president"].values()
    moving = moving.model_copy(update={"shifts": {"p": {"president": {"trump": shift.model_copy(
        update={"why": Text(en=why)})}}}})  # fmt: skip
    drawn = brief([point("p", {"president": {"trump": code}})], events=[moving])
    assert rank(drawn, Scenario("trump", ("e",))).placements[0].ratings[2].error == error


def marks(**status: Status) -> Marks:
    """Return marks of events."""
    made = {name: Mark(who="me", when="2024-11-06", of="x", status=one) for name, one in status.items()}
    return Marks(events=made)


def test_what_was_observed_counts_as_what_is_given() -> None:
    """Marked as observed, an event moves the ranking as it would if given; ruled out, it moves nothing more."""
    drawn = brief(
        [point("p", {"source": "+1s"})], events=[event("e", {"p": {"president": {"trump": 2}}}, word="likely")]
    )
    given_one = rank(drawn, Scenario("trump", ("e",))).placements
    seen = marked_scenario(TRUMP, drawn, marks(e="observed"))
    assert rank(drawn, seen).placements == given_one
    assert (seen.observed, seen.events) == (("e",), ("e",))
    out = marked_scenario(TRUMP, drawn, marks(e="ruled-out"))
    (before,), (after,) = watch_list(drawn, TRUMP), watch_list(drawn, out)
    assert (before.points, after.points, after.break_even, after.value_of_watching) == (1, 0, None, None)


def test_a_brief_without_administrations_ranks() -> None:
    """Inference counts, and no perception is known."""
    drawn = brief([point("p", {"source": "+1i", "common": "+1i"})], administrations=())
    (found,) = rank(drawn).placements
    assert (found.list, found.tally, found.basis) == ("emphasize", 2, "inferred")


def test_sources_may_list_a_point_twice_over() -> None:
    """A point that one source puts forward and another wants kept low is on both lists' screens, on neither's list."""
    listed = (point("p", {}, "emphasize").listings[0], point("p", {}, "minimize").listings[0])
    ranking = rank(brief([point("p", {}).model_copy(update={"listed": listed})]), TRUMP)
    (found,) = ranking.placements
    assert (found.source_lists, found.source_list) == (("emphasize", "minimize"), None)
    assert ranking.displaced("emphasize") == ranking.displaced("minimize") == (found,)


def test_the_names_of_a_contested_point_say_what_is_contested() -> None:
    """Criteria whose readings differ, and those that lean on knowledge from outside the source."""
    codes = dict(zip(FOUR, ("+2s -2s", "+1s +1i", "?", "?"), strict=True)) | {"president": {"trump": "+1o"}}
    (found,) = rank(brief([point("p", codes)]), TRUMP).placements
    assert (found.contested, found.outside) == (("source",), ("president",))
    assert found.score == Fraction(100 * 2, 8)
    assert isinstance(cell("+2s -2s"), tuple)
