"""HWPX through python-hwpx, with numbers and dates that come out the same each time."""

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from hwpx import HwpxDocument

from kbrief.export.meta import Meta
from kbrief.export.plaindoc import grid_of, leveled
from kbrief.export.svg import text_width
from kbrief.export.typesetting import to_png
from kbrief.export.widths import shares
from kbrief.export.zipped import fixed
from kbrief.model.document import Block, Box, Bullets, Document, Fields, Figure, Heading, Paragraph, Table

if TYPE_CHECKING:
    from hwpx.model import Paragraph as Lines
    from hwpx.model import Table as Grid
    from hwpx.model import TableCell as Cell

SIDE, TOP, BOTTOM = 20.0, 15.0, 15.0
WIDTH = 210.0 - 2 * SIDE
"""Margins and width of the text on A4, in millimeters."""

UNITS = 283.4646
"""HWPUNITs (1/7200 inch) in a millimeter."""

CELL_SIZE = 9.5
LINE = WIDTH / 25.4 * 72 / CELL_SIZE
"""The size of text in cells, and how many em of it a line holds."""

SHAPES: dict[str, dict[str, Any]] = {
    "title": {"alignment": "CENTER", "spacing_after_pt": 6},
    "center": {"alignment": "CENTER"},
    "heading": {"spacing_before_pt": 9, "spacing_after_pt": 3, "keep_with_next": True},
    "part": {"page_break_before": True, "spacing_after_pt": 4, "keep_with_next": True},
    "text": {"line_spacing_percent": 145, "spacing_after_pt": 2},
    "item": {"line_spacing_percent": 145, "indent_left_mm": 6.5, "first_line_indent_mm": -4},
    "cell": {"line_spacing_percent": 125, "alignment": "LEFT"},
    "number": {"line_spacing_percent": 125, "alignment": "RIGHT"},
    "caption": {"spacing_before_pt": 6, "spacing_after_pt": 2, "keep_with_next": True},
}
"""The paragraphs that a page is made of."""

LETTERS: dict[str, dict[str, Any]] = {
    "title": {"size": 16, "bold": True},
    "heading": {"size": 12, "bold": True},
    "text": {"size": 10.5},
    "strong": {"size": 10.5, "bold": True},
    "quiet": {"size": 9.5, "color": "#4D4D4D"},
    "cell": {"size": CELL_SIZE},
    "head": {"size": CELL_SIZE, "bold": True},
}
"""The letters that they are set in."""

TONES = {"strong": "strong", "warn": "strong", "quiet": "quiet"}
MARK = {"ko": "○", "en": "•"}
"""What stands before the items of a list."""


def to_hwpx(document: Document, meta: Meta) -> bytes:
    """Return a document as HWPX."""
    hangul = HwpxDocument.new()
    _Writer(hangul, meta).write(document)
    when = f"{meta.date.isoformat()}T00:00:00Z"
    hangul.parts.clear_document_metadata(keep=(), timestamp=when)
    hangul.parts.set_document_metadata(
        title=meta.title or document.title, creator=meta.author, created_date=when, modified_date=when
    )
    hangul.parts.clear_preview()
    return fixed(_renumbered(hangul.to_bytes(), meta))


class _Writer:
    """Adds blocks to an HWPX document; a shape of paragraph or letters is made when it is first used."""

    def __init__(self, hangul: HwpxDocument, meta: Meta) -> None:
        self.hangul, self.meta = hangul, meta
        self.shapes: dict[str, str] = {}
        self.letters = {name: hangul.styles.ensure_run(**look) for name, look in LETTERS.items()}

    def write(self, document: Document) -> None:
        self._set_page()
        first = self.hangul.paragraphs[0]
        first.add_run(document.title, char_pr_id_ref=self.letters["title"])
        self._shape([first], "title")
        for line in document.head:
            if line != self.meta.marking:
                self._add(line, "center", "quiet")
        for level, block in leveled(document.blocks):
            self._block(level, block)
        for line in document.foot:
            self._add(line, "text", "quiet")

    def _set_page(self) -> None:
        self.hangul.page.setup(
            paper_size="A4", margin_left_mm=SIDE, margin_right_mm=SIDE, margin_top_mm=TOP, margin_bottom_mm=BOTTOM,
            header_margin_mm=10, footer_margin_mm=10,
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
            case Figure():
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
        for item in items:
            self._add(f"{MARK[self.meta.lang]} {item}", "item", "text")

    def _fields(self, pairs: tuple[tuple[str, str], ...]) -> None:
        """Write labels and values as a table of two columns."""
        if not pairs:
            return
        label = max(text_width(name) for name, _ in pairs) + 2.5
        grid = self._grid(len(pairs), 2, [label / LINE, 1 - label / LINE])
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

    def _figure(self, figure: Figure) -> None:
        self._add(figure.title, "caption", "strong")
        picture = self.hangul.add_picture(to_png(figure.svg), "png", width_mm=WIDTH)
        for comment in picture.element.iter("{*}shapeComment"):
            comment.text = figure.alt

    def _table(self, table: Table) -> None:
        data = grid_of(table)
        if not data.rows:
            if table.empty:
                self._add(table.empty, "text", "quiet")
            return
        grid = self._grid(len(data.rows) + 1, len(data.columns), shares(data, LINE))
        grid.set_treat_as_char(value=False)  # as a character it would not be parted at the end of a page
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
        grid = self.hangul.add_table(rows, columns, width=round(WIDTH * UNITS), border_fill_id_ref=lines)
        grid.set_column_widths(parts)
        return grid

    def _fill(self, cell: "Cell", text: str, shape: str, letters: str) -> None:
        cell.set_text(text)
        cell.element.set("dirty", "0")
        for paragraph in cell.paragraphs:
            paragraph.char_pr_id_ref = self.letters[letters]
        self._shape(list(cell.paragraphs), shape)


_OWN_ID = re.compile(r'(<hp:(?:p|tbl|pic|header|footer|headerApply|footerApply)\b[^>]*?\b(?:id|idRef)=")(\d+)(?=")')
_INSTANCE = re.compile(r'(<hp:pic\b[^>]*?\binstid=")(\d+)(?=")')


def _renumbered(container: bytes, meta: Meta) -> bytes:
    """Return the container with numbers in order where python-hwpx draws them at random, and its language set."""
    out = BytesIO()
    with ZipFile(BytesIO(container)) as old, ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith("Contents/section"):
                data = _in_order(data.decode()).encode()
            elif entry.filename == "Contents/content.hpf":
                data = re.sub(rb"<opf:language>.*?</opf:language>|<opf:language */>", _language(meta), data)
            new.writestr(entry, data)
    return out.getvalue()


def _language(meta: Meta) -> bytes:
    return f"<opf:language>{meta.lang}</opf:language>".encode()


def _in_order(section: str) -> str:
    """Return a section whose own numbers run from 1, in the order in which they first stand."""
    numbers: dict[str, int] = {}

    def numbered(found: re.Match[str]) -> str:
        return f"{found[1]}{numbers.setdefault(found[2], len(numbers) + 1)}"

    return _INSTANCE.sub(numbered, _OWN_ID.sub(numbered, section))
