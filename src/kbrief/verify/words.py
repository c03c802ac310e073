r"""Split a text into words in three ways: unchanged, with hyphenated line breaks joined, and without page headers.

The words are those of the fingerprints: NFKC, casefolded, the runs of `\\w+`. A sequence notes which of the original
words each of its words covers, so that places in it can be translated to places in the text.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from kbrief.verify.normal import normalize_text

#: A line of text and its number in the file.
Line = tuple[str, int]

_WORD = re.compile(r"\w+")
_COMPOUND = re.compile(r"(?<!\w)\w++[-\u2010]\w+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")
#: A word and the hyphen at the end of a line, reversed: a search from the front would start again at each letter.
_HYPHEN_AT_END = re.compile("[\u200b-\u200f\u2060\\s]*+([-\u2010\u00ad])[\u200b-\u200f\u2060]*+(\\w+)")

_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*")
#: How many lines at the top and bottom of a page may be headers or footers.
_EDGE_LINES = 2


#: The most characters of a header or footer in a text without page breaks.
_MAX_RUNNING_LENGTH = 120

#: In a text without page breaks, at most one of this many lines is a header or footer.
_MIN_LINES_PER_RUNNING = 4


class Word(NamedTuple):
    """A word of the text with its line, and whether it begins the line, continues a hyphenated word, is in a header."""

    text: str
    line: int
    is_line_start: bool
    is_hyphen_continuation: bool
    is_header_or_footer: bool


@dataclass(frozen=True)
class WordSequence:
    """Words, the span of original words that each covers, and the indexes of those that begin a line."""

    words: tuple[str, ...]
    covers: tuple[tuple[int, int], ...]
    line_starts: tuple[int, ...]

    @classmethod
    def of(
        cls, words: Sequence[Word], *, join_hyphens: bool = False, drop_running_lines: bool = False
    ) -> "WordSequence":
        """Return the words; on request, hyphenated ones are joined and headers and footers dropped."""
        groups = _groups(words, join_hyphens=join_hyphens, drop_running_lines=drop_running_lines)
        return cls(
            tuple(normalize_text("".join(words[n].text for n in group)) for group in groups),
            tuple((group[0], group[-1] + 1) for group in groups),
            tuple(k for k, group in enumerate(groups) if words[group[0]].is_line_start),
        )


def _groups(words: Sequence[Word], *, join_hyphens: bool, drop_running_lines: bool) -> list[list[int]]:
    """Return the indexes of the original words that make up each word."""
    groups: list[list[int]] = []
    for n, word in enumerate(words):
        if drop_running_lines and word.is_header_or_footer:
            continue
        if (
            join_hyphens
            and word.is_hyphen_continuation
            and groups
            and words[groups[-1][0]].is_header_or_footer == word.is_header_or_footer
        ):
            groups[-1].append(n)
        else:
            groups.append([n])
    return groups


def word_sequences(words: Sequence[Word]) -> Iterator[WordSequence]:
    """Yield the words unchanged, then joined, then joined and without running lines, as far as these differ."""
    yield WordSequence.of(words)
    if any(word.is_hyphen_continuation for word in words):
        yield WordSequence.of(words, join_hyphens=True)
    if any(word.is_header_or_footer for word in words):
        yield WordSequence.of(words, join_hyphens=True, drop_running_lines=True)


def split_words(lines: Iterable[Line]) -> tuple[Word, ...]:
    """Return the words of a text."""
    all_lines = list(lines)
    return tuple(_words(all_lines, _compounds(all_lines), running_lines(all_lines)))


def _words(lines: Sequence[Line], compounds: set[str], running: set[int]) -> Iterator[Word]:
    prefix = ""
    for n, (text, number) in enumerate(lines):
        folded, end = normalize_text(text), None
        for match in _WORD.finditer(folded):
            if end is None:
                is_hyphen_continuation = n not in running and _is_hyphen_continuation(prefix, text, match[0], compounds)
            else:
                is_hyphen_continuation = bool(_INVISIBLE.fullmatch(folded, end, match.start()))
            yield Word(match[0], number, end is None, is_hyphen_continuation, n in running)
            end = match.end()
        if end is not None and n not in running:
            prefix = _broken_at_end(text)


def _broken_at_end(text: str) -> str:
    """Return the part of a word before the hyphen at the end of a line, with the hyphen if it is a soft one."""
    match = _HYPHEN_AT_END.match(text[::-1])
    if not match:
        return ""
    word, is_soft = match[2][::-1], match[1] == "\u00ad"
    if not is_soft and (word.isupper() or word[-1].isdigit()):
        return ""
    return word + "\u00ad" * is_soft


def _is_hyphen_continuation(prefix: str, text: str, word: str, compounds: set[str]) -> bool:
    """Whether the first word of a line is the rest of a word hyphenated on the line before."""
    if not prefix or not text.lstrip()[:1].isalpha():
        return False
    is_soft = prefix.endswith("\u00ad")
    return is_soft or (text.lstrip()[:1].islower() and f"{normalize_text(prefix)}-{word}" not in compounds)


def _compounds(lines: Iterable[Line]) -> set[str]:
    """Return the words with a hyphen within a line, which may keep it at the end of a line."""
    compounds = (match[0] for text, _ in lines if "-" in text or "\u2010" in text or "\u2011" in text
             for match in _COMPOUND.finditer(normalize_text(text)))  # fmt: skip
    return {compound.replace("\u2010", "-") for compound in compounds}


def running_lines(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of page headers and footers: of lines at page edges, or of short lines if there are no pages.

    Short lines that recur often are the text itself.
    """
    starts = [n for n, (text, _) in enumerate(lines) if "\f" in text]
    filled = [n for n, (text, _) in enumerate(lines) if text.strip()]
    if starts:
        return _recurring(lines, [n for page in pairwise((0, *starts, len(lines))) for n in _edges(filled, *page)])
    running = _recurring(lines, [n for n in filled if len(lines[n][0]) <= _MAX_RUNNING_LENGTH])
    return running if len(running) * _MIN_LINES_PER_RUNNING < len(filled) else set()


def _recurring(lines: Sequence[Line], candidates: Sequence[int]) -> set[int]:
    """Return the candidates that recur, apart from their numbers, or that are page numbers."""
    keys = {n: re.sub(r"\d+", "#", normalize_text(lines[n][0])).strip() for n in candidates}
    counts = Counter(keys.values())
    return {n for n in candidates if counts[keys[n]] > 1 or _PAGE_NUMBER.fullmatch(normalize_text(lines[n][0]))}


def _edges(filled: Sequence[int], start: int, stop: int) -> tuple[int, ...]:
    """Return the first and last lines of a page that are not empty."""
    page = filled[bisect_left(filled, start) : bisect_left(filled, stop)]
    return tuple(dict.fromkeys((*page[:_EDGE_LINES], *page[-_EDGE_LINES:])))
