"""Convert a document to plain data, from which templates, the PDF page and JSON are made."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from kbrief.pages.document import Block, Box, Bullets, Column, Document, Fields, Heading, Paragraph, Picture, Table
from kbrief.pages.meta import Meta
from kbrief.records import SCHEMA_VERSION
from kbrief.render.charts import to_svg

Data = dict[str, Any]
T = TypeVar("T")

#: Up to so many characters a cell may be a rank such as `11=`.
MAX_RANK_LENGTH = 4

#: Control characters and lone surrogates, which XML and files cannot hold, and the marks that turn text around.
#:
#: The isolates around right-to-left texts (U+2068, U+2069) turn nothing else around and are kept.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]"
)


def replace_unprintable(value: T) -> T:
    """Return a document, or a part of one, with U+FFFD in place of each unprintable character."""
    return map_texts(value, lambda text: _UNPRINTABLE.sub("\ufffd", text))


def map_texts(value: T, function: Callable[[str], str]) -> T:
    """Return a document, or a part of one, with a function applied to every text."""
    if isinstance(value, str):
        return function(value)  # type: ignore[return-value] # a str for a str
    if isinstance(value, tuple):
        parts = [map_texts(part, function) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    return value


def unmark_single_items(document: Document) -> Document:
    """Return a document in which a list of one item is a plain paragraph, as in Korean official documents."""
    blocks = (
        Paragraph(block.items[0]) if isinstance(block, Bullets) and len(block.items) == 1 else block
        for block in document.blocks
    )
    return document._replace(blocks=tuple(blocks))


class Grid(NamedTuple):
    """A table as rows of equal length; its notes, if there are any, are the last column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def with_notes_column(table: Table) -> Grid:
    """Return a table whose notes are a column of their own."""
    if not any(row.note for row in table.rows):
        return Grid(table.columns, tuple(row.cells for row in table.rows))
    columns = (*table.columns, Column(table.note_title, can_wrap=True))
    return Grid(columns, tuple((*row.cells, row.note) for row in table.rows))


def name_column(rows: Sequence[Sequence[str]]) -> int:
    """Return the index of the column that names the rows: the first with more than a rank, number or box, else 0."""
    for n, column in enumerate(zip(*rows, strict=True)):
        if any(len(cell) > MAX_RANK_LENGTH for cell in column):
            return n
    return 0


def with_heading_levels(blocks: Iterable[Block]) -> list[tuple[int, Block]]:
    """Return (level, block): headings start at level 2 and skip none; other blocks have level 0."""
    leveled: list[tuple[int, Block]] = []
    last = 1
    for block in blocks:
        level = 0
        if isinstance(block, Heading):
            level = last = min(max(2, block.level), last + 1)
        leveled.append((level, block))
    return leveled


def document_data(document: Document, meta: Meta) -> Data:
    """Return a document and its metadata as dicts, lists and strings."""
    return {
        "meta": meta._asdict() | {"date": meta.date.isoformat(), "language": meta.text_language, "paper": meta.page},
        "document": {
            "title": document.title,
            "head": list(document.caveats),
            "blocks": [_block_data(level, block) for level, block in with_heading_levels(document.blocks)],
            "foot": list(document.footnotes),
        },
    }


def _block_data(level: int, block: Block) -> Data:
    """Return a block as plain data with its type."""
    match block:
        case Heading(text, own_level):
            data: Data = {"level": level, "text": text, "begins_part": own_level == 1}
        case Bullets(items):
            data = {"items": list(items)}
        case Fields(pairs):
            data = {"pairs": [{"label": label, "value": value} for label, value in pairs]}
        case Box(title, items):
            data = {"title": title, "items": list(items)}
        case Paragraph():
            data = block._asdict()
        case Picture(_, title, alt):
            data = {"svg": to_svg(block), "title": title, "alt": alt}
        case _:
            data = _table_data(block)
    return {"type": "figure" if isinstance(block, Picture) else type(block).__name__.casefold(), **data}


def _table_data(table: Table) -> Data:
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
