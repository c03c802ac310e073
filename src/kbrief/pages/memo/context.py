"""What a memo draws on: the ranking, its rows, the effects of events, and what the drafter asked for."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property, partial
from typing import Literal, cast, get_args

from kbrief.decide.compare import Comparison, compare
from kbrief.decide.rank import Placement, Ranking, rank
from kbrief.decide.scenario import EffectiveRating
from kbrief.decide.stability import stability
from kbrief.i18n import _
from kbrief.i18n.formats import format_long_day
from kbrief.model import LISTS, Criterion, ListName, SpokenField, Statement
from kbrief.model.marks import Marks
from kbrief.pages.brief_text import BriefText
from kbrief.pages.memo.rows import (
    MAX_WORDS,
    EventEffect,
    MemoRow,
    effects,
    first_names,
    joint_effects,
    limit_rows,
    memo_rows,
)

#: How many points a sentence names; the rest are counted.
MAX_NAMES = 6

Kind = Literal["info", "action"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ROWS: dict[ListName, int] = {"emphasize": 6, "minimize": 6, "hold": 3}
MAX_LISTED_ROWS = 10

#: How far a memo can be tightened to fit its pages, and how many rows of a list are shown even then.
TIGHTEST, FEWEST_ROWS = 6, 1

#: How many words a cell has in a memo that is tightened most.
TIGHT_CELL = 45


ROW_WORDS: dict[ListName, int] = {"emphasize": 330, "minimize": 420, "hold": 150}
SHORT_WORDS: dict[ListName, int] = {"emphasize": 230, "minimize": 230, "hold": 0}
"""How many words the rows of each list may say, on two pages and on one."""

SPOKEN_ON: dict[ListName, tuple[str, ...]] = {
    "emphasize": ("say",), "minimize": ("handling", "if_raised"), "hold": ("if_raised",),
}  # fmt: skip
SHORT_SPOKEN: dict[ListName, tuple[str, ...]] = SPOKEN_ON | {"minimize": ("if_raised",)}
"""The texts of a point that stand in a row of each list, and on one page."""

SHORT_ROWS: dict[ListName, int] = {"emphasize": 6, "minimize": 5, "hold": 0}
"""The same on one page, which only counts what is held."""


@dataclass(frozen=True)
class MemoOptions:
    """What the drafter sets: header lines, kind, one page or points alone, and whether annex A has its pictures.

    `topic` is what the brief is about where its own title does not say. Without a marking the memo has its own, an internal draft's; an empty one is none. The higher the `tightness`, up to
    TIGHTEST, the less of each list is shown; what is left out is counted.
    """

    recipient: str = ""
    sender: str = ""
    subject: str = ""
    date: dt.date | None = None
    marking: str | None = None
    kind: Kind = "info"
    is_one_page: bool = False
    is_points: bool = False
    has_pictures: bool = False
    overlay: str = ""
    topic: str = ""
    has_annexes: bool = True
    tightness: int = 0


@dataclass(frozen=True)
class MemoContext:
    """All that the sections of one memo draw on, each worked out once."""

    ranking: Ranking
    texts: BriefText
    form: MemoOptions
    digest: str
    marks: Marks = field(default_factory=Marks)
    compared: Comparison | None = None

    @cached_property
    def each(self) -> tuple["MemoContext", ...]:
        """The same for each audience alone, where the memo is for several; else none."""
        rankings = self.compared.rankings.values() if self.compared else ()
        return tuple(replace(self, ranking=ranking, compared=None) for ranking in rankings)

    @property
    def administration(self) -> str | None:
        """The id of the audience of a memo for one."""
        return None if self.compared else self.ranking.setting.administration

    @property
    def audience(self) -> str:
        """The name of the audience of a memo for one."""
        return self.texts.administration(self.administration)

    @property
    def has_subject_line(self) -> bool:
        """Whether the layout has a subject line; the Korean one says it in the title."""
        return self.texts.lang != "ko"

    @cached_property
    def title(self) -> str:
        """The title; where the layout has no subject line, the drafter's subject takes its place."""
        own = "" if self.has_subject_line else self.form.subject
        return own or _("{topic}: talking points, {whom}", topic=self.topic, whom=self.whom)

    @property
    def topic(self) -> str:
        """What the brief is about; of an overlay, its own name stands behind."""
        title, overlay = self.form.topic or self.texts.text(self.texts.brief.title), self.form.overlay
        return _("{topic} [{overlay}]", topic=title, overlay=overlay) if overlay and overlay != title else title

    @cached_property
    def day(self) -> str:
        """The date as a memo writes it."""
        return format_long_day(self.form.date or self.texts.today)

    @cached_property
    def whom(self) -> str:
        """For whom, and given what, the memo holds."""
        setting = self.ranking.setting
        names = [self.texts.events([event]) for event in setting.given]
        return self.texts.scenario_phrase(
            setting.administration, names, stated_only=setting.stated_only, weights=self.ranking.weights,
            names=self.names,
        )  # fmt: skip

    @property
    def names(self) -> str:
        """The names of several audiences in a row, empty for one."""
        return self.texts.joined_names(self.audiences)

    @property
    def audiences(self) -> tuple[str, ...]:
        """The names of several audiences."""
        return tuple(one.audience for one in self.each)

    @property
    def measure(self) -> str:
        """What the numbers of points are called: tally, or score where weights differ."""
        return _("Tally") if self.ranking.weighting.has_equal_weights else _("Score")

    @property
    def threshold(self) -> str:
        """The score from which a point is emphasized."""
        return f"{float(self.ranking.weighting.threshold):g}"

    @cached_property
    def lists(self) -> dict[ListName, tuple[MemoRow, ...]]:
        """The rows of each list."""
        return {name: memo_rows(self.ranking, name, is_grouped=not self.each) for name in LISTS}

    @cached_property
    def effects(self) -> tuple[EventEffect, ...]:
        """What each further event would change, most lists first."""
        if self.each:
            return joint_effects([(one.audience, one.effects) for one in self.each], self.texts.brief.events)
        return effects(self.ranking, self.texts.brief.events)

    @cached_property
    def comparison(self) -> Comparison | None:
        """The audiences compared, None where the memo assumes none or the brief has only one."""
        if self.compared:
            return self.compared
        setting = self.ranking.setting
        if not setting.counts_events or len(self.texts.brief.administrations) < 2:  # noqa: PLR2004 - it takes two
            return None
        return compare(self.texts.brief, setting=setting, weights=self.ranking.weights)

    def shown(self, name: ListName) -> tuple[tuple[MemoRow, ...], tuple[MemoRow, ...]]:
        """Return (rows shown, rows left out) of a list; what the source lists never stands in the rows of hold."""
        return self._shown[name]

    @cached_property
    def _shown(self) -> dict[ListName, tuple[tuple[MemoRow, ...], tuple[MemoRow, ...]]]:
        is_short = self.form.is_one_page
        most, words = (SHORT_ROWS, SHORT_WORDS) if is_short else (ROWS, ROW_WORDS)
        level = self.form.tightness
        return {
            name: limit_rows(
                [row for row in rows if not row.is_listed] if name == "hold" else rows,
                max(FEWEST_ROWS, most[name] - level), MAX_LISTED_ROWS - level,
                partial(self._count_words, name), words[name] * (TIGHTEST + 1 - level) // (TIGHTEST + 1),
            )
            for name, rows in self.lists.items()
        }  # fmt: skip

    def _count_words(self, name: ListName, row: MemoRow) -> int:
        """Return about how many words a row of a list says."""
        fields = SHORT_SPOKEN[name] if self.form.is_one_page else SPOKEN_ON[name]
        texts = [row.label(self.texts), *(self.spoken(row.first, field) for field in fields)]
        if name == "minimize" and not self.form.is_one_page:
            texts.append(self.texts.statement(row.first.point.reason))
        return sum(len(text.split()) for text in texts)

    def rows_on(self, name: ListName) -> tuple[MemoRow, ...]:
        """Return the rows of a list that stand on it."""
        return tuple(entry for entry in self.lists[name] if not entry.is_elsewhere)

    def strongest(self, name: ListName, most: int) -> str:
        """Return the first points of a list in a row, and how many follow."""
        rows = self.rows_on(name)
        if not rows:
            return _("none")
        names = [entry.label(self.texts) for entry in rows[:most]]
        while len(names) > 1 and sum(len(name.split()) for name in names) > MAX_WORDS:
            names.pop()
        left = len(rows) - len(names)
        joined = _("; ").join(names)
        return _("{points}; {count} more below", points=joined, count=left) if left else joined

    def row(self, rows: Iterable[MemoRow], most: int = MAX_NAMES) -> str:
        """Return the names of rows in a row, and how many follow where they are many."""
        return first_names([entry.label(self.texts) for entry in rows], most)

    def claim(self, placement: Placement, name: str) -> Statement | None:
        """Return a text of a point as the audience hears it: `say`, `if_raised`, `handling` or `case_against`.

        Of several audiences, as it is said to all. None where it is not written yet.
        """
        return placement.point.spoken(cast("SpokenField", name), self.administration)

    def spoken(self, placement: Placement, name: str) -> str:
        """Return the wording of a text of a point that is true given the events that count, or that there is none."""
        claim = self.claim(placement, name)
        return self.texts.text(claim.text_after(self.ranking.setting.events)) if claim else _("(not written yet)")

    @cached_property
    def place_by_point(self) -> dict[str, int]:
        """The place of each point in the file, by its id."""
        return {placement.point.id: n for n, placement in enumerate(self.ranking.placements)}

    def alone(self, placement: Placement) -> tuple["MemoContext", ...]:
        """Return the audiences of several to whom something of a point is said otherwise, each alone."""
        return tuple(one for one in self.each if one.ranking.setting.administration in placement.point.for_audience)

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

    def share(self, placement: Placement) -> Fraction:
        """Return in what share of cases a point stays on its list."""
        return stability(placement, self.ranking.weighting).share

    @cached_property
    def rated(self) -> Ranking:
        """The ranking with inferred ratings too: one that only does not count is not unknown."""
        setting = self.ranking.setting
        if setting.counts_inference:
            return self.ranking
        return rank(self.texts.brief, replace(setting, stated_only=False), self.ranking.weights)

    def unknown(self) -> str:
        """Return each criterion with how many of its ratings are unknown, `Transition team, 19 of 19 points`."""
        rows = list(zip(*(one.rated.placements for one in self.each or (self,)), strict=True))
        counts = (
            (self.texts.text(criterion.name), sum(any(p.ratings[n].basis == "unknown" for p in row) for row in rows))
            for n, criterion in self.counted_criteria()
        )
        every = len(rows)
        parts = (
            _("{name}, {count} of {all} points", name=name, count=count, all=every) for name, count in counts if count
        )
        return _("; ").join(parts)

    def counted_criteria(self) -> list[tuple[int, Criterion]]:
        """Return the criteria that count here: perceptions only where an audience is named."""
        has_audience = self.ranking.setting.administration is not None
        criteria = enumerate(self.texts.brief.criteria)
        return [(n, criterion) for n, criterion in criteria if has_audience or not criterion.perception]

    def rating_cells(self) -> list[EffectiveRating]:
        """Return the ratings, each once: those of perceptions under each audience."""
        first, *others = self.each or (self,)
        counted = self.counted_criteria()
        cells = [p.ratings[n] for p in first.rated.placements for n, _criterion in counted]
        return cells + [
            p.ratings[n] for one in others for p in one.rated.placements for n, criterion in counted
            if criterion.perception
        ]  # fmt: skip

    def gaps(self) -> str:
        """Return the gaps that every list names, in a row."""
        return first_names(
            [self.texts.text(gap.short or gap.text) for gap in self.texts.brief.gaps if gap.key], MAX_NAMES
        )

    def trust(self) -> Iterator[str]:
        """Yield what the memo rests on, then the head lines that say how far it can be trusted."""
        setting = self.ranking.setting
        names = self.texts.joined_names(source.name for source in self.texts.brief.sources)
        if not names:
            yield _("No source record: nothing here can be traced to a paragraph.")
        elif any(placement.outside for one in self.each or (self,) for placement in one.ranking.placements):
            yield _("rests on {sources}, and where marked on knowledge from outside.", sources=names)
        else:
            yield _("rests on {sources} alone.", sources=names)
        yield from self.texts.scenario_caveats(setting)[1:]
