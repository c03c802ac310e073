"""DOCX through python-docx, in our look or in the house style of a user's Word document."""

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
    Document,
    Fields,
    Heading,
    Meta,
    Paragraph,
    Picture,
    Table,
    Tone,
    UserTemplate,
)
from kbrief.render.archives import normalize_zip
from kbrief.render.charts import text_width
from kbrief.render.data import with_heading_levels, with_notes_column
from kbrief.render.docx_styles import CELL, CELL_SIZE, SMALL, apply_styles
from kbrief.render.docx_template import open_template, refused
from kbrief.render.typst import fit_font_size, png_or_none
from kbrief.render.widths import OFFICE, column_widths

QUIET = RGBColor(0x4D, 0x4D, 0x4D)
LONGEST_PROPERTY = 255
"""How many characters a property of a Word document has at most; the text of the memo has all of them."""

SPOKEN = {"en": "en-US", "ko": "ko-KR"}
"""The regions that word processors want to know of the languages of the program."""

NARROWEST = Mm(50)
"""The least width that is reckoned with, whatever the margins of a house style leave."""

LARGEST = 10.0
"""The largest size of text in points: word processors set it wider than the page that it is measured on."""


def to_docx(document: Document, meta: Meta, template: UserTemplate | None = None) -> bytes:
    """Return a document as DOCX; with a template, in its styles and on its page. Raises BriefError where it is none."""
    if template is None:
        return _in_our_look(document, meta)
    try:
        return _written(open_template(template), LARGEST, document, meta, is_house_style=True)
    except KbriefError:
        raise
    except Exception as error:  # python-docx lets the errors of zip and XML through, and its own, wherever it is used
        raise refused(template, error) from error


_EMPTY: dict[tuple[str, str, str, float, tuple[float, float]], Word] = {}
"""Empty documents in our look, by language, marking, size and paper: to style one takes as long as to fill it."""


def _in_our_look(document: Document, meta: Meta) -> bytes:
    size = meta.size or min(LARGEST, fit_font_size(document, meta, is_loose=True))
    look = (meta.lang, meta.text_language, meta.marking, size, meta.page_size)
    word = _EMPTY.pop(look, None)
    if word is None:
        word = docx.Document()
        apply_styles(word, meta, size)
    data = _written(word, size, document, meta, is_house_style=False)
    if not any(isinstance(block, Picture) for block in document.blocks):  # which stay in the file once they are in it
        _empty(word)
        _EMPTY[look] = word
    return data


def _empty(word: Word) -> None:
    """Take out of a document all that was written into it."""
    body = word.element.body
    for written in [child for child in body if child.tag != qn("w:sectPr")]:
        body.remove(written)


def _written(word: Word, size: float, document: Document, meta: Meta, *, is_house_style: bool) -> bytes:
    writer = _Writer(word, size, is_house_style=is_house_style)
    writer.write(document, meta)
    _describe(word, document, meta)
    out = BytesIO()
    word.save(out)
    return normalize_zip(out.getvalue())


def _describe(word: Word, document: Document, meta: Meta) -> None:
    about = word.core_properties
    title, author = (meta.title or document.title)[:LONGEST_PROPERTY], meta.author[:LONGEST_PROPERTY]
    about.title, about.author, about.last_modified_by = title, author, author
    about.language = SPOKEN.get(meta.text_language, meta.text_language)
    about.created = about.modified = dt.datetime.combine(meta.date, dt.time())
    about.comments, about.keywords, about.revision = "", "", 1


