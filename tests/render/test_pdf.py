"""PDF through typst."""

import pytest
from export_documents import figure, hostile, meta, sample

from kbrief.errors import OutputError
from kbrief.model import Lang
from kbrief.pages.document import Document, Paragraph, Row, Table
from kbrief.pages.meta import Meta
from kbrief.render.charts import to_svg
from kbrief.render.typst import to_pdf, to_png


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_pdf_is_tagged_and_the_same_each_time(lang: Lang) -> None:
    """It declares PDF/UA-1, its language and its title; the same day gives the same bytes, another day others."""
    made = to_pdf(sample(lang), meta(lang))
    assert made == to_pdf(sample(lang), meta(lang))
    assert made.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert f"<dc:language><rdf:Bag><rdf:li>{lang}".encode() in made
    assert made != to_pdf(sample(lang), meta(lang)._replace(date=meta(lang).date.replace(day=1)))


def test_markup_in_data_is_never_run() -> None:
    """A text that typst would run is set as it stands: `#panic()` stops nothing."""
    assert to_pdf(hostile(), Meta("ko", "#panic()", meta("ko").date, "#let", "#panic()")).startswith(b"%PDF")


def test_without_marking_title_and_author_there_is_still_a_page() -> None:
    """The document's own title serves where none is told."""
    assert to_pdf(Document("T"), Meta("en", "", meta("en").date)).startswith(b"%PDF")


def test_every_syllable_and_sign_of_korean_papers_is_in_the_shipped_fonts() -> None:
    """All 11,172 syllables, the signs of Korean papers and common Hanja can be set with our fonts, in bold too."""
    syllables = "".join(chr(code) for code in range(0xAC00, 0xD7A4))
    signs = bytes.fromhex("a1b2a1b3a1b4a1b5a1b6a1b7a1b8a1b9a1bad0").decode("euc_kr", "ignore")
    signs += "□○●◎△▲▽▼※【】①②③㉮·—−~≥≤≠±→←↑↓…€₩℃㎞㎡㈜美中日北南韓露佛獨英新舊前現元故"
    for lang, rows in (("ko", syllables), ("en", signs)):
        blocks = (Paragraph(rows), Paragraph(rows, "strong"))
        made = to_pdf(Document("T", (), blocks), meta("ko" if lang == "ko" else "en"))
        assert len(made) > 10_000


def test_a_cell_longer_than_a_page_is_parted() -> None:
    """A long text in a cell runs on to the next page: more text, more pages."""
    table = sample().blocks[7]
    assert isinstance(table, Table)
    grown = table._replace(rows=(Row(("1", "many words " * 3000, "+1")),))
    assert len(to_pdf(Document("T", (), (grown,)), meta("en"))) > 2 * len(
        to_pdf(Document("T", (), (table,)), meta("en"))
    )


def test_picture_becomes_png_and_a_broken_one_is_an_error() -> None:
    """A picture is drawn at the resolution asked for; what is no picture is told as such."""
    made = to_png(to_svg(figure("ko")))
    assert made.startswith(b"\x89PNG")
    assert len(to_png(to_svg(figure("ko")), 400)) > len(made)
    with pytest.raises(OutputError, match="typst failed"):
        to_png("<svg")


def test_a_character_that_no_font_has_is_no_box_in_a_picture() -> None:
    """A picture alone is refused as a page is: the character is named."""
    with pytest.raises(OutputError, match=r"U\+10FFFD"):
        to_png(to_svg(figure("en", "ships \U0010fffd")))
