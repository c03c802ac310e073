"""Text folded for comparison, with the way back to every character of the original, and where sentences begin."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

#: Signs that people type for the same, marks of notes, and numbers in circles. Of middle dots NFKC would make a
#: letter, of marks and circled numbers digits that belong to no word.
_ALIKE = str.maketrans(
    dict.fromkeys("\u00b7\u318d\u2022\u2027\u2219\u22c5\u30fb\uff65", "\u00b7")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-")
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u02b9\u02bb\u02bc\u2032\uff07\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\uff02\u300c\u300d\u300e\u300f", '"')
    | dict.fromkeys("\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079\u2020\u2021", "\u200b")
    | dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f", " ")
    | dict.fromkeys([*range(0x2460, 0x249C), *range(0x2776, 0x2794)], " ")
)

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
#: A part of a line that is seen; an accent or a vowel of Hangul that follows an unseen sign goes with what is before.
_VISIBLE = re.compile("[^\u00ad\u200b-\u200f\u2060\ufeff]+")
#: A character with what combines with it: accents, and the vowels and finals of Hangul letters.
_CLUSTER = re.compile(r".[\u0300-\u036f\u1160-\u11ff\u20d0-\u20ff\ud7b0-\ud7ff\uff9e\uff9f]*", re.DOTALL)

#: Where a hyphen breaks a word at the end of a line, or joins two words there.
_BROKEN = re.compile(r"(?<=[^\W\d_])-[^\S\n]*\n[^\S\n]*(?=[^\W\d_])")

#: How many characters around such a place are looked at.
_AROUND_BREAK = 200

#: How many characters are one sentence at most: what has no end is cut, so that none takes long to look at.
MAX_SENTENCE = 2_000

#: Syllables with which a line of notes in Korean ends: 넓힘, 이어감.
_NOMINAL = "".join(chr(code) for code in range(0xAC00 + 16, 0xD7A4, 28))

_BLOCK = re.compile(
    r"\n[^\S\n]*+(?=\n)|\u2029"  # an empty line, the sign for the end of a paragraph
    r"|\n(?=[^\S\n]*+(?:[-*+>•●○□■◇◆◦∘▪▸▶▷▲△→‣※①-⑳]|[ㅇo]\s|\(?\d{1,3}[.)]|[가-하][.)]|#{1,6}\s|\|))"  # an item, a row
    rf"|(?<=[{_NOMINAL}])\n(?=[^\S\n]*+[가-힣a-zA-Z(\d])"  # a line of notes
    r"|(?<=\n)#[^\n]*\n|\A#[^\n]*\n"  # the end of a heading
)
_END = re.compile(r"(?<![.?!…\u3002\uff01\uff1f])[.?!…\u3002\uff01\uff1f]++[\"'”’)\]】」』*_\u200b]*+(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[a-z]\.)*[a-z]|\b(?:no|vs|cf|mr|mrs|ms|dr|gen|col|lt|sgt|sen|rep|gov|prof|st|approx|etc|fig|art|maj|adm))\Z",
    re.IGNORECASE,
)
#: What numbers an item of a list.
_NUMBER = re.compile(r"[^\S\n]*+\n?[^\S\n]*+\(?(?:\d{1,3}|[가-하])")


class Folded(NamedTuple):
    """Folded text: NFKC, casefolded, without signs that are not seen, and the place that each character had."""

    text: str
    offsets: Sequence[int]

    def origin(self, start: int, stop: int) -> tuple[int, int]:
        """Return from where to where a part of the folded text stood in the original."""
        return self.offsets[start], self.offsets[stop]


def fold(text: str) -> Folded:
    """Return a text folded; `offsets` is one longer than the text and ends with the length of the original."""
    plain = text.translate(_ALIKE)
    if not _INVISIBLE.search(plain) and unicodedata.is_normalized("NFKC", plain):
        folded = plain.casefold()
        if len(folded) == len(plain):
            return Folded(folded, range(len(plain) + 1))
    pieces: list[str] = []
    offsets: list[int] = []
    for line in re.finditer(r"[^\n]*\n|[^\n]+", plain):
        _fold_line(line[0], line.start(), pieces, offsets)
    return Folded("".join(pieces), [*offsets, len(text)])


def _fold_line(line: str, start: int, pieces: list[str], offsets: list[int]) -> None:
    """Append what a line becomes: at once where each character stays one, else cluster by cluster."""
    if not _INVISIBLE.search(line) and unicodedata.is_normalized("NFKC", line):
        folded = line.casefold()
        if len(folded) == len(line):
            pieces.append(folded)
            offsets += range(start, start + len(line))
            return
    for part in _VISIBLE.finditer(line):
        folded, at = part[0].casefold(), start + part.start()
        if len(folded) == len(part[0]) and unicodedata.is_normalized("NFKC", part[0]):
            pieces.append(folded)
            offsets += range(at, at + len(folded))
        else:
            _fold_clusters(line, part, start, pieces, offsets)


def _fold_clusters(line: str, part: re.Match[str], start: int, pieces: list[str], offsets: list[int]) -> None:
    for found in _CLUSTER.finditer(line, *part.span()):
        piece = unicodedata.normalize("NFKC", found[0]).casefold()
        pieces.append(piece)
        offsets += [start + found.start()] * len(piece)


def join_hyphens(folded: Folded) -> Iterator[Folded]:
    """Yield what stands around words that a hyphen breaks at the end of a line, those put together, if there are any.

    What is left out between two such places is a sign for the end of a paragraph.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    stop = 0
    breaks = list(_BROKEN.finditer(folded.text))
    for found in breaks:
        if found.start() - stop > 2 * _AROUND_BREAK:
            _append(folded, stop, stop + _AROUND_BREAK, pieces, offsets)
            pieces.append("\u2029")
            offsets.append(folded.offsets[stop + _AROUND_BREAK])
            stop = found.start() - _AROUND_BREAK
        _append(folded, stop, found.start(), pieces, offsets)
        stop = found.end()
    if breaks:
        end = min(len(folded.text), stop + _AROUND_BREAK)
        _append(folded, stop, end, pieces, offsets)
        yield Folded("".join(pieces), [*offsets, folded.offsets[end]])


