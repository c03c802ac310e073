"""Typst at work: the fonts it may use, and what it says when something cannot be shown."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import typst

from kbrief.errors import Message, OutputError

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = Path(__file__).parent / "templates"

_UNSHOWN = re.compile(r'the text [`"]*(.+?)[`"]* could not be displayed')

_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")

PICTURE = b"""#set document(title: "picture")
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", alt: "picture")"""
"""The page of a picture alone."""

How = dict[str, Any]
"""The options of one run of typst."""

TAGGED: How = {"format": "pdf", "pdf_standards": "ua-1"}
"""PDF/UA-1: the one way in which typst tells of a character that it cannot show."""


def typeset(source: Path | bytes, given: dict[str, str], *ways: How) -> bytes:
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


def pages_of(source: Path, given: dict[str, str]) -> int:
    """Return how many pages a source labeled <pages> takes. Raises OutputError."""
    try:
        found = _compiler(source, given, _fonts(with_system=False)).query("<pages>", field="value", one=True)
    except RuntimeError as error:  # which is what a query raises
        raise _failure(str(error)) from error
    return int(found)


def _compiled(source: Path | bytes, given: dict[str, str], fonts: typst.Fonts, ways: Iterable[How]) -> bytes:
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
        text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1])
        letters = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in dict.fromkeys(text))
        message = Message("no font here can show {letters}", letters=letters)
        return OutputError(message, Message("take it out, install a font that has it, or write another format"))
    return OutputError(Message("typst could not make it: {said}", said=said), Message("write another format"))


def to_png(svg: str, resolution: int = 150) -> bytes:
    """Return an SVG picture as PNG at so many pixels per inch (96 pixels of the SVG are an inch).

    Raises OutputError for a character that no font here can show, which would be a box.
    """
    return typeset(PICTURE, {"svg": svg}, TAGGED, {"format": "png", "ppi": resolution})
