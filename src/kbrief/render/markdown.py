"""Pages as Markdown."""

import re
from collections.abc import Iterable, Iterator

from kbrief.pages.document import Block, Box, Bullets, Document, Fields, Heading, Paragraph, Table
from kbrief.render.data import with_notes_column


def to_markdown(document: Document) -> str:
    """Return a page as Markdown; characters that Markdown would read are escaped, pictures are left out."""
    parts = [f"# {_closed(document.title)}"]
    parts += ["  \n".join(escape_line_start(line) for line in document.caveats)] if document.caveats else []
    parts += [text for block in document.blocks if (text := "\n".join(_lines(block)))]
    parts += [escape_line_start(line) for line in (*(meaning for _, meaning in document.legend), *document.footnotes)]
    return "\n\n".join(parts) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {_closed(text)}"
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
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
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
_STARTS = (
    (re.compile(r"^([#>+=-])"), r"\\\1"),
    (re.compile(r"^(\d+)([.)])(?=\s|$)"), r"\1\\\2"),
    (re.compile(r"^\[(?=[ xX]\]\s)"), r"\["),
)
_LINK = re.compile(r"\][(\[:]")
_OTHER_BLANKS = re.compile(r"[^\S ]+")


def escape_line_start(text: str) -> str:
    """Return text for the start of a paragraph, where `#`, `-` or `1.` would begin something else."""
    line = escape_markdown(text)
    for pattern, replacement in _STARTS:
        line = pattern.sub(replacement, line)
    return line


def _closed(text: str) -> str:
    """Return text for a heading, where `#` at the end would be taken off."""
    return re.sub(r"(?<!\S)#(?=#*$)", r"\#", escape_markdown(text))


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as the characters it is; `[P8]` stays readable, as it links nowhere."""
    line = _OTHER_BLANKS.sub(" ", text).strip()
    for pattern, replacement in _ESCAPES:
        line = pattern.sub(replacement, line)
    return re.sub(r"([\[\]])", r"\\\1", line) if _LINK.search(line) else line
