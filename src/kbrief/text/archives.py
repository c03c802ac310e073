"""Check zip archives before they are unpacked: entries count as XML by their first bytes, not by their names."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from kbrief.errors import Message
from kbrief.text.decode import raise_unreadable

#: How many bytes an archive may unpack to, pictures included.
MAX_UNPACKED_BYTES = 256_000_000

#: How many of them may be XML, which takes fifty times as much memory when parsed; a house style has a tenth.
MAX_XML_BYTES = 8_000_000

#: How many entries an archive may have: a document of a thousand pages with pictures has hundreds.
MAX_PARTS = 10_000


class Paragraph(NamedTuple):
    """The text of a paragraph of an office document, and whether it is in a table cell."""

    text: str
    is_cell: bool = False


#: The errors that reading a file that is no archive, or a damaged one, may raise.
BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, OSError, EOFError, ValueError, NotImplementedError, RuntimeError,
    KeyError,
)  # fmt: skip

#: The bytes that may precede the first character of XML, in any encoding.
_BLANK = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"


def ensure_small(name: str, data: bytes, max_xml: int = MAX_XML_BYTES) -> None:
    """Raise BriefError for an archive that unpacks to too much, and the error of zipfile for what is no archive."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        size = sum(entry.file_size for entry in entries)
        is_small = size <= MAX_UNPACKED_BYTES and len(entries) <= MAX_PARTS
        xml_size = sum(entry.file_size for entry in entries if is_small and _is_parsed(archive, entry))
    if not is_small or xml_size > max_xml:
        message = Message(
            "{name} unpacks to {size:,} bytes, {text:,} of them XML: too many", name=name, size=size, text=xml_size
        )
        hint = Message("the limits are {most:,} and {most_xml:,}", most=MAX_UNPACKED_BYTES, most_xml=max_xml)
        raise_unreadable(name, (1, 1), "file-size", message, hint)


def _is_parsed(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether an entry begins like XML, whatever its name."""
    with archive.open(entry) as stream:
        return stream.read(64).lstrip(_BLANK)[:1] in {b"<", b""}


def xml_events(data: bytes, whole: str = "") -> Iterator[tuple[str, Element]]:
    """Yield the starts and ends of elements; an element is emptied after its end, so that memory stays small.

    An element named `whole` keeps its content until its end. A document type is rejected: no program writes one, and
    its entities could expand to anything.
    """
    _ensure_no_type(data)
    parser: XMLPullParser[Any] = XMLPullParser(("start", "end"))
    suffix, depth = f"}}{whole}", 0
    for start in range(0, len(data) + 1, 1 << 16):
        parser.feed(data[start : start + (1 << 16)])
        for event, element in _read_events(parser):
            if whole and element.tag.endswith(suffix):
                depth += 1 if event == "start" else -1
            yield event, element
            if event == "end" and not depth:
                element.clear()
    parser.close()


def xml_tree(data: bytes) -> Element:
    """Return a small XML document as a tree. Raises ParseError, also for one with a document type."""
    _ensure_no_type(data)
    parser: XMLPullParser[Any] = XMLPullParser(("start",))
    parser.feed(data)
    parser.close()
    return next(element for _, element in _read_events(parser))


def _read_events(parser: "XMLPullParser[Any]") -> Iterator[tuple[str, Element]]:
    """Return the events of a parser that reads starts and ends only, whose items are all elements."""
    return cast("Iterator[tuple[str, Element]]", parser.read_events())


def _ensure_no_type(data: bytes) -> None:
    if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data or "<!DOCTYPE".encode("utf-16-be") in data:
        raise ParseError
