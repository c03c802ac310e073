from fractions import Fraction

from decide_builders import brief, briefs, event, point, worked_example
from hypothesis import given
from hypothesis import strategies as st

from kbrief.decide.events import PointEffect, ShiftedRating, what_if
from kbrief.decide.rank import rank
from kbrief.decide.scenario import Scenario
from kbrief.decide.utility import least_value_of_watching, value_of_watching
from kbrief.model import Brief, Event

TRUMP = Scenario("trump")


def shifting(name: str, by: int, *, group: str | None = None, word: str | None = None) -> Event:
    return event(name, {"p": {"president": {"trump": by}}}, group=group, word=word)


def effect(
    events: list[Event], code: str = "0i", asked: tuple[str, ...] = ("e",), scenario: Scenario = TRUMP
) -> PointEffect:
    drawn = brief([point("p", {"source": "+1s", "president": {"trump": code}})], events=events)
    return what_if(drawn, scenario, asked).effects[0]


@given(briefs(), st.data())
def test_before_and_after_are_the_rankings(drawn: Brief, data: st.DataObject) -> None:
    """What-if places every point as `emphasize` does without and with the events, and changes nothing else."""
    names = data.draw(
        st.lists(st.sampled_from([e.id for e in drawn.events]), unique=True) if drawn.events else st.just([])
    )
    found = what_if(drawn, TRUMP, names)
    assert found.before == rank(drawn, TRUMP)
    assert found.after == rank(drawn, Scenario("trump", tuple(names)))
    assert [e.point for e in found.effects] == list(drawn.points)
    for one in found.effects:
        shifted = {r.criterion for r in one.shifted}
        pairs = zip(one.before.ratings, one.after.ratings, strict=True)
        assert all(old == new for old, new in pairs if new.criterion not in shifted)
        assert {r.criterion for r in one.moved} <= shifted
        assert one.changes_list == (one.before.list != one.after.list)


def test_old_and_new_values_are_shown() -> None:
    """A rating that an event moves is shown with both values."""
    found = effect([shifting("e", 1)])
    assert found.moved == (ShiftedRating("president", 0, 1, is_clipped=False),)
    assert found.clipped == ()
    assert found.changes_list


def test_a_shift_at_the_end_of_the_scale_is_clipped_and_moves_nothing() -> None:
    """A rating already at the end is clipped, not moved."""
    found = effect([shifting("e", 1)], code="+2i")
    assert found.moved == ()
    assert found.clipped == (ShiftedRating("president", 2, 2, is_clipped=True),)
    assert found.break_even is None


def test_given_events_stand_before_and_after() -> None:
    """What is given already is the ground from which the what-if starts; asked again it changes nothing."""
    events = [shifting("e", 1), shifting("f", 1)]
    given_first = Scenario("trump", ("f",))
    assert effect(events, scenario=given_first).moved == (ShiftedRating("president", 1, 2, is_clipped=False),)
    assert effect(events, asked=("f",), scenario=given_first).shifted == ()


def test_several_events_count_together() -> None:
    """Events asked for together add up, of one group the largest counts, and each counts once."""
    apart, grouped = ([shifting("e", 1, group=g), shifting("f", 2, group=g)] for g in (None, "g"))
    assert effect(apart, "-2i", ("e", "f", "e")).after.ratings[2].value == 1
    assert effect(grouped, "-2i", ("e", "f", "e")).after.ratings[2].value == 0


def test_value_of_watching_needs_one_event_with_a_likelihood() -> None:
    """Without a likelihood, with a word of no yardstick, or with several events, there is no value to give."""
    likely = shifting("e", 1, word="likely")
    assert effect([likely]).value_of_watching is not None
    assert effect([shifting("e", 1)]).value_of_watching is None
    assert effect([shifting("e", 1, word="realistic possibility")]).value_of_watching is None
    assert effect([likely, shifting("f", 1, word="likely")], asked=("e", "f")).value_of_watching is None


def test_value_of_watching_is_the_smallest_over_the_band() -> None:
    """`likely` is 55–80 %: the value is that of the end where it is smaller."""
    found = effect([shifting("e", 1, word="likely")])
    ends = [
        value_of_watching(found.before.score, found.after.score, Fraction(75, 4), Fraction(percent, 100))
        for percent in (55, 80)
    ]
    assert found.value_of_watching == min(ends) == ends[1]


def test_without_an_administration_nothing_shifts() -> None:
    """Events act through perceptions, which need an administration."""
    found = what_if(worked_example(), Scenario(), ["turn"])
    assert found.affected == ()
    assert all(one.break_even is None for one in found.effects)


def test_no_points_and_no_events() -> None:
    """An empty brief, and no event asked for, end in no effects."""
    assert what_if(brief(), TRUMP, []).effects == ()
    assert what_if(worked_example(), TRUMP, []).affected == ()


def test_effects_on_unaffected_points() -> None:
    """A point that no event shifts is worth nothing to watch, and is not among the affected."""
    found = what_if(worked_example("unlikely"), TRUMP, ["turn"])
    assert [e.point.id for e in found.affected] == ["c"]
    assert [e.value_of_watching == 0 for e in found.effects] == [True, True, False, True]
    assert least_value_of_watching(Fraction(9), Fraction(9), Fraction(1), (Fraction(0), Fraction(1))) == 0
