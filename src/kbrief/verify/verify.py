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

#: The number of words, and the SHA-256 of the words in UTF-8, joined by single spaces.
Fingerprint = tuple[int, bytes]

#: The index of the first word, and that after the last.
Span = tuple[int, int]

#: The most line-end hyphens for which every combination of joining is tried: 64 of them.
MAX_HYPHENS = 6


def find_fingerprints(
    words: Sequence[Word], fingerprints: Iterable[Fingerprint]
) -> dict[Fingerprint, tuple[Span, ...]]:
    """Return the places of each fingerprint in the first of the word sequences that has it."""
    spans: dict[Fingerprint, tuple[Span, ...]] = {}
    missing = set(fingerprints)
    for sequence in word_sequences(words):
        places_by_fingerprint = defaultdict(list)
        for start, fingerprint in _Seeker(sequence).seek(missing):
            places_by_fingerprint[fingerprint].append(
                (sequence.covers[start][0], sequence.covers[start + fingerprint[0] - 1][1])
            )
        spans |= {fingerprint: tuple(sorted(places)) for fingerprint, places in places_by_fingerprint.items()}
        missing -= spans.keys()
    return spans | _with_some_hyphens_joined(words, missing, spans.values()) if spans else spans


def _with_some_hyphens_joined(
    words: Sequence[Word], fingerprints: Iterable[Fingerprint], known_spans: Iterable[tuple[Span, ...]]
) -> dict[Fingerprint, tuple[Span, ...]]:
    """Return where fingerprints are found if some line-end hyphens are joined and others are not.

    Only lines outside `known_spans` are searched, and windows with at most MAX_HYPHENS such hyphens.
    """
    covered = bytearray(len(words))
    for start, stop in chain.from_iterable(known_spans):
        covered[start:stop] = b"\1" * (stop - start)
    indexes = [n for n, word in enumerate(words) if not word.is_header_or_footer]
    starts = [k for k, n in enumerate(indexes) if words[n].is_line_start and not covered[n]]
    hyphens_before = [*accumulate((words[n].is_hyphen_continuation for n in indexes), initial=0)]
    spans: dict[Fingerprint, tuple[Span, ...]] = {}
    for (length, digest), k in product(fingerprints, starts):
        # Counting finds the windows without a hyphen, or with too many: there may be a million.
        hyphens = hyphens_before[min(k + length + 1, len(indexes))] - hyphens_before[k + 1]
        if not 0 < hyphens <= MAX_HYPHENS:
            continue
        for stop in _choices(words, indexes[k : k + length + MAX_HYPHENS], length, digest):
            spans[length, digest] = ((indexes[k], stop),)
    return spans


def _choices(words: Sequence[Word], window: Sequence[int], length: int, digest: bytes) -> Iterator[int]:
    """Yield the end of each window that has a fingerprint if some of its hyphenated words are joined."""
    hyphens = [k for k, n in enumerate(window) if k and words[n].is_hyphen_continuation]
    for count in range(1, len(window) - length + 1):
        in_window = [k for k in hyphens if k < length + count]
        for joined in combinations(in_window, count) if len(in_window) <= MAX_HYPHENS else ():
            if _digest(words, window[: length + count], joined) == digest:
                yield window[length + count - 1] + 1


def _digest(words: Sequence[Word], window: Sequence[int], joined: Collection[int]) -> bytes:
    """Return the SHA-256 of the words of a window, some of them joined to the word before."""
    text = "".join(words[n].text if k in joined else f" {words[n].text}" for k, n in enumerate(window))
    return hashlib.sha256(text.removeprefix(" ").encode()).digest()


class _Seeker:
    """Looks for fingerprints in one word sequence."""

    def __init__(self, sequence: WordSequence) -> None:
        encoded = [word.encode() for word in sequence.words]
        self._line_starts = sequence.line_starts
        self._count = len(encoded)
        self._text = b" ".join(encoded)
        self._starts = tuple(accumulate((len(word) + 1 for word in encoded), initial=0))

    def seek(self, wanted: Iterable[Fingerprint]) -> Iterator[tuple[int, Fingerprint]]:
        """Yield (index of the word, fingerprint): first those at the start of a line or after a match, then the others.

        A paragraph usually begins a line, so that a true copy needs few windows.
        """
        by_length = _by_length(wanted)
        missing = _by_length(wanted)
        queue, checked = [*reversed(self._line_starts)], bytearray(self._count + 1)
        while queue:
            start = queue.pop()
            if checked[start]:
                continue
            checked[start] = 1
            for length, digest in self._fingerprints_at(start, by_length):
                missing[length].discard(digest)
                queue.append(start + length)
                yield start, (length, digest)
        for length, digests in missing.items():
            yield from self._anywhere(length, digests, checked)

    def _fingerprints_at(self, start: int, wanted: Mapping[int, set[bytes]]) -> Iterator[Fingerprint]:
        for length, digests in wanted.items():
            if start + length <= self._count and (digest := self._digest(start, length)) in digests:
                yield length, digest

    def _anywhere(self, length: int, digests: set[bytes], checked: bytearray) -> Iterator[tuple[int, Fingerprint]]:
        for start in range(self._count - length + 1) if digests else ():
            if not checked[start] and (digest := self._digest(start, length)) in digests:
                yield start, (length, digest)

    def _digest(self, start: int, length: int) -> bytes:
        return hashlib.sha256(self._text[self._starts[start] : self._starts[start + length] - 1]).digest()


