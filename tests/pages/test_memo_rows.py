"""The rows of the memo: groups, limits, marks, and what moves them."""

from memo_documents import EN, HARRIS, NOBODY, SHIPPED, changed, made, planned, rows, texts, under

from kbrief.model import Listed
from kbrief.pages.document import Bullets
from kbrief.pages.memo.context import MemoOptions
from kbrief.pages.memo.rows import limit_rows, memo_rows


def test_points_of_a_group_are_one_row() -> None:
    """The three parts of the defense industry stand as one row, with each one's tally and the least sure share."""
    row = rows(made(), EN.emphasize)[1]
    assert row[EN.columns.point] == (
        "Defense-industry base (shipbuilding, fighters at the lower end of the mix, artillery and missiles)"
    )
    assert row[EN.columns.tally] == EN.each.format(tally="+3")
    assert (row[EN.columns.rank], row[EN.columns.stays]) == ("2=", "76 %")


def test_members_of_a_group_that_differ_show_each_tally() -> None:
    """Where one member rates differently, both tallies are told; a group without a label shows its first point."""
    ships = SHIPPED.points[3].model_copy(update={"ratings": SHIPPED.points[0].ratings})
    brief = changed(points=(ships, *SHIPPED.points[4:6]))
    assert rows(made(NOBODY, brief=brief), EN.emphasize)[0][EN.columns.tally] == "+3, +2"
    unnamed = changed(points=SHIPPED.points[3:6], groups={})
    assert rows(made(NOBODY, brief=unnamed), EN.emphasize)[0][EN.columns.point] == "Defense-industry base: shipbuilding"


def test_rows_that_the_source_lists_are_kept_first_and_always() -> None:
    """Of more rows than fit, those that the source does not list go, last ones first; listed ones never."""
    plan = planned(HARRIS)
    found = memo_rows(plan.ranking, "emphasize")
    shown, left_out = limit_rows(found, 4)
    assert [entry.first.point.id for entry in shown] == [
        "defense-budget", "shipbuilding", "camp-humphreys", "values-alliance",
    ]  # fmt: skip
    assert [entry.first.point.id for entry in left_out] == [
        "ncg", "regional-effort", "euro-atlantic-link", "technology-cooperation",
    ]  # fmt: skip
    assert limit_rows(found, 1)[0] == shown
    assert limit_rows(found, 99) == (found, ())


def test_what_a_limit_leaves_out_is_counted_and_named() -> None:
    """Under the table stands how many rows are in annex A alone."""
    plan = planned(HARRIS)
    left_out = plan.shown("emphasize")[1]
    names = "; ".join(entry.label(plan.texts) for entry in left_out)
    assert EN.more.format(count=len(left_out), points=names) in texts(made(HARRIS))
    short = planned(HARRIS, MemoOptions(is_one_page=True)).shown("emphasize")[1]
    assert EN.more_counted.format(count=len(short)) in texts(made(HARRIS, MemoOptions(is_one_page=True)))
    few = made(brief=changed(points=SHIPPED.points[:2]))
    assert not [text for text in texts(few) if "(annex A)" in text]


def test_a_listed_point_that_has_moved_stands_last_without_rank() -> None:
    """Under harris two points of P8's second list are on HOLD: they stay, unranked, and say where they stand."""
    for form in (MemoOptions(), MemoOptions(is_one_page=True)):
        last = rows(made(HARRIS, form), EN.minimize)[-2:]
        assert [row[EN.columns.rank] for row in last] == ["–", "–"]
        assert all(EN.now_elsewhere.format(list="HOLD") in row[EN.columns.point] for row in last)


def test_what_inference_moved_is_named_in_one_line() -> None:
    """Every point whose list differs from the one on stated evidence is named with both; without inference, none."""
    told = [text for text in texts(made()) if text.startswith(EN.moved.partition("{")[0])]
    moved = [
        EN.moved_one.format(point=point.label.en, old="HOLD", old_tally="+1", new="EMPHASIZE", new_tally="+2")
        for point in SHIPPED.points
        if point.id in {"peninsula-responsibility", "regional-effort", "technology-cooperation"}
    ]
    assert told == [EN.moved.format(points="; ".join(moved))]
    assert not [text for text in texts(made(NOBODY)) if text.startswith(EN.moved.partition("{")[0])]


def test_a_point_that_the_source_asks_for_and_is_kept_low_says_so() -> None:
    """With weights that put them on MINIMIZE, the rows of trilateral work name the paragraph that asks for it."""
    found = rows(made(weights={"president": 3}), EN.minimize)
    asked = [row for row in found if "The source asks for it (P18); keeping it low is inference." in str(row.values())]
    assert [row[EN.columns.point] for row in asked] == [
        "Momentum of Camp David (US-ROK-Japan)", "Regional security architecture",
    ]  # fmt: skip


