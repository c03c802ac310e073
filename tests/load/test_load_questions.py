"""The questions that the other side may ask: as a desk writes them, and those of the shipped brief."""

import re
from pathlib import Path

import pytest
from load_builders import HEADER, OFFICE, POINT, file, said

from kbrief import load_brief
from kbrief.decide.trace import trace
from kbrief.model import Lang, Point
from kbrief.model.claims import all_claims

POINTS = load_brief(Path(__file__).parent.parent.parent).points


def asked(*questions: str) -> str:
    """Return the point of the builders with questions."""
    return POINT + "    questions:\n" + "".join(f"      - {question}\n" for question in questions)


def test_a_question_is_addressed_by_its_number(tmp_path: Path) -> None:
    """The claim of a question is its answer, and its path is that of the question."""
    questions = asked(
        "{ask: Why so little?, answer: {text: It is what we have., basis: unknown}}",
        "{ask: Since when?, answer: {text: Since last year., basis: inferred, why: The budget says so.}}",
    )
    place = file(tmp_path / "b.yaml", HEADER, OFFICE, questions)
    assert said(place) == []
    brief = load_brief(place.path)
    paths = [placed.path for placed in all_claims(brief) if "questions" in placed.path]
    assert paths == ["budget.questions.1", "budget.questions.2"]
    (found,) = trace(brief, "budget.questions.2").claims
    assert found.claim is brief.points[0].questions[1].answer


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("{ask: Why?}", "missing-key: "),
        ("{answer: {text: No., basis: unknown}}", "missing-key: "),
        (
            "{ask: Why?, answer: {text: No., basis: inferred}}",
            "inferred-without-reason: budget.questions.1 is inferred",
        ),
        ("{ask: Why?, answer: {text: No., basis: stated}}", "stated-without-citation: budget.questions.1 is stated"),
        ("{ask: Why?, answer: {text: No., basis: stated, cites: [gone#P1]}}", "unknown-"),
        ("{ask: Why?, answer: {text: No., basis: unknown}, who: x}", "unknown-key: "),
    ],
)
def test_an_answer_is_held_to_the_rules_of_claims(question: str, problem: str, tmp_path: Path) -> None:
    """An answer needs its basis as every claim does; a question needs both halves and takes nothing else."""
    (found,) = said(file(tmp_path / "b.yaml", HEADER, OFFICE, asked(question)))
    assert found.startswith(problem)


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.id)
def test_every_point_of_the_shipped_brief_has_short_answers(point: Point) -> None:
    """Two or three questions; an answer can be said in half a minute, in sentences that can be followed."""
    assert len(point.questions) in {2, 3}
    for question in point.questions:
        text = question.answer.text
        assert question.ask.en
        assert question.ask.en.endswith("?")
        assert question.ask.ko
        assert question.ask.ko.endswith("?")
        assert len((text.en or "").split()) <= 50
        assert max(len(sentence.split()) for sentence in re.split(r"(?<=[.?!;]) ", text.en or "")) <= 30
        assert len(text.ko or "") <= 120


def test_no_answer_quotes_a_figure_that_is_to_be_cleared() -> None:
    """An answer is said aloud to a counterpart: no number stands in any, in either language."""
    answers = [question.answer.text for point in POINTS for question in point.questions]
    assert len(answers) > 38
    assert [text.en for text in answers if re.search(r"\d", text.en or "")] == []
    assert [text.ko for text in answers if re.search(r"\d(?!국|쪽)", text.ko or "")] == []


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_point_has_terms_in_each_language(lang: Lang) -> None:
    """A draft raises a point in either language, and no term stands there twice."""
    for point in POINTS:
        terms = getattr(point.terms, lang)
        assert terms
        assert len({term.casefold() for term in terms}) == len(terms)


def test_common_ground_is_stated_only_where_a_paragraph_speaks_of_both_sides() -> None:
    """A favorable US view without a party is a reading: P19 (bipartisan) and P18 (a stark difference) alone state."""
    rated = {point.id: rating for point in POINTS for rating in point.readings("common", None)}
    stated = {name: rating for name, rating in rated.items() if rating.basis == "stated"}
    assert {name: (rating.value, rating.cites) for name, rating in stated.items()} == {
        **dict.fromkeys(
            ("shipbuilding", "fighter-jets", "artillery-missiles", "technology-cooperation"), (1, ("pacnet-77#P19",))
        ),
        **dict.fromkeys(("trilateral", "regional-architecture"), (-1, ("pacnet-77#P18",))),
        "multilateral-systems": (-2, ("pacnet-77#P18",)),
    }
    inferred = {name for name, rating in rated.items() if rating.basis == "inferred"}
    assert inferred == {"defense-budget", "camp-humphreys", "regional-effort", "euro-atlantic-link", "ncg"}
