"""Change values in the text of a YAML file: only they change, and remarks, layout and styles stay."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kbrief.store.add import item_lines
from kbrief.store.rate import INDENT
from kbrief.store.scalars import entry_lines, flow_text, restyled
from kbrief.store.yaml_nodes import Node, read_node

Path = tuple[str | int, ...]

#: Where a new key goes among the others of its mapping: before those of a higher number, and the rest behind.
ORDER = {
    "id": -1, "en": 0, "ko": 1, "text": 0, "list": 0, "value": 0, "basis": 1, "cites": 2, "why": 3, "by": 4, "on": 5,
}  # fmt: skip

_LAST = 9


class Change(NamedTuple):
    """A new value at a path of keys and of numbers of items; None takes it away, a number past the last one adds.

    A remark stands below an item that is added.
    """

    path: Path
    value: Any
    remark: str = ""


class Removed:
    """What takes the place of a value that is taken away."""


REMOVED = Removed()


class _New(NamedTuple):
    """A new value in a tree of changes, and its remark."""

    value: Any
    remark: str


#: Changes by the steps that lead to them: at each end a `_New` or REMOVED.
Tree = dict[str | int, Any]


def change_values(text: str, changes: Iterable[Change]) -> str:
    """Return the text of a file with new values in the place of the old ones, and new keys where they belong.

    A mapping that loses its last key goes too. The text is one that `read_yaml` takes; what it says afterwards is to
    be compared with `changed_data`, for a few styles (as `? key`) have no place for a change.
    """
    return _Editor(text).changed(_tree(changes))


def changed_data(data: Any, changes: Iterable[Change]) -> Any:
    """Return the data of a file with the changes that `change_values` makes in its text."""
    return _changed(data, _tree(changes))


def _tree(changes: Iterable[Change]) -> Tree:
    tree: Tree = {}
    for path, value, remark in changes:
        inner = tree
        for step in path[:-1]:
            inner = inner.setdefault(step, {})
        inner[path[-1]] = REMOVED if value is None else _New(value, remark)
    return tree


def _changed(data: Any, tree: Any) -> Any:
    """Return data with the changes of a tree; REMOVED where nothing is left of it."""
    if not isinstance(tree, dict):
        return tree if tree is REMOVED else tree.value
    if isinstance(data, list) or (data is None and _adds_items(tree)):
        old_items = data or []
        added = [_changed(None, tree[n]) for n in sorted(tree) if n >= len(old_items)]
        return [*(_changed(item, tree[n]) if n in tree else item for n, item in enumerate(old_items)), *added]
    if isinstance(data, str):
        data = {"en": data}
        if list(tree) == ["en"]:
            return _changed(data, tree)["en"] if tree["en"] is not REMOVED else REMOVED
    old = data if isinstance(data, dict) else {}
    steps = tree.items() if old else sorted(tree.items(), key=lambda item: ORDER.get(item[0], _LAST))
    new = old | {str(key): _changed(old.get(str(key)), inner) for key, inner in steps}
    remaining = {key: value for key, value in new.items() if value is not REMOVED}
    if not old and list(remaining) == ["en"] and isinstance(remaining["en"], str):
        return remaining["en"]  # a text in English alone is a plain string
    return remaining or REMOVED


def _adds_items(tree: Any) -> bool:
    return isinstance(tree, dict) and all(isinstance(step, int) for step in tree)


def _fresh(tree: Any) -> Any:
    """Return the value that a tree of changes makes where nothing was, REMOVED where it makes none."""
    return _changed(None, tree)


class _Editor:
    """A text, where everything stands in it, and the pieces that are to be put in another's place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.pieces: list[tuple[int, int, str]] = []

    def changed(self, tree: Tree) -> str:
        root = read_node(self.text, tree)
        if root is None or root.entries is None:
            gap = self.newline if self.text and not self.text.endswith("\n") else ""
            lines = [line for key, inner in tree.items() for line in self._lines(str(key), inner, 0, ())]
            return self.text + gap + self.newline.join(lines) + self.newline if lines else self.text
        self._mapping(root, tree, ())
        parts, position = [], 0
        for start, end, new in sorted(self.pieces):
            parts += [self.text[position:start], new]
            position = end
        return "".join((*parts, self.text[position:]))

    def _mapping(self, node: Node, tree: Tree, path: Path) -> bool:
        """Change what stands in a mapping; return whether nothing is left of it."""
        entries = node.entries or {}
        new: dict[str, Any] = {}
        removed: set[str] = set()
        for step, inner in tree.items():
            key = str(step)
            if key not in entries:
                if _fresh(inner) is not REMOVED:
                    new[key] = inner
            elif _adds_items(inner) and not entries[key][1].items and not node.is_flow:
                self._fill(entries[key], inner, node.column)
            elif not self._value(entries[key][1], inner, (*path, key), is_in_flow=node.is_flow):
                removed.add(key)
        remaining = [key for key in entries if key not in removed]
        if not remaining and not new:
            return True
        if not remaining:
            self._replace(node, _fresh(tree), is_in_flow=node.is_flow)
            return False
        self._remove(node, removed)
        self._insert(node, new, remaining, path)
        return False

    def _value(self, node: Node, tree: Any, path: Path, *, is_in_flow: bool) -> bool:
        """Change a value, and return whether anything is left of it."""
        if tree is REMOVED:
            return False
        if not isinstance(tree, dict):
            self._replace(node, tree.value, is_in_flow=is_in_flow)
        elif node.entries:
            return not self._mapping(node, tree, path)
        elif node.items:
            self._list(node, tree, path)
        else:
            return self._text(node, tree, is_in_flow=is_in_flow)
        return True

    def _list(self, node: Node, tree: Tree, path: Path) -> None:
        """Change items of a list, and add those behind the last one."""
        new = [tree[n] for n in sorted(tree, key=int) if int(n) >= len(node.items)]
        for n, inner in tree.items():
            if int(n) < len(node.items):
                self._value(node.items[int(n)], inner, (*path, n), is_in_flow=node.is_flow)
        if not new:
            return
        end = node.items[-1].end
        if node.is_flow:
            self.pieces.append((end, end, "".join(f", {flow_text(item.value)}" for item in new)))
            return
        between = self.text[node.items[0].end : node.items[1].start] if len(node.items) > 1 else self.newline * 2
        gap = self.newline * (2 if self.newline * 2 in between else 1)
        end = self._line_end(end)
        lines = (self.newline.join(item_lines(item.value, item.remark, node.column)) for item in new)
        self.pieces.append((end, end, "".join(gap + block for block in lines)))

    def _fill(self, entry: tuple[int, Node], tree: Tree, column: int) -> None:
        """Put the first items into a list that has none; a remark beside its key stays there."""
        key_end, node = entry
        end = self._line_end(node.end)
        rest = self.text[node.end if node.end > node.start else key_end + 1 : end].rstrip()
        indent = column + INDENT
        lines = [line for n in sorted(tree, key=int) for line in item_lines(tree[n].value, tree[n].remark, indent)]
        self.pieces.append((key_end, end, f":{rest}{self.newline}{self.newline.join(lines)}"))

    def _text(self, node: Node, tree: Tree, *, is_in_flow: bool) -> bool:
        """Change a plain string, which is the English text, by language; or what is empty so far."""
        from kbrief.load.yaml import read_value

        raw = self.text[node.start : node.end]
        old = read_value(_alone(raw, node.column), "")
        value = _changed(old, tree)
        if value is REMOVED:
            return False
        self._replace(node, value, is_in_flow=is_in_flow)
        return True

    def _replace(self, node: Node, value: Any, *, is_in_flow: bool) -> None:
        """Put another value in the place of one, in its style where that can say it."""
        raw = self.text[node.start : node.end]
        if isinstance(value, (list, tuple)) and node.items and not node.is_flow:
            self._replace_items(node, value)
            return
        new = restyled(raw, value, is_in_flow=is_in_flow)
        gap = (
            " "
            if node.start and not self.text[node.start - 1].isspace() and self.text[node.start - 1] not in "[{"
            else ""
        )
        self.pieces.append((node.start, node.end, gap + new.replace("\n", self.newline)))

    def _replace_items(self, node: Node, values: Sequence[Any]) -> None:
        """Put other items into a list of one item a line; those that stay keep their lines and the remarks above."""
        start = begin = self._line_start(node.start)
        lines: dict[str, str] = {}
        for item in node.items:
            end = self._line_end(item.end)
            lines[self.text[item.start : item.end].strip("\"'")] = self.text[begin:end]
            begin = end + len(self.newline)
        indent = " " * node.column
        new = [lines.get(str(value), f"{indent}- {flow_text(value)}") for value in values]
        self.pieces.append((start, self._line_end(node.items[-1].end), self.newline.join(new)))

    def _remove(self, node: Node, gone: set[str]) -> None:
        """Take entries out of a mapping that keeps others."""
        entries = list((node.entries or {}).items())
        has_kept = False
        for n, (key, (key_end, value)) in enumerate(entries):
            if key not in gone:
                has_kept = True
            elif node.is_flow:
                if has_kept:
                    self.pieces.append((entries[n - 1][1][1].end, value.end, ""))
                else:
                    self.pieces.append((self._key_start(node, n), self._key_start(node, n + 1), ""))
            elif n == 0 and self._is_behind_dash(node):
                self.pieces.append((node.start, self._key_start(node, n + 1), ""))
            else:
                end = self._line_end(max(key_end, value.end))
                self.pieces.append((self._line_start(key_end), min(end + len(self.newline), len(self.text)), ""))

    def _insert(self, node: Node, new: Mapping[str, Any], remaining: Sequence[str], path: Path) -> None:
        """Put new entries into a mapping, each behind the last one that belongs before it."""
        by_predecessor: dict[str | None, list[str]] = {}
        for key in sorted(new, key=lambda name: ORDER.get(name, _LAST)):
            rank = ORDER.get(key, _LAST)
            before = next((name for name in reversed(remaining) if ORDER.get(name, _LAST) <= rank), None)
            by_predecessor.setdefault(before, []).append(key)
        entries = node.entries or {}
        for before, keys in by_predecessor.items():
            if node.is_flow:
                texts = [f"{key}: {flow_text(_fresh(new[key]))}" for key in keys]
                index = entries[before][1].end if before else self._key_start(node, list(entries).index(remaining[0]))
                joined = ", ".join(texts)
                self.pieces.append((index, index, f", {joined}" if before else f"{joined}, "))
                continue
            lines = [line for key in keys for line in self._lines(key, new[key], node.column, path)]
            if before:
                if not path and any(line.startswith("  - ") for line in lines):
                    lines.insert(0, "")
                index = self._line_end(max(entries[before][0], entries[before][1].end))
                self.pieces.append((index, index, "".join(self.newline + line for line in lines)))
            else:
                index = self._key_start(node, list(entries).index(remaining[0]))
                indent = " " * node.column
                self.pieces.append((index, index, self.newline.join(lines).lstrip() + self.newline + indent))

    def _lines(self, key: str, tree: Any, column: int, path: Path) -> Iterator[str]:
        """Yield the lines of a new entry: of ratings as `rate` writes them, of all else as `add` does."""
        value = _fresh(tree)
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield f"{' ' * column}{key}:"
            for n, item in enumerate(value):
                yield from item_lines(item, tree[n].remark, column + INDENT)
        elif value is not REMOVED:
            yield from entry_lines(key, value, column, is_rating="ratings" in (*path, key))

    def _key_start(self, node: Node, n: int) -> int:
        """Return where the n-th key of a mapping begins."""
        entries = list((node.entries or {}).values())
        if not node.is_flow:
            return self._line_start(entries[n][0]) + node.column
        index = entries[n - 1][1].end if n else node.start + 1
        while index < len(self.text) and (self.text[index].isspace() or self.text[index] in ",#"):
            index = self.text.find("\n", index) if self.text[index] == "#" else index + 1
        return index

    def _is_behind_dash(self, node: Node) -> bool:
        return bool(self.text[self._line_start(node.start) : node.start].strip())

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        end = self.text.find(self.newline, index)
        return end if end >= 0 else len(self.text)


def _alone(raw: str, column: int) -> bytes:
    """Return a value as the whole of a file, set in as it was."""
    indent = " " * max(column, INDENT)
    return f"{raw if raw[:1] in '|>' else indent + raw}\n".encode()
