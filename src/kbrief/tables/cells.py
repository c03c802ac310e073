"""Convert the values of cells, as people typed them, to the types of their columns."""

import math
import re
from typing import Any
from unicodedata import normalize

from kbrief.errors import Message
from kbrief.files import character_name, find_control
from kbrief.model.lookup import suggest
from kbrief.records.cells import csv_cell, escape_formula
from kbrief.tables.columns import TableField
from kbrief.tables.read import CellProblem, Value

BOOLEAN_WORDS = {"true": True, "false": False, "yes": True, "no": False, "예": True, "아니요": False}

_NUMBER = re.compile(r"[+\-−]?[0-9]+(?:\.[0-9]+)?")

_TEXT_HINT = Message("format the cell as text, then type it again")


def is_unchanged(value: Value, exported: Any, column: TableField, *, is_csv: bool) -> bool:
    """Whether a cell has the value that was exported into it, however a spreadsheet has saved it since."""
    if exported is None or exported == []:
        return value is None
    if is_csv:
        return bool(value == _csv_text(exported) or _normalize(value) == _normalize(exported, column))
    return bool(_normalize(value) == _normalize(exported, column))


def _csv_text(exported: Any) -> str:
    return str(csv_cell(exported))


def _normalize(value: Any, column: TableField | None = None) -> Any:
    """Return a value normalized for comparison: lists as text, and texts without what spreadsheets change."""
    if column is not None and isinstance(value, (list, tuple)):
        value = "; ".join(value)
    if isinstance(value, str):
        return normalize("NFC", value.replace("x005F_", "").rstrip())
    return value


def convert(value: Value, column: TableField, *, is_csv: bool) -> Any:
    """Return the value of a cell in the type of its column, or a CellProblem."""
    if value is None or isinstance(value, CellProblem):
        return value
    if isinstance(value, str):
        value = normalize("NFC", _without_apostrophe(value) if is_csv else value)
        if control := find_control(value):
            message = Message("the character {character} is not allowed", character=character_name(control))
            return CellProblem("cell-character", message, Message("remove it: it is invisible"))
    if column.kind in {"integer", "number"}:
        return _parse_number(value, column)
    return _parse_boolean(value) if column.kind == "boolean" else _parse_text(value, column)


def _parse_boolean(value: Value) -> bool | CellProblem:
    boolean = value if isinstance(value, bool) else BOOLEAN_WORDS.get(str(value).strip().casefold())
    return _type_problem(value, Message("true or false"), Message("type true or false")) if boolean is None else boolean


def _parse_text(value: Value, column: TableField) -> str | list[str] | CellProblem | None:
    if not isinstance(value, str):
        return _type_problem(value, Message("text"), _TEXT_HINT)
    if column.kind == "list":
        return [word for part in re.split("[;,\n]", value) if (word := part.strip())] or None
    return _parse_choice(value.strip(), column) if column.choices else value.rstrip()


def _parse_number(value: Value, column: TableField) -> int | float | CellProblem:
    """Return a number, as a whole number if it is one, or a CellProblem."""
    text = str(value).strip().replace("−", "-")
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        hint = (
            Message("leave it empty, and write unknown as the basis") if text == "unknown" else Message("type a number")
        )
        return _type_problem(value, Message("a number"), hint)
    number = float(text)
    if column.kind == "integer" and not number.is_integer():
        return _type_problem(value, Message("a whole number"), Message("type a whole number"))
    return int(number) if number.is_integer() and math.isfinite(number) else number


def _parse_choice(text: str, column: TableField) -> str | CellProblem:
    for word in column.choices:
        if word.casefold() == text.casefold():
            return word
    message = Message("unknown {what} {name!r}", what=column.name, name=text)
    return CellProblem("cell-choice", message, suggest(text, list(column.choices), column.name))


def _type_problem(value: Value, expected: Message, hint: Message) -> CellProblem:
    quoted = str(value) if isinstance(value, bool) or not isinstance(value, str) else repr(value[:40])
    return CellProblem("cell-type", Message("{value} is not {wanted}", value=quoted, wanted=expected), hint)


def _without_apostrophe(text: str) -> str:
    """Return a text of CSV without the apostrophe that keeps a spreadsheet from computing it."""
    return text[1:] if text.startswith("'") and escape_formula(text[1:]) == text else text
