"""Find the paragraphs of a source in a copy of its text."""

import hashlib
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, combinations, product
from pathlib import Path
from typing import Literal

from kbrief.files import escape_control_characters, read_file
from kbrief.model import Brief, Paragraph, Source
from kbrief.model.claims import LocatedClaim, all_claims
from kbrief.text.decode import as_stored, check_length, declared_charset, decode, looks_like_html
from kbrief.text.html import html_lines
from kbrief.verify.words import Line, Word, WordSequence, split_words, word_sequences

#: A fingerprint: how many words, and the SHA-256 of them with one space between, in UTF-8.
Fingerprint = tuple[int, bytes]

#: From which word of a text, up to which, that one excluded.
Span = tuple[int, int]

#: With how many words that may go on over the end of a line every choice is tried: 64 of them.
MOST_BROKEN = 6


def find_fingerprints(words: Sequence[Word], wanted: Iterable[Fingerprint]) -> dict[Fingerprint, tuple[Span, ...]]:
    """Return where each fingerprint is found, from the first on, in the first reading of the text that has it."""
    spans: dict[Fingerprint, tuple[Span, ...]] = {}
    left = set(wanted)
    for reading in word_sequences(words):
        found = defaultdict(list)
        for start, print_ in _Seeker(reading).seek(left):
            found[print_].append((reading.covers[start][0], reading.covers[start + print_[0] - 1][1]))
        spans |= {print_: tuple(sorted(places)) for print_, places in found.items()}
        left -= spans.keys()
    return spans | _either_way(words, left, spans.values()) if spans else spans


def _either_way(
    words: Sequence[Word], wanted: Iterable[Fingerprint], taken: Iterable[tuple[Span, ...]]
) -> dict[Fingerprint, tuple[Span, ...]]:
    """Return where fingerprints are found if some words that end a line with a hyphen go on and others do not.

    Only lines outside what is found already are looked at, and windows with at most MOST_BROKEN such words.
    """
    covered = bytearray(len(words))
    for start, stop in chain.from_iterable(taken):
        covered[start:stop] = b"\1" * (stop - start)
    kept = [n for n, word in enumerate(words) if not word.runs_along]
    starts = [k for k, n in enumerate(kept) if words[n].begins and not covered[n]]
    broken = [*accumulate((words[n].goes_on for n in kept), initial=0)]
    spans: dict[Fingerprint, tuple[Span, ...]] = {}
    for (length, print_), k in product(wanted, starts):
        # Windows without a choice, or with too many, are told by counting: there may be a million.
        inside = broken[min(k + length + 1, len(kept))] - broken[k + 1]
        if not 0 < inside <= MOST_BROKEN:
            continue
        for stop in _choices(words, kept[k : k + length + MOST_BROKEN], length, print_):
            spans[length, print_] = ((kept[k], stop),)
    return spans


def _choices(words: Sequence[Word], window: Sequence[int], length: int, print_: bytes) -> Iterator[int]:
    """Yield the end of the words that have a fingerprint if some of those that are broken are mended."""
    broken = [k for k, n in enumerate(window) if k and words[n].goes_on]
    for count in range(1, len(window) - length + 1):
        inside = [k for k in broken if k < length + count]
        for mended in combinations(inside, count) if len(inside) <= MOST_BROKEN else ():
            if _print(words, window[: length + count], mended) == print_:
                yield window[length + count - 1] + 1


def _print(words: Sequence[Word], window: Sequence[int], mended: Collection[int]) -> bytes:
    """Return the fingerprint of the words of a window, some of them put to the word before."""
    text = "".join(words[n].text if k in mended else f" {words[n].text}" for k, n in enumerate(window))
    return hashlib.sha256(text.removeprefix(" ").encode()).digest()


