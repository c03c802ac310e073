"""Decide which reading of a rating a new one replaces, and write it into the text of its file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kbrief.store.rate import INDENT, Cell, Claim, Items, flow_claim
from kbrief.store.yaml_nodes import Node, read_node

_REMARK = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


def as_list(cell: Cell | None) -> list[Claim]:
    """Return the readings of a cell as a list."""
    return [] if cell is None else [cell] if isinstance(cell, Mapping) else list(cell)


def find_own_reading(readings: Sequence[Claim], claim: Claim) -> int | None:
    """Return the index of the reading that a new one replaces, or None if it is added.

    It replaces the reading of the same person from the same paper, or from none if both are inferred. A reading without
    a name counts as one's own if it is the only such reading; a reading of another person never does.
    """
    similar = [index for index, old in enumerate(readings) if _is_similar(old, claim)]
    own_signed = [index for index in similar if readings[index].get("by") == claim.get("by")]
    unsigned = [index for index in similar if not readings[index].get("by")]
    return own_signed[0] if own_signed else unsigned[0] if len(unsigned) == 1 else None


def _is_similar(old: Claim, new: Claim) -> bool:
    if old.get("basis") == "unknown" or new.get("basis") == "unknown":
        return old.get("basis") != "stated"
    if old.get("basis") == new.get("basis") == "inferred":
        return True
    is_from_paper = old.get("basis") == "stated" and not old.get("by")
    return bool(_sources(old) & _sources(new)) and not (is_from_paper and new.get("basis") == "inferred")


def _sources(claim: Claim) -> set[str]:
    return {str(cite).partition("#")[0] for cite in claim.get("cites", ())}


def with_reading(cell: Cell | None, claim: Claim) -> Cell:
    """Return a cell with a reading added or replaced; it is a list unless there is only one reading."""
    readings = as_list(cell)
    index = find_own_reading(readings, claim)
    new_readings = [*readings, claim] if index is None else [*readings[:index], claim, *readings[index + 1 :]]
    return new_readings[0] if len(new_readings) == 1 else new_readings


def insert_reading(text: str, path: Items, cell: Cell, claim: Claim) -> str:
    """Return the text of a file with a reading added to an existing cell, or in place of one's own.

    The other readings, their remarks and their layout stay as they are.
    """
    parent, entry = _find_entry(text, path)
    index = find_own_reading(as_list(cell), claim)
    key_end, node = entry
    if isinstance(cell, Mapping):
        return _turn_into_list(text, parent, key_end, node, claim)
    return _append_item(text, node, claim) if index is None else _replace_item(text, node.items[index], claim)


def _find_entry(text: str, path: Items) -> tuple[Node, tuple[int, Node]]:
    """Return the mapping with the last key of a path, and the end and the value of that key."""
    node = read_node(text)
    for step in path[:-1]:
        if node is not None:
            node = node.items[step] if isinstance(step, int) else (node.entries or {})[step][1]
    if node is None:
        raise KeyError(path)
    return node, (node.entries or {})[str(path[-1])]


def _turn_into_list(text: str, parent: Node, key_end: int, node: Node, claim: Claim) -> str:
    """Return the text with a single claim turned into a list of two."""
    if parent.is_flow:
        return f"{text[: node.start]}[{text[node.start : node.end]}, {flow_claim(claim)}]{text[node.end :]}"
    newline = _newline(text)
    end = _line_end(text, node.end)
    if node.start <= _line_end(text, key_end):
        dash = newline + " " * (parent.column + INDENT) + "- "
        return f"{text[:key_end]}:{dash}{text[node.start : end]}{dash}{flow_claim(claim)}{text[end:]}"
    column = " " * node.column
    old = text[node.start : end].replace("\n", "\n" + " " * INDENT)
    return f"{text[: node.start]}- {old}{newline}{column}- {flow_claim(claim)}{text[end:]}"


def _append_item(text: str, node: Node, claim: Claim) -> str:
    """Return the text with an item added to a list."""
    if node.is_flow:
        position = node.items[-1].end
        return f"{text[:position]}, {flow_claim(claim)}{text[position:]}"
    end = _line_end(text, node.items[-1].end)
    return f"{text[:end]}{_newline(text)}{' ' * node.column}- {flow_claim(claim)}{text[end:]}"


def _replace_item(text: str, item: Node, claim: Claim) -> str:
    """Return the text with an item of a list replaced; remarks within the old one are put before it."""
    line_start = _newline(text) + " " * item.column
    lines = [*_remarks(text, item), flow_claim(claim)]
    return text[: item.start] + line_start.join(lines) + text[item.end :]


def _remarks(text: str, node: Node) -> Iterable[str]:
    """Yield the remarks within a value, but nothing in its scalars that only looks like one."""
    position = node.start
    for first, last in (*node.scalars, (node.end, node.end)):
        yield from (match[0].rstrip() for match in _REMARK.finditer(text, position, max(position, first)))
        position = max(position, last)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _line_end(text: str, position: int) -> int:
    end = text.find(_newline(text), position)
    return end if end >= 0 else len(text)


def reading_data(reading: Any) -> dict[str, Any]:
    """Return a reading of a brief as data for a file."""
    data: dict[str, Any] = reading.model_dump(mode="json", exclude_unset=True)
    return data
