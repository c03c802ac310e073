"""Read the text of a source, to make a record from it: its paragraphs and its metadata."""

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

#: How many characters the longest line of a text with wrapped paragraphs has.
WRAPPED_WIDTHS = range(40, 201)

#: The least length of a wrapped line, as a share of the longest: printed letters differ in width.
MIN_FILL = 0.85

WORD_SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm"})
MAIL_SUFFIXES = frozenset({".eml", ".msg"})
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})

#: A paragraph: its kind and its lines.
Block = tuple[str, Sequence[str]]

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*\Z")
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»)\]]{0,4}\s*\Z")  # noqa: RUF001 - the full-width signs are meant
_ITEM = re.compile(r"\s*(?:[-*•◦▪·○●□■◇◆※▶]|\(?\d{1,3}[.)]|\(?[a-zA-Z가-하][.)]|[①-⑳])\s")


class Passage(NamedTuple):
    """A paragraph: its kind (body, heading, note), and its words, normalized as for a fingerprint."""

    kind: str
    words: tuple[str, ...]


class SourceText(NamedTuple):
    """The paragraphs of a text, and its metadata, "" for what it lacks. The date looks like 2024-10-24.

    `texts` are the paragraphs as written.
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
    source = _read_data(data, name, path.suffix.casefold())
    if not source.passages:
        message = Message("{name} has no text", name=name)
        raise_unreadable(name, (1, 1), "text-kind", message, Message("name the file with the text of the source"))
    return source


def _read_data(data: bytes, name: str, suffix: str) -> SourceText:
    """Return the text of a file, read by its suffix and its first bytes."""
    if data.startswith(b"%PDF-") or suffix == ".pdf":
        return _read_pdf(data, name)
    if suffix in WORD_SUFFIXES:
        return _read_word(data, name)
    if suffix in MAIL_SUFFIXES:
        return _read_mail(data, name)
    is_page = looks_like_html(data, suffix)
    text = decode(data, name, declared_charset(data) if is_page else "utf-8")
    check_length(name, len(text))
    if suffix in MARKDOWN_SUFFIXES:
        return _read_markdown(text)
    if not is_page:
        return _source(_plain_blocks(text))
    source = _read_page(text)
    if text.strip() and not source.passages:
        message = Message("{name} has no article, only menus, footers and links", name=name)
        hint = Message("save the page of the article itself, or its text as .txt")
        raise_unreadable(name, (1, 1), "text-kind", message, hint)
    return source


def _read_pdf(data: bytes, name: str) -> SourceText:
    from kbrief.text.pdf import read_pdf

    pdf = read_pdf(name, data)
    check_length(name, len(pdf.text))
    return _source(_plain_blocks(pdf.text))._replace(title=pdf.title, author=pdf.author)


def _read_word(data: bytes, name: str) -> SourceText:
    from kbrief.text.docx import docx_paragraphs, docx_properties

    paragraphs = [text.split("\n") for text in docx_paragraphs(name, data) if text.strip()]
    check_length(name, sum(len(line) for lines in paragraphs for line in lines))
    title, author = docx_properties(data)
    return _source([("body", lines) for lines in paragraphs])._replace(title=title, author=author)


def _read_mail(data: bytes, name: str) -> SourceText:
    from kbrief.text.mail import read_mail

    mail = read_mail(name, data)
    check_length(name, len(mail.text))
    source = _read_page(mail.text) if mail.is_html else _source(_plain_blocks(mail.text))
    return source._replace(title=mail.subject or source.title, author=mail.sender, date=mail.date)


def _source(blocks: Sequence[Block]) -> SourceText:
    texts = tuple(" ".join(" ".join(lines).split()) for _, lines in blocks)
    return SourceText(tuple(_passages(blocks)), texts=texts)


def _read_page(text: str) -> SourceText:
    page = read_page(text)
    source = _source([(block.kind, block.lines) for block in page.blocks])
    return source._replace(title=page.title, author=page.author, publisher=page.publisher, date=page.date, url=page.url)


def _read_markdown(text: str) -> SourceText:
    """Read Markdown and its headings; the first one of level 1 is the title."""
    blocks: list[Block] = []
    for _kind, lines in _plain_blocks(re.sub(r"(?m)^(#{1,6}[ \t].*)$", r"\n\1\n", text)):
        heading = _HEADING.match(lines[0]) if len(lines) == 1 else None
        blocks.append(("heading", [heading[2]]) if heading else ("body", lines))
    title = next((match[2] for line in text.split("\n") if (match := _HEADING.match(line)) and match[1] == "#"), "")
    return _source(blocks)._replace(title=title)


def _plain_blocks(text: str) -> list[Block]:
    """Return the paragraphs of a plain text, its wrapped lines joined."""
    lines = [(line, n) for n, line in enumerate(text.split("\n"), 1)]
    running = running_lines(lines) if "\f" in text else set()
    body_lines = [line for n, line in enumerate(lines) if n not in running]
    return [("body", [text for text, _ in block]) for block in _join_wrapped(body_lines)]


def _passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    """Yield blocks of lines as paragraphs; words hyphenated at the end of a line are joined."""
    lines: list[Line] = []
    block_of_line: list[int] = []
    for n, (_, block_lines) in enumerate(blocks):
        lines += [(text, len(lines) + k) for k, text in enumerate(block_lines)]
        block_of_line += [n] * len(block_lines)
    words_by_block: dict[int, tuple[Word, ...]] = {
        n: tuple(words) for n, words in groupby(split_words(lines), lambda word: block_of_line[word.line])
    }
    for n, (kind, _) in enumerate(blocks):
        yield Passage(kind, WordSequence.of(words_by_block.get(n, ()), join_hyphens=True).words)


def _join_wrapped(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph, which ends at an empty line or at a line that has room for the next word."""
    blocks = list(_blocks(lines))
    widest = max((len(text.rstrip()) for text, _ in lines), default=0)
    unended = [text for block in blocks for (text, _), (next_line, _) in pairwise(block) if not _ITEM.match(next_line)]
    is_wrapped = (
        widest in WRAPPED_WIDTHS and 2 * sum(not _SENTENCE_END.search(text) for text in unended) >= len(unended) > 0
    )
    for block in blocks:
        paragraph = block[:1]
        for previous, line in pairwise(block):
            if _is_continuation(previous[0], line[0], paragraph[0][0], widest if is_wrapped else 0):
                paragraph.append(line)
            else:
                yield paragraph
                paragraph = [line]
        yield paragraph


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield the lines between empty ones; a sentence that continues on the next page is not split."""
    block: list[Line] = []
    after_blank = is_new_page = False
    for line in lines:
        text = line[0].lstrip()
        is_new_page |= "\f" in line[0]
        if not text:
            after_blank = True
            continue
        is_same_sentence = is_new_page and bool(block) and not _SENTENCE_END.search(block[-1][0]) and text[0].islower()
        if block and (after_blank or is_new_page) and not is_same_sentence:
            yield block
            block = []
        block.append(line)
        after_blank = is_new_page = False
    if block:
        yield block


def _is_continuation(previous: str, line: str, first_line: str, widest: int) -> bool:
    """Whether a line continues the paragraph that starts with `first_line`; `widest` is 0 if lines are not wrapped."""
    if _ITEM.match(line):
        return False
    text, is_ended = line.strip(), _SENTENCE_END.search(previous)
    if not is_ended and text[0].islower():
        return True
    is_indented = _indent(line) > _indent(previous) and not _ITEM.match(first_line)
    word_length = len(text.split(maxsplit=1)[0])
    min_width = widest if is_ended else widest * MIN_FILL
    return widest > 0 and not is_indented and len(previous.rstrip()) + 1 + word_length > min_width


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
