"""BibTeX and BibLaTeX, read in one pass that never looks back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NoReturn

from kbrief.errors import Message
from kbrief.text.bibliography.entry import EXTENSION, KINDS, RawEntry, csl_type, date_parts, kept_text
from kbrief.text.bibliography.latex import from_latex, to_latex
from kbrief.text.decode import place_of, raise_unreadable

TYPES = {
    "article": "article-journal", "book": "book", "booklet": "book", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "conference": "paper-conference", "techreport": "report", "report": "report",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "online": "webpage", "electronic": "webpage",
    "legislation": "legislation", "letter": "personal_communication", "misc": "document",
}  # fmt: skip
"""Types of entries, and those of CSL; the first of a name is written."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

LONGEST = 100_000
"""How many characters a value has at most that is put together from several."""

_ENTRY = re.compile(r"@\s*([A-Za-z]{1,40})\s*([{(])")
_SPACE = re.compile(r"(?:\s|%[^\n]*+\n)*+")
_KEY = re.compile(r"\s*+([^\s,{}()\"]{0,200})\s*+,?")
_NAME = re.compile(r"([^\s=,{}()\"#%]{1,80})\s*+=\s*+")
_PLAIN = re.compile(r"[^\s,{}()\"#%=]{1,200}")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)


def read(text: str, name: str) -> Sequence[RawEntry]:
    """Return the entries of a text in BibTeX; what stands between entries is a remark. Raises BriefError."""
    return list(_Reader(text, name).entries())


class _Reader:
    """Reads a text from its first character to its last."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._at = 0
        self._macros = dict(zip(MONTHS, MONTHS, strict=True))

    def entries(self) -> Iterator[RawEntry]:
        line = 1
        while found := _ENTRY.search(self._text, self._at):
            kind = found[1].casefold()
            line += self._text.count("\n", self._at, found.start())
            self._at = found.end()
            if kind in {"comment", "preamble"}:
                self._at = self._braced_end(found.end()) if found[2] == "{" else found.end()
            elif kind == "string":
                self._macros |= {key.casefold(): value for key, value in self._fields()}
            else:
                key = self._match(_KEY)[1]
                yield _entry(kind, key, line, {key.casefold(): value for key, value in self._fields()})
            line += self._text.count("\n", found.start(), self._at)

    def _fields(self) -> Iterator[tuple[str, str]]:
        """Yield the fields of an entry, up to its end."""
        while True:
            self._match(_SPACE)
            sign = self._text[self._at : self._at + 1]
            if sign in {"}", ")"}:
                self._at += 1
                return
            if sign == ",":
                self._at += 1
                continue
            name = self._match(_NAME, Message("a field looks like title = {{…}}"))[1]
            yield name, self._value()

    def _value(self) -> str:
        """Return a value: parts in braces or quotes, numbers and names of strings, with # between."""
        parts: list[str] = []
        while True:
            parts.append(self._part())
            if len(parts) > 1 and sum(map(len, parts)) > LONGEST:
                self._refuse(
                    self._at, Message("this value is put together to more than {most:,} characters", most=LONGEST)
                )
            self._match(_SPACE)
            if self._text[self._at : self._at + 1] != "#":
                return "".join(parts)
            self._at += 1
            self._match(_SPACE)

    def _part(self) -> str:
        start = self._at
        sign = self._text[start : start + 1]
        if sign == "{":
            self._at = self._braced_end(start + 1)
            return self._text[start + 1 : self._at - 1]
        if sign == '"':
            self._at = self._quoted_end(start + 1)
            return self._text[start + 1 : self._at - 1]
        plain = self._match(_PLAIN, Message("a value stands in braces or quotes"))[0]
        return self._macros.get(plain.casefold(), plain)

    def _braced_end(self, start: int) -> int:
        """Return where what a brace opens has ended."""
        depth = 1
        for found in _BRACE.finditer(self._text, start):
            depth += {"{": 1, "}": -1}.get(found[0], 0)
            if not depth:
                return found.end()
        return self._refuse(start - 1, Message("the brace that opens here is not closed"))

    def _quoted_end(self, start: int) -> int:
        """Return where what a quotation mark opens has ended."""
        depth = 0
        for found in _QUOTE.finditer(self._text, start):
            if found[0] == '"' and not depth:
                return found.end()
            depth += {"{": 1, "}": -1}.get(found[0], 0)
        return self._refuse(start - 1, Message("the quoted text that begins here is not closed"))

    def _match(self, pattern: re.Pattern[str], message: Message | None = None) -> re.Match[str]:
        found = pattern.match(self._text, self._at)
        if found is None:
            self._refuse(self._at, message or Message("this is no BibTeX"))
        self._at = found.end()
        return found

    def _refuse(self, at: int, message: Message) -> NoReturn:
        hint = Message("correct it, or export it again, as BibTeX")
        raise_unreadable(self._name, place_of(self._text, at), "bibliography", message, hint)


