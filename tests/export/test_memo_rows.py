"""The rows of the memo: groups, limits, marks, and what moves them."""

from memo_documents import EN, HARRIS, NOBODY, SHIPPED, changed, made, planned, rows, texts, under

from kbrief.decide.ratings import Setting
from kbrief.export.memo_plan import Form
from kbrief.export.memo_rows import effects, entries, limited
from kbrief.model import Listed
from kbrief.model.document import Bullets, Paragraph


def test_points_of_a_group_are_one_row() -> None:
    """The three parts of the defense industry stand as one row, with each one's tally and the least sure share."""
    row = rows(made(), EN.emphasize)[1]
    assert row[EN.columns.point] == (
        "Defense-industry base (shipbuilding, fighters at the lower end of the mix, artillery and missiles)"
    )
    assert row[EN.columns.tally] == EN.each.format(tally="+4")
    assert (row[EN.columns.rank], row[EN.columns.stays], row[EN.columns.flip]) == ("1=", "88 %", "3")


def test_members_of_a_group_that_differ_show_each_tally() -> None:
    """Where one member rates differently, both tallies are told; a group without a label shows its first point."""
    ships = SHIPPED.points[3].model_copy(update={"ratings": SHIPPED.points[0].ratings})
    brief = changed(points=(ships, *SHIPPED.points[4:6]))
    assert rows(made(NOBODY, brief=brief), EN.emphasize)[0][EN.columns.tally] == "+4, +3"
    unnamed = changed(points=SHIPPED.points[3:6], groups={})
    assert rows(made(NOBODY, brief=unnamed), EN.emphasize)[0][EN.columns.point] == "Defense-industry base: shipbuilding"


def test_rows_that_the_source_lists_are_kept_first_and_always() -> None:
    """Of more rows than fit, those that the source does not list go, last ones first; listed ones never."""
    plan = planned(NOBODY)
    found = entries(plan.ranking, "emphasize")
    shown, left_out = limited(found, 4)
    assert [entry.first.point.id for entry in shown] == [
        "shipbuilding", "defense-budget", "camp-humphreys", "values-alliance",
    ]  # fmt: skip
    assert [entry.first.point.id for entry in left_out] == [
        "technology-cooperation", "peninsula-responsibility", "regional-effort", "ncg",
    ]  # fmt: skip
    assert limited(found, 1)[0] == shown
    assert limited(found, 99) == (found, ())


def test_what_a_limit_leaves_out_is_counted_and_named() -> None:
    """Under the table stands how many rows are in annex A alone."""
    plan = planned(NOBODY)
    left_out = plan.shown("emphasize")[1]
    names = "; ".join(entry.label(plan.v) for entry in left_out)
    assert Paragraph(EN.more.format(count=len(left_out), points=names)) in under(made(NOBODY), EN.emphasize)
    few = made(brief=changed(points=SHIPPED.points[:2]))
    assert not [text for text in texts(few) if "annex A (" in text]


def test_a_listed_point_that_has_moved_stands_last_without_rank() -> None:
    """Under harris two points of P8's second list are on HOLD: they stay, unranked, and say where they stand."""
    for form in (Form(), Form(is_one_page=True)):
        last = rows(made(HARRIS, form), EN.minimize)[-2:]
        assert [row[EN.columns.rank] for row in last] == ["–", "–"]
        assert all(EN.now_elsewhere.format(list="HOLD") in row[EN.columns.point] for row in last)


def test_what_inference_moved_is_named_in_one_line() -> None:
    """Every point whose list differs from the one on stated evidence is named with both; without inference, none."""
    told = [text for text in texts(made()) if text.startswith(EN.moved.partition("{")[0])]
    assert told == [
        EN.moved.format(points=EN.moved_one.format(
            point="Making the NCG's results lasting", old="EMPHASIZE", old_tally="+2", new="HOLD", new_tally="+1",
        ))
    ]  # fmt: skip
    assert not [text for text in texts(made(NOBODY)) if text.startswith(EN.moved.partition("{")[0])]


def test_a_point_that_the_source_asks_for_and_is_kept_low_says_so() -> None:
    """With weights that put them on MINIMIZE, the rows of trilateral work name the paragraph that asks for it."""
    found = rows(made(weights={"president": 3}), EN.minimize)
    asked = [row for row in found if "The source asks for it (P18); keeping it low is inference." in str(row.values())]
    assert [row[EN.columns.point] for row in asked] == [
        "Momentum of Camp David (US-ROK-Japan)", "Regional security architecture",
    ]  # fmt: skip


