"""Terms found in drafts, and not found inside other words."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lint_builders import POINTS, named

from kbrief.lint.inflections import inflections
from kbrief.lint.term_patterns import parse_term
from kbrief.lint.terms import IndexedDraft, find_terms, index_draft
from kbrief.lint.text import fold, sentence_starts


def read(text: str) -> IndexedDraft:
    return index_draft(text, fold(text), sentence_starts(text))


def quotes(term: str, text: str) -> list[str]:
    point = named("p", "hold", (term,)) if term.isascii() else named("p", "hold", (), (term,))
    return [hit.quote for hit in find_terms([point], read(text))]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("NCG", "the NCG."),
        ("NCG", "NCG's work"),
        ("NCG", "two NCGs"),
        ("NCG", "NCG의 성과"),
        ("NCG", "(NCG)"),
        ("OPCON", "Opcon transition"),
        ("defense budget", "Defence budgets"),
        ("defense budget", "defense\n   budget"),
        ("mobilization plan", "mobilisation plans"),
        ("defense budget", "the defense-budget share"),
        ("value-based alliance", "value based alliances"),
        ("friend-shoring", "friendshoring"),
        ("Euro-Atlantic", "Euro\u2013Atlantic"),
        ("shared values", "a shared value"),
        ("prior policies", "prior policy"),
        ("policy", "policies"),
        ("bus", "buses"),
        ("boxes", "box"),
        ("respond jointly", "responded jointly"),
        ("link Europe", "linking Europe"),
        ("redeployment of US forces", "redeployments of US forces"),
        ("2.7 %", "just 2.7% of"),
        ("2.7%", "just 2.7 % of"),
        ("핵협의그룹", "핵협의그룹의"),
        ("핵협의그룹", "핵협의그룹에서는"),
        ("핵협의그룹", "핵협의그룹(NCG)"),
        ("국방 예산", "국방예산을"),
        ("국방 예산", "국방\n예산"),
        ("가치동맹", "가치동맹이라는"),
        ("한·미·일", "한ㆍ미ㆍ일 협력"),
        ("로우급(Low급) 전투기", "로우급(Low급)전투기로"),
        ("인태-유럽", "인태\u2013유럽 연계"),
        ("NATO 협력", "NATO 협력도"),
        ("NCG", "_NCG_"),
        ("NCG", "__NCG__의"),
        ("NCG", "한미NCG하에서"),
        ("NCG", "NCG였습니다"),
        ("NCG", "제4차NCG뿐만"),
        ("Camp Humphreys", "Camp\nHumphreys’ role"),
        ("Humphreys", "Humphreys's"),
        ("artillery and missiles", "artillery & missiles"),
        ("technology cooperation", "technology co-operation"),
        ("technology cooperation", "technology coop-\n  eration"),
        ("friend-shoring", "friend-\nshoring"),
        ("US-ROK-Japan", "U.S.–ROK–Japan"),
        ("US-ROK-Japan", "US/ROK/Japan"),
        ("redeployment of US forces", "redeployment of U.S. forces"),
        ("국방비", "국방비증액을"),
        ("국방비", "한국국방비"),
        ("국방 예산", "국방예산안"),
        ("전작권", "전작권전환논의가"),
        ("주한미군 재배치", "주한미군재배치시"),
        ("주한미군 감축", "주한미군감축을"),
        ("주한미군 감축", "주한미군 감축설은"),
        ("확장억제", "확장억제강화에서의"),
        ("방위비", "방위비분담금"),
        ("핵협의그룹", "한미핵협의그룹"),
        ("가치 공유", "가치를 공유하는"),
        ("가치 공유", "가치를 공유합니다"),
        ("정책 연속성", "정책의 연속성이"),
        ("나토 협력", "나토와의 협력"),
        ("다자주의", "다자주의적"),
        ("가치동맹", "가치동맹이야말로"),
        ("한·미·일", "한미일협력"),
        ("한·미·일", "한-미-일"),
        ("한·미·일", "한, 미, 일이"),
        ("韓·美·日", "韓美日은"),
    ],
)
def test_a_term_is_found_as_people_write_it(term: str, text: str) -> None:
    """Inflected, hyphenated, wrapped, broken, underlined, with Korean particles, verbs and nouns in the same word."""
    assert len(quotes(term, text)) == 1


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("NCG", "ncg or NCGA or XNCG"),
        ("policy", "policyholder, megapolicy"),
        ("shipyard", "shipyardsman"),
        ("defense budget", "defense\n\nbudget"),
        ("2.7 %", "12.7 % and 2.75 %"),
        ("of", "offer"),
        ("국방비", "국방비서관"),
        ("조선업", "조선업자"),
        ("다자주의", "소다자주의"),
        ("핵협의그룹", "핵협의그룹회의장"),
        ("가치동맹", "가치동맹국"),
        ("한미일", "한미일보"),
        ("한미일", "한미일정표"),
        ("한미일", "한미일시"),
        ("조선소", "조선소년단"),
        ("화포", "소화포"),
        ("경전투기", "경전투기지"),
        ("한·미·일", "한 미일보"),
        ("주한미군 감축", "비주한미군 감축"),
        ("NCG", "NCG_list, my_NCG"),
        ("Humphreys", "Humphrey Bogart"),
        ("Camp David", "Camp\u2029\nDavid"),
        ("US forces", "use forces"),
        ("...", "wait..."),
        ("%", "5 %"),
    ],
)
def test_a_term_is_not_found_inside_another_word(term: str, text: str) -> None:
    """Longer words, other numbers and another paragraph are something else; signs alone are no term."""
    assert quotes(term, text) == []


def test_the_longest_of_overlapping_terms_counts() -> None:
    """Where terms overlap the longest wins, for the points that have it; equals count for all who have them."""
    text = "the multilateral body and the body, 다자협의체와 협의체"
    found = [(hit.points, hit.quote) for hit in find_terms(POINTS, read(text))]
    assert found == [
        (("systems",), "multilateral body"),
        (("bodies",), "body"),
        (("systems",), "다자협의체"),
        (("bodies",), "협의체"),
    ]
    both = (named("a", "hold", ("joint plan",)), named("b", "hold", ("Joint plan", "plan")))
    assert [hit.points for hit in find_terms(both, read("joint plans"))] == [("a", "b")]


def test_forms_of_a_word() -> None:
    """Singular and plural are formed both ways; a verb's forms only within a phrase; short words have one form."""
    assert inflections("budget") == {"budget", "budgets"}
    assert inflections("bodies") == {"bodies", "body"} | {"bodieses"}
    assert {"linked", "linking", "links"} <= inflections("link", is_phrase=True)
    assert {"defence", "defenses", "defending"} & inflections("defense") == {"defence", "defenses"}
    assert inflections("of") == {"of"}
    assert inflections("humphreys", is_name=True) == {"humphreys"}
    assert parse_term("…") is None


@given(st.text(string.ascii_lowercase, min_size=3, max_size=9), st.sampled_from(["", "s", "'s", "’s", ".", ",", "를"]))
def test_any_word_is_found_before_any_ending(word: str, ending: str) -> None:
    """A term between blanks is found with whatever may follow it, at its place."""
    word = f"{word}k"
    point = named("p", "hold", (word,))
    text = f"x {word}{ending} y"
    found = find_terms([point], read(text))
    assert [hit.start for hit in found if hit.start == 2] == [2]
