"""Normalize texts as fingerprints need them: NFKC and casefolded, in linear time."""

import re
from itertools import groupby
from unicodedata import combining, normalize

#: Many characters in a row that are neither letters nor spaces: they may be combining marks.
_MARK_RUN = re.compile(r"[^\w\s]{32,}")


def normalize_text(text: str) -> str:
    """Return a text in NFKC, casefolded."""
    if text.isascii():
        return text.casefold()
    return normalize("NFKC", _MARK_RUN.sub(_in_order, text)).casefold()


def _in_order(match: re.Match[str]) -> str:
    """Put combining marks in their canonical order, for which `normalize` takes quadratic time."""
    decomposed = "".join(normalize("NFKD", character) for character in match[0])
    marks = (sorted(run, key=combining) if is_mark else run for is_mark, run in groupby(decomposed, _is_mark))
    return "".join("".join(run) for run in marks)


def _is_mark(character: str) -> bool:
    return combining(character) > 0
