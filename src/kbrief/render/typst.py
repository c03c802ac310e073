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
from kbrief.pages.document import Document, Heading, Table
from kbrief.pages.meta import Meta
from kbrief.render.charts import text_width
from kbrief.render.data import Data, document_data, with_notes_column
from kbrief.render.gaps import with_gaps
from kbrief.render.widths import LINE_WIDTH, column_widths

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = Path(__file__).parent / "templates"

_MISSING_CHARACTER = re.compile(r'the text [`"]*(.+?)[`"]* could not be displayed')

_CHARACTER_CODE = re.compile(r"\\u\{([0-9a-f]{1,6})\}")

#: A page with nothing but a picture.
PICTURE_PAGE = b"""#set document(title: "picture")
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", alt: "picture")"""

#: The options of one run of typst.
TypstOptions = dict[str, Any]

#: PDF/UA-1, the only output for which typst reports a character that it cannot show.
TAGGED_PDF: TypstOptions = {"format": "pdf", "pdf_standards": "ua-1"}


def compile_typst(source: Path | bytes, inputs: dict[str, str], *option_sets: TypstOptions) -> bytes:
    """Compile a page once for each set of options and return the last output.

    The fonts are the shipped ones and, if these lack a character, those of the machine too: so wherever the shipped
    fonts suffice the output is the same on every machine. Raises OutputError.
    """
    try:
        return _compile(source, inputs, _fonts(with_system=False), option_sets)
    except typst.TypstError as error:
        if not _MISSING_CHARACTER.search(error.message):
            raise _output_error(error.message) from error
    try:
        return _compile(source, inputs, _fonts(with_system=True), option_sets)
    except typst.TypstError as error:
        raise _output_error(error.message) from error


def count_pages(source: Path, inputs: dict[str, str]) -> int:
    """Return the number of pages of a source, which has it under the label <pages>. Raises OutputError."""
    try:
        pages = _make_compiler(source, inputs, _fonts(with_system=False)).query("<pages>", field="value", one=True)
    except RuntimeError as error:  # a query raises no TypstError
        raise _output_error(str(error)) from error
    return int(pages)


def _compile(
    source: Path | bytes, inputs: dict[str, str], fonts: typst.Fonts, option_sets: Iterable[TypstOptions]
) -> bytes:
    output = [_make_compiler(source, inputs, fonts).compile(**options) for options in option_sets][-1]
    return output if isinstance(output, bytes) else b"".join(output or [])


def _make_compiler(source: Path | bytes, inputs: dict[str, str], fonts: typst.Fonts) -> typst.Compiler:
    page: Any = source
    return typst.Compiler(page, font_paths=fonts, sys_inputs=inputs)


@cache
def _fonts(*, with_system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=with_system, font_paths=[FONTS])


def _output_error(reason: str) -> OutputError:
    """Return the error for a failed run: it names missing characters, or gives the reason of typst."""
    if match := _MISSING_CHARACTER.search(reason):
        text = _unescape(match[1])
        letters = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in dict.fromkeys(text))
        message = Message("no installed font can show {letters}", letters=letters)
        return OutputError(message, Message("remove it, install a font that has it, or write another format"))
    return OutputError(Message("typst failed: {said}", said=reason), Message("write another format"))


def to_png(svg: str, resolution: int = 150) -> bytes:
    """Return an SVG picture as PNG, with `resolution` pixels per inch (96 pixels of the SVG are an inch).

    Raises OutputError for a character that no installed font can show, which would be a box.
    """
    return compile_typst(PICTURE_PAGE, {"svg": svg}, TAGGED_PDF, {"format": "png", "ppi": resolution})


def png_or_none(svg: str) -> bytes | None:
    """Return an SVG picture as PNG, or None if it has a character that no installed font can show.

    A word processor has fonts of its own: it can show the alternative text of the picture.
    """
    try:
        return to_png(svg)
    except OutputError:
        return None


def _unescape(message: str) -> str:
    """Return a message of typst with its character codes replaced by the characters."""
    return _CHARACTER_CODE.sub(lambda code: chr(int(code[1], 16)), message)


PAGE = TEMPLATES / "page.typ"

#: The font sizes that are tried, in points; the middle one is used if none fits.
FONT_SIZES = (10.5, 10.1, 9.8, 9.4, 9.1, 8.8, 8.5)

#: The width of the text on a page, in points.
TEXT_WIDTH = 500.0

#: The largest width, in em, of the labels of fields.
MAX_LABEL_WIDTH = 12.0

