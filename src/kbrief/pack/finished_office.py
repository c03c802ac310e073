"""Word and Hangul documents of a pack read back, with the sizes of their letters."""

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import Element

from kbrief.pack.finished import Content, Kind, Piece
from kbrief.pack.finished_text import BOX
from kbrief.text.archives import ensure_small, xml_tree

#: The size of letters in Word where nothing sets one.
_MARKED = re.compile(r"[○•·―–\-]\s+")
_PLAIN_SIZE = 10.0

#: How Word and Hangul count sizes, by the point.
HALF_POINTS, HUNDREDTHS = 2, 100


class Lines(NamedTuple):
    """A paragraph: its kind, its text, its letters by size, and the level of a heading."""

    kind: Kind
    text: str
    sizes: Mapping[float, int]
    level: int = 0


def _part(data: bytes, name: str) -> Element:
    """Return a part of a document as a tree."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return xml_tree(archive.read(name))


def _kind(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _get(element: Element | None, key: str) -> str:
    """Return an attribute, whatever its namespace."""
    found = element.items() if element is not None else ()
    return next((value for name, value in found if name.rpartition("}")[2] == key), "")


def _child(element: Element | None, *names: str) -> Element | None:
    """Return the element that a way of names leads to."""
    for name in names:
        element = next((inner for inner in element if _kind(inner) == name), None) if element is not None else None
    return element


def read_docx(name: str, data: bytes) -> Content:
    """Return the body of a Word document."""
    ensure_small(name, data)
    styles = _WordStyles(_part(data, "word/styles.xml"))
    body = _child(_part(data, "word/document.xml"), "body")
    return _content(body, lambda element: _word_lines(element, styles), "tbl") if body is not None else Content((), {})


class _WordStyles:
    """The styles of a Word document: their names, and the size of their letters."""

    def __init__(self, root: Element) -> None:
        self._by_id = {_get(style, "styleId"): style for style in root if _kind(style) == "style"}
        default = _get(_child(root, "docDefaults", "rPrDefault", "rPr", "sz"), "val")
        self._default = float(default) / HALF_POINTS if default else _PLAIN_SIZE

    def name(self, style: str) -> str:
        """Return what a style is called, in lower case."""
        return _get(_child(self._by_id.get(style), "name"), "val").casefold()

    def size(self, style: str) -> float:
        """Return the size that a style sets, or the one that it is based on."""
        for _ in range(len(self._by_id)):
            found = self._by_id.get(style)
            if size := _get(_child(found, "rPr", "sz"), "val"):
                return float(size) / HALF_POINTS
            style = _get(_child(found, "basedOn"), "val")
            if found is None or not style:
                break
        return self._default


def _word_lines(paragraph: Element, styles: _WordStyles) -> Lines:
    style = _get(_child(paragraph, "pPr", "pStyle"), "val") or "Normal"
    name = styles.name(style)
    texts: list[str] = []
    sizes: Counter[float] = Counter()
    for run in (element for element in paragraph.iter() if _kind(element) == "r"):
        own = _get(_child(run, "rPr", "sz"), "val")
        text = "".join(_word_text(element) for element in run)
        sizes[float(own) / HALF_POINTS if own else styles.size(style)] += len(text.strip())
        texts.append(text)
    if name.startswith(("heading", "title")):
        level = int(name[-1]) if name[-1].isdigit() else 0
        return Lines("heading", "".join(texts), sizes, level)
    is_item = name.startswith("list") or _child(paragraph, "pPr", "numPr") is not None
    return Lines("item" if is_item else "text", "".join(texts), sizes)


def _word_text(element: Element) -> str:
    kind = _kind(element)
    return (element.text or "") if kind == "t" else {"tab": "\t", "br": "\n", "cr": "\n"}.get(kind, "")


def read_hwpx(name: str, data: bytes) -> Content:
    """Return the sections of a Hangul document."""
    ensure_small(name, data)
    head = _part(data, "Contents/header.xml")
    sizes = {_get(e, "id"): float(_get(e, "height") or 0) / HUNDREDTHS for e in head.iter() if _kind(e) == "charPr"}
    shapes = ((_get(e, "id"), _child(e, "heading")) for e in head.iter() if _kind(e) == "paraPr")
    outline = {name: int(_get(e, "level") or 0) + 1 for name, e in shapes if _get(e, "type") == "OUTLINE"}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = sorted(part for part in archive.namelist() if re.fullmatch(r"Contents/section\d+\.xml", part))
    sections = [_content(_part(data, part), lambda e: _hangul_lines(e, sizes, outline), "tbl") for part in names]
    letters: Counter[float] = Counter()
    for section in sections:
        letters.update(section.sizes)
    return Content(tuple(piece for section in sections for piece in section.pieces), letters)


def _hangul_lines(paragraph: Element, sizes: Mapping[str, float], outline: Mapping[str, int]) -> Lines:
    texts: list[str] = []
    letters: Counter[float] = Counter()
    for run in (element for element in paragraph if _kind(element) == "run"):
        text = "".join("".join(t.itertext()) for t in run if _kind(t) == "t")
        letters[sizes.get(_get(run, "charPrIDRef"), 0.0)] += len(text.strip())
        texts.append(text)
    text = "".join(texts)
    if level := outline.get(_get(paragraph, "paraPrIDRef")):
        return Lines("heading", text, letters, level)
    bare = _MARKED.sub("", text, count=1) if _MARKED.match(text) else text
    return Lines("item" if bare != text else "text", bare, letters)


def _content(root: Element, lines_of: Callable[[Element], Lines], table: str) -> Content:
    """Return the paragraphs and tables below an element, in order; a table of one cell is a box."""
    pieces: list[Piece] = []
    letters: Counter[float] = Counter()

    def take(paragraph: Element) -> Lines:
        lines = lines_of(paragraph)
        letters.update(lines.sizes)
        return lines

    for element in _outermost(root, {"p", table}):
        if _kind(element) == "p":
            lines = take(element)
            if lines.text.strip():
                pieces.append(Piece(lines.kind, lines.text.strip(), lines.level))
        else:
            pieces += _table_pieces(element, take)
    return Content(tuple(pieces), {size: count for size, count in letters.items() if count and size})


def _table_pieces(table: Element, take: Callable[[Element], Lines]) -> Iterator[Piece]:
    grid = [
        [[take(p) for p in _outermost(cell, {"p"})] for cell in _outermost(row, {"tc"})]
        for row in _outermost(table, {"tr"})
    ]
    if len(grid) == len(grid[0]) == 1:
        first, *rest = [lines for lines in grid[0][0] if lines.text.strip()]
        yield Piece("heading", first.text.strip(), BOX)
        yield from (Piece("item", lines.text.strip()) for lines in rest)
        return
    yield Piece("table", rows=tuple(tuple("\n".join(x.text for x in cell).strip() for cell in row) for row in grid))


def _outermost(root: Element, kinds: set[str]) -> Iterator[Element]:
    """Yield the elements of some kinds below one, and none within them: of Hangul a table stands within a paragraph."""
    for element in root:
        kind = _kind(element)
        inner = [e for e in element.iter() if _kind(e) == "tbl"] if kind == "p" and "tbl" in kinds else []
        if inner and kind in kinds:
            yield element
            yield from _outermost(element, {"tbl"})
        elif kind in kinds:
            yield element
        elif kind not in {"secPr", "ctrl", "pPr"}:
            yield from _outermost(element, kinds)
