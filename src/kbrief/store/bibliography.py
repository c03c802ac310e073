"""Take the entries of a bibliography into a brief as sources, and give its sources as entries."""

import json
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from pydantic import ValidationError

from kbrief.errors import BriefError, Message, Problem
from kbrief.files import escape_control_characters
from kbrief.model import Brief, Source
from kbrief.model.claims import all_items
from kbrief.store.new import HEADER, MAX_ID_LENGTH, SourceFacts, fingerprint, slugify
from kbrief.text.bibliography import EXTENSION, Entry, read_bibliography
from kbrief.verify.normal import normalize_text
from kbrief.verify.source_text import SourceText, read_source

UNGRADED = {"reliability": "F", "credibility": 6}
PARAGRAPH = ("n", "kind", "digest", "figures", "words", "sha256")


class EntrySource(NamedTuple):
    """What an entry becomes: its id, the text of its record, what is known of it, its paragraphs, a note.

    `note` says at which line of the bibliography there is no text; `is_known` that the brief has it already.
    """

    id: str
    record: str
    facts: SourceFacts
    text: SourceText
    note: str = ""
    is_known: bool = False


def source_records(brief: Brief) -> list[dict[str, Any]]:
    """Return the records of a brief as plain data, without what is empty, texts in English alone as strings."""
    return [_plain(source.model_dump(mode="json", exclude_none=True)) for source in brief.sources]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        values = {key: _plain(inner) for key, inner in value.items() if inner != []}
        return values["en"] if values.keys() == {"en"} else values
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def read_entries(file: Path, papers: Sequence[Path], brief: Brief, grade: str | None = None) -> Iterator[EntrySource]:
    """Yield what the entries of a bibliography become, each with the paper that is of it or the file that it names.

    Raises BriefError where the file is none, for a paper that is of no entry and for entries whose record would not
    hold, all of them at once.
    """
    entries = read_bibliography(file)
    texts = _match(entries, papers, file)
    taken = {item for item, _, _ in all_items(brief)} | {source.id for source in brief.sources}
    name = escape_control_characters(str(file))
    problems: list[Problem] = []
    for n, entry in enumerate(entries):
        if known_id := _known_as(entry, brief.sources):
            yield EntrySource(known_id, "", SourceFacts(), SourceText(()), is_known=True)
            continue
        own_id = _id(entry, taken)
        taken.add(own_id)
        text, note = (texts[n], Message("")) if n in texts else _attached(entry, file)
        record = _record(entry, own_id, text, grade)
        if fault := _fault(record):
            problems.append(Problem(name, entry.line, 1, "bibliography", "error", *fault))
            continue
        located_note = Message("{file}:{line}: {why}", file=name, line=entry.line, why=note)
        yield EntrySource(
            own_id, full_record(record), _facts(record), text, "" if record["paragraphs"] else located_note
        )
    if problems:
        message = Message("{name} cannot be taken as a bibliography", name=escape_control_characters(file.name))
        raise BriefError(message, Message("nothing was written"), tuple(problems))


def _match(entries: Sequence[Entry], papers: Sequence[Path], file: Path) -> dict[int, SourceText]:
    """Return the texts of papers by the entries that they are of: by key or file name, by title, or the only one."""
    by_entry: dict[int, SourceText] = {}
    for paper in papers:
        text = read_source(paper)
        names = {slugify(paper.stem), slugify(text.title) if text.title else ""}
        candidates = [n for n, entry in enumerate(entries) if names & _names(entry)]
        candidates = candidates or [n for n in range(len(entries)) if len(entries) == len(papers) == 1]
        if len(candidates) != 1 or candidates[0] in by_entry:
            values = {"file": escape_control_characters(str(paper)), "name": escape_control_characters(file.name)}
            message = Message("{file} is of no entry of {name}, or not of one alone", **values)
            raise BriefError(message, Message("name the file as the key of its entry"))
        by_entry[candidates[0]] = text
    return by_entry


def _names(entry: Entry) -> set[str]:
    """Return by which names a paper is told as the one of an entry."""
    return {
        slugify(name) for name in (entry.key, entry.record["title"], *(Path(file).stem for file in entry.files)) if name
    }


