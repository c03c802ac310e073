"""What the sections of a memo share: the ranking, its rows, the effects of events, and the options."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property, partial

from kbrief.decide.compare import Comparison, compare
from kbrief.decide.rank import Placement, Ranking, rank
from kbrief.decide.scenario import EffectiveRating
from kbrief.decide.stability import stability
from kbrief.i18n import _
from kbrief.i18n.formats import format_long_day
from kbrief.model import LISTS, Criterion, ListName, SpokenField, Statement
from kbrief.model.marks import Marks
from kbrief.pages.brief_text import BriefText
from kbrief.pages.memo.effects import EventEffect, effects, joint_effects
from kbrief.pages.memo.options import (
    MAX_LISTED_ROWS,
    MAX_ROW_WORDS,
    MAX_ROWS,
    MAX_SHORT_ROW_WORDS,
    MAX_SHORT_ROWS,
    MIN_ROWS,
    SHORT_SPOKEN_ON,
    SPOKEN_ON,
    TIGHTEST,
    MemoOptions,
)
from kbrief.pages.memo.rows import MAX_WORDS, MemoRow, first_names, limit_rows, memo_rows

#: A sentence names no more points than this; the rest are counted.
MAX_NAMES = 6


@dataclass(frozen=True)
class MemoContext:
    """What the sections of one memo share, each part computed once."""

    ranking: Ranking
    texts: BriefText
    options: MemoOptions
    digest: str
    marks: Marks = field(default_factory=Marks)
    compared: Comparison | None = None

    @cached_property
    def per_audience(self) -> tuple["MemoContext", ...]:
        """The contexts of the single audiences of a memo for several; empty for a memo for one."""
        rankings = self.compared.rankings.values() if self.compared else ()
        return tuple(replace(self, ranking=ranking, compared=None) for ranking in rankings)

    @property
    def administration(self) -> str | None:
        """The id of the audience of a memo for one."""
        return None if self.compared else self.ranking.scenario.administration

    @property
    def audience(self) -> str:
        """The name of the audience of a memo for one."""
        return self.texts.administration(self.administration)

    @property
    def has_subject_line(self) -> bool:
        """Whether the layout has a subject line; the Korean one has the subject as its title."""
        return self.texts.lang != "ko"

    @cached_property
    def title(self) -> str:
        """The title of the memo: the drafter's subject where the layout has no line for it."""
        subject = "" if self.has_subject_line else self.options.subject
        return subject or _("{topic}: talking points, {whom}", topic=self.topic, whom=self._scenario_phrase)

    @property
    def topic(self) -> str:
        """What the brief is about, with the name of an overlay in brackets."""
        title, overlay = self.options.topic or self.texts.text(self.texts.brief.title), self.options.overlay
        return _("{topic} [{overlay}]", topic=title, overlay=overlay) if overlay and overlay != title else title

    @cached_property
    def day(self) -> str:
        """The date of the memo in words."""
        return format_long_day(self.options.date or self.texts.today)

    @cached_property
    def _scenario_phrase(self) -> str:
        """The audience and the given events in words."""
        scenario = self.ranking.scenario
        names = [self.texts.events([event]) for event in scenario.given]
        return self.texts.scenario_phrase(
            scenario.administration, names, stated_only=scenario.stated_only, weights=self.ranking.weights,
            names=self.texts.joined_names(self.audience_names),
        )  # fmt: skip

    @property
    def audience_names(self) -> tuple[str, ...]:
        """The names of the audiences of a memo for several."""
        return tuple(context.audience for context in self.per_audience)

    @property
    def measure(self) -> str:
        """The title of the measure: tally, or score where weights differ."""
        return _("Tally") if self.ranking.weighting.has_equal_weights else _("Score")

    @property
    def threshold(self) -> str:
        """The least score of a point on EMPHASIZE."""
        return f"{float(self.ranking.weighting.threshold):g}"

    @cached_property
    def lists(self) -> dict[ListName, tuple[MemoRow, ...]]:
        """The rows of each list."""
        return {name: memo_rows(self.ranking, name, is_grouped=not self.per_audience) for name in LISTS}

    @cached_property
    def effects(self) -> tuple[EventEffect, ...]:
        """The effects of each further event, those that change most lists first."""
        if self.per_audience:
            return joint_effects(
                [(context.audience, context.effects) for context in self.per_audience], self.texts.brief.events
            )
        return effects(self.ranking, self.texts.brief.events)

    @cached_property
    def comparison(self) -> Comparison | None:
        """The comparison of audiences, None where the memo assumes none or the brief has only one."""
        if self.compared:
            return self.compared
        scenario = self.ranking.scenario
        if not scenario.counts_events or len(self.texts.brief.administrations) <= 1:
            return None
        return compare(self.texts.brief, scenario=scenario, weights=self.ranking.weights)

    def split_rows(self, name: ListName) -> tuple[tuple[MemoRow, ...], tuple[MemoRow, ...]]:
        """Return (rows shown, rows left out) of a list; on HOLD without the points that a source lists."""
        return self._split_rows[name]

    @cached_property
    def _split_rows(self) -> dict[ListName, tuple[tuple[MemoRow, ...], tuple[MemoRow, ...]]]:
        """The rows shown and the rows left out of each list."""
        is_short = self.options.is_one_page
        max_rows, max_words = (MAX_SHORT_ROWS, MAX_SHORT_ROW_WORDS) if is_short else (MAX_ROWS, MAX_ROW_WORDS)
        level = self.options.tightness
        return {
            name: limit_rows(
                [row for row in rows if not row.is_listed] if name == "hold" else rows,
                max(MIN_ROWS, max_rows[name] - level), MAX_LISTED_ROWS - level,
                partial(self._count_words, name), max_words[name] * (TIGHTEST + 1 - level) // (TIGHTEST + 1),
            )
            for name, rows in self.lists.items()
        }  # fmt: skip

    def _count_words(self, name: ListName, row: MemoRow) -> int:
        """Return about how many words a row of a list has."""
        fields = SHORT_SPOKEN_ON[name] if self.options.is_one_page else SPOKEN_ON[name]
        texts = [row.label(self.texts), *(self.wording(row.first, field) for field in fields)]
        if name == "minimize" and not self.options.is_one_page:
            texts.append(self.texts.statement(row.first.point.reason))
        return sum(len(text.split()) for text in texts)

    def rows_on(self, name: ListName) -> tuple[MemoRow, ...]:
        """Return the rows of a list that stand on it."""
        return tuple(row for row in self.lists[name] if not row.is_elsewhere)

    def strongest(self, name: ListName, maximum: int) -> str:
        """Return the first points of a list in a line, and how many follow."""
        rows = self.rows_on(name)
        if not rows:
            return _("none")
        names = [row.label(self.texts) for row in rows[:maximum]]
        while len(names) > 1 and sum(len(name.split()) for name in names) > MAX_WORDS:
            names.pop()
        left = len(rows) - len(names)
        joined = _("; ").join(names)
        return _("{points}; {count} more below", points=joined, count=left) if left else joined

    def names_of(self, rows: Iterable[MemoRow], maximum: int = MAX_NAMES) -> str:
        """Return the names of the first rows in a line, and how many follow."""
        return first_names([row.label(self.texts) for row in rows], maximum)

    def statement(self, placement: Placement, name: SpokenField) -> Statement | None:
        """Return a text of a point for the audience, or for all of several; None where it is not written yet."""
        return placement.point.spoken(name, self.administration)

    def wording(self, placement: Placement, name: SpokenField) -> str:
        """Return the wording of a text of a point after the events that count, or that it is not written yet."""
        statement = self.statement(placement, name)
        return (
            self.texts.text(statement.text_after(self.ranking.scenario.events)) if statement else _("(not written yet)")
        )

    @cached_property
    def index_by_point(self) -> dict[str, int]:
        """The index of each point among the placements, by its id."""
        return {placement.point.id: index for index, placement in enumerate(self.ranking.placements)}

    def with_own_texts(self, placement: Placement) -> tuple["MemoContext", ...]:
        """Return the contexts of the audiences for whom a point has texts of their own."""
        own_texts = placement.point.for_audience
        return tuple(context for context in self.per_audience if context.administration in own_texts)

    def listing_paragraphs(self, name: ListName) -> str:
        """Return the paragraphs in which a source lists points on a list, empty where none does."""
        cites = (
            cite
            for point in self.texts.brief.points
            for listing in point.listings
            if listing.list == name
            for cite in listing.cites
        )
        return self.texts.citations(list(dict.fromkeys(cites))[:2])

    def stability_share(self, placement: Placement) -> Fraction:
        """Return in what share of cases a point stays on its list."""
        return stability(placement, self.ranking.weighting).share

    @cached_property
    def full_ranking(self) -> Ranking:
        """The ranking with inferred ratings, which are not unknown where they do not count."""
        scenario = self.ranking.scenario
        if scenario.counts_inference:
            return self.ranking
        return rank(self.texts.brief, replace(scenario, stated_only=False), self.ranking.weights)

    def unknown_ratings(self) -> str:
        """Return how many ratings of each criterion are unknown: `Transition team, 19 of 19 points`."""
        rows = list(zip(*(context.full_ranking.placements for context in self.per_audience or (self,)), strict=True))
        counts = (
            (
                self.texts.text(criterion.name),
                sum(any(placement.ratings[index].basis == "unknown" for placement in row) for row in rows),
            )
            for index, criterion in self.counted_criteria()
        )
        total = len(rows)
        parts = (
            _("{name}, {count} of {all} points", name=name, count=count, all=total) for name, count in counts if count
        )
        return _("; ").join(parts)

    def counted_criteria(self) -> list[tuple[int, Criterion]]:
        """Return the criteria that count with their index: perceptions only where there is an audience."""
        has_audience = self.ranking.scenario.administration is not None
        criteria = enumerate(self.texts.brief.criteria)
        return [(index, criterion) for index, criterion in criteria if has_audience or not criterion.perception]

    def counted_ratings(self) -> list[EffectiveRating]:
        """Return each rating once: of perceptions those of each audience."""
        first, *others = self.per_audience or (self,)
        criteria = self.counted_criteria()
        perceptions = [(index, criterion) for index, criterion in criteria if criterion.perception]
        return [
            placement.ratings[index]
            for context, counted in ((first, criteria), *((other, perceptions) for other in others))
            for placement in context.full_ranking.placements
            for index, _criterion in counted
        ]

    def key_gaps(self) -> str:
        """Return the key gaps in a line."""
        return first_names(
            [self.texts.text(gap.short or gap.text) for gap in self.texts.brief.gaps if gap.key], MAX_NAMES
        )

    def trust_lines(self) -> Iterator[str]:
        """Yield what the memo rests on, then the head lines that say how far it can be trusted."""
        names = self.texts.joined_names(source.name for source in self.texts.brief.sources)
        if not names:
            yield _("No source record: nothing here can be traced to a paragraph.")
        elif any(
            placement.outside for context in self.per_audience or (self,) for placement in context.ranking.placements
        ):
            yield _("rests on {sources}, and where marked on knowledge from outside.", sources=names)
        else:
            yield _("rests on {sources} alone.", sources=names)
        yield from self.texts.scenario_caveats(self.ranking.scenario)[1:]
