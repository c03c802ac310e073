"""Markdown whose markup is blanked out, so that prose is left, each character of it in its own place."""

import re
from collections.abc import Iterator

from kbrief.load.htmltext import INLINE

NOTHING = "\u200b"
"""What stands for a sign inside a word: it has no width, and a reader of words passes over it."""

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^`\n]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]*)+", re.MULTILINE)
_TICKS = re.compile(r"`+")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:[^\n]*", re.MULTILINE)
_LINK = re.compile(r"(!?\[)([^\[\]]*)(\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\]))")
_ADDRESS = re.compile(r"<?(?:https?://|www\.|mailto:)[^\s<>)\]]+>?", re.IGNORECASE)
_TAG = re.compile(r"</?([a-z][a-z\d]*)(?:\s[^<>\n]*)?/?>", re.IGNORECASE)
_SIGNS = re.compile(
    r"(?<=\S)\*+|\*+(?=\S)|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])|~~|\\(?=[!-/:-@\[-`{-~])"
)  # emphasis, strokes, escapes; a lone star or line of them is no emphasis


def prose_of(markdown: str) -> str:
    """Return Markdown without front matter, code, comments, addresses and signs: as long, with the same lines."""
    text = _FRONT_MATTER.sub(_blank, markdown)
    text = _without(text, _fences(text))
    text = _QUOTE.sub(_blank, _COMMENT.sub(_blank, text))
    text = _without(text, _code_spans(text))
    text = _DEFINITION.sub(_blank, text)
    text = _LINK.sub(lambda found: _nothing(found[1]) + found[2] + _nothing(found[3]), text)
    text = _TAG.sub(_tag, without_addresses(text))
    return _SIGNS.sub(lambda found: _nothing(found[0]), text)


def without_addresses(text: str) -> str:
    """Return a text with its web addresses blanked out."""
    return _ADDRESS.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _nothing(markup: str) -> str:
    return NOTHING * len(markup)


def _tag(found: re.Match[str]) -> str:
    return _nothing(found[0]) if found[1].casefold() in INLINE else _blank(found)


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
