"""Render a document for a terminal: lines that fit any width, printed by Rich."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.text import Text

from kbrief.i18n import _
from kbrief.pages.document import Block, Box, Bullets, Column, Document, Heading, Paragraph, Picture, Row, Table
from kbrief.render.columns import COLUMN_GAP, share_columns

#: A line of the screen: texts with their styles, none of them wider together than the screen.
Line = tuple[tuple[str, str], ...]

BLANK_LINE: Line = ()

STYLES = {
    "plain": "", "strong": "bold", "emphasize": "bold green", "minimize": "bold magenta", "hold": "bold",
    "quiet": "italic", "warn": "bold red",
}  # fmt: skip

#: On a narrower screen a table becomes blocks of `label: value`.
MIN_TABLE_WIDTH = 45

#: The `drop_priority` of columns that are left out of the blocks of narrow screens.
DROPPED_WITH_NOTE = 9

#: The level of the headings that are indented.
LOWEST_HEADING = 3

#: A wider label than a bullet is a line of its own on a narrow screen.
MAX_BULLET_WIDTH = 4

#: No wider than this is a rank such as `10=` or a box such as `[x]`, which does not name its row.
MAX_RANK_WIDTH = 4

#: The width of running text, however wide the screen.
MAX_TEXT_WIDTH = 110


class TerminalPage:
    """A document as a Rich renderable."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in _page_lines(self.document, Screen(console, options.max_width)):
            yield from (Segment(text, console.get_style(style) if style else None) for text, style in line if text)
            yield Segment.line()


class Screen:
    """The width of a screen, the console that wraps texts to it, and the layouts of the tables on it."""

    def __init__(self, console: Console, width: int) -> None:
        self.console = console
        self.width = width
        self._layouts: dict[int, dict[int, int] | None] = {}

    def layout(self, table: Table) -> dict[int, int] | None:
        """Return the width of each column that is shown, by its index; None for a table with rows as blocks."""
        if self.width < MIN_TABLE_WIDTH:
            return None
        if id(table) not in self._layouts:  # the legend needs it too
            self._layouts[id(table)] = fit_columns(table, self.width - 1)
        return self._layouts[id(table)]

    def wrap(self, text: str, width: int) -> list[str]:
        """Return the lines of a text wrapped at words, without trailing blanks."""
        if text.isprintable() and cell_len(text) <= width:
            return [text.rstrip()]
        return [line.plain.rstrip() for line in Text(text).wrap(self.console, width)] or [""]

    def indent(self, text: str, indent: int, hang: int = 0) -> Iterator[Line]:
        """Yield the lines of a text, indented, and continued `hang` columns deeper or under the text of a bullet."""
        for line in text.split("\n"):
            hanging = COLUMN_GAP if line.startswith("- ") else hang
            for n, part in enumerate(self.wrap(line, readable_width(self.width - indent - hanging))):
                yield ((" " * (indent + (hanging if n else 0)) + part, ""),)

    def hang(self, label: str, text: str, style: str = "") -> Iterator[Line]:
        """Yield a text beside its label, its further lines under its first word; on a narrow screen under the label."""
        indent = cell_len(label)
        if indent > MAX_BULLET_WIDTH and self.width < MIN_TABLE_WIDTH:
            if stripped := label.strip():
                yield from (((line, "bold"),) for line in self.wrap(stripped, self.width))
            yield from self.indent(text, COLUMN_GAP)
            return
        for n, line in enumerate(self.wrap(text, readable_width(self.width - indent))):
            yield (label, "bold") if n == 0 else (" " * indent, ""), (line, style)


def readable_width(width: int) -> int:
    """Return the width of running text on a screen of this width."""
    return max(8, min(width, MAX_TEXT_WIDTH))


