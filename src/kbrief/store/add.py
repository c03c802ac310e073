"""Add an item to a section of a brief: a block in the file that has the section, and nothing else of it changes."""

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kbrief.errors import BriefError, Message
from kbrief.files import display_path, ensure_within
from kbrief.load.check import check_layer
from kbrief.load.extends import Room, read
from kbrief.load.find import BriefFile, Place, list_files
from kbrief.load.layers import Layer, read_layer
from kbrief.load.rules.todo import SPOKEN
from kbrief.load.yaml import read_yaml
from kbrief.store import atomic
from kbrief.store.marks import explain_folder
from kbrief.store.new import FOR_EDITORS, SCHEMA_FILE, ensure_valid
from kbrief.store.rate import has_content
from kbrief.store.scalars import flow_text
from kbrief.store.yaml_nodes import Node, read_node

#: The file under data/ for a section that no file has yet.
SECTION_FILES = {
    "points": "points.yaml",
    "issues": "issues.yaml",
    "events": "setting.yaml",
    "administrations": "setting.yaml",
    "criteria": "brief.yaml",
}

Item = Mapping[str, Any]


def add_item(place: Place, section: str, item: Item, remark: str = "", patience: float = atomic.LOCK_TIMEOUT) -> Path:
    """Write an item at the end of a section, with a remark below it, and return the file.

    Raises BriefError where the brief would not hold with it, OutputError; the old file is intact then.
    """
    lock_target = place.path / ".kbrief" / "ratings" if place.is_folder else place.path
    if place.is_folder:
        ensure_within(lock_target, place.path)
    with atomic.file_lock(lock_target, patience, place.path):
        file = _add_item(place, section, item, remark)
        if place.is_folder:
            explain_folder(lock_target.parent)
        return file


def _add_item(place: Place, section: str, item: Item, remark: str) -> Path:
    layer = read_layer(place)
    file, old = _find_home(layer, section)
    text = old.data.decode("utf-8-sig")
    encoding = "utf-8-sig" if old.data.startswith(BOM_UTF8) else "utf-8"
    new = BriefFile(old.name, insert_item(text, section, item, remark).encode(encoding), is_record=False)
    data: Any = read_yaml(old.data, old.name) or {}
    items = data.get(section) or []
    if not has_content(new, {**data, section: [*items, dict(item)]}):
        message = Message("{file} is written in a way that leaves no place for another entry", file=old.name)
        raise BriefError(message, Message("write it by hand"))
    others = (other for other in layer.parts if other.name != old.name)
    message = Message("the brief {name} would not hold with {id}", name=place.name, id=item["id"])
    ensure_valid(check_layer(Layer(place, (*others, new), layer.problems)), message)
    try:
        atomic.write(file, new.data)
    except OSError as error:
        raise atomic.write_error(Path(display_path(file)), error) from error
    return file


def _find_home(layer: Layer, section: str) -> tuple[Path, BriefFile]:
    """Return the file that has a section, else the one where it is to stand."""
    merged = read(layer, Room())
    if merged.problems or merged.unlocated:
        ensure_valid(check_layer(layer), Message("the brief {name} does not hold", name=layer.place.name))
    paths = {name: path for path, name, _ in list_files(layer.place)}
    if section in merged.data:
        file = merged.locate((section,))[0].file
        return paths[file.name], file
    path = layer.place.path / "data" / SECTION_FILES[section] if layer.place.is_folder else layer.place.path
    first = FOR_EDITORS if (layer.place.path / SCHEMA_FILE).exists() else ""
    new = BriefFile(display_path(path), first.encode(), is_record=False)
    return path, next((file for file in layer.parts if paths[file.name] == path), new)


def insert_item(text: str, section: str, item: Item, remark: str = "") -> str:
    """Return the text of a file with an item at the end of a section, a list, or with a new section at its end.

    The text is one that `read_yaml` takes and that holds a mapping or nothing.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    root = read_node(text)
    key_end, node = (root.entries or {}).get(section, (0, None)) if root else (0, None)
    if root is not None and root.is_flow:
        return text  # whoever writes a whole file in braces adds to it by hand
    if node is None or (not node.items and not node.is_flow and node.end > node.start):
        return text if node else _appended(text, section, item, remark, newline)
    if node.items and not node.is_flow:
        return _after_last_item(text, node, [*item_lines(item, remark, node.column)], newline)
    if node.items:
        return f"{text[: node.items[-1].end]}, {flow_text(item)}{text[node.items[-1].end :]}"
    end = _line_end(text, node.end, newline)
    rest = text[node.end : end].rstrip() if node.end > node.start else text[key_end + 1 : end].rstrip()
    block = newline.join(item_lines(item, remark, 2))
    return f"{text[:key_end]}:{rest}{newline}{block}{text[end:]}"


def _appended(text: str, section: str, item: Item, remark: str, newline: str) -> str:
    """Return the text with a new section behind it."""
    gap = newline if text and not text.endswith("\n") else ""
    blank = newline if text.strip() else ""
    return text + gap + blank + newline.join((f"{section}:", *item_lines(item, remark, 2))) + newline


def _after_last_item(text: str, node: Node, lines: Sequence[str], newline: str) -> str:
    """Return the text with lines behind the last item of a list, an empty line between where items have one."""
    end = _line_end(text, node.items[-1].end, newline)
    between = text[node.items[0].end : node.items[1].start] if len(node.items) > 1 else newline * 2
    blank = newline if newline * 2 in between else ""
    return text[:end] + newline + blank + newline.join(lines) + text[end:]


def _line_end(text: str, index: int, newline: str) -> int:
    end = text.find(newline, index)
    return end if end >= 0 else len(text)


def item_lines(item: Item, remark: str, column: int) -> Iterator[str]:
    """Yield an item of a list in lines, a key each, those that hold ratings or texts with a line for each of them."""
    indent = " " * (column + 2)
    for n, (key, value) in enumerate(item.items()):
        start = f"{' ' * column}- " if n == 0 else indent
        yield from _entry(start, key, value, column + 2)
    if remark:
        yield f"{indent}# {remark}"


def missing_texts_remark(point: Item) -> str:
    """Return the comment that names the texts which a new point lacks, or an empty text."""
    missing = [name for name in SPOKEN if name not in point]
    return f"still to write: {', '.join(missing)} (each with text, basis, and cites or why)" if missing else ""


def _entry(start: str, key: str, value: Any, column: int) -> Iterator[str]:
    if isinstance(value, Mapping) and any(isinstance(inner, Mapping) for inner in value.values()):
        yield f"{start}{key}:"
        for name, inner in value.items():
            yield from _entry(" " * (column + 2), name, inner, column + 2)
    else:
        yield f"{start}{key}: {flow_text(value)}"
