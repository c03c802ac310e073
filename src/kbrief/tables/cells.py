"""The values of cells: what a person typed as what a column holds, or why it cannot be that."""

import math
import re
from typing import Any
from unicodedata import normalize

from kbrief.errors import Message
from kbrief.files import find_control
from kbrief.load.encoding import character_name
from kbrief.model.lookup import suggest
from kbrief.records.cells import cell as csv_cell
from kbrief.records.cells import marked
from kbrief.tables import TableField
from kbrief.tables.read import Value, Wrong

TRUTH = {"true": True, "false": False, "yes": True, "no": False, "예": True, "아니요": False}

_NUMBER = re.compile(r"[+\-−]?[0-9]+(?:\.[0-9]+)?")

_AS_TEXT = Message("format the cell as text, then type it again")


def is_same(value: Value, old: Any, column: TableField, *, is_csv: bool) -> bool:
    """Whether a cell holds what was exported into it, however a spreadsheet has saved it since."""
    if old is None or old == []:
        return value is None
    if is_csv:
        return bool(value == _as_csv(old) or _plain(value) == _plain(old, column))
    return bool(_plain(value) == _plain(old, column))


def _as_csv(old: Any) -> str:
    return str(csv_cell(old))


def _plain(value: Any, column: TableField | None = None) -> Any:
    """Return a value so that two of them can be compared: a list as text, a text without what spreadsheets lose."""
    if column is not None and isinstance(value, (list, tuple)):
        value = "; ".join(value)
    if isinstance(value, str):
        return normalize("NFC", value.replace("x005F_", "").rstrip())
    return value


def convert(value: Value, column: TableField, *, is_csv: bool) -> Any:
    """Return what a column holds for the value of a cell, or a Wrong."""
    if value is None or isinstance(value, Wrong):
        return value
    if isinstance(value, str):
        value = normalize("NFC", _unmarked(value) if is_csv else value)
        if control := find_control(value):
            message = Message("the character {character} is not allowed", character=character_name(control))
            return Wrong("cell-character", message, Message("take it out: it is not seen"))
    if column.kind in {"integer", "number"}:
        return _number(value, column)
    return _truth(value) if column.kind == "boolean" else _words(value, column)


def _truth(value: Value) -> bool | Wrong:
    truth = value if isinstance(value, bool) else TRUTH.get(str(value).strip().casefold())
    return _wrong(value, Message("true or false"), Message("type true or false")) if truth is None else truth


def _words(value: Value, column: TableField) -> str | list[str] | Wrong | None:
    if not isinstance(value, str):
        return _wrong(value, Message("text"), _AS_TEXT)
    if column.kind == "list":
        return [word for part in re.split("[;,\n]", value) if (word := part.strip())] or None
    return _choice(value.strip(), column) if column.choices else value.rstrip()


def _number(value: Value, column: TableField) -> int | float | Wrong:
    text = str(value).strip().replace("−", "-")
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        hint = (
            Message("leave it empty, and write unknown as the basis") if text == "unknown" else Message("type a number")
        )
        return _wrong(value, Message("a number"), hint)
    number = float(text)
    if column.kind == "integer" and not number.is_integer():
        return _wrong(value, Message("a whole number"), Message("type a whole number"))
    return int(number) if number.is_integer() and math.isfinite(number) else number


def _choice(text: str, column: TableField) -> str | Wrong:
    for word in column.choices:
        if word.casefold() == text.casefold():
            return word
    message = Message("unknown {what} {name!r}", what=column.name, name=text)
    return Wrong("cell-choice", message, suggest(text, list(column.choices), column.name))


def _wrong(value: Value, wanted: Message, hint: Message) -> Wrong:
    quoted = str(value) if isinstance(value, bool) or not isinstance(value, str) else repr(value[:40])
    return Wrong("cell-type", Message("{value} is not {wanted}", value=quoted, wanted=wanted), hint)


def _unmarked(text: str) -> str:
    """Return a text of CSV without the mark that keeps a spreadsheet from computing it."""
    return text[1:] if text.startswith("'") and marked(text[1:]) == text else text
