"""Read a page of HTML as people do: its article without menus and footers, and its metadata."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from html import unescape
from itertools import groupby
from typing import NamedTuple

from kbrief.text.html import split_markup

#: Elements around the content of a page; a header outside the article is one too.
CHROME = frozenset(("nav", "footer", "aside", "form", "dialog", "button", "select", "noscript", "menu", "iframe"))

#: Elements that are tracked from their start tag to their end tag.
PARTS = CHROME | frozenset((
    "head", "title", "main", "article", "header", "section", "div", "ul", "ol", "body", "h1", "h2", "h3", "h4", "h5",
    "h6", "figcaption", "table",
))  # fmt: skip

#: The places that roles of elements stand for.
ROLES = {"main": "main", "article": "article", **dict.fromkeys(
    ("navigation", "contentinfo", "banner", "search", "complementary"), "chrome")}  # fmt: skip

#: The classes and ids of elements around the content.
CHROME_NAMES = frozenset((
    "nav", "navbar", "navigation", "menu", "footer", "sidebar", "breadcrumb", "breadcrumbs", "cookie", "cookies",
    "share", "related", "comments",
))  # fmt: skip

#: The least share of the words of a page that its main element has if it is the article.
MIN_MAIN_SHARE = 0.25

#: Names of the metadata for title, author, publisher and date, the most reliable first.
TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
AUTHORS = ("author", "citation_author", "dc.creator", "dcterms.creator", "article:author", "parsely-author")
PUBLISHERS = ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "application-name")
DATES = (
    "article:published_time", "citation_publication_date", "citation_date", "datepublished", "dc.date",
    "dcterms.date", "dcterms.created", "dc.date.issued", "dcterms.issued", "pubdate", "publishdate", "date", "time",
)  # fmt: skip

#: Names of the metadata for the address, the most reliable first.
ADDRESSES = ("canonical", "og:url", "citation_public_url", "dc.identifier", "dcterms.identifier")

#: How many paragraphs of nothing but links in a row make a menu.
MIN_MENU_ITEMS = 3

#: A page with a larger share of its words in links is nothing but a menu.
MAX_LINK_SHARE = 0.9

#: How many characters of a value of the metadata are used.
MAX_METADATA_LENGTH = 200

_TAG = re.compile(r"<(/?)([a-z][^\s/>]*+)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([\w:.-]++)\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++)""")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])(?:[-/.](0?[1-9]|[12]\d|3[01]))?(?!\d)")
_URL = re.compile(r"https?://[^\s<>\"']{1,1000}")
_JSON_DATE = re.compile(r'"datePublished"\s*+:\s*+"([^"]{4,40})"')


class Block(NamedTuple):
    """Text that no block element interrupts: its kind, lines, the elements around it, the number of words in links."""

    kind: str
    lines: tuple[str, ...]
    places: frozenset[str]
    linked: int = 0

    @property
    def words(self) -> int:
        """The number of words."""
        return sum(len(line.split()) for line in self.lines)


class Page(NamedTuple):
    """The paragraphs of an article, and the metadata of its page; the date looks like 2024-10-24 or 2024-10.

    A page that is nothing but menus and footers has no paragraphs.
    """

    blocks: tuple[Block, ...]
    title: str
    author: str
    publisher: str
    date: str
    url: str


def read_page(page: str) -> Page:
    """Return the article and the metadata of a page."""
    reader = _Reader()
    blocks = tuple(reader.read(page))
    metadata = reader.metadata
    json_dates = [match[1] for match in _JSON_DATE.finditer(page)]
    return Page(
        tuple(_article(blocks)),
        _title(blocks, metadata),
        _first(name for key in AUTHORS for name in metadata.get(key, ()) if "://" not in name),
        _first(name for key in PUBLISHERS for name in metadata.get(key, ())),
        _date([day for key in DATES[:-1] for day in metadata.get(key, ())] + json_dates + metadata.get("time", [])),
        next((url for key in ADDRESSES for url in metadata.get(key, ()) if _URL.fullmatch(url)), ""),
    )


