"""Words of likelihood and confidence in drafts."""

import pytest
from lint_builders import linted, told

from kbrief.lint.likelihood import ICD_ROWS, confidences, korean_likelihoods, likelihoods
from kbrief.model.likelihood import PHIA


@pytest.mark.parametrize("word", [*ICD_ROWS[0], *ICD_ROWS[1], *PHIA])
def test_every_word_of_a_yardstick_is_found_whole(word: str) -> None:
    """The longest word counts: `very likely` is not `likely`, and a line may end within it."""
    text = f"that is {word.replace(' ', chr(10))}."
    assert [said.word for said in likelihoods(text)] == [word]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("it will probably rain", "probable"),
        ("it will almost certainly rain", "almost certain"),
        ("a remote possibility", "remote"),
        ("the odds are remote.", "remote"),
    ],
)
def test_other_forms_of_a_word(text: str, word: str) -> None:
    """Beside a verb a word has another ending; prospects are called remote before and after."""
    assert [said.word for said in likelihoods(text)] == [word]


@pytest.mark.parametrize(
    "text", ["a remote island", "it is a remote island", "remotely", "likelihood", "improbably", "unlikeliest"]
)
def test_other_words_are_not(text: str) -> None:
    """Islands are remote too; longer words are other words."""
    assert list(likelihoods(text)) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("with high confidence", "high confidence"),
        ("a moderate level of confidence", "moderate level of confidence"),
        ("low-to-moderate confidence", "low-to-moderate confidence"),
        ("our confidence is low", "confidence is low"),
        ("confidence level: high", "confidence level: high"),
        ("our confidence in this assessment remains very high", "confidence in this assessment remains very high"),
        ("high confidence in that judgment", "high confidence"),
        ("highly confident that", "highly confident that"),
        ("신뢰도는 중간", "신뢰도"),
        ("높은 수준의 확신", "높은 수준의 확신"),
    ],
)
def test_confidence(text: str, word: str) -> None:
    """How sure a judgment is can be said in several ways."""
    assert [said.word for said in confidences(text)] == [word]


@pytest.mark.parametrize(
    "text",
    ["we have confidence in you", "highly confident", "high confidence in you", "build confidence", "확신합니다"],
)
def test_trust_is_no_confidence_level(text: str) -> None:
    """Confidence in someone is no statement on a judgment."""
    assert list(confidences(text)) == []


def test_likelihood_and_confidence_in_one_sentence() -> None:
    """Both in one sentence are told, in either language; in two sentences, or cells of a table, they may stand."""
    rule = "likelihood-with-confidence"
    assert told("It is likely, with high confidence, that it rains.") == [(rule, "high confidence")]
    assert told("도발 가능성이 매우 높고 신뢰도는 중간임") == [(rule, "신뢰도")]
    assert told("It is likely. Our confidence is high.") == []
    assert told("| a test | likely | high confidence |") == []
    assert told("| a test | likely, high confidence |") == [(rule, "high confidence")]
    assert [said.word for said in korean_likelihoods("가능성은 낮음, 가능성")] == ["가능성은 낮음"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is likely. It is probable.", [("probable", "likely", "likely")]),
        ("It is very likely, likely or highly probable.", [("highly probable", "very likely", "very likely")]),
        ("probable, improbable, unlikely", [("unlikely", "probable", "improbable")]),
        ("highly likely and likely and unlikely", []),
        ("highly likely and very likely", [("highly likely", "very likely", "very likely")]),
        ("a realistic possibility; almost no chance; very unlikely", [
            ("realistic possibility", "almost no chance", "roughly even chance")]),
        ("likely and unlikely", []),
        ("nothing", []),
    ],
)  # fmt: skip
def test_mixed_rows(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Words of another row than most are told, with the row's word for the nearest band."""
    found = [one for one in linted(text).findings if one.rule == "mixed-likelihood"]
    assert [(one.quote, one.other, one.instead) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("가능성이 높음. 개연성은 매우 낮다.", [("개연성은 매우 낮다", "가능성이 높음", "가능성은 매우 낮다")]),
        ("확률이 높고, 가능성이 크고, 가능성이 작은", [("확률이 높고", "가능성이 크고", "가능성이 높고")]),
        ("가능성이 높음. 거의 확실함. 가능성 작업, 확률 60%, 공산당", []),
        ("likely, 개연성이 높음", []),
    ],
)
def test_korean_likelihood_keeps_to_one_noun(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Words with another noun than most are told, with the same words made with the usual noun."""
    found = [one for one in linted(text).findings if one.rule == "mixed-likelihood"]
    assert [(one.quote, one.other, one.instead) for one in found] == expected
