"""Documents: what a page says, in no format."""

import datetime as dt
from collections.abc import Iterable
from typing import Literal, NamedTuple

from kbrief.model import Lang, Paper

Align = Literal["left", "right"]
Tone = Literal["plain", "strong", "emphasize", "minimize", "hold", "quiet", "warn"]


class Column(NamedTuple):
    """A column; of several that do not fit, the one with the highest `drop_priority` goes first, 0 never.

    Text that wraps is never narrower than `least`, 0 for what text usually needs.
    """

    title: str
    align: Align = "left"
    drop_priority: int = 0
    can_wrap: bool = False
    can_cut: bool = False
    least: int = 0


class Row(NamedTuple):
    """The cells of a row, in the order of the columns, and what is said under it."""

    cells: tuple[str, ...]
    note: str = ""
    tone: Tone = "plain"


class Table(NamedTuple):
    """A table; `note_title` names the notes where they have to be a column of their own."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note_title: str = ""
    empty: str = ""


class Heading(NamedTuple):
    """A heading of level 1, 2 or 3; level 1 begins a part, such as an annex: on paper, a page of its own."""

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
    """What has to be read first: a title and a few lines in a frame."""

    title: str
    items: tuple[str, ...]


class Picture(NamedTuple):
    """A picture as SVG without a heading of its own, and the text that says the same where it cannot be seen."""

    svg: str
    title: str
    alt: str


Block = Table | Heading | Paragraph | Bullets | Fields | Box | Picture


class Document(NamedTuple):
    """A page: a title, the head lines that say how far to trust it, blocks, footnotes, and what to type next.

    `legend` says what columns mean, by their titles: a screen leaves out what it has no room for. "" is for all.
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
    """Return the blocks in order, groups of blocks opened and absent ones left out."""
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, (Table, Heading, Paragraph, Bullets, Fields, Box, Picture)):
            blocks.append(part)
        elif part is not None:
            blocks.extend(part)
    return tuple(blocks)


class Meta(NamedTuple):
    """About a document: its language, its title for readers' lists, its day, who wrote it, the marking of each page.

    `lang` is the language that the program speaks in it; `language` that of the brief's own texts by its tag, and
    `paper` the size of its pages, each worked out where empty. `pages` is how many pages what comes before the annexes
    should fit. With a `size` all text is set in so many points, and none of it smaller; cards are pages of A6. With no
    other clock asked, the same document and the same `Meta` give the same bytes.
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
        """The tag of the language that the document is in."""
        return self.language or self.lang

    @property
    def page(self) -> Paper:
        """The paper: as set, else by language and region."""
        return self.paper or default_paper(self.text_language)

    @property
    def page_size(self) -> tuple[float, float]:
        """The width and height of the paper in millimeters."""
        return CARD if self.is_card else PAPER_SIZES[self.page]


PAPER_SIZES: dict[Paper, tuple[float, float]] = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
CARD = (105.0, 148.0)
"""The width and height of each paper, and of cards, in millimeters."""

LETTER_REGIONS = frozenset(["CA", "CL", "CO", "CR", "DO", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""Where letters are written on letter paper."""


def default_paper(language: str) -> Paper:
    """Return the paper that is usual where a language is spoken: by the region of its tag, else letter for English."""
    name, *rest = language.split("-")
    regions = [part.upper() for part in rest if len(part) == 2]  # noqa: PLR2004 - a region has two letters
    is_letter = regions[0] in LETTER_REGIONS if regions else name == "en"
    return "letter" if is_letter else "a4"


class UserTemplate(NamedTuple):
    """A user's template as read: the name that messages use, and its bytes."""

    name: str
    data: bytes