def _by_length(fingerprints: Iterable[Fingerprint]) -> dict[int, set[bytes]]:
    digests: dict[int, set[bytes]] = defaultdict(set)
    for length, digest in fingerprints:
        digests[length].add(digest)
    return digests


MatchStatus = Literal["found", "changed", "missing", "absent"]

#: How many matched words make a file a copy of a source: fewer may match by chance.
MIN_MATCHED_WORDS = 5


@dataclass(frozen=True)
class ParagraphMatch:
    """The result of looking for a paragraph in a copy; `between` are its neighbors that were found.

    `status` is found; changed if other words are in its place; missing if none are; absent if the file is no copy of
    the source. `line` is the line of the paragraph, or of the words in its place.
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
    """Return a match for every paragraph of the sources that the lines are a copy of, in the order of the record.

    If a brief has several sources, they are those with a cited paragraph in the copy; all of them if there is none.
    """
    words, citing = split_words(lines), _citing(brief)
    paragraphs = chain.from_iterable(source.paragraphs for source in brief.sources)
    spans = find_fingerprints(words, {fingerprint_of(paragraph) for paragraph in paragraphs if paragraph.words})
    by_source = [tuple(_Record(source, words, spans).matches(citing)) for source in brief.sources]
    copies = [matches for matches in by_source if all(match.status != "absent" for match in matches)]
    cited = [matches for matches in copies if any(match.claims and match.status == "found" for match in matches)]
    return tuple(chain.from_iterable(cited or by_source))


def _citing(brief: Brief) -> dict[str, tuple[LocatedClaim, ...]]:
    """Return the claims that cite each paragraph."""
    by_citation: dict[str, list[LocatedClaim]] = defaultdict(list)
    for located in all_claims(brief):
        for cite in dict.fromkeys(located.claim.cites):
            by_citation[cite].append(located)
    return {cite: tuple(claims) for cite, claims in by_citation.items()}


def fingerprint_of(paragraph: Paragraph) -> Fingerprint:
    """Return a paragraph's fingerprint."""
    return paragraph.words, bytes.fromhex(paragraph.sha256)


class _Record:
    """The paragraphs of one source and their places in a copy."""

    def __init__(self, source: Source, words: Sequence[Word], spans: Mapping[Fingerprint, Sequence[Span]]) -> None:
        self._source = source
        self._words = words
        self._spans = {n: spans.get(fingerprint_of(paragraph), ()) for n, paragraph in enumerate(source.paragraphs)}
        self._is_copied = self._has_enough()
        self._order: list[int] = []
        self._placed: dict[int, Span] = {}
        self._place()
        self._covered = bytearray(word.is_header_or_footer for word in words)
        for start, stop in (span for spans in self._spans.values() for span in spans):
            self._covered[start:stop] = b"\1" * (stop - start)

    def _has_enough(self) -> bool:
        """Whether enough of the source is in the file: some words, or half of its paragraphs."""
        matched = [self._source.paragraphs[n].words for n, spans in self._spans.items() if spans]
        expected = sum(1 for paragraph in self._source.paragraphs if paragraph.words)
        return sum(matched) >= MIN_MATCHED_WORDS or len(matched) * 2 >= expected

    def _place(self) -> None:
        """Place the paragraphs in order, the longest first: a short one may be elsewhere too by chance."""
        for n in sorted(self._spans, key=lambda n: -self._source.paragraphs[n].words):
            start, stop = self._gap(n)
            candidates = (span for span in self._spans[n] if start <= span[0] and span[1] <= stop)
            if span := next(candidates, None):
                self._placed[n] = span
                insort(self._order, n)

    def _neighbors(self, n: int) -> tuple[int | None, int | None]:
        k = bisect_left(self._order, n)
        after = k + (self._order[k : k + 1] == [n])
        return self._order[k - 1] if k else None, self._order[after] if after < len(self._order) else None

    def _gap(self, n: int) -> Span:
        """Return the span between the placed neighbors of a paragraph."""
        before, after = self._neighbors(n)
        return (
            self._placed[before][1] if before is not None else 0,
            self._placed[after][0] if after is not None else len(self._words),
        )

    def matches(self, citing: Mapping[str, tuple[LocatedClaim, ...]]) -> Iterator[ParagraphMatch]:
        """Yield the match of each paragraph."""
        for n, paragraph in enumerate(self._source.paragraphs):
            before, after = (None if m is None else self._source.paragraphs[m] for m in self._neighbors(n))
            if not self._is_copied:
                before = after = None
            claims = citing.get(f"{self._source.id}#P{paragraph.n}", ())
            yield ParagraphMatch(self._source, paragraph, *self._status(n), (before, after), claims)

    def _status(self, n: int) -> tuple[MatchStatus, int | None]:
        """Return the status and the line of a paragraph; one without words is always found."""
        if not self._source.paragraphs[n].words:
            return "found", None
        if spans := self._spans[n]:
            return "found", self._words[self._placed.get(n, spans[0])[0]].line
        if not self._is_copied:
            return "absent", None
        index = self._covered.find(0, *self._gap(n))
        return ("changed", self._words[index].line) if index >= 0 else ("missing", None)
