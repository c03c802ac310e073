"""The text of an HTML page, line by line as its source has them.

The standard library's parser takes quadratic time on tags and comments that are not closed (400 KB of `<!--`: 17 s).
This is one pass of one pattern that never looks back; like a browser it lets what is not closed run to the end.
"""

import re
from collections.abc import Iterator
from html import unescape

#: Elements whose content is no text of the page.
HIDDEN_TAGS = frozenset(("script", "style", "template", "svg", "math"))

_IN_LINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr"
)
#: Elements that may stand inside a word; any other one ends it.
INLINE = HIDDEN_TAGS | frozenset(_IN_LINE.split())

_MARKUP = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?:[!?]|/(?![a-z]))[^>]*+(?:>|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-z][^\s/>]*+)"
    r"""(?:=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))|[^>])*+(?:>|\Z)""",
    re.IGNORECASE | re.DOTALL,
)


def html_lines(page: str) -> Iterator[tuple[str, int]]:
    """Yield (text, line where it begins) for each stretch that no block element or end of a line interrupts."""
    stretch: list[str] = []
    line = begins = 1
    for text, markup, is_inline in pieces(page):
        for n, part in enumerate(text.split("\n")):
            if n:
                line += 1
                yield from _ended(stretch, begins)
            begins = begins if stretch else line
            if stretch or part.strip():
                stretch.append(unescape(part).replace("\n", " "))
        line += markup.count("\n")
        if not is_inline:
            yield from _ended(stretch, begins)


def _ended(stretch: list[str], begins: int) -> Iterator[tuple[str, int]]:
    if stretch:
        yield "".join(stretch), begins
        stretch.clear()


def pieces(page: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (text, the markup after it, whether that may stand inside a word), the last with no markup."""
    at = 0
    while found := _MARKUP.search(page, at):
        stop = _after(page, found)
        name = (found["name"] or "").casefold()
        yield page[at : found.start()], page[found.start() : stop], not name or name in INLINE
        at = stop
    yield page[at:], "", False


def _after(page: str, found: re.Match[str]) -> int:
    """Return where the text goes on after a piece of markup: after the content too, where that is unseen."""
    name = (found["name"] or "").casefold()
    if found["end"] or name not in HIDDEN_TAGS or found[0].endswith("/>"):
        return found.end()
    closing = re.compile(rf"</{name}(?=[\s/>]|\Z)", re.IGNORECASE).search(page, found.end())
    return closing.start() if closing else len(page)
