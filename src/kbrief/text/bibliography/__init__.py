"""Bibliographies: CSL-JSON (as Zotero writes it), BibTeX and RIS, read into entries and written from them.

Public: Entry, FORMS, read_bibliography, write_bibliography.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from kbrief.errors import BriefError, Message
from kbrief.files import escape_control_characters, read_file
from kbrief.text.bibliography import bibtex, csl, ris
from kbrief.text.bibliography.entry import EXTENSION, Entry, RawEntry, entry_of
from kbrief.text.decode import as_stored, check_length, decode, raise_unreadable

__all__ = ["EXTENSION", "FORMS", "Entry", "read_bibliography", "write_bibliography"]

MAX_ENTRIES = 5_000
"""How many entries a bibliography has at most."""

FORMS = ("csl", "bibtex", "ris")
"""The forms of a bibliography."""

ENDINGS = {".json": "csl", ".bib": "bibtex", ".bibtex": "bibtex", ".ris": "ris"}
BEGINNINGS = {"[": "csl", "{": "csl", "@": "bibtex", "TY  -": "ris"}

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
    form = ENDINGS.get(path.suffix.casefold()) or _form_by_beginning(text)
    if form is None:
        hint = Message("name a file in CSL-JSON (.json), BibTeX (.bib) or RIS (.ris)")
        raise_unreadable(name, (1, 1), "bibliography", Message("{name} is no bibliography", name=name), hint)
    raw = READERS[form](text, name)
    if not raw:
        hint = Message("name a file in CSL-JSON (.json), BibTeX (.bib) or RIS (.ris)")
        raise_unreadable(name, (1, 1), "bibliography", Message("{name} has no entry", name=name), hint)
    if len(raw) > MAX_ENTRIES:
        message = Message("{name} has {count:,} entries; the limit is {most:,}",
                          name=name, count=len(raw), most=MAX_ENTRIES)  # fmt: skip
        raise_unreadable(name, (1, 1), "file-size", message, Message("split it"))
    return _complete(name, raw)


def _form_by_beginning(text: str) -> str | None:
    start = text.lstrip()[:80]
    return next((form for beginning, form in BEGINNINGS.items() if start.startswith(beginning)), None)


def _complete(name: str, raw: Iterable[RawEntry]) -> tuple[Entry, ...]:
    """Return entries from what was read. Raises BriefError, once for all entries without a title."""
    from kbrief.errors import Problem

    entries = tuple(entry_of(one) for one in raw)
    message = Message("this entry has no title")
    hint = Message("give it one, or take the entry out")
    problems = tuple(
        Problem(name, one.line, 1, "bibliography", "error", message, hint)
        for one in entries
        if not one.record.get("title")
    )
    if problems:
        raise BriefError(Message("{name} cannot be taken as a bibliography", name=name), hint, problems)
    return entries


def write_bibliography(records: Iterable[dict[str, Any]], form: str) -> str:
    """Return source records as a bibliography.

    What a form has no field for, or would not give back as it is, stands in a field of its own (`kbrief`), so that
    reading it again gives the same records.
    """
    return WRITERS[form]([_with_rest(record, form) for record in records])


def _with_rest(record: dict[str, Any], form: str) -> dict[str, Any]:
    """Return a record with what its entry alone would not give back under EXTENSION."""
    record = {key: value for key, value in record.items() if value}
    (read,) = READERS[form](WRITERS[form]([record]), "")
    known = entry_of(read).record
    rest = {key: value for key, value in record.items() if known.get(key) != value}
    lost = {key: None for key in known if key not in record}
    return {**record, EXTENSION: {**rest, **lost}} if rest or lost else record
