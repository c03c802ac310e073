"""Typst at work: the fonts it may use, and what it says when something cannot be shown."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import typst

from kbrief.errors import OutputError

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = Path(__file__).parent / "templates"

_UNSHOWN = re.compile(r'the text [`"]*(.+?)[`"]* could not be displayed')

_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")

PICTURE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
"""The page of a picture alone."""


def typeset(source: Path | bytes, given: dict[str, str], **how: Any) -> bytes:
    """Return a page as typst makes it, with the shipped fonts; where they lack a character, with the machine's too.

    So the result is the same on every machine wherever the shipped fonts suffice. Raises OutputError.
    """
    try:
        return _compiled(source, given, _fonts(with_system=False), how)
    except typst.TypstError as error:
        if not _UNSHOWN.search(error.message):
            raise _failure(error.message) from error
    try:
        return _compiled(source, given, _fonts(with_system=True), how)
    except typst.TypstError as error:
        raise _failure(error.message) from error


def pages_of(source: Path, given: dict[str, str]) -> int:
    """Return how many pages a source labeled <pages> takes. Raises OutputError."""
    try:
        found = _compiler(source, given, _fonts(with_system=False)).query("<pages>", field="value", one=True)
    except RuntimeError as error:  # which is what a query raises
        raise _failure(str(error)) from error
    return int(found)


def _compiled(source: Path | bytes, given: dict[str, str], fonts: typst.Fonts, how: dict[str, Any]) -> bytes:
    made = _compiler(source, given, fonts).compile(**how)
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
        message = f"no font here can show {letters}"
        return OutputError(message, "take it out, install a font that has it, or write another format")
    return OutputError(f"typst could not make it: {said}", "write another format")


def to_png(svg: str, resolution: int = 150) -> bytes:
    """Return an SVG picture as PNG at so many pixels per inch (96 pixels of the SVG are an inch)."""
    return typeset(PICTURE, {"svg": svg}, format="png", ppi=resolution)
