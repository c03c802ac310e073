"""Read the text of an HTML page, with the line numbers of its source.

The standard library's parser takes quadratic time on tags and comments that are not closed (400 KB of `<!--`: 17 s).
This is one pass of one pattern without backtracking; as in a browser, what is not closed ends with the page.
"""

import re
from collections.abc import Iterator
from html import unescape

#: Elements whose content is not text of the page.
HIDDEN_TAGS = frozenset(("script", "style", "template", "svg", "math"))

_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr"
)
#: Elements that may be inside a word; any other element ends the word.
INLINE = HIDDEN_TAGS | frozenset(_INLINE_NAMES.split())

_MARKUP = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?:[!?]|/(?![a-z]))[^>]*+(?:>|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-z][^\s/>]*+)"
    r"""(?:=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))|[^>])*+(?:>|\Z)""",
    re.IGNORECASE | re.DOTALL,
)


def html_lines(page: str) -> Iterator[tuple[str, int]]:
    """Yield (text, its first line) for each text that no block element or line end interrupts."""
    texts: list[str] = []
    line = first_line = 1
    for text, markup, is_inline in split_markup(page):
        for n, line_text in enumerate(text.split("\n")):
            if n:
                line += 1
                yield from _end_block(texts, first_line)
            first_line = first_line if texts else line
            if texts or line_text.strip():
                texts.append(unescape(line_text).replace("\n", " "))
        line += markup.count("\n")
        if not is_inline:
            yield from _end_block(texts, first_line)


def _end_block(texts: list[str], first_line: int) -> Iterator[tuple[str, int]]:
    if texts:
        yield "".join(texts), first_line
        texts.clear()


def split_markup(page: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (text, the markup after it, whether the markup may be inside a word); the last has no markup."""
    position = 0
    while match := _MARKUP.search(page, position):
        stop = _end_of_markup(page, match)
        name = (match["name"] or "").casefold()
        yield page[position : match.start()], page[match.start() : stop], not name or name in INLINE
        position = stop
    yield page[position:], "", False


def _end_of_markup(page: str, match: re.Match[str]) -> int:
    """Return where the text continues after a tag; if the content of the element is hidden, after that."""
    name = (match["name"] or "").casefold()
    if match["end"] or name not in HIDDEN_TAGS or match[0].endswith("/>"):
        return match.end()
    closing = re.compile(rf"</{name}(?=[\s/>]|\Z)", re.IGNORECASE).search(page, match.end())
    return closing.start() if closing else len(page)
