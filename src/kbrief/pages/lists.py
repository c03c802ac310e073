"""The pages of the three lists, and the brief at a glance."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kbrief.decide.rank import Placement, Ranking
from kbrief.decide.scenario import requesting_paragraphs
from kbrief.decide.stability import flip, stability
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import list_name, list_title
from kbrief.model import ListName
from kbrief.model.marks import Marks
from kbrief.pages.brief_text import BriefText, format_weights
from kbrief.pages.document import Block, Column, Document, Fields, Heading, Paragraph, Row, Table, flatten


@dataclass(frozen=True)
class ListPage:
    """One list of a ranking, told in a voice."""

    ranking: Ranking
    name: ListName
    texts: BriefText
    marks: Marks = field(default_factory=Marks)

    @cached_property
    def rows(self) -> tuple[Placement, ...]:
        """The points of the list, then those that the source puts there and that stand elsewhere now."""
        return (*self.ranking.points_on(self.name), *self.ranking.displaced(self.name))

    @cached_property
    def _ranks(self) -> Counter[int]:
        """How many points of the list share each rank."""
        return Counter(placement.rank for placement in self.ranking.points_on(self.name))

    def document(self) -> Document:
        """Return the whole page."""
        return Document(
            title=self._title(),
            caveats=list_head(self.ranking, self.texts),
            blocks=flatten(self._table(), self._moved(), self._missing(), self._uncounted()),
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
            Column(_("#")), Column(_("point")), Column(_("label"), drop_priority=9), Column(whole, "right"),
            Column(_("stated"), "right", drop_priority=4), Column(_("inferred"), "right", drop_priority=5),
            Column(_("stays"), "right", drop_priority=1), Column(_("flip"), "right", drop_priority=6),
            Column(_("from"), drop_priority=2, can_wrap=True),
        )  # fmt: skip
        rows = tuple(self._row(placement) for placement in self.rows)
        return Table(columns, rows, _("reason"), pgettext("screens", "No point stands on this list."))

    def _row(self, placement: Placement) -> Row:
        is_here, weighting = placement.list == self.name, self.ranking.weighting
        rank = f"{placement.rank}{'=' if self._ranks[placement.rank] > 1 else ''}" if is_here else "–"
        edge = "*" if is_here and abs(placement.score) == weighting.threshold else ""
        way = flip(placement, weighting)
        cells = (
            rank,
            placement.point.id,
            self.texts.text(placement.point.label),
            format_signed(placement.displayed_score, "0") + edge,
            format_signed(placement.stated_measure),
            format_signed(placement.inferred_measure),
            self.texts.percent(stability(placement, weighting).share),
            str(way.distance) if way else "–",
            self.texts.placement_sources(placement.stated_parts, placement.inferred_cites),
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
                        point=p.point.id,
                        stated=format_signed(p.stated_measure, "0"),
                        inferred=format_signed(p.inferred_measure, "0"),
                        list=list_name(p.list),
                        then=self.texts.text(p.point.handling.text),
                    )
                )

    def _missing(self) -> Iterator[Block]:
        listed = [p for p in self.ranking.placements if self.name in p.source_lists]
        away = [p.point.id for p in listed if p.list != self.name]
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

    def _uncounted(self) -> Iterator[Block]:
        if observed := self._observed:
            yield Paragraph(
                _(
                    "Marked as observed and not counted here: {events}. To count it, add --given.",
                    events=", ".join(observed),
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
        if self.rows:
            yield (
                _("stays"),
                _(
                    "stays: in what share of cases the list holds if each inferred rating is off by up to one step, each unknown by up to two. It is not the chance that we are right."
                ),
            )
            yield (
                _("flip"),
                _(
                    "flip: fewest one-step changes of ratings that are not stated that put the point on another list; – if none can."
                ),
            )
        if gaps := self.texts.key_gaps():
            yield "", _("Not in the source: {gaps} (kbrief background).", gaps=gaps)

    def _following(self) -> Iterator[tuple[str, str]]:
        name, chosen = self.ranking.setting.administration, scenario_options(self.ranking)
        if observed := self._observed:
            given = "".join(f" --given {event}" for event in observed)
            yield f"kbrief {self.name}{chosen}{given}", _("the list, given what you marked as observed")
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
        events = (e for e in self.texts.brief.events if e.shifts and e.id not in self.ranking.setting.given)
        left = [event for event in events if self.marks.status_of(event.id) != "ruled-out"]
        return tuple(event.id for event in sorted(left, key=lambda event: shown.isdisjoint(event.shifts)))

    @property
    def _observed(self) -> tuple[str, ...]:
        """The events marked as observed that would shift a point here and are not given."""
        if not self.ranking.setting.counts_events:
            return ()
        return tuple(event for event in self._shifting if self.marks.status_of(event) == "observed")


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
    return texts.ranking_caveats(ranking.setting.administration, ranking.setting.given)


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


def start_page(ranking: Ranking, texts: BriefText) -> Document:
    """Return a one-screen picture of the brief: issues, steps, both lists in short, gaps, what to type next."""
    brief = texts.brief
    first = brief.administrations[0].id if brief.administrations else None
    whose = f" -a {first}" if first else ""
    following = [
        ("kbrief issues", _("the key issues")),
        (
            f"kbrief emphasize{whose}",
            _("what to bring forward, and why") if first else _("what to bring forward on stated evidence"),
        ),
        (f"kbrief minimize{whose}", _("what to keep low, and how")),
        *([("kbrief compare", _("what is safe whoever governs"))] if len(brief.administrations) > 1 else []),
        (f"kbrief memo{whose} -o memo.md", _("the two-page memo")),
        ("kbrief --help", _("all commands")),
    ]
    return Document(
        title=texts.text(brief.title),
        caveats=texts.caveats("start"),
        blocks=flatten(
            Fields.of(
                (_("issues"), ", ".join(issue.id for issue in brief.issues)),
                (_("steps"), ", ".join(f"{n} {step.id}" for n, step in enumerate(brief.steps, 1))),
                (_("administrations"), ", ".join(a.id for a in brief.administrations)),
                (_("watch list"), ", ".join(event.id for event in brief.events)),
            ),
            Heading(_("The source's own lists")),
            Fields.of(*((list_name(name), _listed(ranking, name)) for name in ("emphasize", "minimize"))),
            Heading(_("The source leaves out")),
            Fields.of(("", texts.key_gaps()),
                      ("", _("gaps in all: {count} (kbrief background)", count=len(brief.gaps)))),
        ),
        next_steps=tuple(following),
    )  # fmt: skip


def _listed(ranking: Ranking, name: ListName) -> str:
    """Return the points that the source itself puts on a list."""
    return ", ".join(p.point.id for p in ranking.placements if name in p.source_lists)
