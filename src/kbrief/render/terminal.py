"""Render a document for a terminal, as Rich renderables that fit any width."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from kbrief.i18n import _
from kbrief.pages.document import Block, Box, Bullets, Column, Document, Heading, Paragraph, Picture, Row, Table

#: On a narrower screen a table becomes blocks of `label: value`.
STYLES = {
    "plain": "", "strong": "bold", "emphasize": "bold green", "minimize": "bold magenta", "hold": "bold",
    "quiet": "italic", "warn": "bold red",
}  # fmt: skip
MIN_TABLE_WIDTH = 45

#: The `drop_priority` of columns that are left out of the blocks of narrow screens.
DROPPED_WITH_NOTE = 9

#: The blanks between columns.
COLUMN_GAP = 2

#: No narrower than this is a cell that wraps, while other columns can still be dropped.
MIN_TEXT_WIDTH = 18

#: No shorter than this is a truncated id, while other columns can still be dropped: its unique beginning can be typed.
MIN_ID_WIDTH = 9

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
        document, width = self.document, options.max_width
        yield from render_title(document, width, console)
        for line in document.caveats:
            yield from indent_lines(line, 0, console, width)
        previous: Block | None = None
        for block in document.blocks:
            if not is_tight(previous, block):
                yield Text("")
            yield from render_block(block)
            previous = block
        if notes := [*_legend(document, width), *document.footnotes]:
            yield Text("")
            yield from (HangingText("", line) for line in notes)
        if document.next_steps:
            yield Text("")
            yield from render_next_steps(document.next_steps, width, console)


def _legend(document: Document, width: int) -> Iterator[str]:
    """Yield the meanings of the columns that are shown at this width."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    shown = {title for table in tables for title in visible_titles(table, width)}
    yield from (meaning for title, meaning in document.legend if title in shown or not title)


def visible_titles(table: Table, width: int) -> list[str]:
    """Return the titles of the columns of a table that are shown at this width."""
    if not table.rows:
        return []
    layout = fit_columns(table, width - 1) if width >= MIN_TABLE_WIDTH else None
    return [
        column.title
        for n, column in enumerate(table.columns)
        if (column.drop_priority < DROPPED_WITH_NOTE if layout is None else n in layout)
    ]


def is_tight(previous: Block | None, block: Block) -> bool:
    """Whether a block follows the previous one without a blank line, being under its heading, or text after text."""
    return isinstance(previous, Heading) or (isinstance(previous, Paragraph) and isinstance(block, Paragraph))


def render_title(document: Document, width: int, console: Console) -> Iterator[RenderableType]:
    """Yield the title with the subtitle at the right if it fits, else under it."""
    style = STYLES[document.tone]
    blanks = width - cell_len(document.title) - cell_len(document.subtitle)
    if blanks >= COLUMN_GAP and document.subtitle:
        yield Text.assemble((document.title, style), " " * blanks, document.subtitle)
    else:
        yield from (Text(line, style) for line in wrap(document.title, width, console))
        if document.subtitle:
            yield from indent_lines(document.subtitle, 0, console, width)


def render_block(block: Block) -> Iterator[RenderableType]:
    """Yield the renderables of one block."""
    match block:
        case Table():
            yield TableView(block)
        case Heading(text, level, tone):
            yield HangingText(" " if level == LOWEST_HEADING else "", text, STYLES[tone])
        case Paragraph(text, tone):
            yield HangingText("", text, STYLES[tone])
        case Bullets(items):
            yield Group(*(HangingText("- ", item) for item in items))
        case Box(name, items):
            yield HangingText("", name, STYLES["strong"])
            yield Group(*(HangingText("| - ", item) for item in items))
        case Picture(_, name, alt):
            yield HangingText("", f"{name}: {alt}")
        case _:
            width = max((cell_len(label) for label, _ in block.pairs), default=0)
            for label, value in block.pairs:
                yield HangingText(f" {set_cell_size(label, width)}  " if width else " ", value)


