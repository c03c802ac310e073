"""Keep texts that run from right to left apart from the sentence that they stand in."""

import re

FIRST, LAST = "\u2068", "\u2069"
"""The signs of Unicode between which a text takes its own direction, and turns nothing around it."""

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u05ff\u0600-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and other scripts that run from right to left."""

_ISOLATE = re.compile(f"{FIRST}([^{FIRST}{LAST}]*){LAST}")


def isolated(text: str) -> str:
    """Return a text between isolates where it has letters that run from right to left, else as it is."""
    return f"{FIRST}{text}{LAST}" if not text.isascii() and _RIGHT_TO_LEFT.search(text) else text


def without_isolates(text: str) -> str:
    """Return a text without its isolates."""
    return text.replace(FIRST, "").replace(LAST, "")


def is_right_to_left(text: str) -> bool:
    """Whether the first letter of a text runs from right to left."""
    first = next((letter for letter in text if letter.isalpha()), "")
    return bool(_RIGHT_TO_LEFT.match(first))


def directed_parts(text: str) -> list[tuple[str, bool]]:
    """Return a text in parts, without the signs, and of each whether it runs from right to left."""
    if FIRST not in text:
        return [(text, False)]
    parts = _ISOLATE.split(text)
    found = [(without_isolates(part), bool(n % 2) and is_right_to_left(part)) for n, part in enumerate(parts)]
    return [part for part in found if part[0]]


def balanced(text: str) -> str:
    """Return a part of a text with the isolates closed that end in another part, and opened that begin in one."""
    open_at_end = text.count(FIRST) - text.count(LAST)
    return FIRST * max(0, -open_at_end) + text + LAST * max(0, open_at_end)
