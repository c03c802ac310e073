"""Drafts as text: Markdown, plain text, Word, or what comes in by a pipe, with the places of the original.

Public: read_text, TextFile.
"""

import unicodedata
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kbrief.errors import Message
from kbrief.files import MAX_FILE_BYTES, escape_control_characters, read_file
from kbrief.text.decode import check_length, decode, raise_unreadable

#: The name of standard input.
STDIN = "-"

#: The endings of files that are no Markdown.
PLAIN = frozenset({".txt", ".text"})

#: The endings of Word documents that can be read; templates and those with macros are refused by name.
WORD = frozenset({".docx", ".docm", ".dotx", ".dotm"})


class TextFile(NamedTuple):
    """The name of a file, and its prose: as long as the file, with the same lines; of Word, a line a paragraph."""

    name: str
    prose: str


def read_text(name: str, stdin: BinaryIO | None = None) -> TextFile:
    """Return the text of a file, or of standard input for `-`. Raises BriefError, MissingExtra."""
    if name == STDIN:
        return TextFile(name, _prose(_checked(_piped(stdin), Message("standard input")), STDIN))
    path, shown = find_by_name(Path(name)), escape_control_characters(name)
    data = read_file(path)
    ending = path.suffix.casefold()
    if ending in WORD:
        from kbrief.text.addresses import without_addresses
        from kbrief.text.docx import END, docx_paragraphs

        text = END.join(" ".join(paragraph.split("\n")) for paragraph in docx_paragraphs(shown, data))
        check_length(shown, len(text))
        return TextFile(shown, without_addresses(text))
    return TextFile(shown, _prose(_checked(data, shown), ending))


def find_by_name(path: Path) -> Path:
    """Return the path of a file that may have its name in another Unicode form, as macOS writes it."""
    if path.name.isascii() or path.exists():
        return path
    wanted = unicodedata.normalize("NFC", path.name)
    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return path
    same = (name for name in names if unicodedata.normalize("NFC", name) == wanted)
    return path.with_name(next(same, path.name))


def _prose(text: str, ending: str) -> str:
    if ending in PLAIN:
        from kbrief.text.addresses import without_addresses

        return without_addresses(text)
    from kbrief.text.markdown import blank_markup

    return blank_markup(text)


def _piped(stdin: BinaryIO | None) -> bytes:
    """Return what comes in by a pipe; a byte more than is allowed is enough to tell that it is too much."""
    if stdin is None:
        raise_unreadable(
            STDIN, (1, 1), "file-unreadable", Message("there is no standard input"), Message("name a file")
        )
    return stdin.read(MAX_FILE_BYTES + 1)


def _checked(data: bytes, name: str) -> str:
    text = decode(data, name)
    check_length(name, len(text))
    return text
