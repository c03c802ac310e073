"""How a Word document looks where no house style is given: fonts, sizes, page, running head and page numbers."""

from typing import Any

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from kbrief.export.meta import Meta
from kbrief.model import Lang

LATIN: dict[Lang, str] = {"en": "Calibri", "ko": "맑은 고딕"}
HANGUL = "맑은 고딕"
"""The fonts: those that Word and Hancom have where Korean is read."""

PAGE = {"en": (215.9, 279.4), "ko": (210.0, 297.0)}
MARGIN = 20
"""The page (letter or A4) and its margins in millimeters."""

SIZES = {"Title": 16.0, "Heading 1": 12.0, "Heading 2": 11.0, "Heading 3": 10.0, "Caption": 9.5, "Normal": 10.0}
SPACES = {"Title": (0, 6), "Heading 1": (10, 4), "Heading 2": (8, 3), "Heading 3": (6, 3), "Caption": (8, 3),
          "Normal": (0, 4), "List Bullet": (0, 2)}  # fmt: skip
"""Points of text by style, and of space before and after."""

CELL = "kbrief Cell"
CELL_SIZE = 9.0
"""The style of text in tables, and its size in points."""


def dress(word: Word, meta: Meta) -> None:
    """Give a document our look."""
    _set_fonts(word, meta.lang)
    for name, size in SIZES.items():
        word.styles[name].font.size = Pt(size)
    for name, (before, after) in SPACES.items():
        _space(word.styles[name], before, after)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        _make_plain(word.styles[name])
    cell = word.styles.add_style(CELL, 1)
    cell.base_style = word.styles["Normal"]
    cell.font.size = Pt(CELL_SIZE)
    _space(cell, 0, 0)
    _set_bullet(word, "○" if meta.lang == "ko" else "•")
    _set_page(word, meta)


def _set_fonts(word: Word, lang: Lang) -> None:
    """Name the fonts, East Asian ones too, in the defaults and in every style; no theme may override them."""
    styles = word.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for script, family in (
            ("ascii", LATIN[lang]),
            ("hAnsi", LATIN[lang]),
            ("eastAsia", HANGUL),
            ("cs", LATIN[lang]),
        ):
            fonts.set(qn(f"w:{script}"), family)
    for spoken in styles.iter(qn("w:lang")):
        spoken.set(qn("w:val"), "ko-KR" if lang == "ko" else "en-US")
        spoken.set(qn("w:eastAsia"), "ko-KR")


def _space(style: Any, before: float, after: float) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.1


def _make_plain(style: Any) -> None:
    """Set a heading in bold black, without the border and the letter spacing of Word's own."""
    style.font.bold, style.font.italic = True, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.keep_with_next = True
    for tag in ("w:pBdr", "w:spacing", "w:kern"):
        for found in [*style.element.iter(qn(tag))]:
            if tag == "w:pBdr" or found.getparent().tag == qn("w:rPr"):
                found.getparent().remove(found)


def _set_bullet(word: Word, mark: str) -> None:
    """Make `mark` what stands before the items of lists."""
    numbering = word.part.numbering_part.element
    for level in numbering.iter(qn("w:lvl")):
        style = level.find(qn("w:pStyle"))
        if style is not None and style.get(qn("w:val")) == "ListBullet":
            level.find(qn("w:lvlText")).set(qn("w:val"), mark)
            for fonts in [*level.iter(qn("w:rFonts"))]:
                fonts.getparent().remove(fonts)


def _set_page(word: Word, meta: Meta) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in PAGE[meta.lang])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.alignment = foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(meta.marking).bold = True
    _add_field(foot, "PAGE")
    foot.add_run(" / ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Add a number that the word processor fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(paragraph.add_run("1").font.element)
    paragraph.paragraph_format.element.append(field)
