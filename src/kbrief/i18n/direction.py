"""Isolation of right-to-left texts from the sentences around them."""

import re
from unicodedata import bidirectional

#: The Unicode signs between which a text has its own direction and does not affect that of the text around it.
ISOLATE_START, ISOLATE_END = "\u2068", "\u2069"

#: Unicode's classes of letters and numbers of scripts that run from right to left, as Hebrew and Arabic.
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})

_ISOLATE = f"{ISOLATE_START}([^{ISOLATE_START}{ISOLATE_END}]*){ISOLATE_END}"


def isolated(text: str) -> str:
    """Return a text, between isolates if it has letters that run from right to left."""
    if text.isascii() or RIGHT_TO_LEFT.isdisjoint(map(bidirectional, set(text))):
        return text
    return f"{ISOLATE_START}{text}{ISOLATE_END}"


def without_isolates(text: str) -> str:
    """Return a text without its isolates."""
    return text.replace(ISOLATE_START, "").replace(ISOLATE_END, "")


def is_right_to_left(text: str) -> bool:
    """Whether the first letter of a text runs from right to left."""
    first = next((letter for letter in text if letter.isalpha()), " ")
    return bidirectional(first) in RIGHT_TO_LEFT


def directed_parts(text: str) -> list[tuple[str, bool]]:
    """Return the parts of a text without isolates, each with whether it runs from right to left."""
    if ISOLATE_START not in text:
        return [(text, False)]
    parts = re.split(_ISOLATE, text)
    # Every second part was between isolates.
    directed = [(without_isolates(part), bool(n % 2) and is_right_to_left(part)) for n, part in enumerate(parts)]
    return [(text, is_rtl) for text, is_rtl in directed if text]


def balance_isolates(text: str) -> str:
    """Return a part of a text with isolates added at its ends, so that as many begin as end in it."""
    surplus = text.count(ISOLATE_START) - text.count(ISOLATE_END)
    return ISOLATE_START * max(0, -surplus) + text + ISOLATE_END * max(0, surplus)