class _Writer:
    """Adds blocks to a Word document; a style that a house style lacks is passed over."""

    def __init__(self, word: Word, size: float, *, is_house_style: bool) -> None:
        self.word, self.size, self.is_house_style = word, size, is_house_style
        self.styles = {style.name: style.style_id for style in word.styles}
        section = word.sections[-1]
        sides = (section.page_width, section.left_margin, section.right_margin)
        self.width = max(NARROWEST, (sides[0] or Mm(210)) - (sides[1] or Mm(20)) - (sides[2] or Mm(20)))

    def write(self, document: Document, meta: Meta) -> None:
        self._add(document.title, "Title")
        for line in document.caveats:
            if self.is_house_style or line != meta.marking:
                self._toned(self._add(line, "Normal"), "quiet")
        for level, block in with_heading_levels(document.blocks):
            self._block(level, block)
        for line in document.footnotes:
            self._toned(self._add(line, "Normal"), "quiet")

    def _block(self, level: int, block: Block) -> None:
        match block:
            case Heading(text, own):
                heading = self._add(text, f"Heading {level - 1}")
                heading.paragraph_format.page_break_before = True if own == 1 else None
            case Paragraph(text, tone):
                small = tone == "quiet" and SMALL in self.styles
                paragraph = self._add(text, SMALL if small else "Normal")
                self._toned(paragraph, tone)
                paragraph.paragraph_format.keep_with_next = True if tone == "strong" else None
            case Bullets(items):
                for item in items:
                    self._add(item, "List Bullet")
            case Fields(pairs):
                self._fields(pairs)
            case Box(title, items):
                self._box(title, items)
            case Picture():
                self._figure(block)
            case _:
                self._table(block)

    def _add(self, text: str, style: str, within: Any = None) -> Lines:
        return self._set((within or self.word).add_paragraph(), text, style)

    def _set(self, paragraph: Lines, text: str, style: str) -> Lines:
        """Put a text into an empty paragraph; the style goes by its id, as looking one up takes a millisecond."""
        if style in self.styles:
            _p(paragraph).style = self.styles[style]
        _add_runs(paragraph, text)
        return paragraph

    def _toned(self, paragraph: Lines, tone: Tone) -> None:
        for run in paragraph.runs:
            if tone in {"strong", "warn"}:
                run.bold = True
            elif tone == "quiet":
                run.font.color.rgb = QUIET

    def _fields(self, pairs: tuple[tuple[str, str], ...]) -> None:
        """Write labels in bold, and the values beside them from one tab stop on."""
        stop = Pt(self.size * min(12, max((text_width(label) + 2 for label, _ in pairs), default=0)))
        for label, value in pairs:
            paragraph = self._add(label, "Normal")
            self._toned(paragraph, "strong")
            _add_runs(paragraph, f"\t{value}")
            layout = paragraph.paragraph_format
            layout.left_indent, layout.first_line_indent = stop, -stop
            layout.tab_stops.add_tab_stop(stop)
            layout.space_after = Pt(1)

    def _box(self, title: str, items: tuple[str, ...]) -> None:
        self._gap()
        grid = self._grid(1, 1, [1.0])
        grid.cell(0, 0).width = Emu(self.width)
        _frame(grid, ("top", "left", "bottom", "right"), 12, "000000")
        cell = grid.cell(0, 0)
        self._set(cell.paragraphs[0], title, "Heading 1").paragraph_format.space_before = Pt(2)
        for item in items:
            self._add(item, "List Bullet", cell)
        self._gap()

    def _figure(self, figure: Picture) -> None:
        caption = self._add(figure.title, "Caption")
        caption.paragraph_format.keep_with_next = True
        picture = png_or_none(figure.svg)
        if picture is None:
            self._add(figure.alt, "Normal")
            return
        paragraph = self._add("", "Normal")
        paragraph.paragraph_format.line_spacing = 1.0  # a line of a set height would cut it
        paragraph.runs[0].add_picture(BytesIO(picture), width=Emu(self.width))
        for about in _p(paragraph).iter(qn("wp:docPr")):
            about.set("title", figure.title)
            about.set("descr", figure.alt)

    def _table(self, table: Table) -> None:
        data = with_notes_column(table)
        if not data.rows:
            if table.empty:
                self._toned(self._add(table.empty, "Normal"), "quiet")
            return
        parts = column_widths(data, OFFICE * Emu(self.width).pt / (self.size * CELL_SIZE))
        grid = self._grid(len(data.rows) + 1, len(data.columns), parts)
        titles = tuple(column.title for column in data.columns)
        for row, texts in zip(grid.rows, (titles, *data.rows), strict=True):
            cells = row.cells
            _mark(_tr(cells[0]).get_or_add_trPr(), "w:cantSplit")
            for cell, column, part, text in zip(cells, data.columns, parts, texts, strict=True):
                cell.width = Emu(round(self.width * part))
                paragraph = self._set(cell.paragraphs[0], text, CELL)
                if column.align == "right":
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._head(grid.rows[0].cells)
        if not self.is_house_style:
            _frame(grid, ("top", "left", "bottom", "right", "insideH", "insideV"), 4, "8C8C8C")
        self._gap()

    def _head(self, cells: tuple[Cell, ...]) -> None:
        """Mark the first row as the one that names the columns, on every page."""
        _mark(_tr(cells[0]).get_or_add_trPr(), "w:tblHeader")
        for cell in cells:
            _mark(_tc(cell).get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill="EEF0F2")
            cell.paragraphs[0].paragraph_format.keep_with_next = True
            for run in cell.paragraphs[0].runs:
                run.bold = True

    def _grid(self, rows: int, columns: int, parts: list[float]) -> Grid:
        grid: Grid = self.word.add_table(rows, columns)
        grid.style = "Table Grid" if "Table Grid" in self.styles else None
        grid.autofit = False
        for column, part in zip(grid.columns, parts, strict=True):
            column.width = Emu(round(self.width * part))
        return grid

    def _gap(self) -> None:
        """Part a table from what follows; two tables without anything between would run together."""
        empty = self._add(" ", "Normal")
        empty.paragraph_format.space_after = Pt(0)
        empty.paragraph_format.line_spacing = Pt(4)


def _add_runs(paragraph: Lines, text: str) -> None:
    """Add a text, each part that runs from right to left as a run of its own that says so."""
    for part, is_right_to_left in directed_parts(text) or [("", False)]:
        run = paragraph.add_run(part)
        if is_right_to_left:
            run.font.rtl = True


def _p(paragraph: Lines) -> Any:
    """Return the XML of a paragraph: python-docx has no way of its own to what is set here."""
    return paragraph.paragraph_format.element


def _tc(cell: Cell) -> Any:
    """Return the XML of a cell."""
    return _p(cell.paragraphs[0]).getparent()


def _tr(cell: Cell) -> Any:
    """Return the XML of a cell's row."""
    return _tc(cell).getparent()


def _mark(properties: Any, tag: str, **values: str) -> None:
    mark = OxmlElement(tag)
    for name, value in values.items():
        mark.set(qn(f"w:{name}"), value)
    properties.append(mark)


def _frame(grid: Grid, sides: tuple[str, ...], eighths: int, color: str) -> None:
    """Draw lines around and in a table, in eighths of a point."""
    borders = OxmlElement("w:tblBorders")
    for side in sides:
        _mark(borders, f"w:{side}", val="single", sz=str(eighths), space="0", color=color)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        _mark(margins, f"w:{side}", w="60", type="dxa")
    layout = next(_tr(grid.cell(0, 0)).getparent().iter(qn("w:tblLayout")))
    layout.addprevious(borders)
    layout.addnext(margins)
