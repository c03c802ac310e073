"""Keep texts that run from right to left apart from the sentence that they stand in."""

import re
from unicodedata import bidirectional

#: The signs of Unicode between which a text takes its own direction, and turns nothing around it.
FIRST, LAST = "\u2068", "\u2069"

#: Unicode's classes of letters and numbers of scripts that run from right to left, as Hebrew and Arabic.
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})

_ISOLATE = f"{FIRST}([^{FIRST}{LAST}]*){LAST}"


def isolated(text: str) -> str:
    """Return a text between isolates where it has letters that run from right to left, else as it is."""
    if text.isascii() or RIGHT_TO_LEFT.isdisjoint(map(bidirectional, set(text))):
        return text
    return f"{FIRST}{text}{LAST}"


def without_isolates(text: str) -> str:
    """Return a text without its isolates."""
    return text.replace(FIRST, "").replace(LAST, "")


def is_right_to_left(text: str) -> bool:
    """Whether the first letter of a text runs from right to left."""
    first = next((letter for letter in text if letter.isalpha()), " ")
    return bidirectional(first) in RIGHT_TO_LEFT


def directed_parts(text: str) -> list[tuple[str, bool]]:
    """Return a text in parts, without the signs, and of each whether it runs from right to left."""
    if FIRST not in text:
        return [(text, False)]
    parts = re.split(_ISOLATE, text)
    found = [(without_isolates(part), bool(n % 2) and is_right_to_left(part)) for n, part in enumerate(parts)]
    return [part for part in found if part[0]]


def balanced(text: str) -> str:
    """Return a part of a text with the isolates closed that end in another part, and opened that begin in one."""
    open_at_end = text.count(FIRST) - text.count(LAST)
    return FIRST * max(0, -open_at_end) + text + LAST * max(0, open_at_end)
