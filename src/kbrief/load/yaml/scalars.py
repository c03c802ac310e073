"""What a file's text may hold and what its scalars say: clean UTF-8, YAML 1.2 core values."""

import math
import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

from kbrief.errors import Message
from kbrief.load.yaml.places import Position, spot

MOST_DIGITS = 18
"""The longest integer, its sign apart: it fits in 64 bits wherever it goes."""

CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
"""The characters that steer a terminal, turn text around, break lines for some programs only, or are none."""

_RAW_CONTROL = re.compile(CONTROL.pattern + r"(?<!\r(?=\n))")
_SAVE = Message("save the file as UTF-8")
_TAKE_OUT = Message("take it out: it is not seen, but it can steer a terminal or turn text around")
_SHOWN = 40
_FIRST = frozenset(("", *"~nNtTfF+-.0123456789"))
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_BASES = {"0o": 8, "0x": 16}
_NUMBER = re.compile(
    r"(?P<whole>[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|(?P<broken>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


def plain(text: str) -> str | float | bool | None:
    """Return what an unquoted scalar says in the YAML 1.2 core schema; ValueError for a number that is not taken."""
    if text[:1] not in _FIRST:
        return text
    if text in _WORDS:
        return _WORDS[text]
    found = _NUMBER.fullmatch(text)
    return _number(text, found.lastgroup) if found else text


def _number(text: str, kind: str | None) -> float:
    if kind == "whole":
        if len(text.lstrip("+-")) > MOST_DIGITS:
            message = Message("the integer {number} has more than {most} digits", number=shown(text), most=MOST_DIGITS)
            raise ValueError(message)
        return int(text, _BASES.get(text[:2], 10))
    value = float(text) if kind else math.inf
    if math.isinf(value):
        raise ValueError(Message("{number} is no finite number", number=shown(text)))
    return value


def shown(text: str) -> str:
    """Return text in quotes, cut to 40 characters, with what cannot be printed written as escapes."""
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")


def named(character: str) -> str:
    """Return the code point of a character and, where it has one, its Unicode name."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def faults_of(data: bytes) -> Iterator[tuple[str, Position, Message, Message]]:
    """Give the rule, place, message and hint of each thing in a file's bytes that is no clean UTF-8 text."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0\0" in (data[:4:2], data[1:4:2]):
        yield "encoding", (1, 1), Message("the file is UTF-16 or UTF-32"), _SAVE
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        message = Message("the byte 0x{byte:02X} is no UTF-8 here", byte=error.object[error.start])
        yield "encoding", spot(before, len(before)), message, _SAVE
        return
    if text.startswith("%TAG") or "\n%TAG" in text:  # libyaml compares each with all: hours in 64 MB of them
        place = spot(text, 0 if text.startswith("%TAG") else text.find("\n%TAG") + 1)
        yield "directive", place, Message("the directive %TAG is not taken"), Message("take the line out")
    for found in _RAW_CONTROL.finditer(text):
        place = spot(text, found.start())
        message = Message("the character {character} is not allowed", character=named(found[0]))
        yield "control-character", place, message, _TAKE_OUT
