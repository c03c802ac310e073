"""Read finished Word and Hangul documents back, with their font sizes."""

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import Element

from kbrief.pack.finished import Content, Piece, PieceKind
from kbrief.pack.finished_text import BOX_LEVEL
from kbrief.text.archives import ensure_small, xml_tree

_LIST_MARK = re.compile(r"[○•·―–\-]\s+")

#: The font size of Word, in points, if a document sets none.
_DEFAULT_SIZE = 10.0

#: The units of font sizes in Word and in Hangul, per point.
HALF_POINTS, HUNDREDTHS_OF_POINTS = 2, 100


class OfficeParagraph(NamedTuple):
    """A paragraph: its kind, its text, the number of letters by font size, and the level of a heading."""

    kind: PieceKind
    text: str
    sizes: Mapping[float, int]
    level: int = 0


def _xml_part(data: bytes, name: str) -> Element:
    """Return a part of a document as an XML tree."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return xml_tree(archive.read(name))


def _tag(element: Element) -> str:
    """Return the tag of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _attribute(element: Element | None, key: str) -> str:
    """Return an attribute of an element, whatever its namespace, or an empty text."""
    attributes = element.items() if element is not None else ()
    return next((value for name, value in attributes if name.rpartition("}")[2] == key), "")


def _descendant(element: Element | None, *names: str) -> Element | None:
    """Return the descendant of an element at a path of tags, or None."""
    for name in names:
        element = next((inner for inner in element if _tag(inner) == name), None) if element is not None else None
    return element


def read_docx(name: str, data: bytes) -> Content:
    """Return the content of the body of a Word document."""
    ensure_small(name, data)
    styles = _WordStyles(_xml_part(data, "word/styles.xml"))
    body = _descendant(_xml_part(data, "word/document.xml"), "body")
    return _read_blocks(body, lambda element: _word_paragraph(element, styles)) if body is not None else Content((), {})


class _WordStyles:
    """The names and the font sizes of the styles of a Word document."""

    def __init__(self, root: Element) -> None:
        self._by_id = {_attribute(style, "styleId"): style for style in root if _tag(style) == "style"}
        default = _attribute(_descendant(root, "docDefaults", "rPrDefault", "rPr", "sz"), "val")
        self._default = float(default) / HALF_POINTS if default else _DEFAULT_SIZE

    def name(self, style_id: str) -> str:
        """Return the name of a style, in lower case."""
        return _attribute(_descendant(self._by_id.get(style_id), "name"), "val").casefold()

    def size(self, style_id: str) -> float:
        """Return the font size of a style, which may be that of a style on which it is based."""
        for _ in range(len(self._by_id)):
            style = self._by_id.get(style_id)
            if size := _attribute(_descendant(style, "rPr", "sz"), "val"):
                return float(size) / HALF_POINTS
            style_id = _attribute(_descendant(style, "basedOn"), "val")
            if style is None or not style_id:
                break
        return self._default


def _word_paragraph(paragraph: Element, styles: _WordStyles) -> OfficeParagraph:
    """Return a paragraph of Word, with its kind by its style."""
    style_id = _attribute(_descendant(paragraph, "pPr", "pStyle"), "val") or "Normal"
    name = styles.name(style_id)
    texts: list[str] = []
    sizes: Counter[float] = Counter()
    for run in (element for element in paragraph.iter() if _tag(element) == "r"):
        run_size = _attribute(_descendant(run, "rPr", "sz"), "val")
        text = "".join(_word_text(element) for element in run)
        sizes[float(run_size) / HALF_POINTS if run_size else styles.size(style_id)] += len(text.strip())
        texts.append(text)
    if name.startswith(("heading", "title")):
        level = int(name[-1]) if name[-1].isdigit() else 0
        return OfficeParagraph("heading", "".join(texts), sizes, level)
    is_item = name.startswith("list") or _descendant(paragraph, "pPr", "numPr") is not None
    return OfficeParagraph("item" if is_item else "text", "".join(texts), sizes)


def _word_text(element: Element) -> str:
    tag = _tag(element)
    return (element.text or "") if tag == "t" else {"tab": "\t", "br": "\n", "cr": "\n"}.get(tag, "")