def _append(folded: Folded, start: int, stop: int, pieces: list[str], offsets: list[int]) -> None:
    pieces.append(folded.text[start:stop])
    offsets += folded.offsets[start:stop]


def on_one_line(text: str) -> str:
    """Return a piece of text on one line, without signs that are not seen."""
    return " ".join(_INVISIBLE.sub("", text).split())


def line_starts(text: str) -> list[int]:
    """Return where each line of a text starts."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def alternation(patterns: Iterable[str]) -> str:
    """Return a pattern for any of several, the longest first."""
    return "|".join(sorted(patterns, key=lambda pattern: (-len(pattern), pattern)))


def block_starts(text: str) -> list[int]:
    """Return where each paragraph, heading, item of a list and row of a table starts."""
    return sorted({0, *(found.end() for found in _BLOCK.finditer(text))})


def sentence_starts(text: str) -> list[int]:
    """Return where each sentence of a text starts; headings, items of lists and rows of tables are sentences."""
    edges = [*block_starts(text), len(text)]
    starts = [start for block in pairwise(edges) for start in _in_block(text, *block)]
    return sorted({*starts, *_cuts([*starts, len(text)])}) or [0]


def _cuts(starts: Sequence[int]) -> Iterator[int]:
    """Yield where sentences that are too long are cut."""
    for start, stop in pairwise(starts):
        yield from range(start + MAX_SENTENCE, stop, MAX_SENTENCE)


def _in_block(text: str, start: int, stop: int) -> Iterator[int]:
    yield start
    number = _NUMBER.match(text, start, stop)
    for found in _END.finditer(text, start, stop):
        is_number = number is not None and number.end() == found.start()
        if not is_number and _is_end(text, found, start, stop):
            yield found.end()


def _is_end(text: str, found: re.Match[str], start: int, stop: int) -> bool:
    """Whether a mark ends a sentence, and not an abbreviation or a part of a date."""
    if not found[0].startswith(".") or found[0].startswith(".."):
        return True
    after = text[found.end() : min(stop, found.end() + 12)].lstrip()[:1]
    before = text[max(start, found.start() - 12) : found.start()]
    if after.islower() or (before[-1:].isdigit() and after.isdigit()):
        return False
    return not _ABBREVIATION.search(before)


def sentence_of(starts: Sequence[int], place: int) -> int:
    """Return the number of the sentence that a place is in, from 0."""
    return bisect_right(starts, place) - 1
