"""What in the bytes of a file is no clean UTF-8 text."""

import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

from kbrief.errors import Message
from kbrief.files import CONTROL

#: Line and column; both count from 1, columns in characters.
Position = tuple[int, int]


def line_column(text: str, index: int) -> Position:
    """Return the place of a text's character, by its index."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


_RAW_CONTROL = re.compile(CONTROL.pattern + r"(?<!\r(?=\n))")


#: A line by which git marks the sides of a conflict: none of them can stand at the start of a line of a brief.
_CONFLICT = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: .*)?|={7})\r?$", re.MULTILINE)


_SAVE = Message("save the file as UTF-8")


_TAKE_OUT = Message("take it out: it is not seen, but it can steer a terminal or turn text around")


def character_name(character: str) -> str:
    """Return the code point of a character and, where it has one, its Unicode name."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def encoding_problems(data: bytes) -> Iterator[tuple[str, Position, Message, Message]]:
    """Give the rule, place, message and hint of each thing in a file's bytes that is no clean UTF-8 text."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0\0" in (data[:4:2], data[1:4:2]):
        yield "encoding", (1, 1), Message("the file is UTF-16 or UTF-32"), _SAVE
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        message = Message("the byte 0x{byte:02X} is no UTF-8 here", byte=error.object[error.start])
        yield "encoding", line_column(before, len(before)), message, _SAVE
        return
    if text.startswith("%TAG") or "\n%TAG" in text:  # libyaml compares each with all: hours in 64 MB of them
        place = line_column(text, 0 if text.startswith("%TAG") else text.find("\n%TAG") + 1)
        yield "directive", place, Message("the directive %TAG is not taken"), Message("take the line out")
    if found := _CONFLICT.search(text):
        hint = Message("keep one side, and take the lines with <<<<<<<, ======= and >>>>>>> out")
        yield "conflict", line_column(text, found.start()), Message("a merge conflict is still here"), hint
        return
    for found in _RAW_CONTROL.finditer(text):
        place = line_column(text, found.start())
        message = Message("the character {character} is not allowed", character=character_name(found[0]))
        yield "control-character", place, message, _TAKE_OUT