class HangingText:
    """A text beside its label, with further lines under its first word; on a narrow screen all of it is under the label."""

    def __init__(self, label: str, text: str, style: str = "") -> None:
        self.label, self.text, self.style = label, text, style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        indent = cell_len(self.label)
        if indent > MAX_BULLET_WIDTH and options.max_width < MIN_TABLE_WIDTH:
            if label := self.label.strip():
                yield from (Text(line, "bold") for line in wrap(label, options.max_width, console))
            yield from indent_lines(self.text, COLUMN_GAP, console, options.max_width)
            return
        for n, line in enumerate(wrap(self.text, readable_width(options.max_width - indent), console)):
            yield Text.assemble((self.label, "bold") if n == 0 else " " * indent, (line, self.style))


def wrap(text: str, width: int, console: Console) -> list[str]:
    """Return the lines of a text wrapped at words, without trailing blanks."""
    if text.isprintable() and cell_len(text) <= width:
        return [text.rstrip()]
    return [line.plain.rstrip() for line in Text(text).wrap(console, width)] or [""]


def readable_width(width: int) -> int:
    """Return the width of running text on a screen of this width."""
    return max(8, min(width, MAX_TEXT_WIDTH))


def indent_lines(text: str, indent: int, console: Console, width: int, hang: int = 0) -> Iterator[Text]:
    """Yield the wrapped lines of a text, indented, and continued `hang` columns deeper or under the text of a bullet."""
    for line in text.split("\n"):
        hanging = COLUMN_GAP if line.startswith("- ") else hang
        for n, part in enumerate(wrap(line, readable_width(width - indent - hanging), console)):
            yield Text(" " * (indent + (hanging if n else 0)) + part)


def render_next_steps(commands: Iterable[tuple[str, str]], width: int, console: Console) -> Iterator[RenderableType]:
    """Yield the commands to type next, each with its explanation beside it, or under it if that does not fit."""
    steps = list(commands)
    longest = max(cell_len(command) for command, _ in steps)
    lines = [f" $ {set_cell_size(command, longest)}   {explanation}" for command, explanation in steps]
    if all(cell_len(line) <= width for line in lines):
        yield from (Text(line) for line in lines)
        return
    for command, explanation in steps:
        yield from indent_lines(f"$ {command}", 1, console, width, COLUMN_GAP)
        yield from indent_lines(explanation, 1 + COLUMN_GAP, console, width)


class TableView:
    """A table whose columns are dropped by priority and wrapped to fit the width, or which becomes blocks."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self.table.rows:
            yield HangingText("", self.table.empty)
        elif (layout := fit_columns(self.table, options.max_width - 1)) is None or options.max_width < MIN_TABLE_WIDTH:
            yield from self._blocks(console, options)
        else:
            yield from self._grid(console, options, layout)

    def _blocks(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield each row as a line that names it, and a line for each of its values."""
        width, named = options.max_width, self._name_column_count
        for position, row in enumerate(drop_repeated_notes(self.table.rows)):
            if position:
                yield Text("")
            yield HangingText("", "  ".join(row.cells[:named]).strip(), STYLES[row.tone] or "bold")
            for column, cell in list(zip(self.table.columns, row.cells, strict=True))[named:]:
                if cell and column.drop_priority < DROPPED_WITH_NOTE:
                    yield from indent_lines(f"{column.title}: {cell}", 0, console, width, COLUMN_GAP)
            if row.note:
                yield from indent_lines(row.note, COLUMN_GAP, console, width)

    def _grid(self, console: Console, options: ConsoleOptions, layout: dict[int, int]) -> RenderResult:
        """Yield a header, a line and the rows, each with its note, and the titles of dropped columns."""
        columns = self.table.columns
        yield from _row_lines(console, layout, columns, tuple(column.title for column in columns), "bold")
        yield Text(" " + "─" * (sum(layout.values()) + COLUMN_GAP * (len(layout) - 1)))
        lead = 1 + COLUMN_GAP + (next(iter(layout.values())) if self._name_column_count > 1 else 0)
        dropped_titles = [column.title for n, column in enumerate(columns) if n not in layout]
        for row in drop_repeated_notes(self.table.rows):
            yield from _row_lines(console, layout, columns, row.cells, STYLES[row.tone])
            if row.note:
                yield from indent_lines(row.note, lead, console, options.max_width)
        if dropped_titles:
            remark = _("Not shown at this width: {columns}.", columns=", ".join(dropped_titles))
            yield HangingText("", remark, STYLES["quiet"])

    @property
    def _name_column_count(self) -> int:
        """The number of columns that name a row: two if the first is as short as a rank or a box."""
        columns, rows = self.table.columns, self.table.rows
        first = max(cell_len(text) for text in (columns[0].title, *(row.cells[0] for row in rows)))
        return 2 if first <= MAX_RANK_WIDTH and len(columns) > 1 else 1


