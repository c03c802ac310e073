"""Each sentence of a memo's frame beside briefs in which it would be false: it is there where it holds, else not."""

import re
from typing import Any

import pytest
from memo_briefs import (
    BOARD,
    FISHERS,
    TODAY,
    event,
    guessed,
    harbor,
    inferred,
    paper,
    point,
    stated,
    written,
    written_for,
)
from memo_documents import headings, rows, texts, under

from kbrief.decide.scenario import Scenario, marked_scenario
from kbrief.model import Brief
from kbrief.model.marks import Marks
from kbrief.pages.document import Bullets, Document
from kbrief.pages.memo.rows import first_names


def says(document: Document, words: str) -> bool:
    """Return whether some text of a memo has these words."""
    return any(words in text for text in texts(document))


def fields(document: Document) -> dict[str, str]:
    """Return the lines of a memo's head."""
    return dict(next(block for block in document.blocks if type(block).__name__ == "Fields").pairs)  # type: ignore[union-attr]


def marks_of(**sections: Any) -> Marks:
    """Return marks with these sections."""
    when = {"when": "2026-11-20", "who": "desk", "of": "0"}
    return Marks.model_validate(
        {key: {name: {**mark, **when} for name, mark in one.items()} for key, one in sections.items()}
    )


# What the memo is about, and for whom.


def test_title_and_subject_name_the_topic_and_the_audience() -> None:
    """In the brief's own words where it has them, never in those of another brief."""
    assert written(harbor()).title == "The harbor at Lun: talking points, for the Board"
    assert written(harbor(), Scenario()).title == "The harbor at Lun: talking points, with no audience assumed"
    own = harbor(wording={"audience": {"under": "if {name} decides", "other": "the other voters"}})
    memo = written(own)
    assert memo.title == "The harbor at Lun: talking points, if the Board decides"
    assert fields(memo)["SUBJECT"] == memo.title


def test_the_name_of_an_overlay_stands_in_title_and_subject() -> None:
    """A dissent can be told from the cleared version."""
    memo = written(harbor(), overlay="dissent")
    assert memo.title == "The harbor at Lun [dissent]: talking points, for the Board"
    assert fields(memo)["SUBJECT"] == memo.title
    assert "[" not in written(harbor()).title


FOREIGN = re.compile(
    r"\b(?:United States|US|U\.S\.|Washington|Seoul|Korea|administrations?|president|transition team|Trump|Harris|"
    r"PacNet|P8|bipartisan)\b"
)


@pytest.mark.parametrize("scenario", [Scenario(), BOARD, FISHERS])
@pytest.mark.parametrize("form", [{}, {"is_one_page": True}, {"kind": "action"}, {"is_points": True}])
def test_no_memo_has_the_words_of_another_brief(scenario: Scenario, form: dict[str, Any]) -> None:
    """A harbor has no president and no Washington, in whatever form."""
    assert [text for text in texts(written(harbor(), scenario, **form)) if FOREIGN.search(text)] == []


# The other audiences.


def test_only_a_brief_with_others_speaks_of_them() -> None:
    """One audience has no others; three have more than one; the brief's own word for them is used."""
    alone = harbor(administrations=[{"id": "board", "name": "the Board"}], points=[
        point("dredging", stated(2, "north#P1"), view={"board": guessed(0)})])  # fmt: skip
    assert "The other audiences" not in headings(written(alone))
    assert not says(written(alone, is_one_page=True), "the other audiences")
    three = [{"id": name, "name": f"the {name.title()}"} for name in ("board", "fishers", "guild")]
    table = rows(written(harbor(administrations=three, points=[
        point("dredging", stated(0, "north#P1"), view={"board": guessed(2)})])), "The other audiences")  # fmt: skip
    assert list(table[0]) == ["Point", "The Board", "The Fishers", "The Guild", "Treat as"]
    own = harbor(wording={"audience": {"other": "the other voters"}})
    assert "The other voters" in headings(written(own))


