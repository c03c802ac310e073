"""Whether a draft asserts a point, or only has its words."""

import pytest
from lint_builders import known, named

from kbrief.decide.rank import rank
from kbrief.decide.scenario import Scenario
from kbrief.lint.language import is_foreign
from kbrief.lint.lint import LEVELS, lint_text
from kbrief.lint.manuals import MANUALS
from kbrief.model import Point, Term, Terms, Text

PACTS = Terms(
    en=("old pacts", "pact ~ talks", "tea + pact", "OPCON!", "Lake House?"),
    ko=("옛 약속", "호숫집?"),
    near=("alliance", "ROK"),
    unless=("civil", "tea party"),
)


def pacts() -> Point:
    return named("pacts", "minimize").model_copy(update={"terms": PACTS})


def reasons(text: str) -> list[str]:
    """Return why each mention is none that counts, empty for one that does."""
    report = lint_text(rank(known(pacts()), Scenario()), text)
    return [one.reason for one in report.findings if one.rule in {"minimized-raised", "mention-only"}]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The alliance keeps its old pacts.", ""),
        ("Both sides met. They keep the old pacts.", ""),
        ("Seoul and Washington keep old pacts.", ""),
        ("한미 양국은 옛 약속을 지킨다.", ""),
        ("The old pacts stand.", ""),
        ("We call on Pyongyang to keep its old pacts.", "whose"),
        ("Iran broke old pacts. France watched.", "whose"),
        ("북한은 옛 약속을 어겼다.", "whose"),
        ("Peru and France met. Spain and Italy too. France left.\n\nThe old pacts stand.", "nobody"),
        ("The alliance keeps old pacts on the climate.", "matter"),
        ("The alliance keeps old pacts at a tea party.", "matter"),
        ("The alliance has no old pacts.", "denial"),
        ("We of the alliance will not open any of the old pacts.", "denial"),
        ("한미는 옛 약속을 꺼내지 않음", "denial"),
        ('He said: "the alliance and its old pacts are dead".', "quotation"),
        ("> The alliance keeps old pacts.", "quotation"),
        ("The alliance has a pact on which both sides held talks, and tea.", ""),
        ("Pyongyang speaks of OPCON.", ""),
        ("The ROK cabinet met at Lake House.", "place"),
        ("한국 내각이 호숫집에서 만났다.", "place"),
        ("Lake House, Ohio, is far from the ROK.", "place"),
        ("The ROK stands by Lake House.", ""),
        ("Nobody stands by Lake House.", "nobody"),
    ],
)
def test_why_words_do_not_count(text: str, reason: str) -> None:
    """A point counts where its own side is near; others' matters, other subjects, places, quotes, denials do not."""
    assert reasons(text) == [reason]


def test_a_name_to_avoid_raises_what_the_right_one_raises() -> None:
    """What the glossary avoids for a term of a point is a term of that point."""
    entry = Term(term=Text(en="Nuclear Consultative Group (NCG)"), avoid=("Nuclear Talk Group",))
    brief = known().model_copy(update={"glossary": {"group": entry}})
    found = lint_text(rank(brief, Scenario()), "The Nuclear Talk Group met.").findings
    assert [one.rule for one in found] == ["hold-raised", "word-to-avoid", "emphasized-missed"]


def test_words_of_the_method_may_be_used_in_drafts() -> None:
    """An entry that the program itself has asks for other words in briefs, not in drafts."""
    brief = known().model_copy(update={"glossary": {"tension": Term(term=Text(en="tension"), avoid=("issue",))}})
    assert [one.rule for one in lint_text(rank(brief, Scenario()), "An issue.").findings] == ["emphasized-missed"]


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Der Ausstieg kommt, und wir sind nicht die letzten, die das sagen.", True),
        ("La coopération est dans le texte, mais pas dans les faits.", True),
        ("韓米同盟は重要である。", True),
        ("Союз держится на доверии.", True),
        ("The alliance is what we make of it.", False),
        ("한미동맹은 가치동맹이다. NCG가 열렸다.", False),
        ("NCG, OPCON", False),
        ("", False),
    ],
)
def test_the_language_of_a_draft(text: str, foreign: bool) -> None:  # noqa: FBT001 - what is expected
    """Common words and scripts tell other languages from English and Korean."""
    assert is_foreign(text) is foreign


def test_every_rule_has_a_manual() -> None:
    """The names of rules are stable, and each is explained."""
    assert set(MANUALS) == set(LEVELS)
