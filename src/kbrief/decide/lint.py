"""Whether a draft keeps to the message: which points it raises and misses, its figures, and its words of likelihood."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from typing import Any, Literal, NamedTuple

from kbrief.decide.figures import Quantity, Recorded, quantities, recorded
from kbrief.decide.folding import fold, line_starts, shown
from kbrief.decide.likely import Said, confidences, korean_likelihoods, likelihoods, strays
from kbrief.decide.phrases import hits
from kbrief.decide.rank import Placement, Ranking
from kbrief.decide.sentences import sentence_of, sentence_starts
from kbrief.errors import Level
from kbrief.model import ListName

Rule = Literal[
    "minimized-raised", "hold-raised", "emphasized-missed", "figure-differs", "figure-uncleared",
    "likelihood-with-confidence", "mixed-likelihood",
]  # fmt: skip

LEVELS: dict[Rule, Level] = {
    "minimized-raised": "error",
    "figure-differs": "error",
    "likelihood-with-confidence": "error",
    "hold-raised": "warning",
    "emphasized-missed": "warning",
    "figure-uncleared": "warning",
    "mixed-likelihood": "warning",
}
"""How bad each finding is, the rules in the order in which a verdict counts them."""

RAISED: Mapping[ListName, Rule] = {"minimize": "minimized-raised", "hold": "hold-raised"}
"""The rule that a point breaks which a draft raises, by its list."""

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


@dataclass(frozen=True)
class Linted:
    """What a draft was checked against, and what was found, in the order of the text."""

    ranking: Ranking
    text: str
    found: tuple[Found, ...]

    @property
    def verdict(self) -> Verdict:
        """Whether the draft is on message: no where there is an error, in part where there are warnings."""
        levels = {LEVELS[one.rule] for one in self.found}
        return "no" if "error" in levels else "in part" if levels else "yes"

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
    found = chain(draft.missed(), draft.raised(), draft.figures(), draft.mixed_judgments(), draft.mixed_rows())
    return Linted(ranking, text, tuple(sorted(found, key=lambda one: (one.start, list(LEVELS).index(one.rule)))))


class _Draft:
    """A draft, looked at from all sides; places are those of the folded text, until they are told."""

    def __init__(self, ranking: Ranking, text: str) -> None:
        self._ranking = ranking
        self._text = text
        self._folded = fold(text)
        self._starts = sentence_starts(text)
        self._hits = hits(ranking.brief.points, text, self._folded)

    def _sentence(self, said: Said | Quantity) -> int:
        return sentence_of(self._starts, self._folded.at[said.start])

    def _span(self, number: int) -> tuple[int, int]:
        """Return from where to where a sentence stands in the folded text."""
        edges = (*self._starts[number : number + 2], len(self._text))[:2]
        return bisect_left(self._folded.at, edges[0]), bisect_left(self._folded.at, edges[1])

    def _found(self, rule: Rule, said: Said | Quantity, **about: Any) -> Found:
        """Return a finding at what is said."""
        start, stop = self._folded.origin(said.start, said.stop)
        return Found(rule, start, shown(self._text[start:stop]), **about)

    def missed(self) -> Iterator[Found]:
        """Yield the points to lead with that the draft does not raise, at its start."""
        raised = {point for hit in self._hits for point in hit.points}
        for placement in self._ranking.emphasized:
            if placement.point.id not in raised:
                yield Found("emphasized-missed", 0, placement=placement)

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

    def figures(self) -> Iterator[Found]:
        """Yield the figures that differ from the record's on the same thing, and those not cleared for use."""
        raised: dict[int, set[str]] = {}
        for hit in self._hits:
            raised.setdefault(sentence_of(self._starts, hit.start), set()).update(hit.points)
        known = recorded(self._ranking.brief)
        for number, group in groupby(quantities(self._folded.text), key=self._sentence):
            start, stop = self._span(number)
            sentence, said = self._folded.text[start:stop], [quantity.moved(-start) for quantity in group]
            for figure in known:
                meant = figure.meant(sentence, said, raised.get(number, ()))
                yield from self._compared(figure, [quantity.moved(start) for quantity in meant])

    def _compared(self, figure: Recorded, meant: Sequence[Quantity]) -> Iterator[Found]:
        """Yield what is wrong with quantities that stand for a figure; beside the right one, others are others."""
        right = [quantity for quantity in meant if quantity.equals(figure.quantity)]
        if not right:
            yield from (self._found("figure-differs", quantity, figure=figure) for quantity in meant)
        elif figure.figure.caution:
            yield self._found("figure-uncleared", right[0], figure=figure)

    def mixed_judgments(self) -> Iterator[Found]:
        """Yield the sentences that say both how likely and how confident."""
        for number, group in groupby(confidences(self._folded.text), key=self._sentence):
            start, stop = self._span(number)
            sentence = self._folded.text[start:stop]
            likely = next(chain(likelihoods(sentence), korean_likelihoods(sentence)), None)
            if likely:
                yield self._found("likelihood-with-confidence", next(group), other=likely.word)

    def mixed_rows(self) -> Iterator[Found]:
        """Yield the words of likelihood that are of another row than most."""
        for stray in strays(tuple(likelihoods(self._folded.text))):
            yield self._found("mixed-likelihood", stray.said, other=stray.usual, instead=stray.instead)
