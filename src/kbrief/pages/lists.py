"""The pages of the three lists, and the brief at a glance."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kbrief.decide.rank import Placement, Ranking
from kbrief.decide.scenario import requesting_paragraphs
from kbrief.decide.select import Choice
from kbrief.decide.stability import flip, stability
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import format_signed, format_weights
from kbrief.i18n.labels import list_name, list_title
from kbrief.model import ListName
from kbrief.pages.brief_text import BriefText
from kbrief.pages.disputes import DISPUTED, is_disputed, sides
from kbrief.pages.document import Block, Column, Document, Paragraph, Row, Table, flatten


@dataclass(frozen=True)
class ListPage:
    """One list of a ranking, told in a voice."""

    ranking: Ranking
    name: ListName
    texts: BriefText
    choice: Choice = field(default_factory=Choice)

    @cached_property
    def rows(self) -> tuple[Placement, ...]:
        """The points of the list, then those that the source puts there and that stand elsewhere now, as chosen."""
        return self.choice.of(self.ranking, self.name)

    @cached_property
    def _ranks(self) -> Counter[int]:
        """How many points of the list share each rank."""
        return Counter(placement.rank for placement in self.ranking.points_on(self.name))

    def document(self) -> Document:
        """Return the whole page."""
        return Document(
            title=self._title(),
            caveats=list_head(self.ranking, self.texts),
            blocks=flatten(self._table(), *((self._moved(), self._missing()) if self.choice.is_all else ())),
            legend=tuple(self._legend()),
            next_steps=tuple(self._following()),
            tone=self.name,
        )

    def _title(self) -> str:
        return _("{list} {whom}: {count} of {all} points",
            list=list_title(self.name), whom=scenario_phrase(self.ranking, self.texts),
            count=len(self.ranking.points_on(self.name)), all=len(self.ranking.placements),
        )  # fmt: skip

    def _table(self) -> Table:
        whole = _("tally") if self.ranking.weighting.has_equal_weights else _("score")
        columns = (
            Column(_("#")), Column(_("point"), can_wrap=True), Column(pgettext("column", "id"), drop_priority=3, can_cut=True),
            Column(whole, "right"), Column(_("stated"), "right", drop_priority=1),
            Column(_("inferred"), "right", drop_priority=1), Column(_("stays"), "right", drop_priority=5),
            Column(_("flip"), "right", drop_priority=6), Column(_("from"), drop_priority=7, can_wrap=True),
        )  # fmt: skip
        rows = tuple(self._row(placement) for placement in self.rows)
        return Table(columns, rows, _("reason"), pgettext("screens", "No point stands on this list."))

    def _row(self, placement: Placement) -> Row:
        is_here, weighting = placement.list == self.name, self.ranking.weighting
        rank = f"{placement.rank}{'=' if self._ranks[placement.rank] > 1 else ''}" if is_here else "–"
        edge = "*" if is_here and abs(placement.score) == weighting.threshold else ""
        disputed = DISPUTED if is_disputed(placement, self.texts) else ""
        way = flip(placement, weighting)
        cells = (
            rank,
            self.texts.text(placement.point.label),
            placement.point.id,
            format_signed(placement.displayed_score, "0") + edge + disputed,
            format_signed(placement.stated_measure),
            format_signed(placement.inferred_measure),
            self.texts.percent(stability(placement, weighting).share),
            str(way.distance) if way else "–",
            placement_origin(placement, self.texts),
        )
        return Row(cells, " ".join(self._note(placement)), self.name if is_here else "quiet")

    def _note(self, placement: Placement) -> Iterator[str]:
        if placement.list != self.name:
            yield _(
                "The source lists it here; now on {list}: inference {inferred}.",
                list=list_name(placement.list),
                inferred=format_signed(placement.inferred_measure, "0"),
            )
        yield self.texts.statement(placement.point.reason)
        yield from (f"{side}." for side in sides(placement, self.texts))
        if placement.list == self.name and placement.moved_by_inference:
            stated = list_name(placement.stated_list)
            yield _(
                "Moved here by inference: on stated evidence {list} ({tally}).",
                list=stated,
                tally=format_signed(placement.stated_measure, "0"),
            )
        if placement.list == "minimize" and (asking := self._asking(placement)):
            yield _(
                "The source asks for it ({cites}); keeping it low is inference.", cites=self.texts.citations(asking)
            )
        yield from unknown_perceptions(placement, self.ranking, self.texts)

    def _asking(self, placement: Placement) -> tuple[str, ...]:
        return requesting_paragraphs(self.texts.brief, placement.point, self.ranking.setting.administration)

    def _moved(self) -> Iterator[Block]:
        for p in self.ranking.placements:
            if p.stated_list == self.name != p.list and self.name not in p.source_lists:
                yield Paragraph(
                    _(
                        "Moved by inference: {point} would stand here on stated evidence ({stated}); inference ({inferred}) puts it on {list}. {then}",
                        point=self.texts.text(p.point.label),
                        stated=format_signed(p.stated_measure, "0"),
                        inferred=format_signed(p.inferred_measure, "0"),
                        list=list_name(p.list),
                        then=self._handling(p),
                    )
                )

    def _handling(self, placement: Placement) -> str:
        said = placement.point.spoken("handling", self.ranking.setting.administration)
        return self.texts.text(said.text) if said else ""

    def _missing(self) -> Iterator[Block]:
        listed = [p for p in self.ranking.placements if self.name in p.source_lists]
        away = [self.texts.text(p.point.label) for p in listed if p.list != self.name]
        if listed and away:
            yield Paragraph(
                _(
                    "Listed here by the source and now elsewhere, by inference: {points}. They are kept above, without rank.",
                    points=", ".join(away),
                    list=list_name(self.name),
                )
            )
        elif listed:
            yield Paragraph(
                _(
                    "Listed here by the source and missing: none. All {count} of its points are above, on {list}.",
                    count=len(listed),
                    list=list_name(self.name),
                )
            )

    def _legend(self) -> Iterator[tuple[str, str]]:
        weighting = self.ranking.weighting
        if weighting.has_equal_weights:
            yield (
                "",
                _(
                    "tally -{most}..+{most} = stated + inferred; EMPHASIZE from +{least}, MINIMIZE from -{least}; 1= is a tie, no order.",
                    most=weighting.max_tally,
                    least=weighting.threshold_tally,
                ),
            )
        else:
            yield (
                "",
                _(
                    "score -100..+100 = stated + inferred, weighted; EMPHASIZE from +{threshold}, MINIMIZE from -{threshold}.",
                    threshold=f"{float(weighting.threshold):g}",
                ),
            )
        if any(abs(p.score) == weighting.threshold for p in self.rows):
            yield "", _("* exactly on the line.")
        if any(is_disputed(p, self.texts) for p in self.rows):
            yield "", _("± sources or readers disagree.")
        if self.rows:
            yield (
                _("stays"),
                _(
                    "stays: in what share of cases the list holds if our ratings are off: a stated one by a step in half of the cases, an inferred one by a step, one from outside the source or unknown by two. It is not the chance that we are right."
                ),
            )
            yield (
                _("flip"),
                _(
                    "flip: fewest one-step changes of ratings that are not stated, or contested, that put the point on another list; – if none can."
                ),
            )
        if gaps := self.texts.key_gaps():
            many = len(self.texts.brief.sources) > 1
            yield (
                "",
                (
                    _("Not in the sources: {gaps} (kbrief background --kind gap).", gaps=gaps)
                    if many
                    else _("Not in the source: {gaps} (kbrief background --kind gap).", gaps=gaps)
                ),
            )

    def _following(self) -> Iterator[tuple[str, str]]:
        name, chosen = self.ranking.setting.administration, scenario_options(self.ranking)
        if self.rows:
            yield (
                f"kbrief explain {self.rows[0].point.id}{chosen}",
                pgettext("screens", "the reasons, and the case against"),
            )
        if name:
            yield from (
                (f"kbrief what-if {event} -a {name}", _("what moves if it happens")) for event in self._shifting[:1]
            )
        else:
            yield from (
                (f"kbrief {self.name} -a {a.id}", _("the list for one administration"))
                for a in self.texts.brief.administrations[:1]
            )
        yield f"kbrief memo{chosen} -o memo.md", _("all of it as a memo")

    @property
    def _shifting(self) -> tuple[str, ...]:
        """The events that shift a point and are neither given nor ruled out; those that shift one shown come first."""
        shown = {placement.point.id for placement in self.rows}
        setting = self.ranking.setting
        counted = {*setting.events, *setting.ruled_out}
        left = [event for event in self.texts.brief.events if event.shifts and event.id not in counted]
        return tuple(event.id for event in sorted(left, key=lambda event: shown.isdisjoint(event.shifts)))


def scenario_options(ranking: Ranking) -> str:
    """Return the options that lead to a ranking, each with a blank before it, ` -a trump --given nk-nuclear-test`."""
    setting, weights = ranking.setting, ranking.weights
    whose = f" -a {setting.administration}" if setting.administration else ""
    given = "".join(f" --given {event}" for event in setting.given)
    stated = " --stated-only" if setting.stated_only else ""
    return whose + given + stated + (f" --weights {format_weights(weights)}" if weights else "")


def scenario_phrase(ranking: Ranking, texts: BriefText) -> str:
    """Return for whom, and given what, a ranking holds."""
    setting = ranking.setting
    return texts.scenario_phrase(
        setting.administration, setting.given, stated_only=setting.stated_only, weights=ranking.weights
    )


def list_head(ranking: Ranking, texts: BriefText) -> tuple[str, ...]:
    """Return the head lines for anything that shows a ranking."""
    return texts.scenario_caveats(ranking.setting)


def unknown_perceptions(placement: Placement, ranking: Ranking, texts: BriefText) -> Iterator[str]:
    """Yield the perceptions that are not known of this point and are known of others."""
    if not ranking.setting.counts_events:
        return
    for n, rating in enumerate(placement.ratings):
        criterion = texts.brief.criteria[n]
        if criterion.perception and rating.basis == "unknown" and _is_known_elsewhere(n, ranking.placements):
            yield _("{criterion}: view unknown.", criterion=texts.text(criterion.name))


def _is_known_elsewhere(n: int, placements: Sequence[Placement]) -> bool:
    return any(placement.ratings[n].basis != "unknown" for placement in placements)


def placement_origin(placement: Placement, texts: BriefText) -> str:
    """Return where a placement comes from: stated paragraphs, inference, and inference from outside the source."""
    outside = {c: None for rating in placement.ratings if rating.is_outside for c in rating.inferred_cites}
    inferred = [c for c in placement.inferred_cites if c not in outside]
    origin = texts.placement_sources(placement.stated_parts, inferred)
    if not placement.outside:
        return origin
    cites = texts.citations(outside)
    part = _("inferred, outside: {cites}", cites=cites) if cites else _("inferred, outside")
    has_origin = placement.stated_parts or inferred
    return pgettext("screens", "; ").join((origin, part)) if has_origin else part
