"""Read and write BibTeX and BibLaTeX; reading is one pass without backtracking."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NoReturn

from kbrief.errors import Message
from kbrief.text.bibliography.entry import EXTENSION, KINDS, RawEntry, csl_type, date_parts, extension_json
from kbrief.text.bibliography.latex import from_latex, to_latex
from kbrief.text.decode import place_of, raise_unreadable

#: The types of entries and those of CSL; of types with the same name in CSL, the first one is written.
TYPES = {
    "article": "article-journal", "book": "book", "booklet": "book", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "conference": "paper-conference", "techreport": "report", "report": "report",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "online": "webpage", "electronic": "webpage",
    "legislation": "legislation", "letter": "personal_communication", "misc": "document",
}  # fmt: skip

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

#: The most characters of a value that is put together from several parts.
MAX_VALUE_LENGTH = 100_000

_ENTRY = re.compile(r"@\s*([A-Za-z]{1,40})\s*([{(])")
_SPACE = re.compile(r"(?:\s|%[^\n]*+\n)*+")
_KEY = re.compile(r"\s*+([^\s,{}()\"]{0,200})\s*+,?")
_NAME = re.compile(r"([^\s=,{}()\"#%]{1,80})\s*+=\s*+")
_PLAIN = re.compile(r"[^\s,{}()\"#%=]{1,200}")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)
_DEPTH_CHANGES = {"{": 1, "}": -1}


def read(text: str, name: str) -> Sequence[RawEntry]:
    """Return the entries of a text in BibTeX; text between entries is a comment. Raises BriefError."""
    return list(_Reader(text, name).entries())


class _Reader:
    """Reads a text from its first character to its last."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._position = 0
        self._macros = dict(zip(MONTHS, MONTHS, strict=True))

    def entries(self) -> Iterator[RawEntry]:
        """Yield the entries in order. Raises BriefError at the first error."""
        line = 1
        while match := _ENTRY.search(self._text, self._position):
            kind = match[1].casefold()
            line += self._text.count("\n", self._position, match.start())
            self._position = match.end()
            if kind in {"comment", "preamble"}:
                self._position = self._braced_end(match.end()) if match[2] == "{" else match.end()
            elif kind == "string":
                self._macros |= dict(self._fields())
            else:
                key = self._match(_KEY)[1]
                yield _entry(kind, key, line, dict(self._fields()))
            line += self._text.count("\n", match.start(), self._position)

    def _fields(self) -> Iterator[tuple[str, str]]:
        """Yield (name in lower case, value) of the fields of an entry, up to its end."""
        while True:
            self._match(_SPACE)
            character = self._next_character()
            if character in {"}", ")"}:
                self._position += 1
                return
            if character == ",":
                self._position += 1
                continue
            name = self._match(_NAME, Message("a field looks like title = {{…}}"))[1]
            yield name.casefold(), self._value()

    def _next_character(self) -> str:
        return self._text[self._position : self._position + 1]

    def _value(self) -> str:
        """Return a value: parts in braces or quotes, numbers, and names of strings, joined by #."""
        parts: list[str] = []
        while True:
            parts.append(self._part())
            if len(parts) > 1 and sum(map(len, parts)) > MAX_VALUE_LENGTH:
                message = Message("this value expands to more than {most:,} characters", most=MAX_VALUE_LENGTH)
                self._reject(self._position, message)
            self._match(_SPACE)
            if self._next_character() != "#":
                return "".join(parts)
            self._position += 1
            self._match(_SPACE)

    def _part(self) -> str:
        start, character = self._position, self._next_character()
        if character == "{":
            self._position = self._braced_end(start + 1)
            return self._text[start + 1 : self._position - 1]
        if character == '"':
            self._position = self._quoted_end(start + 1)
            return self._text[start + 1 : self._position - 1]
        plain = self._match(_PLAIN, Message("a value must be in braces or quotes"))[0]
        return self._macros.get(plain.casefold(), plain)

    def _braced_end(self, start: int) -> int:
        """Return the position after the brace that closes the one before `start`."""
        depth = 1
        for match in _BRACE.finditer(self._text, start):
            depth += _DEPTH_CHANGES.get(match[0], 0)
            if not depth:
                return match.end()
        return self._reject(start - 1, Message("the brace that opens here is not closed"))

    def _quoted_end(self, start: int) -> int:
        """Return the position after the quotation mark that closes the one before `start`."""
        depth = 0
        for match in _QUOTE.finditer(self._text, start):
            if match[0] == '"' and not depth:
                return match.end()
            depth += _DEPTH_CHANGES.get(match[0], 0)
        return self._reject(start - 1, Message("the quoted text that begins here is not closed"))

    def _match(self, pattern: re.Pattern[str], message: Message | None = None) -> re.Match[str]:
        """Match a pattern at the current position, and move behind it. Raises BriefError if it does not match."""
        match = pattern.match(self._text, self._position)
        if match is None:
            self._reject(self._position, message or Message("this is not BibTeX"))
        self._position = match.end()
        return match

    def _reject(self, position: int, message: Message) -> NoReturn:
        hint = Message("correct it, or export it as BibTeX again")
        raise_unreadable(self._name, place_of(self._text, position), "bibliography", message, hint)


