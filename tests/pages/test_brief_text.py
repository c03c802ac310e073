"""How a brief is spoken of: marks, citations, dates, shares and head lines."""

import datetime as dt
from fractions import Fraction

import pytest

from kbrief.i18n import languages
from kbrief.i18n.formats import format_signed
from kbrief.model import (
    Alignment,
    Brief,
    Cite,
    Claim,
    Criterion,
    Figure,
    Grade,
    Paragraph,
    Rating,
    Scale,
    Source,
    Statement,
    Text,
)
from kbrief.pages.brief_text import BriefText
from kbrief.pages.caveats import NEUTRAL_CAVEATS
from speaking import texts_in

TODAY = dt.date(2026, 11, 22)
SCALE = Scale(plus_2=Text(en="forefront"), zero=Text(en="no side"))


def source(name: str, published: str = "2024-10", grade: str = "F6", timing: str | None = None) -> Source:
    """Return a source record of one paragraph."""
    paragraph = Paragraph(n=1, kind="body", digest=Text(en="x"), words=1, sha256="0" * 64)
    return Source.model_validate({
        "id": name, "name": f"The {name}", "title": "T", "author": "A", "publisher": "P", "published": published,
        "kind": Text(en="note"), "timing": Text(en=timing) if timing else None, "paragraphs": (paragraph,),
        "grade": Grade.model_validate({"reliability": grade[0], "credibility": int(grade[1])}),
    })  # fmt: skip


def brief_texts(*sources: Source, lang: str = "en", **more: object) -> BriefText:
    """Return the brief_texts of a language on a brief with these sources."""
    criteria = (
        Criterion(id="source", name=Text(en="Source"), short=SCALE),
        Criterion(id="view", name=Text(en="View"), perception=True),
    )
    brief = Brief.model_validate(
        {"id": "b", "title": Text(en="B"), "as_of": "2025-01", "criteria": criteria, "sources": sources, **more}
    )
    return texts_in("ko" if lang == "ko" else "en", brief, TODAY)


def test_a_citation_is_short_where_there_is_one_source() -> None:
    """`s#P8` is P8 in a brief of one source, and with its source's name in a brief of two."""
    assert brief_texts(source("s")).citations(("s#P8", "s#P14")) == "P8, P14"
    assert brief_texts(source("s"), source("t")).citations(("s#P8",)) == "The s P8"
    assert brief_texts().cite("s#P8") == "s P8"


@pytest.mark.parametrize(
    ("claim", "mark"),
    [
        (Claim(basis="stated", cites=("s#P8", "s#P2")), "[P8, P2]"),
        (Claim(basis="inferred", why=Text(en="because")), "[inferred]"),
        (Claim(basis="inferred", why=Text(en="From outside the source: known.")), "[inferred, outside]"),
        (Claim(basis="inferred", why=Text(ko="이유")), "[inferred]"),
        (Claim(basis="unknown"), "[unknown]"),
        (Rating(basis="unknown", cites=("s#P8",)), "[unknown]"),
    ],
)
def test_a_mark_tells_stated_inferred_and_unknown_apart(claim: Claim, mark: str) -> None:
    """What is stated shows its paragraphs; inference says whether it leans on knowledge outside the source."""
    assert brief_texts(source("s")).basis_mark(claim) == mark


def test_a_statement_is_said_with_its_mark_and_nothing_is_said_of_none() -> None:
    """A statement is its text and its mark; an absent one is empty."""
    texts = brief_texts(source("s"))
    statement = Statement(basis="stated", cites=("s#P1",), text=Text(en="It is so.", ko="그러함"))
    assert texts.statement(statement) == "It is so. [P1]"
    assert brief_texts(source("s"), lang="ko").statement(statement) == "그러함 【P1】"
    assert (texts.statement(None), texts.text(None)) == ("", "")


@pytest.mark.parametrize(
    ("stated", "inferred", "said"),
    [
        ([("source", 2, ("s#P8",))], (), "P8 forefront"),
        ([("source", 2, ("s#P8",)), ("view", 1, ("s#P9",))], ("s#P2",), "P8 forefront, P9; inferred: P2"),
        ([("source", 2, ("s#P8",)), ("source", 0, ("s#P8",))], (), "P8 no side"),
        ([], ("s#P2", "s#P3"), "inferred: P2, P3"),
        ([], (), "unknown"),
    ],
)
def test_the_origin_of_a_placement_is_said_in_a_line(
    stated: list[tuple[str, int, tuple[Cite, ...]]], inferred: tuple[Cite, ...], said: str
) -> None:
    """Stated paragraphs with what they say in a word, the last rating on one speaking; then inference."""
    assert brief_texts(source("s")).placement_sources(stated, inferred) == said


