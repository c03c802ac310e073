"""The text of a source as a record is begun from it: its paragraphs, and what it says of itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from kbrief.errors import Message
from kbrief.files import escape_control_characters, read_file
from kbrief.text.decode import as_stored, check_length, declared_charset, decode, looks_like_html, raise_unreadable
from kbrief.verify.page import read_page
from kbrief.verify.words import Line, Word, WordSequence, running_lines, split_words

WRAPPED = range(40, 201)
"""How many characters the longest line has of a text whose paragraphs are wrapped."""

SLACK = 0.85
"""How full a line is that is wrapped, of the longest: letters of a printed page are not all as wide."""

WORD = frozenset({".docx", ".docm", ".dotx", ".dotm"})
MAIL = frozenset({".eml", ".msg"})
MARKDOWN = frozenset({".md", ".markdown"})

Block = tuple[str, Sequence[str]]
"""A paragraph as it is read: its kind and its lines."""

_MARK = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*\Z")
_ENDED = re.compile(r"[.!?…:;。！？][\"'”’»)\]]{0,4}\s*\Z")  # noqa: RUF001 - the full-width signs are meant
_ITEM = re.compile(r"\s*(?:[-*•◦▪·○●□■◇◆※▶]|\(?\d{1,3}[.)]|\(?[a-zA-Z가-하][.)]|[①-⑳])\s")


class Passage(NamedTuple):
    """A paragraph: its kind (body, heading, note), and its words as a fingerprint has them."""

    kind: str
    words: tuple[str, ...]


class SourceText(NamedTuple):
    """The paragraphs of a text, and what it says of itself; empty where it says nothing. The date is as 2024-10-24.

    `texts` are the words of the paragraphs as they are written.
    """

    passages: tuple[Passage, ...]
    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    texts: tuple[str, ...] = ()


def read_source(path: Path) -> SourceText:
    """Return the text of a source: plain, Markdown, HTML, Word, PDF or e-mail.

    Raises BriefError, also for a file without text, and MissingExtra where a PDF needs a library.
    """
    path = as_stored(path)
    data, name = read_file(path), escape_control_characters(str(path))
    found = _read_data(data, name, path.suffix.casefold())
    if not found.passages:
        message = Message("{name} holds no text", name=name)
        raise_unreadable(name, (1, 1), "text-kind", message, Message("name the file that holds the text of the source"))
    return found


def _read_data(data: bytes, name: str, suffix: str) -> SourceText:
    """Return the text of a file by its ending, and by how it begins."""
    if data.startswith(b"%PDF-") or suffix == ".pdf":
        from kbrief.text.pdf import read_pdf

        pdf = read_pdf(name, data)
        check_length(name, len(pdf.text))
        return _source(_plain_blocks(pdf.text))._replace(title=pdf.title, author=pdf.author)
    if suffix in WORD:
        from kbrief.text.docx import docx_paragraphs, docx_properties

        paragraphs = [text.split("\n") for text in docx_paragraphs(name, data) if text.strip()]
        check_length(name, sum(len(line) for lines in paragraphs for line in lines))
        title, author = docx_properties(data)
        return _source([("body", lines) for lines in paragraphs])._replace(title=title, author=author)
    if suffix in MAIL:
        from kbrief.text.mail import read_mail

        mail = read_mail(name, data)
        check_length(name, len(mail.text))
        found = _read_page(mail.text) if mail.is_html else _source(_plain_blocks(mail.text))
        return found._replace(title=mail.subject or found.title, author=mail.sender, date=mail.date)
    is_page = looks_like_html(data, suffix)
    text = decode(data, name, declared_charset(data) if is_page else "utf-8")
    check_length(name, len(text))
    if suffix in MARKDOWN:
        return _read_markdown(text)
    if not is_page:
        return _source(_plain_blocks(text))
    found = _read_page(text)
    if text.strip() and not found.passages:
        message = Message("{name} holds no article: only menus, footers and links", name=name)
        hint = Message("save the page of the article itself, or its text as .txt")
        raise_unreadable(name, (1, 1), "text-kind", message, hint)
    return found


def _source(blocks: Sequence[Block]) -> SourceText:
    texts = tuple(" ".join(" ".join(lines).split()) for _, lines in blocks)
    return SourceText(tuple(_read(blocks)), texts=texts)


def _read_page(text: str) -> SourceText:
    page = read_page(text)
    found = _source([(block.kind, block.lines) for block in page.blocks])
    return found._replace(title=page.title, author=page.author, publisher=page.publisher, date=page.date, url=page.url)


def _read_markdown(text: str) -> SourceText:
    """Return Markdown with its headings told from its body; the first of the first level is the title."""
    blocks: list[Block] = []
    for _kind, lines in _plain_blocks(re.sub(r"(?m)^(#{1,6}[ \t].*)$", r"\n\1\n", text)):
        heading = _MARK.match(lines[0]) if len(lines) == 1 else None
        blocks.append(("heading", [heading[2]]) if heading else ("body", lines))
    title = next((found[2] for line in text.split("\n") if (found := _MARK.match(line)) and found[1] == "#"), "")
    return _source(blocks)._replace(title=title)


def _plain_blocks(text: str) -> list[Block]:
    """Return the paragraphs of a plain text, its wrapped lines joined."""
    lines = [(line, n) for n, line in enumerate(text.split("\n"), 1)]
    running = running_lines(lines) if "\f" in text else set()
    kept = [line for n, line in enumerate(lines) if n not in running]
    return [("body", [text for text, _ in block]) for block in _joined(kept)]


def _read(blocks: Sequence[Block]) -> Iterator[Passage]:
    """Yield blocks of lines as paragraphs, the words mended that are broken at the end of a line."""
    lines: list[Line] = []
    homes: list[int] = []
    for n, (_, texts) in enumerate(blocks):
        lines += [(text, len(lines) + k) for k, text in enumerate(texts)]
        homes += [n] * len(texts)
    grouped: dict[int, tuple[Word, ...]] = {
        n: tuple(words) for n, words in groupby(split_words(lines), lambda word: homes[word.line])
    }
    for n, (kind, _) in enumerate(blocks):
        yield Passage(kind, WordSequence.of(grouped.get(n, ()), mends=True).words)


def _joined(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph: an empty line ends one, as does a line that is shorter than it had to be."""
    blocks = list(_blocks(lines))
    widest = max((len(text.rstrip()) for text, _ in lines), default=0)
    inner = [text for block in blocks for (text, _), (after, _) in pairwise(block) if not _ITEM.match(after)]
    is_wrapped = widest in WRAPPED and 2 * sum(not _ENDED.search(text) for text in inner) >= len(inner) > 0
    for block in blocks:
        paragraph = block[:1]
        for before, line in pairwise(block):
            if _goes_on(before[0], line[0], paragraph[0][0], widest if is_wrapped else 0):
                paragraph.append(line)
            else:
                yield paragraph
                paragraph = [line]
        yield paragraph


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield the lines between empty ones; a sentence that runs on over the end of a page is not parted."""
    block: list[Line] = []
    is_parted = turns_page = False
    for line in lines:
        text = line[0].lstrip()
        turns_page |= "\f" in line[0]
        if not text:
            is_parted = True
            continue
        runs_on = turns_page and bool(block) and not _ENDED.search(block[-1][0]) and text[0].islower()
        if block and (is_parted or turns_page) and not runs_on:
            yield block
            block = []
        block.append(line)
        is_parted = turns_page = False
    if block:
        yield block


def _goes_on(before: str, line: str, first: str, widest: int) -> bool:
    """Whether a line goes on from the one before, in a paragraph with that first line; widest is 0 for no wrapping."""
    if _ITEM.match(line):
        return False
    text, is_ended = line.strip(), _ENDED.search(before)
    if not is_ended and text[0].islower():
        return True
    is_indented = _indent(line) > _indent(before) and not _ITEM.match(first)
    next_word = len(text.split(maxsplit=1)[0])
    full = widest if is_ended else widest * SLACK
    return widest > 0 and not is_indented and len(before.rstrip()) + 1 + next_word > full


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
