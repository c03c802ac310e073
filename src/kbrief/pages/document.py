"""The content of a page as blocks, independent of any format."""

import datetime as dt
from collections.abc import Iterable
from typing import Literal, NamedTuple

from kbrief.model import Lang, Paper

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
    """A picture as SVG, its title, and the alternative text for readers who cannot see it."""

    svg: str
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


class Meta(NamedTuple):
    """The properties of a document's file: languages, title, date, author, marking of each page, and paper.

    `lang` is the language of the program's own words; `language` is the tag of that of the brief's texts, by default
    the same. `paper` is by default the usual one of that language. `pages` is the limit of pages before the annexes.
    With a `size`, all text has that many points. Cards are pages of A6. No clock is read: the same document and `Meta`
    give the same bytes.
    """

    lang: Lang
    title: str
    date: dt.date
    author: str = ""
    marking: str = ""
    pages: int = 2
    language: str = ""
    paper: Paper | Literal[""] = ""
    size: float = 0
    is_card: bool = False

    @property
    def text_language(self) -> str:
        """The tag of the document's language."""
        return self.language or self.lang

    @property
    def page(self) -> Paper:
        """The paper of the document: as set, else by language and region."""
        return self.paper or default_paper(self.text_language)

    @property
    def page_size(self) -> tuple[float, float]:
        """The width and height of the paper in millimeters."""
        return CARD_SIZE if self.is_card else PAPER_SIZES[self.page]


#: The width and height of each paper in millimeters.
PAPER_SIZES: dict[Paper, tuple[float, float]] = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}

#: The width and height of a card in millimeters.
CARD_SIZE = (105.0, 148.0)

#: The number of letters of a region in the tag of a language.
REGION_LENGTH = 2

#: The regions that use letter paper.
LETTER_REGIONS = frozenset(["CA", "CL", "CO", "CR", "DO", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])


def default_paper(language: str) -> Paper:
    """Return the usual paper of a language: by the region in its tag, else letter for English and A4 for others."""
    name, *subtags = language.split("-")
    regions = [subtag.upper() for subtag in subtags if len(subtag) == REGION_LENGTH]
    is_letter = regions[0] in LETTER_REGIONS if regions else name == "en"
    return "letter" if is_letter else "a4"


class UserTemplate(NamedTuple):
    """A user's template as read: the name that messages use, and its bytes."""

    name: str
    data: bytes
