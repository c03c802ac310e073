"""What a memo draws on: the ranking, its rows, the effects of events, and what the drafter asked for."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal, get_args

from kbrief.decide.compare import Comparison, compare
from kbrief.decide.rank import Placement, Ranking
from kbrief.decide.stability import stability
from kbrief.i18n import _
from kbrief.i18n.formats import format_long_day
from kbrief.model import LISTS, ListName
from kbrief.pages.brief_text import BriefText
from kbrief.pages.memo.rows import EventEffect, MemoRow, effects, limit_rows, memo_rows

Kind = Literal["info", "action"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ROWS: dict[ListName, int] = {"emphasize": 6, "minimize": 6, "hold": 4}
"""How many rows a list shows in the body, so that it fits two pages."""

SHORT_ROWS: dict[ListName, int] = {"emphasize": 6, "minimize": 5, "hold": 0}
"""The same on one page, which only counts what is held."""


@dataclass(frozen=True)
class MemoOptions:
    """What the drafter sets: header lines, kind, one page or points alone, and whether annex A has its pictures.

    Without a marking the memo has its own, an internal draft's; an empty one is none.
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


@dataclass(frozen=True)
class MemoContext:
    """All that the sections of one memo draw on, each worked out once."""

    ranking: Ranking
    texts: BriefText
    form: MemoOptions
    digest: str

    @property
    def has_subject_line(self) -> bool:
        """Whether the layout has a subject line; the Korean one says it in the title."""
        return self.texts.lang != "ko"

    @cached_property
    def title(self) -> str:
        """The title; where the layout has no subject line, the drafter's subject takes its place."""
        own = "" if self.has_subject_line else self.form.subject
        return own or _("Points to bring forward and to keep low {whom}", whom=self.whom)

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
            setting.administration, names, stated_only=setting.stated_only, weights=self.ranking.weights
        )

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
        return {name: memo_rows(self.ranking, name) for name in LISTS}

    @cached_property
    def effects(self) -> tuple[EventEffect, ...]:
        """What each further event would change, most lists first."""
        return effects(self.ranking, self.texts.brief.events)

    @cached_property
    def comparison(self) -> Comparison | None:
        """The administrations compared, None where the memo assumes none or the brief has only one."""
        setting = self.ranking.setting
        if not setting.counts_events or len(self.texts.brief.administrations) < 2:  # noqa: PLR2004 - it takes two
            return None
        return compare(self.texts.brief, setting=setting, weights=self.ranking.weights)

    def shown(self, name: ListName) -> tuple[tuple[MemoRow, ...], tuple[MemoRow, ...]]:
        """Return (rows shown, rows left out) of a list; what the source lists never stands in the rows of hold."""
        most = (SHORT_ROWS if self.form.is_one_page else ROWS)[name]
        rows = self.lists[name]
        return limit_rows([row for row in rows if not row.is_listed] if name == "hold" else rows, most)

    def rows_on(self, name: ListName) -> tuple[MemoRow, ...]:
        """Return the rows of a list that stand on it."""
        return tuple(entry for entry in self.lists[name] if not entry.is_elsewhere)

    def top(self, name: ListName) -> str:
        """Return the points that share the first rank of a list, in a row."""
        return self.row(entry for entry in self.rows_on(name) if entry.first.rank == 1)

    def strongest(self, name: ListName, most: int) -> str:
        """Return the first points of a list in a row, how sure they are, and how many follow."""
        found = self.rows_on(name)
        if not found:
            return _("none")
        share = min(self.share(member) for entry in found[:most] for member in entry.members)
        said = _(
            "{points} (each stays in {share} of cases or more)",
            points=self.row(found[:most]),
            share=self.texts.percent(share),
        )
        return _("{points}; {count} more below", points=said, count=len(found) - most) if found[most:] else said

    def row(self, rows: Iterable[MemoRow]) -> str:
        """Return the names of rows in a row."""
        return _("; ").join(entry.label(self.texts) for entry in rows)

    def share(self, placement: Placement) -> Fraction:
        """Return in what share of cases a point stays on its list."""
        return stability(placement, self.ranking.weighting).share

    def unknown(self) -> str:
        """Return each perception with how many of its ratings are unknown, `Transition team, 19 of 19 points`."""
        placements = self.ranking.placements
        counts = (
            (self.texts.text(criterion.name), sum(p.ratings[n].basis == "unknown" for p in placements))
            for n, criterion in enumerate(self.texts.brief.criteria)
            if criterion.perception
        )
        every = len(placements)
        parts = (
            _("{name}, {count} of {all} points", name=name, count=count, all=every) for name, count in counts if count
        )
        return _("; ").join(parts)

    def gaps(self) -> str:
        """Return the gaps that every list names, in a row."""
        return self.texts.key_gaps()

    def trust(self) -> Iterator[str]:
        """Yield what the memo rests on, then the head lines that say how far it can be trusted."""
        setting, names = self.ranking.setting, ", ".join(source.name for source in self.texts.brief.sources)
        yield (
            _("rests on {sources} alone.", sources=names)
            if names
            else _("No source record: nothing here can be traced to a paragraph.")
        )
        yield from self.texts.ranking_caveats(setting.administration, setting.given)[1:]
