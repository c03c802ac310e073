"""Check whether a draft keeps to the message: the points it raises and misses, its figures, its words of likelihood."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from typing import Any, Literal, NamedTuple, TypeVar

from kbrief.decide.rank import Placement, Ranking
from kbrief.errors import Level
from kbrief.lint.context import MentionFinder, Reason
from kbrief.lint.figures import SourceQuantity, source_quantities
from kbrief.lint.language import is_foreign
from kbrief.lint.likelihood import (
    WordMatch,
    confidences,
    find_mixed_korean_words,
    find_mixed_words,
    korean_likelihoods,
    likelihoods,
)
from kbrief.lint.quantities import Quantity, quantities
from kbrief.lint.term_patterns import exact_pattern
from kbrief.lint.terms import TermMatch, find_terms, index_draft
from kbrief.lint.text import fold, line_starts, on_one_line, sentence_of, sentence_starts
from kbrief.model import Brief, ListName, Point, Term

Rule = Literal[
    "minimized-raised", "hold-raised", "emphasized-missed", "figure-differs", "figure-uncleared",
    "likelihood-with-confidence", "mixed-likelihood", "word-to-avoid", "mention-only",
]  # fmt: skip

#: The level of each rule; findings at the same place are in the order of the rules.
LEVELS: dict[Rule, Level] = {
    "minimized-raised": "error",
    "figure-differs": "error",
    "likelihood-with-confidence": "error",
    "hold-raised": "warning",
    "emphasized-missed": "warning",
    "figure-uncleared": "warning",
    "mixed-likelihood": "warning",
    "word-to-avoid": "warning",
    "mention-only": "warning",
}

#: The rule that is broken by raising a point of a list.
RULE_BY_LIST: Mapping[ListName, Rule] = {"minimize": "minimized-raised", "hold": "hold-raised"}

#: Glossary entries that are terms of the method: the words to avoid for them bind the brief, not a draft.
METHOD_TERMS = frozenset(
    (
        "key-issue", "talking-point", "line-to-take", "if-raised", "rating", "tally", "list", "emphasize", "hold",
        "minimize", "stated", "inferred", "unknown", "basis", "stability", "weight-stability", "flip", "borderline",
        "moved-by-inference", "break-even", "value-of-watching", "no-regret", "regret", "tension", "gap", "precedent",
        "sign", "watch-list", "as-of", "trace",
    )
)  # fmt: skip

Located = TypeVar("Located", bound=WordMatch | Quantity)

Verdict = Literal["yes", "in part", "no"]


class LintFinding(NamedTuple):
    """A finding: its place in the draft, the words there, and the point, figure or term that they are about.

    `others` are further places of the same finding, `missed` the points of `emphasized-missed`, and `reason` is why
    the words of a `mention-only` do not raise their point.
    """

    rule: Rule
    start: int
    quote: str = ""
    placement: Placement | None = None
    figure: SourceQuantity | None = None
    other: str = ""
    instead: str = ""
    term: Term | None = None
    others: tuple[int, ...] = ()
    missed: tuple[Placement, ...] = ()
    reason: Reason = ""


@dataclass(frozen=True)
class LintReport:
    """The findings of a draft in the order of the text, the missed points last, and the ranking it was checked against."""

    ranking: Ranking
    text: str
    findings: tuple[LintFinding, ...]
    is_foreign: bool = False

    @property
    def verdict(self) -> Verdict:
        """Whether the draft is on message: "no" with an error or if it raises no point to emphasize, "in part" with warnings."""
        levels = {LEVELS[finding.rule] for finding in self.findings}
        missed = sum(len(finding.missed) for finding in self.findings)
        if "error" in levels or (missed and missed == len(self.ranking.emphasized)):
            return "no"
        return "in part" if levels else "yes"

    @cached_property
    def _lines(self) -> list[int]:
        return line_starts(self.text)

    def place(self, finding: LintFinding) -> tuple[int, int]:
        """Return line and column of a finding, both from 1."""
        line = bisect_right(self._lines, finding.start)
        return line, finding.start - self._lines[line - 1] + 1

    def lines(self, finding: LintFinding) -> tuple[int, ...]:
        """Return all lines of a finding, in order."""
        places = (finding.start, *finding.others)
        return tuple(dict.fromkeys(bisect_right(self._lines, place) for place in places))


def lint_text(ranking: Ranking, text: str) -> LintReport:
    """Return the findings of a draft against a ranking; code and comments are blank in `text`."""
    return lint_readers([ranking], text)[0]


def lint_readers(rankings: Sequence[Ranking], text: str) -> tuple[LintReport, ...]:
    """Return the findings of a draft against the rankings for several readers; the draft is read once."""
    draft = _Draft(rankings[0].brief, text)
    return tuple(_report(draft, ranking) for ranking in rankings)


def _report(draft: "_Draft", ranking: Ranking) -> LintReport:
    rules = list(LEVELS)
    findings = merge(chain(draft.raised(ranking), draft.figures, draft.judgments))
    in_order = sorted(findings, key=lambda finding: (finding.start, rules.index(finding.rule)))
    return LintReport(ranking, draft.text, (*in_order, *draft.missed(ranking)), draft.is_foreign)


def merge(findings: Iterable[LintFinding]) -> Iterator[LintFinding]:
    """Yield each finding once, at its first place, with the further places of equal ones."""
    by_key: dict[tuple[object, ...], list[LintFinding]] = {}
    for finding in findings:
        point = finding.placement.point.id if finding.placement else ""
        key = (finding.rule, finding.reason, point) if point else (*finding[:3], *map(id, finding[4:5]), *finding[5:7])
        by_key.setdefault(key, []).append(finding)
    for group in by_key.values():
        first = min(group, key=lambda finding: finding.start)
        yield first._replace(others=tuple(sorted({finding.start for finding in group} - {first.start})))


class _Draft:
    """A draft with everything found in it; places are those in the original text."""

    def __init__(self, brief: Brief, text: str) -> None:
        self._brief = brief
        self.text = text
        self._folded = fold(text)
        self._sentence_starts = sentence_starts(text)
        draft = index_draft(text, self._folded, self._sentence_starts)
        self._matches = find_terms(brief.points, draft, brief.glossary.values())
        self._mention_finder = MentionFinder(draft)
        self._reasons: dict[tuple[str, int, bool], Reason] = {}
        self._points = {point.id: point for point in brief.points}
        self.is_foreign = is_foreign(text)

    @cached_property
    def _first_matches(self) -> Sequence[tuple[str, TermMatch]]:
        """The points in each sentence, with the first term of each."""
        first: dict[tuple[int, str], TermMatch] = {}
        for match in self._matches:
            number = sentence_of(self._sentence_starts, match.start)
            for point in match.points:
                first.setdefault((number, point), match)
        return [(point, match) for (_, point), match in first.items()]

    def _reason(self, point: str, match: TermMatch, *, is_error: bool) -> Reason:
        """Return why a term only mentions its point, "" if it raises it."""
        key = point, match.start, is_error
        if key not in self._reasons:
            self._reasons[key] = self._mention_finder.reason(self._points[point], match, is_error=is_error)
        return self._reasons[key]

    def _on_one_line(self, words: WordMatch | Quantity) -> str:
        start, stop = self._folded.origin(words.start, words.stop)
        return on_one_line(self.text[start:stop])

    def _at(self, rule: Rule, words: WordMatch | Quantity, **fields: Any) -> LintFinding:
        """Return a finding at some words of the folded text."""
        return LintFinding(rule, self._folded.offsets[words.start], self._on_one_line(words), **fields)

    def missed(self, ranking: Ranking) -> Iterator[LintFinding]:
        """Yield one finding with all points to emphasize that the draft does not raise."""
        emphasized = {placement.point.id for placement in ranking.emphasized}
        raised = set[str]()
        for point, match in self._first_matches:
            if point in emphasized - raised and not self._reason(point, match, is_error=False):
                raised.add(point)
        raised |= {point for finding in self.figures if finding.figure for point in finding.figure.points}
        missed = tuple(
            placement
            for placement in ranking.emphasized
            if placement.point.id not in raised and not self._has_line(placement.point)
        )
        if missed:
            yield LintFinding("emphasized-missed", 0, missed=missed)

    def _has_line(self, point: Point) -> bool:
        """Whether the draft has the line to take of a point, word for word."""
        texts = (point.say.text.en, point.say.text.ko) if point.say else ()
        return any(normalize_words(text) in self._words for text in texts if text)

    @cached_property
    def _words(self) -> str:
        return join_words(self._folded.text)

    def raised(self, ranking: Ranking) -> Iterator[LintFinding]:
        """Yield the points to minimize or hold that are raised or mentioned, each once per sentence."""
        placements = {placement.point.id: placement for placement in ranking.placements}
        for point, match in self._first_matches:
            rule = RULE_BY_LIST.get(placements[point].list)
            if rule:
                reason = self._reason(point, match, is_error=LEVELS[rule] == "error")
                finding_rule: Rule = "mention-only" if reason else rule
                yield LintFinding(finding_rule, match.start, match.quote, placements[point], reason=reason)

    @cached_property
    def figures(self) -> tuple[LintFinding, ...]:
        """The figures that differ from those of the sources, and those that are not cleared for use."""
        return tuple(self._find_figures())

    def _find_figures(self) -> Iterator[LintFinding]:
        raised: dict[int, set[str]] = {}
        for match in self._matches:
            raised.setdefault(sentence_of(self._sentence_starts, match.start), set()).update(match.points)
        known_figures = source_quantities(self._brief)
        for number, start, sentence, matches in self._by_part(quantities(self._folded.text), self._sentence_starts):
            sentence_quantities = [quantity.moved(-start) for quantity in matches]
            american_sentence = sentence.replace("defence", "defense")
            for figure in known_figures:
                for rule, quantity in figure.check_sentence(
                    american_sentence, sentence_quantities, raised.get(number, ())
                ):
                    yield self._at(rule, quantity.moved(start), figure=figure)

    @cached_property
    def judgments(self) -> tuple[LintFinding, ...]:
        """The findings of words of judgment, and the words to avoid."""
        return tuple(chain(self._mixed_judgments(), self._mixed_rows(), self._avoidable()))

    def _mixed_judgments(self) -> Iterator[LintFinding]:
        """Yield the sentences or table cells with both a likelihood and a confidence."""
        cells = sorted({*self._sentence_starts, *(match.end() for match in re.finditer(r"\|", self.text))})
        for _, start, cell, words in self._by_part(confidences(self._folded.text), cells):
            likelihood = next(chain(likelihoods(cell), korean_likelihoods(cell)), None)
            if likelihood:
                other = self._on_one_line(likelihood.moved(start))
                yield self._at("likelihood-with-confidence", words[0], other=other)

    def _mixed_rows(self) -> Iterator[LintFinding]:
        """Yield the words of likelihood that are of another row of the yardstick than most."""
        text = self._folded.text
        english, korean = find_mixed_words([*likelihoods(text)]), find_mixed_korean_words([*korean_likelihoods(text)])
        for word in chain(english, korean):
            yield self._at("mixed-likelihood", word.match, other=self._on_one_line(word.usual), instead=word.instead)

    def _avoidable(self) -> Iterator[LintFinding]:
        """Yield the words that the glossary avoids, in upper or lower case."""
        for name, term in self._brief.glossary.items():
            words = (word for word in terms_to_avoid(name, term) if fold(word).text.split()[0] in self._folded.text)
            for match in chain.from_iterable(exact_pattern(word).finditer(self._folded.text) for word in words):
                start, stop = self._folded.origin(*match.span())
                yield LintFinding("word-to-avoid", start, on_one_line(self.text[start:stop]), term=term)

    def _by_part(
        self, matches: Iterable[Located], starts: Sequence[int]
    ) -> Iterator[tuple[int, int, str, list[Located]]]:
        """Yield (number, start in the folded text, text, matches) for each part that has matches."""
        offsets = self._folded.offsets
        edges = [*starts, len(self.text)]
        for number, group in groupby(matches, lambda match: sentence_of(starts, offsets[match.start])):
            start, stop = bisect_left(offsets, edges[number]), bisect_left(offsets, edges[number + 1])
            yield number, start, self._folded.text[start:stop], [*group]


def terms_to_avoid(name: str, term: Term) -> tuple[str, ...]:
    """Return the words that a draft should not use for a term, () for a term of the method."""
    return () if term.method or name in METHOD_TERMS else term.avoid


def normalize_words(text: str) -> str:
    """Return the folded words of a text, with one space around each."""
    return join_words(fold(text).text)


def join_words(folded: str) -> str:
    """Return the words of a folded text, with one space around each."""
    words = re.findall(r"\w+", folded)
    return f" {' '.join(words)} "
