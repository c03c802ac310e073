"""Text folded for comparison, and the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbrief.lint.text import alternation, fold, join_hyphens, line_starts, on_one_line


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Plain ASCII", "plain ascii"),
        ("한·미・일 ㆍ • –—−", "한·미·일 · · ---"),
        ("don’t \u2018x’", "don't 'x'"),
        ("\uff12\uff0e\uff17\uff05 \uff27\uff24\uff30", "2.7% gdp"),
        ("N\u200bC\u00adG", "ncg"),
        (unicodedata.normalize("NFD", "핵협의그룹 é"), "핵협의그룹 é"),
        ("Straße ½", "strasse 1\u20442"),
        ("Maß", "mass"),
        ("\u3000a\u00a0b", " a b"),
    ],
)
def test_what_people_type_alike_is_alike(text: str, folded: str) -> None:
    """Width, case, composed letters, dots, dashes and apostrophes make no difference; what is not seen is gone."""
    assert fold(text).text == folded


@given(st.text())
def test_every_character_has_its_place_in_the_original(text: str) -> None:
    """Places never fall, lie within the original, and the last one is its length."""
    folded = fold(text)
    places = list(folded.offsets)
    assert len(places) == len(folded.text) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)
    assert folded.origin(0, len(folded.text)) == (places[0], len(text))


@given(st.text(st.characters(codec="ascii")))
def test_ascii_is_only_made_small(text: str) -> None:
    """Plain text keeps its places."""
    assert fold(text) == (text.lower(), range(len(text) + 1))


def test_small_helps() -> None:
    """A piece is shown on one line without what is not seen; lines start after each line feed; longest go first."""
    assert on_one_line(" N\u200bC\n  G ") == "NC G"
    assert line_starts("a\n\nb\n") == [0, 2, 3, 5]
    assert alternation({"b", "ab", "a"}) == "ab|a|b"


def test_words_broken_at_the_end_of_a_line_are_mended() -> None:
    """A hyphen between letters at the end of a line goes with it, and places are those of before."""
    (whole,) = join_hyphens(fold("Multi-\n  lateral one-\n two 2-\n3 -\n"))
    assert whole.text == "multilateral onetwo 2-\n3 -\n"
    assert [whole.offsets[place] for place in (4, 5, 12, 15, len(whole.text))] == [4, 9, 16, 19, 34]
    assert list(join_hyphens(fold("- a\n- b"))) == []
