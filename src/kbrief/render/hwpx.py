"""Write a document as HWPX with python-hwpx, reproducibly: with ids in order and no time of writing."""

from typing import TYPE_CHECKING, Any

from hwpx import HwpxDocument

from kbrief.pages.document import Block, Box, Bullets, Document, Fields, Heading, Paragraph, Picture, Table
from kbrief.pages.meta import Meta
from kbrief.render.archives import normalize_zip, renumber_ids
from kbrief.render.charts import text_width, to_svg
from kbrief.render.data import with_heading_levels, with_notes_column
from kbrief.render.typst import fit_font_size, png_or_none
from kbrief.render.widths import OFFICE_SHARE, column_widths

if TYPE_CHECKING:
    from hwpx.model import Paragraph as Lines
    from hwpx.model import Table as Grid
    from hwpx.model import TableCell as Cell

#: The margins, the height of header and footer within them, and the side margins of cards, in millimeters.
SIDE_MARGIN, TOP_MARGIN, BOTTOM_MARGIN, EDGE_DISTANCE = 17.0, 8.0, 7.0, 8.0
CARD_SIDE_MARGIN = 8.0

#: HWPUNITs (1/7200 inch) per millimeter.
UNITS_PER_MM = 283.4646

#: The font size by that of the PDF page, as the fonts of Hangul are wider, and that of cells by the font size.
FONT_SCALE, CELL_SIZE = 0.9, 0.9

#: The space after a table, and beside the text of a cell, in HWPUNITs.
TABLE_GAP, CELL_PADDING = "425", "283"

