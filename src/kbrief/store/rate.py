"""Write one rating into the text of a YAML file; the rest of the file stays as it is."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kbrief.errors import BriefError, Message
from kbrief.files import display_path, ensure_within
from kbrief.load.check import check_layer
from kbrief.load.extends import SizeBudget, read
from kbrief.load.find import BriefFile, Place
from kbrief.load.layers import Layer, read_layer
from kbrief.load.merge import RATINGS
from kbrief.load.yaml import read_value
from kbrief.store import atomic
from kbrief.store.marks import explain_folder
from kbrief.store.new import ensure_valid
from kbrief.store.rating_places import RatingPlace, rating_places, value_at
from kbrief.store.yaml_nodes import Node, read_node

_REMARK = re.compile(r"(?:^|(?<=\s))(#[^\n]*)", re.MULTILINE)

#: By how many columns what stands in a mapping is set in.
INDENT = 2


Keys = tuple[str, ...]
Items = tuple[str | int, ...]
Claim = Mapping[str, Any]
#: What a file has for a rating: one claim, or a list of readings.
Cell = Claim | Sequence[Claim]


def insert_claim(text: str, path: Items, claim: Cell) -> str:
    """Return the text of a file with a claim at a path of one key or more, in the place of what stood there.

    The text is one that `read_yaml` takes and that holds a mapping or nothing. A path may lead through items of lists
    that are there, and ends in keys.
    """
    edit, node = _Edit(text), read_node(text)
    keys = tuple(str(step) for step in path)
    if node is None:
        return edit.appended(keys, claim)
    for n, step in enumerate(path[:-1]):
        if isinstance(step, int):
            node = node.items[step]
            continue
        entries = node.entries or {}
        if step not in entries:
            return edit.added(node, keys[n:], claim)
        key_end, inner = entries[step]
        if isinstance(path[n + 1], str) and not inner.entries:
            return edit.replaced(node, (key_end, inner), keys[n + 1 :], claim)
        node = inner
    entry = (node.entries or {}).get(keys[-1])
    return edit.replaced(node, entry, (), claim) if entry else edit.added(node, keys[-1:], claim)


class _Edit:
    """A text, and how a claim comes into it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def appended(self, path: Keys, claim: Cell) -> str:
        """Return the text with a claim behind it."""
        gap = self.newline if self.text and not self.text.endswith("\n") else ""
        return self.text + gap + self.newline.join(claim_lines(path, claim, 0)) + self.newline

    def added(self, node: Node, path: Keys, claim: Cell) -> str:
        """Return the text with another entry in a mapping."""
        text, entries = self.text, node.entries or {}
        if node.is_flow:
            last = max((value.end for _, value in entries.values()), default=node.start + 1)
            return f"{text[:last]}{', ' if entries else ''}{_flow_entry(path, claim)}{text[last:]}"
        end = self._line_end(node.end)
        return text[:end] + self.newline + self.newline.join(claim_lines(path, claim, node.column)) + text[end:]

    def replaced(self, parent: Node, entry: tuple[int, Node], path: Keys, claim: Cell) -> str:
        """Return the text with another value in an entry of a mapping; a remark beside its key stays there."""
        text, (key_end, old) = self.text, entry
        if parent.is_flow:
            value = f"{{{_flow_entry(path, claim)}}}" if path else flow_claim(claim)
            if remarks := list(self._remarks(old, old.start)):
                column = self.newline + " " * (parent.column + INDENT)
                value = "{ " + column.join((*remarks, value.removeprefix("{")))
            gap = "" if text[old.start - 1].isspace() else " "
            return text[: old.start] + gap + value + text[old.end :]
        end = self._line_end(key_end)
        is_below = old.start > end
        remarks = list(self._remarks(old, end if is_below else old.start))
        block = self.newline + self.newline.join(claim_lines(path, claim, parent.column + INDENT, remarks))
        if is_below:
            return text[:end] + block + text[old.end :]
        end = self._line_end(old.end)
        return text[:key_end] + ":" + text[old.end : end].rstrip() + block + text[end:]

    def _remarks(self, old: Node, start: int) -> Iterator[str]:
        """Yield the remarks within what is replaced, which stands from `start` to the end of the old value."""
        at = start
        for first, last in (*old.scalars, (old.end, old.end)):
            yield from (found[1].rstrip() for found in _REMARK.finditer(self.text, at, max(at, first)))
            at = max(at, last)

    def _line_end(self, at: int) -> int:
        """Return where the line of a character ends, before its line break."""
        end = self.text.find(self.newline, at)
        return end if end >= 0 else len(self.text)


def claim_lines(path: Keys, claim: Cell, column: int, remarks: Sequence[str] = ()) -> Iterator[str]:
    """Yield the lines of a claim under its keys, one to a line, from a column on; remarks stand above the claim."""
    for n, key in enumerate(path):
        yield f"{' ' * (column + n * INDENT)}{key}:"
    inner = column + len(path) * INDENT
    yield from (f"{' ' * inner}{remark}" for remark in remarks)
    if isinstance(claim, Mapping):
        yield from (f"{' ' * inner}{key}: {_scalar(key, value)}" for key, value in claim.items())
    else:
        yield from (f"{' ' * inner}- {flow_claim(one)}" for one in claim)