def read_hwpx(name: str, data: bytes) -> Content:
    """Return the content of the sections of a Hangul document."""
    ensure_small(name, data)
    header = _xml_part(data, "Contents/header.xml")
    sizes = dict(_hangul_sizes(header))
    levels = dict(_hangul_levels(header))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = sorted(part for part in archive.namelist() if re.fullmatch(r"Contents/section\d+\.xml", part))
    sections = [
        _read_blocks(_xml_part(data, part), lambda element: _hangul_paragraph(element, sizes, levels)) for part in names
    ]
    letter_counts: Counter[float] = Counter()
    for section in sections:
        letter_counts.update(section.sizes)
    return Content(tuple(piece for section in sections for piece in section.pieces), letter_counts)


def _hangul_sizes(header: Element) -> Iterator[tuple[str, float]]:
    """Yield the id and the font size of each text style."""
    for element in header.iter():
        if _tag(element) == "charPr":
            yield _attribute(element, "id"), float(_attribute(element, "height") or 0) / HUNDREDTHS_OF_POINTS


def _hangul_levels(header: Element) -> Iterator[tuple[str, int]]:
    """Yield the id and the outline level of each paragraph style of a heading."""
    for element in header.iter():
        heading = _descendant(element, "heading") if _tag(element) == "paraPr" else None
        if _attribute(heading, "type") == "OUTLINE":
            yield _attribute(element, "id"), int(_attribute(heading, "level") or 0) + 1


def _hangul_paragraph(paragraph: Element, sizes: Mapping[str, float], levels: Mapping[str, int]) -> OfficeParagraph:
    """Return a paragraph of Hangul, with its kind by its outline level or its mark."""
    texts: list[str] = []
    letter_counts: Counter[float] = Counter()
    for run in (element for element in paragraph if _tag(element) == "run"):
        text = "".join("".join(element.itertext()) for element in run if _tag(element) == "t")
        letter_counts[sizes.get(_attribute(run, "charPrIDRef"), 0.0)] += len(text.strip())
        texts.append(text)
    text = "".join(texts)
    if level := levels.get(_attribute(paragraph, "paraPrIDRef")):
        return OfficeParagraph("heading", text, letter_counts, level)
    text_without_mark = _LIST_MARK.sub("", text, count=1) if _LIST_MARK.match(text) else text
    return OfficeParagraph("item" if text_without_mark != text else "text", text_without_mark, letter_counts)


def _read_blocks(root: Element, read_paragraph: Callable[[Element], OfficeParagraph]) -> Content:
    """Return the paragraphs and tables within an element; a table of one cell is a box."""
    pieces: list[Piece] = []
    letter_counts: Counter[float] = Counter()

    def read_and_count(element: Element) -> OfficeParagraph:
        paragraph = read_paragraph(element)
        letter_counts.update(paragraph.sizes)
        return paragraph

    for element in _outermost(root, {"p", "tbl"}):
        if _tag(element) == "p":
            paragraph = read_and_count(element)
            if paragraph.text.strip():
                pieces.append(Piece(paragraph.kind, paragraph.text.strip(), paragraph.level))
        else:
            pieces += _table_pieces(element, read_and_count)
    return Content(tuple(pieces), {size: count for size, count in letter_counts.items() if count and size})


def _table_pieces(table: Element, read_paragraph: Callable[[Element], OfficeParagraph]) -> Iterator[Piece]:
    """Yield a table, or the heading and the items of a box."""
    grid = [
        [[read_paragraph(element) for element in _outermost(cell, {"p"})] for cell in _outermost(row, {"tc"})]
        for row in _outermost(table, {"tr"})
    ]
    if len(grid) == len(grid[0]) == 1:
        first, *rest = [paragraph for paragraph in grid[0][0] if paragraph.text.strip()]
        yield Piece("heading", first.text.strip(), BOX_LEVEL)
        yield from (Piece("item", paragraph.text.strip()) for paragraph in rest)
        return
    rows = (tuple("\n".join(paragraph.text for paragraph in cell).strip() for cell in row) for row in grid)
    yield Piece("table", rows=tuple(rows))


def _outermost(root: Element, tags: set[str]) -> Iterator[Element]:
    """Yield the outermost elements with one of some tags within an element.

    In Hangul a table is within a paragraph: then both are yielded.
    """
    for element in root:
        tag = _tag(element)
        if tag in tags:
            yield element
            if tag == "p" and "tbl" in tags:
                yield from _outermost(element, {"tbl"})
        elif tag not in {"secPr", "ctrl", "pPr"}:
            yield from _outermost(element, tags)