def _article(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks of the article: the main element, else the article elements, else all but menus and footers."""
    body = [block for block in blocks if "chrome" not in block.places]
    for place in ("main", "article"):
        in_place = [block for block in body if place in block.places]
        if _count(in_place) > MIN_MAIN_SHARE * _count(body):
            body = in_place
            break
    body = _without_menus(body)
    return body if sum(block.linked for block in body) <= MAX_LINK_SHARE * _count(body) else ()


def _without_menus(blocks: Sequence[Block]) -> list[Block]:
    """Drop rows of links, which are menus that no element marks as such."""
    result: list[Block] = []
    for is_link, row in groupby(blocks, lambda block: block.linked >= block.words > 0):
        items = list(row)
        result += items if not is_link or len(items) < MIN_MENU_ITEMS else ()
    return result


def _count(blocks: Sequence[Block]) -> int:
    return sum(block.words for block in blocks)


def _title(blocks: Sequence[Block], metadata: dict[str, list[str]]) -> str:
    """Return the title of the metadata, else of the head, without the name of the site after it."""
    heading = _first(" ".join(block.lines) for block in blocks if block.kind == "h1" or "h1" in block.places)
    title = _first(name for key in (*TITLES, "title") for name in metadata.get(key, ()))
    return heading if not title or (heading and title.startswith(heading)) else title


def _first(names: Iterator[str]) -> str:
    """Return the first name that is not empty, on one line, without invisible characters."""
    cleaned = (
        "".join(character for character in " ".join(name.split()) if character.isprintable())[
            :MAX_METADATA_LENGTH
        ].strip()
        for name in names
    )
    return next((name for name in cleaned if name), "")


def _date(days: Sequence[str]) -> str:
    """Return the first date, with its day if the calendar has it."""
    match = next((match for day in days if (match := _DATE.search(day))), None)
    if not match:
        return ""
    month = f"{match[1]}-{int(match[2]):02}"
    with suppress(ValueError):
        return dt.date.fromisoformat(f"{month}-{int(match[3] or 0):02}").isoformat()
    return month


class _Reader:
    """Reads a page from start to end, and keeps track of the open elements."""

    def __init__(self) -> None:
        self.metadata: dict[str, list[str]] = {}
        self._open: list[tuple[str, str]] = []
        self._names: Counter[str] = Counter()
        self._places: Counter[str] = Counter()
        self._lines: list[str] = []
        self._text = ""
        self._linked = 0
        self._is_link = False

    def read(self, page: str) -> Iterator[Block]:
        texts: list[str] = []
        for text, markup, is_inline in split_markup(page):
            texts.append(text)
            self._linked += len(text.split()) if self._is_link else 0
            if is_inline:
                self._read_inline(markup)
                continue
            self._text = unescape("".join(texts))
            texts = []
            self._is_link = False  # a link that is never closed does not make links of all that follows
            match = _TAG.match(markup)
            is_break = match is not None and match[2].casefold() == "br"
            yield from self._end_block(is_break=is_break)
            if match:
                self._read_element(match[2].casefold(), markup, is_end=bool(match[1]))
        self._text = unescape("".join(texts))
        yield from self._end_block(is_break=False)

    def _end_block(self, *, is_break: bool) -> Iterator[Block]:
        """Yield the block that ends here; a line break ends one only if it makes an empty line."""
        new_lines = [line for line in self._text.split("\n") if line.strip()]
        self._lines += new_lines
        if self._lines and not (is_break and new_lines):
            lines, self._lines = tuple(self._lines), []
            linked, self._linked = self._linked, 0
            if self._places["title"]:
                self.metadata.setdefault("title", []).append(" ".join(lines))
            elif not self._places["head"]:
                yield Block(self._kind(), lines, frozenset(+self._places), linked)

    def _kind(self) -> str:
        return next((kind for kind in ("heading", "note") if self._places[kind]), "body")

    def _read_element(self, name: str, markup: str, *, is_end: bool) -> None:
        """Read a start tag or an end tag."""
        if name in {"meta", "link"} and not is_end:
            self._read_metadata(_attributes(markup))
        if name not in PARTS:
            return
        if not is_end:
            self._open_element(name, _attributes(markup))
        elif self._names[name]:
            while self._close_element() != name:
                pass

    def _read_metadata(self, attributes: dict[str, str]) -> None:
        """Keep the value of a meta or link element."""
        key = next((attributes[name] for name in ("property", "name", "itemprop", "rel") if name in attributes), "")
        if key and (value := attributes.get("content") or attributes.get("href", "")):
            self.metadata.setdefault(key.casefold(), []).append(value)

    def _read_inline(self, markup: str) -> None:
        """Note whether a link is open, and the date of a time element."""
        if match := _TAG.match(markup) if markup[:3].casefold() in {"<a ", "<a>", "</a", "<a\n"} else None:
            self._is_link = not match[1] and "href" in markup
        if markup[:6].casefold().startswith("<time") and (day := _attributes(markup).get("datetime")):
            self.metadata.setdefault("time", []).append(day)

    def _open_element(self, name: str, attributes: dict[str, str]) -> None:
        place = self._place(name, attributes)
        self._open.append((name, place))
        self._names[name] += 1
        self._places[place] += 1
        self._places[name] += name == "h1"

    def _close_element(self) -> str:
        name, place = self._open.pop()
        self._names[name] -= 1
        self._places[place] -= 1
        self._places[name] -= name == "h1"
        return name

    def _place(self, name: str, attributes: dict[str, str]) -> str:
        """Return the role of an element on the page, such as chrome, main, heading or note."""
        is_inside = self._places["main"] or self._places["article"]
        words = {*attributes.get("class", "").casefold().split(), attributes.get("id", "").casefold()}
        if name in CHROME or (name == "header" and not is_inside):
            return "chrome"
        if role := ROLES.get(attributes.get("role", "").casefold()):
            return role
        if name in {"div", "section", "ul", "ol"} and words & CHROME_NAMES:
            return "chrome"
        kinds = {"figcaption": "note", **{f"h{n}": "heading" for n in range(1, 7)}}
        return kinds.get(name, name)


def _attributes(markup: str) -> dict[str, str]:
    """Return the attributes of a tag, the first of each name."""
    attributes: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(markup):
        value = match[2][1:-1] if match[2][:1] in {'"', "'"} else match[2]
        attributes.setdefault(match[1].casefold(), unescape(value))
    return attributes
