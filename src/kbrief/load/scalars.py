"""What unquoted scalars of YAML say, and how texts of a file are quoted."""

import math
import re

from kbrief.errors import Message

#: The longest integer, its sign apart: it fits in 64 bits wherever it goes.
MOST_DIGITS = 18


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


def parse_scalar(text: str) -> str | float | bool | None:
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
            message = Message("the integer {number} has more than {most} digits", number=quote(text), most=MOST_DIGITS)
            raise ValueError(message)
        return int(text, _BASES.get(text[:2], 10))
    value = float(text) if kind else math.inf
    if math.isinf(value):
        raise ValueError(Message("{number} is no finite number", number=quote(text)))
    return value


def quote(text: str) -> str:
    """Return text in quotes, cut to 40 characters, with what cannot be printed written as escapes."""
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")