def _flow_entry(path: Keys, claim: Cell) -> str:
    """Return an entry of a mapping in braces: a claim under its keys."""
    return "".join(f"{key}: {{" for key in path[:-1]) + f"{path[-1]}: {flow_claim(claim)}" + "}" * (len(path) - 1)


def flow_claim(claim: Cell) -> str:
    """Return a claim, or a list of readings, in braces on one line."""
    if not isinstance(claim, Mapping):
        return f"[{', '.join(flow_claim(one) for one in claim)}]"
    return f"{{{', '.join(f'{key}: {_scalar(key, value)}' for key, value in claim.items())}}}"


def _scalar(key: str, value: Any) -> str:
    """Return a value of a claim as YAML: its reason and names in quotes, citations and the rest as they are."""
    if key in {"why", "by"} or isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return f"[{', '.join(value)}]" if isinstance(value, (list, tuple)) else str(value)


def write_rating(
    place: Place,
    path: Sequence[str],
    rating: Claim,
    timeout: float = atomic.LOCK_TIMEOUT,
    beside: Sequence[Claim] | None = None,
) -> Path:
    """Write a rating (point, criterion, administration if any) where the brief's own point has it, else in its section.

    It takes the place of what is there; with `beside`, the readings of a brief below (none for a brief of one layer),
    it takes the place of one's own reading alone. Raises BriefError where the brief would not hold with it,
    OutputError; the old file is intact then.
    """
    guarded = place.path / ".kbrief" / "ratings" if place.is_folder else place.path
    if place.is_folder:
        ensure_within(guarded, place.path)
    with atomic.file_lock(guarded, timeout, place.path):
        file = _write_rating(place, (RATINGS, *path), rating, beside)
        if place.is_folder:
            explain_folder(guarded.parent)
        return file


def _write_rating(place: Place, path: tuple[str, ...], rating: Claim, beside: Sequence[Claim] | None) -> Path:
    layer = read_layer(place)
    file, new = _rated(layer, rating_places(layer, path), rating, beside)
    others = (other for other in layer.parts if other.name != new.name)
    message = Message("the brief {name} would be invalid with this rating", name=place.name)
    ensure_valid(check_layer(Layer(place, (*others, new))), message)
    try:
        atomic.write(file, new.data)
    except OSError as error:
        raise atomic.write_error(Path(display_path(file)), error) from error
    return file


def _rated(
    layer: Layer, places: Iterable[RatingPlace], rating: Claim, beside: Sequence[Claim] | None
) -> tuple[Path, BriefFile]:
    """Return the file of the first place that takes a rating, and its new text. Raises BriefError where none does."""
    from kbrief.store.readings import insert_reading, with_reading

    name = ""
    for file, part, at in places:
        data = read_value(part.data, part.name)
        text, old = part.data.decode("utf-8-sig"), value_at(data, at)
        cell: Cell = rating if beside is None else with_reading(beside if old is None else old, rating)
        is_beside = bool(old) and not isinstance(cell, Mapping)
        edited = insert_reading(text, at, old, rating) if is_beside else _edited(text, at, cell, layer)
        encoding = "utf-8-sig" if part.data.startswith(BOM_UTF8) else "utf-8"
        new = BriefFile(part.name, edited.encode(encoding), is_record=False)
        if has_content(new, _put(data, at, cell)):
            return file, new
        name = part.name
    message = Message("a rating cannot be added to {file} automatically", file=name)
    raise BriefError(message, Message("add it by hand"))


def _edited(text: str, at: Items, cell: Cell, layer: Layer) -> str:
    """Return the text of a file with a rating at a path, in its section where other people's edits merge with it."""
    from kbrief.store.merging import insert_rating

    if at[0] != RATINGS:
        return insert_claim(text, at, cell)
    points = read(layer, SizeBudget()).data.get("points")
    items = points if isinstance(points, list) else []
    order = [str(point.get("id")) for point in items if isinstance(point, Mapping)]
    return insert_rating(text, tuple(str(step) for step in at), cell, order)


def has_content(part: BriefFile, data: Any) -> bool:
    """Whether a file holds these data, and can be read at all."""
    try:
        return bool(read_value(part.data, part.name) == data)
    except BriefError:
        return False


def _put(data: Any, path: Items, value: Any) -> Any:
    """Return data with a value at a path of keys, and of items that are there."""
    if not path:
        return value
    if isinstance(data, list):
        return [_put(item, path[1:], value) if n == path[0] else item for n, item in enumerate(data)]
    below = data if isinstance(data, dict) else {}
    return {**below, path[0]: _put(below.get(path[0]), path[1:], value)}