def _known_as(entry: Entry, sources: Sequence[Source]) -> str | None:
    """Return the id of the source that is this entry: of the same title, and the same address or date."""
    record = entry.record
    for source in sources:
        is_titled = normalize_text(source.title) == normalize_text(str(record["title"]))
        if is_titled and (source.url or "", source.published or "") == (
            record.get("url", ""),
            record.get("published", ""),
        ):
            return source.id
    return None


def _id(entry: Entry, taken: Collection[str]) -> str:
    """Return an id that is not taken, from the key of an entry, else from its title."""
    stem = slugify(entry.key or str(entry.record["title"]))
    return next(
        name
        for n in count(1)
        if (name := stem if n == 1 else f"{stem[: MAX_ID_LENGTH - len(f'-{n}')].rstrip('-')}-{n}") not in taken
    )


def _attached(entry: Entry, file: Path) -> tuple[SourceText, Message]:
    """Return the text of the file that an entry names, in the folder of the bibliography, else why there is none."""
    none = SourceText(())
    why = Message("this entry comes without a text, so nothing can be cited from it yet")
    root = Path(os.path.realpath(file)).parent
    for name in entry.files:
        path = Path(os.path.realpath(root / unquote(re.sub(r"\A(?:file|internal-pdf)://(?:localhost)?", "", name))))
        display_name = escape_control_characters(name[:200])
        if root not in path.parents:
            why = Message("its file {file} is not in the folder of the bibliography", file=display_name)
        elif not path.is_file():
            why = Message("its file {file} is not there", file=display_name)
        else:
            try:
                return read_source(path), why
            except BriefError as error:
                why = Message("its file cannot be read: {why}", why=error.message)
    return none, why


def _record(entry: Entry, own_id: str, text: SourceText, grade: str | None) -> dict[str, Any]:
    """Return the record of an entry; paragraphs that it keeps stay where its text has the same ones."""
    record = {**entry.record, "id": own_id}
    record.setdefault("name", record["title"])
    if "grade" not in record:
        record["grade"] = {"reliability": grade[0], "credibility": int(grade[1:])} if grade else UNGRADED
    paragraphs = record.get("paragraphs", [])
    shas = [item.get("sha256") for item in paragraphs if isinstance(item, dict)] if isinstance(paragraphs, list) else []
    fingerprints = [fingerprint(item) for item in text.passages]
    if text.passages and shas != fingerprints:
        paragraphs = [
            {"n": n, "kind": item.kind, "words": len(item.words), "sha256": sha256}
            for n, (item, sha256) in enumerate(zip(text.passages, fingerprints, strict=True), 1)
        ]
    return {**record, "paragraphs": paragraphs}


def _fault(record: Mapping[str, Any]) -> tuple[Message, Message] | None:
    """Return what does not hold of a record and what to do, None where all does."""
    try:
        Source.model_validate_json(json.dumps(record))
    except (ValidationError, ValueError, RecursionError) as error:
        field = ".".join(map(str, error.errors()[0]["loc"])) if isinstance(error, ValidationError) else EXTENSION
        message = Message("{field} of this entry does not hold", field=escape_control_characters(field[:80]))
        return message, Message("correct it, or take its field {field} out", field=EXTENSION)
    return None


def _facts(record: Mapping[str, Any]) -> SourceFacts:
    grade = "{reliability}{credibility}".format(**record["grade"])
    return SourceFacts(**{key: record.get(key) for key in SourceFacts._fields if key != "grade"}, grade=grade)


def full_record(record: Mapping[str, Any]) -> str:
    """Return a record as YAML, with everything that it has."""
    lines = [f"{key}: {_flow(record[key])}" for key in Source.model_fields if key != "paragraphs" and record.get(key)]
    paragraphs = [_paragraph(paragraph) for paragraph in record["paragraphs"]]
    return HEADER + "\n".join((*lines, "", "paragraphs:" if paragraphs else "paragraphs: []", *paragraphs)) + "\n"


def _paragraph(paragraph: Mapping[str, Any]) -> str:
    fields = [f"{key}: {_flow(paragraph[key])}" for key in PARAGRAPH if paragraph.get(key) is not None]
    return "  - " + "\n    ".join(fields)


def _flow(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
