"""A document as plain data: what templates, the PDF page and JSON are made from."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from kbrief.pages.document import (
    Block,
    Box,
    Bullets,
    Column,
    Document,
    Fields,
    Heading,
    Meta,
    Paragraph,
    Picture,
    Table,
)
from kbrief.records import SCHEMA_VERSION

Data = dict[str, Any]
Shape = TypeVar("Shape")

LONGEST_RANK = 4
"""How long a rank such as `11=` can be."""

_NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]"
)
"""Characters that are no text (no XML holds them, nor any file half of a surrogate pair), and what turns it around.

The isolates that texts from right to left stand between (U+2068, U+2069) turn nothing else around, and stay.
"""


def printable(value: Shape) -> Shape:
    """Return a document, or a part of one, in which characters that are no text or turn it around show as U+FFFD."""
    if isinstance(value, str):
        return _NO_TEXT.sub("\ufffd", value)  # type: ignore[return-value] # a str is handed back for a str
    if isinstance(value, tuple):
        parts = [printable(part) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    return value


def without_single_marks(document: Document) -> Document:
    """Return a document in which a single item of a list bears no mark, as Korean official documents have it."""
    blocks = (
        Paragraph(block.items[0]) if isinstance(block, Bullets) and len(block.items) == 1 else block
        for block in document.blocks
    )
    return document._replace(blocks=tuple(blocks))


class Grid(NamedTuple):
    """A table as rows of equal length; notes, where there are any, are a last column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def with_notes_column(table: Table) -> Grid:
    """Return a table with its notes as a column of their own."""
    if not any(row.note for row in table.rows):
        return Grid(table.columns, tuple(row.cells for row in table.rows))
    columns = (*table.columns, Column(table.note_title, can_wrap=True))
    return Grid(columns, tuple((*row.cells, row.note) for row in table.rows))


def name_column(rows: Sequence[Sequence[str]]) -> int:
    """Return which column names the rows: the first that is no rank, number or box; the first where all are."""
    for n, column in enumerate(zip(*rows, strict=True)):
        if any(len(cell) > LONGEST_RANK for cell in column):
            return n
    return 0


def with_heading_levels(blocks: Iterable[Block]) -> list[tuple[int, Block]]:
    """Return (level, block): headings under the title from level 2 on, none skipped; 0 for all other blocks."""
    found: list[tuple[int, Block]] = []
    last = 1
    for block in blocks:
        level = 0
        if isinstance(block, Heading):
            level = last = min(max(2, block.level), last + 1)
        found.append((level, block))
    return found


def document_data(document: Document, meta: Meta) -> Data:
    """Return a document with what is told of it, as dicts, lists and strings."""
    return {
        "meta": meta._asdict() | {"date": meta.date.isoformat(), "language": meta.text_language, "paper": meta.page},
        "document": {
            "title": document.title,
            "head": list(document.caveats),
            "blocks": [_block(level, block) for level, block in with_heading_levels(document.blocks)],
            "foot": list(document.footnotes),
        },
    }


def _block(level: int, block: Block) -> Data:
    match block:
        case Heading(text, own):
            said: Data = {"level": level, "text": text, "begins_part": own == 1}
        case Bullets(items):
            said = {"items": list(items)}
        case Fields(pairs):
            said = {"pairs": [{"label": label, "value": value} for label, value in pairs]}
        case Box(title, items):
            said = {"title": title, "items": list(items)}
        case Paragraph() | Picture():
            said = block._asdict()
        case _:
            said = _table(block)
    return {"type": "figure" if isinstance(block, Picture) else type(block).__name__.casefold(), **said}


def _table(table: Table) -> Data:
    columns, rows = with_notes_column(table)
    return {
        "columns": [{"title": column.title, "align": column.align} for column in columns],
        "name_column": name_column(rows),
        "rows": [list(row) for row in rows],
        "empty": table.empty,
    }


def to_json(document: Document, meta: Meta) -> str:
    """Return a document as JSON."""
    return json.dumps({"kbrief": SCHEMA_VERSION, **document_data(document, meta)}, ensure_ascii=False, indent=2) + "\n"