class _Seeker:
    """Looks for fingerprints in one reading."""

    def __init__(self, reading: WordSequence) -> None:
        encoded = [word.encode() for word in reading.words]
        self._begins = reading.begins
        self._count = len(encoded)
        self._text = b" ".join(encoded)
        self._starts = tuple(accumulate((len(word) + 1 for word in encoded), initial=0))

    def seek(self, wanted: Iterable[Fingerprint]) -> Iterator[tuple[int, Fingerprint]]:
        """Yield (word, fingerprint) for all that begin a line or follow one found, then for the rest anywhere.

        A paragraph commonly begins a line: in a true copy hardly a window has to be looked at.
        """
        by_length = _by_length(wanted)
        missing = _by_length(wanted)
        ahead, seen = [*reversed(self._begins)], bytearray(self._count + 1)
        while ahead:
            start = ahead.pop()
            if seen[start]:
                continue
            seen[start] = 1
            for length, print_ in self._at(start, by_length):
                missing[length].discard(print_)
                ahead.append(start + length)
                yield start, (length, print_)
        for length, prints in missing.items():
            yield from self._anywhere(length, prints, seen)

    def _at(self, start: int, wanted: Mapping[int, set[bytes]]) -> Iterator[Fingerprint]:
        for length, prints in wanted.items():
            if start + length <= self._count and (print_ := self._print(start, length)) in prints:
                yield length, print_

    def _anywhere(self, length: int, prints: set[bytes], seen: bytearray) -> Iterator[tuple[int, Fingerprint]]:
        for start in range(self._count - length + 1) if prints else ():
            if not seen[start] and (print_ := self._print(start, length)) in prints:
                yield start, (length, print_)

    def _print(self, start: int, length: int) -> bytes:
        return hashlib.sha256(self._text[self._starts[start] : self._starts[start + length] - 1]).digest()


def _by_length(wanted: Iterable[Fingerprint]) -> dict[int, set[bytes]]:
    prints: dict[int, set[bytes]] = defaultdict(set)
    for length, print_ in wanted:
        prints[length].add(print_)
    return prints


MatchStatus = Literal["found", "changed", "missing", "absent"]

#: How many words of a source a file has at least that is a copy of it: fewer may well stand there by chance.
TELLING = 5


@dataclass(frozen=True)
class ParagraphMatch:
    """A paragraph as sought in a copy: found, or not found and between which paragraphs it would stand.

    It is changed where other words stand there, else missing; absent where the file is no copy of its source at all.
    `line` is where it begins, or what stands in its place.
    """

    source: Source
    paragraph: Paragraph
    status: MatchStatus
    line: int | None
    between: tuple[Paragraph | None, Paragraph | None]
    claims: tuple[LocatedClaim, ...]

    @property
    def cite(self) -> str:
        """The citation, `pacnet-77#P8`."""
        return f"{self.source.id}#P{self.paragraph.n}"

    @property
    def holds(self) -> bool:
        """Whether every citation of it holds."""
        return self.status == "found" or not self.claims


def read_copy(path: Path) -> tuple[Line, ...]:
    """Return the lines of a text, of HTML as a browser saves it, or of what pdftotext writes. Raises BriefError."""
    path = as_stored(path)
    data, name = read_file(path), escape_control_characters(str(path))
    if looks_like_html(data, path.suffix):
        lines = tuple(html_lines(decode(data, name, declared_charset(data))))
    else:
        lines = tuple((text, n) for n, text in enumerate(decode(data, name).split("\n"), 1))
    check_length(name, sum(len(text) for text, _ in lines))
    return lines


def verify(brief: Brief, lines: Iterable[Line]) -> tuple[ParagraphMatch, ...]:
    """Return every paragraph of the sources that a copy is of, in the order of the record.

    Where a brief has several sources, a copy is of those of which a cited paragraph is found; of all if there is none.
    """
    words, citing = split_words(lines), _citing(brief)
    paragraphs = chain.from_iterable(source.paragraphs for source in brief.sources)
    spans = find_fingerprints(words, {fingerprint_of(paragraph) for paragraph in paragraphs if paragraph.words})
    sought = [tuple(_Record(source, words, spans).sought(citing)) for source in brief.sources]
    copied = [found for found in sought if all(one.status != "absent" for one in found)]
    meant = [found for found in copied if any(one.claims and one.status == "found" for one in found)]
    return tuple(chain.from_iterable(meant or sought))


