"""Texts made alike, as fingerprints have them: NFKC and casefolded, in linear time."""

import re
from itertools import groupby
from unicodedata import combining, normalize

#: Many signs in a row that are neither letters nor blanks: they may be combining marks.
_CROWD = re.compile(r"[^\w\s]{32,}")


def normal(text: str) -> str:
    """Return a text in NFKC, casefolded."""
    if text.isascii():
        return text.casefold()
    return normalize("NFKC", _CROWD.sub(_in_order, text)).casefold()


def _in_order(crowd: re.Match[str]) -> str:
    """Return combining marks in their canonical order: `normalize` takes quadratic time to bring them into it."""
    parts = "".join(normalize("NFKD", sign) for sign in crowd[0])
    marks = (sorted(run, key=combining) if is_mark else run for is_mark, run in groupby(parts, _is_mark))
    return "".join("".join(run) for run in marks)


def _is_mark(sign: str) -> bool:
    return combining(sign) > 0
