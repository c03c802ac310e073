"""Read the paragraphs of a Hangul document (.hwpx), section by section."""

import re
import zipfile
from io import BytesIO
from typing import NoReturn
from xml.etree.ElementTree import Element

from kbrief.errors import Message
from kbrief.text.archives import BROKEN, Paragraph, ensure_small, xml_events
from kbrief.text.decode import raise_unreadable

#: The content of the entry `mimetype` of a Hangul document.
KIND = "application/hwp+zip"

_SECTION = re.compile(r"Contents/section(\d{1,6})\.xml", re.IGNORECASE)
_CHARACTERS = {"lineBreak": " ", "tab": "\t", "nbSpace": "\u00a0", "fwSpace": "\u3000", "hyphen": "-"}
#: Elements without text of the page: settings, headers, footers and hidden comments.
_SKIPPED = frozenset(("secPr", "header", "footer", "hiddenComment"))


def hwpx_story(name: str, data: bytes) -> list[Paragraph]:
    """Return the paragraphs of a .hwpx, including tables, boxes and notes, but not headers and footers.

    Tracked deletions are left out. Raises BriefError for a file that is no Hangul document, is encrypted, or unpacks to
    too much.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        _reject(name, Message("{name} is an old .hwp", name=name), Message("save it as .hwpx"))
    try:
        ensure_small(name, data)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _paragraphs(name, archive)
    except BROKEN as error:
        message = Message("{name} is not a Hangul document: {kind}", name=name, kind=type(error).__name__)
        _reject(name, message, Message("save it as .hwpx again"))


def _reject(name: str, message: Message, hint: Message) -> NoReturn:
    raise_unreadable(name, (1, 1), "hwpx", message, hint)


def _paragraphs(name: str, archive: zipfile.ZipFile) -> list[Paragraph]:
    names = archive.namelist()
    if "mimetype" in names and archive.read("mimetype").strip() != KIND.encode():
        _reject(name, Message("{name} is not a Hangul document", name=name), Message("save it as .hwpx"))
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        _reject(name, Message("{name} is encrypted", name=name), Message("save it without a password"))
    sections = sorted((int(match[1]), part) for part in names if (match := _SECTION.fullmatch(part)))
    if not sections:
        message = Message("{name} has no section: nothing in it can be read", name=name)
        _reject(name, message, Message("save it as .hwpx again"))
    story = _Story()
    for _, part in sections:
        for event, element in xml_events(archive.read(part), "t"):
            (story.start if event == "start" else story.end)(element)
    return story.paragraphs


class _Story:
    """Collects the text of the sections, paragraph by paragraph, from the starts and ends of their elements."""

    def __init__(self) -> None:
        self._texts: list[list[str]] = []
        self._cells: set[int] = set()
        self._open: list[int] = []
        self._skipping = self._in_cells = 0
        self._is_deleted = False

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs in the order in which they begin: those of a table come after the one that holds it."""
        return [Paragraph("".join(texts), number in self._cells) for number, texts in enumerate(self._texts)]

    def start(self, element: Element) -> None:
        """Handle the start of an element."""
        kind = _kind(element)
        if kind in _SKIPPED or self._skipping:
            self._skipping += 1
        elif kind == "tc":
            self._in_cells += 1
        elif kind == "p":
            if self._in_cells:
                self._cells.add(len(self._texts))
            self._open.append(len(self._texts))
            self._texts.append([])

    def end(self, element: Element) -> None:
        """Handle the end of an element."""
        kind = _kind(element)
        if self._skipping:
            self._skipping -= 1
        elif kind == "tc":
            self._in_cells -= 1
        elif kind == "p":
            self._open.pop()
        elif kind == "t":
            self._append(element)

    def _append(self, text: Element) -> None:
        """Add the text of a run, in which tabs, spaces and marks of tracked changes are elements."""
        if not self._open:
            return
        pieces = [] if self._is_deleted else [text.text or ""]
        for inner in text:
            kind = _kind(inner)
            if kind in {"deleteBegin", "deleteEnd"}:
                self._is_deleted = kind == "deleteBegin"
            elif not self._is_deleted:
                pieces.append(_CHARACTERS.get(kind, ""))
            if not self._is_deleted:
                pieces.append(inner.tail or "")
        self._texts[self._open[-1]].append("".join(pieces))


def _kind(element: Element) -> str:
    """Return the name of an element without its namespace, which differs by the year of the format."""
    return element.tag.rpartition("}")[2]
