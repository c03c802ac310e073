"""Markdown whose markup is blanked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbrief.text.addresses import without_addresses
from kbrief.text.markdown import blank_markup
from kbrief.text.marks import PARAGRAPH_END, ZERO_WIDTH


def read(text: str) -> str:
    return blank_markup(text).replace(ZERO_WIDTH, "")


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("---\ntitle: NCG\n---\nText", "Text"),
        ("---\ntitle: NCG\n...\nText", "Text"),
        ("--- \nnever: closed\nText", "never: closed Text"),
        ("Text\n---\nmore\n---", "Text more"),
        ("a\n```py\nNCG\n```\nb", "a b"),
        ("a\n~~~~\nNCG\n~~~\n~~~~\nb", "a b"),
        ("a\n```\nNCG", "a"),
        ("a `NCG` b ``x ` y`` c", "a b c"),
        ("a `open\n\nb` c", "a `open b` c"),
        ("a `b ``c", "a `b ``c"),
        ("a <!-- NCG --> b <!-- open", "a b <!-- open"),
        ("[the NCG](https://x.org/NCG_(a)) and [it][ncg].\n\n[ncg]: https://x.org", "the NCG and it."),
        ("![a picture](p.png) [P8]", "[P8]"),
        ("see https://x.org/NCG, <mailto:a@b.org> www.NCG.org", "see ,"),
        ("<b>N</b>CG and<br>so<p class='x'>on</p>", "NCG and so on"),
        ("the NCG[^1]\n\n[^1]: met *five* times", "the NCG met five times"),
        ("Camp&nbsp;Humphreys &amp; N&#67;G&#0;&shy;&#10; &bogus; AT&T;", "Camp Humphreys & NCG\ufffd &bogus; AT&T;"),
        ("a < b > c <3", "a < b > c <3"),
        ("**N**CG _is_ ~~not~~ ***it***", "NCG is it"),
        ("* item\n*one* snake_case 2 * 3", "item one snake_case 2 * 3"),
        (r"\*not\* \_this\_ C:\dir", "*not* _this_"),
        ("> quoted\n> > twice\n>> more", "quoted twice more"),
    ],
)
def test_prose_is_what_a_reader_reads(text: str, prose: str) -> None:
    """Front matter, code, comments and addresses go; emphasis, links and tags leave their text."""
    assert " ".join(read(text).split()).replace(" .", ".") == prose


PIECES = ["---\n", "```", "~~~\n", "`", "``", "<!--", "-->", "[", "](", ")", "]", "*", "_", "\\", "<b>", "</b>", "<p>",
          "> ", "&amp;", "\n", "\n\n", "word", " ", "https://a.b", "[x]: y"]  # fmt: skip


@given(
    st.one_of(
        st.text(st.characters(exclude_characters="\0")), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
    )
)
def test_every_character_keeps_its_place(text: str) -> None:
    """The prose is as long as the draft, its lines end where they did, and what is left is what stood there."""
    for prose in (blank_markup(text), without_addresses(text)):
        assert len(prose) == len(text)
        for old, new in zip(text, prose, strict=True):
            assert new in {old, " ", ZERO_WIDTH} or new in {PARAGRAPH_END, "#"} or old == "&"
            assert (old == "\n") == (new == "\n")


def test_blocks_of_html_end_sentences() -> None:
    """A tag that ends a paragraph or a cell leaves a sign for that; one for the end of a line does not."""
    assert read("<td>Camp</td><td>David</td>").split() == ["Camp", "David"]
    assert read("a</td>b").count(PARAGRAPH_END) == 1
    assert PARAGRAPH_END not in read("a<br>b <b>c</b>")


def test_text_is_left_alone_but_for_addresses() -> None:
    """In plain text stars and backticks are what they are."""
    assert without_addresses("a *b* `c` http://d.e f") == "a *b* `c`            f"


def test_what_is_not_closed_costs_no_more_than_its_length() -> None:
    """A megabyte of openings that nothing closes is read in one pass."""
    for opening in ("[", "](", "`a ``b ", "<a ", "*a ", "---\n", "```\n", "[a]: \n", "<!--", "\\", ">"):
        text = opening * 100_000
        assert len(blank_markup(text)) == len(text)