def test_agreement_is_told_only_of_known_views() -> None:
    """Two silences are not known to differ; known views that agree are on the same list; what differs is counted."""
    silent = harbor(points=[point("dredging", stated(2, "north#P1"), view={})])
    assert says(written(silent), "1 point is not known to differ: views are unknown.")
    assert not says(written(silent), "on the same list")
    assert says(written(harbor()), "3 points are on the same list for all, with known views.")
    split = harbor(
        points=[point("dredging", stated(0, "north#P1"), view={"board": guessed(2), "fishers": guessed(-2)})]
    )
    assert says(written(split), "1 point differs.")
    assert not says(written(split), "alike")


# Sources.


def test_the_sources_are_told_as_they_are() -> None:
    """None, one, several; graded or not; with a date, without one, or of a month to come."""
    none = harbor(sources=[], points=[point("dredging", guessed(2))])
    assert fields(written(none))["SOURCE"] == "No source record: nothing here can be traced to a paragraph."
    assert not says(written(none), "rests on")
    assert not says(written(none), "the source says it there")
    one = written(harbor())
    assert fields(one)["SOURCE"] == "one paper, North, Sep 2026, 2 months old, not yet graded (F6)."
    assert says(one, "rests on North alone.")
    graded = paper("south", grade={"reliability": "B", "credibility": 2}, published="2026-10")
    several = written(harbor(sources=[paper("north"), graded]))
    assert fields(several)["SOURCE"].startswith(
        "2 texts, 1 of 2 graded (B2): North (not yet graded, Sep 2026, 2 months old)"
    )
    undated = {key: value for key, value in paper("south").items() if key != "published"}
    assert (
        "South (not yet graded, date not given)" in fields(written(harbor(sources=[paper("north"), undated])))["SOURCE"]
    )
    ahead = fields(written(harbor(sources=[paper("north", published="2030-01")])))["SOURCE"]
    assert "months old" not in ahead


def test_knowledge_from_outside_is_not_denied() -> None:
    """A memo that leans on it does not rest on its sources alone."""
    outside = {"value": 1, "basis": "inferred", "why": "From outside the source: everybody in town says so."}
    memo = written(harbor(points=[point("dredging", stated(2, "north#P1"), view={"board": outside})]))
    assert says(memo, "rests on North, and where marked on knowledge from outside.")
    assert not says(memo, "alone.")
    assert rows(memo, "Emphasize: lead with")[0]["Basis"] == "P1; our judgment, from outside the source"


def test_one_source_is_not_several() -> None:
    """Gaps and tensions are those of the source, or of the sources."""
    about = {
        "gaps": [{"id": "g", "text": "the cost of it", "key": True}],
        "tensions": [inferred("Two things pull apart.", id="t", points=["dredging"])],
    }
    one, two = written(harbor(**about)), written(harbor(**about, sources=[paper("north"), paper("south")]))
    assert says(one, "Not in the source: the cost of it; 1 gap in all.")
    assert says(two, "Not in the sources: the cost of it; 1 gap in all.")
    assert "Tensions in the source" in headings(one)
    assert "Tensions in the sources" in headings(two)
    none = written(harbor())
    assert not says(none, "Not in the source")
    assert not [heading for heading in headings(none) if "Tensions" in heading]


def test_marks_are_explained_by_a_paragraph_of_this_brief() -> None:
    """The mark in the legend is one that the memo has."""
    assert says(written(harbor()), "Marks: [P1] the source says it there")
    two = harbor(sources=[paper("north"), paper("south")])
    assert says(written(two), "Marks: [North P1] the source says it there")


# Events, odds and dates.


def test_a_brief_without_events_watches_for_none() -> None:
    """No event: nothing to watch, no section, no word on odds."""
    memo = written(harbor(events=[]))
    assert says(memo, "Watch: the brief names no events.")
    assert "What could change this" not in headings(memo)
    assert not says(memo, "odds")


