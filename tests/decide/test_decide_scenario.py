from decide_builders import FOUR, Codes, brief, event, point, rating

from kbrief.decide.scenario import EffectiveRating, Scenario, effective_ratings, effective_shifts, requesting_paragraphs
from kbrief.model import Brief, Event

PERCEIVED: Codes = {"source": "+1s", "common": "+1i", "president": {"trump": "+1i", "harris": "-2s"}}


def applied(drawn: Brief, scenario: Scenario) -> dict[str, EffectiveRating]:
    events = [drawn.event_by_id[name] for name in scenario.given]
    return {r.criterion: r for r in effective_ratings(drawn, drawn.points[0], scenario, events)}


def shifting(by: int, name: str = "e", group: str | None = None, criterion: str = "president") -> Event:
    return event(name, {"p": {criterion: {"trump": by}}}, group=group)


def test_under_an_administration_all_ratings_count() -> None:
    """Ratings count as they are; silence is unknown and may be off by two steps, all else by one."""
    found = applied(brief([point("p", PERCEIVED)]), Scenario("trump"))
    assert [(r.value, r.stated, r.basis, r.error) for r in found.values()] == [
        (1, 1, "stated", 1),
        (1, 0, "inferred", 1),
        (1, 0, "inferred", 1),
        (0, 0, "unknown", 2),
    ]
    assert tuple(found) == FOUR


def test_without_an_administration_all_counts_that_depends_on_none() -> None:
    """With no administration perceptions are unknown; stated and inferred ratings count alike."""
    found = applied(brief([point("p", PERCEIVED)]), Scenario())
    assert [(r.value, r.basis) for r in found.values()] == [(1, "stated"), (1, "inferred"), *[(0, "unknown")] * 2]


def test_stated_only_leaves_inference_out_without_an_administration_too() -> None:
    """Inference is a switch of its own."""
    found = applied(brief([point("p", PERCEIVED)]), Scenario(stated_only=True))
    assert [(r.value, r.basis) for r in found.values()] == [(1, "stated"), *[(0, "unknown")] * 3]


def test_stated_only_keeps_what_is_stated_of_an_administration() -> None:
    """`stated_only` drops inference alone."""
    found = applied(brief([point("p", PERCEIVED)]), Scenario("harris", stated_only=True))
    assert [(r.value, r.basis) for r in found.values()] == [
        (1, "stated"),
        (0, "unknown"),
        (-2, "stated"),
        (0, "unknown"),
    ]


def test_what_an_event_would_move_is_inference_and_left_out_with_stated_only() -> None:
    """With `stated_only` no event shifts anything."""
    drawn = brief([point("p", {"president": "+1s"})], events=[shifting(-2)])
    assert applied(drawn, Scenario("trump", ("e",), stated_only=True))["president"].value == 1


def test_the_source_asks_by_a_stated_rating_on_a_criterion_marked_request() -> None:
    """Its paragraphs are returned once; inference, a warning and other criteria ask for nothing."""
    stated = {"source": rating("+1s", ("s#P1", "s#P1")), "common": rating("+2s", ("s#P2",))}
    asking = point("p", {}).model_copy(update={"ratings": stated})
    drawn = brief([asking, point("q", {"source": "+1i"}), point("r", {"source": "-1s"}), point("t", {})])
    marked = drawn.model_copy(
        update={"criteria": (drawn.criteria[0].model_copy(update={"request": True}), *drawn.criteria[1:])}
    )
    assert [requesting_paragraphs(marked, one) for one in marked.points] == [("s#P1",), (), (), ()]
    assert requesting_paragraphs(drawn, asking) == ()


def test_a_shift_makes_a_rating_inferred_and_keeps_its_stated_part() -> None:
    """A shifted stated rating is inferred, may be off by one step, and its old value stays stated."""
    drawn = brief([point("p", {"president": "+1s"})], events=[shifting(-2)])
    found = applied(drawn, Scenario("trump", ("e",)))["president"]
    assert (found.value, found.stated, found.basis, found.error, found.is_clipped) == (-1, 1, "inferred", 1, False)
    assert [(name, shift.by) for name, shift in found.shifts] == [("e", -2)]


def test_an_unknown_rating_shifts_from_zero_and_stays_as_uncertain() -> None:
    """A shift on an unknown rating starts from 0 and keeps an error of two steps."""
    drawn = brief([point("p", {})], events=[shifting(1)])
    found = applied(drawn, Scenario("trump", ("e",)))["president"]
    assert (found.value, found.stated, found.basis, found.error) == (1, 0, "inferred", 2)


def test_a_shift_is_clipped_to_the_scale() -> None:
    """Beyond the end of the scale a shift is cut, and the rating says so."""
    drawn = brief([point("p", PERCEIVED)], events=[shifting(4)])
    found = applied(drawn, Scenario("trump", ("e",)))["president"]
    assert (found.value, found.is_clipped) == (2, True)


def test_events_shift_no_other_administration() -> None:
    """A shift counts under its own administration alone, and under none without one."""
    drawn = brief([point("p", PERCEIVED)], events=[shifting(1)])
    assert applied(drawn, Scenario("harris", ("e",)))["president"].shifts == ()
    assert applied(drawn, Scenario(None, ("e",)))["president"].shifts == ()


def test_of_a_group_the_largest_shift_counts() -> None:
    """Of events of one group only the shift largest in size counts, of equals the first; others add up."""
    events = [
        shifting(1, "e1", "tests"),
        shifting(-3, "e2", "tests"),
        shifting(3, "e3", "tests"),
        shifting(1, "e4"),
        shifting(2, "e5", "other"),
        shifting(2, "e6", "tests", criterion="team"),
    ]
    counting = effective_shifts(events, "p", "president", "trump")
    assert [(name, shift.by) for name, shift in counting] == [("e2", -3), ("e4", 1), ("e5", 2)]


def test_a_group_named_like_an_event_is_not_that_event() -> None:
    """A group and an event may bear the same name."""
    events = [shifting(1, "e1", "e2"), shifting(2, "e2")]
    assert len(effective_shifts(events, "p", "president", "trump")) == 2


def test_citations_are_the_ratings_own_then_the_shifts() -> None:
    """A rating leans on its own paragraphs and on those of the shifts that count; an unknown one on the shifts'."""
    rated = point("p", {}).model_copy(update={"ratings": {"source": rating("+1i", cites=("s#P1",))}})
    own = applied(brief([rated]), Scenario())["source"]
    drawn = brief([point("p", {})], events=[shifting(1)])
    assert own.cites == ("s#P1",)
    assert applied(drawn, Scenario("trump", ("e",)))["president"].cites == ("s#P9",)
    assert applied(drawn, Scenario("trump"))["president"].cites == ()
