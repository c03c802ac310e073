"""The screen that explains one placement, criterion by criterion."""

from collections.abc import Iterator, Sequence

from kbrief.decide.compare import contributions, surely_above
from kbrief.decide.rank import Placement, Ranking
from kbrief.decide.scenario import EffectiveRating
from kbrief.decide.score import MAX_RATING
from kbrief.decide.stability import Flip, flip, stability, weight_stability
from kbrief.i18n import _
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import basis_label, list_name
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Column, Document, Fields, Paragraph, Row, Table, flatten
from kbrief.pages.lists import list_head, scenario_phrase


def explain_page(ranking: Ranking, placement: Placement, texts: BriefText) -> Document:
    """Return why a point stands where it does, how surely, and the case against."""
    point = placement.point
    return Document(
        title=_("{point} {whom}: {list} ({tally})",
            point=point.id, whom=scenario_phrase(ranking, texts), list=list_name(placement.list),
            tally=format_signed(placement.displayed_score, "0"),
        ),
        caveats=list_head(ranking, texts),
        blocks=flatten(
            Paragraph(texts.text(point.label)),
            _criteria(ranking, placement, texts),
            Fields.of(
                (_("stands"), _sureness(ranking, placement, texts)),
                ("", _weights(ranking, placement, texts)),
                ("", _way(flip(placement, ranking.weighting), texts)),
                *_neighbors(ranking, placement),
            ),
            Fields.of(
                (_("line to take"), texts.statement(point.say)),
                (_("if raised"), texts.statement(point.if_raised)),
                (_("if kept low") if placement.list == "emphasize" else _("handling"), texts.statement(point.handling)),
                (_("case against"), texts.statement(point.case_against)),
            ),
        ),
        footnotes=(_("The shares tell how the list reacts to error. They are not the chance that we are right."),),
        next_steps=tuple(_following(ranking, placement, texts)),
        tone=placement.list,
    )  # fmt: skip


def _following(ranking: Ranking, placement: Placement, texts: BriefText) -> Iterator[tuple[str, str]]:
    name, point = ranking.setting.administration, placement.point.id
    moving = [e.id for e in texts.brief.events if point in e.shifts and e.id not in ranking.setting.given]
    if name and moving:
        yield f"kbrief what-if {moving[0]} -a {name}", _("what moves if it happens")
    yield f"kbrief trace {point}", _("where each claim comes from")


def _criteria(ranking: Ranking, placement: Placement, texts: BriefText) -> Iterator[Block]:
    columns = (
        Column(_("criterion")),
        Column(_("rating"), "right"),
        Column(_("-2 … +2"), drop_priority=3),
        Column(_("adds"), "right"),
        Column(_("basis")),
        Column(_("from"), drop_priority=2),
    )
    added = contributions(placement, ranking.weighting)
    rows = []
    for criterion, rating, part in zip(texts.brief.criteria, placement.ratings, added, strict=True):
        shown = basis_label("unknown") if rating.basis == "unknown" else format_signed(rating.value, "0")
        cells = (
            texts.text(criterion.name),
            shown,
            bar(rating.value),
            format_signed(float(part.score), "0"),
            _basis(rating, texts),
            texts.citations(dict.fromkeys(rating.cites)),
        )
        rows.append(Row(cells, _reason(rating, texts)))
    yield Table(columns, tuple(rows), _("why"))


def _basis(rating: EffectiveRating, texts: BriefText) -> str:
    return _("inferred, outside") if rating.rating.is_outside and not rating.shifts else texts.basis(rating.basis)


def _reason(rating: EffectiveRating, texts: BriefText) -> str:
    """Return why a rating is what it is: its own reason, then that of each shift."""
    told = [texts.text(rating.rating.why)] if rating.rating.basis != "unknown" else []
    told += [
        _("{said} ({more})", said=event, more=format_signed(shift.by)) + f": {texts.text(shift.why)}"
        for event, shift in rating.shifts
    ]
    return "\n".join(part for part in told if part)


def bar(value: int) -> str:
    """Return a rating as a bar around the middle of the scale, `..|##` for +2."""
    left, right = max(0, -value), max(0, value)
    return "." * (MAX_RATING - left) + "#" * left + "|" + "#" * right + "." * (MAX_RATING - right)


def _sureness(ranking: Ranking, placement: Placement, texts: BriefText) -> str:
    found = stability(placement, ranking.weighting)
    return _(
        "stays in {kept} of {cases} cases ({share}), each rating off by as much as its basis allows",
        kept=f"{found.kept:,}",
        cases=f"{found.cases:,}",
        share=texts.percent(found.share),
    )


def _weights(ranking: Ranking, placement: Placement, texts: BriefText) -> str:
    return _(
        "stays under {share} of all weightings of the criteria",
        share=texts.percent(weight_stability(placement, ranking.weighting)),
    )


def _way(way: Flip | None, texts: BriefText) -> str:
    if way is None:
        return _("no change of what is not stated puts it on another list")
    names = {criterion.id: texts.text(criterion.name) for criterion in texts.brief.criteria}
    changes = ", ".join(
        _(
            "{criterion} {old} to {new}",
            criterion=names[c.criterion],
            old=format_signed(c.old, "0"),
            new=format_signed(c.new, "0"),
        )
        for c in way.changes
    )
    return _(
        "flips with {count}: {changes}; then {list}", count=way.distance, changes=changes, list=list_name(way.list)
    )


def _neighbors(ranking: Ranking, placement: Placement) -> Iterator[tuple[str, str]]:
    """Yield the sure order against the points next to it on its list, ties apart."""
    here = ranking.points_on(placement.list)
    higher = here if placement.list != "minimize" else here[::-1]
    above = _nearest([p for p in higher[::-1] if p.score > placement.score])
    below = _nearest([p for p in higher if p.score < placement.score])
    for label, pair in ((_("above it"), (above, placement)), (_("below it"), (placement, below))):
        first, second = pair
        if first and second:
            sure = surely_above(first, second, ranking.weighting)
            ids = {"a": first.point.id, "b": second.point.id}
            if sure:
                yield label, _("{a} above {b} whatever the weights", **ids)
            else:
                yield label, _("{a} above {b} with these weights, not with all", **ids)


def _nearest(placements: Sequence[Placement]) -> Placement | None:
    return placements[0] if placements else None