#: The paragraph styles, by name, as arguments of python-hwpx.
INDENT = {"indent_left_mm": 5.5, "first_line_indent_mm": -3.5}
PARAGRAPH_STYLES: dict[str, dict[str, Any]] = {
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

#: The text styles, by name: the font size as a multiple of the text's, and arguments of python-hwpx.
TEXT_STYLES: dict[str, tuple[float, dict[str, Any]]] = {
    "title": (1.55, {"bold": True}),
    "heading": (1.15, {"bold": True}),
    "text": (1.0, {}),
    "strong": (1.0, {"bold": True}),
    "quiet": (CELL_SIZE, {"color": "#4D4D4D"}),
    "cell": (CELL_SIZE, {}),
    "head": (CELL_SIZE, {"bold": True}),
}

#: The text styles of tones other than plain.
TONES = {"strong": "strong", "warn": "strong", "quiet": "quiet"}

#: The marks before the items of lists.
BULLETS = {"ko": "○", "en": "•"}


def to_hwpx(document: Document, meta: Meta) -> bytes:
    """Return a document as HWPX."""
    hangul = HwpxDocument.new()
    _Writer(hangul, meta, meta.size or FONT_SCALE * fit_font_size(document, meta)).write(document)
    timestamp = f"{meta.date.isoformat()}T00:00:00Z"
    hangul.parts.clear_document_metadata(keep=(), timestamp=timestamp)
    hangul.parts.set_document_metadata(
        title=meta.title or document.title, creator=meta.author, created_date=timestamp, modified_date=timestamp
    )
    hangul.parts.clear_preview()
    return normalize_zip(renumber_ids(hangul.to_bytes(), meta))


class _Writer:
    """A writer of blocks into an HWPX document; a paragraph style is made when it is first used."""

    def __init__(self, hangul: HwpxDocument, meta: Meta, size: float) -> None:
        self.hangul, self.meta = hangul, meta
        self.width = meta.page_size[0] - 2 * (CARD_SIDE_MARGIN if meta.is_card else SIDE_MARGIN)
        minimum = 1.0 if meta.size else 0.0
        self.line_width = OFFICE_SHARE * self.width / 25.4 * 72 / (size * max(CELL_SIZE, minimum))
        self.paragraph_styles: dict[str, str] = {}
        self.text_styles = {
            name: hangul.styles.ensure_run(size=round(size * max(multiple, minimum), 1), **look)
            for name, (multiple, look) in TEXT_STYLES.items()
        }

    def write(self, document: Document) -> None:
        """Write a whole document."""
        self._set_page()
        first = self.hangul.paragraphs[0]
        first.add_run(document.title, char_pr_id_ref=self.text_styles["title"])
        self._apply_style([first], "title")
        for line in document.caveats:
            if line != self.meta.marking:
                self._add(line, "center", "quiet")
        for level, block in with_heading_levels(document.blocks):
            self._write_block(level, block)
        for line in document.footnotes:
            self._add(line, "text", "quiet")

    def _set_page(self) -> None:
        """Set the paper, the margins, the marking in the header and the page numbers."""
        width, height = self.meta.page_size
        side = CARD_SIDE_MARGIN if self.meta.is_card else SIDE_MARGIN
        self.hangul.page.setup(
            width_mm=width, height_mm=height, margin_left_mm=side, margin_right_mm=side, margin_top_mm=TOP_MARGIN,
            margin_bottom_mm=BOTTOM_MARGIN, header_margin_mm=EDGE_DISTANCE, footer_margin_mm=EDGE_DISTANCE,
        )  # fmt: skip
        if self.meta.marking:
            self.hangul.page.set_header(content=[{"align": "CENTER", "text": self.meta.marking}])
        self.hangul.page.set_page_number()
        for head in self.hangul.oxml.headers[0].element.iter("{*}paraHead"):
            head.text = ""  # outline levels help screen readers, but their numbers would be printed

    def _write_block(self, level: int, block: Block) -> None:
        """Write a block; a heading of level 1 begins a new page."""
        match block:
            case Heading(text, own_level):
                self._write_heading(text, level, begins_part=own_level == 1)
            case Paragraph(text, tone):
                self._add(text, "text", TONES.get(tone, "text"))
            case Bullets(items):
                self._write_items(items)
            case Fields(pairs):
                self._write_fields(pairs)
            case Box(title, items):
                self._write_box(title, items)
            case Picture():
                self._write_picture(block)
            case _:
                self._write_table(block)

    def _add(self, text: str, style: str, text_style: str) -> "Lines":
        """Add a paragraph in a paragraph style and a text style."""
        paragraph = self.hangul.add_paragraph(
            "",
            include_run=False,
            para_pr_id_ref=self.paragraph_styles.get(style, 0),
            style_id_ref=0,
            inherit_style=False,
        )
        paragraph.add_run(text, char_pr_id_ref=self.text_styles[text_style])
        self._apply_style([paragraph], style)
        return paragraph

    def _apply_style(self, paragraphs: "list[Lines]", style: str) -> None:
        """Apply a style to paragraphs; it is made once, as to look for an equal one takes longer with each paragraph."""
        if style not in self.paragraph_styles:
            look = dict(PARAGRAPH_STYLES[style.partition(" ")[0]])
            if level := style.partition(" ")[2]:
                look["outline_level"] = int(level)
            self.hangul.styles.apply_paragraph_format(paragraphs=paragraphs[:1], **look)
            self.paragraph_styles[style] = str(paragraphs[0].para_pr_id_ref)
        for paragraph in paragraphs:
            paragraph.para_pr_id_ref = self.paragraph_styles[style]

    def _write_heading(self, text: str, level: int, *, begins_part: bool) -> None:
        self._add(text, f"{'part' if begins_part else 'heading'} {level - 1}", "heading")

    def _write_items(self, items: tuple[str, ...]) -> None:
        for n, item in enumerate(items):
            self._add(f"{BULLETS[self.meta.lang]} {item}", "item" if n else "first", "text")

    def _write_fields(self, pairs: tuple[tuple[str, str], ...]) -> None:
        """Write labels and values as a table of two columns."""
        if not pairs:
            return
        label = max(text_width(name) for name, _ in pairs) + 2.5
        grid = self._add_grid(len(pairs), 2, [label / self.line_width, 1 - label / self.line_width])
        for row, (name, value) in zip(grid.rows, pairs, strict=True):
            for cell, text, text_style in zip(row.cells, (name, value), ("head", "cell"), strict=True):
                self._fill(cell, text, "cell", text_style)

    def _write_box(self, title: str, items: tuple[str, ...]) -> None:
        grid = self._add_grid(1, 1, [1.0])
        cell = grid.rows[0].cells[0]
        self._fill(cell, title, "cell", "strong")
        for item in items:
            paragraph = cell.add_paragraph("", char_pr_id_ref=self.text_styles["text"])
            paragraph.add_run(f"{BULLETS[self.meta.lang]} {item}", char_pr_id_ref=self.text_styles["text"])
            self._apply_style([paragraph], "item")

    def _write_picture(self, picture: Picture) -> None:
        """Write a picture under its title, or its alternative text if no font can show it."""
        self._add(picture.title, "caption", "strong")
        png = png_or_none(to_svg(picture))
        if png is None:
            self._add(picture.alt, "text", "text")
            return
        shape = self.hangul.add_picture(png, "png", width_mm=self.width)
        for comment in shape.element.iter("{*}shapeComment"):
            comment.text = picture.alt

    def _write_table(self, table: Table) -> None:
        """Write a table, or its text if it is empty."""
        data = with_notes_column(table)
        if not data.rows:
            if table.empty:
                self._add(table.empty, "text", "quiet")
            return
        grid = self._add_grid(len(data.rows) + 1, len(data.columns), column_widths(data, self.line_width))
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

    def _add_grid(self, rows: int, columns: int, parts: list[float]) -> "Grid":
        """Add an empty table with columns of these shares of the width."""
        lines = self.hangul.styles.ensure_border_fill(border_color="#8C8C8C")
        grid = self.hangul.add_table(rows, columns, width=round(self.width * UNITS_PER_MM), border_fill_id_ref=lines)
        grid.set_column_widths(parts)
        grid.set_treat_as_char(value=False)  # as a character it could not be split at the end of a page
        for margin in grid.element.iter("{*}outMargin"):
            margin.set("bottom", TABLE_GAP)
        for margin in grid.element.iter("{*}inMargin", "{*}cellMargin"):
            margin.set("left", CELL_PADDING)
            margin.set("right", CELL_PADDING)
        return grid

    def _fill(self, cell: "Cell", text: str, style: str, text_style: str) -> None:
        cell.set_text(text)
        cell.element.set("dirty", "0")
        for paragraph in cell.paragraphs:
            paragraph.char_pr_id_ref = self.text_styles[text_style]
        self._apply_style(list(cell.paragraphs), style)
