"""The paragraphs of a Word document, through python-docx."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from kbrief.errors import MissingExtra
from kbrief.load.texts import refuse

LARGEST = 256_000_000
"""How many bytes a document may unpack to, its pictures too."""

LARGEST_XML = 32_000_000
"""How many of them may be XML, which takes ten times as much memory."""

WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of a document's text."""

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What stands beside a text box for older programs, and says the same again."""

APART = frozenset((f"{WORDS}p", f"{WORDS}moveFrom", FALLBACK))
"""What stands in a paragraph and is no text of it."""

BREAKS = {f"{WORDS}tab": "\t", f"{WORDS}br": " ", f"{WORDS}cr": " ", f"{WORDS}noBreakHyphen": "-"}
"""Elements that stand for a character."""


def paragraphs_of(name: str, data: bytes) -> list[str]:
    """Return the paragraphs of a .docx, those of tables and text boxes too, as tracked changes would leave them.

    Raises MissingExtra without python-docx, and BriefError for what is no Word document or unpacks to too much.
    """
    try:
        import docx
    except ImportError as error:
        message = "reading .docx needs python-docx"
        raise MissingExtra(message, "pip install 'kbrief[docx]'") from error
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        text = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
        is_small = size <= LARGEST and text <= LARGEST_XML
        body: Any = docx.Document(BytesIO(data)).element.body if is_small else None
    except Exception as error:  # noqa: BLE001 - zipfile, lxml and python-docx raise a dozen kinds on broken files
        refuse(name, (1, 1), "docx", f"{name} is no Word document: {type(error).__name__}", "save it as .docx again")
    if body is None:
        message = f"{name} unpacks to {size:,} bytes, {text:,} of them XML: too many"
        refuse(name, (1, 1), "file-size", message, f"the limits are {LARGEST:,} and {LARGEST_XML:,}")
    return list(_paragraphs(body))


def _paragraphs(element: Any) -> Iterator[str]:
    """Yield the text of each paragraph below an element; one in a text box comes after the one that holds the box."""
    for child in element:
        if child.tag == f"{WORDS}p":
            yield "".join(_runs(child))
        if child.tag != FALLBACK:
            yield from _paragraphs(child)


def _runs(element: Any) -> Iterator[str]:
    """Yield the text of a paragraph, without what was moved away or stands in a paragraph of its own."""
    for child in element:
        if child.tag == f"{WORDS}t":
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        elif child.tag not in APART:
            yield from _runs(child)
