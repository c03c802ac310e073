"""HWPX through python-hwpx, with numbers and dates that come out the same each time."""

from typing import TYPE_CHECKING, Any

from hwpx import HwpxDocument

from kbrief.pages.document import Block, Box, Bullets, Document, Fields, Heading, Meta, Paragraph, Picture, Table
from kbrief.render.archives import normalize_zip, renumber_ids
from kbrief.render.charts import text_width
from kbrief.render.data import with_heading_levels, with_notes_column
from kbrief.render.typst import fit_font_size, png_or_none
from kbrief.render.widths import OFFICE, column_widths

if TYPE_CHECKING:
    from hwpx.model import Paragraph as Lines
    from hwpx.model import Table as Grid
    from hwpx.model import TableCell as Cell

SIDE, TOP, BOTTOM, EDGE = 17.0, 8.0, 7.0, 8.0
CARD_SIDE = 8.0
"""Margins, the height of head and foot within them, and the margins of cards, in millimeters."""

UNITS = 283.4646
"""HWPUNITs (1/7200 inch) in a millimeter."""

SCALE, CELL_SIZE = 0.9, 0.9
"""The size of text by that of the PDF page, as Hangul's own fonts are wider; and of text in cells by that."""

GAP, PADDING = "425", "283"
"""What parts a table from the text after it, and a cell's text from its sides, in HWPUNITs."""

INDENT = {"indent_left_mm": 5.5, "first_line_indent_mm": -3.5}
SHAPES: dict[str, dict[str, Any]] = {
    "title": {"alignment": "CENTER", "spacing_after_pt": 6},
    "center": {"alignment": "CENTER"},
    "heading": {"spacing_before_pt": 7, "spacing_after_pt": 2, "keep_with_next": True},
    "part": {"page_break_before": True, "spacing_after_pt": 4, "keep_with_next": True},
    "text": {"line_spacing_percent": 130, "alignment": "LEFT", "spacing_before_pt": 3, "spacing_after_pt": 2},
    "first": {"line_spacing_percent": 130, "alignment": "LEFT", **INDENT, "spacing_before_pt": 3},
    "item": {"line_spacing_percent": 130, "alignment": "LEFT", **INDENT},
    "cell": {"line_spacing_percent": 120, "alignment": "LEFT"},
    "number": {"line_spacing_percent": 120, "alignment": "RIGHT"},
    "caption": {"spacing_before_pt": 6, "spacing_after_pt": 2, "keep_with_next": True},
}
"""The paragraphs that a page is made of."""

LETTERS: dict[str, tuple[float, dict[str, Any]]] = {
    "title": (1.55, {"bold": True}),
    "heading": (1.15, {"bold": True}),
    "text": (1.0, {}),
    "strong": (1.0, {"bold": True}),
    "quiet": (CELL_SIZE, {"color": "#4D4D4D"}),
    "cell": (CELL_SIZE, {}),
    "head": (CELL_SIZE, {"bold": True}),
}
"""The letters that they are set in: their size as a multiple of the text's own, and how they look."""

TONES = {"strong": "strong", "warn": "strong", "quiet": "quiet"}
MARK = {"ko": "○", "en": "•"}
"""What stands before the items of a list."""


def to_hwpx(document: Document, meta: Meta) -> bytes:
    """Return a document as HWPX."""
    hangul = HwpxDocument.new()
    _Writer(hangul, meta, meta.size or SCALE * fit_font_size(document, meta)).write(document)
    when = f"{meta.date.isoformat()}T00:00:00Z"
    hangul.parts.clear_document_metadata(keep=(), timestamp=when)
    hangul.parts.set_document_metadata(
        title=meta.title or document.title, creator=meta.author, created_date=when, modified_date=when
    )
    hangul.parts.clear_preview()
    return normalize_zip(renumber_ids(hangul.to_bytes(), meta))


