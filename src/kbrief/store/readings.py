"""Whose readings a rating keeps when somebody rates it, and how another one comes into the text of its file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kbrief.store.rate import INDENT, Cell, Claim, Items, flow_claim
from kbrief.store.yaml_nodes import Node, read_node

_REMARK = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


def as_list(cell: Cell | None) -> list[Claim]:
    """Return the readings of a cell."""
    return [] if cell is None else [cell] if isinstance(cell, Mapping) else list(cell)


def own_reading(readings: Sequence[Claim], claim: Claim) -> int | None:
    """Return which reading a new one takes the place of, None where it is added beside them.

    That is the reading of the same person: of the same paper, or of none where both are inferred. A reading without a
    name counts as one's own where it is the only one of that kind; a reading of another person never does.
    """
    alike = [n for n, old in enumerate(readings) if _is_alike(old, claim)]
    signed = [n for n in alike if readings[n].get("by") == claim.get("by")]
    unsigned = [n for n in alike if not readings[n].get("by")]
    return signed[0] if signed else unsigned[0] if len(unsigned) == 1 else None


def _is_alike(old: Claim, new: Claim) -> bool:
    if old.get("basis") == "unknown" or new.get("basis") == "unknown":
        return old.get("basis") != "stated"
    if old.get("basis") == new.get("basis") == "inferred":
        return True
    is_of_the_paper = old.get("basis") == "stated" and not old.get("by")
    return bool(_sources(old) & _sources(new)) and not (is_of_the_paper and new.get("basis") == "inferred")


def _sources(claim: Claim) -> set[str]:
    return {str(cite).partition("#")[0] for cite in claim.get("cites", ())}


def with_reading(cell: Cell | None, claim: Claim) -> Cell:
    """Return a cell with a reading in it: a list, unless it is the only one."""
    readings = as_list(cell)
    n = own_reading(readings, claim)
    new = [*readings, claim] if n is None else [*readings[:n], claim, *readings[n + 1 :]]
    return new[0] if len(new) == 1 else new


def insert_reading(text: str, path: Items, cell: Cell, claim: Claim) -> str:
    """Return the text of a file with a reading beside others, or in the place of one's own, in a cell that is there.

    All else stays as it is: the other readings, their remarks, and how they are written.
    """
    parent, entry = _entry(text, path)
    n = own_reading(as_list(cell), claim)
    key_end, node = entry
    if isinstance(cell, Mapping):
        return _listed(text, parent, key_end, node, claim)
    return _appended(text, node, claim) if n is None else _replaced(text, node.items[n], claim)


def _entry(text: str, path: Items) -> tuple[Node, tuple[int, Node]]:
    """Return the mapping that holds the last key of a path, and that key's end and value."""
    node = read_node(text)
    for step in path[:-1]:
        if node is not None:
            node = node.items[step] if isinstance(step, int) else (node.entries or {})[step][1]
    if node is None:
        raise KeyError(path)
    return node, (node.entries or {})[str(path[-1])]


def _listed(text: str, parent: Node, key_end: int, node: Node, claim: Claim) -> str:
    """Return the text with one claim made the first of two."""
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


def _appended(text: str, node: Node, claim: Claim) -> str:
    """Return the text with one more item in a list."""
    if node.is_flow:
        at = node.items[-1].end
        return f"{text[:at]}, {flow_claim(claim)}{text[at:]}"
    end = _line_end(text, node.items[-1].end)
    return f"{text[:end]}{_newline(text)}{' ' * node.column}- {flow_claim(claim)}{text[end:]}"


def _replaced(text: str, item: Node, claim: Claim) -> str:
    """Return the text with another claim as an item of a list; remarks within the old one stand before it."""
    below = _newline(text) + " " * item.column
    lines = [*_remarks(text, item), flow_claim(claim)]
    return text[: item.start] + below.join(lines) + text[item.end :]


def _remarks(text: str, node: Node) -> Iterable[str]:
    """Yield the remarks within a value, leaving out what only looks like one in a text."""
    at = node.start
    for first, last in (*node.scalars, (node.end, node.end)):
        yield from (found[0].rstrip() for found in _REMARK.finditer(text, at, max(at, first)))
        at = max(at, last)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _line_end(text: str, at: int) -> int:
    end = text.find(_newline(text), at)
    return end if end >= 0 else len(text)


def written(reading: Any) -> dict[str, Any]:
    """Return a reading of a brief as a file writes it."""
    data: dict[str, Any] = reading.model_dump(mode="json", exclude_unset=True)
    return data
