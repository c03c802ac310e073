"""What a document is besides its content: languages, date, author, marking, paper, and a user's template."""

import datetime as dt
from typing import Literal, NamedTuple

from kbrief.model import Lang, Paper


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
