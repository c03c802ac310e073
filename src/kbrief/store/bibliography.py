"""Convert the entries of a bibliography to sources of a brief, and its sources to entries."""

import json
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, count
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from pydantic import ValidationError

from kbrief.errors import BriefError, Message, Problem
from kbrief.files import escape_control_characters
from kbrief.model import Brief, Source
from kbrief.model.claims import all_items
from kbrief.store.new import MAX_ID_LENGTH, RECORD_HEADER, SourceFacts, fingerprint, slugify
from kbrief.text.bibliography import EXTENSION, Entry, read_bibliography
from kbrief.verify.normal import normalize_text
from kbrief.verify.source_text import SourceText, read_source

UNGRADED = {"reliability": "F", "credibility": 6}
PARAGRAPH_KEYS = ("n", "kind", "digest", "figures", "words", "sha256")


class EntrySource(NamedTuple):
    """A source made from an entry: its id, the text of its record, its facts, and its text.

    `note` is the reason why it has no text; `is_known` is whether the brief has the source already; `kinds` has the
    kind of each paragraph of the record.
    """

    id: str
    record: str
    facts: SourceFacts
    text: SourceText
    note: str = ""
    is_known: bool = False
    kinds: tuple[str, ...] = ()


def source_records(brief: Brief) -> list[dict[str, Any]]:
    """Return the records of a brief as plain data, without empty values, and with English texts as strings."""
    return [_simplify(source.model_dump(mode="json", exclude_none=True)) for source in brief.sources]


def _simplify(value: Any) -> Any:
    if isinstance(value, dict):
        values = {key: _simplify(item) for key, item in value.items() if item != []}
        return values["en"] if values.keys() == {"en"} else values
    return [_simplify(item) for item in value] if isinstance(value, list) else value


def read_entries(file: Path, papers: Sequence[Path], brief: Brief, grade: str | None = None) -> Iterator[EntrySource]:
    """Yield the source of each entry of a bibliography, with the text of its paper or of its attached file.

    Raises BriefError for an unreadable file, for a paper without an entry, and once for all entries whose records
    would be invalid.
    """
    entries = read_bibliography(file)
    texts = _match_papers(entries, papers, file)
    used_ids = {item for item, _, _ in all_items(brief)} | {source.id for source in brief.sources}
    name = escape_control_characters(str(file))
    problems: list[Problem] = []
    for index, entry in enumerate(entries):
        if known_id := _find_known_id(entry, brief.sources):
            yield EntrySource(known_id, "", SourceFacts(), SourceText(()), is_known=True)
            continue
        new_id = _make_id(entry, used_ids)
        used_ids.add(new_id)
        text, note = (texts[index], Message("")) if index in texts else _read_attachment(entry, file)
        record = _make_record(entry, new_id, text, grade)
        if fault := _find_fault(record):
            problems.append(Problem(name, entry.line, 1, "bibliography", "error", *fault))
            continue
        located_note = Message("{file}:{line}: {why}", file=name, line=entry.line, why=note)
        yield EntrySource(
            new_id,
            full_record(record),
            _facts_of(record),
            text,
            "" if record["paragraphs"] else located_note,
            kinds=tuple(paragraph["kind"] for paragraph in record["paragraphs"]),
        )
    if problems:
        message = Message("{name} cannot be read as a bibliography", name=escape_control_characters(file.name))
        raise BriefError(message, Message("nothing was written"), tuple(problems))


def _match_papers(entries: Sequence[Entry], papers: Sequence[Path], file: Path) -> dict[int, SourceText]:
    """Return the texts of papers by the index of their entry, found by key, file name or title, or the only one."""
    by_entry: dict[int, SourceText] = {}
    for paper in papers:
        text = read_source(paper)
        names = {slugify(paper.stem), slugify(text.title) if text.title else ""}
        candidates = [index for index, entry in enumerate(entries) if names & _names_of(entry)]
        candidates = candidates or [index for index in range(len(entries)) if len(entries) == len(papers) == 1]
        if len(candidates) != 1 or candidates[0] in by_entry:
            values = {"file": escape_control_characters(str(paper)), "name": escape_control_characters(file.name)}
            message = Message("{file} belongs to no entry of {name}, or to more than one", **values)
            raise BriefError(message, Message("name the file after the key of its entry"))
        by_entry[candidates[0]] = text
    return by_entry


def _names_of(entry: Entry) -> set[str]:
    """Return the slugs by which the paper of an entry is found."""
    return {
        slugify(name) for name in (entry.key, entry.record["title"], *(Path(file).stem for file in entry.files)) if name
    }


