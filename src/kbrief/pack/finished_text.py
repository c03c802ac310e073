"""Markdown and HTML of a pack read back."""

from html.parser import HTMLParser

from kbrief.pack.finished import Content, Kind, Piece

_BLOCKS: dict[str, Kind] = {"h1": "heading", "h2": "heading", "h3": "heading", "p": "text", "li": "item", "dd": "item"}


#: What is no text of the page: its style and pictures, and the foot that every page has.
_UNSEEN = frozenset(("style", "title", "svg", "script", "footer"))

#: The level of the title of a box.
BOX = 2


def read_markdown(_name: str, data: bytes) -> Content:
    """Return what a page of Markdown shows; a quotation's bold first line is the heading of a box."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(data.decode())
    pieces: list[Piece] = []
    kinds: list[Kind] = ["text"]
    rows: list[list[str]] = []
    level = 0
    for token in tokens:
        match token.type:
            case "heading_open":
                kinds.append("heading")
                level = int(token.tag[1])
            case "list_item_open":
                kinds.append("item")
            case "heading_close" | "list_item_close":
                kinds.pop()
            case "tr_open":
                rows.append([])
            case "table_close":
                pieces.append(Piece("table", rows=tuple(map(tuple, rows))))
                rows = []
            case "inline" if rows:
                rows[-1].append(_plain(token))
            case "inline":
                is_title = token.level > 1 and kinds[-1] == "text" and _is_bold(token)
                kind: Kind = "heading" if is_title else kinds[-1]
                pieces.append(Piece(kind, _plain(token), (BOX if is_title else level) if kind == "heading" else 0))
            case _:
                pass
    return Content(tuple(pieces), {})


def _plain(token: object) -> str:
    """Return the text of a line of Markdown."""
    children = getattr(token, "children", None) or ()
    return "".join(" " if child.type in {"softbreak", "hardbreak"} else child.content for child in children)


def _is_bold(token: object) -> bool:
    """Whether a line of Markdown is bold from its first to its last word."""
    children = [child for child in getattr(token, "children", None) or () if child.type != "text" or child.content]
    return bool(children) and children[0].type == "strong_open" and children[-1].type == "strong_close"


def read_html(_name: str, data: bytes) -> Content:
    """Return what a page of HTML shows in its body."""
    page = _Page()
    page.feed(data.decode())
    page.close()
    return Content(tuple(page.pieces), {})


class _Page(HTMLParser):
    """The blocks of a page, as its tags begin and end."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[Piece] = []
        self._texts: list[str] = []
        self._rows: list[list[str]] = []
        self._label = ""
        self._hidden = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag that opens."""
        if tag in _UNSEEN:
            self._hidden += 1
        elif tag == "tr":
            self._rows.append([])
        elif tag in _BLOCKS or tag in {"th", "td", "dt"}:
            self._texts = []

    def handle_endtag(self, tag: str) -> None:
        """Take note of a tag that closes."""
        text = " ".join("".join(self._texts).split())
        if tag in _UNSEEN:
            self._hidden -= 1
        elif tag in {"th", "td"} and self._rows:
            self._rows[-1].append(text)
        elif tag == "table":
            self.pieces.append(Piece("table", rows=tuple(map(tuple, self._rows))))
            self._rows = []
        elif tag == "dt":
            self._label = text
        elif tag in _BLOCKS and text:
            label, self._label = (self._label, "") if tag == "dd" else ("", self._label)
            level = int(tag[1]) if _BLOCKS[tag] == "heading" else 0
            self.pieces.append(Piece(_BLOCKS[tag], f"{label}: {text}" if label else text, level))
        else:
            return
        self._texts = []

    def handle_data(self, data: str) -> None:
        """Take text that is seen."""
        if not self._hidden:
            self._texts.append(data)
