"""Items and pages as text that other programs read: JSON, CSV, Markdown."""

import json
import re
from collections.abc import Sequence
from typing import Any

from kbrief.model import Brief
from kbrief.model.document import Block, Box, Bullets, Document, Fields, Figure, Heading, Paragraph, Table

FORM = 1
"""The version of the JSON form."""


def to_json(
    command: str,
    items: Sequence[dict[str, Any]],
    notes: Sequence[str],
    brief: Brief | None = None,
    **setting: Any,
) -> str:
    """Return the envelope: the command, its brief and setting, the head lines, and the items."""
    about = {"brief": {"id": brief.id, "as_of": brief.as_of}} if brief else {}
    envelope = {"kbrief": FORM, "command": command, **about, **setting, "notes": list(notes), "items": list(items)}
    return json.dumps(envelope, ensure_ascii=False, indent=2) + "\n"


def to_csv(items: Sequence[dict[str, Any]]) -> str:
    """Return the items as CSV, a column a key; lists are joined by `; `, deeper values stand as JSON."""
    import csv
    import io

    out = io.StringIO()
    keys = list(dict.fromkeys(key for item in items for key in item))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(keys)
    writer.writerows([_cell(item.get(key)) for key in keys] for item in items)
    return out.getvalue() if keys else ""


def _cell(value: Any) -> Any:
    if isinstance(value, list) and not any(isinstance(part, (dict, list)) for part in value):
        return "; ".join(str(part) for part in value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else value


def to_markdown(document: Document) -> str:
    """Return a page as Markdown; characters that Markdown would read are escaped."""
    parts = [f"# {_closed(document.title)}"]
    parts += ["  \n".join(begun(line) for line in document.head)] if document.head else []
    parts += [text for block in document.blocks if (text := _block(block))]
    parts += [begun(line) for line in document.foot]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_closed(text)}"
        case Paragraph(text):
            return begun(text)
        case Bullets(items):
            return "\n".join(f"- {begun(item)}" for item in items)
        case Fields(pairs):
            return "\n".join(
                f"- **{escaped(label)}:** {escaped(value)}" if label else f"- {begun(value)}" for label, value in pairs
            )
        case Box() | Figure():
            return _framed(block)
        case _:
            return _table(block)


def _framed(block: Box | Figure) -> str:
    """Return a box as a quotation, a picture as the text that stands for it."""
    if isinstance(block, Box):
        return "\n".join((f"> **{escaped(block.title)}**\n>", *(f"> - {begun(item)}" for item in block.items)))
    return f"**{escaped(block.title)}.** {escaped(block.alt)}"


def _table(table: Table) -> str:
    if not table.rows:
        return escaped(table.empty)
    has_notes = any(row.note for row in table.rows)
    titles = [column.title for column in table.columns] + ([table.note_title] if has_notes else [])
    rules = [" ---: " if column.align == "right" else " --- " for column in table.columns] + [" --- "] * has_notes
    lines = ["| " + " | ".join(escaped(title) for title in titles) + " |", "|" + "|".join(rules) + "|"]
    for row in table.rows:
        cells = [*row.cells, *([row.note] if has_notes else [])]
        lines.append("| " + " | ".join(escaped(cell) for cell in cells) + " |")
    return "\n".join(lines)


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


def begun(text: str) -> str:
    """Return text for the start of a paragraph, where `#`, `-` or `1.` would begin something else."""
    line = escaped(text)
    for pattern, replacement in _STARTS:
        line = pattern.sub(replacement, line)
    return line


def _closed(text: str) -> str:
    """Return text for a heading, where `#` at the end would be taken off."""
    return re.sub(r"(?<!\S)#(?=#*$)", r"\#", escaped(text))


def escaped(text: str) -> str:
    """Return text that Markdown shows as the characters it is; `[P8]` stays readable, as it links nowhere."""
    line = " ".join(text.split())
    for pattern, replacement in _ESCAPES:
        line = pattern.sub(replacement, line)
    return re.sub(r"([\[\]])", r"\\\1", line) if _LINK.search(line) else line