def test_an_event_is_watched_for_only_while_it_is_open() -> None:
    """An observed one counts and is no more to be watched for; one ruled out is told as that and changes nothing."""
    brief = harbor()
    assert says(written(brief), "Watch: The storm comes. We judge that it would move to EMPHASIZE: The lights.")
    seen, out = (marks_of(events={"storm": {"status": status}}) for status in ("observed", "ruled-out"))
    observed = written(brief, marked_scenario(BOARD, brief, seen), seen)
    assert says(observed, "Counts as happened, as marked: The storm comes.")
    assert says(observed, "Watch: no open event of the watch list would move a point to another list.")
    assert "What could change this" not in headings(observed)
    ruled_out = written(brief, marked_scenario(BOARD, brief, out), out)
    assert says(ruled_out, "Ruled out: The storm comes.")
    assert says(ruled_out, "Watch: no open event")
    assert not says(ruled_out, "Counts as happened")


def test_nobody_assumed_has_no_effects() -> None:
    """Without an audience events move nothing, and the memo says that it did not count them."""
    memo = written(harbor(), Scenario())
    assert says(memo, "Watch: what events would move is our judgment, and not counted here.")
    assert not says(memo, "We judge that it would move")


def test_odds_and_dates_are_denied_only_where_none_are_held() -> None:
    """A likelihood or a date of any event, and the sentence is gone; what is held stands where the event is."""
    assert says(written(harbor()), "No odds and no dates are given.")
    dated = written(harbor(events=[event("storm", "lights", date="2027-01")]))
    assert not says(dated, "No odds")
    assert rows(dated, "What could change this")[0]["Event"] == "The storm comes, 2027-01"
    held = {"word": "unlikely", "basis": "inferred", "why": "It is the wrong season for it."}
    likely = written(harbor(events=[event("storm", "lights", likelihood=held)]))
    assert not says(likely, "No odds")
    moves = rows(likely, "What could change this")[0]["What moves"]
    assert moves.startswith("Held unlikely (20 % to 45 %). ")


def test_a_break_even_has_no_word_of_likelihood() -> None:
    """Where no likelihood is held, the probability from which it pays stands without any word for it."""
    moves = rows(written(harbor()), "What could change this")[0]["What moves"]
    assert re.fullmatch(r"The lights: HOLD \(0\) to EMPHASIZE \(\+2\), pays from \d+ %", moves)
    words = ("unlikely", "likely", "even chance", "remote", "almost certain")
    assert not any(says(written(harbor()), word) for word in words)


def test_an_awaited_event_that_has_passed_is_told() -> None:
    """By its date or its mark; one that lies ahead is not."""
    passed = written(harbor(events=[event("storm", "lights", date="2026-10-01")]))
    assert says(passed, "Written before this, which has passed: The storm comes.")
    assert not says(written(harbor(events=[event("storm", "lights", date="2026-12-01")])), "which has passed")


def test_two_outcomes_of_one_group_are_told_to_count_once() -> None:
    """Given together, of a group only the largest shift counts; of two groups each does, and nothing is said."""

    def pair(first: str, second: str) -> Brief:
        return harbor(
            events=[event("go", "lights", 1, group=first), event("stop", "lights", -1, group=second)],
            groups={"review": {"label": "The review"}, "tide": {"label": "The tide"}},
        )

    both = Scenario("board", ("go", "stop"))
    told = "Of one group, so that only the largest shift on each point counts: The go comes, The stop comes."
    assert says(written(pair("review", "review"), both), told)
    assert not says(written(pair("review", "tide"), both), "Of one group")
    assert not says(written(pair("review", "review"), Scenario("board", ("go",))), "Of one group")


# Reasons, bases, figures.


def test_why_and_basis_are_in_words() -> None:
    """The reason of a row as it is written, the basis as paragraphs and whose reading they are."""
    memo = written(harbor(points=[
        point("dredging", stated(2, "north#P1"), view={"board": {**guessed(1), "cites": ["north#P4"]}}),
        point("lights", guessed(2)),
        point("toll", stated(-2, "north#P3")),
    ]))  # fmt: skip
    first, second = rows(memo, "Emphasize: lead with")
    assert first["Basis"] == "P1; P4, our reading"
    assert second["Basis"] == "our judgment"
    why = rows(memo, "Handle with caution: do not lead with")[0]["Why"]
    assert why == "Why the toll stands here. [inferred]"


