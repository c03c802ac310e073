"""DOCX through python-docx."""

import zipfile
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from export_documents import DAY, MARKING, hostile, meta, missing, sample, written, xml

from kbrief.errors import BriefError
from kbrief.model import Lang
from kbrief.pages.document import Document, Paragraph
from kbrief.pages.meta import UserTemplate
from kbrief.render.docx import to_docx

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def part(made: bytes, name: str) -> bytes:
    return zipfile.ZipFile(BytesIO(made)).read(name)


def lines(made: bytes) -> list[str]:
    """Return the paragraphs of a document, those in tables too, as Word shows them."""
    paragraphs = docx.Document(BytesIO(made)).element.body.iter(qn("w:p"))
    return ["".join(shown(node) for run in p.iter(qn("w:r")) for node in run) for p in paragraphs]


def shown(node: Any) -> str:
    """Return what a part of a run shows."""
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t", qn("w:t"): node.text}
    return signs.get(node.tag) or ""


def house_style(styles: tuple[str, ...] = ()) -> bytes:
    """Return a Word document with a header of its own, text that is to go, and without some styles."""
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Ministry"
    word.add_paragraph("old text")
    word.add_table(1, 1)
    for name in styles:
        element = word.styles[name].element
        element.getparent().remove(element)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_text_arrives_whole_and_the_same_each_time(lang: Lang) -> None:
    """Every text of the document is in the file; the same input gives the same bytes."""
    made = to_docx(sample(lang), meta(lang))
    assert made == to_docx(sample(lang), meta(lang))
    told = "\n".join(lines(made))
    assert missing(sample(lang), told) <= {MARKING[lang]}
    assert MARKING[lang] in part(made, "word/header1.xml").decode()


def test_markup_in_data_is_text() -> None:
    """What other formats read as markup stands in the paragraphs as it is."""
    told = "\n".join(lines(to_docx(hostile(), meta("en"))))
    assert missing(hostile(), told) == set()


def test_line_breaks_stay() -> None:
    """A text of two lines has two lines."""
    assert "one\ntwo" in lines(to_docx(Document("T", (), (Paragraph("one\ntwo"),)), meta("en")))


@pytest.mark.parametrize(("lang", "font"), [("en", "Calibri"), ("ko", "맑은 고딕")])
def test_fonts_are_named_for_hangul_too_and_no_theme_overrides_them(lang: Lang, font: str) -> None:
    """The defaults and every style name their fonts, the East Asian one too."""
    fonts = list(xml(part(written(".docx", lang), "word/styles.xml")).iter(qn("w:rFonts")))
    assert len(fonts) > 10
    assert {entry.get(qn("w:eastAsia")) for entry in fonts} == {"맑은 고딕"}
    assert {entry.get(qn("w:ascii")) for entry in fonts} == {font}
    assert not [name for entry in fonts for name in entry.attrib if "heme" in name]


def test_tables_repeat_their_head_and_keep_their_rows_whole() -> None:
    """The first row of a table is marked as its head, no row is parted, and empty tables are told or left out."""
    body = docx.Document(BytesIO(written(".docx"))).element.body
    assert len(list(body.iter(qn("w:tblHeader")))) == 1
    assert len(list(body.iter(qn("w:cantSplit")))) == 3
    assert "nothing here" in lines(written(".docx"))


def test_a_heading_stays_with_its_table_and_its_first_row() -> None:
    """The head of a table is kept with the row after it, so that no page ends with a heading alone."""
    body = docx.Document(BytesIO(written(".docx"))).element.body
    (head,) = [row for row in body.iter(qn("w:tr")) if list(row.iter(qn("w:tblHeader")))]
    assert len(list(head.iter(qn("w:keepNext")))) == 4


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_lines_have_a_set_height_but_those_with_a_picture(lang: Lang) -> None:
    """So that the pages come out alike with any font that stands in; a picture needs the height that it has."""
    made = written(".docx", lang)
    normal = docx.Document(BytesIO(made)).styles["Normal"]
    size = normal.font.size
    assert size.pt == 10
    spacing = [node.get(qn("w:lineRule")) for node in normal.element.iter(qn("w:spacing"))]
    assert spacing == ["exact"]
    (picture,) = [p for p in docx.Document(BytesIO(made)).paragraphs if list(p._p.iter(f"{WP}docPr"))]  # noqa: SLF001 - the XML
    assert picture.paragraph_format.line_spacing == 1.0


