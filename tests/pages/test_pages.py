"""Pages of parts of a brief that the shipped one lacks, and of settings that it never comes to."""

import datetime as dt
from typing import Any

import pytest

from kbrief import load_brief
from kbrief.decide.compare import compare
from kbrief.decide.events import watch_list
from kbrief.decide.rank import Ranking, rank
from kbrief.decide.scenario import Scenario
from kbrief.decide.select import IssueFilter, link_issue, select_issues
from kbrief.decide.trace import trace
from kbrief.errors import UnknownName
from kbrief.model import Brief, Claim, Likelihood, ListName
from kbrief.model.marks import Marks
from kbrief.pages.background import background_page, claim_text, sources_page, trace_page
from kbrief.pages.brief_text import BriefText
from kbrief.pages.compare import compare_page, score_points
from kbrief.pages.document import Bullets, Column, Document, Fields, Heading, Paragraph, Row, Table
from kbrief.pages.events import events_page
from kbrief.pages.explain import bar, explain_page
from kbrief.pages.issues import issue_page, issues_page
from kbrief.pages.lists import ListPage
from speaking import texts_in

SHIPPED = load_brief("rok-us-2024")


def changed(**changes: Any) -> Brief:
    """Return the shipped brief with parts of it replaced, and nothing remembered of what was there."""
    brief = SHIPPED.model_copy(update=changes)
    for name in ("point_by_id", "event_by_id", "paragraph_by_cite"):
        brief.__dict__.pop(name, None)
    return brief


def brief_texts(**changes: Any) -> BriefText:
    """Return the English brief_texts on the shipped brief with parts of it replaced."""
    return texts_in("en", changed(**changes), dt.date(2026, 11, 22))


def table(document: Document) -> Table:
    """Return the first table of a page."""
    return next(block for block in document.blocks if isinstance(block, Table))


def column(document: Document, title: str) -> list[str]:
    """Return the cells of the first table's column of that title."""
    found = table(document)
    n = [one.title for one in found.columns].index(title)
    return [row.cells[n] for row in found.rows]


def listing(
    name: ListName, scenario: Scenario, weights: dict[str, float] | None = None, brief: Brief = SHIPPED
) -> Document:
    """Return the page of one list."""
    texts = brief_texts()
    return ListPage(rank(brief, scenario, weights), name, BriefText(brief, texts.today)).document()


def test_an_issue_without_points_or_events_has_no_tables_of_them() -> None:
    """What an issue lacks is left out, headings and all."""
    texts = brief_texts(points=(), events=())
    blocks = issue_page(link_issue(texts.brief, texts.brief.issues[0]), texts).blocks
    assert [type(block) for block in blocks] == [Fields]
    full = issue_page(link_issue(SHIPPED, SHIPPED.issues[0]), brief_texts()).blocks
    assert [type(block) for block in full] == [Fields, Heading, Table, Heading, Table]


def test_an_issue_shows_where_its_points_stand_for_whom() -> None:
    """With a ranking the points of an issue have a column for it."""
    ranking = rank(SHIPPED, Scenario("harris"))
    page = issue_page(link_issue(SHIPPED, SHIPPED.issues[3], ranking), brief_texts())
    assert column(page, "under Harris") == ["EMPHASIZE"]
    assert [one.title for one in table(issue_page(link_issue(SHIPPED, SHIPPED.issues[3]), brief_texts())).columns] == [
        "point", "label", "source's list",
    ]  # fmt: skip


def test_what_is_said_of_a_side_stands_under_the_issues() -> None:
    """The tendencies of one side are bullets with their marks; of nobody there are none."""
    found = select_issues(SHIPPED, IssueFilter(), "source", rank(SHIPPED, Scenario("trump")))
    side = issues_page(found, "trump", brief_texts())
    bullets = next(block for block in side.blocks if isinstance(block, Bullets))
    assert all(text.endswith("]") for text in bullets.items)
    assert bullets.items[-1].endswith("[unknown]")
    assert column(side, "E/H/M")[4] == "1/3/1"
    nobody = issues_page(select_issues(SHIPPED, IssueFilter()), None, brief_texts())
    assert not any(isinstance(block, Bullets) for block in nobody.blocks)
    assert (nobody.footnotes, issues_page((), None, brief_texts()).next_steps) == ((), ())


