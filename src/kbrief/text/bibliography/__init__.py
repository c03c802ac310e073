"""Bibliographies: CSL-JSON (as Zotero writes it), BibTeX and RIS, read into entries and written from them.

Public: Entry, FORMS, read_bibliography, write_bibliography.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from kbrief.errors import BriefError, Message, Problem
from kbrief.files import escape_control_characters, read_file
from kbrief.text.bibliography import bibtex, csl, ris
from kbrief.text.bibliography.entry import EXTENSION, Entry, RawEntry, make_entry
from kbrief.text.decode import as_stored, check_length, decode, raise_unreadable

__all__ = ["EXTENSION", "FORMS", "Entry", "read_bibliography", "write_bibliography"]

#: How many entries a bibliography may have.
MAX_ENTRIES = 5_000

#: The formats of a bibliography.
FORMS = ("csl", "bibtex", "ris")

#: The format of a file by its suffix, and by its first characters.
FORM_BY_SUFFIX = {".json": "csl", ".bib": "bibtex", ".bibtex": "bibtex", ".ris": "ris"}
FORM_BY_BEGINNING = {"[": "csl", "{": "csl", "@": "bibtex", "TY  -": "ris"}

READERS: dict[str, Callable[[str, str], Sequence[RawEntry]]] = {
    "csl": csl.read,
    "bibtex": bibtex.read,
    "ris": ris.read,
}
WRITERS: dict[str, Callable[[Iterable[dict[str, Any]]], str]] = {
    "csl": csl.write,
    "bibtex": bibtex.write,
    "ris": ris.write,
}


def read_bibliography(path: Path) -> tuple[Entry, ...]:
    """Return the entries of a bibliography, in its order. Raises BriefError, with every problem at its line."""
    path = as_stored(path)
    name = escape_control_characters(str(path))
    text = decode(read_file(path), name)
    check_length(name, len(text))
    form = FORM_BY_SUFFIX.get(path.suffix.casefold()) or _form_by_beginning(text)
    if form is None:
        _reject(name, Message("{name} is not a bibliography", name=name))
    raw_entries = READERS[form](text, name)
    if not raw_entries:
        _reject(name, Message("{name} has no entries", name=name))
    if len(raw_entries) > MAX_ENTRIES:
        message = Message("{name} has {count:,} entries; the limit is {most:,}",
                          name=name, count=len(raw_entries), most=MAX_ENTRIES)  # fmt: skip
        raise_unreadable(name, (1, 1), "file-size", message, Message("split it"))
    entries = tuple(make_entry(raw) for raw in raw_entries)
    _ensure_titles(name, entries)
    return entries


def _form_by_beginning(text: str) -> str | None:
    start = text.lstrip()[:80]
    return next((form for beginning, form in FORM_BY_BEGINNING.items() if start.startswith(beginning)), None)


def _reject(name: str, message: Message) -> NoReturn:
    hint = Message("name a file in CSL-JSON (.json), BibTeX (.bib) or RIS (.ris)")
    raise_unreadable(name, (1, 1), "bibliography", message, hint)


def _ensure_titles(name: str, entries: Iterable[Entry]) -> None:
    """Raise BriefError if entries have no title, with a problem for each of them."""
    message = Message("this entry has no title")
    hint = Message("give it one, or remove the entry")
    problems = tuple(
        Problem(name, entry.line, 1, "bibliography", "error", message, hint)
        for entry in entries
        if not entry.record.get("title")
    )
    if problems:
        raise BriefError(Message("{name} cannot be read as a bibliography", name=name), hint, problems)


def write_bibliography(records: Iterable[dict[str, Any]], form: str) -> str:
    """Return source records as a bibliography that can be read back without loss.

    Values that the format has no field for, or that would come back changed, are written to a field `kbrief`.
    """
    return WRITERS[form]([_with_extension(record, form) for record in records])


def _with_extension(record: dict[str, Any], form: str) -> dict[str, Any]:
    """Return a record with the values that its entry alone would not give back under EXTENSION."""
    record = {key: value for key, value in record.items() if value}
    (raw,) = READERS[form](WRITERS[form]([record]), "")
    read_back = make_entry(raw).record
    changed = {key: value for key, value in record.items() if read_back.get(key) != value}
    added = {key: None for key in read_back if key not in record}
    return {**record, EXTENSION: {**changed, **added}} if changed or added else record
