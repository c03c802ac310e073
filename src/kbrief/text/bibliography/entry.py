"""An entry of a bibliography, in any format, and the source record that is made of it."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

#: The field for values that a format has no field for.
EXTENSION = "kbrief"

#: How many characters of a field are used.
MAX_FIELD_LENGTH = 2_000

#: The kinds of text, by their type in CSL; of types with the same name, the first one is written.
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

#: The keys of a record with plain text.
TEXT_KEYS = ("id", "name", "title", "author", "publisher", "published", "url")

_URL = re.compile(r"https?://\S+")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_TAG = re.compile(r"</?(?:i|b|sub|sup|sc|span|em|strong)(?:\s[^<>]{0,200})?>", re.IGNORECASE)


class RawEntry(NamedTuple):
    """An entry as its format gives it: key, line, fields, authors, parts of the date, extension field, files."""

    key: str
    line: int
    fields: dict[str, str]
    authors: Sequence[str] = ()
    date: Sequence[str] = ()
    extension: str | dict[str, Any] | None = None
    files: Sequence[str] = ()


class Entry(NamedTuple):
    """An entry: its key, its line, the values for a source record by their keys, and its files."""

    key: str
    line: int
    record: dict[str, Any]
    files: tuple[str, ...] = ()


def make_entry(raw: RawEntry) -> Entry:
    """Return the entry with its source record; values that are unknown or unusable are left out."""
    fields = {key: one_line(value) for key, value in raw.fields.items()}
    title = fields.get("title") or fields.get("shorttitle", "")
    record = {
        "id": one_line(raw.key),
        "name": fields.get("shorttitle") or title,
        "title": title,
        "author": ", ".join(name for author in raw.authors if (name := one_line(author))),
        "publisher": fields.get("publisher", ""),
        "published": format_date(raw.date),
        "kind": fields.get("kind", "") or "text",
        "url": web_address(raw.fields.get("url", ""), raw.fields.get("doi", "")),
    }
    record |= _parse_extension(raw.extension)
    known = {key: value for key, value in record.items() if value}
    return Entry(str(known.get("id", "")), raw.line, known, tuple(raw.files))


def _parse_extension(extension: str | dict[str, Any] | None) -> dict[str, Any]:
    """Return the values in the extension field of an entry, none if it cannot be read."""
    if isinstance(extension, str):
        with suppress(ValueError, RecursionError):
            extension = json.loads(extension)
    fields = extension.items() if isinstance(extension, dict) else ()
    return {key: value for key, value in fields if key not in TEXT_KEYS or value is None or isinstance(value, str)}


def one_line(text: str) -> str:
    """Return a text on one line, without markup and invisible characters."""
    plain = " ".join(_TAG.sub("", text[: 2 * MAX_FIELD_LENGTH]).split())
    return "".join(character for character in plain if character.isprintable())[:MAX_FIELD_LENGTH].strip()


def format_date(parts: Iterable[str]) -> str:
    """Return 2024-10-24, 2024-10 or 2024, as far as the parts are a date of the calendar; "" without a year."""
    year, *rest = [int(part.strip()) for part in parts if _is_number(part.strip())] or [0]
    if len(str(year)) != len("2024"):
        return ""
    month, day = (*rest, None, None)[:2]
    with suppress(ValueError):
        if month is not None and day is not None:
            return dt.date(year, month, day).isoformat()
    with suppress(ValueError):
        if month is not None:
            return dt.date(year, month, 1).isoformat()[: len("2024-10")]
    return f"{year}"


def _is_number(part: str) -> bool:
    return part.isdecimal() and len(part) <= len("2024")


def date_parts(text: str) -> list[str]:
    """Return year, month and day of a date written in figures, none for any other date."""
    match = re.match(r"\s*(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?(?!\d)", text[:40])
    return [part for part in match.groups() if part] if match else []


def web_address(url: str, doi: str) -> str:
    """Return a web address, else that of a DOI; "" if neither is one."""
    if match := _URL.fullmatch(one_line(url)):
        return match[0]
    match = _DOI.search(one_line(doi))
    return f"https://doi.org/{match[0]}" if match else ""


def csl_type(kind: Any) -> str:
    """Return the type in CSL of the kind of a source record."""
    wanted = kind.get("en") if isinstance(kind, dict) else kind
    return next((csl for csl, name in KINDS.items() if name == wanted), "document")


def extension_json(record: dict[str, Any]) -> str:
    """Return the extension of a record as JSON on one line, with the braces in its texts escaped."""
    text = json.dumps(record[EXTENSION], ensure_ascii=False)
    return re.sub(r'"(?:[^"\\]|\\.)*+"', lambda match: match[0].replace("{", "\\u007b").replace("}", "\\u007d"), text)
