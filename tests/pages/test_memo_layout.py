"""The memo's sections: which there are, in which order, and how long they may be."""

import datetime as dt

import pytest
from kbrief.words.forms.memo import MemoWords
from memo_documents import EN, HARRIS, NOBODY, SHIPPED, TRUMP, changed, headings, made, planned, texts, under

from kbrief.decide.scenario import Scenario
from kbrief.pages.document import Box, Bullets, Fields, Paragraph, Picture, Table
from kbrief.pages.memo.context import MemoOptions

ONE_PAGE = MemoOptions(is_one_page=True)
ANNEXES = [EN.annexes, EN.annex_a, EN.annex_b, EN.annex_c]


def test_the_english_order_is_that_of_a_us_memo() -> None:
    """0 1 2 3 5 4 6 7 8 9, then annexes A to C."""
    assert headings(made()) == [
        EN.bluf, EN.steps, EN.emphasize, EN.minimize, EN.hold, EN.change, EN.other, EN.limits, EN.tensions, *ANNEXES,
    ]  # fmt: skip


def test_the_korean_order_puts_conclusions_first_and_steps_last() -> None:
    """0 1 3 5 4 6 7 9 8 2, then the annexes; every text is the language's own."""
    ko, memo = wording(MemoWords, "ko"), made(lang="ko")
    order = (ko.bluf, ko.emphasize, ko.minimize, ko.hold, ko.change, ko.other, ko.tensions, ko.limits, ko.steps)
    found = [heading for heading in headings(memo) if heading in order]
    assert found == [heading for heading in order if heading in found]
    assert len(found) >= 8
    assert not [text for text in texts(memo) if "Suggested next steps" in text]


def test_one_page_has_five_sections_and_the_rest_in_short() -> None:
    """0 1 3 5 6, then limits and steps under one heading."""
    assert headings(made(form=ONE_PAGE)) == [
        EN.bluf, EN.emphasize, EN.minimize, EN.change, EN.limits_and_steps, *ANNEXES,
    ]  # fmt: skip


def test_one_page_says_what_it_leaves_out() -> None:
    """What the page has no room for is named and counted; an action memo keeps its lines to approve."""
    (bullets, *_) = under(made(form=ONE_PAGE), EN.limits_and_steps)
    assert isinstance(bullets, Bullets)
    assert bullets.items[-1] == EN.not_here.format(count=6)
    action = under(made(form=MemoOptions(kind="action", is_one_page=True)), EN.limits_and_steps)
    assert action[-1] == Paragraph(EN.approve)


def test_the_korean_header_has_the_subject_as_its_title() -> None:
    """Date and drafter; for whom only where it is told; a subject of the drafter's is the title, not a line."""
    ko = wording(MemoWords, "ko")
    memo = made(lang="ko")
    assert [label for label, _ in next(block for block in memo.blocks if isinstance(block, Fields)).pairs] == [
        ko.date, ko.sender, ko.source,
    ]  # fmt: skip
    assert dict(memo.blocks[0].pairs)[ko.date] == "2026. 11. 22."  # type: ignore[union-attr] # the fields
    own = made(form=MemoOptions("장관", "북미과", "첫 협의"), lang="ko")
    assert own.title == "첫 협의"
    assert "첫 협의" not in dict(own.blocks[0].pairs).values()  # type: ignore[union-attr] # the fields
    assert dict(own.blocks[0].pairs)[ko.recipient] == "장관"  # type: ignore[union-attr] # the fields
    assert made(form=MemoOptions(subject="Talks")).title == EN.title.format(whom="if Trump")


def test_the_korean_memo_ends_with_its_annexes_and_the_last_word() -> None:
    """붙임, a line an annex, two spaces and 끝. before the annexes begin."""
    memo = made(lang="ko")
    texts_of = [block.text for block in memo.blocks if isinstance(block, Paragraph)]
    (ending,) = [text for text in texts_of if text.startswith("붙임")]
    assert ending.splitlines()[-1].endswith("  끝.")
    assert len(ending.splitlines()) == 3


def test_the_month_that_the_brief_knows_stands_as_people_read_it() -> None:
    """In the last line and in annex B, in the way of the language."""
    assert "as of Oct 2024" in made().footnotes[0]
    assert "기준 2024. 10. " in made(lang="ko").footnotes[0]
    (about,) = [block for block in under(made(lang="ko"), wording(MemoWords, "ko").annex_b)
                if isinstance(block, Paragraph)]  # fmt: skip
    assert "2024. 10. https" in about.text


