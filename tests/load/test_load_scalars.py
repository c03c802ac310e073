"""Scalars of the YAML 1.2 core schema, and the text they stand in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbrief.files import character_name
from kbrief.load.encoding import encoding_problems
from kbrief.load.scalars import parse_scalar, quote

SAID = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "0": 0,
    "-17": -17,
    "+3": 3,
    "007": 7,
    "0o17": 15,
    "0xFf": 255,
    "999999999999999999": 999_999_999_999_999_999,
    "-999999999999999999": -999_999_999_999_999_999,
    "1.5": 1.5,
    "-.5": -0.5,
    "2.": 2.0,
    "1e3": 1000.0,
    "1E-2": 0.01,
    "+1.5e+3": 1500.0,
}


@pytest.mark.parametrize(("text", "value"), SAID.items())
def test_core_values(text: str, value: object) -> None:
    """Nulls, truth values and numbers are read as the YAML 1.2 core schema has them, of just that type."""
    said = parse_scalar(text)
    assert said == value
    assert type(said) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "Yes",
        "on",
        "y",
        "nULL",
        "tRUE",
        "None",
        "12:30",
        "2024-10-25",
        "1_000",
        "0b1",
        "0o8",
        "0xg",
        "-0x1",
        "+",
        ".",
        "-",
        "1.2.3",
        "1e",
        "e3",
        "--1",
        "1 000",
        "٣",
        "inf",
        "nan",
        "+.nan",
        "-.INFINITY",
        "N/A",
        "true.",
        "<<",
    ],
)
def test_everything_else_is_text(text: str) -> None:
    """What the core schema does not name stays the text that was written."""
    assert parse_scalar(text) == text


@pytest.mark.parametrize("text", ["1" * 19, "-" + "9" * 19, "0x" + "f" * 17, "0" * 19])
def test_long_integers_are_refused(text: str) -> None:
    """An integer of more than eighteen digits is refused, not rounded."""
    with pytest.raises(ValueError, match="has more than 18 digits"):
        parse_scalar(text)


@pytest.mark.parametrize("text", [".inf", "-.Inf", "+.INF", ".nan", ".NaN", ".NAN", "1e999", "-1e999", "1" * 400 + "."])
def test_numbers_without_end_are_refused(text: str) -> None:
    """A number that is infinite, too large for a float, or none at all is refused."""
    with pytest.raises(ValueError, match="is not a finite number"):
        parse_scalar(text)


@given(st.integers(-(10**18) + 1, 10**18 - 1) | st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_as_python_writes_them(number: float) -> None:
    """A number in Python's own notation is read as that number."""
    assert parse_scalar(repr(number)) == number


def test_shown_text_is_short_and_printable() -> None:
    """Text in a message is quoted, cut to forty characters, and holds nothing that steers a terminal."""
    assert quote("a\x1b[31m\u202e") == r"'a\x1b[31m\u202e'"
    assert quote("x" * 40) == f"'{'x' * 40}'"
    assert quote("x" * 41) == f"'{'x' * 39}…'"


def test_characters_are_named() -> None:
    """A character is named by its code point and by its Unicode name where it has one."""
    assert character_name("\u2066") == "U+2066 LEFT-TO-RIGHT ISOLATE"
    assert character_name("\x07") == "U+0007"


@given(st.text())
def test_every_control_character_is_a_fault(text: str) -> None:
    """As many faults are found as there are control characters, the carriage returns before a newline apart."""
    steering = r"(?!\r\n)[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
    places = [place for _, place, _, _ in encoding_problems(("x" + text).encode())]
    assert len(places) == len(re.findall(steering, text))
    assert places == sorted(places)