def test_dates_are_written_as_people_of_the_language_do() -> None:
    """Months and days follow the language."""
    english = brief_texts()
    assert (english.month("2024-10"), english.day(TODAY)) == ("Oct 2024", "Nov 22, 2026")
    korean = brief_texts(lang="ko")
    assert (korean.month("2024-10"), korean.day(TODAY)) == ("2024. 10.", "2026. 11. 22.")


@pytest.mark.parametrize(("published", "age"), [("2024-10", 25), ("2026-11", 0), ("2027-03", None), ("2025-12", 11)])
def test_the_age_of_a_source_is_in_whole_months(published: str, age: int | None) -> None:
    """Months are counted from the month of publication; a source of the future has no age."""
    assert brief_texts().age(source("s", published)) == age


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(14, 15), "93 %"), (Fraction(1), "> 99 %"), (Fraction(0), "0 %"), (Fraction(9999, 10000), "99 %"),
        (Fraction(1, 10000), "1 %"), (Fraction(1, 2), "50 %"), (Fraction(1, 8), "13 %"), (Fraction(3, 8), "38 %"),
    ],
)  # fmt: skip
def test_only_what_is_certain_is_shown_as_all_or_nothing(share: Fraction, said: str) -> None:
    """A share is a whole percentage, halves go up; short of 1 it is never 100 %, above 0 never 0 %."""
    assert brief_texts().percent(share) == said


def test_a_probability_comes_with_its_word() -> None:
    """A break-even is a percentage with its word; none is a dash, and no word is given outside the yardstick."""
    texts = brief_texts()
    assert texts.probability(Fraction(1, 4), "unlikely") == "25 % (unlikely)"
    assert texts.probability(Fraction(1, 1000), None) == "1 %"
    assert texts.probability(None, None) == "–"


def test_for_whom_is_said_with_what_is_given() -> None:
    """Nobody assumed, an administration, events, and stated evidence alone are each told."""
    office = {"id": "trump", "name": Text(en="Trump"), "transition_team": Statement(basis="unknown", text=Text(en="?"))}
    texts = brief_texts(administrations=(office,))
    assert texts.scenario_phrase(None) == "with no audience assumed"
    assert texts.scenario_phrase("trump") == "for Trump"
    assert texts.scenario_phrase("trump", ("a", "b")) == "for Trump, given a, b"
    assert texts.scenario_phrase("trump", stated_only=True) == "for Trump, stated evidence alone"
    assert texts.scenario_phrase(None, stated_only=True) == "on stated evidence alone"
    assert texts.administration("harris") == ""


@pytest.mark.parametrize(
    ("sources", "line"),
    [
        ((), "No source record: nothing here can be traced to a paragraph."),
        ((source("s"),), "Source: one note, The s, Oct 2024, 25 months old, not yet graded (F6)."),
        (
            (source("s", timing="before the vote"),),
            "Source: one note, The s, Oct 2024 (before the vote), 25 months old, not yet graded (F6).",
        ),
        ((source("s", grade="B2"),), "Source: one note, The s, Oct 2024, 25 months old, graded B2."),
        (
            (source("s"), source("t", "2026-01")),
            (
                "Source: 2 texts, none graded yet (F6): The s (not yet graded, Oct 2024, 25 months old), The t "
                "(not yet graded, Jan 2026, 10 months old)."
            ),
        ),
        (
            (source("s", grade="B2"), source("t", "2026-01-05", grade="B2"), source("u", "2030")),
            (
                "Source: 3 texts, 2 of 3 graded (B2 × 2): The s (B2, Oct 2024, 25 months old), "
                "The t (B2, Jan 5, 2026, 10 months old), The "
                "u (not yet graded, 2030, a date in the future)."
            ),
        ),
        ((source("s", "2030-01"),), "Source: one note, The s, Jan 2030, a date in the future, not yet graded (F6)."),
    ],
)
def test_the_first_head_line_names_the_source_its_age_and_its_grade(sources: tuple[Source, ...], line: str) -> None:
    """One source, several or none; F6 is told as not yet graded, which is no low grade."""
    assert brief_texts(*sources).caveats("issues")[0] == line


