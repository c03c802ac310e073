"""Finished files read back: their headings, items, texts and tables, the sizes of their letters, and their pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Literal, NamedTuple

from kbrief.errors import Message
from kbrief.files import escape_control_characters, read_file
from kbrief.text.archives import BROKEN

Kind = Literal["heading", "item", "text", "table"]


class Piece(NamedTuple):
    """A heading, an item, a text, or a table with its rows; of a PDF a heading, with its page and how far down it is.

    The level of a heading is 1 for the outermost.
    """

    kind: Kind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    page: int = 0
    down: float = 0.0


class Content(NamedTuple):
    """What a reader gives: the pieces in order, letters by size in points, and pages; empty or None where unknown."""

    pieces: tuple[Piece, ...]
    sizes: Mapping[float, int]
    pages: int | None = None


class NotMeasurable(Exception):
    """A measure cannot be taken of a file; the message says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


#: How each format is read back: `module:function`.
READERS = {
    ".md": "finished_text:read_markdown",
    ".html": "finished_text:read_html",
    ".docx": "finished_office:read_docx",
    ".hwpx": "finished_office:read_hwpx",
    ".pdf": "finished_pdf:read_pdf",
}


#: The formats whose pages are those of the PDF beside them.
PAGED = frozenset((".docx", ".hwpx"))


@dataclass(frozen=True)
class FinishedFile:
    """A file of a pack as it lies in the folder."""

    path: Path
    facts: Mapping[str, float] = field(default_factory=dict)

    @property
    def ending(self) -> str:
        """The ending of its name, which says its format."""
        return self.path.suffix.casefold()

    @cached_property
    def content(self) -> Content:
        """What is in it. Raises NotMeasurable for another format or a damaged file, BriefError, MissingExtra."""
        name = READERS.get(self.ending)
        if name is None:
            raise NotMeasurable(Message("{format} is not read back", format=self.ending or self.path.name))
        module, _, function = name.partition(":")
        read: Callable[[str, bytes], Content] = getattr(import_module(f"kbrief.pack.{module}"), function)
        data = read_file(self.path)
        try:
            return read(escape_control_characters(str(self.path)), data)
        except BROKEN as error:
            raise NotMeasurable(Message("it cannot be read back: {kind}", kind=type(error).__name__)) from error

    @property
    def page_count(self) -> int:
        """How many pages a PDF has, without reading them. Raises NotMeasurable for a damaged one, MissingExtra."""
        from kbrief.pack.finished_pdf import count_pages

        data = read_file(self.path)
        try:
            return count_pages(data)
        except ValueError as error:
            raise NotMeasurable(Message("it cannot be read back: {kind}", kind=type(error).__name__)) from error

    @cached_property
    def printed(self) -> "FinishedFile":
        """The PDF of the product: the file itself, or the one beside it. Raises NotMeasurable where there is none."""
        if self.ending == ".pdf":
            return self
        beside = self.path.with_suffix(".pdf")
        if self.ending not in PAGED:
            raise NotMeasurable(Message("{format} has no pages", format=self.ending))
        if not beside.is_file():
            raise NotMeasurable(Message("{format} has no pages without a PDF beside it", format=self.ending))
        return FinishedFile(beside, self.facts)
