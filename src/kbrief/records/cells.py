"""Cells of CSV: plain words and numbers, none of which a spreadsheet takes for a formula."""

import re
from typing import Any

#: The byte order mark, by which a spreadsheet recognizes UTF-8.
BOM = "\ufeff"

#: The sign that makes a spreadsheet take what follows for a text.
FORMULA_MARK = "'"

_COMPUTED = re.compile(r"[\t\r\n]|[^\S\t\r\n]*[\t\r\n]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)*(?:[eE][-+]?\d+)?%?")


def escape_formula(text: str) -> str:
    """Return a text that a spreadsheet does not compute: with a mark before it, if it is not a number."""
    return FORMULA_MARK + text if _COMPUTED.match(text) and not _NUMBER.fullmatch(text) else text


def csv_cell(value: Any) -> Any:
    """Return a value as one cell: lists joined by `; `, booleans as words, None as None."""
    plain = to_words(value)
    if not isinstance(plain, str):
        return plain
    return escape_formula(plain).replace("\r\n", "\n").replace("\r", "\n")  # a bare CR would end the row


def to_words(value: Any) -> Any:
    """Return a value in words: of claims their texts, of other records each key with its value."""
    if isinstance(value, dict):
        if "text" in value:
            return to_words(value["text"])
        return ", ".join(f"{key}: {_word(part)}" for key, part in value.items() if part not in (None, [], {}))
    if isinstance(value, (list, tuple)):
        return "; ".join(_word(part) for part in value) or None
    return _word(value) if isinstance(value, bool) else value


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(to_words(value) if isinstance(value, (dict, list, tuple)) else value)
