"""Write a document as DOCX with python-docx, in the default style or in that of a user's Word document."""

import datetime as dt
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table as Grid
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as Lines

from kbrief.errors import KbriefError
from kbrief.i18n.direction import directed_parts
from kbrief.pages.document import (
    Block,
    Box,
    Bullets,
    Column,
    Document,
    Fields,
    Heading,
    Paragraph,
    Picture,
    Table,
    Tone,
)
from kbrief.pages.meta import Meta, UserTemplate
from kbrief.render.archives import normalize_zip
from kbrief.render.charts import text_width, to_svg
from kbrief.render.data import with_heading_levels, with_notes_column
from kbrief.render.docx_styles import CELL, CELL_SIZE, SMALL, apply_styles
from kbrief.render.docx_template import open_template, template_error
from kbrief.render.typst import fit_font_size, png_or_none
from kbrief.render.widths import OFFICE_SHARE, column_widths

QUIET_COLOR = RGBColor(0x4D, 0x4D, 0x4D)

#: Word cuts longer properties; the text of the document has all the characters.
MAX_PROPERTY_LENGTH = 255

#: Word processors want a region with each language.
LANGUAGE_REGIONS = {"en": "en-US", "ko": "ko-KR"}

#: The least width of the text, however wide the margins of a house style are.
MIN_WIDTH = Mm(50)

#: The largest font size in points, as word processors set text wider than the page on which it is measured.
MAX_FONT_SIZE = 10.0


def to_docx(document: Document, meta: Meta, template: UserTemplate | None = None) -> bytes:
    """Return a document as DOCX, in the styles and on the page of a template if there is one.

    Raises BriefError for a template that cannot be used.
    """
    if template is None:
        return _write_in_default_style(document, meta)
    try:
        return _write(open_template(template), MAX_FONT_SIZE, document, meta, is_house_style=True)
    except KbriefError:
        raise
    except Exception as error:  # python-docx lets the errors of zip and XML through, and its own, wherever it is used
        raise template_error(template, error) from error


#: Empty documents in the default style, by language, marking, size and paper: to style one takes as long as to fill it.
_empty_documents: dict[tuple[str, str, str, float, tuple[float, float]], Word] = {}


def _write_in_default_style(document: Document, meta: Meta) -> bytes:
    """Return a document as DOCX in the default style, in an empty document that is reused."""
    size = meta.size or min(MAX_FONT_SIZE, fit_font_size(document, meta, is_loose=True))
    style_key = (meta.lang, meta.text_language, meta.marking, size, meta.page_size)
    word = _empty_documents.pop(style_key, None)
    if word is None:
        word = docx.Document()
        apply_styles(word, meta, size)
    data = _write(word, size, document, meta, is_house_style=False)
    if not any(isinstance(block, Picture) for block in document.blocks):  # pictures would stay in the file
        _remove_text(word)
        _empty_documents[style_key] = word
    return data


def _remove_text(word: Word) -> None:
    """Remove the text of a document; its styles and its page stay."""
    body = word.element.body
    for child in [child for child in body if child.tag != qn("w:sectPr")]:
        body.remove(child)


def _write(word: Word, size: float, document: Document, meta: Meta, *, is_house_style: bool) -> bytes:
    writer = _Writer(word, size, is_house_style=is_house_style)
    writer.write(document, meta)
    _set_properties(word, document, meta)
    out = BytesIO()
    word.save(out)
    return normalize_zip(out.getvalue())


def _set_properties(word: Word, document: Document, meta: Meta) -> None:
    properties = word.core_properties
    title, author = (meta.title or document.title)[:MAX_PROPERTY_LENGTH], meta.author[:MAX_PROPERTY_LENGTH]
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.language = LANGUAGE_REGIONS.get(meta.text_language, meta.text_language)
    properties.created = properties.modified = dt.datetime.combine(meta.date, dt.time())
    properties.comments, properties.keywords, properties.revision = "", "", 1


