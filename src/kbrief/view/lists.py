"""The screens of the three lists."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kbrief.decide.flip import flip
from kbrief.decide.rank import Placement, Ranking
from kbrief.decide.ratings import asked_for
from kbrief.decide.stability import stability
from kbrief.model import ListName
from kbrief.model.document import Block, Column, Document, Paragraph, Row, Table, flowing
from kbrief.model.marks import Marks
from kbrief.words.voice import Voice, signed, written


@dataclass(frozen=True)
class ListPage:
    """One list of a ranking, told in a voice."""

    ranking: Ranking
    name: ListName
    v: Voice
    marks: Marks = field(default_factory=Marks)

    @cached_property
    def rows(self) -> tuple[Placement, ...]:
        """The points of the list, then those that the source puts there and that stand elsewhere now."""
        return (*self.ranking.on(self.name), *self.ranking.listed_elsewhere(self.name))

    @cached_property
    def _ranks(self) -> Counter[int]:
        """How many points of the list share each rank."""
        return Counter(placement.rank for placement in self.ranking.on(self.name))

    def document(self) -> Document:
        """Return the whole page."""
        return Document(
            title=self._title(),
            head=list_head(self.ranking, self.v),
            blocks=flowing(self._table(), self._moved(), self._missing(), self._uncounted()),
            legend=tuple(self._legend()),
            following=tuple(self._following()),
            tone=self.name,
        )

    def _title(self) -> str:
        words = self.v.w.list_page
        return words.title.format(
            list=self.v.w.lists[self.name].title, whom=whom(self.ranking, self.v),
            count=len(self.ranking.on(self.name)), all=len(self.ranking.placements),
        )  # fmt: skip

    def _table(self) -> Table:
        col = self.v.w.col
        whole = col.tally if self.ranking.weighting.is_even else col.score
        columns = (
            Column(col.rank), Column(col.point), Column(col.label, drop=9), Column(whole, "right"),
            Column(col.stated, "right", drop=4), Column(col.inferred, "right", drop=5),
            Column(col.stays, "right", drop=1), Column(col.flip, "right", drop=6),
            Column(col.origin, drop=2, can_wrap=True),
        )  # fmt: skip
        rows = tuple(self._row(placement) for placement in self.rows)
        return Table(columns, rows, col.reason, self.v.w.list_page.empty)

    def _row(self, placement: Placement) -> Row:
        is_here, weighting = placement.list == self.name, self.ranking.weighting
        rank = f"{placement.rank}{'=' if self._ranks[placement.rank] > 1 else ''}" if is_here else "–"
        edge = "*" if is_here and abs(placement.score) == weighting.threshold else ""
        way = flip(placement, weighting)
        cells = (
            rank, placement.point.id, self.v.text(placement.point.label), signed(placement.measure, "0") + edge,
            signed(placement.stated_measure), signed(placement.inferred_measure),
            self.v.percent(stability(placement, weighting).share), str(way.distance) if way else "–",
            self.v.origin(placement.stated_parts, placement.inferred_cites),
        )  # fmt: skip
        return Row(cells, " ".join(self._note(placement)), self.name if is_here else "quiet")

    def _note(self, placement: Placement) -> Iterator[str]:
        words, lists = self.v.w.list_page, self.v.w.lists
        if placement.list != self.name:
            yield words.listed_elsewhere.format(
                list=lists[placement.list].name, inferred=signed(placement.inferred_measure, "0")
            )
        yield self.v.said(placement.point.reason)
        if placement.list == self.name and placement.moved_by_inference:
            stated = lists[placement.stated_list].name
            yield words.moved_here.format(list=stated, tally=signed(placement.stated_measure, "0"))
        if placement.list == "minimize" and (asking := self._asking(placement)):
            yield words.asked_for.format(cites=self.v.cites(asking))
        yield from unknown_views(placement, self.ranking, self.v)

    def _asking(self, placement: Placement) -> tuple[str, ...]:
        return asked_for(self.v.brief, placement.point, self.ranking.setting.administration)

    def _moved(self) -> Iterator[Block]:
        words = self.v.w.list_page
        for p in self.ranking.placements:
            if p.stated_list == self.name != p.list and p.source_list != self.name:
                yield Paragraph(words.moved_away.format(
                    point=p.point.id, stated=signed(p.stated_measure, "0"), inferred=signed(p.inferred_measure, "0"),
                    list=self.v.w.lists[p.list].name, then=self.v.text(p.point.handling.text),
                ))  # fmt: skip

    def _missing(self) -> Iterator[Block]:
        words = self.v.w.list_page
        listed = [p for p in self.ranking.placements if p.source_list == self.name]
        away = [p.point.id for p in listed if p.list != self.name]
        if listed and away:
            yield Paragraph(words.missing_some.format(points=", ".join(away), list=self.v.w.lists[self.name].name))
        elif listed:
            yield Paragraph(words.missing_none.format(count=len(listed), list=self.v.w.lists[self.name].name))

    def _uncounted(self) -> Iterator[Block]:
        if observed := self._observed:
            yield Paragraph(self.v.w.list_page.observed.format(events=", ".join(observed)))

    def _legend(self) -> Iterator[tuple[str, str]]:
        words, col, weighting = self.v.w.list_page, self.v.w.col, self.ranking.weighting
        if weighting.is_even:
            yield "", words.legend_tally.format(most=weighting.most, least=weighting.least)
        else:
            yield "", words.legend_score.format(threshold=f"{float(weighting.threshold):g}")
        if any(abs(p.score) == weighting.threshold for p in self.rows):
            yield "", words.legend_edge
        if self.rows:
            yield col.stays, words.legend_stays
            yield col.flip, words.legend_flip
        if gaps := self.v.key_gaps():
            yield "", words.not_in_source.format(gaps=gaps)

    def _following(self) -> Iterator[tuple[str, str]]:
        words = self.v.w.list_page
        name, chosen = self.ranking.setting.administration, options(self.ranking)
        if observed := self._observed:
            given = "".join(f" --given {event}" for event in observed)
            yield f"kbrief {self.name}{chosen}{given}", self.v.w.say.with_observed
        if self.rows:
            yield f"kbrief explain {self.rows[0].point.id}{chosen}", words.explain
        if name:
            yield from ((f"kbrief what-if {event} -a {name}", words.what_if) for event in self._shifting[:1])
        else:
            yield from ((f"kbrief {self.name} -a {a.id}", words.assume) for a in self.v.brief.administrations[:1])
        yield f"kbrief memo{chosen} -o memo.md", words.memo

    @property
    def _shifting(self) -> tuple[str, ...]:
        """The events that shift a point and are neither given nor ruled out; those that shift one shown come first."""
        shown = {placement.point.id for placement in self.rows}
        events = (e for e in self.v.brief.events if e.shifts and e.id not in self.ranking.setting.given)
        left = [event for event in events if self.marks.status_of(event.id) != "ruled-out"]
        return tuple(event.id for event in sorted(left, key=lambda event: shown.isdisjoint(event.shifts)))

    @property
    def _observed(self) -> tuple[str, ...]:
        """The events marked as observed that would shift a point here and are not given."""
        if not self.ranking.setting.counts_inference:
            return ()
        return tuple(event for event in self._shifting if self.marks.status_of(event) == "observed")


def options(ranking: Ranking) -> str:
    """Return the options that lead to a ranking, each with a blank before it, ` -a trump --given nk-nuclear-test`."""
    setting, weights = ranking.setting, ranking.weights
    whose = f" -a {setting.administration}" if setting.administration else ""
    given = "".join(f" --given {event}" for event in setting.given)
    stated = " --stated-only" if setting.stated_only else ""
    return whose + given + stated + (f" --weights {written(weights)}" if weights else "")


def whom(ranking: Ranking, v: Voice) -> str:
    """Return for whom, and given what, a ranking holds."""
    setting = ranking.setting
    return v.whom(setting.administration, setting.given, stated_only=setting.stated_only, weights=ranking.weights)


def list_head(ranking: Ranking, v: Voice) -> tuple[str, ...]:
    """Return the head lines for anything that shows a ranking."""
    return v.list_head(ranking.setting.administration, ranking.setting.given)


def unknown_views(placement: Placement, ranking: Ranking, v: Voice) -> Iterator[str]:
    """Yield the perceptions that are not known of this point and are known of others."""
    if not ranking.setting.counts_inference:
        return
    for n, rating in enumerate(placement.ratings):
        criterion = v.brief.criteria[n]
        if criterion.perception and rating.basis == "unknown" and _is_known_elsewhere(n, ranking.placements):
            yield v.w.list_page.view_unknown.format(criterion=v.text(criterion.name))


def _is_known_elsewhere(n: int, placements: Sequence[Placement]) -> bool:
    return any(placement.ratings[n].basis != "unknown" for placement in placements)
