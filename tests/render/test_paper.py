"""The paper of a document: as set, else by language and region, in every format that has pages."""

import io
import re
import zipfile

import pytest
from export_documents import meta, sample

from kbrief.pages.meta import Meta, default_paper
from kbrief.render import render_document

SIZES = {"a4": ("595.27", "11906", "59528", "size: A4;"), "letter": ("612", "12240", "61200", "size: letter;")}


@pytest.mark.parametrize(
    ("language", "paper"),
    [("en", "letter"), ("en-US", "letter"), ("en-GB", "a4"), ("ko", "a4"), ("de", "a4"), ("es-MX", "letter"),
     ("es", "a4"), ("fr-CA", "letter"), ("zh-Hant-TW", "a4")],
)  # fmt: skip
def test_the_usual_paper_is_that_of_language_and_region(language: str, paper: str) -> None:
    """A region decides; without one English is on letter, all else on A4."""
    assert default_paper(language) == paper


def measured(meta: Meta) -> tuple[bool, ...]:
    """Return for each format with pages whether it has the paper of the meta."""
    pdf, docx, hwpx, html = (render_document(sample(), ending, meta) for ending in (".pdf", ".docx", ".hwpx", ".html"))
    point, twip, unit, rule = SIZES[meta.page]
    word = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    hangul = zipfile.ZipFile(io.BytesIO(hwpx)).read("Contents/section0.xml").decode()
    return (
        re.search(rb"/MediaBox ?\[0 0 ([0-9.]+)", pdf)[1].decode().startswith(point),  # type: ignore[index]
        f'w:w="{twip}"' in word,
        re.search(f'<hp:pagePr [^>]*width="{unit}"', hangul) is not None,
        rule in html.decode(),
    )


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_format_has_the_paper_that_is_set(lang: str, paper: str) -> None:
    """PDF, Word, HWPX and the print style of HTML."""
    set_to = meta("ko" if lang == "ko" else "en")._replace(paper="a4" if paper == "a4" else "letter")
    assert measured(set_to) == (True, True, True, True)


def test_a_document_says_the_language_of_its_texts() -> None:
    """A brief in German is marked as German where readers and programs look, though the frame is English."""
    german = meta("en")._replace(language="de")
    assert german.page == "a4"
    pdf, docx, hwpx, html = (
        render_document(sample(), ending, german) for ending in (".pdf", ".docx", ".hwpx", ".html")
    )
    assert b"/Lang(de)" in pdf
    styles = zipfile.ZipFile(io.BytesIO(docx)).read("word/styles.xml").decode()
    assert 'w:lang w:val="de"' in styles
    assert b"<opf:language>de</opf:language>" in zipfile.ZipFile(io.BytesIO(hwpx)).read("Contents/content.hpf")
    assert '<html lang="de">' in html.decode()
