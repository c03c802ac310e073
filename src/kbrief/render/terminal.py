"""A page for a terminal: Rich renderables that fit any width."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from kbrief.i18n import _
from kbrief.pages.document import Block, Box, Bullets, Column, Document, Heading, Paragraph, Picture, Row, Table

STYLES = {
    "plain": "", "strong": "bold", "emphasize": "bold green", "minimize": "bold magenta", "hold": "bold",
    "quiet": "italic", "warn": "bold red",
}  # fmt: skip
NARROW = 45
"""Below so many columns a table becomes blocks of `label: value`."""

DROPPED_WITH_NOTE = 9
"""The `drop` of columns that no narrow screen needs."""

GAP = 2
MIN_TEXT_WIDTH = 18
"""The fewest columns that a wrapping cell is given while others can still be dropped."""

MIN_ID_WIDTH = 9
"""To how many columns an id is cut while others can still be dropped: a unique beginning of it can be typed."""

MAX_TEXT_WIDTH = 110
"""The longest line of running text, however wide the screen."""


class TerminalPage:
    """A whole page."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        document, width = self.document, options.max_width
        yield from title(document, width, console)
        for line in document.caveats:
            yield from indented(line, 0, console, width)
        before: Block | None = None
        for block in document.blocks:
            if not is_tight(before, block):
                yield Text("")
            yield from rendered(block)
            before = block
        if notes := [*_legend(document, width), *document.footnotes]:
            yield Text("")
            yield from (HangingText("", line) for line in notes)
        if document.next_steps:
            yield Text("")
            yield from render_next_steps(document.next_steps, width, console)


def _legend(document: Document, width: int) -> Iterator[str]:
    """Yield what the columns mean that a screen of this width has room for."""
    shown = {title for block in document.blocks if isinstance(block, Table) for title in titles(block, width)}
    yield from (meaning for title, meaning in document.legend if title in shown or not title)


def titles(table: Table, width: int) -> list[str]:
    """Return the titles of the columns that are shown in so many columns of a screen."""
    if not table.rows:
        return []
    layout = fit(table, width - 1) if width >= NARROW else None
    return [
        column.title
        for n, column in enumerate(table.columns)
        if (column.drop_priority < DROPPED_WITH_NOTE if layout is None else n in layout)
    ]


def is_tight(before: Block | None, block: Block) -> bool:
    """Whether a block follows the one before it without a blank line: under its heading, or text after text."""
    return isinstance(before, Heading) or (isinstance(before, Paragraph) and isinstance(block, Paragraph))


def title(document: Document, width: int, console: Console) -> Iterator[RenderableType]:
    """Yield the title with the corner text at the right where it fits, else under it."""
    style = STYLES[document.tone]
    blanks = width - cell_len(document.title) - cell_len(document.subtitle)
    if blanks >= GAP and document.subtitle:
        yield Text.assemble((document.title, style), " " * blanks, document.subtitle)
    else:
        yield from (Text(line, style) for line in wrapped(document.title, width, console))
        if document.subtitle:
            yield from indented(document.subtitle, 0, console, width)


def rendered(block: Block) -> Iterator[RenderableType]:
    """Yield the renderables of one block."""
    match block:
        case Table():
            yield TableView(block)
        case Heading(text, level, tone):
            yield HangingText(" " * (level > 2), text, STYLES[tone])  # noqa: PLR2004 - heading levels
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
    """A text whose further lines stand under its first word; on a narrow screen, under its label."""

    def __init__(self, label: str, text: str, style: str = "") -> None:
        self.label, self.text, self.style = label, text, style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        indent = cell_len(self.label)
        if indent > 4 and options.max_width < NARROW:  # noqa: PLR2004 - a bullet is no label
            if label := self.label.strip():
                yield from (Text(line, "bold") for line in wrapped(label, options.max_width, console))
            yield from indented(self.text, GAP, console, options.max_width)
            return
        for n, line in enumerate(wrapped(self.text, readable_width(options.max_width - indent), console)):
            yield Text.assemble((self.label, "bold") if n == 0 else " " * indent, (line, self.style))


def wrapped(text: str, width: int, console: Console) -> list[str]:
    """Return the lines of a text, wrapped at words, without trailing blanks."""
    if text.isprintable() and cell_len(text) <= width:
        return [text.rstrip()]
    return [line.plain.rstrip() for line in Text(text).wrap(console, width)] or [""]


def readable_width(width: int) -> int:
    """Return how wide running text is set in so many columns."""
    return max(8, min(width, MAX_TEXT_WIDTH))


def indented(text: str, indent: int, console: Console, width: int, hang: int = 0) -> Iterator[Text]:
    """Yield the lines of a text, set in by `indent`, and where they go on by `hang` more, or under a bullet's words."""
    for line in text.split("\n"):
        more = GAP if line.startswith("- ") else hang
        for n, part in enumerate(wrapped(line, readable_width(width - indent - more), console)):
            yield Text(" " * (indent + (more if n else 0)) + part)


def render_next_steps(commands: Iterable[tuple[str, str]], width: int, console: Console) -> Iterator[RenderableType]:
    """Yield what to type next, with what each does beside it, or under it where that does not fit."""
    known = list(commands)
    longest = max(cell_len(command) for command, _ in known)
    lines = [f" $ {set_cell_size(command, longest)}   {what}" for command, what in known]
    if all(cell_len(line) <= width for line in lines):
        yield from (Text(line) for line in lines)
        return
    for command, what in known:
        yield from indented(f"$ {command}", 1, console, width, GAP)
        yield from indented(what, 1 + GAP, console, width)


