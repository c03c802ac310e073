"""Drafts as text: Markdown, plain text, Word, Hangul, or what comes in by a pipe, with the places of the original.

Public: read_text, TextFile.
"""

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple

from kbrief.errors import Message
from kbrief.files import MAX_FILE_BYTES, escape_control_characters, read_file
from kbrief.text.decode import check_length, decode, raise_unreadable
from kbrief.text.marks import PARAGRAPH

if TYPE_CHECKING:
    from kbrief.text.archives import Paragraph

#: The name of standard input.
STDIN = "-"

#: The endings of files that are no Markdown.
PLAIN = frozenset({".txt", ".text"})

#: The endings of Word documents that can be read; templates and those with macros are refused by name.
WORD = frozenset({".docx", ".docm", ".dotx", ".dotm"})


#: The ending of Hangul documents that can be read; the older ones are refused by name.
HANGUL = frozenset({".hwpx", ".hwp"})

Form = Literal["markdown", "plain", "paragraphs"]


class TextFile(NamedTuple):
    """The name of a file, its prose, as long as the file with the same lines, and its text as it stands there.

    Of Word and Hangul a line is a paragraph, and `cells` are the numbers of those in tables, from 1.
    """

    name: str
    prose: str
    text: str = ""
    form: Form = "plain"
    cells: frozenset[int] = frozenset()


def read_text(name: str, stdin: BinaryIO | None = None) -> TextFile:
    """Return the text of a file, or of standard input for `-`. Raises BriefError, MissingExtra."""
    if name == STDIN:
        return _text_file(name, _checked(_piped(stdin), Message("standard input")), STDIN)
    path, shown = find_by_name(Path(name)), escape_control_characters(name)
    data = read_file(path)
    ending = path.suffix.casefold()
    if ending in WORD:
        from kbrief.text.docx import docx_story

        return _office_file(shown, docx_story(shown, data))
    if ending in HANGUL:
        from kbrief.text.hwpx import hwpx_story

        return _office_file(shown, hwpx_story(shown, data))
    return _text_file(shown, _checked(data, shown), ending)


def _office_file(name: str, paragraphs: "list[Paragraph]") -> TextFile:
    """Return a document with a line a paragraph."""
    from kbrief.text.addresses import without_addresses

    text = f"{PARAGRAPH}\n".join(" ".join(paragraph.text.split("\n")) for paragraph in paragraphs)
    check_length(name, len(text))
    cells = frozenset(n for n, paragraph in enumerate(paragraphs, 1) if paragraph.is_cell)
    return TextFile(name, without_addresses(text), text, "paragraphs", cells)


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


def _text_file(name: str, text: str, ending: str) -> TextFile:
    if ending in PLAIN:
        from kbrief.text.addresses import without_addresses

        return TextFile(name, without_addresses(text), text)
    from kbrief.text.markdown import blank_markup

    return TextFile(name, blank_markup(text), text, "markdown")


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