class _Writer:
    """Adds blocks to an HWPX document; a shape of paragraph or letters is made when it is first used."""

    def __init__(self, hangul: HwpxDocument, meta: Meta, size: float) -> None:
        self.hangul, self.meta = hangul, meta
        self.width = meta.page_size[0] - 2 * (CARD_SIDE if meta.is_card else SIDE)
        least = 1.0 if meta.size else 0.0
        self.line = OFFICE * self.width / 25.4 * 72 / (size * max(CELL_SIZE, least))
        self.shapes: dict[str, str] = {}
        self.letters = {
            name: hangul.styles.ensure_run(size=round(size * max(multiple, least), 1), **look)
            for name, (multiple, look) in LETTERS.items()
        }

    def write(self, document: Document) -> None:
        self._set_page()
        first = self.hangul.paragraphs[0]
        first.add_run(document.title, char_pr_id_ref=self.letters["title"])
        self._shape([first], "title")
        for line in document.caveats:
            if line != self.meta.marking:
                self._add(line, "center", "quiet")
        for level, block in with_heading_levels(document.blocks):
            self._block(level, block)
        for line in document.footnotes:
            self._add(line, "text", "quiet")

    def _set_page(self) -> None:
        width, height = self.meta.page_size
        side = CARD_SIDE if self.meta.is_card else SIDE
        self.hangul.page.setup(
            width_mm=width, height_mm=height, margin_left_mm=side, margin_right_mm=side, margin_top_mm=TOP,
            margin_bottom_mm=BOTTOM, header_margin_mm=EDGE, footer_margin_mm=EDGE,
        )  # fmt: skip
        if self.meta.marking:
            self.hangul.page.set_header(content=[{"align": "CENTER", "text": self.meta.marking}])
        self.hangul.page.set_page_number()
        for head in self.hangul.oxml.headers[0].element.iter("{*}paraHead"):
            head.text = ""  # outline levels guide readers; their numbers would stand beside our headings

    def _block(self, level: int, block: Block) -> None:
        match block:
            case Heading(text, own):
                self._heading(text, level, begins_part=own == 1)
            case Paragraph(text, tone):
                self._add(text, "text", TONES.get(tone, "text"))
            case Bullets(items):
                self._items(items)
            case Fields(pairs):
                self._fields(pairs)
            case Box(title, items):
                self._box(title, items)
            case Picture():
                self._figure(block)
            case _:
                self._table(block)

    def _add(self, text: str, shape: str, letters: str) -> "Lines":
        paragraph = self.hangul.add_paragraph(
            "", include_run=False, para_pr_id_ref=self.shapes.get(shape, 0), style_id_ref=0, inherit_style=False
        )
        paragraph.add_run(text, char_pr_id_ref=self.letters[letters])
        self._shape([paragraph], shape)
        return paragraph

    def _shape(self, paragraphs: "list[Lines]", shape: str) -> None:
        """Give paragraphs a shape; it is made once, as looking for an equal one takes longer with each paragraph."""
        if shape not in self.shapes:
            look = dict(SHAPES[shape.partition(" ")[0]])
            if level := shape.partition(" ")[2]:
                look["outline_level"] = int(level)
            self.hangul.styles.apply_paragraph_format(paragraphs=paragraphs[:1], **look)
            self.shapes[shape] = str(paragraphs[0].para_pr_id_ref)
        for paragraph in paragraphs:
            paragraph.para_pr_id_ref = self.shapes[shape]

    def _heading(self, text: str, level: int, *, begins_part: bool) -> None:
        self._add(text, f"{'part' if begins_part else 'heading'} {level - 1}", "heading")

    def _items(self, items: tuple[str, ...]) -> None:
        for n, item in enumerate(items):
            self._add(f"{MARK[self.meta.lang]} {item}", "item" if n else "first", "text")

    def _fields(self, pairs: tuple[tuple[str, str], ...]) -> None:
        """Write labels and values as a table of two columns."""
        if not pairs:
            return
        label = max(text_width(name) for name, _ in pairs) + 2.5
        grid = self._grid(len(pairs), 2, [label / self.line, 1 - label / self.line])
        for row, (name, value) in zip(grid.rows, pairs, strict=True):
            for cell, text, letters in zip(row.cells, (name, value), ("head", "cell"), strict=True):
                self._fill(cell, text, "cell", letters)

    def _box(self, title: str, items: tuple[str, ...]) -> None:
        grid = self._grid(1, 1, [1.0])
        cell = grid.rows[0].cells[0]
        self._fill(cell, title, "cell", "strong")
        for item in items:
            paragraph = cell.add_paragraph("", char_pr_id_ref=self.letters["text"])
            paragraph.add_run(f"{MARK[self.meta.lang]} {item}", char_pr_id_ref=self.letters["text"])
            self._shape([paragraph], "item")

    def _figure(self, figure: Picture) -> None:
        self._add(figure.title, "caption", "strong")
        data = png_or_none(figure.svg)
        if data is None:
            self._add(figure.alt, "text", "text")
            return
        picture = self.hangul.add_picture(data, "png", width_mm=self.width)
        for comment in picture.element.iter("{*}shapeComment"):
            comment.text = figure.alt

    def _table(self, table: Table) -> None:
        data = with_notes_column(table)
        if not data.rows:
            if table.empty:
                self._add(table.empty, "text", "quiet")
            return
        grid = self._grid(len(data.rows) + 1, len(data.columns), column_widths(data, self.line))
        grid.element.set("pageBreak", "TABLE")
        grid.element.set("repeatHeader", "1")
        titles = tuple(column.title for column in data.columns)
        for n, (row, texts) in enumerate(zip(grid.rows, (titles, *data.rows), strict=True)):
            for cell, column, text in zip(row.cells, data.columns, texts, strict=True):
                self._fill(cell, text, "number" if column.align == "right" else "cell", "cell" if n else "head")
        shade = self.hangul.styles.ensure_border_fill(border_color="#8C8C8C", fill_color="#EEF0F2")
        for cell in grid.rows[0].cells:
            cell.element.set("header", "1")
            cell.element.set("borderFillIDRef", shade)

    def _grid(self, rows: int, columns: int, parts: list[float]) -> "Grid":
        lines = self.hangul.styles.ensure_border_fill(border_color="#8C8C8C")
        grid = self.hangul.add_table(rows, columns, width=round(self.width * UNITS), border_fill_id_ref=lines)
        grid.set_column_widths(parts)
        grid.set_treat_as_char(value=False)  # as a character it would be one line, never parted at the end of a page
        for margin in grid.element.iter("{*}outMargin"):
            margin.set("bottom", GAP)
        for margin in grid.element.iter("{*}inMargin", "{*}cellMargin"):
            margin.set("left", PADDING)
            margin.set("right", PADDING)
        return grid

    def _fill(self, cell: "Cell", text: str, shape: str, letters: str) -> None:
        cell.set_text(text)
        cell.element.set("dirty", "0")
        for paragraph in cell.paragraphs:
            paragraph.char_pr_id_ref = self.letters[letters]
        self._shape(list(cell.paragraphs), shape)
