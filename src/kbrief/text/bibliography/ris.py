"""RIS: the form of EndNote, RefMan and of most libraries' catalogs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kbrief.errors import Message
from kbrief.text.bibliography.entry import EXTENSION, KINDS, RawEntry, csl_type, date_parts, kept_text
from kbrief.text.decode import raise_unreadable

_TAG = re.compile(r"\ufeff?([A-Z][A-Z0-9])  ?-(?: (.*)|)\Z")

TYPES = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper",
    "BILL": "bill", "BOOK": "book", "EBOOK": "book", "CHAP": "chapter", "HEAR": "hearing", "STAT": "legislation",
    "CONF": "paper-conference", "CPAPER": "paper-conference", "PCOMM": "personal_communication", "BLOG": "post-weblog",
    "RPRT": "report", "GOVDOC": "report", "THES": "thesis", "ELEC": "webpage", "WEB": "webpage", "GEN": "document",
}  # fmt: skip
"""Types of RIS, and those of CSL; the first of a name is written."""

Fields = dict[str, list[str]]


def read(text: str, name: str) -> Sequence[RawEntry]:
    """Return the entries of a text in RIS. Raises BriefError."""
    return [_entry(fields, line) for fields, line in _records(text, name)]


def _records(text: str, name: str) -> Iterator[tuple[Fields, int]]:
    """Yield the values of each entry by their tags, with its line; a line without a tag goes on from the one before.

    What stands between entries without a tag, as some programs number them, is passed over.
    """
    fields: Fields | None = None
    begins, last = 1, ""
    for n, line in enumerate(text.split("\n"), 1):
        found = _TAG.match(line.rstrip())
        tag, value = (found[1], found[2] or "") if found else ("", line)
        if tag == "TY":
            if fields is not None:
                yield fields, begins
            fields, begins = {}, n
        if fields is None:
            if tag:
                message = Message("this stands before the first entry, which begins with TY")
                raise_unreadable(name, (n, 1), "bibliography", message, Message("export it again, as RIS"))
        elif tag == "ER":
            yield fields, begins
            fields = None
        elif tag:
            fields.setdefault(tag, []).append(value)
            last = tag
        elif value.strip() and last:
            fields[last][-1] += f" {value.strip()}"
    if fields is not None:
        yield fields, begins


def _entry(fields: Fields, line: int) -> RawEntry:
    def first(*tags: str) -> str:
        return next((value.strip() for tag in tags for value in fields.get(tag, ()) if value.strip()), "")

    authors = [value for tag in ("AU", "A1") for value in fields.get(tag, ())]
    day = next((parts for tag in ("DA", "PY", "Y1") if (parts := date_parts(first(tag)))), [])
    kept = next((value for value in fields.get("C8", ()) if value.startswith(f"{EXTENSION}: ")), "")
    files = [value for tag in ("L1", "L2", "L4") for value in fields.get(tag, ()) if "://" not in value]
    return RawEntry(
        first("ID", "LB"), line,
        {"title": first("TI", "T1", "CT"), "shorttitle": first("ST"),
         "publisher": first("PB", "JO", "JF", "T2"), "url": first("UR"), "doi": first("DO"),
         "kind": KINDS.get(TYPES.get(first("TY").upper(), ""), "")},
        [_turned(name) for name in authors], day, kept=kept.removeprefix(f"{EXTENSION}: ") or None, files=files,
    )  # fmt: skip


def _turned(name: str) -> str:
    """Return `Doe, Jane` as people say it; with another comma it is the name of a body."""
    family, *given = name.split(",")
    return f"{given[0].strip()} {family.strip()}".strip() if len(given) == 1 else name


def write(records: Iterable[dict[str, Any]]) -> str:
    """Return records as RIS."""
    return "".join(f"{line}\r\n" for record in records for line in (*_lines(record), ""))


def _lines(record: dict[str, Any]) -> Iterator[str]:
    kind = csl_type(record.get("kind"))
    yield f"TY  - {next((own for own, name in TYPES.items() if name == kind), 'GEN')}"
    yield f"ID  - {record['id']}"
    yield f"TI  - {record['title']}"
    if record.get("name") and record["name"] != record["title"]:
        yield f"ST  - {record['name']}"
    yield from (f"{tag}  - {record[key]}" for tag, key in (("AU", "author"), ("PB", "publisher")) if record.get(key))
    if published := record.get("published"):
        year, *rest = published.split("-")
        yield f"PY  - {year}"
        yield f"DA  - {'/'.join((year, *rest, '', '')[:3])}/"
    if record.get("url"):
        yield f"UR  - {record['url']}"
    if EXTENSION in record:
        yield f"C8  - {EXTENSION}: {kept_text(record)}"
    yield "ER  - "