#: A row with a longer cell may break across pages, as it might not fit on any.
MAX_UNBROKEN_CELL = 600


def without_annexes(document: Document) -> Document:
    """Return a document up to its first annex."""
    parts = (n for n, block in enumerate(document.blocks) if isinstance(block, Heading) and block.level == 1)
    return document._replace(blocks=document.blocks[: next(parts, len(document.blocks))])


def body_fits(document: Document, meta: Meta, *, is_loose: bool = False) -> bool:
    """Return whether the body fits its pages in the smallest font size. Raises OutputError."""
    text = json.dumps(with_widths(without_annexes(document), meta), ensure_ascii=False)
    inputs = {"document": text, "loose": "yes" if is_loose else "", "size": f"{FONT_SIZES[-1]}"}
    return count_pages(PAGE, inputs) <= meta.pages


@lru_cache(maxsize=2)
def fit_font_size(document: Document, meta: Meta, *, is_loose: bool = False) -> float:
    """Return the largest font size, in points, in which the body fits its pages. Raises OutputError.

    `is_loose` measures with wider letters and lines, for programs whose fonts differ between machines. The size is
    remembered, as every format of a document needs it.
    """
    if meta.size:
        return meta.size
    text = json.dumps(with_widths(without_annexes(document), meta), ensure_ascii=False)
    inputs = {"document": text, "loose": "yes" if is_loose else ""}
    index = bisect(FONT_SIZES, x=False, key=lambda size: count_pages(PAGE, inputs | {"size": f"{size}"}) <= meta.pages)
    return FONT_SIZES[index] if index < len(FONT_SIZES) else FONT_SIZES[len(FONT_SIZES) // 2]


def with_widths(document: Document, meta: Meta) -> Data:
    """Return a document as plain data, with the widths of columns and labels that the page needs."""
    data = document_data(document, meta)
    for block, block_data in zip(document.blocks, data["document"]["blocks"], strict=True):
        if isinstance(block, Table):
            block_data["keeps_rows"] = all(len(cell) <= MAX_UNBROKEN_CELL for row in block_data["rows"] for cell in row)
            line = TEXT_WIDTH / meta.size if meta.size else LINE_WIDTH
            for column, share in zip(block_data["columns"], column_widths(with_notes_column(block), line), strict=True):
                column["share"] = share
        elif block_data["type"] == "fields":
            widths = (text_width(pair["label"]) + 1.5 for pair in block_data["pairs"])
            block_data["label_width"] = min(MAX_LABEL_WIDTH, max(widths, default=0))
    return data


#: A page with each character in a paragraph of its own, to find those that cannot be shown.
PROBE_PAGE = b"""#set document(title: "probe")
#set text(font: ("Noto Sans CJK KR", "DejaVu Sans Mono"))
#for letter in sys.inputs.letters.codepoints() { par(letter) }"""

_SHIPPED_CHARACTERS = re.compile("[\x00-\x7f\u00a0-\u00ff\uac00-\ud7a3\u2010-\u2026\u2066-\u2069]")


def missing_characters(document: Document) -> str:
    """Return the characters of a document that no installed font can show, each once."""
    return _find_missing(
        "".join(sorted({letter for text in _texts(document) for letter in _SHIPPED_CHARACTERS.sub("", text)}))
    )


@lru_cache(maxsize=8)
def _find_missing(letters: str) -> str:
    """Return the characters that neither the shipped fonts nor those of the machine can show."""
    missing = ""
    has_system = False
    while remaining := "".join(letter for letter in letters if letter not in missing):
        try:
            _compile(PROBE_PAGE, {"letters": remaining}, _fonts(with_system=has_system), [TAGGED_PDF])
        except typst.TypstError as error:
            match = _MISSING_CHARACTER.search(error.message)
            named = {letter for letter in _unescape(match[1]) if letter in remaining} if match else set[str]()
            if has_system and not named:
                break
            missing += "".join(sorted(named)) if has_system else ""
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
    """Return a document as PDF, with names in place of characters that no installed font can show. Raises OutputError."""
    document = with_gaps(document, missing_characters(document))
    data = json.dumps(with_widths(document, meta), ensure_ascii=False)
    midnight = dt.datetime.combine(meta.date, dt.time(), tzinfo=dt.UTC)
    inputs = {"document": data, "size": f"{fit_font_size(document, meta)}"}
    return compile_typst(PAGE, inputs, {**TAGGED_PDF, "timestamp": midnight})
