"""Texts that run from right to left are kept apart from the sentence around them."""

import io
import zipfile
from datetime import date

import pytest

from kbrief.i18n.direction import balance_isolates, directed_parts, isolated
from kbrief.pages.document import Document, Fields, Paragraph
from kbrief.pages.meta import Meta
from kbrief.render import render_document

ARABIC, HEBREW = "رصيف السفن", "רציף NATO חדש"


@pytest.mark.parametrize("text", [ARABIC, HEBREW, "NATO רציף"])
def test_such_a_text_is_isolated(text: str) -> None:
    """It stands between the signs whatever its first letter is."""
    assert isolated(text) == f"\u2068{text}\u2069"


@pytest.mark.parametrize("text", ["", "A quay", "부두", "घाट", "Fähre 🚢"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    """Scripts that run from left to right need no signs."""
    assert isolated(text) == text


def test_parts_tell_their_direction() -> None:
    """The signs are gone, and nothing of the text is."""
    parts = directed_parts(f"Lead: {isolated(ARABIC)}; {isolated('NATO רציף')}.")
    assert parts == [("Lead: ", False), (ARABIC, True), ("; ", False), ("NATO רציף", False), (".", False)]
    assert directed_parts("plain") == [("plain", False)]


def test_a_line_of_several_is_balanced() -> None:
    """A sign that stands on another line is made good on this one."""
    assert balance_isolates("\u2068a") == "\u2068a\u2069"
    assert balance_isolates("b\u2069") == "\u2068b\u2069"
    assert balance_isolates("c") == "c"


def test_each_format_keeps_the_direction() -> None:
    """HTML has bdi, Word a run that says so, Markdown and HWPX the signs."""
    told = f"Lead with: {isolated(ARABIC)}, 3."
    document = Document("T", blocks=(Paragraph(told), Fields.of((isolated(HEBREW), told))))
    about = Meta("en", "T", date(2026, 1, 1))
    page = render_document(document, ".html", about).decode()
    assert f'<p class="lines plain">Lead with: <bdi>{ARABIC}</bdi>, 3.</p>' in page
    assert isolated(ARABIC) in render_document(document, ".md", about).decode()
    word = zipfile.ZipFile(io.BytesIO(render_document(document, ".docx", about))).read("word/document.xml").decode()
    assert f"<w:rtl/></w:rPr><w:t>{ARABIC}</w:t>" in word
    assert "\u2068" not in word
    hangul = zipfile.ZipFile(io.BytesIO(render_document(document, ".hwpx", about))).read("Contents/section0.xml")
    assert isolated(ARABIC) in hangul.decode()
