"""Lay a changed copy of a text on the record of its source: what is the same keeps its number and its digest."""

from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from kbrief.errors import BriefError, Message
from kbrief.files import display_path, ensure_within, escape_control_characters
from kbrief.load.brief import load
from kbrief.load.check import check_layer
from kbrief.load.extends import Room, read
from kbrief.load.find import BriefFile, Place, list_files
from kbrief.load.layers import Layer, read_layer
from kbrief.load.yaml import read_value
from kbrief.model import Source
from kbrief.model.claims import LocatedClaim, all_claims
from kbrief.store import atomic
from kbrief.store.new import PARAGRAPH, ensure_valid, fingerprint
from kbrief.store.rate import has_content
from kbrief.store.sources import known_text, same_as
from kbrief.store.yaml_nodes import Node, read_node
from kbrief.verify.align import Aligned, align
from kbrief.verify.source_text import SourceText, read_source

#: From how many paragraphs on a text without any that is the same is no copy of it.
MIN_PARAGRAPHS = 3


class Change(NamedTuple):
    """What became of a paragraph: same, moved, changed, new, gone or kept, its number, its words before and now.

    One that is gone but cited, or has a digest, is kept in the record. `text` is how the copy has it; `claims` are
    those to look at again.
    """

    n: int
    status: str
    before: int | None
    words: int | None
    text: str
    claims: tuple[LocatedClaim, ...]


class Refreshed(NamedTuple):
    """A source, the changes of its paragraphs in the order of the record, and its file."""

    source: Source
    changes: tuple[Change, ...]
    file: Path

    @property
    def is_changed(self) -> bool:
        """Whether any paragraph is not as it was."""
        return any(change.status not in {"same", "kept"} for change in self.changes)


def refresh_source(
    place: Place, source: Source, copy: Path, *, dry_run: bool = False, patience: float = atomic.LOCK_TIMEOUT
) -> Refreshed:
    """Write the paragraphs of a copy into the record of its source, exactly; with `dry_run` nothing is written.

    Raises BriefError for a text that cannot be read or is no copy of it, where the brief would not hold, and where the
    record is not of this brief's own files; OutputError.
    """
    text = read_source(copy)
    lock_target = place.path / ".kbrief" / "sources" if place.is_folder else place.path
    ensure_within(lock_target, place.path)
    with nullcontext() if dry_run else atomic.file_lock(lock_target, patience, place.path):
        brief = load(place).brief
        source = next(candidate for candidate in brief.sources if candidate.id == source.id)
        _ensure_copy(source, text, brief.sources, copy)
        return _refresh(place, source, text, tuple(all_claims(brief)), dry_run=dry_run)


def _ensure_copy(source: Source, text: SourceText, sources: Sequence[Source], copy: Path) -> None:
    """Raise BriefError for a text that is of another source, or of none."""
    name = escape_control_characters(str(copy))
    if same_id := same_as(text, [known_text(item) for item in sources if item.id != source.id]):
        message = Message("{file} is a text that the brief has already, as {id}", file=name, id=same_id)
        raise BriefError(message, Message("kbrief source refresh {id} FILE", id=same_id))
    old = {paragraph.sha256 for paragraph in source.paragraphs}
    if len(source.paragraphs) >= MIN_PARAGRAPHS and not old & {fingerprint(item) for item in text.passages}:
        message = Message("{file} has no paragraph of {id}: it is no copy of it", file=name, id=source.id)
        raise BriefError(message, Message("take it in as a source of its own: kbrief source add FILE"))


def _refresh(
    place: Place, source: Source, text: SourceText, claims: Sequence[LocatedClaim], *, dry_run: bool
) -> Refreshed:
    layer = read_layer(place)
    old, path, file = _home(layer, source.id)
    aligned = align([(paragraph.sha256, paragraph.words) for paragraph in source.paragraphs],
                    [(fingerprint(passage), len(passage.words)) for passage in text.passages])  # fmt: skip
    changes = tuple(_changes(source, text, aligned, claims))
    data = read_value(old.data, old.name)
    edited = _edited(old, path, data, changes, text)
    refreshed = Refreshed(source, changes, file)
    if edited.data != old.data:
        others = (other for other in layer.parts if other.name != old.name)
        message = Message("the brief {name} would not hold with this copy", name=place.name)
        ensure_valid(check_layer(Layer(place, (*others, edited), layer.problems)), message)
        if not dry_run:
            try:
                atomic.write(file, edited.data)
            except OSError as error:
                raise atomic.write_error(Path(display_path(file)), error) from error
    return refreshed


def _home(layer: Layer, name: str) -> tuple[BriefFile, tuple[str | int, ...], Path]:
    """Return the file that has the record of a source, the path of the record in it, and where it is."""
    merged = read(layer, Room())
    if merged.problems or merged.unlocated:
        ensure_valid(check_layer(layer), Message("the brief {name} does not hold", name=layer.place.name))
    records = merged.data.get("sources")
    for n, item in enumerate(records if isinstance(records, list) else ()):
        if isinstance(item, Mapping) and item.get("id") == name and "paragraphs" in item:
            origin, path = merged.locate(("sources", n))
            paths = {file_name: file for file, file_name, _ in list_files(layer.place)}
            return origin.file, path, paths[origin.file.name]
    message = Message("the record of {id} is not in this brief's own files", id=name)
    raise BriefError(message, Message("refresh it in the brief that this one extends"))


