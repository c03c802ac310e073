"""Find what in the bytes of a file is not clean UTF-8 text."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

from kbrief.errors import Message
from kbrief.files import CONTROL, Position, character_name, line_column

_RAW_CONTROL = re.compile(CONTROL + r"(?<!\r(?=\n))")


#: A conflict marker of git; no line of a brief can begin like that.
_CONFLICT = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: .*)?|={7})\r?$", re.MULTILINE)


_SAVE_AS_UTF8 = Message("save the file as UTF-8")


_REMOVE_IT = Message("remove it: it is invisible, but it can control a terminal or reverse text")


def encoding_problems(data: bytes) -> Iterator[tuple[str, Position, Message, Message]]:
    """Yield (rule, position, message, hint) for whatever in a file is not clean UTF-8 text."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0\0" in (data[:4:2], data[1:4:2]):
        yield "encoding", (1, 1), Message("the file is UTF-16 or UTF-32"), _SAVE_AS_UTF8
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        prefix = error.object[: error.start].decode()
        message = Message("the byte 0x{byte:02X} is not valid UTF-8", byte=error.object[error.start])
        yield "encoding", line_column(prefix, len(prefix)), message, _SAVE_AS_UTF8
        return
    if text.startswith("%TAG") or "\n%TAG" in text:  # libyaml compares each with all: hours in 64 MB of them
        place = line_column(text, 0 if text.startswith("%TAG") else text.find("\n%TAG") + 1)
        yield "directive", place, Message("the directive %TAG is not supported"), Message("remove the line")
    if match := _CONFLICT.search(text):
        hint = Message("keep one side, and remove the lines with <<<<<<<, ======= and >>>>>>>")
        yield "conflict", line_column(text, match.start()), Message("a merge conflict is still here"), hint
        return
    for match in _RAW_CONTROL.finditer(text):
        place = line_column(text, match.start())
        message = Message("the character {character} is not allowed", character=character_name(match[0]))
        yield "control-character", place, message, _REMOVE_IT
