"""A page of HTML as people read it: its article without menus and footers, and what the page says of itself."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from html import unescape
from itertools import groupby
from typing import NamedTuple

from kbrief.text.html import pieces

#: Elements that stand around what a page is about; so does a header outside the article.
CHROME = frozenset("nav footer aside form dialog button select noscript menu iframe".split())  # noqa: SIM905 - a list of names

#: Elements that are followed from where they open to where they close.
PARTS = CHROME | frozenset(
    "head title main article header section div ul ol body h1 h2 h3 h4 h5 h6 figcaption table".split()  # noqa: SIM905
)

ROLES = {"main": "main", "article": "article", **dict.fromkeys(
    ("navigation", "contentinfo", "banner", "search", "complementary"), "chrome")}  # fmt: skip
#: Roles of elements, and the classes and ids of those that stand around.
NAMED = frozenset(
    "nav navbar navigation menu footer sidebar breadcrumb breadcrumbs cookie cookies share related comments".split()  # noqa: SIM905
)

#: What part of the words of a page its main element has at least, where it is not empty but for a heading.
SHARE = 0.25

TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
AUTHORS = ("author", "citation_author", "dc.creator", "dcterms.creator", "article:author", "parsely-author")
PUBLISHERS = ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "application-name")
#: Under which names a page says its title, author, publisher and day, the surest first.
DAYS = (
    "article:published_time", "citation_publication_date", "citation_date", "datepublished", "dc.date",
    "dcterms.date", "dcterms.created", "dc.date.issued", "dcterms.issued", "pubdate", "publishdate", "date", "time",
)  # fmt: skip

#: Under which names a page says its address, the surest first.
ADDRESSES = ("canonical", "og:url", "citation_public_url", "dc.identifier", "dcterms.identifier")

#: How many paragraphs in a row that are links and nothing else make a menu.
MENU = 3

#: What part of the words of a page stand in links where it is nothing but a menu.
ALL_LINKS = 0.9

#: How many characters are taken of what a page says of itself.
LONGEST = 200

_TAG = re.compile(r"<(/?)([a-z][^\s/>]*+)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([\w:.-]++)\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++)""")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])(?:[-/.](0?[1-9]|[12]\d|3[01]))?(?!\d)")
_URL = re.compile(r"https?://[^\s<>\"']{1,1000}")
_LINKED = re.compile(r'"datePublished"\s*+:\s*+"([^"]{4,40})"')


class Block(NamedTuple):
    """A stretch of text that no block element interrupts: its kind, its lines, where it stands, its words in links."""

    kind: str
    lines: tuple[str, ...]
    places: frozenset[str]
    linked: int = 0

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(line.split()) for line in self.lines)


class Page(NamedTuple):
    """The paragraphs of an article, and what its page says of itself; the date is as 2024-10-24 or 2024-10.

    It has no paragraph where the page is nothing but menus and footers.
    """

    blocks: tuple[Block, ...]
    title: str
    author: str
    publisher: str
    date: str
    url: str


def read_page(page: str) -> Page:
    """Return what a page is about."""
    reader = _Reader()
    blocks = tuple(reader.read(page))
    said = reader.said
    linked = [found[1] for found in _LINKED.finditer(page)]
    return Page(
        tuple(_article(blocks)),
        _title(blocks, said),
        _first(name for key in AUTHORS for name in said.get(key, ()) if "://" not in name),
        _first(name for key in PUBLISHERS for name in said.get(key, ())),
        _date([day for key in DAYS[:-1] for day in said.get(key, ())] + linked + said.get("time", [])),
        next((url for key in ADDRESSES for url in said.get(key, ()) if _URL.fullmatch(url)), ""),
    )


