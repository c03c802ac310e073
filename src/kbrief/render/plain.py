"""A page for a pipe: one line a row, aligned, without boxes, color, wrapping or trailing blanks."""

from collections.abc import Iterable, Iterator

from kbrief.pages.document import Block, Box, Bullets, Document, Fields, Paragraph, Picture, Table


def plain_lines(document: Document) -> Iterator[str]:
    """Yield the title and the head lines as `# …`, the data, and what is said after a table as `# …` again."""
    yield from (f"# {one_line(line)}" for line in (document.title, *document.caveats) if line)
    for block in document.blocks:
        if not _is_talk(block, document):
            yield from _block(block)
    remarks = (block.text for block in document.blocks if isinstance(block, Paragraph) and _is_talk(block, document))
    yield from (f"# {one_line(remark)}" for remark in remarks)


def _is_talk(block: Block, document: Document) -> bool:
    """Whether a block only talks: where a page begins with a table, text is said of it, and awk wants the rows."""
    return isinstance(block, Paragraph) and isinstance(document.blocks[0], Table)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from _table(block)
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


def _table(table: Table) -> Iterator[str]:
    has_notes = any(row.note for row in table.rows)
    titles = [column.title for column in table.columns] + ([table.note_title] if has_notes else [])
    rows = [[*row.cells, *([row.note] if has_notes else [])] for row in table.rows]
    right = {n for n, column in enumerate(table.columns) if column.align == "right"}
    if rows:
        yield from align_columns(([one_line(cell) for cell in row] for row in [titles, *rows]), right)


def align_columns(rows: Iterable[list[str]], right: Iterable[int] = ()) -> Iterator[str]:
    """Yield rows as lines with their columns aligned, two blanks between, none at the end."""
    table = list(rows)
    widths = [max(width_of(cell) for cell in column) for column in zip(*table, strict=True)]
    for row in table:
        cells = [
            _pad(cell, width, is_right=n in set(right)) for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _pad(cell: str, width: int, *, is_right: bool) -> str:
    blanks = " " * (width - width_of(cell))
    return blanks + cell if is_right else cell + blanks


def width_of(text: str) -> int:
    """Return how many columns a text takes; only Hangul, Hanja and the like need Rich to tell."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())
