"""Take papers into a brief that exists: one record each, whole or not at all."""

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

#: Of how many words of a text's body another record has the same paragraphs where it is the same text.
SAME_SHARE = 0.5


class AddedSource(NamedTuple):
    """A paper that is taken in: its id, its record's file, what is known of it, what it holds, and its record.

    `note` is what is amiss with it, empty for nothing; `is_known` says that the brief has it already.
    """

    id: str
    file: Path
    facts: SourceFacts
    text: SourceText
    record: str = ""
    note: str = ""
    is_known: bool = False


class _Known(NamedTuple):
    """A text that has an id already, and the fingerprints of its body."""

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
    patience: float = atomic.LOCK_TIMEOUT,
) -> tuple[AddedSource, ...]:
    """Write a record for each paper, all or none; `facts` are those given for the one paper, `name` its id.

    With a bibliography its entries are taken in, and papers are their texts. A date that a text gives of itself counts
    up to `month`. `confirm` is asked before anything is written, and may refuse by raising. Raises BriefError for a
    text that cannot be read or has an id already and where the brief would not hold, MissingExtra, OutputError.
    """
    if not place.is_folder:
        message = Message("{name} is a brief in one file, which has no folder for records", name=place.name)
        raise BriefError(message, Message("make a folder of it: kbrief new DIR --extends {name}", name=place.name))
    ensure_within(place.path / "seeds", place.path)
    ensure_within(place.path / ".kbrief", place.path)
    with atomic.file_lock(place.path / ".kbrief" / "sources", patience, place.path):
        brief = load(place).brief
        if bibliography:
            added = tuple(_entries(place, brief, bibliography, papers, facts.grade))
        else:
            added = tuple(_prepared(place, brief, papers, facts, (month, name)))
        if confirm:
            confirm(added)
        _write(place, [one for one in added if not one.is_known])
    return added


def _entries(
    place: Place, brief: Brief, bibliography: Path, papers: Sequence[Path], grade: str | None
) -> Iterator[AddedSource]:
    """Yield what is to be written of each entry. Raises BriefError where a text has an id already."""
    from kbrief.store.bibliography import read_entries

    known = [known_text(source) for source in brief.sources]
    for one in read_entries(bibliography, papers, brief, grade):
        _ensure_new(one.text, one.id, known)
        file = place.path / "seeds" / f"{one.id}.yaml"
        known.append(_Known(one.id, frozenset(_bodies(one.text))))
        yield AddedSource(one.id, file, one.facts, one.text, one.record, one.note, one.is_known)


def _ensure_new(text: SourceText, shown: str, known: list[_Known]) -> None:
    """Raise BriefError where a text is among those that are known."""
    if same := same_as(text, known):
        message = Message("{file} is a text that the brief has already, as {id}", file=shown, id=same)
        raise BriefError(message, Message("cite {id}; of a changed copy see: kbrief source refresh {id} FILE", id=same))


def _prepared(
    place: Place, brief: Brief, papers: Iterable[Path], facts: SourceFacts, given: tuple[str, str | None]
) -> Iterator[AddedSource]:
    """Yield what is to be written of each paper. Raises BriefError where a text has an id already."""
    month, name = given
    known = [known_text(source) for source in brief.sources]
    taken = {item for item, _, _ in all_items(brief)} | {source.id for source in brief.sources}
    if name in taken:
        message = Message("id {name!r} is used already", name=name)
        raise BriefError(message, Message("choose another id"))
    for paper in papers:
        text = read_source(paper)
        _ensure_new(text, escape_control_characters(str(paper)), known)
        own = name or source_id(paper, taken)
        taken.add(own)
        known.append(_Known(own, frozenset(_bodies(text))))
        about = facts.completed(text, paper.stem, month)
        yield AddedSource(own, place.path / "seeds" / f"{own}.yaml", about, text, record_text(text, own, about))


def known_text(source: Source) -> _Known:
    """Return the fingerprints of a record's body."""
    return _Known(source.id, frozenset(p.sha256 for p in source.paragraphs if p.kind == "body" and p.words))


def same_as(text: SourceText, known: Iterable[_Known]) -> str | None:
    """Return the id that has a text already, under whatever headlines; None where none has."""
    bodies = _bodies(text)
    total = sum(bodies.values())
    for other in known:
        if total and sum(bodies[one] for one in bodies.keys() & other.bodies) > SAME_SHARE * total:
            return other.id
    return None


def _bodies(text: SourceText) -> dict[str, int]:
    """Return how many words each paragraph of the body has, by fingerprint."""
    return {fingerprint(one): len(one.words) for one in text.passages if one.kind == "body" and one.words}


def _write(place: Place, added: Collection[AddedSource]) -> None:
    """Write the records, all or none. Raises BriefError where the brief would not hold with them, OutputError."""
    first = FOR_EDITORS if (place.path / SCHEMA_FILE).exists() else ""
    if not added:
        return
    files = {one.file: (first + one.record).encode() for one in added}
    for file in files:
        if file.exists() or file.is_symlink():
            message = Message("{path} is there already", path=display_path(file))
            raise OutputError(message, Message("nothing is ever overwritten: name another id with --id"))
    layer = read_layer(place)
    new = tuple(BriefFile(display_path(file), data, is_record=True) for file, data in files.items())
    message = Message("the brief {name} would not hold with this source", name=place.name)
    ensure_valid(check_layer(Layer(place, (*layer.parts, *new), layer.problems)), message)
    try:
        atomic.ensure_folder(place.path / "seeds")
        atomic.write_files(files)
    except OSError as error:
        raise atomic.write_error(Path(display_path(place.path / "seeds")), error) from error
