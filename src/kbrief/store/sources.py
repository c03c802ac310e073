"""Add sources to an existing brief: one record for each paper, all or none."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kbrief.errors import BriefError, Message, OutputError
from kbrief.files import display_path, ensure_within, escape_control_characters
from kbrief.load.brief import load
from kbrief.load.check import check_layer
from kbrief.load.find import BriefFile, Place
from kbrief.load.layers import Layer, read_layer
from kbrief.model import Brief, Source
from kbrief.model.claims import all_items
from kbrief.store import atomic
from kbrief.store.new import (
    FOR_EDITORS,
    SCHEMA_FILE,
    SourceFacts,
    ensure_valid,
    fingerprint,
    record_text,
    source_id,
)
from kbrief.verify.source_text import SourceText, read_source

#: A text is that of a record if more than this share of the words of its body are in the same paragraphs.
MIN_SAME_SHARE = 0.5


class AddedSource(NamedTuple):
    """An added source: its id, the file of its record, its facts, its text, and the record.

    `note` is about a problem with it, if any; `is_known` is whether the brief has the source already; `kinds` has the
    kind of each paragraph of the record.
    """

    id: str
    file: Path
    facts: SourceFacts
    text: SourceText
    record: str = ""
    note: str = ""
    is_known: bool = False
    kinds: tuple[str, ...] = ()


class KnownText(NamedTuple):
    """The id of a text that the brief has, and the fingerprints of the paragraphs of its body."""

    id: str
    bodies: frozenset[str]


def add_sources(  # noqa: PLR0913 - the last ones are rarely given
    place: Place,
    papers: Sequence[Path],
    facts: SourceFacts,
    month: str,
    *,
    name: str | None = None,
    bibliography: Path | None = None,
    confirm: Callable[[Sequence[AddedSource]], object] | None = None,
    timeout: float = atomic.LOCK_TIMEOUT,
) -> tuple[AddedSource, ...]:
    """Write a record for each paper, all or none; `facts` and the id `name` are those of a single paper.

    With a bibliography its entries are added, and papers are their texts. The date in a text counts unless it is after
    `month`. `confirm` is called before anything is written, and may refuse by raising. Raises BriefError for a text
    that cannot be read or that the brief has, and if the brief would be invalid; MissingExtra, OutputError.
    """
    if not place.is_folder:
        message = Message("{name} is a brief in one file, which has no folder for records", name=place.name)
        raise BriefError(message, Message("make a brief in a folder: kbrief new DIR --extends {name}", name=place.name))
    ensure_within(place.path / "seeds", place.path)
    ensure_within(place.path / ".kbrief", place.path)
    with atomic.file_lock(place.path / ".kbrief" / "sources", timeout, place.path):
        brief = load(place).brief
        if bibliography:
            added = tuple(_added_entries(place, brief, bibliography, papers, facts.grade))
        else:
            added = tuple(_added_papers(place, brief, papers, facts, (month, name)))
        if confirm:
            confirm(added)
        _write(place, [source for source in added if not source.is_known])
    return added


def _added_entries(
    place: Place, brief: Brief, bibliography: Path, papers: Sequence[Path], grade: str | None
) -> Iterator[AddedSource]:
    """Yield the source of each entry. Raises BriefError for a text that the brief has already."""
    from kbrief.store.bibliography import read_entries

    known_texts = [known_text(source) for source in brief.sources]
    for source in read_entries(bibliography, papers, brief, grade):
        _check_is_new(source.text, source.id, known_texts)
        file = place.path / "seeds" / f"{source.id}.yaml"
        known_texts.append(KnownText(source.id, frozenset(_body_words(source.text))))
        yield AddedSource(
            source.id, file, source.facts, source.text, source.record, source.note, source.is_known, source.kinds
        )


def _check_is_new(text: SourceText, display_name: str, known_texts: list[KnownText]) -> None:
    """Raise BriefError for a text that the brief has already."""
    if same_id := find_same_text(text, known_texts):
        message = Message("the brief already has the text of {file}, as {id}", file=display_name, id=same_id)
        raise BriefError(
            message, Message("cite {id}; for a changed copy use: kbrief source refresh {id} FILE", id=same_id)
        )


def _added_papers(
    place: Place, brief: Brief, papers: Iterable[Path], facts: SourceFacts, month_and_name: tuple[str, str | None]
) -> Iterator[AddedSource]:
    """Yield the source of each paper. Raises BriefError for a text that the brief has already."""
    month, name = month_and_name
    known_texts = [known_text(source) for source in brief.sources]
    used_ids = {item for item, _, _ in all_items(brief)} | {source.id for source in brief.sources}
    if name in used_ids:
        message = Message("the id {name!r} is already used", name=name)
        raise BriefError(message, Message("choose another id"))
    for paper in papers:
        text = read_source(paper)
        _check_is_new(text, escape_control_characters(str(paper)), known_texts)
        new_id = name or source_id(paper, used_ids)
        used_ids.add(new_id)
        known_texts.append(KnownText(new_id, frozenset(_body_words(text))))
        paper_facts = facts.with_facts_of(text, paper.stem, month)
        file = place.path / "seeds" / f"{new_id}.yaml"
        yield AddedSource(
            new_id,
            file,
            paper_facts,
            text,
            record_text(text, new_id, paper_facts),
            kinds=tuple(passage.kind for passage in text.passages),
        )


def known_text(source: Source) -> KnownText:
    """Return the known text of a source, by its record."""
    body = (paragraph for paragraph in source.paragraphs if paragraph.kind == "body" and paragraph.words)
    return KnownText(source.id, frozenset(paragraph.sha256 for paragraph in body))


def find_same_text(text: SourceText, known_texts: Iterable[KnownText]) -> str | None:
    """Return the id of the known text that has the same body, whatever its headlines, or None."""
    words = _body_words(text)
    minimum = MIN_SAME_SHARE * sum(words.values())
    for known in known_texts:
        if sum(words[sha256] for sha256 in words.keys() & known.bodies) > minimum:
            return known.id
    return None


def _body_words(text: SourceText) -> dict[str, int]:
    """Return the number of words of each paragraph of the body, by its fingerprint."""
    body = (passage for passage in text.passages if passage.kind == "body" and passage.words)
    return {fingerprint(passage): len(passage.words) for passage in body}


def _write(place: Place, added: Collection[AddedSource]) -> None:
    """Write the records, all or none. Raises BriefError if the brief would be invalid, OutputError."""
    first_line = FOR_EDITORS if (place.path / SCHEMA_FILE).exists() else ""
    if not added:
        return
    files = {source.file: (first_line + source.record).encode() for source in added}
    for file in files:
        if file.exists() or file.is_symlink():
            message = Message("{path} already exists", path=display_path(file))
            raise OutputError(message, Message("nothing is ever overwritten: give another id with --id"))
    layer = read_layer(place)
    new_files = tuple(BriefFile(display_path(file), data, is_record=True) for file, data in files.items())
    message = Message("the brief {name} would be invalid with this source", name=place.name)
    ensure_valid(check_layer(Layer(place, (*layer.parts, *new_files), layer.problems)), message)
    try:
        atomic.ensure_folder(place.path / "seeds")
        atomic.write_files(files)
    except OSError as error:
        raise atomic.write_error(Path(display_path(place.path / "seeds")), error) from error
