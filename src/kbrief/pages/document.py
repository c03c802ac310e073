"""The content of a page as blocks, independent of any format."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from kbrief.pages.chart_data import Chart

Align = Literal["left", "right"]
Tone = Literal["plain", "strong", "emphasize", "minimize", "hold", "quiet", "warn"]


class Column(NamedTuple):
    """A column of a table.

    Where the columns do not fit, those with the highest `drop_priority` are dropped first, and those with 0 never.
    `min_width` is for columns that wrap; 0 stands for the usual one.
    """

    title: str
    align: Align = "left"
    drop_priority: int = 0
    can_wrap: bool = False
    can_cut: bool = False
    min_width: int = 0


class Row(NamedTuple):
    """The cells of a row in the order of the columns, and a note under them."""

    cells: tuple[str, ...]
    note: str = ""
    tone: Tone = "plain"


class Table(NamedTuple):
    """A table; `note_title` is the title of the notes where they are a column, `empty` the text without rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note_title: str = ""
    empty: str = ""


class Heading(NamedTuple):
    """A heading; level 1 begins a part, such as an annex, and on paper a new page."""

    text: str
    level: Literal[1, 2, 3] = 2
    tone: Tone = "strong"


class Paragraph(NamedTuple):
    """Running text."""

    text: str
    tone: Tone = "plain"


class Bullets(NamedTuple):
    """A list of short texts."""

    items: tuple[str, ...]


class Fields(NamedTuple):
    """Pairs of a label and a value; pairs without a value are left out."""

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, *pairs: tuple[str, str | None]) -> "Fields":
        """Return the pairs that have a value."""
        return cls(tuple((label, value) for label, value in pairs if value))


class Box(NamedTuple):
    """A title and a few lines in a frame, to be read first."""

    title: str
    items: tuple[str, ...]


class Picture(NamedTuple):
    """A chart, its title, and the alternative text for readers who cannot see it."""

    chart: "Chart"
    title: str
    alt: str


Block = Table | Heading | Paragraph | Bullets | Fields | Box | Picture


class Document(NamedTuple):
    """A page: a title, head lines on how far to trust it, blocks, footnotes, and commands to type next.

    `legend` pairs a column's title with its meaning, which is left out where the column is; "" stands for all columns.
    """

    title: str
    caveats: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    footnotes: tuple[str, ...] = ()
    next_steps: tuple[tuple[str, str], ...] = ()
    subtitle: str = ""
    tone: Tone = "strong"


def flatten(*parts: Block | Iterable[Block] | None) -> tuple[Block, ...]:
    """Return all blocks in order: groups are flattened, and None is left out."""
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, (Table, Heading, Paragraph, Bullets, Fields, Box, Picture)):
            blocks.append(part)
        elif part is not None:
            blocks.extend(part)
    return tuple(blocks)