def test_a_paragraph_against_a_point_is_not_its_basis() -> None:
    """Where sources disagree the row is marked, and who is for and who against is told apart."""
    two = [paper("north"), paper("south")]
    contested = [stated(2, "north#P1"), stated(-1, "south#P2")]
    row = rows(written(harbor(sources=two, points=[point("dredging", contested, view={"board": guessed(2)})])),
               "Emphasize: lead with")[0]  # fmt: skip
    assert row["Point"] == "The dredging±"
    assert row["Basis"].startswith("for: North P1 (+2) · against: South P2 (-1)")
    calm = written(harbor())
    assert not says(calm, "±")


def test_rows_that_no_source_lists_say_so_only_where_a_source_lists_some() -> None:
    """Without a list of the source's own there is nothing to be absent from."""
    listing = {"listed": {"list": "emphasize", "basis": "stated", "cites": ["north#P4"]}}
    brief = harbor(points=[point("dredging", stated(2, "north#P1"), **listing), point("quay", stated(2, "north#P2"))])
    listed, other = rows(written(brief), "Emphasize: lead with")
    assert listed["Point"] == "The dredging"
    assert other["Point"] == "The quay (not among the examples of P4)"
    assert not says(written(harbor()), "not among the examples")


def test_what_a_source_asks_for_is_told_where_it_is_not_led_with() -> None:
    """A stated +1 on a criterion that asks; without such a criterion nothing asks."""
    asking = [{"id": "papers", "name": "Papers", "request": True}, {"id": "view", "name": "View", "perception": True}]
    brief = harbor(criteria=asking, points=[point("lights", stated(1, "north#P2"), view={"board": guessed(-2)})])
    assert says(written(brief), "The lights (a source asks for it: P2)")
    assert not says(written(harbor()), "a source asks")


def test_an_uncleared_figure_is_named_by_its_paragraph_alone() -> None:
    """It stands in no label, line of the frame or next step; without a caution there is nothing to clear."""

    def noted(**more: Any) -> Brief:
        north = paper("north")
        north["paragraphs"][0]["figures"] = [{"value": "2.7 %", "what": "of the budget", **more}]
        return harbor(sources=[north])

    memo = written(noted(caution="no year is given"))
    assert says(memo, "Clear before use: the figure of P1, no year is given. [inferred]")
    assert not says(memo, "2.7")
    assert not says(written(noted()), "Clear before use")


def test_unknown_ratings_are_counted_only_where_there_are_some() -> None:
    """All views known: no such line and no such step; without an audience, views are not counted as unknown."""
    assert not says(written(harbor()), "nknown ratings")
    assert not says(written(harbor()), "Find out what is unknown")
    silent = harbor(points=[point("dredging", stated(2, "north#P1"), view={})])
    assert says(written(silent), "Unknown ratings: 1 of 2 (View, 1 of 1 points).")
    assert not says(written(silent, Scenario()), "nknown ratings")


def test_cleared_lines_are_counted_only_where_some_are() -> None:
    """Of the lines to take that are shown as such."""
    cleared = inferred("We speak.", cleared={"by": "Desk", "on": "2026-11-01"})
    brief = harbor(points=[point("dredging", stated(2, "north#P1"), say=cleared), point("quay", stated(2, "north#P2"))])
    assert says(written(brief), "Cleared lines to take: 1 of 2.")
    assert not says(written(harbor()), "Cleared lines")


# Next steps.


def test_next_steps_are_the_briefs_own_with_owner_and_day() -> None:
    """Who does what by when; where nobody is named that is said, and what is done is gone."""
    actions = [
        inferred("Ask the master.", id="ask", owner="Desk", due="2026-12-01"), inferred("Count the boats.", id="count")
    ]  # fmt: skip
    step = {"id": "s", "name": "First", "what": inferred("Begin."), "given": inferred("Little."), "actions": actions}
    memo = written(harbor(steps=[step]))
    items = [
        item for block in under(memo, "Suggested next steps") if isinstance(block, Bullets) for item in block.items
    ]
    assert items[0] == "Desk, by 2026-12-01: Ask the master. [inferred]"
    assert items[1] == "Owner to be named, no due day: Count the boats. [inferred]"
    named = written(harbor(steps=[step]), marks=marks_of(assigned={"count": {"owner": "Harbor master"}}))
    assert says(named, "Harbor master, no due day: Count the boats. [inferred]")
    done = marks_of(actions={"ask": {}})
    assert not says(written(harbor(steps=[step]), marks=done), "Ask the master.")