def _article(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks of the article: the main element, else the article elements, else all but what is around."""
    about = [block for block in blocks if "chrome" not in block.places]
    for place in ("main", "article"):
        inside = [block for block in about if place in block.places]
        if _count(inside) > SHARE * _count(about):
            about = inside
            break
    about = _without_menus(about)
    return about if sum(block.linked for block in about) <= ALL_LINKS * _count(about) else ()


def _without_menus(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks without rows of links, which stand where a page has a menu that no element names."""
    kept: list[Block] = []
    for is_link, row in groupby(blocks, lambda block: block.linked >= block.words > 0):
        items = list(row)
        kept += items if not is_link or len(items) < MENU else ()
    return kept


def _count(blocks: Sequence[Block]) -> int:
    return sum(block.words for block in blocks)


def _title(blocks: Sequence[Block], said: dict[str, list[str]]) -> str:
    """Return the title: of the page's own data, else of its head, without the name of the site after it."""
    heading = _first(" ".join(block.lines) for block in blocks if block.kind == "h1" or "h1" in block.places)
    title = _first(name for key in (*TITLES, "title") for name in said.get(key, ()))
    return heading if not title or (heading and title.startswith(heading)) else title


def _first(names: Iterator[str]) -> str:
    """Return the first name that says anything, on one line, without characters that are not seen."""
    plain = ("".join(c for c in " ".join(name.split()) if c.isprintable())[:LONGEST].strip() for name in names)
    return next((name for name in plain if name), "")


def _date(days: Sequence[str]) -> str:
    """Return the first date, with its day where the calendar has it."""
    found = next((match for day in days if (match := _DATE.search(day))), None)
    if not found:
        return ""
    month = f"{found[1]}-{int(found[2]):02}"
    with suppress(ValueError):
        return dt.date.fromisoformat(f"{month}-{int(found[3] or 0):02}").isoformat()
    return month


class _Reader:
    """Reads a page from its first character to its last, and keeps which elements are open."""

    def __init__(self) -> None:
        self.said: dict[str, list[str]] = {}
        self._open: list[tuple[str, str]] = []
        self._names: Counter[str] = Counter()
        self._places: Counter[str] = Counter()
        self._lines: list[str] = []
        self._text = ""
        self._linked = 0
        self._is_link = False

    def read(self, page: str) -> Iterator[Block]:
        stretch: list[str] = []
        for text, markup, is_inline in pieces(page):
            stretch.append(text)
            self._linked += len(text.split()) if self._is_link else 0
            if is_inline:
                self._hear_inline(markup)
                continue
            self._text = unescape("".join(stretch))
            stretch = []
            self._is_link = False  # a link that is never closed does not make links of all that follows
            found = _TAG.match(markup)
            is_break = found is not None and found[2].casefold() == "br"
            yield from self._ended(is_break=is_break)
            if found:
                self._turn(bool(found[1]), found[2].casefold(), markup)
        self._text = unescape("".join(stretch))
        yield from self._ended(is_break=False)

    def _ended(self, *, is_break: bool) -> Iterator[Block]:
        """Yield the block that ends here; a line break ends one only where an empty line comes of it."""
        new = [line for line in self._text.split("\n") if line.strip()]
        self._lines += new
        if self._lines and not (is_break and new):
            lines, self._lines = tuple(self._lines), []
            linked, self._linked = self._linked, 0
            if self._places["title"]:
                self.said.setdefault("title", []).append(" ".join(lines))
            elif not self._places["head"]:
                yield Block(self._kind(), lines, frozenset(+self._places), linked)

    def _kind(self) -> str:
        return next((kind for kind in ("heading", "note") if self._places[kind]), "body")

    def _turn(self, is_end: bool, name: str, markup: str) -> None:  # noqa: FBT001 - by position, in one place
        """Take an element in that opens or closes."""
        if name in {"meta", "link"} and not is_end:
            self._hear(_attributes(markup))
        if name not in PARTS:
            return
        if not is_end:
            self._enter(name, _attributes(markup))
        elif self._names[name]:
            while self._leave() != name:
                pass

    def _hear(self, attributes: dict[str, str]) -> None:
        """Keep what a page says of itself."""
        key = next((attributes[one] for one in ("property", "name", "itemprop", "rel") if one in attributes), "")
        if key and (value := attributes.get("content") or attributes.get("href", "")):
            self.said.setdefault(key.casefold(), []).append(value)

    def _hear_inline(self, markup: str) -> None:
        """Keep whether a link is open, and the day that stands in a text."""
        if found := _TAG.match(markup) if markup[:3].casefold() in {"<a ", "<a>", "</a", "<a\n"} else None:
            self._is_link = not found[1] and "href" in markup
        if markup[:6].casefold().startswith("<time") and (day := _attributes(markup).get("datetime")):
            self.said.setdefault("time", []).append(day)

    def _enter(self, name: str, attributes: dict[str, str]) -> None:
        place = self._place(name, attributes)
        self._open.append((name, place))
        self._names[name] += 1
        self._places[place] += 1
        self._places[name] += name == "h1"

    def _leave(self) -> str:
        name, place = self._open.pop()
        self._names[name] -= 1
        self._places[place] -= 1
        self._places[name] -= name == "h1"
        return name

    def _place(self, name: str, attributes: dict[str, str]) -> str:
        """Return what an element is to the reader of a page."""
        is_inside = self._places["main"] or self._places["article"]
        words = {*attributes.get("class", "").casefold().split(), attributes.get("id", "").casefold()}
        if name in CHROME or (name == "header" and not is_inside):
            return "chrome"
        if role := ROLES.get(attributes.get("role", "").casefold()):
            return role
        if name in {"div", "section", "ul", "ol"} and words & NAMED:
            return "chrome"
        kinds = {"figcaption": "note", **{f"h{n}": "heading" for n in range(1, 7)}}
        return kinds.get(name, name)


def _attributes(markup: str) -> dict[str, str]:
    """Return the attributes of a tag, the first of a name."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(markup):
        value = match[2][1:-1] if match[2][:1] in {'"', "'"} else match[2]
        found.setdefault(match[1].casefold(), unescape(value))
    return found
