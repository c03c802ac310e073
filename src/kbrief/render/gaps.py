"""Replace characters that no installed font can show with their names."""

import re
import unicodedata

from kbrief.i18n import _
from kbrief.pages.document import Block, Document, Paragraph, Picture
from kbrief.render.charts import to_svg
from kbrief.render.data import map_texts

#: Up to so many characters in a row are named one by one; a longer run is given as a count and a script.
MAX_NAMED = 3

#: Joiners, variation selectors and accents, which belong to the character before them.
_JOINERS = "\u200d\ufe0e\ufe0f\u0300-\u036f"


def character_name(letter: str) -> str:
    """Return the code and the name of a character, such as `U+1F680 ROCKET`."""
    return f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip()


def with_gaps(document: Document, missing: str) -> Document:
    """Return a document in which the names of missing characters, in brackets, replace each run of them.

    A picture with such a character is replaced by its alternative text.
    """
    if not missing:
        return document
    blocks = tuple(part for block in document.blocks for part in _without_undrawable(block, missing))
    letters = f"[{re.escape(missing)}]"
    run = re.compile(rf"{letters}(?:[{_JOINERS}]|\s*{letters})*")
    document = document._replace(blocks=blocks)
    return map_texts(document, lambda text: run.sub(lambda match: _gap_text(match[0], missing), text))


def _without_undrawable(block: Block, missing: str) -> tuple[Block, ...]:
    if isinstance(block, Picture) and not set(missing).isdisjoint(to_svg(block)):
        return Paragraph(block.title, "strong"), Paragraph(block.alt)
    return (block,)


def _gap_text(run: str, missing: str) -> str:
    letters = [letter for letter in run if letter in missing]
    if len(letters) <= MAX_NAMED:
        return f"[{', '.join(map(character_name, letters))}]"
    script = unicodedata.name(letters[0], "?").split()[0].capitalize()
    return _("[{count} characters that no installed font has: {script}]", count=len(letters), script=script)
