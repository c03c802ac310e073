from fractions import Fraction

from decide_builders import brief, briefs, event, point
from hypothesis import given
from hypothesis import strategies as st

from kbrief.decide.events import WatchedEvent, watch_list, what_if
from kbrief.decide.scenario import Scenario
from kbrief.model import Brief, Event

ON_THE_EDGE = point("p", {"source": "+1s"})
FAR = point("q", {"source": "+2s", "common": "+2s"})


def on(name: str, steps: dict[str, dict[str, int]], word: str | None = None) -> Event:
    """Return an event that shifts the president's rating: point → administration → steps."""
    return event(name, {where: {"president": by} for where, by in steps.items()}, word=word)


def watched(events: list[Event], scenario: Scenario | None = None) -> list[WatchedEvent]:
    return list(watch_list(brief([ON_THE_EDGE, FAR], events=events), scenario))


def names(found: list[WatchedEvent]) -> list[str]:
    return [w.event.id for w in found]


@given(briefs(), st.booleans())
def test_an_event_sums_up_its_what_if(drawn: Brief, given_one: bool) -> None:  # noqa: FBT001 - it is drawn
    """Under one administration an event's numbers are those of its what-if, over all points."""
    given_before = tuple(e.id for e in drawn.events[:1]) if given_one else ()
    scenario = Scenario("trump", given_before)
    for found in watch_list(drawn, scenario):
        (impact,) = found.impacts
        effects = what_if(drawn, scenario, [found.event.id]).effects
        values = [e.value_of_watching for e in effects if e.value_of_watching is not None]
        crossings = [e.break_even for e in effects if e.break_even is not None]
        assert sorted(impact.changed) == sorted(e.point.id for e in effects if e.changes_list)
        assert impact.break_even == found.break_even == min(crossings, default=None)
        assert impact.value_of_watching == (sum(values) if found.event.likelihood else None)
        assert found.value_of_watching == impact.value_of_watching


@given(briefs())
def test_without_an_administration_the_largest_counts(drawn: Brief) -> None:
    """With none the numbers are the largest over all (of break-evens the smallest), and the order follows them."""
    each = {a.id: {w.event.id: w for w in watch_list(drawn, Scenario(a.id))} for a in drawn.administrations}
    keys = []
    for found in watch_list(drawn):
        ones = [each[a.id][found.event.id] for a in drawn.administrations]
        assert [i.administration for i in found.impacts] == [a.id for a in drawn.administrations]
        assert found.points == max(one.points for one in ones)
        assert found.break_even == min((o.break_even for o in ones if o.break_even is not None), default=None)
        assert (found.value_of_watching or 0) == max(one.value_of_watching or 0 for one in ones)
        place = drawn.events.index(found.event)
        smallest = 2 if found.break_even is None else found.break_even
        keys.append((-(found.value_of_watching or 0), -found.points, smallest, place))
    assert keys == sorted(keys)


def test_value_comes_first_then_points_then_break_even_then_the_file() -> None:
    """Each step of the order decides where those before it are equal."""
    events = [
        on("idle", {}),
        on("idle-too", {"q": {"trump": 1}}),
        on("late", {"p": {"trump": 1}}),
        on("early", {"p": {"trump": 2}}),
        on("both", {"p": {"trump": 1}, "q": {"trump": -4}}),
        on("valued", {"p": {"trump": 1}}, word="unlikely"),
    ]
    found = watched(events, Scenario("trump"))
    assert names(found) == ["valued", "early", "late", "both", "idle", "idle-too"]
    assert [w.points for w in found] == [1, 1, 1, 1, 0, 0]
    assert [w.break_even for w in found[:4]] == [Fraction(1, 2), Fraction(1, 4), Fraction(1, 2), Fraction(1, 2)]


def test_more_points_come_before_an_earlier_break_even() -> None:
    """Two points that change list outweigh one that changes sooner."""
    two = on("two", {"p": {"trump": 1}, "r": {"trump": 1}})
    drawn = brief([ON_THE_EDGE, point("r", {"source": "+1s"})], events=[on("one", {"p": {"trump": 4}}), two])
    assert names(list(watch_list(drawn, Scenario("trump")))) == ["two", "one"]


def test_an_event_with_a_break_even_comes_before_one_without() -> None:
    """A point that only just reaches the line pays nothing to move before the event is certain."""
    reach, cross = on("reach", {"p": {"trump": 1}}), on("cross", {"p": {"trump": 2}})
    found = watch_list(brief([ON_THE_EDGE], events=[reach, cross], threshold=25), Scenario("trump"))
    assert [(w.event.id, w.points, w.break_even) for w in found] == [
        ("cross", 1, Fraction(1, 2)),
        ("reach", 1, None),
    ]


def test_no_likelihood_counts_as_no_value() -> None:
    """An event of known value 0 does not outrank one that changes lists and whose likelihood nobody judged."""
    found = watched([on("nothing", {}, word="likely"), on("open", {"p": {"trump": 1}})], Scenario("trump"))
    assert names(found) == ["open", "nothing"]
    assert [w.value_of_watching for w in found] == [None, 0]


def test_an_event_counts_under_the_administration_where_it_matters() -> None:
    """With no administration an event that matters under one alone is not lost."""
    found = watched([on("idle", {}), on("matters", {"p": {"harris": 2}}, word="unlikely")])
    assert names(found) == ["matters", "idle"]
    assert [i.changed for i in found[0].impacts] == [(), ("p",)]
    idle, busy = found[0].impacts
    assert idle.value_of_watching == 0
    assert busy.value_of_watching == found[0].value_of_watching


def test_nothing_to_watch() -> None:
    """No events, no points and no administrations are no error."""
    assert watch_list(brief()) == ()
    (alone,) = watch_list(brief(events=[on("e", {}, word="likely")], administrations=()))
    assert (alone.impacts, alone.points, alone.break_even, alone.value_of_watching) == ((), 0, None, None)


def test_weights_reach_the_watch_list() -> None:
    """Where the shifted criterion has no weight an event changes nothing."""
    drawn = brief([ON_THE_EDGE], events=[on("e", {"p": {"trump": 4}})])
    assert watch_list(drawn, Scenario("trump"))[0].points == 1
    assert watch_list(drawn, Scenario("trump"), {"president": 0})[0].break_even is None