def test_an_action_memo_recommends_with_lines_to_approve() -> None:
    """Section 2 is a decision in an action memo, and next steps in one for information."""
    action = made(form=MemoOptions(kind="action"))
    assert EN.recommendation in headings(action)
    assert under(action, EN.recommendation)[-1] == Paragraph(EN.approve)
    assert Paragraph(EN.approve) not in made().blocks


@pytest.mark.parametrize("setting", [NOBODY, TRUMP, HARRIS, Scenario("trump", ("nk-nuclear-test", "posture-review"))])
@pytest.mark.parametrize(
    "form", [MemoOptions(), ONE_PAGE, MemoOptions(kind="action")], ids=["info", "one-page", "action"]
)
def test_no_section_is_longer_than_it_may_be(setting: Scenario, form: MemoOptions) -> None:
    """Four lines up front, five steps, six rows a list, five events, three tensions at most."""
    memo = made(setting, form)
    found = {heading: under(memo, heading) for heading in headings(memo)}
    limits = {EN.bluf: 4, EN.steps: 5, EN.recommendation: 5, EN.limits: 5, EN.tensions: 3, EN.limits_and_steps: 5}
    for heading, most in limits.items():
        for block in found.get(heading, []):
            assert not isinstance(block, Bullets) or len(block.items) <= most
    for heading, most in {EN.emphasize: 6, EN.minimize: 6, EN.hold: 6, EN.change: 5}.items():
        for block in found.get(heading, []):
            assert not isinstance(block, Table) or len(block.rows) <= most


def test_the_header_says_what_the_drafter_set_and_else_what_to_fill_in() -> None:
    """Date, for, from, subject and the source with its age; the default marking only where none is set."""
    memo = made()
    fields = dict(next(block for block in memo.blocks if isinstance(block, Fields)).pairs)
    assert fields[EN.date] == "November 22, 2026"
    assert (fields[EN.recipient], fields[EN.sender]) == (EN.no_recipient, EN.no_sender)
    assert "25 months old, not yet graded (F6)" in fields[EN.source]
    assert memo.caveats == (EN.marking,)
    own = made(form=MemoOptions("Minister", "Desk", "Talks", dt.date(2026, 12, 1), "SECRET"))
    assert dict(next(block for block in own.blocks if isinstance(block, Fields)).pairs) | {EN.source: ""} == {
        EN.date: "December 1, 2026", EN.recipient: "Minister", EN.sender: "Desk", EN.subject: "Talks", EN.source: "",
    }  # fmt: skip
    assert own.caveats == ("SECRET",)
    assert own.footnotes == made().footnotes
    assert "data 0a1b2c3d" in own.footnotes[0]


def test_what_is_assumed_is_said_up_front() -> None:
    """The last line up front is the head lines of the setting: nobody, an administration, events."""
    bullets = {
        name: under(made(setting), EN.bluf)[0]
        for name, setting in {"nobody": NOBODY, "one": TRUMP, "given": Scenario("trump", ("posture-review",))}.items()
    }
    assert all(isinstance(block, Bullets) for block in bullets.values())
    last = {name: block.items[-1] for name, block in bullets.items() if isinstance(block, Bullets)}
    assert "No president assumed" in last["nobody"]
    assert "It has no list by candidate" in last["one"]
    assert "Assumes it has happened: US review of global posture (GPR)." in last["given"]


def test_points_alone_say_nothing_of_lists_or_bases() -> None:
    """Only lines to take, each once; a marking and a subject only where the drafter sets them."""
    sheet = made(form=MemoOptions(is_points=True))
    assert (sheet.title, sheet.caveats, sheet.footnotes) == (EN.points_title, (), ())
    (block,) = sheet.blocks
    assert isinstance(block, Bullets)
    said = [point.say.text.in_language("en") for point in SHIPPED.points]
    assert len(set(block.items)) == len(block.items)
    assert set(block.items) <= set(said)
    own = made(form=MemoOptions(is_points=True, subject="Lines", marking="DRAFT"))
    assert (own.title, own.caveats) == ("Lines", ("DRAFT",))
    nothing = made(form=MemoOptions(is_points=True), brief=changed(points=()))
    assert nothing.blocks == (Bullets((EN.nothing,)),)


def test_the_other_administration_is_left_out_where_none_is_assumed_or_there_is_no_other() -> None:
    """Section 7 needs an administration whose inference counts, and another one beside it."""
    assert EN.other in headings(made(HARRIS))
    assert EN.other not in headings(made(NOBODY))
    assert EN.other not in headings(made(Scenario("trump", stated_only=True)))
    assert EN.other not in headings(made(brief=changed(administrations=SHIPPED.administrations[:1])))