def _citing(brief: Brief) -> dict[str, tuple[LocatedClaim, ...]]:
    """Return the claims that cite each paragraph."""
    citing: dict[str, list[LocatedClaim]] = defaultdict(list)
    for placed in all_claims(brief):
        for cite in dict.fromkeys(placed.claim.cites):
            citing[cite].append(placed)
    return {cite: tuple(claims) for cite, claims in citing.items()}


def fingerprint_of(paragraph: Paragraph) -> Fingerprint:
    """Return a paragraph's fingerprint."""
    return paragraph.words, bytes.fromhex(paragraph.sha256)


class _Record:
    """The paragraphs of one source, and where a copy has them."""

    def __init__(self, source: Source, words: Sequence[Word], spans: Mapping[Fingerprint, Sequence[Span]]) -> None:
        self._source = source
        self._words = words
        self._spans = {n: spans.get(fingerprint_of(paragraph), ()) for n, paragraph in enumerate(source.paragraphs)}
        self._is_copied = self._tells()
        self._order: list[int] = []
        self._placed: dict[int, Span] = {}
        self._place()
        self._covered = bytearray(word.runs_along for word in words)
        for start, stop in (span for found in self._spans.values() for span in found):
            self._covered[start:stop] = b"\1" * (stop - start)

    def _tells(self) -> bool:
        """Whether the file has enough of the source to be a copy: some words, or half of its paragraphs."""
        found = [self._source.paragraphs[n].words for n, spans in self._spans.items() if spans]
        asked = sum(1 for paragraph in self._source.paragraphs if paragraph.words)
        return sum(found) >= TELLING or len(found) * 2 >= asked

    def _place(self) -> None:
        """Place the paragraphs in order, the longest first: a short one may well stand elsewhere by chance too."""
        for n in sorted(self._spans, key=lambda n: -self._source.paragraphs[n].words):
            start, stop = self._gap(n)
            fitting = (span for span in self._spans[n] if start <= span[0] and span[1] <= stop)
            if span := next(fitting, None):
                self._placed[n] = span
                insort(self._order, n)

    def _neighbors(self, n: int) -> tuple[int | None, int | None]:
        k = bisect_left(self._order, n)
        after = k + (self._order[k : k + 1] == [n])
        return self._order[k - 1] if k else None, self._order[after] if after < len(self._order) else None

    def _gap(self, n: int) -> Span:
        """Return which words stand between the placed neighbors of a paragraph."""
        before, after = self._neighbors(n)
        return (
            self._placed[before][1] if before is not None else 0,
            self._placed[after][0] if after is not None else len(self._words),
        )

    def sought(self, citing: Mapping[str, tuple[LocatedClaim, ...]]) -> Iterator[ParagraphMatch]:
        """Yield what became of each paragraph."""
        for n, paragraph in enumerate(self._source.paragraphs):
            before, after = (None if m is None else self._source.paragraphs[m] for m in self._neighbors(n))
            if not self._is_copied:
                before = after = None
            claims = citing.get(f"{self._source.id}#P{paragraph.n}", ())
            yield ParagraphMatch(self._source, paragraph, *self._fate(n), (before, after), claims)

    def _fate(self, n: int) -> tuple[MatchStatus, int | None]:
        """Return what became of a paragraph, and on which line; one without words is always there."""
        if not self._source.paragraphs[n].words:
            return "found", None
        if found := self._spans[n]:
            return "found", self._words[self._placed.get(n, found[0])[0]].line
        if not self._is_copied:
            return "absent", None
        other = self._covered.find(0, *self._gap(n))
        return ("changed", self._words[other].line) if other >= 0 else ("missing", None)