def test_a_score_exactly_on_the_line_is_marked_and_explained() -> None:
    """With a threshold of 12.5 a tally of 1 stands on the line: a star, and what it means."""
    brief = changed(threshold=12.5)
    page = listing("emphasize", Scenario("trump"), brief=brief)
    assert {tally for tally in column(page, "tally") if tally.endswith("*")} == {"+1*"}
    assert ("", "* exactly on the line.") in page.legend
    assert any("EMPHASIZE from +1, MINIMIZE from -1" in line for _, line in page.legend)
    plain = listing("emphasize", Scenario("trump"))
    assert not any(tally.endswith("*") for tally in column(plain, "tally"))
    assert ("", "* exactly on the line.") not in plain.legend


def test_ties_and_rows_without_rank_are_told_apart() -> None:
    """A shared rank has `=`, a row that stands elsewhere a dash, a rank alone neither."""
    page = listing("minimize", Scenario("harris"))
    assert column(page, "#") == ["1", "2", "–", "–"]
    assert [row.tone for row in table(page).rows] == ["minimize", "minimize", "quiet", "quiet"]
    assert column(listing("emphasize", Scenario()), "#")[:5] == ["1=", "1=", "1=", "1=", "5="]


def test_weights_that_differ_show_scores() -> None:
    """Without a tally the column is the score, and its parts are scores as well."""
    page = listing("emphasize", Scenario("trump"), {"president": 2, "team": 0})
    assert (column(page, "score")[0], column(page, "stated")[0], column(page, "inferred")[0]) == (
        "+62.5",
        "+25",
        "+37.5",
    )
    assert page.title == "EMPHASIZE under Trump, weights president=2, team=0: 9 of 19 points"
    assert page.next_steps[0][0].endswith(" -a trump --weights president=2,team=0")


def test_a_list_offers_what_to_type_next() -> None:
    """For an administration: explain, an event that is not given yet, the memo; for nobody: one to assume.

    What explains or writes a list keeps its setting, as it would else speak of another list.
    """
    given = listing("hold", Scenario("trump", ("nk-nuclear-test",)))
    assert [command for command, _ in given.next_steps] == [
        "kbrief explain euro-atlantic-link -a trump --given nk-nuclear-test", "kbrief what-if posture-review -a trump",
        "kbrief memo -a trump --given nk-nuclear-test -o memo.md",
    ]  # fmt: skip
    nobody = listing("hold", Scenario())
    assert [command for command, _ in nobody.next_steps] == [
        "kbrief explain peninsula-responsibility", "kbrief hold -a trump", "kbrief memo -o memo.md",
    ]  # fmt: skip
    alone = changed(points=(), administrations=())
    assert [command for command, _ in listing("hold", Scenario(), brief=alone).next_steps] == ["kbrief memo -o memo.md"]


def test_a_list_of_stated_evidence_keeps_its_option() -> None:
    """What is offered next speaks of the same list."""
    commands = [command for command, _ in listing("hold", Scenario("trump", stated_only=True)).next_steps]
    assert commands[0].endswith(" -a trump --stated-only")


def test_an_event_that_was_past_already_is_not_open() -> None:
    """The watch list shows what is past in the source as past until somebody marks it."""
    page = events_page(watch_list(SHIPPED), None, Marks(), brief_texts())
    status = dict(zip(column(page, "id"), column(page, "status"), strict=True))
    assert (status["china-icbm"], status["nk-nuclear-test"]) == ("past", "open")
    assert ("lists changed", "lists changed: under the administration for which they are most.") in page.legend
    assert "worth knowing" not in [one.title for one in table(page).columns]


def test_a_paragraph_is_traced_a_line_a_claim() -> None:
    """A paragraph may stand behind hundreds of claims: each is a row, and one that nothing cites says so."""
    found = trace(SHIPPED, "P8")
    page = trace_page(found, [("f", n) for n, _ in enumerate(found.claims)], brief_texts())
    cited = [block for block in page.blocks if isinstance(block, Table)][-1]
    assert len(cited.rows) == len(found.claims)
    assert cited.rows[0].cells[3] == "f:0"
    silent = trace_page(trace(SHIPPED, "P26"), [], brief_texts())
    assert [block.empty for block in silent.blocks if isinstance(block, Table)][-1] == "No claim cites it."


