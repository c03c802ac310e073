"""How a Word document looks where no house style is given: fonts, sizes, page, running head and page numbers."""

from typing import Any

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from kbrief.model import Lang
from kbrief.pages.document import Meta

LATIN: dict[Lang, str] = {"en": "Calibri", "ko": "맑은 고딕"}
HANGUL = "맑은 고딕"
"""The fonts: those that Word and Hancom have where Korean is read."""

SIDE, TOP, BOTTOM, EDGE = 17, 16, 15, 7
CARD_SIDE, CARD_END, CARD_EDGE = 8, 19, 5
"""The margins, and how far running head and foot stand from its edge, of pages and of cards, in millimeters."""

SIZES = {"Title": 1.55, "Heading 1": 1.15, "Heading 2": 1.1, "Heading 3": 1.0, "Caption": 1.0, "Normal": 1.0}
SPACES = {"Title": (0, 4), "Heading 1": (7, 3), "Heading 2": (6, 2), "Heading 3": (5, 2), "Caption": (6, 2),
          "Normal": (0, 3), "List Bullet": (0, 1)}  # fmt: skip
"""The size of text by style, as a multiple of the text's own, and the points of space before and after."""

LEADING: dict[Lang, float] = {"en": 1.15, "ko": 1.25}
"""The distance of lines by the size of text: set, as it would differ with the font that stands in for ours."""

CELL, SMALL = "kbrief Cell", "kbrief Small"
CELL_SIZE, CARD_HEADING = 0.9, 1.1
"""The styles of text in tables and of small print, and their size."""

NEVER_LAST = "$([{‘“〈《「『【〔（［｛￡￥"  # noqa: RUF001 - the full-width signs are meant
NEVER_FIRST = "!%),.:;?]}’”…〉》」』】〕！％），．：；？］｝℃"  # noqa: RUF001 - the full-width signs are meant
"""The signs that no line of Korean ends with, and those that none begins with."""


def apply_styles(word: Word, meta: Meta, size: float) -> None:
    """Give a document our look, with text of a size in points."""
    _set_fonts(word, meta)
    for name, multiple in SIZES.items():
        word.styles[name].font.size = _points(size * (min(multiple, CARD_HEADING) if meta.is_card else multiple))
    for name, (before, after) in SPACES.items():
        _space(word.styles[name], before, after, size * SIZES.get(name, 1) * LEADING[meta.lang])
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        _make_plain(word.styles[name])
    for name, after in ((CELL, 0), (SMALL, SPACES["Normal"][1])):
        small = word.styles.add_style(name, 1)
        small.base_style = word.styles["Normal"]
        part = 1.0 if meta.size else CELL_SIZE
        small.font.size = _points(size * part)
        _space(small, 0, after, size * part * LEADING[meta.lang])
    _set_bullet(word, "○" if meta.lang == "ko" else "•")
    _set_breaks(word)
    _set_page(word, meta)


def _points(size: float) -> Length:
    """Return the largest size up to this one that Word knows: it counts in half points."""
    return Pt(int(size * 2) / 2)


def _set_fonts(word: Word, meta: Meta) -> None:
    """Name the fonts, East Asian ones too, in the defaults and in every style; no theme may override them."""
    styles = word.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for script, family in (
            ("ascii", LATIN[meta.lang]),
            ("hAnsi", LATIN[meta.lang]),
            ("eastAsia", HANGUL),
            ("cs", LATIN[meta.lang]),
        ):
            fonts.set(qn(f"w:{script}"), family)
    latin = "en-US" if meta.text_language.split("-")[0] in {"en", "ko"} else meta.text_language
    for spoken in styles.iter(qn("w:lang")):
        spoken.set(qn("w:val"), latin)  # of Latin letters: as Korean, their words would be parted anywhere
        spoken.set(qn("w:eastAsia"), "ko-KR")


def _space(style: Any, before: float, after: float, line: float) -> None:
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), Pt(round(line, 1))


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


def _set_breaks(word: Word) -> None:
    """Add no blank where Hangul meets letters and digits; name the signs that no line of Korean ends or begins with."""
    defaults = next(word.styles.element.iter(qn("w:pPrDefault"))).find(qn("w:pPr"))
    for tag in ("w:autoSpaceDN", "w:autoSpaceDE"):
        switch = OxmlElement(tag)
        switch.set(qn("w:val"), "0")
        defaults.insert(0, switch)
    after = next(word.settings.element.iter(qn("w:characterSpacingControl")))
    for tag, signs in (("w:noLineBreaksBefore", NEVER_FIRST), ("w:noLineBreaksAfter", NEVER_LAST)):
        rule = OxmlElement(tag)
        rule.set(qn("w:lang"), "ko-KR")
        rule.set(qn("w:val"), signs)
        after.addnext(rule)


def _set_page(word: Word, meta: Meta) -> None:
    section, is_card = word.sections[0], meta.is_card
    section.page_width, section.page_height = (Mm(side) for side in meta.page_size)
    section.left_margin = section.right_margin = Mm(CARD_SIDE if is_card else SIDE)
    section.top_margin, section.bottom_margin = (Mm(side) for side in ((CARD_END,) * 2 if is_card else (TOP, BOTTOM)))
    section.header_distance = section.footer_distance = Mm(CARD_EDGE if is_card else EDGE)
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
