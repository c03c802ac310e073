"""An entry of a bibliography, whatever its form: what becomes of it in the record of a source."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

EXTENSION = "kbrief"
"""The field with what a form has no field for."""

LONGEST = 2_000
"""How many characters are taken of a field."""

#: What sort of text an entry is, by its type in CSL, and how it is called in a record. The first of a name is written.
KINDS = {
    "article-journal": "journal article",
    "article-magazine": "magazine article",
    "article-newspaper": "newspaper article",
    "bill": "bill",
    "book": "book",
    "chapter": "chapter of a book",
    "hearing": "hearing",
    "interview": "interview",
    "legislation": "law",
    "paper-conference": "conference paper",
    "personal_communication": "letter",
    "post": "post",
    "post-weblog": "blog post",
    "report": "report",
    "speech": "speech",
    "thesis": "thesis",
    "treaty": "treaty",
    "webpage": "web page",
    "document": "text",
}

PLAIN = ("id", "name", "title", "author", "publisher", "published", "url")
"""The keys of a record whose values are plain text."""

_URL = re.compile(r"https?://\S+")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_TAG = re.compile(r"</?(?:i|b|sub|sup|sc|span|em|strong)(?:\s[^<>]{0,200})?>", re.IGNORECASE)


class RawEntry(NamedTuple):
    """An entry as a form has it: its key, its line, its fields, its authors, its date, what was kept, its files."""

    key: str
    line: int
    fields: dict[str, str]
    authors: Sequence[str] = ()
    date: Sequence[str] = ()
    kept: str | dict[str, Any] | None = None
    files: Sequence[str] = ()


class Entry(NamedTuple):
    """An entry: its key, where it stands, what a record has of it (by the keys of a record), and its files."""

    key: str
    line: int
    record: dict[str, Any]
    files: tuple[str, ...] = ()


def entry_of(raw: RawEntry) -> Entry:
    """Return what a record has of an entry; what is not known or cannot be taken is left out."""
    fields = {key: line(value) for key, value in raw.fields.items()}
    title = fields.get("title") or fields.get("shorttitle", "")
    record = {
        "id": line(raw.key),
        "name": fields.get("shorttitle") or title,
        "title": title,
        "author": ", ".join(name for one in raw.authors if (name := line(one))),
        "publisher": fields.get("publisher", ""),
        "published": date(raw.date),
        "kind": fields.get("kind", "") or "text",
        "url": url(raw.fields.get("url", ""), raw.fields.get("doi", "")),
    }
    record |= _kept(raw.kept)
    known = {key: value for key, value in record.items() if value}
    return Entry(str(known.get("id", "")), raw.line, known, tuple(raw.files))


def _kept(kept: str | dict[str, Any] | None) -> dict[str, Any]:
    """Return what an entry keeps for its record, nothing where that cannot be read."""
    if isinstance(kept, str):
        with suppress(ValueError, RecursionError):
            kept = json.loads(kept)
    fields = kept.items() if isinstance(kept, dict) else ()
    return {key: value for key, value in fields if key not in PLAIN or value is None or isinstance(value, str)}


def line(text: str) -> str:
    """Return a text on one line, without markup and without characters that are not seen."""
    plain = " ".join(_TAG.sub("", text[: 2 * LONGEST]).split())
    return "".join(c for c in plain if c.isprintable())[:LONGEST].strip()


def date(parts: Iterable[str]) -> str:
    """Return year, month and day, as far as they are given and the calendar has them, as 2024-10-24."""
    numbers = [int(part) for one in parts if (part := one.strip()).isdecimal() and len(part) <= len("2024")]
    if not numbers or not 1000 <= numbers[0] <= 9999:  # noqa: PLR2004 - four digits
        return ""
    for count in (3, 2):
        with suppress(ValueError):
            given = (*numbers[:count], 1, 1)[: max(len(numbers[:count]), 1)]
            if len(given) == count:
                day = dt.date(*(*given, 1)[:3])
                return day.isoformat()[: len("2024-10-24") if count == 3 else len("2024-10")]  # noqa: PLR2004 - a day
    return f"{numbers[0]:04}"


def date_parts(text: str) -> list[str]:
    """Return year, month and day of a date as people and programs write it with figures; nothing for other dates."""
    found = re.match(r"\s*(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?(?!\d)", text[:40])
    return [part for part in found.groups() if part] if found else []


def url(address: str, doi: str) -> str:
    """Return a web address, else that of a DOI; empty where neither is one."""
    if found := _URL.fullmatch(line(address)):
        return found[0]
    found = _DOI.search(line(doi))
    return f"https://doi.org/{found[0]}" if found else ""


def csl_type(kind: Any) -> str:
    """Return the type in CSL of a kind of source as a record has it."""
    said = kind.get("en") if isinstance(kind, dict) else kind
    return next((name for name, own in KINDS.items() if own == said), "document")


def kept_text(record: dict[str, Any]) -> str:
    """Return what stands in the extension of a record as JSON on one line, without braces in its texts."""
    text = json.dumps(record[EXTENSION], ensure_ascii=False)
    return re.sub(r'"(?:[^"\\]|\\.)*+"', lambda one: one[0].replace("{", "\\u007b").replace("}", "\\u007d"), text)