def _page_lines(document: Document, screen: Screen) -> Iterator[Line]:
    """Yield the lines of a page."""
    yield from _title_lines(document, screen)
    for caveat in document.caveats:
        yield from screen.indent(caveat, 0)
    previous: Block | None = None
    for block in document.blocks:
        if not is_tight(previous, block):
            yield BLANK_LINE
        yield from _block_lines(block, screen)
        previous = block
    if notes := [*_legend(document, screen), *document.footnotes]:
        yield BLANK_LINE
        for note in notes:
            yield from screen.hang("", note)
    if document.next_steps:
        yield BLANK_LINE
        yield from _next_step_lines(document.next_steps, screen)


def _legend(document: Document, screen: Screen) -> Iterator[str]:
    """Yield the meanings of the columns that are shown on this screen."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    shown = {title for table in tables for title in _visible_titles(table, screen)}
    yield from (meaning for title, meaning in document.legend if title in shown or not title)


def _visible_titles(table: Table, screen: Screen) -> list[str]:
    """Return the titles of the columns of a table that are shown on this screen."""
    if not table.rows:
        return []
    layout = screen.layout(table)
    return [
        column.title
        for n, column in enumerate(table.columns)
        if (column.drop_priority < DROPPED_WITH_NOTE if layout is None else n in layout)
    ]


def is_tight(previous: Block | None, block: Block) -> bool:
    """Whether a block follows the previous one without a blank line, being under its heading, or text after text."""
    return isinstance(previous, Heading) or (isinstance(previous, Paragraph) and isinstance(block, Paragraph))


def _title_lines(document: Document, screen: Screen) -> Iterator[Line]:
    """Yield the title with the subtitle at the right if it fits, else under it."""
    style, title = STYLES[document.tone], document.title.expandtabs()
    blanks = screen.width - cell_len(title) - cell_len(document.subtitle)
    if blanks >= COLUMN_GAP and document.subtitle and title.isprintable():
        yield (title, style), (" " * blanks + document.subtitle, "")
        return
    yield from (((line, style),) for line in screen.wrap(document.title, screen.width))
    if document.subtitle:
        yield from screen.indent(document.subtitle, 0)


def _block_lines(block: Block, screen: Screen) -> Iterator[Line]:
    """Yield the lines of one block."""
    match block:
        case Table():
            yield from _table_lines(block, screen)
        case Heading(text, level, tone):
            yield from screen.hang(" " if level == LOWEST_HEADING else "", text, STYLES[tone])
        case Paragraph(text, tone):
            yield from screen.hang("", text, STYLES[tone])
        case Bullets(items):
            for item in items:
                yield from screen.hang("- ", item)
        case Box(name, items):
            yield from screen.hang("", name, STYLES["strong"])
            for item in items:
                yield from screen.hang("| - ", item)
        case Picture(_, name, alt):
            yield from screen.hang("", f"{name}: {alt}")
        case _:
            width = max((cell_len(label) for label, _ in block.pairs), default=0)
            for label, value in block.pairs:
                yield from screen.hang(f" {set_cell_size(label, width)}  " if width else " ", value)


def _next_step_lines(commands: Iterable[tuple[str, str]], screen: Screen) -> Iterator[Line]:
    """Yield the commands to type next, each with its explanation beside it, or under it if that does not fit."""
    steps = list(commands)
    longest = max(cell_len(command) for command, _ in steps)
    lines = [f" $ {set_cell_size(command, longest)}   {explanation}" for command, explanation in steps]
    if all(cell_len(line) <= screen.width for line in lines):
        yield from (((line, ""),) for line in lines)
        return
    for command, explanation in steps:
        yield from screen.indent(f"$ {command}", 1, COLUMN_GAP)
        yield from screen.indent(explanation, 1 + COLUMN_GAP)


def _table_lines(table: Table, screen: Screen) -> Iterator[Line]:
    """Yield a table: its columns dropped by priority and wrapped to fit the width, or as blocks."""
    if not table.rows:
        yield from screen.hang("", table.empty)
    elif layout := screen.layout(table):
        yield from _grid_lines(table, layout, screen)
    else:
        yield from _rows_as_blocks(table, screen)


def _rows_as_blocks(table: Table, screen: Screen) -> Iterator[Line]:
    """Yield each row as a line that names it, and a line for each of its values."""
    named = _name_column_count(table)
    for position, row in enumerate(drop_repeated_notes(table.rows)):
        if position:
            yield BLANK_LINE
        yield from screen.hang("", "  ".join(row.cells[:named]).strip(), STYLES[row.tone] or "bold")
        for column, cell in list(zip(table.columns, row.cells, strict=True))[named:]:
            if cell and column.drop_priority < DROPPED_WITH_NOTE:
                yield from screen.indent(f"{column.title}: {cell}", 0, COLUMN_GAP)
        if row.note:
            yield from screen.indent(row.note, COLUMN_GAP)


def _grid_lines(table: Table, layout: dict[int, int], screen: Screen) -> Iterator[Line]:
    """Yield a header, a line and the rows, each with its note, and the titles of dropped columns."""
    columns = table.columns
    yield from _row_lines(tuple(column.title for column in columns), "bold", columns, layout, screen)
    yield ((" " + "─" * (sum(layout.values()) + COLUMN_GAP * (len(layout) - 1)), ""),)
    lead = 1 + COLUMN_GAP + (next(iter(layout.values())) if _name_column_count(table) > 1 else 0)
    for row in drop_repeated_notes(table.rows):
        yield from _row_lines(row.cells, STYLES[row.tone], columns, layout, screen)
        if row.note:
            yield from screen.indent(row.note, lead)
    if dropped_titles := [column.title for n, column in enumerate(columns) if n not in layout]:
        remark = _("Not shown at this width: {columns}.", columns=", ".join(dropped_titles))
        yield from screen.hang("", remark, STYLES["quiet"])


def _name_column_count(table: Table) -> int:
    """Return the number of columns that name a row: two if the first is as short as a rank or a box."""
    first = max(cell_len(text) for text in (table.columns[0].title, *(row.cells[0] for row in table.rows)))
    return 2 if first <= MAX_RANK_WIDTH and len(table.columns) > 1 else 1


def drop_repeated_notes(rows: tuple[Row, ...]) -> Iterator[Row]:
    """Yield the rows; of successive rows with the same note only the last one keeps it."""
    for row, after in zip_longest(rows, rows[1:]):
        yield row._replace(note="") if after and row.note == after.note else row


def _row_lines(
    cells: tuple[str, ...], style: str, columns: tuple[Column, ...], layout: dict[int, int], screen: Screen
) -> Iterator[Line]:
    """Yield the lines of one row; only its first two columns have its style, so that text stays readable."""
    wrapped_cells = [
        [_truncate(cells[n], width)] if columns[n].can_cut else screen.wrap(cells[n], width)
        for n, width in layout.items()
    ]
    for parts in zip_longest(*wrapped_cells, fillvalue=""):
        line = [(" ", "")]
        for position, ((n, width), part) in enumerate(zip(layout.items(), parts, strict=True)):
            blanks = " " * max(0, width - cell_len(part))
            text = blanks + part if columns[n].align == "right" else part + blanks
            line += [(text, style if position <= 1 or style == "bold" else ""), (" " * COLUMN_GAP, "")]
        yield _without_trailing_blanks(line)


def _without_trailing_blanks(line: list[tuple[str, str]]) -> Line:
    while line:
        text, style = line.pop()
        if stripped := text.rstrip():
            return (*line, (stripped, style))
    return BLANK_LINE


def _truncate(text: str, width: int) -> str:
    """Return a text truncated to a width, with an ellipsis."""
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def fit_columns(table: Table, width: int) -> dict[int, int] | None:
    """Return the width of each column that is shown, by its index, or None if not even those without a priority fit."""
    natural = [
        max(cell_len(text) for text in (column.title, *(row.cells[n] for row in table.rows)))
        for n, column in enumerate(table.columns)
    ]
    return share_columns(table.columns, natural, width)
