"""Cells of CSV: plain words and numbers, none of which a spreadsheet computes."""

import re
from typing import Any

BOM = "\ufeff"
"""The byte order mark, by which a spreadsheet knows that a file is UTF-8."""

MARK = "'"
"""What stands before a text that a spreadsheet would compute: it takes what follows for a text."""

_COMPUTED = re.compile(r"[\t\r\n]|[^\S\t\r\n]*[\t\r\n]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*(?:[eE][-+]?\d+)?%?")


def marked(text: str) -> str:
    """Return a text with a mark before what a spreadsheet would compute; a number is what it is."""
    return MARK + text if _COMPUTED.match(text) and not _NUMBER.fullmatch(text) else text


def cell(value: Any) -> Any:
    """Return a value as one cell: lists joined by `; `, truth as a word, nothing as nothing."""
    plain = worded(value)
    if not isinstance(plain, str):
        return plain
    return marked(plain).replace("\r\n", "\n").replace("\r", "\n")  # a bare CR would end the row


def worded(value: Any) -> Any:
    """Return a value in words: of claims their texts, of other nouns each key with its value."""
    if isinstance(value, dict):
        if "text" in value:
            return worded(value["text"])
        return ", ".join(f"{key}: {_word(part)}" for key, part in value.items() if part not in (None, [], {}))
    if isinstance(value, (list, tuple)):
        return "; ".join(_word(part) for part in value) or None
    return _word(value) if isinstance(value, bool) else value


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(worded(value) if isinstance(value, (dict, list, tuple)) else value)
