"""Zip archives looked at before anything is unpacked: what is parsed counts by how it begins, not by its name."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from kbrief.errors import Message
from kbrief.text.decode import raise_unreadable

#: How many bytes an archive may unpack to, its pictures too.
LARGEST = 256_000_000

#: How many of them may be parsed as XML, which takes fifty times as much memory; a house style has a tenth.
LARGEST_PARSED = 8_000_000

#: How many parts it may have: a thousand pages with pictures have as many hundreds.
MOST_PARTS = 10_000


class Paragraph(NamedTuple):
    """The text of a paragraph of an office document, and whether it stands in a cell of a table."""

    text: str
    is_cell: bool = False


#: What reading an archive that is none, or is damaged, may raise.
BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, OSError, EOFError, ValueError, NotImplementedError, RuntimeError,
    KeyError,
)  # fmt: skip

#: What may stand before the first sign of XML, in any encoding.
_BLANK = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"


def ensure_small(name: str, data: bytes, most_xml: int = LARGEST_PARSED) -> None:
    """Raise BriefError for an archive that unpacks to too much, and what zipfile raises for what is none."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        fits = size <= LARGEST and len(parts) <= MOST_PARTS
        text = sum(part.file_size for part in parts if fits and _is_parsed(archive, part))
    if not fits or text > most_xml:
        message = Message(
            "{name} unpacks to {size:,} bytes, {text:,} of them XML: too many", name=name, size=size, text=text
        )
        hint = Message("the limits are {most:,} and {most_xml:,}", most=LARGEST, most_xml=most_xml)
        raise_unreadable(name, (1, 1), "file-size", message, hint)


def _is_parsed(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part can be taken for XML, whatever its name."""
    with archive.open(part) as stream:
        return stream.read(64).lstrip(_BLANK)[:1] in {b"<", b""}


def xml_events(data: bytes, whole: str = "") -> Iterator[tuple[str, Element]]:
    """Yield the starts and ends of elements; what has ended is emptied, so that memory stays small.

    An element of the name `whole` still has all that is in it when it ends. A document type is refused: no program
    writes one, and its entities could unpack to anything.
    """
    _ensure_no_type(data)
    parser: XMLPullParser[Any] = XMLPullParser(("start", "end"))
    kept, within = f"}}{whole}", 0
    for start in range(0, len(data) + 1, 1 << 16):
        parser.feed(data[start : start + (1 << 16)])
        for event, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
            if whole and element.tag.endswith(kept):
                within += 1 if event == "start" else -1
            yield event, element
            if event == "end" and not within:
                element.clear()
    parser.close()


def xml_tree(data: bytes) -> Element:
    """Return a small part as a tree. Raises ParseError, also for one with a document type."""
    _ensure_no_type(data)
    parser: XMLPullParser[Any] = XMLPullParser(("start",))
    parser.feed(data)
    parser.close()
    return next(element for _, element in cast("Iterator[tuple[str, Element]]", parser.read_events()))


def _ensure_no_type(data: bytes) -> None:
    if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data or "<!DOCTYPE".encode("utf-16-be") in data:
        raise ParseError
