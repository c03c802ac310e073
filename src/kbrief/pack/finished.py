"""Read finished files back: headings, items, texts and tables, font sizes, and pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Literal, NamedTuple

from kbrief.errors import Message
from kbrief.files import escape_control_characters, read_file
from kbrief.text.archives import BROKEN

PieceKind = Literal["heading", "item", "text", "table"]


class Piece(NamedTuple):
    """A heading, item, text or table of a file; the level of a heading is 1 for the outermost.

    A PDF has only headings, with their page and position, which is 0 at the top and 1 at the bottom.
    """

    kind: PieceKind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    page: int = 0
    vertical_position: float = 0.0


class Content(NamedTuple):
    """The content of a file: its pieces, the number of letters by font size in points, and pages if known."""

    pieces: tuple[Piece, ...]
    sizes: Mapping[float, int]
    pages: int | None = None


class NotMeasurable(Exception):
    """A measure cannot be taken of a file, for a reason that is a message."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


#: The reader of each format, as `module:function`.
READERS = {
    ".md": "finished_text:read_markdown",
    ".html": "finished_text:read_html",
    ".docx": "finished_office:read_docx",
    ".hwpx": "finished_office:read_hwpx",
    ".pdf": "finished_pdf:read_pdf",
}


#: The formats whose pages are counted in the PDF beside them.
PAGED_ENDINGS = frozenset((".docx", ".hwpx"))


@dataclass(frozen=True)
class FinishedFile:
    """A file of a pack in its folder, with the facts about the meeting."""

    path: Path
    facts: Mapping[str, float] = field(default_factory=dict)

    @property
    def ending(self) -> str:
        """The ending of the name, in lower case."""
        return self.path.suffix.casefold()

    @cached_property
    def content(self) -> Content:
        """The content. Raises NotMeasurable for another format or a damaged file, BriefError, MissingExtra."""
        reader_name = READERS.get(self.ending)
        if reader_name is None:
            raise NotMeasurable(Message("kbrief cannot read {format} back", format=self.ending or self.path.name))
        module, _, function = reader_name.partition(":")
        read: Callable[[str, bytes], Content] = getattr(import_module(f"kbrief.pack.{module}"), function)
        data = read_file(self.path)
        try:
            return read(escape_control_characters(str(self.path)), data)
        except BROKEN as error:
            raise NotMeasurable(Message("the file cannot be read back: {kind}", kind=type(error).__name__)) from error

    @property
    def page_count(self) -> int:
        """The number of pages of a PDF. Raises NotMeasurable for a damaged one, MissingExtra."""
        from kbrief.pack.finished_pdf import count_pages

        data = read_file(self.path)
        try:
            return count_pages(data)
        except ValueError as error:
            raise NotMeasurable(Message("the file cannot be read back: {kind}", kind=type(error).__name__)) from error

    @cached_property
    def pdf(self) -> "FinishedFile":
        """The PDF of the product: the file itself, or the one beside it. Raises NotMeasurable if there is none."""
        if self.ending == ".pdf":
            return self
        pdf_path = self.path.with_suffix(".pdf")
        if self.ending not in PAGED_ENDINGS:
            raise NotMeasurable(Message("{format} has no pages", format=self.ending))
        if not pdf_path.is_file():
            raise NotMeasurable(Message("{format} has no pages unless a PDF is next to it", format=self.ending))
        return FinishedFile(pdf_path, self.facts)