class TableView:
    """A table whose columns are dropped by priority, wrapped, or turned into blocks, as the width asks."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self.table.rows:
            yield HangingText("", self.table.empty)
        elif (layout := fit(self.table, options.max_width - 1)) is None or options.max_width < NARROW:
            yield from self._blocks(console, options)
        else:
            yield from self._grid(console, options, layout)

    def _blocks(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield each row as a line that names it, then its values, a line each."""
        width, named = options.max_width, self._named
        for position, row in enumerate(drop_repeated_notes(self.table.rows)):
            if position:
                yield Text("")
            yield HangingText("", "  ".join(row.cells[:named]).strip(), STYLES[row.tone] or "bold")
            for column, cell in list(zip(self.table.columns, row.cells, strict=True))[named:]:
                if cell and column.drop_priority < DROPPED_WITH_NOTE:
                    yield from indented(f"{column.title}: {cell}", 0, console, width, GAP)
            if row.note:
                yield from indented(row.note, GAP, console, width)

    def _grid(self, console: Console, options: ConsoleOptions, layout: dict[int, int]) -> RenderResult:
        columns = self.table.columns
        yield from _line(console, layout, columns, tuple(column.title for column in columns), "bold")
        yield Text(" " + "─" * (sum(layout.values()) + GAP * (len(layout) - 1)))
        lead = 1 + GAP + (next(iter(layout.values())) if self._named > 1 else 0)
        left_out = [column.title for n, column in enumerate(columns) if n not in layout]
        for row in drop_repeated_notes(self.table.rows):
            yield from _line(console, layout, columns, row.cells, STYLES[row.tone])
            if row.note:
                yield from indented(row.note, lead, console, options.max_width)
        if left_out:
            remark = _("Not shown at this width: {columns}.", columns=", ".join(left_out))
            yield HangingText("", remark, STYLES["quiet"])

    @property
    def _named(self) -> int:
        """How many columns name a row: two where the first is as short as a rank or a box."""
        columns, rows = self.table.columns, self.table.rows
        first = max(cell_len(text) for text in (columns[0].title, *(row.cells[0] for row in rows)))
        return 2 if first <= 4 and len(columns) > 1 else 1  # noqa: PLR2004 - `10=`, `[x]`


def drop_repeated_notes(rows: tuple[Row, ...]) -> Iterator[Row]:
    """Yield the rows; of several in a row with the same note only the last one keeps it."""
    for row, after in zip_longest(rows, rows[1:]):
        yield row._replace(note="") if after and row.note == after.note else row


def _line(
    console: Console, layout: dict[int, int], columns: tuple[Column, ...], cells: tuple[str, ...], style: str
) -> Iterator[Text]:
    """Yield the screen lines of one row; the tone marks its first two columns only, so that text stays readable."""
    parts = {
        n: [_cut(cells[n], width)] if columns[n].can_cut else wrapped(cells[n], width, console)
        for n, width in layout.items()
    }
    for k in range(max(len(lines) for lines in parts.values())):
        line = Text(" ")
        for position, (n, width) in enumerate(layout.items()):
            cell = parts[n][k] if k < len(parts[n]) else ""
            blanks = " " * max(0, width - cell_len(cell))
            text = blanks + cell if columns[n].align == "right" else cell + blanks
            line.append(text, style if position <= 1 or style == "bold" else "")
            line.append(" " * GAP if position < len(layout) - 1 else "")
        line.rstrip()
        yield line


def _cut(text: str, width: int) -> str:
    """Return an id that fits, its end cut off where it is too long."""
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def fit(table: Table, width: int) -> dict[int, int] | None:
    """Return the width of each column that is kept (by its index), or None where not even the needed ones fit."""
    natural = [
        max(cell_len(text) for text in (column.title, *(row.cells[n] for row in table.rows)))
        for n, column in enumerate(table.columns)
    ]
    least = [min(width, _least_width(table.columns[n], width)) for n, width in enumerate(natural)]
    order = sorted(
        (n for n, c in enumerate(table.columns) if c.drop_priority), key=lambda n: -table.columns[n].drop_priority
    )
    for dropped in range(len(order) + 1):
        kept = [n for n in range(len(natural)) if n not in order[:dropped]]
        spare = width - GAP * (len(kept) - 1) - sum(least[n] for n in kept)
        if spare >= 0:
            return _spread(kept, natural, least, spare)
    return None


def _least_width(column: Column, natural: int) -> int:
    """Return how narrow a column may become: text wraps, an id is cut, all else keeps its width."""
    return (
        (column.least if column.least > 0 else MIN_TEXT_WIDTH)
        if column.can_wrap
        else MIN_ID_WIDTH
        if column.can_cut
        else natural
    )


def _spread(kept: list[int], natural: list[int], least: list[int], spare: int) -> dict[int, int]:
    """Share what is spare among the columns that want more, to each in the measure of its want."""
    layout = {n: least[n] for n in kept}
    wanted = sum(natural[n] - least[n] for n in kept)
    for n in kept:
        want = natural[n] - least[n]
        share = min(want, spare * want // wanted) if want else 0
        layout[n] += share
        spare, wanted = spare - share, wanted - want
    return layout
