"""Read finished Markdown and HTML files back."""

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from kbrief.pack.finished import Content, Piece, PieceKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_BLOCK_TAGS: dict[str, PieceKind] = {
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "p": "text",
    "li": "item",
    "dd": "item",
}

#: The tags whose content is no text of the page, among them the footer that is on every page.
_HIDDEN_TAGS = frozenset(("style", "title", "svg", "script", "footer"))

#: The level of the title of a box.
BOX_LEVEL = 2


def read_markdown(_name: str, data: bytes) -> Content:
    """Return the content of a page of Markdown; the bold first line of a quotation is the heading of a box."""
    from markdown_it import MarkdownIt

    reader = _MarkdownReader()
    for token in MarkdownIt("commonmark").enable("table").parse(data.decode()):
        reader.read(token)
    return Content(tuple(reader.pieces), {})


class _MarkdownReader:
    """A reader of the tokens of a page that collects its pieces."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._kinds: list[PieceKind] = ["text"]
        self._rows: list[list[str]] = []
        self._level = 0

    def read(self, token: "Token") -> None:
        """Take in the next token."""
        match token.type:
            case "heading_open":
                self._kinds.append("heading")
                self._level = int(token.tag[1])
            case "list_item_open":
                self._kinds.append("item")
            case "heading_close" | "list_item_close":
                self._kinds.pop()
            case "tr_open":
                self._rows.append([])
            case "table_close":
                self.pieces.append(Piece("table", rows=tuple(map(tuple, self._rows))))
                self._rows = []
            case "inline":
                self._read_inline(token)

    def _read_inline(self, token: "Token") -> None:
        if self._rows:
            self._rows[-1].append(_plain_text(token))
        elif token.level > 1 and self._kinds[-1] == "text" and _is_bold(token):
            self.pieces.append(Piece("heading", _plain_text(token), BOX_LEVEL))
        else:
            level = self._level if self._kinds[-1] == "heading" else 0
            self.pieces.append(Piece(self._kinds[-1], _plain_text(token), level))


def _plain_text(token: "Token") -> str:
    """Return the text of an inline token of Markdown."""
    children = token.children or ()
    return "".join(" " if child.type in {"softbreak", "hardbreak"} else child.content for child in children)


def _is_bold(token: "Token") -> bool:
    """Whether an inline token of Markdown is bold from its first to its last word."""
    children = [child for child in token.children or () if child.type != "text" or child.content]
    return bool(children) and children[0].type == "strong_open" and children[-1].type == "strong_close"


def read_html(_name: str, data: bytes) -> Content:
    """Return the content of an HTML page."""
    page = _PageParser()
    page.feed(data.decode())
    page.close()
    return Content(tuple(page.pieces), {})


class _PageParser(HTMLParser):
    """A parser that collects the blocks of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[Piece] = []
        self._texts: list[str] = []
        self._rows: list[list[str]] = []
        self._label = ""
        self._hidden = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Begin the block of a tag."""
        if tag in _HIDDEN_TAGS:
            self._hidden += 1
        elif tag == "tr":
            self._rows.append([])
        elif tag in _BLOCK_TAGS or tag in {"th", "td", "dt"}:
            self._texts = []

    def handle_endtag(self, tag: str) -> None:
        """Add the block of a tag that ends."""
        text = " ".join("".join(self._texts).split())
        if tag in _HIDDEN_TAGS:
            self._hidden -= 1
        elif tag in {"th", "td"} and self._rows:
            self._rows[-1].append(text)
        elif tag == "table":
            self.pieces.append(Piece("table", rows=tuple(map(tuple, self._rows))))
            self._rows = []
        elif tag == "dt":
            self._label = text
        elif tag in _BLOCK_TAGS and text:
            label, self._label = (self._label, "") if tag == "dd" else ("", self._label)
            level = int(tag[1]) if _BLOCK_TAGS[tag] == "heading" else 0
            self.pieces.append(Piece(_BLOCK_TAGS[tag], f"{label}: {text}" if label else text, level))
        else:
            return
        self._texts = []

    def handle_data(self, data: str) -> None:
        """Add visible text to the current block."""
        if not self._hidden:
            self._texts.append(data)