def test_weights_that_differ_show_scores_and_no_range_of_tallies() -> None:
    """Without tallies the column has scores, and the line that explains tallies is left out."""
    memo = made(weights={"president": 2, "team": 0})
    assert rows(memo, EN.emphasize)[0][EN.columns.tally] == "+62.5"
    tally = EN.tally_range.partition("{")[0]
    assert not [text for text in texts(memo) if tally in text]
    assert [text for text in texts(made()) if tally in text]


def test_a_mark_that_a_whole_column_shares_stands_in_its_title() -> None:
    """Lines to take are all inferred: the mark stands once, in the title; where one differs, with each."""
    assert f"{EN.columns.say} [inferred]" in rows(made(), EN.emphasize)[0]
    stated = SHIPPED.points[0].say.model_copy(update={"basis": "stated", "cites": ("pacnet-77#P8",), "why": None})
    brief = changed(points=(SHIPPED.points[0].model_copy(update={"say": stated}), *SHIPPED.points[1:]))
    first, second = rows(made(brief=brief), EN.emphasize)[:2]
    assert "[P8]" in first[EN.columns.say]
    assert "[inferred]" in second[EN.columns.say]


def test_the_basis_of_a_row_tells_paragraphs_inference_and_the_unknown_apart() -> None:
    """Each row's marks say what its ratings rest on."""
    found = {row[EN.columns.point]: row[EN.columns.basis] for row in rows(made(), EN.emphasize)}
    assert found["Defense budget share, 2.7 % of GDP (the article's figure)"] == "[P8, P14] [inferred] [unknown]"
    assert found["Strategic alliance built on values"] == "[P8] [unknown]"
    nothing = SHIPPED.points[2].model_copy(update={"ratings": {}, "listed": None})
    assert rows(made(brief=changed(points=(nothing,))), EN.hold)[0][EN.columns.basis] == "[unknown]"


def test_events_with_one_effect_are_one_row_most_lists_first() -> None:
    """The three tests of a group are one row; what changes most lists comes first; what is given is left out."""
    found = effects(planned().ranking, SHIPPED.events)
    assert [[event.id for event in effect.events] for effect in found] == [
        ["nk-nuclear-test", "nk-icbm-test", "nk-slbm-test"], ["posture-review"], ["russia-nuclear-threats"],
        ["europe-rearmament"],
    ]  # fmt: skip
    assert [len(effect.moved) for effect in found] == [2, 1, 1, 0]
    given = planned(Setting("trump", ("posture-review",)))
    assert "posture-review" not in {event.id for effect in given.effects for event in effect.events}
    assert planned(NOBODY).effects == ()
    assert planned(Setting("trump", stated_only=True)).effects == ()


def test_what_could_change_this_names_lists_before_and_after_and_the_break_even() -> None:
    """A move is told with both lists, both tallies, and from which probability it pays; a shift alone as such."""
    found = [row[EN.columns.moves] for row in rows(made(), EN.change)]
    ncg = EN.changes_to.format(
        point="Making the NCG's results lasting", old="HOLD", old_tally="+1", new="EMPHASIZE", new_tally="+3",
        break_even=EN.break_even.format(probability="25 % (unlikely)"),
    )  # fmt: skip
    assert ncg in found[0]
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
    """The line up front says so, and no step prepares for an event."""
    (bluf, *_) = under(made(brief=changed(events=SHIPPED.events[4:5])), EN.bluf)
    assert isinstance(bluf, Bullets)
    assert EN.watch_none in bluf.items


def test_figures_to_clear_are_steps() -> None:
    """A figure with a caution in the record becomes a step; without one it does not."""
    step = EN.step_figure.format(figure="2.7 %", cite="P8", what="the article's own figure: clear it before use")
    assert step in texts(made())
    assert step not in texts(made(brief=changed(sources=())))


def test_a_list_by_inference_alone_is_listed_by_nobody() -> None:
    """A point that the source does not list may be left out; once it lists it, it may not."""
    plan = planned(NOBODY)
    (ncg,) = [entry for entry in plan.lists["emphasize"] if entry.first.point.id == "ncg"]
    assert (ncg.is_listed, ncg in plan.shown("emphasize")[1]) == (False, True)
    listed = Listed(basis="stated", cites=("pacnet-77#P17",), list="emphasize")
    points = tuple(p.model_copy(update={"listed": listed}) if p.id == "ncg" else p for p in SHIPPED.points)
    again = planned(NOBODY, brief=changed(points=points))
    assert "ncg" in {m.point.id for entry in again.shown("emphasize")[0] for m in entry.members}