def test_a_long_memo_is_set_smaller() -> None:
    """The size of text is the one at which what comes before the annexes fits its pages, in steps that Word knows."""
    long = Document("T", (), (Paragraph("Lead with ships and say less of bodies. " * 16),) * 20)
    normal = docx.Document(BytesIO(to_docx(long, meta("en")))).styles["Normal"]
    size = normal.font.size
    assert 8.5 <= size.pt < 10
    assert (size.pt * 2).is_integer()


def test_signs_that_no_korean_line_begins_or_ends_with_are_named() -> None:
    """The rules of line breaks stand in the settings; no blanks are added between Hangul and digits."""
    settings = xml(part(written(".docx", "ko"), "word/settings.xml"))
    rules = {tag: [node.get(qn("w:val")) or "" for node in settings.iter(qn(f"w:noLineBreaks{tag}"))]
             for tag in ("Before", "After")}  # fmt: skip
    assert "】" in rules["Before"][0]
    assert "【" in rules["After"][0]
    styles = xml(part(written(".docx", "ko"), "word/styles.xml"))
    assert [node.get(qn("w:val")) for node in styles.iter(qn("w:autoSpaceDE"))] == ["0"]
    assert {node.get(qn("w:val")) for node in styles.iter(qn("w:lang"))} == {"en-US"}


def test_pictures_have_a_text_that_stands_for_them() -> None:
    """The picture is a PNG with title and description."""
    made = written(".docx", "ko")
    about = next(xml(part(made, "word/document.xml")).iter(f"{WP}docPr"))
    assert about.get("title") == "의제별 위치"
    assert (about.get("descr") or "").startswith("강조: 방산 기반: 조선 +4")
    assert part(made, "word/media/image1.png").startswith(b"\x89PNG")


def test_lists_parts_and_numbers_are_in_place() -> None:
    """Lists have the mark of their language, a part begins a page, the foot counts pages."""
    made = written(".docx", "ko")
    marks = [node.get(qn("w:val")) for node in xml(part(made, "word/numbering.xml")).iter(qn("w:lvlText"))]
    assert "○" in marks
    body = docx.Document(BytesIO(made)).element.body
    assert len(list(body.iter(qn("w:pageBreakBefore")))) == 1
    fields = [node.get(qn("w:instr")) for node in xml(part(made, "word/footer1.xml")).iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_properties_are_what_is_told() -> None:
    """Title, author, language and day are the memo's, not those of the library's own template."""
    about = docx.Document(BytesIO(written(".docx", "ko"))).core_properties
    assert (about.title, about.author, about.language) == ("A memo", "Desk", "ko-KR")
    assert about.created is not None
    assert about.created.date() == DAY
    assert (about.comments, about.keywords) == ("", "")


@pytest.mark.parametrize("absent", [(), ("List Bullet", "Title", "Table Grid", "Caption", "Heading 1")])
def test_house_style_keeps_its_page_and_loses_its_text(absent: tuple[str, ...]) -> None:
    """Header and styles are the office's; its text goes; ours is whole, even where styles are missing."""
    made = to_docx(sample(), meta("en"), UserTemplate("office.docx", house_style(absent)))
    told = "\n".join(lines(made))
    assert "old text" not in told
    assert missing(sample(), told) == set()
    assert docx.Document(BytesIO(made)).sections[0].header.paragraphs[0].text == "Ministry"
    assert made == to_docx(sample(), meta("en"), UserTemplate("office.docx", house_style(absent)))


def not_word() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
    return out.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"plain text", not_word(), house_style()[:2000]], ids=["empty", "text", "zip", "cut"]
)
def test_a_template_that_is_no_word_document_is_an_error(data: bytes) -> None:
    """Whatever is wrong with it, it is told with the name of the file."""
    with pytest.raises(BriefError) as caught:
        to_docx(sample(), meta("en"), UserTemplate("office.docx", data))
    assert caught.value.problems[0].file == "office.docx"
    assert "Word document" in caught.value.problems[0].message
