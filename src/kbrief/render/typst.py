"""Typeset a document with Typst, as PDF or PNG, in the font size that fits its pages."""

import datetime as dt
import json
import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import typst

from kbrief.errors import Message, OutputError
from kbrief.pages.document import Document, Heading, Meta, Table
from kbrief.render.charts import text_width
from kbrief.render.data import Data, document_data, with_notes_column
from kbrief.render.gaps import with_gaps
from kbrief.render.widths import LINE, column_widths

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = Path(__file__).parent / "templates"

_UNSHOWN = re.compile(r'the text [`"]*(.+?)[`"]* could not be displayed')

_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")

PICTURE = b"""#set document(title: "picture")
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", alt: "picture")"""
"""The page of a picture alone."""

TypstOptions = dict[str, Any]
"""The options of one run of typst."""

TAGGED: TypstOptions = {"format": "pdf", "pdf_standards": "ua-1"}
"""PDF/UA-1: the one way in which typst tells of a character that it cannot show."""


def compile_typst(source: Path | bytes, given: dict[str, str], *ways: TypstOptions) -> bytes:
    """Return a page as typst makes it in the last of some ways, each with the same fonts.

    They are the shipped ones; where these lack a character, the machine's too. So the result is the same on every
    machine wherever the shipped fonts suffice. Raises OutputError.
    """
    try:
        return _compiled(source, given, _fonts(with_system=False), ways)
    except typst.TypstError as error:
        if not _UNSHOWN.search(error.message):
            raise _failure(error.message) from error
    try:
        return _compiled(source, given, _fonts(with_system=True), ways)
    except typst.TypstError as error:
        raise _failure(error.message) from error


def count_pages(source: Path, given: dict[str, str]) -> int:
    """Return how many pages a source labeled <pages> takes. Raises OutputError."""
    try:
        found = _compiler(source, given, _fonts(with_system=False)).query("<pages>", field="value", one=True)
    except RuntimeError as error:  # which is what a query raises
        raise _failure(str(error)) from error
    return int(found)


def _compiled(source: Path | bytes, given: dict[str, str], fonts: typst.Fonts, ways: Iterable[TypstOptions]) -> bytes:
    made = [_compiler(source, given, fonts).compile(**how) for how in ways][-1]
    return made if isinstance(made, bytes) else b"".join(made or [])


def _compiler(source: Path | bytes, given: dict[str, str], fonts: typst.Fonts) -> typst.Compiler:
    page: Any = source
    return typst.Compiler(page, font_paths=fonts, sys_inputs=given)


@cache
def _fonts(*, with_system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=with_system, font_paths=[FONTS])


def _failure(said: str) -> OutputError:
    """Return what went wrong in words that help; typst's own where the cause is not a missing character."""
    if found := _UNSHOWN.search(said):
        text = _plain(found[1])
        letters = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in dict.fromkeys(text))
        message = Message("no font here can show {letters}", letters=letters)
        return OutputError(message, Message("take it out, install a font that has it, or write another format"))
    return OutputError(Message("typst could not make it: {said}", said=said), Message("write another format"))


def to_png(svg: str, resolution: int = 150) -> bytes:
    """Return an SVG picture as PNG at so many pixels per inch (96 pixels of the SVG are an inch).

    Raises OutputError for a character that no font here can show, which would be a box.
    """
    return compile_typst(PICTURE, {"svg": svg}, TAGGED, {"format": "png", "ppi": resolution})


def png_or_none(svg: str) -> bytes | None:
    """Return an SVG picture as PNG, None where no font here can show a character of it.

    A word processor brings fonts of its own: there the text that says the same takes the place of the picture.
    """
    try:
        return to_png(svg)
    except OutputError:
        return None


