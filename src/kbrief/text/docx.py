"""Read the paragraphs of a Word document, with its tracked changes accepted."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import NoReturn
from xml.etree.ElementTree import Element

from kbrief.errors import Message
from kbrief.text.archives import BROKEN, Paragraph, xml_events
from kbrief.text.decode import raise_unreadable
from kbrief.text.marks import ZERO_WIDTH

#: How many bytes a document may unpack to, pictures included.
MAX_UNPACKED_BYTES = 256_000_000

#: How many of them may be XML, which takes ten times as much memory.
MAX_XML_BYTES = 32_000_000

_FAMILIES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}
#: Elements without text of the document: deletions, text moved away, fallbacks for older programs, properties.
_SKIPPED = frozenset(("w:del", "w:moveFrom", "mc:Fallback", "w:pPr", "w:tblPr", "w:trPr", "w:tcPr", "w:sectPr"))
_CHARACTERS = {"w:tab": "\t", "w:br": " ", "w:cr": " ", "w:ptab": "\t", "w:noBreakHyphen": "-"}
_HIDING = frozenset(("w:strike", "w:dstrike", "w:vanish", "w:webHidden"))
_OFF = frozenset(("0", "false", "off", "none"))
_NOTE_MARK = re.compile(r"[\s\d,*()\[\]\u2020\u2021\u00a7]*")
_PACKAGE_RELATIONS = "_rels/.rels"
#: What programs enter as the author where nobody said who it is.
_NO_AUTHORS = frozenset(("python-docx", "apache poi", "unknown", "user"))
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def docx_paragraphs(name: str, data: bytes) -> list[str]:
    """Return the texts of `docx_story`."""
    return [paragraph.text for paragraph in docx_story(name, data)]


def docx_properties(data: bytes) -> tuple[str, str]:
    """Return the title and the author that a .docx says of itself, else empty; `docx_story` has read it."""
    with suppress(*BROKEN), zipfile.ZipFile(BytesIO(data)) as archive:
        return _Package("", archive).properties()
    return "", ""


def docx_story(name: str, data: bytes) -> list[Paragraph]:
    """Return the paragraphs of a .docx, with tracked changes accepted; footnotes and endnotes follow the text.

    Tables and text boxes are included; headers, footers, and text that is struck out or hidden are not. Raises
    BriefError for a file that is no Word document, is encrypted, or unpacks to too much.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        _reject_binary(name, data)
    try:
        ensure_small(name, data)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _Package(name, archive).paragraphs()
    except BROKEN as error:
        message = Message("{name} is not a Word document: {kind}", name=name, kind=type(error).__name__)
        raise_unreadable(name, (1, 1), "docx", message, Message("save it as .docx again"))


def _reject_binary(name: str, data: bytes) -> NoReturn:
    if "EncryptedPackage".encode("utf-16-le") in data:
        message, hint = Message("{name} is encrypted", name=name), Message("save it without a password")
    else:
        message, hint = Message("{name} is an old .doc", name=name), Message("save it as .docx")
    raise_unreadable(name, (1, 1), "docx", message, hint)


def ensure_small(name: str, data: bytes) -> None:
    """Raise BriefError for a Word document that unpacks to too much, and the error of zipfile for what is no archive.

    A part counts as XML by its name or by its first bytes, since either is enough for it to be parsed.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        text = sum(part.file_size for part in parts if size <= MAX_UNPACKED_BYTES and _is_xml(archive, part))
    if size > MAX_UNPACKED_BYTES or text > MAX_XML_BYTES:
        message = Message(
            "{name} unpacks to {size:,} bytes, {text:,} of them XML: too many", name=name, size=size, text=text
        )
        hint = Message("the limits are {most:,} and {most_xml:,}", most=MAX_UNPACKED_BYTES, most_xml=MAX_XML_BYTES)
        raise_unreadable(name, (1, 1), "file-size", message, hint)


def _is_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    if part.filename.casefold().endswith((".xml", ".rels")):
        return True
    with archive.open(part) as stream:
        head = stream.read(64)
    return head.lstrip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n")[:1] in {b"<", b""}


class _Package:
    """The parts of a Word document that hold its text."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self._name = name
        self._archive = archive
        self._names = {part.casefold(): part for part in archive.namelist()}

    def paragraphs(self) -> list[Paragraph]:
        """Return the paragraphs of the document, then those of its notes. Raises BriefError, ParseError, KeyError."""
        main = next(self._targets(_PACKAGE_RELATIONS, "", "/officeDocument"), "")
        if not main:
            self._reject(Message("{name} is a broken package: it has no main part", name=self._name))
        self._ensure_document(main)
        story = _read_story(self._read(main))
        if not story.has_body:
            self._reject(Message("{name} has no body: nothing in it can be read", name=self._name))
        folder, base = posixpath.split(main)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        notes = list(self._targets(relations, folder, "/footnotes"))
        notes += self._targets(relations, folder, "/endnotes")
        note_paragraphs = [_read_story(self._read(note)).paragraphs for note in notes]
        return [*story.paragraphs, *(paragraph for paragraphs in note_paragraphs for paragraph in paragraphs)]

    def properties(self) -> tuple[str, str]:
        """Return the title and the author of its core properties. Raises ParseError, KeyError."""
        part = next(self._targets(_PACKAGE_RELATIONS, "", "/core-properties"), "")
        ends = (element for event, element in xml_events(self._read(part)) if event == "end") if part else ()
        values = {element.tag: " ".join((element.text or "").split()) for element in ends}
        title, author = (values.get(f"{_DUBLIN_CORE}{name}", "") for name in ("title", "creator"))
        is_author = author.isprintable() and author.casefold() not in _NO_AUTHORS
        return (title if title.isprintable() else "", author if is_author else "")

    def _ensure_document(self, main: str) -> None:
        """Raise BriefError if the main part is declared as something other than a document."""
        kind = ""
        for element in _elements(self._read("[Content_Types].xml")):
            if element.get("PartName", "").casefold() == f"/{main}".casefold():
                kind = element.get("ContentType", "")
        if "template" in kind:
            message = Message("{name} is a Word template, not a document", name=self._name)
            raise_unreadable(self._name, (1, 1), "docx", message, Message("save it as .docx"))
        if kind and "word" not in kind:
            self._reject(Message("{name} is not a Word document: {kind}", name=self._name, kind=kind))

    def _reject(self, message: Message) -> NoReturn:
        raise_unreadable(self._name, (1, 1), "docx", message, Message("save it as .docx again"))

    def _read(self, part: str) -> bytes:
        return self._archive.read(self._names[part.casefold()])

    def _targets(self, part: str, folder: str, kind: str) -> Iterator[str]:
        """Yield the parts of a kind that a relationships part names; none if there is no such part."""
        if part.casefold() not in self._names:
            return
        for element in _elements(self._read(part)):
            is_internal = element.get("Type", "").endswith(kind) and element.get("TargetMode") != "External"
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
            if is_internal and target.casefold() in self._names:
                yield self._names[target.casefold()]


