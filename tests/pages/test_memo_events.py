"""What could change the memo's lists: events, what they would move, and those without a row."""

from memo_documents import EN, NOBODY, SHIPPED, changed, headings, made, planned, rows, texts, under

from kbrief.decide.scenario import Scenario
from kbrief.pages.document import Bullets
from kbrief.pages.memo.context import MemoOptions
from kbrief.pages.memo.rows import effects


def test_events_with_one_effect_are_one_row_most_lists_first() -> None:
    """The three tests of a group are one row; what changes most lists comes first; what is given is left out."""
    found = effects(planned().ranking, SHIPPED.events)
    assert [[event.id for event in effect.events] for effect in found] == [
        ["nk-nuclear-test", "nk-icbm-test", "nk-slbm-test"], ["posture-review"], ["russia-nuclear-threats"],
        ["europe-rearmament"],
    ]  # fmt: skip
    assert [len(effect.moved) for effect in found] == [2, 1, 1, 0]
    given = planned(Scenario("trump", ("posture-review",)))
    assert "posture-review" not in {event.id for effect in given.effects for event in effect.events}
    assert planned(NOBODY).effects == ()
    assert planned(Scenario("trump", stated_only=True)).effects == ()


def test_what_could_change_this_names_lists_before_and_after_and_the_break_even() -> None:
    """Points that move alike are told together, with lists, tallies, and from which probability it pays."""
    found = [row[EN.columns.moves] for row in rows(made(), EN.change)]
    ncg = EN.changes_to.format(
        points="Joint responses prepared before provocations; Making the NCG's results lasting", old="HOLD",
        old_tally="+1", new="EMPHASIZE", new_tally="+3",
        break_even=EN.break_even.format(probability="25 % (unlikely)"),
    )  # fmt: skip
    assert ncg == found[0]
    assert found[-1] == EN.no_change.format(points="Linking the Indo-Pacific and the Euro-Atlantic")


def test_a_move_at_no_break_even_is_told_without_one() -> None:
    """Where a point stands on the line itself, any chance at all would do: there is no break-even to give."""
    brief = changed(threshold=25.0, points=tuple(p for p in SHIPPED.points if p.id == "regional-effort"))
    shift = {"president": {"trump": next(iter(SHIPPED.events[0].shifts["ncg"]["president"].values())).model_copy(
        update={"by": -1})}}  # fmt: skip
    event = SHIPPED.events[3].model_copy(update={"shifts": {"regional-effort": shift}})
    moves = rows(made(brief=brief.model_copy(update={"events": (event,)})), EN.change)[0][EN.columns.moves]
    assert moves.endswith("HOLD (+1)")


def test_an_event_without_signs_has_a_dash() -> None:
    """Where no event of a row has a sign, the column says so."""
    events = tuple(event.model_copy(update={"signs": ()}) for event in SHIPPED.events)
    assert {row[EN.columns.signs] for row in rows(made(brief=changed(events=events)), EN.change)} == {"–"}


def test_where_no_event_moves_a_list_there_is_nothing_to_watch() -> None:
    """The line up front says so, and no step prepares for an event; where no inference counts, it says that."""
    (bluf, *_) = under(made(brief=changed(events=SHIPPED.events[4:5])), EN.bluf)
    assert isinstance(bluf, Bullets)
    assert EN.watch_none in bluf.items
    for setting in (NOBODY, Scenario("trump", stated_only=True)):
        (stated, *_) = under(made(setting), EN.bluf)
        assert isinstance(stated, Bullets)
        assert EN.watch_stated in stated.items


def test_events_of_a_named_group_go_by_its_name_up_front() -> None:
    """The name of the group stands for its events where all are meant; else, or without a name, each is named."""
    whole, *_ = planned().effects
    plan = planned()
    assert whole.name(plan.texts) == "North Korean nuclear or missile test"
    assert whole.names(plan.texts).startswith("Seventh North Korean nuclear test; ")
    unnamed = planned(brief=changed(groups={}))
    assert unnamed.effects[0].name(unnamed.texts) == whole.names(plan.texts)
    part = planned(brief=changed(events=(SHIPPED.events[0].model_copy(update={"group": None}), *SHIPPED.events[1:])))
    assert {effect.name(part.texts) for effect in part.effects} >= {"Seventh North Korean nuclear test"}


def test_events_without_a_row_are_named_and_told_by_what_they_change() -> None:
    """Those that change no list, those that the limit left out, and all where no view is assumed."""
    assert any(text.startswith("And 4 more that change no list: Outcome") for text in texts(made()))
    assert "And 5 more that change no list." in texts(made(form=MemoOptions(is_one_page=True)))
    crowd = tuple(SHIPPED.events[3].model_copy(update={"id": f"review-{n}"}) for n in range(7))
    assert any(text.startswith("And 2 more, of which 2 would change a list: ") for text in texts(
        made(brief=changed(events=crowd))))  # fmt: skip
    assert any("and so no effect. On the watch list: Seventh" in text for text in texts(made(NOBODY)))
    every = Scenario("trump", tuple(event.id for event in SHIPPED.events))
    assert EN.change not in headings(made(every))
