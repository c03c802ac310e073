"""Add an item to a section of a brief, as a block in the file of the section, without any other change."""

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kbrief.errors import BriefError, Message
from kbrief.files import display_path, ensure_within
from kbrief.load.check import check_layer
from kbrief.load.extends import SizeBudget, read
from kbrief.load.find import BriefFile, Place, list_files
from kbrief.load.layers import Layer, read_layer
from kbrief.load.rules.todo import SPOKEN
from kbrief.load.yaml import read_value
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


def add_item(place: Place, section: str, item: Item, remark: str = "", timeout: float = atomic.LOCK_TIMEOUT) -> Path:
    """Write an item at the end of a section, with a remark below it, and return the file.

    Raises BriefError if the brief would be invalid, OutputError; the old file is intact then.
    """
    with brief_lock(place, timeout):
        file = _write_item(place, section, item, remark)
        if place.is_folder:
            explain_folder(place.path / ".kbrief")
        return file


@contextmanager
def brief_lock(place: Place, timeout: float) -> Iterator[None]:
    """Hold the lock for changes of a brief. Raises BriefError for a path that leads out of it, OutputError."""
    target = place.path / ".kbrief" / "ratings" if place.is_folder else place.path
    if place.is_folder:
        ensure_within(target, place.path)
    with atomic.file_lock(target, timeout, place.path):
        yield


def _write_item(place: Place, section: str, item: Item, remark: str) -> Path:
    """Write the file of a section with a new item, and return it. Raises BriefError, OutputError."""
    layer = read_layer(place)
    file, old_file = _find_section_file(layer, section)
    text = old_file.data.decode("utf-8-sig")
    encoding = "utf-8-sig" if old_file.data.startswith(BOM_UTF8) else "utf-8"
    new_file = BriefFile(old_file.name, insert_item(text, section, item, remark).encode(encoding), is_record=False)
    data: Any = read_value(old_file.data, old_file.name) or {}
    items = data.get(section) or []
    if not has_content(new_file, {**data, section: [*items, dict(item)]}):
        message = Message("another entry cannot be added to {file} automatically", file=old_file.name)
        raise BriefError(message, Message("add it by hand"))
    other_files = (other for other in layer.parts if other.name != old_file.name)
    message = Message("the brief {name} would be invalid with {id}", name=place.name, id=item["id"])
    ensure_valid(check_layer(Layer(place, (*other_files, new_file), layer.problems)), message)
    try:
        atomic.write(file, new_file.data)
    except OSError as error:
        raise atomic.write_error(Path(display_path(file)), error) from error
    return file


def _find_section_file(layer: Layer, section: str) -> tuple[Path, BriefFile]:
    """Return the path and the file of a section, which may be a new file."""
    merged = read(layer, SizeBudget())
    if merged.problems or merged.unlocated:
        ensure_valid(check_layer(layer), Message("the brief {name} is invalid", name=layer.place.name))
    paths = {name: path for path, name, _ in list_files(layer.place)}
    if section in merged.data:
        file = merged.locate((section,))[0].file
        return paths[file.name], file
    path = layer.place.path / "data" / SECTION_FILES[section] if layer.place.is_folder else layer.place.path
    first_line = FOR_EDITORS if (layer.place.path / SCHEMA_FILE).exists() else ""
    new_file = BriefFile(display_path(path), first_line.encode(), is_record=False)
    return path, next((file for file in layer.parts if paths[file.name] == path), new_file)


def insert_item(text: str, section: str, item: Item, remark: str = "") -> str:
    """Return the text of a file with an item at the end of a section, which may be a new one.

    The text must be valid for `read_value` and contain a mapping or nothing.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    root = read_node(text)
    key_end, node = (root.entries or {}).get(section, (0, None)) if root else (0, None)
    if root is not None and root.is_flow:
        return text  # a whole file in braces is left to its author
    if node is None or (not node.items and not node.is_flow and node.end > node.start):
        return text if node else _append_section(text, section, item, remark, newline)
    if node.items and not node.is_flow:
        return _insert_after_last_item(text, node, [*item_lines(item, remark, node.column)], newline)
    if node.items:
        return f"{text[: node.items[-1].end]}, {flow_text(item)}{text[node.items[-1].end :]}"
    end = _line_end(text, node.end, newline)
    remainder = text[node.end : end].rstrip() if node.end > node.start else text[key_end + 1 : end].rstrip()
    block = newline.join(item_lines(item, remark, 2))
    return f"{text[:key_end]}:{remainder}{newline}{block}{text[end:]}"


def _append_section(text: str, section: str, item: Item, remark: str, newline: str) -> str:
    """Return the text with a new section at its end."""
    line_end = newline if text and not text.endswith("\n") else ""
    blank_line = newline if text.strip() else ""
    return text + line_end + blank_line + newline.join((f"{section}:", *item_lines(item, remark, 2))) + newline


def _insert_after_last_item(text: str, node: Node, lines: Sequence[str], newline: str) -> str:
    """Return the text with lines after the last item of a list, and an empty line before them if items have one."""
    end = _line_end(text, node.items[-1].end, newline)
    between = text[node.items[0].end : node.items[1].start] if len(node.items) > 1 else newline * 2
    blank_line = newline if newline * 2 in between else ""
    return text[:end] + newline + blank_line + newline.join(lines) + text[end:]


def _line_end(text: str, index: int, newline: str) -> int:
    end = text.find(newline, index)
    return end if end >= 0 else len(text)


def item_lines(item: Item, remark: str, column: int) -> Iterator[str]:
    """Yield the lines of an item of a list, one for each key, and for mappings of mappings one for each inner key."""
    indent = " " * (column + 2)
    for n, (key, value) in enumerate(item.items()):
        start = f"{' ' * column}- " if n == 0 else indent
        yield from _entry_lines(start, key, value, column + 2)
    if remark:
        yield f"{indent}# {remark}"


def missing_texts_remark(point: Item) -> str:
    """Return the comment that names the texts which a new point lacks, or an empty text."""
    missing = [name for name in SPOKEN if name not in point]
    return f"still to write: {', '.join(missing)} (each with text, basis, and cites or why)" if missing else ""


def _entry_lines(start: str, key: str, value: Any, column: int) -> Iterator[str]:
    if isinstance(value, Mapping) and any(isinstance(inner_value, Mapping) for inner_value in value.values()):
        yield f"{start}{key}:"
        for name, inner_value in value.items():
            yield from _entry_lines(" " * (column + 2), name, inner_value, column + 2)
    else:
        yield f"{start}{key}: {flow_text(value)}"