def test_where_all_is_safe_nothing_depends_on_who_governs() -> None:
    """Where every point is without regret, section 7 has no table."""
    blocks = under(made(brief=changed(points=SHIPPED.points[:4])), EN.other)
    assert [type(block) for block in blocks] == [Paragraph]


def test_what_a_brief_lacks_has_no_section() -> None:
    """Without events, tensions, gaps, sources or points the memo still holds together."""
    bare = changed(points=(), events=(), tensions=(), gaps=(), sources=())
    memo = made(brief=bare)
    assert EN.change not in headings(memo)
    assert EN.tensions not in headings(memo)
    assert texts(memo).count(EN.nothing) == 0
    assert [block.empty for block in memo.blocks if isinstance(block, Table) and not block.rows].count(EN.nothing) == 3
    (limits,) = under(memo, EN.limits)
    assert limits == Bullets((EN.confidence,))
    assert under(memo, EN.annex_b) == []
    assert any(EN.nobody in text for text in texts(memo))


def test_confidence_stands_in_a_sentence_of_its_own_and_is_not_computed() -> None:
    """Confidence is told as not set, apart from every likelihood."""
    assert "not set" in EN.confidence
    (limits,) = [block for block in under(made(), EN.limits) if isinstance(block, Bullets)]
    assert limits.items[-1] == EN.confidence


def test_tensions_are_those_that_touch_what_is_shown() -> None:
    """A tension is named if it touches a point that a row shows; more than fit are counted."""
    plan = planned()
    shown = {m.point.id for name in plan.lists for entry in plan.shown(name)[0] for m in entry.members}
    touching = [tension for tension in SHIPPED.tensions if shown & set(tension.points)]
    blocks = under(made(), EN.tensions)
    *bullets, more = [item for block in blocks if isinstance(block, Bullets) for item in block.items]
    assert {item.rpartition(" [")[0] for item in bullets} <= {tension.text.in_language("en") for tension in touching}
    assert more == EN.more_tensions.format(count=len(touching) - len(bullets))
    few = made(brief=changed(tensions=SHIPPED.tensions[:1]))
    assert [type(block) for block in under(few, EN.tensions)] == [Bullets]


def test_the_annexes_have_every_point_every_paragraph_and_the_method() -> None:
    """Annex A has the nineteen points, B the paragraphs that say something, C the method in ten lines."""
    memo = made()
    (ratings,) = [block for block in under(memo, EN.annex_a) if isinstance(block, Table)]
    assert len(ratings.rows) == 19
    assert ratings.rows[0].cells[1:5] == ("+2 stated", "+1 stated", "+1 inferred", "unknown")
    (paragraphs,) = [block for block in under(memo, EN.annex_b) if isinstance(block, Table)]
    body = [f"P{p.n}" for p in SHIPPED.sources[0].paragraphs if p.kind == "body"]
    assert [row.cells[0] for row in paragraphs.rows] == body
    (method,) = [block for block in under(memo, EN.annex_c) if isinstance(block, Bullets)]
    assert len(method.items) == 10
    assert method.items[0].endswith(": Source; Common ground; President; Transition team.")
    assert method.items[3].startswith("From +18.75 ")


def test_a_source_without_an_address_is_told_without_one() -> None:
    """What the record does not have is left out of annex B."""
    bare = changed(sources=(SHIPPED.sources[0].model_copy(update={"url": None}),))
    (about,) = [block for block in under(made(brief=bare), EN.annex_b) if isinstance(block, Paragraph)]
    assert about.text.endswith("Oct 2024.")


def test_pictures_are_made_only_where_they_are_asked_for() -> None:
    """Annex A gets the ranking, and the matrix where administrations are compared."""

    def pictures(setting: Scenario, form: MemoOptions) -> int:
        return sum(isinstance(block, Picture) for block in made(setting, form).blocks)

    assert [pictures(TRUMP, MemoOptions()), pictures(TRUMP, MemoOptions(has_pictures=True))] == [0, 2]
    assert pictures(NOBODY, MemoOptions(has_pictures=True)) == 1


def test_headings_name_every_block() -> None:
    """Nothing stands between sections without a heading but the header and the list of annexes."""
    memo = made()
    assert isinstance(memo.blocks[0], Fields)
    assert isinstance(memo.blocks[1], Box)