def _entry(kind: str, key: str, line: int, fields: dict[str, str]) -> RawEntry:
    def first(*names: str) -> str:
        return next((fields[name] for name in names if fields.get(name, "").strip()), "")

    publisher = first("publisher", "institution", "organization", "school", "journaltitle", "journal", "howpublished")
    return RawEntry(
        key, line,
        {"title": from_latex(first("title")), "shorttitle": from_latex(first("shorttitle")),
         "publisher": "" if "\\url" in publisher else from_latex(publisher),
         "url": re.sub(r"\\([_%&#~$])", r"\1", first("url")), "doi": first("doi"),
         "kind": KINDS.get(TYPES.get(kind, ""), "")},
        [_full_name(name) for name in _split_names(first("author"))], _date(fields), extension=first(EXTENSION) or None,
        files=_files(first("file")),
    )  # fmt: skip


def _split_names(text: str) -> Iterator[str]:
    """Yield the names that are separated by `and` outside of braces."""
    depth, start = 0, 0
    for match in re.finditer(r"\\.|[{}]|(?<=\s)and(?=\s)", text, re.DOTALL | re.IGNORECASE):
        depth += _DEPTH_CHANGES.get(match[0], 0)
        if not depth and match[0].casefold() == "and":
            yield text[start : match.start()].strip()
            start = match.end()
    if text[start:].strip():
        yield text[start:].strip()


def _full_name(name: str) -> str:
    """Return `Jane Doe` for `Doe, Jane`; a name in braces is not changed."""
    if name.startswith("{") and name.endswith("}"):
        return from_latex(name)
    parts = [part.strip() for part in name.split(",")]
    ordered = {1: (0,), 2: (1, 0), 3: (2, 0, 1)}.get(len(parts))
    return from_latex(" ".join(parts[n] for n in ordered) if ordered else name)


def _date(fields: dict[str, str]) -> list[str]:
    if parts := date_parts(fields.get("date", "")):
        return parts
    parts = date_parts(fields.get("year", "").strip(" {}"))
    month = fields.get("month", "").strip(" {}.")
    number = str(MONTHS.index(month[:3].casefold()) + 1) if month[:3].casefold() in MONTHS else month
    return [*parts[:1], number, fields.get("day", "").strip(" {}")] if parts and number.isdecimal() else parts[:1]


def _files(text: str) -> list[str]:
    """Return the paths in a field `file`: paths, or `title:path:type` of Zotero and JabRef, separated by `;`."""
    paths = []
    for item in re.split(r"(?<!\\);", text[:MAX_VALUE_LENGTH]):
        parts = re.split(r"(?<!\\):", item)
        path = parts[1] if parts[2:] else item
        if path := re.sub(r"\\([\\:;_&%#{}])", r"\1", path).strip():
            paths.append(path)
    return paths


def write(records: Iterable[dict[str, Any]]) -> str:
    """Return records as BibTeX in UTF-8."""
    return "\n".join(_format_entry(record) for record in records)


def _format_entry(record: dict[str, Any]) -> str:
    kind = csl_type(record.get("kind"))
    entry_type = next((name for name, csl in TYPES.items() if csl == kind), "misc")
    lines = [f"  {name} = {{{value}}}," for name, value in _entry_fields(record, entry_type).items()]
    if len(record.get("published", "")) > len("2024"):
        lines.append(f"  month = {MONTHS[int(record['published'][5:7]) - 1]},")
    if EXTENSION in record:
        lines.append(f"  {EXTENSION} = {{{extension_json(record)}}},")
    return f"@{entry_type}{{{record['id']},\n" + "\n".join(lines) + "\n}\n"


def _entry_fields(record: dict[str, Any], entry_type: str) -> dict[str, str]:
    """Return the fields of an entry that are written in braces."""
    fields = {"title": f"{{{to_latex(record['title'])}}}"}
    if record.get("name") and record["name"] != record["title"]:
        fields["shorttitle"] = f"{{{to_latex(record['name'])}}}"
    if record.get("author"):
        fields["author"] = f"{{{to_latex(record['author'])}}}"
    if record.get("publisher"):
        fields["institution" if entry_type == "techreport" else "publisher"] = to_latex(record["publisher"])
    if published := record.get("published"):
        fields |= {"date": published, "year": published[:4]}
    if record.get("url"):
        fields["url"] = record["url"].replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    return fields
