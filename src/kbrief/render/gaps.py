"""Name the characters that no font here can show, in place of a box or of a page that is refused."""

import re
import unicodedata
from typing import TypeVar

from kbrief.i18n import _
from kbrief.pages.document import Block, Document, Paragraph, Picture

Shape = TypeVar("Shape")

#: Up to how many characters of a run are named one by one; a longer one is counted, with its script.
MAX_NAMED = 3

_JOINERS = "\u200d\ufe0e\ufe0f\u0300-\u036f"
"""What belongs to the character before it: joiners, variation selectors and accents."""


def name_of(letter: str) -> str:
    """Return the code and the name of a character, `U+1F680 ROCKET`."""
    return f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip()


def with_gaps(document: Document, missing: str) -> Document:
    """Return a document in which each run of missing characters is a gap in brackets that names them.

    A picture that has one gives way to the text that says the same.
    """
    if not missing:
        return document
    blocks = tuple(part for block in document.blocks for part in _in_words(block, missing))
    letters = f"[{re.escape(missing)}]"
    run = re.compile(rf"{letters}(?:[{_JOINERS}]|\s*{letters})*")
    return _replaced(document._replace(blocks=blocks), run, missing)


def _in_words(block: Block, missing: str) -> tuple[Block, ...]:
    if isinstance(block, Picture) and any(letter in block.svg for letter in missing):
        return Paragraph(block.title, "strong"), Paragraph(block.alt)
    return (block,)


def _replaced(value: Shape, run: re.Pattern[str], missing: str) -> Shape:
    """Return a document, or a part of one, with its gaps named."""
    if isinstance(value, str):
        return run.sub(lambda found: _gap(found[0], missing), value)  # type: ignore[return-value] # a str for a str
    if isinstance(value, tuple):
        parts = [_replaced(part, run, missing) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    return value


def _gap(run: str, missing: str) -> str:
    letters = [letter for letter in run if letter in missing]
    if len(letters) <= MAX_NAMED:
        return f"[{', '.join(map(name_of, letters))}]"
    script = unicodedata.name(letters[0], "?").split()[0].capitalize()
    return _("[{count} characters that no font here has: {script}]", count=len(letters), script=script)
