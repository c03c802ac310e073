"""Whether a draft keeps to the message: which points it raises and misses, its figures, and its words of likelihood."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from typing import Any, Literal, NamedTuple, TypeVar

from kbrief.decide.lint.figures import Recorded, recorded
from kbrief.decide.lint.folding import fold, line_starts, shown
from kbrief.decide.lint.likelihoods import Said, confidences, korean_likelihoods, korean_strays, likelihoods, strays
from kbrief.decide.lint.phrases import exactly, hits
from kbrief.decide.lint.quantities import Quantity, quantities
from kbrief.decide.lint.sentences import sentence_of, sentence_starts
from kbrief.decide.rank import Placement, Ranking
from kbrief.errors import Level
from kbrief.model import ListName, Point, Term

Rule = Literal[
    "minimized-raised", "hold-raised", "emphasized-missed", "figure-differs", "figure-uncleared",
    "likelihood-with-confidence", "mixed-likelihood", "word-to-avoid",
]  # fmt: skip

LEVELS: dict[Rule, Level] = {
    "minimized-raised": "error",
    "figure-differs": "error",
    "likelihood-with-confidence": "error",
    "hold-raised": "warning",
    "emphasized-missed": "warning",
    "figure-uncleared": "warning",
    "mixed-likelihood": "warning",
    "word-to-avoid": "warning",
}
"""How bad each finding is, the rules in the order in which a verdict counts them."""

RAISED: Mapping[ListName, Rule] = {"minimize": "minimized-raised", "hold": "hold-raised"}
"""The rule that a point breaks which a draft raises, by its list."""

Place = TypeVar("Place", bound=Said | Quantity)

Verdict = Literal["yes", "in part", "no"]


class Found(NamedTuple):
    """One finding: its place in the draft, the words there, and what they are about, by rule."""

    rule: Rule
    start: int
    quote: str = ""
    placement: Placement | None = None
    figure: Recorded | None = None
    other: str = ""
    instead: str = ""
    term: Term | None = None


@dataclass(frozen=True)
class Linted:
    """What a draft was checked against, and what was found, in the order of the text; what it misses comes last."""

    ranking: Ranking
    text: str
    found: tuple[Found, ...]

    @property
    def verdict(self) -> Verdict:
        """Whether the draft is on message: no with an error or no point to lead with, in part with warnings."""
        levels = {LEVELS[one.rule] for one in self.found}
        missed = sum(one.rule == "emphasized-missed" for one in self.found)
        if "error" in levels or (missed and missed == len(self.ranking.emphasized)):
            return "no"
        return "in part" if levels else "yes"

    @cached_property
    def _lines(self) -> list[int]:
        return line_starts(self.text)

    def place(self, found: Found) -> tuple[int, int]:
        """Return line and column of a finding, both from 1."""
        line = bisect_right(self._lines, found.start)
        return line, found.start - self._lines[line - 1] + 1


def lint(ranking: Ranking, text: str) -> Linted:
    """Check a draft against the lists; what is not to be read (code, comments) is blank in `text`."""
    draft = _Draft(ranking, text)
    there = chain(draft.raised(), draft.figures, draft.mixed_judgments(), draft.mixed_rows(), draft.avoidable())
    in_order = sorted(there, key=lambda one: (one.start, list(LEVELS).index(one.rule)))
    return Linted(ranking, text, (*in_order, *draft.missed()))


class _Draft:
    """A draft, looked at from all sides; places are those of the folded text, until they are told."""

    def __init__(self, ranking: Ranking, text: str) -> None:
        self._ranking = ranking
        self._text = text
        self._folded = fold(text)
        self._starts = sentence_starts(text)
        self._hits = hits(ranking.brief.points, text, self._folded)

    def _shown(self, said: Said | Quantity) -> str:
        start, stop = self._folded.origin(said.start, said.stop)
        return shown(self._text[start:stop])

    def _found(self, rule: Rule, said: Said | Quantity, **about: Any) -> Found:
        """Return a finding at what is said."""
        return Found(rule, self._folded.at[said.start], self._shown(said), **about)

    def missed(self) -> Iterator[Found]:
        """Yield the points to lead with that the draft does not raise, at its start."""
        raised = {point for hit in self._hits for point in hit.points}
        raised |= {point for one in self.figures if one.figure for point in one.figure.points}
        for placement in self._ranking.emphasized:
            if placement.point.id not in raised and not self._has_line(placement.point):
                yield Found("emphasized-missed", 0, placement=placement)

    def _has_line(self, point: Point) -> bool:
        """Whether the draft has a point's line to take, word for word."""
        texts = point.say.text.en, point.say.text.ko
        return any(words_of(text) in self._words for text in texts if text)

    @cached_property
    def _words(self) -> str:
        return words_of(self._text)

    def raised(self) -> Iterator[Found]:
        """Yield the points raised that are to be kept low or held, each once a sentence."""
        standing = {placement.point.id: placement for placement in self._ranking.placements}
        seen: set[tuple[int, str]] = set()
        for hit in self._hits:
            for point in hit.points:
                key = sentence_of(self._starts, hit.start), point
                rule = RAISED.get(standing[point].list)
                if rule and key not in seen:
                    seen.add(key)
                    yield Found(rule, hit.start, hit.quote, standing[point])

    @cached_property
    def figures(self) -> tuple[Found, ...]:
        """The figures that differ from the record's on the same thing, and those not cleared for use."""
        return tuple(self._figures())

    def _figures(self) -> Iterator[Found]:
        raised: dict[int, set[str]] = {}
        for hit in self._hits:
            raised.setdefault(sentence_of(self._starts, hit.start), set()).update(hit.points)
        known = recorded(self._ranking.brief)
        for number, start, sentence, said in self._by_part(quantities(self._folded.text), self._starts):
            there = [quantity.moved(-start) for quantity in said]
            for figure in known:
                for rule, quantity in figure.compared(sentence, there, raised.get(number, ())):
                    yield self._found(rule, quantity.moved(start), figure=figure)

    def mixed_judgments(self) -> Iterator[Found]:
        """Yield the sentences that say both how likely and how confident; the cells of a table are apart."""
        cells = sorted({*self._starts, *(found.end() for found in re.finditer(r"\|", self._text))})
        for _, start, cell, said in self._by_part(confidences(self._folded.text), cells):
            likely = next(chain(likelihoods(cell), korean_likelihoods(cell)), None)
            if likely:
                other = self._shown(likely.moved(start))
                yield self._found("likelihood-with-confidence", said[0], other=other)

    def mixed_rows(self) -> Iterator[Found]:
        """Yield the words of likelihood that are of another row than most."""
        text = self._folded.text
        for stray in chain(strays([*likelihoods(text)]), korean_strays([*korean_likelihoods(text)])):
            yield self._found("mixed-likelihood", stray.said, other=self._shown(stray.usual), instead=stray.instead)

    def avoidable(self) -> Iterator[Found]:
        """Yield the words that the brief's glossary avoids, as it has them and in any case."""
        for term in self._ranking.brief.glossary.values():
            for found in chain.from_iterable(exactly(w).finditer(self._folded.text) for w in drafted(term)):
                start, stop = self._folded.origin(*found.span())
                yield Found("word-to-avoid", start, shown(self._text[start:stop]), term=term)

    def _by_part(self, said: Iterable[Place], starts: Sequence[int]) -> Iterator[tuple[int, int, str, list[Place]]]:
        """Yield (number, place, text, what is said there) for each part of the folded text, by where parts start."""
        at = self._folded.at
        for number, group in groupby(said, lambda one: sentence_of(starts, at[one.start])):
            edges = (*starts[number : number + 2], len(self._text))[:2]
            start, stop = bisect_left(at, edges[0]), bisect_left(at, edges[1])
            yield number, start, self._folded.text[start:stop], [*group]


def drafted(term: Term) -> tuple[str, ...]:
    """Return the words that a draft should not use for a term; those of the method are none of a draft's."""
    return () if term.method else term.avoid


def words_of(text: str) -> str:
    """Return the words of a text, folded, with one space around each."""
    words = re.findall(r"\w+", fold(text).text)
    return f" {' '.join(words)} "