def _changes(source: Source, text: SourceText, aligned: Aligned, claims: Sequence[LocatedClaim]) -> list[Change]:
    """Return the paragraphs in their new order; what is gone but cited or summed up stays behind what it followed."""
    old = source.paragraphs
    last_number = max((paragraph.n for paragraph in old), default=0)
    changes: list[Change] = []
    for passage, words, (k, status) in zip(text.passages, text.texts, aligned.new, strict=True):
        if k is None:
            last_number += 1
            changes.append(Change(last_number, "new", None, len(passage.words), words, ()))
            continue
        cite = f"{source.id}#P{old[k].n}"
        affected = tuple(item for item in claims if status == "changed" and cite in item.claim.cites)
        changes.append(Change(old[k].n, status, old[k].words, len(passage.words), words, affected))
    for k in aligned.gone:
        cite = f"{source.id}#P{old[k].n}"
        affected = tuple(item for item in claims if cite in item.claim.cites)
        is_kept = bool(affected or old[k].digest or old[k].figures)
        previous = next((index for index, item in enumerate(changes) if k and item.n == old[k - 1].n), -1)
        changes.insert(previous + 1, Change(old[k].n, "kept" if is_kept else "gone", old[k].words, None, "", affected))
    return changes


def _edited(
    old: BriefFile, path: Sequence[str | int], data: Any, changes: Sequence[Change], text: SourceText
) -> BriefFile:
    """Return the file with the paragraphs in their new order. Raises BriefError where it leaves no place for them."""
    record = data
    for step in path:
        record = record[step]
    fingerprints = iter([(fingerprint(passage), passage) for passage in text.passages])
    old_items = {item["n"]: (index, item) for index, item in enumerate(record["paragraphs"])}
    paragraphs: list[tuple[int | None, dict[str, Any]]] = []
    for change in changes:
        sha256, passage = next(fingerprints) if change.words is not None else ("", None)
        if change.n not in old_items and passage:
            paragraphs.append((None, {"n": change.n, "kind": passage.kind, "words": change.words, "sha256": sha256}))
        elif change.status == "changed":
            index, item = old_items[change.n]
            paragraphs.append((index, {**item, "words": change.words, "sha256": sha256}))
        elif change.status != "gone":
            paragraphs.append(old_items[change.n])
    encoding = "utf-8-sig" if old.data.startswith(BOM_UTF8) else "utf-8"
    new_text = _with_paragraphs(old.data.decode("utf-8-sig"), path, paragraphs)
    new = BriefFile(old.name, new_text.encode(encoding), old.is_record)
    if not has_content(new, _put(data, (*path, "paragraphs"), [item for _, item in paragraphs])):
        message = Message("{file} is written in a way that leaves no place for paragraphs", file=old.name)
        raise BriefError(message, Message("write each paragraph on lines of its own, below `paragraphs:`"))
    return new


def _put(data: Any, path: Sequence[str | int], value: Any) -> Any:
    """Return data with another value at a path."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(data, list):
        return [_put(item, rest, value) if n == step else item for n, item in enumerate(data)]
    return {**data, step: _put(data[step], rest, value)}


def _with_paragraphs(text: str, path: Sequence[str | int], paragraphs: Sequence[tuple[int | None, Any]]) -> str:
    """Return a text with the paragraphs of a record as they are wanted; remarks go with what they precede."""
    node = read_node(text)
    for step in path:
        node = node and (node.items[step] if isinstance(step, int) else (node.entries or {})[step][1])
    entry = node and (node.entries or {}).get("paragraphs")
    if not entry:
        return text
    key_end, sequence = entry
    newline = "\r\n" if "\r\n" in text else "\n"
    if not sequence.items:
        end = text.find(newline, sequence.end)
        end = len(text) if end < 0 else end
        blocks = [_new_paragraph(item, " " * (node.column + 2) if node else "", newline) for _, item in paragraphs]
        return f"{text[:key_end]}:{newline}{''.join(blocks).removesuffix(newline)}{text[end:]}"
    if sequence.is_flow:
        return text
    regions = _regions(text, sequence.items, newline)
    indent = " " * sequence.column
    blocks = [
        _new_paragraph(item, indent, newline)
        if index is None
        else _item(text, regions[index], sequence.items[index], item, newline)
        for index, item in paragraphs
    ]
    return text[: regions[0][0]] + "".join(blocks) + text[regions[-1][1] :]


def _regions(text: str, items: Sequence[Node], newline: str) -> list[tuple[int, int]]:
    """Return from where to where each item of a list stands, with the remarks before it."""
    ends = []
    for item in items:
        end = text.find(newline, item.end)
        ends.append(len(text) if end < 0 else end + len(newline))
    first = text.rfind("\n", 0, items[0].start) + 1
    return list(zip([first, *ends[:-1]], ends, strict=True))


def _item(text: str, region: tuple[int, int], node: Node, item: Mapping[str, Any], newline: str) -> str:
    """Return the text of an item with its words and its fingerprint as they are now."""
    position, end = region
    result = ""
    entries = node.entries or {}
    values = {"words": str(item["words"]), "sha256": f'"{item["sha256"]}"'}
    for key in sorted(values.keys() & entries.keys(), key=lambda key: entries[key][1].start):
        value = entries[key][1]
        result += text[position : value.start] + values[key]
        position = value.end
    result += text[position:end]
    return result if result.endswith(newline) else result + newline


def _new_paragraph(item: Mapping[str, Any], indent: str, newline: str) -> str:
    lines = PARAGRAPH.format(**item).splitlines()
    return "".join(f"{indent}{line.removeprefix('  ')}{newline}" for line in lines)
