"""Insert a rating at a place of its point, so that git merges it with ratings of other points by other people."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kbrief.store.rate import INDENT, Cell, Keys, claim_lines, insert_claim
from kbrief.store.yaml_nodes import Node, read_node


def point_remark(point: str) -> str:
    """Return the remark above the ratings of a point in a new overlay."""
    return f"{' ' * INDENT}# {point}\n"


def insert_rating(text: str, path: Keys, claim: Cell, order: Sequence[str]) -> str:
    """Return the text of a file with a rating in its section, which is the first key of `path`.

    A new point goes under the remark with its name, which a new overlay has for each point, else after the points
    that precede it in `order`.
    """
    section = _section(text, path[0])
    point = path[1]
    if section is None or point in section.entries:
        return insert_claim(text, path, claim)
    remark = re.compile(rf"^ *# {re.escape(point)}\r?$", re.MULTILINE).search(text, section.key_end, section.limit)
    if remark:
        return section.insert_lines(remark.end(), claim_lines(path[1:], claim, section.column))
    if section.entries and point in order:
        return section.insert_in_order(path[1:], claim, order[: order.index(point)])
    return insert_claim(text, path, claim)


def _section(text: str, key: str) -> "_Section | None":
    """Return a section of a file, or None if there is none or it does not have a key on each line."""
    root = read_node(text)
    entries = root.entries if root and not root.is_flow else None
    if root is None or not entries or key not in entries:
        return None
    key_end, node = entries[key]
    if node.is_flow and node.entries:
        return None
    limit = min((end for end, _ in entries.values() if end > key_end), default=len(text))
    column = node.column if node.entries else root.column + INDENT
    return _Section(text, key_end, node, limit, column)


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of a file: the end of its key, its value, the latest end, and the column of its entries."""

    text: str
    key_end: int
    node: Node
    limit: int
    column: int

    @property
    def entries(self) -> dict[str, tuple[int, Node]]:
        return self.node.entries or {}

    def insert_in_order(self, path: Keys, claim: Cell, earlier: Iterable[str]) -> str:
        """Return the text with an entry after the last of the earlier ones, else at the start of the section."""
        ends = [self.entries[name][1].end for name in earlier if name in self.entries]
        return self.insert_lines(max(ends, default=self.key_end + 1), claim_lines(path, claim, self.column))

    def insert_lines(self, index: int, lines: Iterable[str]) -> str:
        """Return the text with lines inserted below the line of a character; a section `{}` loses its braces."""
        newline = "\r\n" if "\r\n" in self.text else "\n"
        end = self.text.find("\n", index - 1)
        end = len(self.text) if end < 0 else end - len(newline) + 1
        text = self.text[:end] + "".join(newline + line for line in lines) + self.text[end:]
        if self.entries:
            return text
        value_end = self.node.end if self.node.end > self.node.start else self.key_end + 1
        return f"{text[: self.key_end]}:{text[value_end:]}"
