"""Update the record of a source from a changed copy of its text; unchanged paragraphs keep number and digest."""

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from kbrief.errors import BriefError, Message
from kbrief.files import display_path, ensure_within, escape_control_characters
from kbrief.load.brief import load
from kbrief.load.check import check_layer
from kbrief.load.extends import SizeBudget, read
from kbrief.load.find import BriefFile, Place, list_files
from kbrief.load.layers import Layer, read_layer
from kbrief.load.yaml import read_value
from kbrief.model import Paragraph, Source
from kbrief.model.claims import LocatedClaim, all_claims
from kbrief.store import atomic
from kbrief.store.new import PARAGRAPH_TEMPLATE, ensure_valid, fingerprint
from kbrief.store.rate import has_content
from kbrief.store.sources import find_same_text, known_text
from kbrief.store.yaml_nodes import Node, read_node
from kbrief.verify.align import Aligned, align
from kbrief.verify.source_text import SourceText, read_source

#: A record with so many paragraphs or more needs at least one of them in a copy of its text.
MIN_PARAGRAPHS = 3


class ParagraphChange(NamedTuple):
    """The change of a paragraph: its number, its status, and the number of its words before and after.

    The status is same, moved, changed, new, gone, or kept, which is gone from the text but cited or summarized in the
    record. `text` is that of the copy; `claims` are those to review.
    """

    n: int
    status: str
    before: int | None
    words: int | None
    text: str
    claims: tuple[LocatedClaim, ...]


class RefreshResult(NamedTuple):
    """A source, the changes of its paragraphs in the order of the record, and the file of the record."""

    source: Source
    changes: tuple[ParagraphChange, ...]
    file: Path

    @property
    def is_changed(self) -> bool:
        """Whether any paragraph has changed."""
        return any(change.status not in {"same", "kept"} for change in self.changes)


def refresh_source(
    place: Place, source: Source, copy: Path, *, dry_run: bool = False, timeout: float = atomic.LOCK_TIMEOUT
) -> RefreshResult:
    """Write the paragraphs of a copy into the record of its source; with `dry_run` nothing is written.

    Raises BriefError for a text that cannot be read or is no copy, if the brief would be invalid, and if the record is
    in an extended brief; OutputError.
    """
    text = read_source(copy)
    lock_target = place.path / ".kbrief" / "sources" if place.is_folder else place.path
    ensure_within(lock_target, place.path)
    with nullcontext() if dry_run else atomic.file_lock(lock_target, timeout, place.path):
        brief = load(place).brief
        source = next(candidate for candidate in brief.sources if candidate.id == source.id)
        _ensure_copy(source, text, brief.sources, copy)
        return _refresh(place, source, text, tuple(all_claims(brief)), dry_run=dry_run)


def _ensure_copy(source: Source, text: SourceText, sources: Sequence[Source], copy: Path) -> None:
    """Raise BriefError for a text that is no copy of the text of a source."""
    name = escape_control_characters(str(copy))
    if same_id := find_same_text(text, [known_text(item) for item in sources if item.id != source.id]):
        message = Message("the brief already has the text of {file}, as {id}", file=name, id=same_id)
        raise BriefError(message, Message("kbrief source refresh {id} FILE", id=same_id))
    old = {paragraph.sha256 for paragraph in source.paragraphs}
    if len(source.paragraphs) >= MIN_PARAGRAPHS and not old & {fingerprint(item) for item in text.passages}:
        message = Message("{file} has no paragraph of {id}: it is not a copy of it", file=name, id=source.id)
        raise BriefError(message, Message("add it as a source of its own: kbrief source add FILE"))


def _refresh(
    place: Place, source: Source, text: SourceText, claims: Sequence[LocatedClaim], *, dry_run: bool
) -> RefreshResult:
    """Return the changes of a record, and write them if the brief is valid with them."""
    layer = read_layer(place)
    old, path, file = _find_record(layer, source.id)
    alignment = align([(paragraph.sha256, paragraph.words) for paragraph in source.paragraphs],
                    [(fingerprint(passage), len(passage.words)) for passage in text.passages])  # fmt: skip
    changes = tuple(_paragraph_changes(source, text, alignment, claims))
    data = read_value(old.data, old.name)
    edited = _edit_file(old, path, data, changes, text)
    refreshed = RefreshResult(source, changes, file)
    if edited.data != old.data:
        others = (other for other in layer.parts if other.name != old.name)
        message = Message("the brief {name} would be invalid with this copy", name=place.name)
        ensure_valid(check_layer(Layer(place, (*others, edited), layer.problems)), message)
        if not dry_run:
            try:
                atomic.write(file, edited.data)
            except OSError as error:
                raise atomic.write_error(Path(display_path(file)), error) from error
    return refreshed


def _find_record(layer: Layer, name: str) -> tuple[BriefFile, tuple[str | int, ...], Path]:
    """Return the file with the record of a source, the path of the record in its data, and the path of the file."""
    merged = read(layer, SizeBudget())
    if merged.problems or merged.unlocated:
        ensure_valid(check_layer(layer), Message("the brief {name} is invalid", name=layer.place.name))
    records = merged.data.get("sources")
    for n, item in enumerate(records if isinstance(records, list) else ()):
        if isinstance(item, Mapping) and item.get("id") == name and "paragraphs" in item:
            origin, path = merged.locate(("sources", n))
            paths = {file_name: file for file, file_name, _ in list_files(layer.place)}
            return origin.file, path, paths[origin.file.name]
    message = Message("the record of {id} is not in this brief's own files", id=name)
    raise BriefError(message, Message("refresh it in the brief that this one extends"))


