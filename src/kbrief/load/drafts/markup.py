"""Markdown whose markup is blanked out, so that prose is left, each character of it in its own place."""

import re
from collections.abc import Iterator
from html import unescape

from kbrief.load.copies.htmltext import INLINE

NOTHING = "\u200b"
"""What stands for a sign inside a word: it has no width, and a reader of words passes over it."""

PARAGRAPH = "\u2029"
"""What ends a paragraph where no empty line does."""

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^`\n]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]*)+", re.MULTILINE)
_TICKS = re.compile(r"`+")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[^\n]*", re.MULTILINE)
_NOTE = re.compile(r"\[\^[^\[\]\s]+\]:?")
_LINK = re.compile(r"(!?\[)([^\[\]]*)(\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\]))")
_ADDRESS = re.compile(r"<?(?:https?://|www\.|mailto:)[^\s<>)\]]+>?", re.IGNORECASE)
_TAG = re.compile(r"</?([a-z][a-z\d]*)(?:\s[^<>\n]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});", re.IGNORECASE)
_SIGNS = re.compile(
    r"(?<=\S)\*+|\*+(?=\S)|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])|~~|\\(?=[!-/:-@\[-`{-~])"
)  # emphasis, strokes, escapes; a lone star or line of them is no emphasis


def prose_of(markdown: str) -> str:
    """Return Markdown without front matter, code, comments, addresses and signs: as long, with the same lines.

    The text of a footnote stays; an entity becomes the character that it stands for.
    """
    text = _FRONT_MATTER.sub(_blank, markdown)
    text = _without(text, _fences(text))
    text = _QUOTE.sub(_blank, _COMMENT.sub(_blank, text))
    text = _without(text, _code_spans(text))
    text = _NOTE.sub(lambda found: _nothing(found[0]), _DEFINITION.sub(_blank, text))
    text = _LINK.sub(lambda found: _nothing(found[1]) + found[2] + _nothing(found[3]), text)
    text = _TAG.sub(_tag, without_addresses(text))
    return _ENTITY.sub(_character, _SIGNS.sub(lambda found: _nothing(found[0]), text))


def without_addresses(text: str) -> str:
    """Return a text with its web addresses blanked out."""
    return _ADDRESS.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _character(entity: re.Match[str]) -> str:
    """Return the character that an entity stands for, as long as the entity; the entity itself where it is none."""
    character = unescape(entity[0])
    if len(character) != 1:
        return entity[0]
    seen = " " if character.isspace() else character if character.isprintable() else NOTHING
    return seen + _nothing(entity[0][1:])


def _nothing(markup: str) -> str:
    return NOTHING * len(markup)


def _tag(found: re.Match[str]) -> str:
    """Return what stands for a tag: nothing within a word, a blank for a line break, the end of a paragraph."""
    name = found[1].casefold()
    if name in INLINE:
        return _nothing(found[0])
    return _blank(found) if name == "br" else PARAGRAPH + _blank(found)[1:]


def _without(text: str, spans: Iterator[tuple[int, int]]) -> str:
    """Return a text with some spans blanked out."""
    pieces, at = [], 0
    for start, stop in spans:
        pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start:stop])]
        at = stop
    return "".join((*pieces, text[at:]))


def _fences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the blocks of code between fences; one that is not closed runs to the end."""
    opened: re.Match[str] | None = None
    for found in _FENCE.finditer(text):
        if opened is None:
            opened = found
        elif found[1].startswith(opened[1]) and found[0].strip() == found[1]:
            yield opened.start(), found.end()
            opened = None
    if opened:
        yield opened.start(), len(text)


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the code between backticks: as many close it as open it, within one paragraph."""
    runs = list(_TICKS.finditer(text))
    following: dict[int, int] = {}
    closes = [0] * len(runs)
    for n in range(len(runs) - 1, -1, -1):
        closes[n] = following.get(len(runs[n][0]), 0)
        following[len(runs[n][0])] = n
    n = 0
    while n < len(runs):
        close = closes[n]
        if close and not _EMPTY_LINE.search(text, runs[n].end(), runs[close].start()):
            yield runs[n].start(), runs[close].end()
            n = close
        n += 1
