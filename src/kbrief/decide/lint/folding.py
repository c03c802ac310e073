"""Text folded for comparison, with the way back to every character of the original."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_DOTS = "\u00b7\u318d\u2022\u2027\u2219\u22c5\u30fb\uff65"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_ALIKE = str.maketrans(
    dict.fromkeys(_DOTS, "\u00b7") | dict.fromkeys(_DASHES, "-") | dict.fromkeys("\u2018\u2019\u02bc\uff07", "'")
)
"""Signs that people type for the same: middle dots (of which NFKC would make a letter), dashes, apostrophes."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CLUSTER = re.compile(r".[\u0300-\u036f\u1160-\u11ff\u20d0-\u20ff\ud7b0-\ud7ff\uff9e\uff9f]*", re.DOTALL)
"""A character with what combines with it: accents, and the vowels and finals of Hangul letters."""

_BROKEN = re.compile(r"(?<=[^\W\d_])-[^\S\n]*\n[^\S\n]*(?=[^\W\d_])")
"""Where a hyphen breaks a word at the end of a line, or joins two words there."""


class Folded(NamedTuple):
    """Folded text: NFKC, casefolded, without signs that are not seen; `at` has the place of each character before."""

    text: str
    at: Sequence[int]

    def origin(self, start: int, stop: int) -> tuple[int, int]:
        """Return from where to where a part of the folded text stood in the original."""
        return self.at[start], self.at[stop]


def fold(text: str) -> Folded:
    """Return a text folded; `at` is one longer than the text and ends with the length of the original."""
    plain = text.translate(_ALIKE)
    if not _INVISIBLE.search(plain) and unicodedata.is_normalized("NFKC", plain):
        folded = plain.casefold()
        if len(folded) == len(plain):
            return Folded(folded, range(len(plain) + 1))
    pieces: list[str] = []
    at: list[int] = []
    for found in _CLUSTER.finditer(plain):
        piece = unicodedata.normalize("NFKC", _INVISIBLE.sub("", found[0])).casefold()
        pieces.append(piece)
        at += [found.start()] * len(piece)
    return Folded("".join(pieces), [*at, len(text)])


def mended(folded: Folded) -> Iterator[Folded]:
    """Yield the text with the words put together that a hyphen breaks at the end of a line, if there are any."""
    pieces: list[str] = []
    at: list[int] = []
    stop = 0
    for found in _BROKEN.finditer(folded.text):
        pieces.append(folded.text[stop : found.start()])
        at += folded.at[stop : found.start()]
        stop = found.end()
    if stop:
        yield Folded("".join((*pieces, folded.text[stop:])), [*at, *folded.at[stop:]])


def shown(text: str) -> str:
    """Return a piece of text on one line, without signs that are not seen."""
    return " ".join(_INVISIBLE.sub("", text).split())


def line_starts(text: str) -> list[int]:
    """Return where each line of a text starts."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def any_of(patterns: Iterable[str]) -> str:
    """Return a pattern for any of several, the longest first."""
    return "|".join(sorted(patterns, key=lambda pattern: (-len(pattern), pattern)))