def test_views_that_are_known_of_others_are_told_to_be_unknown_here() -> None:
    """A perception that is rated for some points is named where it is not; one that nobody knows is not named."""
    notes = {row.cells[2]: row.note for row in table(listing("emphasize", Scenario("trump"))).rows}
    assert notes["shipbuilding"].endswith("President: view unknown.")
    assert "view unknown" not in notes["defense-budget"]
    assert "Transition team: view unknown" not in " ".join(notes.values())
    assert not any("view unknown" in row.note for row in table(listing("emphasize", Scenario())).rows)


def test_a_list_without_gaps_or_points_says_less() -> None:
    """Without points there is nothing to explain of stability, and without key gaps no line on them."""
    page = listing("hold", Scenario(), brief=changed(points=(), gaps=()))
    assert page.legend == (
        ("", "tally -8..+8 = stated + inferred; EMPHASIZE from +2, MINIMIZE from -2; 1= is a tie, no order."),
    )
    assert table(page).empty == "No point is on this list."


@pytest.mark.parametrize(("value", "shown"), [(2, "..|##"), (1, "..|#."), (0, "..|.."), (-1, ".#|.."), (-2, "##|..")])
def test_a_rating_is_a_bar_around_the_middle(value: int, shown: str) -> None:
    """Left of the bar is against, right of it for."""
    assert bar(value) == shown


def explained(name: str, scenario: Scenario, brief: Brief = SHIPPED) -> Document:
    """Return the page that explains a point."""
    ranking: Ranking = rank(brief, scenario)
    placement = next(p for p in ranking.placements if p.point.id == name)
    return explain_page(ranking, placement, texts_in("en", brief, dt.date(2026, 11, 22)))


def test_explain_offers_an_event_only_where_one_would_move_the_point() -> None:
    """An event is offered that shifts the point and is not given; without one, only the trace."""
    assert [c for c, _ in explained("opcon", Scenario("trump")).next_steps] == [
        "kbrief what-if posture-review -a trump", "kbrief trace opcon",
    ]  # fmt: skip
    given = Scenario("trump", ("posture-review",))
    assert [c for c, _ in explained("opcon", given).next_steps] == ["kbrief trace opcon"]
    assert [c for c, _ in explained("opcon", Scenario()).next_steps] == ["kbrief trace opcon"]


def test_a_point_alone_on_its_list_has_no_neighbors() -> None:
    """Where nothing stands beside a point there is no order to be sure of."""
    only = changed(points=SHIPPED.points[:1])
    fields = [block for block in explained("defense-budget", Scenario(), only).blocks if isinstance(block, Fields)]
    assert [label for label, _ in fields[0].pairs] == ["stands", "", ""]


def test_compare_without_two_has_no_difference_and_next_only_where_it_differs() -> None:
    """Under one administration all is safe: no difference, nothing to explain next."""
    one = compare_page(compare(SHIPPED, ["harris"]), brief_texts())
    assert "difference" not in [each.title for each in table(one).columns]
    assert one.next_steps == ()
    both = compare_page(compare(SHIPPED), brief_texts())
    assert both.next_steps[0][0] == "kbrief explain prior-commitments -a trump"
    assert set(column(both, "differs")) == {"differs", "no", "not known"}


def test_points_of_the_score_have_up_to_two_digits() -> None:
    """6.25 and 12.5 are told as they are, 0 as 0, none as a dash."""
    assert [score_points(compare(SHIPPED).items[8].regret["minimize"]), score_points(None)] == ["6.25", "–"]
    assert score_points(compare(SHIPPED).items[0].regret["emphasize"]) == "0"


