"""What a memo draws on: the ranking, its rows, the effects of events, and what the drafter asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from kbrief.decide.compare import Comparison, compare
from kbrief.decide.rank import Ranking
from kbrief.export.memo_rows import Effect, Entry, effects, entries, limited
from kbrief.model import LISTS, ListName
from kbrief.words.forms.memo import MemoWords
from kbrief.words.voice import Voice

Kind = Literal["info", "action"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ROWS: dict[ListName, int] = {"emphasize": 6, "minimize": 6, "hold": 4}
"""How many rows a list shows in the body, so that it fits two pages."""

SHORT_ROWS: dict[ListName, int] = {"emphasize": 6, "minimize": 5, "hold": 3}
"""The same on one page."""


@dataclass(frozen=True)
class Form:
    """What the drafter sets: header lines, kind, one page or points alone, and whether annex A has its pictures."""

    recipient: str = ""
    sender: str = ""
    subject: str = ""
    date: str = ""
    marking: str = ""
    kind: Kind = "info"
    is_one_page: bool = False
    is_points: bool = False
    has_pictures: bool = False


@dataclass(frozen=True)
class Plan:
    """All that the sections of one memo draw on, each worked out once."""

    ranking: Ranking
    v: Voice
    form: Form
    digest: str

    @property
    def words(self) -> MemoWords:
        """The words of the memo in its language."""
        return self.v.words(MemoWords)

    @cached_property
    def whom(self) -> str:
        """For whom, and given what, the memo holds."""
        setting = self.ranking.setting
        names = [self.v.events([event]) for event in setting.given]
        return self.v.whom(setting.administration, names, stated_only=setting.stated_only)

    @cached_property
    def lists(self) -> dict[ListName, tuple[Entry, ...]]:
        """The rows of each list."""
        return {name: entries(self.ranking, name) for name in LISTS}

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """What each further event would change, most lists first."""
        return effects(self.ranking, self.v.brief.events)

    @cached_property
    def comparison(self) -> Comparison | None:
        """The administrations compared, None where the memo assumes none or the brief has only one."""
        setting = self.ranking.setting
        if not setting.counts_inference or len(self.v.brief.administrations) < 2:  # noqa: PLR2004 - it takes two
            return None
        return compare(self.v.brief, setting=setting, weights=self.ranking.weights)

    def shown(self, name: ListName) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """Return (rows shown, rows left out) of a list."""
        most = (SHORT_ROWS if self.form.is_one_page else ROWS)[name]
        return limited(self.lists[name], most)

    def named(self, name: ListName, most: int) -> str:
        """Return the first points of a list in a row."""
        here = [entry.label(self.v) for entry in self.lists[name] if not entry.is_elsewhere]
        return "; ".join(here[:most]) or self.words.nobody

    def unknown(self) -> str:
        """Return each perception with how many of its ratings are unknown, `Transition team 19/19`."""
        placements = self.ranking.placements
        counts = (
            (self.v.text(criterion.name), sum(p.ratings[n].basis == "unknown" for p in placements))
            for n, criterion in enumerate(self.v.brief.criteria)
            if criterion.perception
        )
        return "; ".join(f"{name} {count}/{len(placements)}" for name, count in counts if count)

    def gaps(self) -> str:
        """Return the gaps that every list names, in a row."""
        return "; ".join(self.v.text(gap.short or gap.text) for gap in self.v.brief.gaps if gap.key)

    def trust(self) -> Iterable[str]:
        """Return the head lines that say how far the memo can be trusted."""
        setting = self.ranking.setting
        screen: Literal["lists", "lists-administration"] = (
            "lists-administration" if setting.counts_inference else "lists"
        )
        return self.v.head(screen, setting.given)[1:]
