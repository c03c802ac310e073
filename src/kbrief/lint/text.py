"""Fold text for comparison, with the original place of every character, and split it into sentences."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

#: Variants of characters, marks of notes, and circled numbers. NFKC would make letters of middle dots, and digits that
#: belong to no word of marks and circled numbers.
_VARIANTS = str.maketrans(
    dict.fromkeys("\u00b7\u318d\u2022\u2027\u2219\u22c5\u30fb\uff65", "\u00b7")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-")
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u02b9\u02bb\u02bc\u2032\uff07\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\uff02\u300c\u300d\u300e\u300f", '"')
    | dict.fromkeys("\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079\u2020\u2021", "\u200b")
    | dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f", " ")
    | dict.fromkeys([*range(0x2460, 0x249C), *range(0x2776, 0x2794)], " ")
)

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
#: A visible part of a line.
_VISIBLE = re.compile("[^\u00ad\u200b-\u200f\u2060\ufeff]+")
#: A character with its combining characters: accents, and vowels and finals of Hangul letters.
_CLUSTER = re.compile(r".[\u0300-\u036f\u1160-\u11ff\u20d0-\u20ff\ud7b0-\ud7ff\uff9e\uff9f]*", re.DOTALL)

#: A hyphen at the end of a line, within a word or between two words.
_LINE_HYPHEN = re.compile(r"(?<=[^\W\d_])-[^\S\n]*\n[^\S\n]*(?=[^\W\d_])")

#: How many characters around such a hyphen are kept.
_AROUND_HYPHEN = 200

#: The most characters of a sentence: longer ones are cut, so that searching them is fast.
MAX_SENTENCE = 2_000

#: The syllables that end a line of notes in Korean: 넓힘, 이어감.
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
#: The number of a list item.
_NUMBER = re.compile(r"[^\S\n]*+\n?[^\S\n]*+\(?(?:\d{1,3}|[가-하])")


class Folded(NamedTuple):
    """Folded text: NFKC, casefolded, without invisible characters, and the original place of each character."""

    text: str
    offsets: Sequence[int]

    def origin(self, start: int, stop: int) -> tuple[int, int]:
        """Return start and stop in the original for a part of the folded text."""
        return self.offsets[start], self.offsets[stop]


def fold(text: str) -> Folded:
    """Return the folded text; `offsets` is longer by one item, which is the length of the original."""
    plain = text.translate(_VARIANTS)
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
    """Append the folded line: at once if every character stays one character, else cluster by cluster."""
    if not _INVISIBLE.search(line) and unicodedata.is_normalized("NFKC", line):
        folded = line.casefold()
        if len(folded) == len(line):
            pieces.append(folded)
            offsets += range(start, start + len(line))
            return
    for part in _VISIBLE.finditer(line):
        folded, offset = part[0].casefold(), start + part.start()
        if len(folded) == len(part[0]) and unicodedata.is_normalized("NFKC", part[0]):
            pieces.append(folded)
            offsets += range(offset, offset + len(folded))
        else:
            _fold_clusters(line, part, start, pieces, offsets)


def _fold_clusters(line: str, part: re.Match[str], start: int, pieces: list[str], offsets: list[int]) -> None:
    for match in _CLUSTER.finditer(line, *part.span()):
        piece = unicodedata.normalize("NFKC", match[0]).casefold()
        pieces.append(piece)
        offsets += [start + match.start()] * len(piece)


def join_hyphens(folded: Folded) -> Iterator[Folded]:
    """Yield the text around hyphens at the ends of lines, without these hyphens; yield nothing if there are none.

    Text that is left out between two hyphens becomes a paragraph separator.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    stop = 0
    breaks = list(_LINE_HYPHEN.finditer(folded.text))
    for match in breaks:
        if match.start() - stop > 2 * _AROUND_HYPHEN:
            _append(folded, stop, stop + _AROUND_HYPHEN, pieces, offsets)
            pieces.append("\u2029")
            offsets.append(folded.offsets[stop + _AROUND_HYPHEN])
            stop = match.start() - _AROUND_HYPHEN
        _append(folded, stop, match.start(), pieces, offsets)
        stop = match.end()
    if breaks:
        end = min(len(folded.text), stop + _AROUND_HYPHEN)
        _append(folded, stop, end, pieces, offsets)
        yield Folded("".join(pieces), [*offsets, folded.offsets[end]])


def _append(folded: Folded, start: int, stop: int, pieces: list[str], offsets: list[int]) -> None:
    pieces.append(folded.text[start:stop])
    offsets += folded.offsets[start:stop]


def on_one_line(text: str) -> str:
    """Return a text on one line, without invisible characters."""
    return " ".join(_INVISIBLE.sub("", text).split())


def line_starts(text: str) -> list[int]:
    """Return the start of each line."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def alternation(patterns: Iterable[str]) -> str:
    """Return a pattern that matches any of several, the longest first."""
    return "|".join(sorted(patterns, key=lambda pattern: (-len(pattern), pattern)))


def block_starts(text: str) -> list[int]:
    """Return the start of each paragraph, heading, list item and table row."""
    return sorted({0, *(match.end() for match in _BLOCK.finditer(text))})


def sentence_starts(text: str) -> list[int]:
    """Return the start of each sentence; headings, list items and table rows are sentences."""
    edges = [*block_starts(text), len(text)]
    starts = [start for block in pairwise(edges) for start in _in_block(text, *block)]
    return sorted({*starts, *_cuts([*starts, len(text)])}) or [0]


def _cuts(starts: Sequence[int]) -> Iterator[int]:
    """Yield the places at which sentences that are too long are cut."""
    for start, stop in pairwise(starts):
        yield from range(start + MAX_SENTENCE, stop, MAX_SENTENCE)


def _in_block(text: str, start: int, stop: int) -> Iterator[int]:
    yield start
    number = _NUMBER.match(text, start, stop)
    for match in _END.finditer(text, start, stop):
        is_number = number is not None and number.end() == match.start()
        if not is_number and _is_end(text, match, start, stop):
            yield match.end()


def _is_end(text: str, match: re.Match[str], start: int, stop: int) -> bool:
    """Whether a full stop or other mark ends a sentence, rather than an abbreviation or a part of a date."""
    if not match[0].startswith(".") or match[0].startswith(".."):
        return True
    after = text[match.end() : min(stop, match.end() + 12)].lstrip()[:1]
    before = text[max(start, match.start() - 12) : match.start()]
    if after.islower() or (before[-1:].isdigit() and after.isdigit()):
        return False
    return not _ABBREVIATION.search(before)


def sentence_of(starts: Sequence[int], place: int) -> int:
    """Return the index of the sentence that a place is in."""
    return bisect_right(starts, place) - 1