def test_an_action_memo_has_something_to_approve() -> None:
    """What we lead with and what is to be done, above the line to sign; an info memo has no such line."""
    memo = written(harbor(), kind="action")
    assert says(memo, "That we lead with The dredging, and that the following be done:")
    assert says(memo, "Approve ______   Disapprove ______   Discuss ______")
    assert not says(written(harbor()), "Approve")


def test_bottom_line_and_steps_carry_no_shares() -> None:
    """No percentage of stays stands before the lists."""
    memo = written(harbor())
    for heading in ("Bottom line up front", "Suggested next steps"):
        said = [item for block in under(memo, heading) if isinstance(block, Bullets) for item in block.items]
        assert not [item for item in said if "%" in item]


# Cautions, one page, what is left out.


@pytest.mark.parametrize("is_one_page", [False, True])
def test_a_caution_stands_beside_its_line_in_every_version(is_one_page: bool) -> None:  # noqa: FBT001
    """The full memo and the one page alike."""
    brief = harbor(points=[point("dredging", stated(2, "north#P1"), caution=inferred("only in spring"))])
    titles = rows(written(brief, is_one_page=is_one_page), "Emphasize: lead with")
    assert titles[0]["Line to take [inferred]"] == "We speak of the dredging. (only in spring)"


def test_one_page_says_what_it_leaves_out_of_what_there_is() -> None:
    """Only what the brief has is said to be missing."""
    line = "Not on this page: handling, signs, the other audiences, 1 point on hold."
    assert says(written(harbor(), is_one_page=True), line)
    bare = harbor(events=[], administrations=[{"id": "board", "name": "the Board"}], points=[
        point("dredging", stated(2, "north#P1"), view={"board": guessed(0)})])  # fmt: skip
    assert not says(written(bare, is_one_page=True), "Not on this page")


def test_no_annex_is_named_where_there_is_none() -> None:
    """What a limit leaves out is in annex A only of a memo with annexes."""
    many = harbor(points=[point(f"quay-{n}", stated(2, "north#P1")) for n in range(20)])
    assert says(written(many), "(annex A).")
    bare = written(many, has_annexes=False)
    assert says(bare, "And 14 more: The quay-6;")
    assert not says(bare, "nnex")


def test_what_an_event_moved_is_shown_in_its_memo() -> None:
    """However low it ranks among many, the point that the event given moved has its row."""
    many = [point(f"quay-{n}", stated(2, "north#P1"), view={"board": guessed(1)}) for n in range(20)]
    brief = harbor(points=[*many, point("lights", stated(0, "north#P2"))])
    given = Scenario("board", ("storm",))
    for is_one_page in (False, True):
        shown = [row["Point"] for row in rows(written(brief, given, is_one_page=is_one_page), "Emphasize: lead with")]
        assert "The lights" in shown
        assert len(shown) <= 10


# To-dos.


def test_what_is_still_to_do_stands_in_the_head_and_is_never_made_up() -> None:
    """Author, day, digests and texts that lack are counted; a brief that lacks nothing has no such line."""
    assert "TO DO" not in fields(written(harbor()))
    bare = {key: value for key, value in paper("north").items() if key not in ("author", "published")}
    bare["paragraphs"] = [{"n": 1, "kind": "body", "words": 10, "sha256": f"{1:064x}"}]
    unwritten = {key: value for key, value in point("dredging", stated(2, "north#P1")).items() if key != "say"}
    memo = written(harbor(sources=[bare], points=[unwritten], events=[]))
    assert fields(memo)["TO DO"].startswith("digests 1 of 1, texts of points 1 of ")
    assert fields(memo)["SOURCE"] == "one paper, North, date not given, not yet graded (F6)."
    assert not says(memo, "months old")


# Nothing empty, nothing plural of one.