def test_a_trace_says_every_kind_of_claim() -> None:
    """A rating is a number or unknown, a shift its steps, a list its name, an alignment its scope."""
    texts = brief_texts()

    def said(name: str) -> list[str]:
        found = trace(SHIPPED, name)
        page = trace_page(found, [("f", 1)] * len(found.claims), texts)
        return [value for block in page.blocks if isinstance(block, Fields) for label, value in block.pairs[:1]]

    assert said("shipbuilding.source") == ["+2"]
    assert said("shipbuilding.team") == ["unknown, counts 0"] * 2
    assert said("nk-nuclear-test.ncg.president.harris") == ["+1 if it happens"]
    assert said("shipbuilding.listed") == ["EMPHASIZE"]
    (alignment,) = said("defense-technology.alignment")
    assert alignment.startswith("bipartisan (friendshoring")
    assert "not of US domestic law" in alignment
    assert said("ncg.say") == [
        "The NCG has brought results; let us make them last, so that deterrence and assurance stay strong."
    ]


def test_a_claim_that_is_one_word_is_said_in_the_language_of_the_screen() -> None:
    """Lists, alignments and likelihoods are kept by their English names, and told in Korean where that is spoken."""
    texts = texts_in("ko", SHIPPED, dt.date(2026, 11, 22))
    shipbuilding, technology = SHIPPED.point_by_id["shipbuilding"], SHIPPED.issues[-1]
    assert shipbuilding.listed is not None
    assert claim_text(shipbuilding.listings[0], texts) == "강조"
    assert claim_text(technology.alignment, texts).startswith("초당적(")
    assert claim_text(Likelihood(basis="unknown", word="unlikely"), texts) == "가능성 낮음"
    assert claim_text(Likelihood(basis="unknown", word="remote chance", yardstick="phia"), texts) == "remote chance"
    assert claim_text(Claim(basis="unknown"), texts) == ""


def test_a_trace_without_paragraphs_shows_none() -> None:
    """What cites nothing has no paragraphs behind it."""
    found = trace(SHIPPED, "g16")
    page = trace_page(found, [], brief_texts())
    assert isinstance(page.blocks[0], Paragraph)
    headings = [block.text for block in page.blocks if isinstance(block, Heading)]
    assert headings == ["The paragraphs behind them"]
    unknown = trace(SHIPPED, "shipbuilding.team.trump")
    assert not any(isinstance(block, Table) for block in trace_page(unknown, [("f", 1)], brief_texts()).blocks)


def test_a_paragraph_needs_its_source_where_there_are_two() -> None:
    """P8 alone leads nowhere in a brief of two sources."""
    other = SHIPPED.sources[0].model_copy(update={"id": "other"})
    two = changed(sources=(*SHIPPED.sources, other))
    assert trace(two, "other#P8").id == "other#P8"
    with pytest.raises(UnknownName, match="P8: which source"):
        trace(two, "P8")


def test_pages_of_what_a_brief_lacks_say_so() -> None:
    """Without background or records the pages are a line, and offer nothing to trace."""
    texts = brief_texts(precedents=(), context=(), tensions=(), gaps=(), sources=())
    assert (table(background_page(texts)).rows, background_page(texts).next_steps) == ((), ())
    assert (sources_page(texts).blocks, sources_page(texts).next_steps) == (
        (Paragraph("This brief has no source record."),),
        (),
    )


def test_a_record_tells_who_where_and_when_as_far_as_it_knows() -> None:
    """An author without a role stands alone, and what is not known is left out."""
    bare = SHIPPED.sources[0].model_copy(
        update={"role": None, "place": None, "url": None, "views": None, "looked_up": None, "paragraphs": ()}
    )
    page = sources_page(brief_texts(sources=(bare,)))
    fields = dict(next(block for block in page.blocks if isinstance(block, Fields)).pairs)
    assert fields["author"] == "Hanbyeol Sohn"
    assert not {"series", "address", "views", "looked up"} & set(fields)
    assert page.next_steps == ()


def test_rows_of_every_table_have_a_cell_for_each_column() -> None:
    """No page has a row that its columns do not fit."""
    assert table(Document("T", blocks=(Table((Column("a"),), (Row(("1",)),)),))).rows
    pages = [
        listing("hold", Scenario("trump")), explained("ncg", Scenario("harris")), background_page(brief_texts()),
        sources_page(brief_texts()), compare_page(compare(SHIPPED), brief_texts()),
    ]  # fmt: skip
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Table):
                assert {len(row.cells) for row in block.rows} == {len(block.columns)}