def _paragraph_changes(
    source: Source, text: SourceText, alignment: Aligned, claims: Sequence[LocatedClaim]
) -> list[ParagraphChange]:
    """Return the changes in the new order; paragraphs that are gone follow the one that they followed before."""
    last_number = max((paragraph.n for paragraph in source.paragraphs), default=0)
    changes: list[ParagraphChange] = []
    for passage, words, (index, status) in zip(text.passages, text.texts, alignment.new, strict=True):
        if index is None:
            last_number += 1
            changes.append(ParagraphChange(last_number, "new", None, len(passage.words), words, ()))
            continue
        old = source.paragraphs[index]
        affected = _citing_claims(source, old, claims) if status == "changed" else ()
        changes.append(ParagraphChange(old.n, status, old.words, len(passage.words), words, affected))
    for index in alignment.gone:
        old = source.paragraphs[index]
        affected = _citing_claims(source, old, claims)
        status = "kept" if affected or old.digest or old.figures else "gone"
        numbers = [change.n for change in changes]
        previous = source.paragraphs[index - 1].n if index else None
        position = numbers.index(previous) + 1 if previous in numbers else 0
        changes.insert(position, ParagraphChange(old.n, status, old.words, None, "", affected))
    return changes


def _citing_claims(source: Source, paragraph: Paragraph, claims: Sequence[LocatedClaim]) -> tuple[LocatedClaim, ...]:
    cite = f"{source.id}#P{paragraph.n}"
    return tuple(located for located in claims if cite in located.claim.cites)


def _edit_file(
    old: BriefFile, path: Sequence[str | int], data: Any, changes: Sequence[ParagraphChange], text: SourceText
) -> BriefFile:
    """Return the file with the changed paragraphs. Raises BriefError if its layout leaves no place for them."""
    record = data
    for step in path:
        record = record[step]
    paragraphs = list(_new_paragraphs(record["paragraphs"], changes, text))
    encoding = "utf-8-sig" if old.data.startswith(BOM_UTF8) else "utf-8"
    new_text = _with_paragraphs(old.data.decode("utf-8-sig"), path, paragraphs)
    new = BriefFile(old.name, new_text.encode(encoding), old.is_record)
    if not has_content(new, _with_value(data, (*path, "paragraphs"), [item for _, item in paragraphs])):
        message = Message("paragraphs cannot be added to {file} automatically", file=old.name)
        raise BriefError(message, Message("write each paragraph on lines of its own, below `paragraphs:`"))
    return new


def _new_paragraphs(
    old_items: Sequence[dict[str, Any]], changes: Sequence[ParagraphChange], text: SourceText
) -> Iterator[tuple[int | None, dict[str, Any]]]:
    """Yield the index of the old paragraph, if there is one, and the data of each paragraph after the changes."""
    passages = iter(text.passages)
    by_number = {item["n"]: (index, item) for index, item in enumerate(old_items)}
    for change in changes:
        passage = next(passages) if change.words is not None else None
        if change.n not in by_number and passage:
            sha256 = fingerprint(passage)
            yield None, {"n": change.n, "kind": passage.kind, "words": change.words, "sha256": sha256}
        elif change.status == "changed" and passage:
            index, item = by_number[change.n]
            yield index, {**item, "words": change.words, "sha256": fingerprint(passage)}
        elif change.status != "gone":
            yield by_number[change.n]


def _with_value(data: Any, path: Sequence[str | int], value: Any) -> Any:
    """Return data with the value at a path replaced."""
    if not path:
        return value
    step, remaining_path = path[0], path[1:]
    if isinstance(data, list):
        return [_with_value(item, remaining_path, value) if n == step else item for n, item in enumerate(data)]
    return {**data, step: _with_value(data[step], remaining_path, value)}


def _with_paragraphs(text: str, path: Sequence[str | int], paragraphs: Sequence[tuple[int | None, Any]]) -> str:
    """Return a text with the paragraphs of a record replaced; remarks stay with the paragraph that they precede."""
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
    spans = _item_spans(text, sequence.items, newline)
    indent = " " * sequence.column
    blocks = [
        _new_paragraph(item, indent, newline)
        if index is None
        else _updated_item(text, spans[index], sequence.items[index], item, newline)
        for index, item in paragraphs
    ]
    return text[: spans[0][0]] + "".join(blocks) + text[spans[-1][1] :]


def _item_spans(text: str, items: Sequence[Node], newline: str) -> list[tuple[int, int]]:
    """Return the start and end of each item of a list, including the remarks before it."""
    ends = []
    for item in items:
        end = text.find(newline, item.end)
        ends.append(len(text) if end < 0 else end + len(newline))
    start = text.rfind("\n", 0, items[0].start) + 1
    return list(zip([start, *ends[:-1]], ends, strict=True))


def _updated_item(text: str, span: tuple[int, int], node: Node, item: Mapping[str, Any], newline: str) -> str:
    """Return the text of an item with its number of words and its fingerprint updated."""
    position, end = span
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
    lines = PARAGRAPH_TEMPLATE.format(**item).splitlines()
    return "".join(f"{indent}{line.removeprefix('  ')}{newline}" for line in lines)