def test_weights_that_differ_show_scores_and_no_range_of_tallies() -> None:
    """Without tallies the column has scores and their name, and the line that explains numbers explains scores."""
    memo = made(weights={"president": 2, "team": 0})
    assert rows(memo, EN.emphasize)[0][EN.columns.score] == "+62.5"
    assert [text for text in texts(memo) if "Score: weighted sum of our ratings" in text]
    assert "weights president=2, team=0" in memo.title
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
    assert found["Defense budget as a share of GDP"] == "[P8] [inferred] [unknown]"
    assert found["Strategic alliance built on values"] == "[P8] [unknown]"
    nothing = SHIPPED.points[2].model_copy(update={"ratings": {}, "listed": None})
    assert rows(made(brief=changed(points=(nothing,))), EN.hold)[0][EN.columns.basis] == "[unknown]"


def test_figures_to_clear_are_steps() -> None:
    """A figure with a caution in the record becomes a step; without one it does not."""
    figure = EN.step_figure.format(figure="2.7 %", cite="P8", what="the article's own figure: clear it before use")
    step = EN.step_figures.format(figures=figure)
    assert step in texts(made())
    assert step not in texts(made(brief=changed(sources=())))
    assert [text for text in texts(made(lang="ko")) if text.startswith("2.7%(P8)")]


def test_no_figure_to_clear_is_left_out() -> None:
    """However many there are, they are one step that names each."""
    source = SHIPPED.sources[0]
    warned = source.paragraphs[7].figures[0]
    assert warned.caution is not None
    grown = source.paragraphs[7].model_copy(update={"figures": (warned,) * 9})
    paragraphs = (*source.paragraphs[:7], grown, *source.paragraphs[8:])
    memo = made(brief=changed(sources=(source.model_copy(update={"paragraphs": paragraphs}),)))
    (steps,) = [block for block in under(memo, EN.steps) if isinstance(block, Bullets)]
    assert len(steps.items) == 5
    assert steps.items[-1].count("2.7 %") == 9


def test_up_front_stand_the_first_points_how_sure_they_are_and_how_many_follow() -> None:
    """The least share of those that are named, and the number of rows that are not."""
    (bluf, *_) = under(made(), EN.bluf)
    assert isinstance(bluf, Bullets)
    assert "Humphreys (each stays in 59 % of cases or more); 4 more" in bluf.items[0]
    (short, *_) = under(made(form=MemoOptions(is_one_page=True)), EN.bluf)
    assert isinstance(short, Bullets)
    assert "(each stays in 76 % of cases or more); 5 more" in short.items[0]
    (few, *_) = under(made(brief=changed(points=SHIPPED.points[:3])), EN.bluf)
    assert isinstance(few, Bullets)
    assert "more below" not in few.items[0]


def test_points_of_the_first_rank_open_and_are_left_to_the_other_side() -> None:
    """Both steps name all points that share the first rank."""
    steps = texts(made(HARRIS))
    first = planned(HARRIS).top("emphasize")
    assert first.startswith("Defense budget as a share")
    assert "; Defense-industry base (" in first
    assert EN.step_lead.format(points=first) in steps
    assert EN.step_caution.format(points="Seemingly complex and confusing multilateral consultation") in steps


def test_what_the_lists_of_the_source_show_is_only_named_under_hold() -> None:
    """Under harris two listed points stand on HOLD: their rows are in the section of their list, here their names."""
    memo = made(HARRIS)
    labels = [f"Earlier {what} that could burden the new administration" for what in ("commitments", "policy lines")]
    assert not {row[EN.columns.point] for row in rows(memo, EN.hold)} & {*labels}
    assert EN.above.format(points="; ".join(labels)) in texts(memo)
    assert not [text for text in texts(made()) if text.startswith(EN.above.partition("{")[0])]


def test_weights_stand_beside_the_criteria_where_they_differ() -> None:
    """So that a score can be redone from annex A; a way to another list is a number of steps, or a dash."""
    uneven = rows(made(weights={"president": 2, "team": 0}), EN.annex_a)[0]
    assert [title for title in uneven if "×" in title] == [
        "Source × 1", "Common ground × 1", "President × 2", "Transition team × 0",
    ]  # fmt: skip
    assert {row[EN.columns.flip] for row in rows(made(), EN.annex_a)} >= {"3", "1"}
    sure = changed(points=(SHIPPED.points[3],))
    assert rows(made(weights={"president": 0, "team": 0}, brief=sure), EN.annex_a)[0][EN.columns.flip] == "–"


def test_a_list_by_inference_alone_is_listed_by_nobody() -> None:
    """A point that the source does not list may be left out; once it lists it, it may not."""
    plan = planned(HARRIS)
    name = "technology-cooperation"
    (last,) = [entry for entry in plan.lists["emphasize"] if entry.first.point.id == name]
    assert (last.is_listed, last in plan.shown("emphasize")[1]) == (False, True)
    listed = Listed(basis="stated", cites=("pacnet-77#P19",), list="emphasize")
    points = tuple(p.model_copy(update={"listed": listed}) if p.id == name else p for p in SHIPPED.points)
    again = planned(HARRIS, brief=changed(points=points))
    assert name in {m.point.id for entry in again.shown("emphasize")[0] for m in entry.members}
