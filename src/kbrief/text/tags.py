"""Blank out HTML tags within a text, and content that a reader does not see."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from kbrief.text.html import INLINE
from kbrief.text.marks import PARAGRAPH_END, ZERO_WIDTH, blanked

#: Elements whose content is not prose: hidden, code, or struck out.
HIDING = frozenset(("script", "style", "template", "svg", "math", "title", "code", "del", "s", "strike", "noscript"))

#: The hidden elements that end with the page if they have no end tag.
RAW = frozenset(("script", "style", "template", "title"))

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_MARKUP = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?:[!?]|/(?![a-z]))[^>]*+(?:>|\Z)"
    r"""|</?[a-z](?:=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))|[^>])*+(?:>|\Z)""",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(/?)([a-z][^\s/>]*+)", re.IGNORECASE)
_HIDDEN = re.compile(r"\shidden(?=[\s=/>])|\sstyle\s*=[^>]*?display\s*:\s*none", re.IGNORECASE)
_NUMBER = re.compile(r"[\s\d,*\u2020\u2021\u00a7]{1,12}</sup", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});", re.IGNORECASE)


class TagReader:
    """Reads the tags of a page in order, and knows whether the text that follows is hidden."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._hiding = ""
        self._depth = 0

    @property
    def is_hiding(self) -> bool:
        """Whether the text that follows is hidden."""
        return bool(self._hiding)

    @lru_cache(maxsize=64)  # noqa: B019 - a reader lives as long as its page
    def _last_end(self, name: str) -> int:
        """Return the position of the last end tag of an element, or -1: an unclosed element hides nothing."""
        ends = [match.start() for match in re.finditer(rf"</{re.escape(name)}(?![\w-])", self._page, re.IGNORECASE)]
        return ends[-1] if ends else -1

    def read(self, markup: str, stop: int) -> str:
        """Return the replacement of a tag or comment that ends at `stop`, of the same length."""
        tag = _TAG.match(markup)
        if not tag:
            return _zero_width(markup)
        name, is_end = tag[2].casefold(), bool(tag[1])
        if name not in _VOID:
            self._count(name, markup, stop, is_end=is_end)
        if name == "br":
            return blanked(markup)
        return _zero_width(markup) if name in INLINE else PARAGRAPH_END + blanked(markup)[1:]

    def _count(self, name: str, markup: str, stop: int, *, is_end: bool) -> None:
        if self._hiding:
            self._depth += (name == self._hiding) * (-1 if is_end else 1)
            self._hiding = self._hiding if self._depth else ""
        elif not is_end and self._hides(name, markup, stop) and (name in RAW or self._last_end(name) >= stop):
            self._hiding, self._depth = name, 1

    def _hides(self, name: str, markup: str, stop: int) -> bool:
        if markup.endswith("/>") and name in {"svg", "math"}:
            return False
        is_note = name == "sup" and bool(_NUMBER.match(self._page, stop))
        return name in HIDING or is_note or bool(_HIDDEN.search(markup))

    def pieces(self, start: int, stop: int) -> Iterator[tuple[int, str]]:
        """Yield (position, replacement) for the text and the tags of a part of the page."""
        position = start
        for match in _MARKUP.finditer(self._page, start, stop):
            if match[0].endswith(">") or self._hiding:
                yield position, self._text(position, match.start())
                yield match.start(), self.read(match[0], match.end())
                position = match.end()
        yield position, self._text(position, stop)

    def _text(self, start: int, stop: int) -> str:
        if self._hiding:
            return " " * (stop - start)
        return _ENTITY.sub(_entity, self._page[start:stop])


def _zero_width(markup: str) -> str:
    return ZERO_WIDTH * len(markup)


def _entity(match: re.Match[str]) -> str:
    return character(unescape(match[0]), len(match[0])) or match[0]


def character(text: str, length: int) -> str:
    """Return the text of an entity, padded to `length`; "" if it does not fit or is empty."""
    if len(text) > length or not text:
        return ""
    visible = "".join(" " if char.isspace() else char if char.isprintable() else ZERO_WIDTH for char in text)
    return visible + ZERO_WIDTH * (length - len(visible))