def drop_repeated_notes(rows: tuple[Row, ...]) -> Iterator[Row]:
    """Yield the rows; of successive rows with the same note only the last one keeps it."""
    for row, after in zip_longest(rows, rows[1:]):
        yield row._replace(note="") if after and row.note == after.note else row


def _row_lines(
    console: Console, layout: dict[int, int], columns: tuple[Column, ...], cells: tuple[str, ...], style: str
) -> Iterator[Text]:
    """Yield the lines of one row; only its first two columns have its style, so that text stays readable."""
    wrapped_cells = [
        [_truncate(cells[n], width)] if columns[n].can_cut else wrap(cells[n], width, console)
        for n, width in layout.items()
    ]
    for parts in zip_longest(*wrapped_cells, fillvalue=""):
        line = Text(" ")
        for position, ((n, width), part) in enumerate(zip(layout.items(), parts, strict=True)):
            blanks = " " * max(0, width - cell_len(part))
            text = blanks + part if columns[n].align == "right" else part + blanks
            line.append(text, style if position <= 1 or style == "bold" else "")
            line.append(" " * COLUMN_GAP if position < len(layout) - 1 else "")
        line.rstrip()
        yield line


def _truncate(text: str, width: int) -> str:
    """Return a text truncated to a width, with an ellipsis."""
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def fit_columns(table: Table, width: int) -> dict[int, int] | None:
    """Return the width of each column that is shown, by its index, or None if not even those without a priority fit."""
    natural = [
        max(cell_len(text) for text in (column.title, *(row.cells[n] for row in table.rows)))
        for n, column in enumerate(table.columns)
    ]
    minimums = [min(width, _min_width(table.columns[n], width)) for n, width in enumerate(natural)]
    droppable = (n for n, column in enumerate(table.columns) if column.drop_priority)
    drop_order = sorted(droppable, key=lambda n: -table.columns[n].drop_priority)
    for dropped in range(len(drop_order) + 1):
        columns = [n for n in range(len(natural)) if n not in drop_order[:dropped]]
        spare = width - COLUMN_GAP * (len(columns) - 1) - sum(minimums[n] for n in columns)
        if spare >= 0:
            return _share_width(columns, natural, minimums, spare)
    return None


def _min_width(column: Column, natural: int) -> int:
    """Return the least width of a column: text wraps, an id is truncated, anything else keeps its width."""
    if column.can_wrap:
        return column.min_width if column.min_width > 0 else MIN_TEXT_WIDTH
    return MIN_ID_WIDTH if column.can_cut else natural


def _share_width(columns: list[int], natural: list[int], minimums: list[int], spare: int) -> dict[int, int]:
    """Return the widths of columns: their minimum and a share of the spare width in proportion to what they lack."""
    layout = {n: minimums[n] for n in columns}
    total_demand = sum(natural[n] - minimums[n] for n in columns)
    for n in columns:
        demand = natural[n] - minimums[n]
        share = min(demand, spare * demand // total_demand) if demand else 0
        layout[n] += share
        spare, total_demand = spare - share, total_demand - demand
    return layout