EMPTY = re.compile(r"\(\s*\)|\[\s*\]|:\s*[.;]|;\s*[;.]|\b0 of|\b1 (?:gaps|points|months|texts)\b|  +\S|\bNone\b|\{|\}")
BRIEFS = {
    "whole": harbor(),
    "no events": harbor(events=[]),
    "no sources": harbor(sources=[], points=[point("dredging", guessed(2))]),
    "no points": harbor(points=[], events=[]),
    "one audience": harbor(administrations=[{"id": "board", "name": "the Board"}], events=[], points=[
        point("dredging", stated(2, "north#P1"), view={"board": guessed(0)})]),
    "an event that moves nothing": harbor(events=[event("storm", "lights") | {"shifts": {}}]),
    "an event that only shifts": harbor(events=[event("storm", "dredging", -1)]),
    "nothing to lead with": harbor(points=[point("toll", stated(-2, "north#P3"))], events=[]),
    "together": harbor(mode="together"),
    "many sources": harbor(sources=[paper(name) for name in ("north", "south", "east", "west", "one", "two", "six")]),
}  # fmt: skip


@pytest.mark.parametrize("name", BRIEFS)
@pytest.mark.parametrize("form", [{}, {"is_one_page": True}, {"kind": "action"}, {"is_points": True}])
def test_no_sentence_is_empty(name: str, form: dict[str, Any]) -> None:
    """No column, bracket or sentence without content, no wrong plural, no bullet of more than 60 words."""
    memo = written(BRIEFS[name], **form)
    assert [
        text for text in texts(memo) if EMPTY.search(text.replace("   Disapprove", "").replace("   Discuss", ""))
    ] == []
    for block in memo.blocks:
        if isinstance(block, Bullets):
            assert block.items
            assert all(len(item.split()) <= 60 for item in block.items)


def test_a_brief_in_german_speaks_german_where_it_speaks() -> None:
    """Its texts are shown as they are, in a frame of English that does not claim to be its own."""
    from speaking import texts_in

    german = {"de": "Der Hafen von Lun"}
    brief = harbor(
        languages=["de"], title=german, points=[point("dredging", stated(2, "north#P1"), label={"de": "Die Baggerung"})]
    )
    memo = written(brief)
    assert memo.title.startswith("Der Hafen von Lun: ")
    assert rows(memo, "Emphasize: lead with")[0]["Point"] == "Die Baggerung"
    assert texts_in("en", brief, TODAY).language == "de"
    assert texts_in("ko", brief, TODAY).language == "ko"
    assert texts_in("en", harbor(languages=["ko", "en-GB"]), TODAY).language == "en-GB"


def test_marks_are_none_by_default() -> None:
    """A memo without marks is that of marks that say nothing."""
    assert written(harbor()) == written(harbor(), marks=Marks())


def test_names_are_joined_as_a_sentence_has_them() -> None:
    """Two audiences and two papers stand with `and`; a count never seems to be part of a name with a comma."""
    memo = written_for(harbor(), "board", "fishers")
    assert memo.title == "The harbor at Lun: talking points, for the Board and the Fishers"
    assert first_names(["from A, to B", "C", "D"], 2) == "from A, to B; C; and 1 more"
    assert first_names(["A", "B", "C"], 2) == "A; B and 1 more"


def test_what_only_does_not_count_is_not_unknown() -> None:
    """On stated evidence alone an inferred rating is left out; nobody has to find out what it is."""
    brief = harbor(points=[point("dredging", stated(2, "north#P1"), view={"board": guessed(1), "fishers": guessed(1)})])
    assert not says(written(brief, Scenario("board", stated_only=True)), "unknown, and rate it")
    assert not says(written(brief, Scenario("board", stated_only=True)), "Unknown ratings")


def test_a_line_for_one_audience_stands_in_its_memo_whatever_the_list() -> None:
    """A point on hold has it beside the answer; the memo for another audience has no word of it."""
    own = {"board": {"say": inferred("We speak as owners.")}}
    brief = harbor(points=[point("dredging", stated(0, "north#P1"), **{"for": own})])
    assert says(written(brief), "For the Board: We speak as owners. [inferred]")
    assert not says(written(brief, FISHERS), "owners")
    assert says(written_for(brief, "board", "fishers"), "For the Board: We speak as owners. [inferred]")