def _elements(data: bytes) -> Iterator[Element]:
    """Yield the elements of a small part."""
    yield from (element for event, element in xml_events(data) if event == "start")


class _Story:
    """Collects the text of a part, paragraph by paragraph, from the starts and ends of its elements."""

    def __init__(self) -> None:
        self.has_body = False
        self._texts: list[list[str]] = []
        self._cells: set[int] = set()
        self._open: list[int] = []
        self._unmarked: set[int] = set()
        self._joined: set[int] = set()
        self._waiting: dict[int, int] = {}
        self._skipping = 0
        self._path: list[str] = []
        self._is_hidden = self._is_raised = False

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs in order; one in a text box comes after the one that holds the box."""
        return [
            Paragraph("".join(texts), number in self._cells)
            for number, texts in enumerate(self._texts)
            if number not in self._joined
        ]

    def start(self, kind: str, element: Element) -> None:
        """Handle the start of an element."""
        parent = self._path[-1] if self._path else ""
        self._path.append(kind)
        if parent == "w:rPr":
            self._property(kind, element)
        elif kind in _SKIPPED or self._skipping or _is_separator(element):
            self._skipping += 1
        elif kind in {"w:p", "w:rt"}:
            if "w:tc" in self._path:
                self._cells.add(len(self._texts))
            self._open.append(len(self._texts))
            self._texts.append([])
        elif kind in {"w:r", "m:r"}:
            self._is_hidden = self._is_raised = False
        elif kind == "w:sym":
            self._append(_symbol(element))
        elif kind in _CHARACTERS:
            self._append(_CHARACTERS[kind])
        self.has_body = self.has_body or kind == "w:body"

    def _property(self, kind: str, element: Element) -> None:
        """Read a property of a run; a deleted paragraph mark joins its paragraph with the next one."""
        values = [value.casefold() for key, value in element.items() if key.endswith("}val")]
        *ancestors, _run_properties, _property = self._path
        if ancestors[-1:] == ["w:pPr"]:
            if kind in {"w:del", "w:moveFrom"} and self._open and len(ancestors) > 1:
                self._unmarked.add(self._open[-1])
        elif kind in _HIDING and not _OFF & set(values):
            self._is_hidden = True
        elif kind == "w:vertAlign":
            self._is_raised = values == ["superscript"]

    def end(self, kind: str, element: Element) -> None:
        """Handle the end of an element."""
        self._path.pop()
        parent = self._path[-1] if self._path else ""
        if parent == "w:rPr":
            return
        if self._skipping:
            self._skipping -= 1
        elif kind in {"w:p", "w:rt"} and self._open:
            self._close(self._open.pop())
        elif kind in {"w:t", "m:t"}:
            self._append(element.text or "")

    def _close(self, number: int) -> None:
        """End a paragraph; if its mark is deleted, it continues with the next one at its level."""
        level = len(self._open)
        first = self._waiting.pop(level, None)
        if first is not None:
            self._texts[first] += self._texts[number]
            self._joined.add(number)
        if number in self._unmarked:
            self._waiting[level] = number if first is None else first

    def _append(self, text: str) -> None:
        if self._open and not self._skipping and not self._is_hidden:
            is_mark = self._is_raised and bool(_NOTE_MARK.fullmatch(text))
            self._texts[self._open[-1]].append(ZERO_WIDTH if is_mark else text)


def _read_story(data: bytes) -> _Story:
    story = _Story()
    for event, element in xml_events(data):
        namespace, _, name = element.tag[1:].rpartition("}")
        kind = f"{_FAMILIES.get(namespace, '')}:{name}"
        (story.start if event == "start" else story.end)(kind, element)
    return story


def _is_separator(element: Element) -> bool:
    """Whether an element is a separator line of the notes."""
    return element.tag.endswith("note") and any(key.endswith("}type") for key, _ in element.items())


def _symbol(element: Element) -> str:
    """Return the character of a symbol, a space for one of a picture font."""
    code = next((value for key, value in element.items() if key.endswith("}char")), "")
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return " "
    return character if character.isprintable() else " "
