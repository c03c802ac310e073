"""The pages of the three lists, and the brief at a glance."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kbrief.decide.point_filter import PointFilter
from kbrief.decide.rank import Placement, Ranking
from kbrief.decide.scenario import requesting_paragraphs
from kbrief.decide.stability import flip, stability
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import format_signed, format_weights
from kbrief.i18n.labels import list_name, list_title, stability_label
from kbrief.model import ListName
from kbrief.pages.brief_text import BriefText
from kbrief.pages.disputes import DISPUTED, is_disputed, sides
from kbrief.pages.document import Block, Column, Document, Paragraph, Row, Table, flatten
from kbrief.pages.meanings import disputed_meaning, flip_meaning, key_gaps_meaning, measure_meaning, stability_meaning


@dataclass(frozen=True)
class ListPage:
    """The page of one list of a ranking."""

    ranking: Ranking
    name: ListName
    texts: BriefText
    choice: PointFilter = field(default_factory=PointFilter)

    @cached_property
    def rows(self) -> tuple[Placement, ...]:
        """The chosen points: those on the list, then those that only the source puts there."""
        return self.choice.of(self.ranking, self.name)

    @cached_property
    def _ranks(self) -> Counter[int]:
        """How many points of the list share each rank."""
        return Counter(placement.rank for placement in self.ranking.points_on(self.name))

    def document(self) -> Document:
        """Return the page: the table of points, what moved by inference, and what the columns mean."""
        return Document(
            title=self._title(),
            caveats=self.texts.scenario_caveats(self.ranking.scenario),
            blocks=flatten(
                self._table(), *((self._moved_away(), self._source_listing()) if self.choice.is_all else ())
            ),
            legend=tuple(self._legend()),
            next_steps=tuple(self._next_steps()),
            tone=self.name,
        )

    def _title(self) -> str:
        return _("{list} {whom}: {count} of {all} points",
            list=list_title(self.name), whom=scenario_phrase(self.ranking, self.texts),
            count=len(self.ranking.points_on(self.name)), all=len(self.ranking.placements),
        )  # fmt: skip

    def _table(self) -> Table:
        """Return the table of points."""
        measure = _("tally") if self.ranking.weighting.has_equal_weights else _("score")
        columns = (
            Column(_("#")), Column(_("point"), can_wrap=True), Column(pgettext("column", "id"), drop_priority=3, can_cut=True),
            Column(measure, "right"), Column(_("stated"), "right", drop_priority=1),
            Column(_("inferred"), "right", drop_priority=1), Column(stability_label(), "right", drop_priority=5),
            Column(_("flip"), "right", drop_priority=6), Column(_("from"), drop_priority=7, can_wrap=True),
        )  # fmt: skip
        rows = tuple(self._row(placement) for placement in self.rows)
        return Table(columns, rows, _("reason"), pgettext("screens", "No point is on this list."))

    def _row(self, placement: Placement) -> Row:
        """Return a point with its rank, scores, stability and flip; without a rank if it is displaced."""
        is_on_list, weighting = placement.list == self.name, self.ranking.weighting
        rank = f"{placement.rank}{'=' if self._ranks[placement.rank] > 1 else ''}" if is_on_list else "–"
        threshold_mark = "*" if is_on_list and abs(placement.score) == weighting.threshold else ""
        dispute_mark = DISPUTED if is_disputed(placement, self.texts) else ""
        nearest_flip = flip(placement, weighting)
        cells = (
            rank,
            self.texts.text(placement.point.label),
            placement.point.id,
            format_signed(placement.displayed_score, "0") + threshold_mark + dispute_mark,
            format_signed(placement.stated_measure),
            format_signed(placement.inferred_measure),
            self.texts.percent(stability(placement, weighting).share),
            str(nearest_flip.distance) if nearest_flip else "–",
            placement_origin(placement, self.texts),
        )
        return Row(cells, " ".join(self._note(placement)), self.name if is_on_list else "quiet")

    def _note(self, placement: Placement) -> Iterator[str]:
        """Yield the sentences under a point: reason, sides, moves and unknown perceptions."""
        if placement.list != self.name:
            yield _(
                "The source lists it here; now on {list}: inference {inferred}.",
                list=list_name(placement.list),
                inferred=format_signed(placement.inferred_measure, "0"),
            )
        yield self.texts.statement(placement.point.reason)
        yield from (f"{side}." for side in sides(placement, self.texts))
        if placement.list == self.name and placement.moved_by_inference:
            yield _(
                "Moved here by inference: on stated evidence {list} ({tally}).",
                list=list_name(placement.stated_list),
                tally=format_signed(placement.stated_measure, "0"),
            )
        if placement.list == "minimize" and (requests := self._requests(placement)):
            yield _(
                "The source asks for it ({cites}); keeping it low is inference.", cites=self.texts.citations(requests)
            )
        yield from unknown_perceptions(placement, self.ranking, self.texts)

    def _requests(self, placement: Placement) -> tuple[str, ...]:
        return requesting_paragraphs(self.texts.brief, placement.point, self.ranking.scenario.administration)

    def _moved_away(self) -> Iterator[Block]:
        """Yield the points that inference moves off this list."""
        for placement in self.ranking.placements:
            if placement.stated_list == self.name != placement.list and self.name not in placement.source_lists:
                yield Paragraph(
                    _(
                        "Moved by inference: {point} would stand here on stated evidence ({stated}); inference ({inferred}) puts it on {list}. {then}",
                        point=self.texts.text(placement.point.label),
                        stated=format_signed(placement.stated_measure, "0"),
                        inferred=format_signed(placement.inferred_measure, "0"),
                        list=list_name(placement.list),
                        then=self._handling(placement),
                    )
                )

    def _handling(self, placement: Placement) -> str:
        handling = placement.point.spoken("handling", self.ranking.scenario.administration)
        return self.texts.text(handling.text) if handling else ""

    def _source_listing(self) -> Iterator[Block]:
        """Yield whether all points that the source lists here are on the list."""
        listed = [placement for placement in self.ranking.placements if self.name in placement.source_lists]
        displaced = [self.texts.text(placement.point.label) for placement in listed if placement.list != self.name]
        if listed and displaced:
            yield Paragraph(
                _(
                    "Listed here by the source and now elsewhere, by inference: {points}. They are kept above, without rank.",
                    points=", ".join(displaced),
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
        """Yield the meaning of the columns and signs that the page has."""
        yield "", measure_meaning(self.ranking.weighting)
        if any(abs(placement.score) == self.ranking.weighting.threshold for placement in self.rows):
            yield "", _("* exactly on the line.")
        if any(is_disputed(placement, self.texts) for placement in self.rows):
            yield "", disputed_meaning()
        if self.rows:
            yield stability_label(), stability_meaning()
            yield _("flip"), flip_meaning()
        if gaps := key_gaps_meaning(self.texts):
            yield "", gaps

    def _next_steps(self) -> Iterator[tuple[str, str]]:
        """Yield the commands to explain a point, to look at events or an audience, and to write a memo."""
        administration, options = self.ranking.scenario.administration, scenario_options(self.ranking)
        if self.rows:
            yield (
                f"kbrief explain {self.rows[0].point.id}{options}",
                pgettext("screens", "the reasons, and the case against"),
            )
        if administration:
            for event in self._shifting_events[:1]:
                yield f"kbrief what-if {event} -a {administration}", _("what moves if it happens")
        else:
            for first in self.texts.brief.administrations[:1]:
                yield f"kbrief {self.name} -a {first.id}", _("the list for one administration")
        yield f"kbrief memo{options} -o memo.md", _("all of it as a memo")

    @property
    def _shifting_events(self) -> tuple[str, ...]:
        """The undecided events that shift a point; those that shift a point of this page come first."""
        shown = {placement.point.id for placement in self.rows}
        scenario = self.ranking.scenario
        counted = {*scenario.events, *scenario.ruled_out}
        undecided = [event for event in self.texts.brief.events if event.shifts and event.id not in counted]
        return tuple(event.id for event in sorted(undecided, key=lambda event: shown.isdisjoint(event.shifts)))


def scenario_options(ranking: Ranking) -> str:
    """Return the options that lead to a ranking, each after a blank: ` -a trump --given nk-nuclear-test`."""
    scenario, weights = ranking.scenario, ranking.weights
    administration = f" -a {scenario.administration}" if scenario.administration else ""
    given = "".join(f" --given {event}" for event in scenario.given)
    stated_only = " --stated-only" if scenario.stated_only else ""
    return administration + given + stated_only + (f" --weights {format_weights(weights)}" if weights else "")


def scenario_phrase(ranking: Ranking, texts: BriefText) -> str:
    """Return the scenario of a ranking in words: `under Trump, given nk-nuclear-test`."""
    scenario = ranking.scenario
    return texts.scenario_phrase(
        scenario.administration, scenario.given, stated_only=scenario.stated_only, weights=ranking.weights
    )


def unknown_perceptions(placement: Placement, ranking: Ranking, texts: BriefText) -> Iterator[str]:
    """Yield the perceptions that are unknown of this point but known of others."""
    if not ranking.scenario.counts_events:
        return
    for index, rating in enumerate(placement.ratings):
        criterion = texts.brief.criteria[index]
        if criterion.perception and rating.basis == "unknown" and _is_known_elsewhere(index, ranking.placements):
            yield _("{criterion}: view unknown.", criterion=texts.text(criterion.name))


def _is_known_elsewhere(index: int, placements: Sequence[Placement]) -> bool:
    return any(placement.ratings[index].basis != "unknown" for placement in placements)


def placement_origin(placement: Placement, texts: BriefText) -> str:
    """Return where a placement comes from: stated paragraphs, inference, and inference from outside the source."""
    outside = {cite: None for rating in placement.ratings if rating.is_outside for cite in rating.inferred_cites}
    inferred = [cite for cite in placement.inferred_cites if cite not in outside]
    sources = texts.placement_sources(placement.stated_parts, inferred)
    if not placement.outside:
        return sources
    cites = texts.citations(outside)
    from_outside = _("inferred, outside: {cites}", cites=cites) if cites else _("inferred, outside")
    has_sources = placement.stated_parts or inferred
    return pgettext("screens", "; ").join((sources, from_outside)) if has_sources else from_outside
