"""The paragraphs of a Word document, through python-docx."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from kbrief.errors import BriefError, Message, MissingExtra
from kbrief.load.copies.decoding import refuse
from kbrief.load.drafts.markup import PARAGRAPH

LARGEST = 256_000_000
"""How many bytes a document may unpack to, its pictures too."""

LARGEST_XML = 32_000_000
"""How many of them may be XML, which takes ten times as much memory."""

WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of a document's text."""

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What stands beside a text box for older programs, and says the same again."""

NOTES = ("/footnotes", "/endnotes")
"""How the kinds of parts end that hold notes."""

END = f"{PARAGRAPH}\n"
"""What ends a paragraph in the text of a document, where a line is a paragraph."""

APART = frozenset((f"{WORDS}p", f"{WORDS}moveFrom", FALLBACK))
"""What stands in a paragraph and is no text of it."""

BREAKS = {f"{WORDS}tab": "\t", f"{WORDS}br": " ", f"{WORDS}cr": " ", f"{WORDS}noBreakHyphen": "-"}
"""Elements that stand for a character."""


def paragraphs_of(name: str, data: bytes) -> list[str]:
    """Return the paragraphs of a .docx, as tracked changes would leave them; footnotes and endnotes follow the text.

    Those of tables and text boxes count too, headers and footers do not.
    Raises MissingExtra without python-docx, and BriefError for what is no Word document or unpacks to too much.
    """
    try:
        import docx
    except ImportError as error:
        message = Message("reading .docx needs python-docx")
        raise MissingExtra(message, Message("pip install 'kbrief[{extra}]'", extra="docx")) from error
    try:
        ensure_small(name, data)
        stories = _stories(docx.Document(BytesIO(data)))
    except BriefError:
        raise
    except Exception as error:  # noqa: BLE001 - zipfile, lxml and python-docx raise a dozen kinds on broken files
        message = Message("{name} is no Word document: {kind}", name=name, kind=type(error).__name__)
        refuse(name, (1, 1), "docx", message, Message("save it as .docx again"))
    return [paragraph for story in stories for paragraph in _paragraphs(story)]


def ensure_small(name: str, data: bytes) -> None:
    """Raise BriefError for a Word document that unpacks to too much, and what zipfile raises for what is none."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    text = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if size > LARGEST or text > LARGEST_XML:
        message = Message(
            "{name} unpacks to {size:,} bytes, {text:,} of them XML: too many", name=name, size=size, text=text
        )
        hint = Message("the limits are {most:,} and {most_xml:,}", most=LARGEST, most_xml=LARGEST_XML)
        refuse(name, (1, 1), "file-size", message, hint)


def _stories(document: Any) -> list[Any]:
    """Return the body of a document, then its footnotes and endnotes, without the lines that set them apart."""
    from docx.oxml import parse_xml

    related = (relation.target_part for relation in document.part.rels.values() if relation.reltype.endswith(NOTES))
    notes = (note for part in related for note in parse_xml(part.blob))
    return [document.element.body, *(note for note in notes if note.get(f"{WORDS}type") is None)]


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
