r"""A copy of a text as sequences of words: as it stands, with broken words mended, without what runs along its pages.

The words are those of the fingerprints: NFKC, casefolded, the runs of `\\w+`. A reading says which of the words as they
stand each of its own covers, so that places in one can be told in another.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from kbrief.verify.normal import normal

#: A line of text and its number in the file.
Line = tuple[str, int]

_WORD = re.compile(r"\w+")
_COMPOUND = re.compile(r"(?<!\w)\w++[-\u2010]\w+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
#: A word and the hyphen at the end of a line, back to front: sought from the front, each letter would begin anew.
_HYPHEN_AT_END = re.compile("[\u200b-\u200f\u2060\\s]*+([-\u2010\u00ad])[\u200b-\u200f\u2060]*+(\\w+)")

_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*")
#: How many lines at the head and foot of a page may run along its pages.
_EDGE = 2


#: How many characters a line has at most that may run along pages which nothing tells apart.
_SHORT = 120

#: Of how many lines one may be such a line.
_FEW = 4


class Word(NamedTuple):
    """A word as it stands: on which line, whether it begins one, goes on from the word before, runs along pages."""

    text: str
    line: int
    begins: bool
    goes_on: bool
    runs_along: bool


@dataclass(frozen=True)
class WordSequence:
    """A sequence of words, of which the words as they stand each covers (from, to), and which of them begin a line."""

    words: tuple[str, ...]
    covers: tuple[tuple[int, int], ...]
    begins: tuple[int, ...]

    @classmethod
    def of(cls, words: Sequence[Word], *, mends: bool = False, drops: bool = False) -> "WordSequence":
        """Return the words, with broken ones mended and those that run along pages dropped where asked."""
        groups = _groups(words, mends=mends, drops=drops)
        return cls(
            tuple(normal("".join(words[n].text for n in group)) for group in groups),
            tuple((group[0], group[-1] + 1) for group in groups),
            tuple(k for k, group in enumerate(groups) if words[group[0]].begins),
        )


def _groups(words: Sequence[Word], *, mends: bool, drops: bool) -> list[list[int]]:
    """Return which words as they stand make up each word, by their indexes."""
    groups: list[list[int]] = []
    for n, word in enumerate(words):
        if drops and word.runs_along:
            continue
        if mends and word.goes_on and groups and words[groups[-1][0]].runs_along == word.runs_along:
            groups[-1].append(n)
        else:
            groups.append([n])
    return groups


def word_sequences(words: Sequence[Word]) -> Iterator[WordSequence]:
    """Yield the words as they stand, then mended, then mended and without running lines: those that differ."""
    yield WordSequence.of(words)
    if any(word.goes_on for word in words):
        yield WordSequence.of(words, mends=True)
    if any(word.runs_along for word in words):
        yield WordSequence.of(words, mends=True, drops=True)


def split_words(lines: Iterable[Line]) -> tuple[Word, ...]:
    """Return the words of a text as they stand."""
    kept = list(lines)
    return tuple(_words(kept, _compounds(kept), running_lines(kept)))


def _words(lines: Sequence[Line], compounds: set[str], running: set[int]) -> Iterator[Word]:
    broken = ""
    for n, (text, number) in enumerate(lines):
        folded, end = normal(text), None
        for found in _WORD.finditer(folded):
            if end is None:
                goes_on = n not in running and _goes_on(broken, text, found[0], compounds)
            else:
                goes_on = bool(_UNSEEN.fullmatch(folded, end, found.start()))
            yield Word(found[0], number, end is None, goes_on, n in running)
            end = found.end()
        if end is not None and n not in running:
            broken = _broken_at_end(text)


def _broken_at_end(text: str) -> str:
    """Return the part of a word before the hyphen at the end of a line, with a soft hyphen where it is one."""
    found = _HYPHEN_AT_END.match(text[::-1])
    if not found:
        return ""
    word, is_soft = found[2][::-1], found[1] == "\u00ad"
    if not is_soft and (word.isupper() or word[-1].isdigit()):
        return ""
    return word + "\u00ad" * is_soft


def _goes_on(broken: str, text: str, word: str, compounds: set[str]) -> bool:
    """Whether the first word of a line is the rest of one that the line before broke off."""
    if not broken or not text.lstrip()[:1].isalpha():
        return False
    is_soft = broken.endswith("\u00ad")
    return is_soft or (text.lstrip()[:1].islower() and f"{normal(broken)}-{word}" not in compounds)


def _compounds(lines: Iterable[Line]) -> set[str]:
    """Return the words that have a hyphen within a line, which may well keep it where a line ends."""
    found = (match[0] for text, _ in lines if "-" in text or "\u2010" in text or "\u2011" in text
             for match in _COMPOUND.finditer(normal(text)))  # fmt: skip
    return {compound.replace("\u2010", "-") for compound in found}


def running_lines(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of lines that run along the pages: of those at their edges, of all short ones without pages.

    Where many short lines recur they are the text itself.
    """
    starts = [n for n, (text, _) in enumerate(lines) if "\f" in text]
    filled = [n for n, (text, _) in enumerate(lines) if text.strip()]
    if starts:
        return _recurring(lines, [n for page in pairwise((0, *starts, len(lines))) for n in _edges(filled, *page)])
    running = _recurring(lines, [n for n in filled if len(lines[n][0]) <= _SHORT])
    return running if len(running) * _FEW < len(filled) else set()


def _recurring(lines: Sequence[Line], likely: Sequence[int]) -> set[int]:
    """Return those of some lines that recur among them, numbers aside, or number a page."""
    keys = {n: re.sub(r"\d+", "#", normal(lines[n][0])).strip() for n in likely}
    often = Counter(keys.values())
    return {n for n in likely if often[keys[n]] > 1 or _PAGE_NUMBER.fullmatch(normal(lines[n][0]))}


def _edges(filled: Sequence[int], start: int, stop: int) -> tuple[int, ...]:
    """Return the first and last lines of a page that are not empty."""
    page = filled[bisect_left(filled, start) : bisect_left(filled, stop)]
    return tuple(dict.fromkeys((*page[:_EDGE], *page[-_EDGE:])))
