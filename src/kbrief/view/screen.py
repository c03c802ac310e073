"""A page for a terminal: Rich renderables that fit any width."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from kbrief.model.document import Block, Box, Bullets, Column, Document, Fields, Figure, Heading, Paragraph, Row, Table

STYLES = {
    "plain": "", "strong": "bold", "emphasize": "bold green", "minimize": "bold magenta", "hold": "bold",
    "quiet": "italic", "warn": "bold red",
}  # fmt: skip
NARROW = 45
"""Below so many columns a table becomes blocks of `label: value`."""

GAP = 2
LEAST = 18
"""The fewest columns that a wrapping cell is given while others can still be dropped."""


class Screen:
    """A whole page."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        document = self.document
        yield from title(document, options.max_width)
        for line in document.head:
            yield from indented(line, 0, console, options.max_width)
        for block in document.blocks:
            if not isinstance(block, Paragraph):
                yield Text("")
            yield from rendered(block)
        if document.foot:
            yield Text("")
            yield from (Hanging("", line) for line in document.foot)
        if document.following:
            yield Text("")
            yield from following(document.following, options.max_width)


def title(document: Document, width: int) -> Iterator[RenderableType]:
    """Yield the title with the corner text at the right where it fits, else under it."""
    style = STYLES[document.tone]
    blanks = width - cell_len(document.title) - cell_len(document.corner)
    if blanks >= GAP and document.corner:
        yield Text.assemble((document.title, style), " " * blanks, document.corner)
    else:
        yield Text(document.title, style)
        if document.corner:
            yield Text(document.corner)


def rendered(block: Block) -> Iterator[RenderableType]:
    """Yield the renderables of one block."""
    match block:
        case Table():
            yield TableView(block)
        case Heading(text, level, tone):
            yield Text(" " * (level > 2) + text, STYLES[tone])  # noqa: PLR2004 - heading levels
        case Paragraph(text, tone):
            yield Hanging("", text, STYLES[tone])
        case Bullets(items):
            yield Group(*(Hanging("- ", item) for item in items))
        case Box(name, items):
            yield Text(name, STYLES["strong"])
            yield Group(*(Hanging("| - ", item) for item in items))
        case Figure(_, name, alt):
            yield Hanging("", f"{name}: {alt}")
        case Fields(pairs):
            width = max((cell_len(label) for label, _ in pairs), default=0)
            yield Group(
                *(Hanging(f" {set_cell_size(label, width)}  " if width else " ", value) for label, value in pairs)
            )


class Hanging:
    """A text whose further lines stand under its first word; on a narrow screen, under its label."""

    def __init__(self, label: str, text: str, style: str = "") -> None:
        self.label, self.text, self.style = label, text, style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        indent = cell_len(self.label)
        if indent > 3 and options.max_width < NARROW:  # noqa: PLR2004 - a bullet is no label
            if self.label.strip():
                yield Text(self.label.strip(), "bold")
            yield from indented(self.text, GAP, console, options.max_width)
            return
        for n, line in enumerate(wrapped(self.text, max(8, options.max_width - indent), console)):
            yield Text.assemble((self.label, "bold") if n == 0 else " " * indent, (line, self.style))


def wrapped(text: str, width: int, console: Console) -> list[str]:
    """Return the lines of a text, wrapped at words, without trailing blanks."""
    return [line.plain.rstrip() for line in Text(text).wrap(console, width)] or [""]


def indented(text: str, indent: int, console: Console, width: int) -> Iterator[Text]:
    """Yield the lines of a text, all set in by `indent`."""
    yield from (Text(" " * indent + line) for line in wrapped(text, max(8, width - indent), console))


def following(commands: Iterable[tuple[str, str]], width: int) -> Iterator[RenderableType]:
    """Yield what to type next, with what it does beside it where that fits."""
    known = list(commands)
    longest = max(cell_len(command) for command, _ in known)
    for command, what in known:
        line = f" $ {set_cell_size(command, longest)}   {what}"
        if cell_len(line) <= width:
            yield Text(line)
        else:
            yield Text(f" $ {command}")
            yield Text(f"   {what}")


