"""Render a document for a pipe: one line per row, aligned, without boxes, color, wrapping or trailing blanks."""

from collections.abc import Iterable, Iterator

from kbrief.pages.document import Block, Box, Bullets, Document, Fields, Paragraph, Picture, Table


def plain_lines(document: Document) -> Iterator[str]:
    """Yield the data, between its caveats and its remarks as `# …` if the document is a table with caveats."""
    if keeps_caveats(document):
        yield from (f"# {one_line(line)}" for line in (document.title, *document.caveats))
    for block in document.blocks:
        if not _is_remark(block, document):
            yield from _block_lines(block)
    if keeps_caveats(document):
        yield from (f"# {one_line(remark)}" for remark in _remark_texts(document))


def stderr_lines(document: Document) -> Iterator[str]:
    """Yield the title, the caveats and the remarks for stderr, unless `plain_lines` yields them with the data."""
    if not keeps_caveats(document):
        yield from (one_line(line) for line in (document.title, *document.caveats, *_remark_texts(document)))


def keeps_caveats(document: Document) -> bool:
    """Whether a document is a table with caveats, which must not be lost wherever the table is piped."""
    return bool(document.caveats) and bool(document.blocks) and isinstance(document.blocks[0], Table)


def _remark_texts(document: Document) -> Iterator[str]:
    """Yield the texts of the remarks on a table."""
    yield from (block.text for block in document.blocks if isinstance(block, Paragraph) and _is_remark(block, document))


def _is_remark(block: Block, document: Document) -> bool:
    """Whether a block is a remark on the table with which the document begins, and so no data for awk."""
    return isinstance(block, Paragraph) and isinstance(document.blocks[0], Table)


def _block_lines(block: Block) -> Iterator[str]:
    """Yield the lines of a block."""
    match block:
        case Table():
            yield from _table_lines(block)
        case Fields(pairs):
            yield from align_columns([[label, one_line(value)] for label, value in pairs])
        case Bullets(items):
            yield from (one_line(item) for item in items)
        case Box(title, items):
            yield from (one_line(item) for item in (title, *items))
        case Picture(_, title, alt):
            yield one_line(f"{title}: {alt}")
        case _:
            yield one_line(block.text)


def _table_lines(table: Table) -> Iterator[str]:
    has_notes = any(row.note for row in table.rows)
    titles = [column.title for column in table.columns] + ([table.note_title] if has_notes else [])
    rows = [[*row.cells, *([row.note] if has_notes else [])] for row in table.rows]
    right_aligned = {n for n, column in enumerate(table.columns) if column.align == "right"}
    if rows:
        yield from align_columns(([one_line(cell) for cell in row] for row in [titles, *rows]), right_aligned)


def align_columns(rows: Iterable[list[str]], right_aligned: Iterable[int] = ()) -> Iterator[str]:
    """Yield rows as lines with aligned columns, two blanks between them and none at the end."""
    table = list(rows)
    widths = [max(display_width(cell) for cell in column) for column in zip(*table, strict=True)]
    for row in table:
        cells = [
            _pad(cell, width, is_right=n in set(right_aligned))
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _pad(cell: str, width: int, *, is_right: bool) -> str:
    blanks = " " * (width - display_width(cell))
    return blanks + cell if is_right else cell + blanks


def display_width(text: str) -> int:
    """Return the width of a text on a screen; Rich is loaded only for text beyond ASCII."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())
