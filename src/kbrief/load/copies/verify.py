"""Whether a copy of a source's text still has the paragraphs that a brief cites."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from kbrief.load.copies.decoding import declared_charset, decoded, looks_like_html, not_too_long
from kbrief.load.copies.fingerprints import Print, Span, spans_of
from kbrief.load.copies.htmltext import html_lines
from kbrief.load.copies.readings import Line, Word, words_of
from kbrief.load.find import printable, read_file
from kbrief.model import Brief, Paragraph, Source
from kbrief.model.claims import Placed, all_claims

SoughtStatus = Literal["found", "changed", "missing"]


@dataclass(frozen=True)
class Sought:
    """A paragraph as sought in a copy: found, or not found and between which paragraphs it would stand.

    It is changed where other words stand there, else missing. `line` is where it begins, or what stands in its place.
    """

    source: Source
    paragraph: Paragraph
    status: SoughtStatus
    line: int | None
    between: tuple[Paragraph | None, Paragraph | None]
    claims: tuple[Placed, ...]

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
    data, name = read_file(path), printable(str(path))
    if looks_like_html(data, path.suffix):
        lines = tuple(html_lines(decoded(data, name, declared_charset(data))))
    else:
        lines = tuple((text, n) for n, text in enumerate(decoded(data, name).split("\n"), 1))
    not_too_long(name, sum(len(text) for text, _ in lines))
    return lines


def verify(brief: Brief, lines: Iterable[Line]) -> tuple[Sought, ...]:
    """Return every paragraph of the sources that a copy is of, in the order of the record.

    Where a brief has several sources, a copy is of those of which a cited paragraph is found; of all if there is none.
    """
    words, citing = words_of(lines), _citing(brief)
    paragraphs = chain.from_iterable(source.paragraphs for source in brief.sources)
    spans = spans_of(words, {print_of(paragraph) for paragraph in paragraphs if paragraph.words})
    sought = [tuple(_Record(source, words, spans).sought(citing)) for source in brief.sources]
    meant = [found for found in sought if any(one.claims and one.status == "found" for one in found)]
    return tuple(chain.from_iterable(meant or sought))


def _citing(brief: Brief) -> dict[str, tuple[Placed, ...]]:
    """Return the claims that cite each paragraph."""
    citing: dict[str, list[Placed]] = defaultdict(list)
    for placed in all_claims(brief):
        for cite in dict.fromkeys(placed.claim.cites):
            citing[cite].append(placed)
    return {cite: tuple(claims) for cite, claims in citing.items()}


def print_of(paragraph: Paragraph) -> Print:
    """Return a paragraph's fingerprint."""
    return paragraph.words, bytes.fromhex(paragraph.sha256)


class _Record:
    """The paragraphs of one source, and where a copy has them."""

    def __init__(self, source: Source, words: Sequence[Word], spans: Mapping[Print, Sequence[Span]]) -> None:
        self._source = source
        self._words = words
        self._spans = {n: spans.get(print_of(paragraph), ()) for n, paragraph in enumerate(source.paragraphs)}
        self._order: list[int] = []
        self._placed: dict[int, Span] = {}
        self._place()
        self._covered = bytearray(word.runs_along for word in words)
        for start, stop in (span for found in self._spans.values() for span in found):
            self._covered[start:stop] = b"\1" * (stop - start)

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

    def sought(self, citing: Mapping[str, tuple[Placed, ...]]) -> Iterator[Sought]:
        """Yield what became of each paragraph."""
        for n, paragraph in enumerate(self._source.paragraphs):
            before, after = (None if m is None else self._source.paragraphs[m] for m in self._neighbors(n))
            claims = citing.get(f"{self._source.id}#P{paragraph.n}", ())
            yield Sought(self._source, paragraph, *self._fate(n), (before, after), claims)

    def _fate(self, n: int) -> tuple[SoughtStatus, int | None]:
        """Return what became of a paragraph, and on which line; one without words is always there."""
        if not self._source.paragraphs[n].words:
            return "found", None
        if found := self._spans[n]:
            return "found", self._words[self._placed.get(n, found[0])[0]].line
        other = self._covered.find(0, *self._gap(n))
        return ("changed", self._words[other].line) if other >= 0 else ("missing", None)
