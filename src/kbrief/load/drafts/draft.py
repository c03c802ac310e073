"""A draft as people wrote it: Markdown, text, Word, or what comes in by a pipe."""

from pathlib import Path
from typing import BinaryIO, NamedTuple

from kbrief.errors import Message
from kbrief.load.copies.decoding import decoded, not_too_long, refuse
from kbrief.load.drafts.markup import prose_of, without_addresses
from kbrief.load.find import MAX_BYTES, printable, read_file

STDIN = "-"
"""The name of standard input."""

PLAIN = frozenset({".txt", ".text"})
"""The endings of files that are no Markdown."""


class DraftText(NamedTuple):
    """The name of a draft, and its prose: as long as the file, with the same lines; of Word, a line a paragraph."""

    name: str
    text: str


def read_draft(name: str, stdin: BinaryIO | None = None) -> DraftText:
    """Return the draft in a file, or on standard input for `-`. Raises BriefError, MissingExtra."""
    if name == STDIN:
        return DraftText(name, prose_of(_checked(_piped(stdin), Message("standard input"))))
    path, shown = Path(name), printable(name)
    data = read_file(path)
    ending = path.suffix.casefold()
    if ending == ".docx":
        from kbrief.load.drafts.docx import END, paragraphs_of

        text = END.join(" ".join(paragraph.split("\n")) for paragraph in paragraphs_of(shown, data))
        not_too_long(shown, len(text))
        return DraftText(shown, without_addresses(text))
    text = _checked(data, shown)
    return DraftText(shown, without_addresses(text) if ending in PLAIN else prose_of(text))


def _piped(stdin: BinaryIO | None) -> bytes:
    """Return what comes in by a pipe; a byte more than is allowed is enough to tell that it is too much."""
    if stdin is None:
        refuse(STDIN, (1, 1), "file-unreadable", Message("there is no standard input"), Message("name a file"))
    return stdin.read(MAX_BYTES + 1)


def _checked(data: bytes, name: str) -> str:
    text = decoded(data, name)
    not_too_long(name, len(text))
    return text