class _Writer:
    """A writer of blocks into a Word document; a style that the document lacks is not set."""

    def __init__(self, word: Word, size: float, *, is_house_style: bool) -> None:
        self.word, self.size, self.is_house_style = word, size, is_house_style
        self.styles = {style.name: style.style_id for style in word.styles}
        section = word.sections[-1]
        margins = (section.left_margin or Mm(20)) + (section.right_margin or Mm(20))
        self.width = max(MIN_WIDTH, (section.page_width or Mm(210)) - margins)

    def write(self, document: Document, meta: Meta) -> None:
        self._add(document.title, "Title")
        for line in document.caveats:
            if self.is_house_style or line != meta.marking:
                self._apply_tone(self._add(line, "Normal"), "quiet")
        for level, block in with_heading_levels(document.blocks):
            self._write_block(level, block)
        for line in document.footnotes:
            self._apply_tone(self._add(line, "Normal"), "quiet")

    def _write_block(self, level: int, block: Block) -> None:
        """Write a block; a heading of level 1 begins a new page."""
        match block:
            case Heading(text, own_level):
                heading = self._add(text, f"Heading {level - 1}")
                heading.paragraph_format.page_break_before = True if own_level == 1 else None
            case Paragraph(text, tone):
                small = tone == "quiet" and SMALL in self.styles
                paragraph = self._add(text, SMALL if small else "Normal")
                self._apply_tone(paragraph, tone)
                paragraph.paragraph_format.keep_with_next = True if tone == "strong" else None
            case Bullets(items):
                for item in items:
                    self._add(item, "List Bullet")
            case Fields(pairs):
                self._write_fields(pairs)
            case Box(title, items):
                self._write_box(title, items)
            case Picture():
                self._write_picture(block)
            case _:
                self._write_table(block)

    def _add(self, text: str, style: str, within: Any = None) -> Lines:
        return self._fill((within or self.word).add_paragraph(), text, style)

    def _fill(self, paragraph: Lines, text: str, style: str) -> Lines:
        """Fill an empty paragraph; the style is set by its id, as to look one up by name takes a millisecond."""
        if style in self.styles:
            _p(paragraph).style = self.styles[style]
        _add_runs(paragraph, text)
        return paragraph

    def _apply_tone(self, paragraph: Lines, tone: Tone) -> None:
        for run in paragraph.runs:
            if tone in {"strong", "warn"}:
                run.bold = True
            elif tone == "quiet":
                run.font.color.rgb = QUIET_COLOR

    def _write_fields(self, pairs: tuple[tuple[str, str], ...]) -> None:
        """Write labels in bold, and the values beside them at a common tab stop."""
        stop = Pt(self.size * min(12, max((text_width(label) + 2 for label, _ in pairs), default=0)))
        for label, value in pairs:
            paragraph = self._add(label, "Normal")
            self._apply_tone(paragraph, "strong")
            _add_runs(paragraph, f"\t{value}")
            layout = paragraph.paragraph_format
            layout.left_indent, layout.first_line_indent = stop, -stop
            layout.tab_stops.add_tab_stop(stop)
            layout.space_after = Pt(1)

    def _write_box(self, title: str, items: tuple[str, ...]) -> None:
        self._add_spacer()
        grid = self._add_grid(1, 1, [1.0])
        grid.cell(0, 0).width = Emu(self.width)
        _draw_borders(grid, ("top", "left", "bottom", "right"), 12, "000000")
        cell = grid.cell(0, 0)
        self._fill(cell.paragraphs[0], title, "Heading 1").paragraph_format.space_before = Pt(2)
        for item in items:
            self._add(item, "List Bullet", cell)
        self._add_spacer()

    def _write_picture(self, picture: Picture) -> None:
        """Write a picture under its title, or its alternative text if no font can show it."""
        caption = self._add(picture.title, "Caption")
        caption.paragraph_format.keep_with_next = True
        png = png_or_none(to_svg(picture))
        if png is None:
            self._add(picture.alt, "Normal")
            return
        paragraph = self._add("", "Normal")
        paragraph.paragraph_format.line_spacing = 1.0  # a fixed height of lines would cut it
        paragraph.runs[0].add_picture(BytesIO(png), width=Emu(self.width))
        for properties in _p(paragraph).iter(qn("wp:docPr")):
            properties.set("title", picture.title)
            properties.set("descr", picture.alt)

    def _write_table(self, table: Table) -> None:
        """Write a table, or its text if it is empty."""
        data = with_notes_column(table)
        if not data.rows:
            if table.empty:
                self._apply_tone(self._add(table.empty, "Normal"), "quiet")
            return
        parts = column_widths(data, OFFICE_SHARE * Emu(self.width).pt / (self.size * CELL_SIZE))
        grid = self._add_grid(len(data.rows) + 1, len(data.columns), parts)
        titles = tuple(column.title for column in data.columns)
        for row, texts in zip(grid.rows, (titles, *data.rows), strict=True):
            self._write_row(row.cells, data.columns, parts, texts)
        self._mark_header_row(grid.rows[0].cells)
        if not self.is_house_style:
            _draw_borders(grid, ("top", "left", "bottom", "right", "insideH", "insideV"), 4, "8C8C8C")
        self._add_spacer()

    def _write_row(
        self, cells: tuple[Cell, ...], columns: tuple[Column, ...], parts: list[float], texts: tuple[str, ...]
    ) -> None:
        _add_element(_tr(cells[0]).get_or_add_trPr(), "w:cantSplit")
        for cell, column, part, text in zip(cells, columns, parts, texts, strict=True):
            cell.width = Emu(round(self.width * part))
            paragraph = self._fill(cell.paragraphs[0], text, CELL)
            if column.align == "right":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _mark_header_row(self, cells: tuple[Cell, ...]) -> None:
        """Mark the first row as the header, which is repeated on every page."""
        _add_element(_tr(cells[0]).get_or_add_trPr(), "w:tblHeader")
        for cell in cells:
            _add_element(_tc(cell).get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill="EEF0F2")
            cell.paragraphs[0].paragraph_format.keep_with_next = True
            for run in cell.paragraphs[0].runs:
                run.bold = True

    def _add_grid(self, rows: int, columns: int, parts: list[float]) -> Grid:
        grid: Grid = self.word.add_table(rows, columns)
        grid.style = "Table Grid" if "Table Grid" in self.styles else None
        grid.autofit = False
        for column, part in zip(grid.columns, parts, strict=True):
            column.width = Emu(round(self.width * part))
        return grid

    def _add_spacer(self) -> None:
        """Add a low empty line after a table; two tables with nothing between them would become one."""
        empty = self._add(" ", "Normal")
        empty.paragraph_format.space_after = Pt(0)
        empty.paragraph_format.line_spacing = Pt(4)


