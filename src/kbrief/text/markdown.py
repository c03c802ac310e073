"""Blank out the markup of Markdown, so that only its text is left, each character at its own position."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kbrief.text.addresses import without_addresses
from kbrief.text.marks import PARAGRAPH_END, ZERO_WIDTH, without_editing_marks, without_front_matter
from kbrief.text.tags import TagReader, character

#: The most characters that may follow brackets within their paragraphs, added up over a document. The parser searches
#: for the end of a link from each bracket; further brackets are read as text, which only leaves more of it visible.
MAX_BRACKET_WORK = 4_000_000

#: How many syntax characters and lines of a page are parsed: a minimum, and a number per character of the page. Written
#: text has a tenth of that; the rest is read without a parser, which may leave more of it visible.
MAX_SIGNS, SIGNS_PER_CHARACTER = 20_000, 0.03
MAX_LINES, LINES_PER_CHARACTER = 8_000, 0.025

#: The argument that makes a rule produce tokens instead of only looking ahead.
_MAKES_TOKENS = False

_CONTAINERS = frozenset(("blockquote_open", "list_item_open", "bullet_list_open", "ordered_list_open"))
_CONTROLS = {0: "\ufffd", 13: " "}
_SYNTAX_CHARACTER = re.compile(r"[!#$%&*+\-:<=>@\[\\\]^_`{}~]")
_MARKUP = re.compile(r"[&*<\[\\_`~]")
_EMPHASIS = str.maketrans(dict.fromkeys("*~`", ZERO_WIDTH))
_BARE_MARKER = re.compile(r"[\s>]*+(?:[-+*]|\d{1,9}[.)])?\s*+")
_NOTE = re.compile(r"^( {0,3})(\[\^[^\[\]\s]+\]:)|\[\^[^\[\]\s]+\]", re.MULTILINE)


def blank_markup(markdown: str) -> str:
    """Return Markdown without front matter, code, comments, addresses, syntax characters and deleted text.

    The result has the same length and lines. An entity becomes its character.
    """
    return without_addresses(_Page(without_front_matter(markdown)).text())


class _PlacedInline(ParserInline):
    """Parses paragraphs, and notes the span of each token in its paragraph."""

    def tokenize(self, state: StateInline) -> None:
        """Append the tokens of a range of the paragraph."""
        rules, stop, deepest = self.ruler.getRules(""), state.posMax, state.md.options["maxNesting"]
        while state.pos < stop:
            start, count = state.pos, len(state.tokens)
            if state.level >= deepest or not any(rule(state, _MAKES_TOKENS) for rule in rules):
                state.pending += state.src[state.pos]
                state.pos += 1
            if state.pending:
                state.pushPending()
            _place(state.tokens[count:], start, state.pos)


def _place(tokens: list[Token], start: int, stop: int) -> None:
    """Note the span of the tokens that a rule made; each has a span of its own if they are the text as written."""
    is_run = len(tokens) > 1 and sum(len(token.content) for token in tokens) == stop - start
    for token in tokens:
        end = start + len(token.content) if is_run else stop
        token.meta = token.meta or {"span": (start, end)}
        start = end if is_run else start


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt()
    parser.inline = _PlacedInline()
    parser.configure("commonmark")
    parser.enable("strikethrough").disable("fragments_join")
    parser.core.ruler.disable(["inline", "text_join"])
    return parser


class _Page:
    """Turns a page of Markdown into text: it keeps the visible characters, by position."""

    def __init__(self, source: str) -> None:
        self._source = _NOTE.sub(_unmarked, without_editing_marks(source.translate(_CONTROLS)))
        self._starts = [0, *(match.end() for match in re.finditer("\n", self._source))]
        self._characters = [character if character == "\n" else " " for character in self._source]
        self._tags = TagReader(self._source)
        self._bracket_work = MAX_BRACKET_WORK
        self._signs = max(MAX_SIGNS, int(len(source) * SIGNS_PER_CHARACTER))
        self._lines_parsed = max(MAX_LINES, int(len(source) * LINES_PER_CHARACTER))
        self._parser = _parser()
        self._env: dict[str, Any] = {}

    def text(self) -> str:
        """Return the text of the page."""
        unparsed = bytearray(b"\1" * len(self._starts))
        parsed = self._source[: self._span(0, min(self._lines_parsed, len(self._starts)))[1]]
        for token in self._parser.parse(parsed, self._env):
            if token.map and token.type not in _CONTAINERS:
                unparsed[token.map[0] : token.map[1]] = bytes(token.map[1] - token.map[0])
            if token.type == "html_block" and token.map:
                self._show_html(*self._span(*token.map))
            elif token.type == "inline" and token.map:
                self._show_paragraph(token.content, *token.map)
            elif token.type == "heading_open" and token.map and token.markup in {"=", "-"}:
                self._end_paragraph(*self._span(token.map[1] - 1, token.map[1]))
        definitions = [*self._env.get("references", {}).values(), *self._env.get("duplicate_refs", ())]
        for first, stop in (definition["map"] for definition in definitions):
            unparsed[first:stop] = bytes(stop - first)
        self._show_unparsed(unparsed)
        return "".join(self._characters)

    def _span(self, first: int, stop: int) -> tuple[int, int]:
        """Return the span of some lines, without the last line end."""
        return self._starts[first], self._starts[stop] - 1 if stop < len(self._starts) else len(self._source)

    def _show_unparsed(self, unparsed: bytearray) -> None:
        """Show the lines that the parser dropped because they are nested too deep."""
        line = unparsed.find(1)
        while line >= 0:
            start, stop = self._span(line, line + 1)
            if not _BARE_MARKER.fullmatch(self._source, start, stop):
                self._show_html(start, stop)
            line = unparsed.find(1, line + 1)

    def _end_paragraph(self, start: int, stop: int) -> None:
        """Mark the end of a paragraph at the start of a list item, a quotation or a heading."""
        markup = self._source[start:stop].lstrip()
        if markup:
            self._characters[stop - len(markup)] = "#" if markup.startswith("#") else PARAGRAPH_END

    def _show_html(self, start: int, stop: int) -> None:
        for piece, content in self._tags.pieces(start, stop):
            self._write(piece, content.translate(_EMPHASIS))

    def _write(self, start: int, content: str) -> None:
        """Write characters at their positions; line ends stay."""
        if "\n" not in self._source[start : start + len(content)]:
            self._characters[start : start + len(content)] = content
            return
        for n, text in enumerate(content, start):
            if text != "\n" and self._source[n] != "\n":
                self._characters[n] = text

    def _show_paragraph(self, content: str, line: int, stop: int) -> None:
        self._signs -= len(_SYNTAX_CHARACTER.findall(content))
        if self._signs < 0:
            self._show_html(*self._span(line, stop))
            return
        if not _MARKUP.search(content):
            self._show_plain(content, line)
            return
        content = self._with_fewer_brackets(content)
        places = _Places(content, self._lines(content, line))
        if not places.lines:
            return
        for start, length in places.lines:
            self._characters[start : start + length] = ZERO_WIDTH * length
        self._end_paragraph(self._span(line, line + 1)[0], places.origin(0))
        strike_depth = 0
        for token in self._tokens(content):
            strike_depth += (token.type == "s_open") - (token.type == "s_close")
            if not strike_depth:
                self._show_token(token, places)

    def _show_plain(self, content: str, line: int) -> None:
        """Show a paragraph without any markup of its own."""
        first = -1
        for start, length in self._lines(content, line):
            first = start if first < 0 else first
            if not self._tags.is_hiding:
                self._characters[start : start + length] = self._source[start : start + length]
        if first >= 0:
            self._end_paragraph(self._span(line, line + 1)[0], first)

    def _show_token(self, token: Token, places: "_Places") -> None:
        start, stop = token.meta.get("span", (0, 0))
        if token.type in {"text", "text_special"}:
            if not self._tags.is_hiding:
                source_text = places.content[start:stop]
                text = token.content if token.content == source_text else _in_place(token.content, source_text)
                self._write(places.origin(start), text)
        elif token.type == "code_inline":
            for piece, length in places.pieces(start, stop):
                self._write(piece, " " * length)
        elif token.type == "html_inline":
            tag = self._tags.read(token.content, places.origin(stop - 1) + 1)
            self._write(places.origin(start), tag)

    def _tokens(self, content: str) -> list[Token]:
        tokens: list[Token] = []
        self._parser.inline.parse(content, self._parser, self._env, tokens)
        return [token for token in tokens if token.markup != "autolink" and not _is_in_autolink(token, content)]

    def _with_fewer_brackets(self, content: str) -> str:
        """Return a paragraph without the brackets that would take too long to parse."""
        count = content.count("[")
        allowed = self._bracket_work // len(content) if content else 0
        self._bracket_work -= min(count, allowed) * len(content)
        if count <= allowed:
            return content
        parts = content.split("[", allowed)
        return "[".join((*parts[:-1], parts[-1].replace("[", ZERO_WIDTH)))

    def _lines(self, content: str, line: int) -> Iterator[tuple[int, int]]:
        """Yield (position in the source, length) of each line of a paragraph."""
        for part in content.split("\n"):
            text = part.lstrip(" \t").replace(ZERO_WIDTH, "[") if ZERO_WIDTH in part else part.lstrip(" \t")
            while line < len(self._starts):
                start, stop = self._span(line, line + 1)
                position = _last_place(self._source, text, part.lstrip(" \t"), start, stop)
                line += 1
                if position >= 0:
                    yield position, len(text)
                    break
            else:
                return


def _last_place(source: str, text: str, source_text: str, start: int, stop: int) -> int:
    """Return the position of a line of a paragraph in a line of the source, in either form."""
    position = source.rfind(source_text, start, stop)
    return position if position >= 0 else source.rfind(text, start, stop)


def _unmarked(match: re.Match[str]) -> str:
    """Replace the mark of a footnote: by nothing, or by a list item where the note itself begins."""
    if match[2]:
        return f"{match[1]}- {ZERO_WIDTH * (len(match[2]) - 2)}"
    return ZERO_WIDTH * len(match[0])


def _is_in_autolink(token: Token, content: str) -> bool:
    """Whether a token is the text of an address in angle brackets."""
    start, stop = token.meta.get("span", (0, 0))
    return token.type == "text" and content[start:stop].startswith("<") and token.content != content[start:stop]


def _in_place(text: str, source_text: str) -> str:
    """Return the text of an escape or an entity, padded to the length of its source."""
    if not text:
        return ZERO_WIDTH * len(source_text)
    if source_text.startswith("\\"):
        return ZERO_WIDTH * (len(source_text) - len(text)) + text
    return character(text, len(source_text)) or source_text


class _Places:
    """Maps the characters of a paragraph to positions in the source, line by line."""

    def __init__(self, content: str, lines: Iterator[tuple[int, int]]) -> None:
        self.content = content
        self.lines: Sequence[tuple[int, int]] = list(lines)
        parts = content.split("\n")
        starts = [0]
        for part in parts[:-1]:
            starts.append(starts[-1] + len(part) + 1)
        indents = (len(part) - len(part.lstrip(" \t")) for part in parts)
        self._starts = [start + indent for start, indent in zip(starts, indents, strict=True)]

    def origin(self, index: int) -> int:
        """Return the position of a character in the source."""
        line = max(0, bisect_right(self._starts, index) - 1)
        start, length = self.lines[min(line, len(self.lines) - 1)]
        return start + min(max(0, index - self._starts[line]), length)

    def pieces(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """Yield (position, length) of each line of a range of the paragraph."""
        while start < stop:
            end = self.content.find("\n", start, stop)
            end = stop if end < 0 else end
            place = self.origin(start)
            yield place, self.origin(end - 1) + 1 - place if end > start else 0
            start = end + 1