def _find_known_id(entry: Entry, sources: Sequence[Source]) -> str | None:
    """Return the id of the source with the same title, address and date as an entry, or None."""
    record = entry.record
    for source in sources:
        has_same_title = normalize_text(source.title) == normalize_text(str(record["title"]))
        place_and_date = record.get("url", ""), record.get("published", "")
        if has_same_title and (source.url or "", source.published or "") == place_and_date:
            return source.id
    return None


def _make_id(entry: Entry, used_ids: Collection[str]) -> str:
    """Return an unused id, made from the key or the title of an entry."""
    slug = slugify(entry.key or str(entry.record["title"]))
    suffixes = (f"-{number}" for number in count(2))
    numbered = (slug[: MAX_ID_LENGTH - len(suffix)].rstrip("-") + suffix for suffix in suffixes)
    return next(candidate for candidate in chain([slug], numbered) if candidate not in used_ids)


def _read_attachment(entry: Entry, file: Path) -> tuple[SourceText, Message]:
    """Return the text of the file attached to an entry, and the reason if there is none.

    The file must be in the folder of the bibliography.
    """
    no_text = SourceText(())
    reason = Message("this entry has no text, so nothing can be cited from it yet")
    root = Path(os.path.realpath(file)).parent
    for name in entry.files:
        path = Path(os.path.realpath(root / unquote(re.sub(r"\A(?:file|internal-pdf)://(?:localhost)?", "", name))))
        display_name = escape_control_characters(name[:200])
        if root not in path.parents:
            reason = Message("its file {file} is not in the folder of the bibliography", file=display_name)
        elif not path.is_file():
            reason = Message("its file {file} does not exist", file=display_name)
        else:
            try:
                return read_source(path), reason
            except BriefError as error:
                reason = Message("its file cannot be read: {why}", why=error.message)
    return no_text, reason


def _make_record(entry: Entry, new_id: str, text: SourceText, grade: str | None) -> dict[str, Any]:
    """Return the record of an entry, with its own paragraphs if its text has the same ones."""
    record = {**entry.record, "id": new_id}
    record.setdefault("name", record["title"])
    if "grade" not in record:
        record["grade"] = {"reliability": grade[0], "credibility": int(grade[1:])} if grade else UNGRADED
    paragraphs = record.get("paragraphs", [])
    items = paragraphs if isinstance(paragraphs, list) else []
    old_fingerprints = [item.get("sha256") for item in items if isinstance(item, dict)]
    fingerprints = [fingerprint(item) for item in text.passages]
    if text.passages and old_fingerprints != fingerprints:
        paragraphs = [
            {"n": index, "kind": item.kind, "words": len(item.words), "sha256": sha256}
            for index, (item, sha256) in enumerate(zip(text.passages, fingerprints, strict=True), 1)
        ]
    return {**record, "paragraphs": paragraphs}


def _find_fault(record: Mapping[str, Any]) -> tuple[Message, Message] | None:
    """Return the message and the hint about an invalid record, or None."""
    try:
        Source.model_validate_json(json.dumps(record))
    except (ValidationError, ValueError, RecursionError) as error:
        field = ".".join(map(str, error.errors()[0]["loc"])) if isinstance(error, ValidationError) else EXTENSION
        message = Message("{field} of this entry is invalid", field=escape_control_characters(field[:80]))
        return message, Message("correct it, or remove its field {field}", field=EXTENSION)
    return None


def _facts_of(record: Mapping[str, Any]) -> SourceFacts:
    grade = "{reliability}{credibility}".format(**record["grade"])
    return SourceFacts(**{key: record.get(key) for key in SourceFacts._fields if key != "grade"}, grade=grade)


def full_record(record: Mapping[str, Any]) -> str:
    """Return a record as YAML, with all its fields."""
    keys = (key for key in Source.model_fields if key != "paragraphs" and record.get(key))
    lines = [f"{key}: {_flow_value(record[key])}" for key in keys]
    paragraphs = [_paragraph_lines(paragraph) for paragraph in record["paragraphs"]]
    return (
        RECORD_HEADER + "\n".join((*lines, "", "paragraphs:" if paragraphs else "paragraphs: []", *paragraphs)) + "\n"
    )


def _paragraph_lines(paragraph: Mapping[str, Any]) -> str:
    fields = [f"{key}: {_flow_value(paragraph[key])}" for key in PARAGRAPH_KEYS if paragraph.get(key) is not None]
    return "  - " + "\n    ".join(fields)


def _flow_value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