class TableView:
    """A table whose columns are dropped by priority, wrapped, or turned into blocks, as the width asks."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if not self.table.rows:
            yield Text(self.table.empty)
        elif (layout := fit(self.table, options.max_width - 1)) is None or options.max_width < NARROW:
            yield from self._blocks(console, options)
        else:
            yield from self._grid(console, options, layout)

    def _blocks(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        for row in said_once(self.table.rows):
            for n, (column, cell) in enumerate(zip(self.table.columns, row.cells, strict=True)):
                if cell and column.drop < 9:  # noqa: PLR2004 - what no narrow screen needs
                    label = f"{column.title}: " if column.title else ""
                    yield Text(f"{label}{cell}", STYLES[row.tone] if n <= 1 else "")
            if row.note:
                yield from indented(row.note, GAP, console, options.max_width)
            yield Text("")

    def _grid(self, console: Console, options: ConsoleOptions, layout: dict[int, int]) -> RenderResult:
        columns = self.table.columns
        yield from _line(console, layout, columns, tuple(column.title for column in columns), "bold")
        yield Text(" " + "─" * (sum(layout.values()) + GAP * (len(layout) - 1)))
        lead = self._lead(layout)
        for row in said_once(self.table.rows):
            yield from _line(console, layout, columns, row.cells, _style(row))
            if row.note:
                yield from indented(row.note, lead, console, options.max_width)

    def _lead(self, layout: dict[int, int]) -> int:
        """Return where notes begin: under the second column where the first is a short one."""
        first = next(iter(layout.values()))
        return 1 + first + GAP if first <= 4 and len(layout) > 1 else 1 + GAP  # noqa: PLR2004 - a rank or a box


def said_once(rows: tuple[Row, ...]) -> Iterator[Row]:
    """Yield the rows; of several in a row with the same note only the last one keeps it."""
    for row, after in zip_longest(rows, rows[1:]):
        yield row._replace(note="") if after and row.note == after.note else row


def _style(row: Row) -> str:
    return STYLES[row.tone]


def _line(
    console: Console, layout: dict[int, int], columns: tuple[Column, ...], cells: tuple[str, ...], style: str
) -> Iterator[Text]:
    """Yield the screen lines of one row; the tone marks its first two columns only, so that text stays readable."""
    parts = {n: wrapped(cells[n], width, console) for n, width in layout.items()}
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


def fit(table: Table, width: int) -> dict[int, int] | None:
    """Return the width of each column that is kept (by its index), or None where not even the needed ones fit."""
    natural = [
        max(cell_len(text) for text in (column.title, *(row.cells[n] for row in table.rows)))
        for n, column in enumerate(table.columns)
    ]
    least = [min(w, LEAST) if table.columns[n].can_wrap else w for n, w in enumerate(natural)]
    order = sorted((n for n, c in enumerate(table.columns) if c.drop), key=lambda n: -table.columns[n].drop)
    for dropped in range(len(order) + 1):
        kept = [n for n in range(len(natural)) if n not in order[:dropped]]
        spare = width - GAP * (len(kept) - 1) - sum(least[n] for n in kept)
        if spare >= 0:
            return _spread(kept, natural, least, spare)
    return None


def _spread(kept: list[int], natural: list[int], least: list[int], spare: int) -> dict[int, int]:
    """Share what is spare among the columns that want more, those that want least first."""
    layout = {n: least[n] for n in kept}
    hungry = sorted((n for n in kept if natural[n] > least[n]), key=lambda n: natural[n] - least[n])
    for position, n in enumerate(hungry):
        share = min(natural[n] - least[n], spare // (len(hungry) - position))
        layout[n] += share
        spare -= share
    return layout