def test_the_korean_head_line_is_that_of_the_table() -> None:
    """In Korean the timing stands in the brackets with the date."""
    line = brief_texts(source("s", timing="美 대선 이전"), lang="ko").source_line()
    assert line == "자료: note 1건(The s, 2024. 10., 美 대선 이전), 25개월 경과, 출처 미평가(F6)"


def test_the_second_head_line_is_the_briefs_own_or_a_neutral_one() -> None:
    """A brief's own line is used where it has one; events that are given add a third line with their names."""
    event = {"id": "e", "name": Text(en="The {x} event"), "kind": "past",
             "what": Statement(basis="unknown", text=Text(en="x"))}  # fmt: skip
    texts = brief_texts(events=(event,), head_lines={"issues": Text(en="Mine.")})
    assert texts.caveats("issues")[1] == "Mine."
    assert texts.caveats("lists")[1] == "No audience assumed, so no perception counts. Tallies are this brief's coding."
    given = texts.caveats("lists", ("e",))
    assert given[2] == "Assumes it has happened: The {x} event. How that moves perceptions is inference."
    assert all(texts.caveats(screen) for screen in NEUTRAL_CAVEATS)


def test_a_head_line_tells_which_perceptions_nobody_is_known_to_hold() -> None:
    """`{unknown}` is made from the ratings: it names a perception without any, and goes when one is rated."""

    def line(rated: object, lang: str = "en") -> str:
        said = Statement(basis="unknown", text=Text(en="x"))
        texts = dict.fromkeys(("reason", "say", "if_raised", "handling", "case_against"), said)
        point = {"id": "p", "label": Text(en="P"), **texts, "ratings": {"view": rated} if rated else {}}
        return brief_texts(lang=lang, points=(point,), head_lines={"lists": Text(en="Ours. {unknown}")}).caveats(
            "lists"
        )[1]

    unknown = {"solo": Rating(basis="unknown")}
    assert line(None) == line(unknown) == "Ours. View: unknown."
    assert line(None, "ko") == "Ours. View 성향 미확인"
    assert line({**unknown, "other": Rating(basis="inferred", value=1, why=Text(en="so"))}) == "Ours."


def test_an_alignment_says_how_far_it_goes_and_what_it_does_not_cover() -> None:
    """Scope stands in brackets, a note after it; both may be absent."""
    texts, cites = brief_texts(), ("s#P1",)
    bare = Alignment(basis="stated", cites=cites, kind="split")
    whole = Alignment(basis="stated", cites=cites, kind="split", scope=Text(en="by party"), note=Text(en="Not all."))
    assert (texts.alignment(bare), texts.alignment(whole)) == ("split", "split (by party). Not all.")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "–"),
        (3, "+3"),
        (-2, "-2"),
        (12.5, "+12.5"),
        (-37.54, "-37.5"),
        (Fraction(25, 2), "+12.5"),
        (100.0, "+100"),
    ],
)
def test_a_number_is_written_with_its_sign(number: float, said: str) -> None:
    """Whole numbers have no fraction, others one digit; zero is a dash, or what is asked for."""
    assert format_signed(number) == said
    assert (format_signed(0, "0"), format_signed(-1, minus="−")) == ("0", "−1")


@pytest.mark.parametrize(
    ("lang", "alone", "with_caution"),
    [("en", "2.7 %: share", "2.7 %: share (clear it)"), ("ko", "2.7%: 비율", "2.7%: 비율(확인 필요)")],
)
def test_a_figure_says_what_it_counts_and_what_to_clear(lang: str, alone: str, with_caution: str) -> None:
    """A percent sign and brackets stand as the language sets them."""
    texts, what = brief_texts(lang=lang), Text(en="share", ko="비율")
    assert texts.figure(Figure(value="2.7 %", what=what)) == alone
    assert texts.figure(Figure(value="2.7 %", what=what, caution=Text(en="clear it", ko="확인 필요"))) == with_caution


def test_the_day_of_a_mark_is_plain_in_english_and_dotted_in_korean() -> None:
    """`2026-01-05` sorts as it stands; in Korean it reads as dates do there."""
    assert [brief_texts(lang=lang).marked_day("2026-01-05") for lang in languages()] == ["2026-01-05", "2026. 1. 5."]
