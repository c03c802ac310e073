"""Write a document as Markdown."""

import re
from collections.abc import Iterable, Iterator

from kbrief.pages.document import Block, Box, Bullets, Document, Fields, Heading, Paragraph, Table
from kbrief.render.data import with_notes_column


def to_markdown(document: Document) -> str:
    """Return a document as Markdown, with the special characters of Markdown escaped and without pictures."""
    parts = [f"# {_escape_heading(document.title)}"]
    parts += ["  \n".join(escape_line_start(line) for line in document.caveats)] if document.caveats else []
    parts += [text for block in document.blocks if (text := "\n".join(_block_lines(block)))]
    parts += [escape_line_start(line) for line in (*(meaning for _, meaning in document.legend), *document.footnotes)]
    return "\n\n".join(parts) + "\n"


def _block_lines(block: Block) -> Iterator[str]:
    """Yield the lines of a block; a picture has none."""
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {_escape_heading(text)}"
        case Paragraph(text):
            yield "  \n".join(escape_line_start(line) for line in text.splitlines())
        case Bullets(items):
            yield from (f"- {escape_line_start(item)}" for item in items)
        case Fields(pairs):
            for label, value in pairs:
                yield (
                    f"- **{escape_markdown(label)}:** {escape_markdown(value)}"
                    if label
                    else f"- {escape_line_start(value)}"
                )
        case Box(title, items):
            yield from (f"> **{escape_markdown(title)}**", ">", *(f"> - {escape_line_start(item)}" for item in items))
        case Table():
            yield from _table_lines(block)


def _table_lines(table: Table) -> Iterator[str]:
    columns, rows = with_notes_column(table)
    if not rows:
        yield escape_markdown(table.empty)
        return
    rules = "|".join(" ---: " if column.align == "right" else " --- " for column in columns)
    yield _row(column.title for column in columns)
    yield f"|{rules}|"
    yield from map(_row, rows)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(map(escape_markdown, cells)) + " |"


_ESCAPES = (
    (re.compile(r"([\\`*<|]|~(?=~))"), r"\\\1"),
    (re.compile(r"(?<![^\W_])_|_(?![^\W_])"), r"\_"),
    (re.compile(r"&(?=#?\w+;)"), r"\&"),
)
_LINE_START_ESCAPES = (
    (re.compile(r"^([#>+=-])"), r"\\\1"),
    (re.compile(r"^(\d+)([.)])(?=\s|$)"), r"\1\\\2"),
    (re.compile(r"^\[(?=[ xX]\]\s)"), r"\["),
)
_LINK_START = re.compile(r"\][(\[:]")
_BLANKS = re.compile(r"[^\S ]+")


def escape_line_start(text: str) -> str:
    """Return text escaped for the start of a paragraph, where `#`, `-` or `1.` would have a meaning."""
    line = escape_markdown(text)
    for pattern, replacement in _LINE_START_ESCAPES:
        line = pattern.sub(replacement, line)
    return line


def _escape_heading(text: str) -> str:
    """Return text escaped for a heading, which would lose a `#` at its end."""
    return re.sub(r"(?<!\S)#(?=#*$)", r"\#", escape_markdown(text))


def escape_markdown(text: str) -> str:
    """Return text escaped so that Markdown shows every character; `[P8]`, which links nowhere, stays as it is."""
    line = _BLANKS.sub(" ", text).strip()
    for pattern, replacement in _ESCAPES:
        line = pattern.sub(replacement, line)
    return re.sub(r"([\[\]])", r"\\\1", line) if _LINK_START.search(line) else line
