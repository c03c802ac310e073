"""Read the text of a PDF, page by page, and its metadata."""

import io
import logging
from typing import Any, NamedTuple

from kbrief.errors import Message, require_installed
from kbrief.text.decode import MAX_TEXT_LENGTH, raise_unreadable

#: The most pages that are read.
MAX_PAGES = 2_000

#: How many characters of a value of the metadata are used.
MAX_METADATA_LENGTH = 200


class PdfText(NamedTuple):
    """The text, with a form feed between pages, and the title and author of the metadata, or ""."""

    text: str
    title: str
    author: str


def read_pdf(name: str, data: bytes) -> PdfText:
    """Return the text of a PDF. Raises MissingExtra, and BriefError for one that is locked, broken, long or scanned."""
    require_installed("pypdf", extra="pdf-in")
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # problems are reported as kbrief messages
    # The library can raise nearly anything for a broken file.
    try:
        reader = PdfReader(io.BytesIO(data))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if is_locked else len(reader.pages)
        text = "" if is_locked or pages > MAX_PAGES else _text(name, reader)
        metadata = None if is_locked else reader.metadata
        title, author = (_line(getattr(metadata, key, None)) for key in ("title", "author"))
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:
        if type(error).__module__.startswith("kbrief"):
            raise
        message = Message("{name} is not a PDF that can be read: {kind}", name=name, kind=type(error).__name__)
        raise_unreadable(name, (1, 1), "pdf", message, Message("save it as PDF again, or save its text as .txt"))
    _ensure_text(name, text, pages, is_locked=is_locked)
    return PdfText(text, title, author)


def _text(name: str, reader: Any) -> str:
    """Return the text of all pages. Raises BriefError as soon as it is too long."""
    texts: list[str] = []
    length = 0
    for page in reader.pages:
        texts.append(page.extract_text() or "")
        length += len(texts[-1])
        if length > MAX_TEXT_LENGTH:
            message = Message("{name} has more than {most:,} characters of text", name=name, most=MAX_TEXT_LENGTH)
            raise_unreadable(name, (1, 1), "file-size", message, Message("split it"))
    return "\n\f".join(texts)


def _ensure_text(name: str, text: str, pages: int, *, is_locked: bool) -> None:
    """Raise BriefError if there is nothing to read, with the reason."""
    if is_locked:
        message = Message("{name} is locked with a password", name=name)
        raise_unreadable(name, (1, 1), "pdf", message, Message("save a copy without a password"))
    if pages > MAX_PAGES:
        message = Message("{name} has {count:,} pages; the limit is {most:,}", name=name, count=pages, most=MAX_PAGES)
        raise_unreadable(name, (1, 1), "file-size", message, Message("split it"))
    if not text.strip():
        message = Message("{name} has no text on its {count} pages: it may be scanned", name=name, count=pages)
        raise_unreadable(name, (1, 1), "text-kind", message, Message("run text recognition (OCR) on it first"))


def _line(text: object) -> str:
    line = " ".join(text.split()) if isinstance(text, str) else ""
    return "".join(character for character in line if character.isprintable())[:MAX_METADATA_LENGTH].strip()
