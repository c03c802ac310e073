"""Read a file with a limit, and show paths safely."""

import os
import re
import stat
import unicodedata
from pathlib import Path

from kbrief.errors import BriefError, Message, Problem, describe_os_error
from kbrief.limits import MAX_FILE_BYTES

#: The pattern of characters that steer a terminal, turn text around, break lines for some programs only, or are none.
CONTROL = "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"

#: How a character is written as its code: as Python has it, and as JSON has it.
TEXT, JSON = "{:s}", "\\u{:04x}"


def find_control(text: str) -> str | None:
    """Return the first control character of a text, or None."""
    if text.isprintable():  # none of them is, and compiling the pattern takes longer than most texts
        return None
    match = re.search(CONTROL, text)
    return match and match[0]


def escape_steering(text: str, form: str = TEXT) -> str:
    """Return a text with its control characters as codes; line breaks stay."""
    if text.isprintable():
        return text
    return re.sub(CONTROL, lambda match: _code(match[0], form), text)


def _code(character: str, form: str) -> str:
    return form.format(ord(character)) if form == JSON else ascii(character)[1:-1]


#: Line and column; both count from 1, columns in characters.
Position = tuple[int, int]


def line_column(text: str, index: int) -> Position:
    """Return the line and column of the character at an index."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def character_name(character: str) -> str:
    """Return the code point of a character and its Unicode name, if it has one."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def display_path(path: Path) -> str:
    """Return a path relative to the working folder, or the whole path if it cannot be relative."""
    try:
        return os.path.relpath(path)
    except (OSError, ValueError):
        return str(path)


def escape_control_characters(text: str) -> str:
    """Return a name with every unprintable character as a code, line breaks too."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def ensure_within(path: Path, within: Path) -> None:
    """Raise BriefError (rule file-link) if a path leads out of a folder; the file need not exist."""
    real, root = (Path(os.path.realpath(each)) for each in (path, within))
    if real != root and root not in real.parents:
        name = escape_control_characters(path.name)
        message = Message("{name} leads out of the brief through a symbolic link", name=name)
        raise _refusal(path, "file-link", message, Message("copy the file instead"))


def read_file(path: Path, within: Path | None = None) -> bytes:
    """Return the bytes of a regular file of at most MAX_FILE_BYTES. Raises BriefError (rules file-*)."""
    name = escape_control_characters(path.name)
    try:
        real = Path(os.path.realpath(path, strict=True))
        if within:
            ensure_within(path, within)
        info = real.stat()
        if not stat.S_ISREG(info.st_mode):
            message = Message("{name} is not a regular file", name=name)
            raise _refusal(path, "file-kind", message, Message("name a text file"))
        with real.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1) if info.st_size <= MAX_FILE_BYTES else b""
    except OSError as error:
        message = Message("{name} cannot be read: {why}", name=name, why=describe_os_error(error))
        raise _refusal(path, "file-unreadable", message, None) from error
    size = max(info.st_size, len(data))
    if size > MAX_FILE_BYTES:
        message = Message(
            "{name} has {count:,} bytes; the limit is {most:,}", name=name, count=size, most=MAX_FILE_BYTES
        )
        raise _refusal(path, "file-size", message, Message("split it"))
    return data


def _refusal(path: Path, rule: str, message: Message, hint: Message | None) -> BriefError:
    return BriefError(
        message, hint, (Problem(escape_control_characters(str(path)), 1, 1, rule, "error", message, hint),)
    )