def _entry(kind: str, key: str, line: int, fields: dict[str, str]) -> RawEntry:
    def first(*names: str) -> str:
        return next((fields[name] for name in names if fields.get(name, "").strip()), "")

    publisher = first("publisher", "institution", "organization", "school", "journaltitle", "journal", "howpublished")
    kept = first(EXTENSION)
    return RawEntry(
        key, line,
        {"title": from_latex(first("title")), "shorttitle": from_latex(first("shorttitle")),
         "publisher": "" if "\\url" in publisher else from_latex(publisher),
         "url": re.sub(r"\\([_%&#~$])", r"\1", first("url")), "doi": first("doi"),
         "kind": KINDS.get(TYPES.get(kind, ""), "")},
        [_name(one) for one in _split_names(first("author"))], _date(fields), kept=kept or None,
        files=_files(first("file")),
    )  # fmt: skip


def _split_names(text: str) -> Iterator[str]:
    """Yield the names between the `and`s that stand in no brace."""
    depth, start = 0, 0
    for found in re.finditer(r"\\.|[{}]|(?<=\s)and(?=\s)", text, re.DOTALL | re.IGNORECASE):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth and found[0].casefold() == "and":
            yield text[start : found.start()].strip()
            start = found.end()
    if text[start:].strip():
        yield text[start:].strip()


def _name(name: str) -> str:
    """Return `Doe, Jane` as people say it; in braces it stands as it is."""
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
    """Return the paths in a field `file`: `title:path:type` of Zotero and JabRef, with ; between, or a path."""
    paths = []
    for one in re.split(r"(?<!\\);", text[:LONGEST]):
        parts = re.split(r"(?<!\\):", one)
        path = parts[1] if len(parts) > 2 else one  # noqa: PLR2004 - title, path and type
        if path := re.sub(r"\\([\\:;_&%#{}])", r"\1", path).strip():
            paths.append(path)
    return paths


def write(records: Iterable[dict[str, Any]]) -> str:
    """Return records as BibTeX in UTF-8."""
    return "\n".join(_text(record) for record in records)


def _text(record: dict[str, Any]) -> str:
    kind = csl_type(record.get("kind"))
    own = next((name for name, csl in TYPES.items() if csl == kind), "misc")
    fields = {"title": f"{{{to_latex(record['title'])}}}"}
    if record.get("name") and record["name"] != record["title"]:
        fields["shorttitle"] = f"{{{to_latex(record['name'])}}}"
    if record.get("author"):
        fields["author"] = f"{{{to_latex(record['author'])}}}"
    if record.get("publisher"):
        fields["institution" if own == "techreport" else "publisher"] = to_latex(record["publisher"])
    if published := record.get("published"):
        fields |= {"date": published, "year": published[:4]}
    if record.get("url"):
        fields["url"] = record["url"].replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    if len(record.get("published", "")) > len("2024"):
        lines.append(f"  month = {MONTHS[int(record['published'][5:7]) - 1]},")
    if EXTENSION in record:
        lines.append(f"  {EXTENSION} = {{{kept_text(record)}}},")
    return f"@{own}{{{record['id']},\n" + "\n".join(lines) + "\n}\n"
