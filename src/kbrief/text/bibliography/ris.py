"""Read and write RIS, the format of EndNote, RefMan and of the catalogs of most libraries."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kbrief.errors import Message
from kbrief.text.bibliography.entry import EXTENSION, KINDS, RawEntry, csl_type, date_parts, extension_json
from kbrief.text.decode import raise_unreadable

_TAG = re.compile(r"\ufeff?([A-Z][A-Z0-9])  ?-(?: (.*)|)\Z")

#: The types of RIS and those of CSL; of types with the same name in CSL, the first one is written.
TYPES = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper",
    "BILL": "bill", "BOOK": "book", "EBOOK": "book", "CHAP": "chapter", "HEAR": "hearing", "STAT": "legislation",
    "CONF": "paper-conference", "CPAPER": "paper-conference", "PCOMM": "personal_communication", "BLOG": "post-weblog",
    "RPRT": "report", "GOVDOC": "report", "THES": "thesis", "ELEC": "webpage", "WEB": "webpage", "GEN": "document",
}  # fmt: skip

#: The values of an entry by their tags.
Fields = dict[str, list[str]]


def read(text: str, name: str) -> Sequence[RawEntry]:
    """Return the entries of a text in RIS. Raises BriefError."""
    return [_entry(fields, line) for fields, line in _records(text, name)]


def _records(text: str, name: str) -> Iterator[tuple[Fields, int]]:
    """Yield (values by their tags, first line) of each entry.

    Lines without a tag between entries are ignored: some programs number the entries there.
    """
    fields: Fields | None = None
    first_line, last_tag = 1, ""
    for n, tag, value in _tagged_lines(text):
        if tag == "TY":
            if fields is not None:
                yield fields, first_line
            fields, first_line = {}, n
        if fields is None:
            _ensure_no_tag(tag, name, n)
        elif tag == "ER":
            yield fields, first_line
            fields = None
        else:
            _add_value(fields, tag or last_tag, value, is_continuation=not tag)
            last_tag = tag or last_tag
    if fields is not None:
        yield fields, first_line


def _tagged_lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line number, tag, value) of each line; the tag is "" if the line has none."""
    for n, line in enumerate(text.split("\n"), 1):
        match = _TAG.match(line.rstrip())
        yield (n, match[1], match[2] or "") if match else (n, "", line)


def _add_value(fields: Fields, tag: str, value: str, *, is_continuation: bool) -> None:
    """Add a value of a tag, or continue the last one."""
    if not is_continuation:
        fields.setdefault(tag, []).append(value)
    elif value.strip() and tag:
        fields[tag][-1] += f" {value.strip()}"


def _ensure_no_tag(tag: str, name: str, line: int) -> None:
    """Raise BriefError for a tag outside of entries."""
    if tag:
        message = Message("this is before the first entry, which begins with TY")
        raise_unreadable(name, (line, 1), "bibliography", message, Message("export it as RIS again"))


def _entry(fields: Fields, line: int) -> RawEntry:
    def first(*tags: str) -> str:
        return next((value.strip() for tag in tags for value in fields.get(tag, ()) if value.strip()), "")

    authors = [value for tag in ("AU", "A1") for value in fields.get(tag, ())]
    day = next((parts for tag in ("DA", "PY", "Y1") if (parts := date_parts(first(tag)))), [])
    extension = next((value for value in fields.get("C8", ()) if value.startswith(f"{EXTENSION}: ")), "")
    files = [value for tag in ("L1", "L2", "L4") for value in fields.get(tag, ()) if "://" not in value]
    return RawEntry(
        first("ID", "LB"), line,
        {"title": first("TI", "T1", "CT"), "shorttitle": first("ST"),
         "publisher": first("PB", "JO", "JF", "T2"), "url": first("UR"), "doi": first("DO"),
         "kind": KINDS.get(TYPES.get(first("TY").upper(), ""), "")},
        [_full_name(name) for name in authors], day, extension=extension.removeprefix(f"{EXTENSION}: ") or None,
        files=files,
    )  # fmt: skip


def _full_name(name: str) -> str:
    """Return `Jane Doe` for `Doe, Jane`; a name with more commas is that of an institution."""
    family, *given = name.split(",")
    return f"{given[0].strip()} {family.strip()}".strip() if len(given) == 1 else name


def write(records: Iterable[dict[str, Any]]) -> str:
    """Return records as RIS."""
    return "".join(f"{line}\r\n" for record in records for line in (*_lines(record), ""))


def _lines(record: dict[str, Any]) -> Iterator[str]:
    kind = csl_type(record.get("kind"))
    yield f"TY  - {next((tag for tag, csl in TYPES.items() if csl == kind), 'GEN')}"
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
        yield f"C8  - {EXTENSION}: {extension_json(record)}"
    yield "ER  - "