def _plain(said: str) -> str:
    """Return a text of typst's without its escapes."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), said)


PAGE = TEMPLATES / "page.typ"

SIZES = (10.5, 10.1, 9.8, 9.4, 9.1, 8.8, 8.5)
"""The sizes of text in points; the middle one serves where none fits."""

TEXT_WIDTH = 500.0
"""The width of the text on a page, in points."""

WIDEST_LABEL = 12.0
"""The most room, in em, that the labels of fields are given."""

LONGEST_KEPT = 600
"""Up to how many letters in a cell a row is kept on one page: a longer one might not fit any."""


def body_of(document: Document) -> Document:
    """Return what of a document comes before its annexes."""
    parts = (n for n, block in enumerate(document.blocks) if isinstance(block, Heading) and block.level == 1)
    return document._replace(blocks=document.blocks[: next(parts, len(document.blocks))])


def fits(document: Document, meta: Meta, *, is_loose: bool = False) -> bool:
    """Return whether the body fits its pages in the smallest size. Raises OutputError."""
    text = json.dumps(with_widths(body_of(document), meta), ensure_ascii=False)
    given = {"document": text, "loose": "yes" if is_loose else "", "size": f"{SIZES[-1]}"}
    return count_pages(PAGE, given) <= meta.pages


@lru_cache(maxsize=2)
def fit_font_size(document: Document, meta: Meta, *, is_loose: bool = False) -> float:
    """Return the largest size, in points, at which the body fits its pages. Raises OutputError.

    `is_loose` measures with wider letters and lines, for programs whose fonts differ from desk to desk. The size is
    asked for by each format of one document, and so remembered.
    """
    if meta.size:
        return meta.size
    text = json.dumps(with_widths(body_of(document), meta), ensure_ascii=False)
    given = {"document": text, "loose": "yes" if is_loose else ""}
    place = bisect(SIZES, x=False, key=lambda size: count_pages(PAGE, given | {"size": f"{size}"}) <= meta.pages)
    return SIZES[place] if place < len(SIZES) else SIZES[len(SIZES) // 2]


def with_widths(document: Document, meta: Meta) -> Data:
    """Return a document as plain data with the widths that a page needs."""
    data = document_data(document, meta)
    for block, plain in zip(document.blocks, data["document"]["blocks"], strict=True):
        if isinstance(block, Table):
            plain["keeps_rows"] = all(len(cell) <= LONGEST_KEPT for row in plain["rows"] for cell in row)
            line = TEXT_WIDTH / meta.size if meta.size else LINE
            for column, share in zip(plain["columns"], column_widths(with_notes_column(block), line), strict=True):
                column["share"] = share
        elif plain["type"] == "fields":
            widths = (text_width(pair["label"]) + 1.5 for pair in plain["pairs"])
            plain["label_width"] = min(WIDEST_LABEL, max(widths, default=0))
    return data


PROBE = b"""#set document(title: "probe")
#set text(font: ("Noto Sans CJK KR", "DejaVu Sans Mono"))
#for letter in sys.inputs.letters.codepoints() { par(letter) }"""
"""A page with each letter on a line of its own: what a line cannot show, no page can."""

_ALWAYS_SHOWN = re.compile("[\x00-\x7f\u00a0-\u00ff\uac00-\ud7a3\u2010-\u2026\u2066-\u2069]")


def missing_letters(document: Document) -> str:
    """Return the characters of a document that no font here can show, each once."""
    return _missing("".join(sorted({letter for text in _texts(document) for letter in _ALWAYS_SHOWN.sub("", text)})))


@lru_cache(maxsize=8)
def _missing(letters: str) -> str:
    missing = ""
    has_system = False
    while left := "".join(letter for letter in letters if letter not in missing):
        try:
            _compiled(PROBE, {"letters": left}, _fonts(with_system=has_system), [TAGGED])
        except typst.TypstError as error:
            found = _UNSHOWN.search(error.message)
            told = {letter for letter in _plain(found[1]) if letter in left} if found else set[str]()
            if has_system and not told:
                break
            missing += "".join(sorted(told)) if has_system else ""
            has_system = True
        else:
            break
    return missing


def _texts(value: object) -> Iterator[str]:
    """Yield every text of a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)


def to_pdf(document: Document, meta: Meta) -> bytes:
    """Return a document as PDF; characters that no font here can show are gaps that name them. Raises OutputError."""
    document = with_gaps(document, missing_letters(document))
    data = json.dumps(with_widths(document, meta), ensure_ascii=False)
    midnight = dt.datetime.combine(meta.date, dt.time(), tzinfo=dt.UTC)
    given = {"document": data, "size": f"{fit_font_size(document, meta)}"}
    return compile_typst(PAGE, given, {**TAGGED, "timestamp": midnight})