def _add_runs(paragraph: Lines, text: str) -> None:
    """Add a text as runs; each right-to-left part is a run of its own, marked as such."""
    for part, is_right_to_left in directed_parts(text) or [("", False)]:
        run = paragraph.add_run(part)
        if is_right_to_left:
            run.font.rtl = True


def _p(paragraph: Lines) -> Any:
    """Return the XML of a paragraph: python-docx has no methods for what is set here."""
    return paragraph.paragraph_format.element


def _tc(cell: Cell) -> Any:
    """Return the XML of a cell."""
    return _p(cell.paragraphs[0]).getparent()


def _tr(cell: Cell) -> Any:
    """Return the XML of a cell's row."""
    return _tc(cell).getparent()


def _add_element(properties: Any, tag: str, **values: str) -> None:
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    properties.append(element)


def _draw_borders(grid: Grid, sides: tuple[str, ...], eighths: int, color: str) -> None:
    """Draw the borders of a table, in eighths of a point, and set the margins of its cells."""
    borders = OxmlElement("w:tblBorders")
    for side in sides:
        _add_element(borders, f"w:{side}", val="single", sz=str(eighths), space="0", color=color)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        _add_element(margins, f"w:{side}", w="60", type="dxa")
    layout = next(_tr(grid.cell(0, 0)).getparent().iter(qn("w:tblLayout")))
    layout.addprevious(borders)
    layout.addnext(margins)
