"""Parse unquoted scalars of YAML, and quote texts of a file in messages."""

import math
import re

from kbrief.errors import Message

#: The most digits of an integer, so that it fits in 64 bits everywhere.
MAX_DIGITS = 18


_MAX_QUOTED = 40


_FIRST_CHARACTERS = frozenset(("", *"~nNtTfF+-.0123456789"))


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


def parse_scalar(text: str) -> str | float | bool | None:
    """Return the value of an unquoted scalar in the YAML 1.2 core schema. Raises ValueError for an invalid number."""
    if text[:1] not in _FIRST_CHARACTERS:
        return text
    if text in _WORDS:
        return _WORDS[text]
    match = _NUMBER.fullmatch(text)
    return _number(text, match.lastgroup) if match else text


def _number(text: str, kind: str | None) -> float:
    if kind == "whole":
        if len(text.lstrip("+-")) > MAX_DIGITS:
            message = Message("the integer {number} has more than {most} digits", number=quote(text), most=MAX_DIGITS)
            raise ValueError(message)
        return int(text, _BASES.get(text[:2], 10))
    value = float(text) if kind else math.inf
    if math.isinf(value):
        raise ValueError(Message("{number} is not a finite number", number=quote(text)))
    return value


def quote(text: str) -> str:
    """Return text in quotes, cut to 40 characters, with escapes for what cannot be printed."""
    return repr(text if len(text) <= _MAX_QUOTED else f"{text[: _MAX_QUOTED - 1]}…")
