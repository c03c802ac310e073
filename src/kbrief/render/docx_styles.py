"""Apply the default style of Word documents: fonts, sizes, page, header and page numbers."""

from typing import Any

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from kbrief.model import Lang
from kbrief.pages.meta import Meta

#: The fonts that Word and Hancom have on Korean computers.
LATIN_FONTS: dict[Lang, str] = {"en": "Calibri", "ko": "맑은 고딕"}
HANGUL_FONT = "맑은 고딕"

#: The margins of pages and of cards, and the distance of header and footer from the edge, in millimeters.
SIDE, TOP, BOTTOM, EDGE = 17, 16, 15, 7
CARD_SIDE, CARD_END, CARD_EDGE = 8, 19, 5

#: The font size of each style, as a multiple of the text's, and the space before and after it, in points.
SIZES = {"Title": 1.55, "Heading 1": 1.15, "Heading 2": 1.1, "Heading 3": 1.0, "Caption": 1.0, "Normal": 1.0}
SPACES = {"Title": (0, 4), "Heading 1": (7, 3), "Heading 2": (6, 2), "Heading 3": (5, 2), "Caption": (6, 2),
          "Normal": (0, 3), "List Bullet": (0, 1)}  # fmt: skip

#: The distance of lines as a multiple of the font size: fixed, as it would differ with a substituted font.
LINE_SPACING: dict[Lang, float] = {"en": 1.15, "ko": 1.25}

#: The names of the styles for tables and for small print, and their font size as a multiple of the text's.
CELL, SMALL = "kbrief Cell", "kbrief Small"
CELL_SIZE, CARD_HEADING = 0.9, 1.1

#: The characters that no line of Korean ends with, and those that none begins with.
FORBIDDEN_AT_LINE_END = "$([{‘“〈《「『【〔（［｛￡￥"  # noqa: RUF001 - the full-width signs are meant
FORBIDDEN_AT_LINE_START = "!%),.:;?]}’”…〉》」』】〕！％），．：；？］｝℃"  # noqa: RUF001 - the full-width signs are meant


def apply_styles(word: Word, meta: Meta, size: float) -> None:
    """Apply the default style to a document, with text of `size` points."""
    _set_fonts(word, meta)
    for name, multiple in SIZES.items():
        word.styles[name].font.size = _in_half_points(
            size * (min(multiple, CARD_HEADING) if meta.is_card else multiple)
        )
    for name, (before, after) in SPACES.items():
        _set_spacing(word.styles[name], before, after, size * SIZES.get(name, 1) * LINE_SPACING[meta.lang])
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        _style_heading(word.styles[name])
    small_size = size * (1.0 if meta.size else CELL_SIZE)
    for name, after in ((CELL, 0), (SMALL, SPACES["Normal"][1])):
        small = word.styles.add_style(name, 1)
        small.base_style = word.styles["Normal"]
        small.font.size = _in_half_points(small_size)
        _set_spacing(small, 0, after, small_size * LINE_SPACING[meta.lang])
    _set_bullet(word, "○" if meta.lang == "ko" else "•")
    _set_line_breaks(word)
    _set_page(word, meta)


def _in_half_points(size: float) -> Length:
    """Return a font size rounded down to half points, the unit of Word."""
    return Pt(int(size * 2) / 2)


def _set_fonts(word: Word, meta: Meta) -> None:
    """Set the fonts, East Asian ones too, in the defaults and in every style, so that no theme overrides them."""
    styles = word.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), HANGUL_FONT if script == "eastAsia" else LATIN_FONTS[meta.lang])
    latin = "en-US" if meta.text_language.split("-")[0] in {"en", "ko"} else meta.text_language
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), latin)  # as Korean, Latin words would be broken anywhere
        language.set(qn("w:eastAsia"), "ko-KR")


def _set_spacing(style: Any, before: float, after: float, line: float) -> None:
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), Pt(round(line, 1))


def _style_heading(style: Any) -> None:
    """Make a heading bold and black, without the border and the letter spacing of Word's own."""
    style.font.bold, style.font.italic = True, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.keep_with_next = True
    for tag in ("w:pBdr", "w:spacing", "w:kern"):
        for element in [*style.element.iter(qn(tag))]:
            if tag == "w:pBdr" or element.getparent().tag == qn("w:rPr"):
                element.getparent().remove(element)


def _set_bullet(word: Word, mark: str) -> None:
    """Set the mark before the items of lists."""
    numbering = word.part.numbering_part.element
    for level in numbering.iter(qn("w:lvl")):
        style = level.find(qn("w:pStyle"))
        if style is not None and style.get(qn("w:val")) == "ListBullet":
            level.find(qn("w:lvlText")).set(qn("w:val"), mark)
            for fonts in [*level.iter(qn("w:rFonts"))]:
                fonts.getparent().remove(fonts)


def _set_line_breaks(word: Word) -> None:
    """Add no space between Hangul and letters or digits, and set the line breaking rules of Korean."""
    defaults = next(word.styles.element.iter(qn("w:pPrDefault"))).find(qn("w:pPr"))
    for tag in ("w:autoSpaceDN", "w:autoSpaceDE"):
        switch = OxmlElement(tag)
        switch.set(qn("w:val"), "0")
        defaults.insert(0, switch)
    after = next(word.settings.element.iter(qn("w:characterSpacingControl")))
    for tag, signs in (
        ("w:noLineBreaksBefore", FORBIDDEN_AT_LINE_START),
        ("w:noLineBreaksAfter", FORBIDDEN_AT_LINE_END),
    ):
        rule = OxmlElement(tag)
        rule.set(qn("w:lang"), "ko-KR")
        rule.set(qn("w:val"), signs)
        after.addnext(rule)


def _set_page(word: Word, meta: Meta) -> None:
    """Set the paper, the margins, the marking in the header and the page numbers in the footer."""
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
    """Add a field, such as the page number, that the word processor fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(paragraph.add_run("1").font.element)
    paragraph.paragraph_format.element.append(field)
