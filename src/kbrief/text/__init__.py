"""Read drafts as text: Markdown, plain text, Word, Hangul or standard input, with the positions of the original.

Public: read_text, TextFile.
"""

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple

from kbrief.errors import Message
from kbrief.files import escape_control_characters, read_file
from kbrief.limits import MAX_FILE_BYTES
from kbrief.text.decode import check_length, decode, raise_unreadable
from kbrief.text.marks import PARAGRAPH_END

if TYPE_CHECKING:
    from kbrief.text.archives import Paragraph

#: The name of standard input.
STDIN = "-"

#: The suffixes of plain text; other text files are read as Markdown.
PLAIN = frozenset({".txt", ".text"})

#: The suffixes of Word documents that can be read; templates and those with macros are rejected by name.
WORD = frozenset({".docx", ".docm", ".dotx", ".dotm"})


#: The suffixes of Hangul documents; the older .hwp is rejected by name.
HANGUL = frozenset({".hwpx", ".hwp"})

Form = Literal["markdown", "plain", "paragraphs"]


class TextFile(NamedTuple):
    """The name of a file, its text, and its prose: the text with markup blanked, of the same length and lines.

    In Word and Hangul each line is a paragraph, and `cells` are the line numbers of those in tables, from 1.
    """

    name: str
    prose: str
    text: str = ""
    form: Form = "plain"
    cells: frozenset[int] = frozenset()


def read_text(name: str, stdin: BinaryIO | None = None) -> TextFile:
    """Return the text of a file, or of standard input for `-`. Raises BriefError, MissingExtra."""
    if name == STDIN:
        return _text_file(name, _decode_checked(_read_stdin(stdin), Message("standard input")), STDIN)
    path, display_name = find_by_name(Path(name)), escape_control_characters(name)
    data = read_file(path)
    suffix = path.suffix.casefold()
    if suffix in WORD:
        from kbrief.text.docx import docx_story

        return _office_file(display_name, docx_story(display_name, data))
    if suffix in HANGUL:
        from kbrief.text.hwpx import hwpx_story

        return _office_file(display_name, hwpx_story(display_name, data))
    return _text_file(display_name, _decode_checked(data, display_name), suffix)


def _office_file(name: str, paragraphs: "list[Paragraph]") -> TextFile:
    """Return a document with one line for each paragraph."""
    from kbrief.text.addresses import without_addresses

    text = f"{PARAGRAPH_END}\n".join(" ".join(paragraph.text.split("\n")) for paragraph in paragraphs)
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
    matches = (name for name in names if unicodedata.normalize("NFC", name) == wanted)
    return path.with_name(next(matches, path.name))


def _text_file(name: str, text: str, suffix: str) -> TextFile:
    if suffix in PLAIN:
        from kbrief.text.addresses import without_addresses

        return TextFile(name, without_addresses(text), text)
    from kbrief.text.markdown import blank_markup

    return TextFile(name, blank_markup(text), text, "markdown")


def _read_stdin(stdin: BinaryIO | None) -> bytes:
    """Read standard input, at most one byte more than the limit, so that too large an input is noticed."""
    if stdin is None:
        raise_unreadable(
            STDIN, (1, 1), "file-unreadable", Message("there is no standard input"), Message("name a file")
        )
    return stdin.read(MAX_FILE_BYTES + 1)


def _decode_checked(data: bytes, name: str) -> str:
    text = decode(data, name)
    check_length(name, len(text))
    return text
