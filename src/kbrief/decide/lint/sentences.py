"""Where the sentences of a draft begin and end."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

_BLOCK = re.compile(
    r"\n[^\S\n]*(?=\n)|\u2029"  # an empty line, the sign for the end of a paragraph
    r"|\n(?=[^\S\n]*(?:[-*+•●○□■◇◆◦∘▪▸▶▷▲△→‣※①-⑳]|[ㅇo]\s|\(?\d{1,3}[.)]|[가-하][.)]|#{1,6}\s|\|))"  # an item, a row
    r"|(?<=\n)#[^\n]*\n|\A#[^\n]*\n"  # the end of a heading
)
_END = re.compile(r"[.?!…\u3002\uff01\uff1f]+[\"'”’)\]】」』*_\u200b]*(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[a-z]\.)*[a-z]|\b(?:no|vs|cf|mr|mrs|ms|dr|gen|col|lt|sgt|sen|rep|gov|prof|st|approx|etc|fig|art))\Z",
    re.IGNORECASE,
)

_NUMBER = re.compile(r"\s*\(?(?:\d{1,3}|[가-하])")
"""What numbers an item of a list."""


def sentence_starts(text: str) -> list[int]:
    """Return where each sentence of a text starts; headings, items of lists and rows of tables are sentences."""
    edges = sorted({0, *(found.end() for found in _BLOCK.finditer(text)), len(text)})
    return [start for block in pairwise(edges) for start in _in_block(text, *block)] or [0]


def _in_block(text: str, start: int, stop: int) -> Iterator[int]:
    yield start
    for found in _END.finditer(text, start, stop):
        if _is_end(text, found, start, stop):
            yield found.end()


def _is_end(text: str, found: re.Match[str], start: int, stop: int) -> bool:
    """Whether a mark ends a sentence, and not an abbreviation, a part of a date or the number of an item."""
    if not found[0].startswith(".") or found[0].startswith(".."):
        return True
    after = text[found.end() : min(stop, found.end() + 12)].lstrip()[:1]
    before = text[max(start, found.start() - 12) : found.start()]
    if after.islower() or (before[-1:].isdigit() and after.isdigit()):
        return False
    return not _ABBREVIATION.search(before) and not _NUMBER.fullmatch(text, start, found.start())


def sentence_of(starts: Sequence[int], place: int) -> int:
    """Return the number of the sentence that a place is in, from 0."""
    return bisect_right(starts, place) - 1
