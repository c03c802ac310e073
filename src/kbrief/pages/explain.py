"""The page that explains one placement, criterion by criterion."""

from collections.abc import Iterator

from kbrief.decide.compare import contributions, surely_above
from kbrief.decide.rank import Placement, Ranking
from kbrief.decide.scenario import EffectiveRating
from kbrief.decide.score import MAX_RATING
from kbrief.decide.stability import Flip, flip, stability, weight_stability
from kbrief.i18n import _
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import basis_label, list_name
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Column, Document, Fields, Paragraph, Row, Table, flatten
from kbrief.pages.lists import scenario_phrase


def explain_page(ranking: Ranking, placement: Placement, texts: BriefText) -> Document:
    """Return the ratings behind the list of a point, its stability, its texts and the case against it."""
    point = placement.point
    return Document(
        title=_("{point} {whom}: {list} ({tally})",
            point=point.id, whom=scenario_phrase(ranking, texts), list=list_name(placement.list),
            tally=format_signed(placement.displayed_score, "0"),
        ),
        caveats=texts.scenario_caveats(ranking.scenario),
        blocks=flatten(
            Paragraph(texts.text(point.label)),
            _ratings_table(ranking, placement, texts),
            Fields.of(
                (_("stands"), _stability_line(ranking, placement, texts)),
                ("", _weights_line(ranking, placement, texts)),
                ("", _flip_line(flip(placement, ranking.weighting), texts)),
                *_neighbors(ranking, placement),
            ),
            Fields.of(
                (_("line to take"), texts.statement(point.say)),
                (_("if raised"), texts.statement(point.if_raised)),
                (_("if kept low") if placement.list == "emphasize" else _("handling"), texts.statement(point.handling)),
                (_("case against"), texts.statement(point.case_against)),
            ),
        ),
        footnotes=(_("The shares show how the list reacts to errors. They are not the chance that we are right."),),
        next_steps=tuple(_next_steps(ranking, placement, texts)),
        tone=placement.list,
    )  # fmt: skip


def _next_steps(ranking: Ranking, placement: Placement, texts: BriefText) -> Iterator[tuple[str, str]]:
    """Yield the command for an event that would move the point, then that for its claims."""
    administration, point = ranking.scenario.administration, placement.point.id
    shifting = [
        event.id for event in texts.brief.events if point in event.shifts and event.id not in ranking.scenario.given
    ]
    if administration and shifting:
        yield f"kbrief what-if {shifting[0]} -a {administration}", _("what moves if it happens")
    yield f"kbrief trace {point}", _("where each claim comes from")


def _ratings_table(ranking: Ranking, placement: Placement, texts: BriefText) -> Table:
    """Return the rating of each criterion with what it adds, its basis and its paragraphs."""
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
    for criterion, rating, contribution in zip(texts.brief.criteria, placement.ratings, added, strict=True):
        value = basis_label("unknown") if rating.basis == "unknown" else format_signed(rating.value, "0")
        cells = (
            texts.text(criterion.name),
            value,
            bar(rating.value),
            format_signed(float(contribution.score), "0"),
            _basis_cell(rating, texts),
            texts.citations(dict.fromkeys(rating.cites)),
        )
        rows.append(Row(cells, _reasons(rating, texts)))
    return Table(columns, tuple(rows), _("why"))


def _basis_cell(rating: EffectiveRating, texts: BriefText) -> str:
    return _("inferred, outside") if rating.rating.is_outside and not rating.shifts else texts.basis(rating.basis)


def _reasons(rating: EffectiveRating, texts: BriefText) -> str:
    """Return the reason of a rating, then that of each shift."""
    reasons = [texts.text(rating.rating.why)] if rating.rating.basis != "unknown" else []
    reasons += [
        _("{said} ({more})", said=event, more=format_signed(shift.by)) + f": {texts.text(shift.why)}"
        for event, shift in rating.shifts
    ]
    return "\n".join(reason for reason in reasons if reason)


def bar(value: int) -> str:
    """Return a rating as a bar around the middle of the scale, `..|##` for +2."""
    left, right = max(0, -value), max(0, value)
    return "." * (MAX_RATING - left) + "#" * left + "|" + "#" * right + "." * (MAX_RATING - right)


def _stability_line(ranking: Ranking, placement: Placement, texts: BriefText) -> str:
    """Return in how many cases the point stays on its list."""
    result = stability(placement, ranking.weighting)
    return _(
        "stays in {kept} of {cases} cases ({share}), each rating off by as much as its basis allows",
        kept=f"{result.kept:,}",
        cases=f"{result.cases:,}",
        share=texts.percent(result.share),
    )


def _weights_line(ranking: Ranking, placement: Placement, texts: BriefText) -> str:
    return _(
        "stays under {share} of all weightings of the criteria",
        share=texts.percent(weight_stability(placement, ranking.weighting)),
    )


def _flip_line(nearest: Flip | None, texts: BriefText) -> str:
    """Return the fewest changes that put the point on another list."""
    if nearest is None:
        return _("no change of what is not stated puts it on another list")
    names = {criterion.id: texts.text(criterion.name) for criterion in texts.brief.criteria}
    changes = ", ".join(
        _(
            "{criterion} {old} to {new}",
            criterion=names[step.criterion],
            old=format_signed(step.old, "0"),
            new=format_signed(step.new, "0"),
        )
        for step in nearest.changes
    )
    return _(
        "flips with {count}: {changes}; then {list}",
        count=nearest.distance,
        changes=changes,
        list=list_name(nearest.list),
    )


def _neighbors(ranking: Ranking, placement: Placement) -> Iterator[tuple[str, str]]:
    """Yield how sure the order is against the next point above it and below it on its list."""
    on_list = ranking.points_on(placement.list)
    descending = on_list if placement.list != "minimize" else on_list[::-1]
    above = [other for other in descending if other.score > placement.score]
    below = [other for other in descending if other.score < placement.score]
    for other in above[-1:]:
        yield _("above it"), _order(other, placement, ranking)
    for other in below[:1]:
        yield _("below it"), _order(placement, other, ranking)


def _order(upper: Placement, lower: Placement, ranking: Ranking) -> str:
    """Return whether the first of two points stands above the second under all weights."""
    ids = {"a": upper.point.id, "b": lower.point.id}
    if surely_above(upper, lower, ranking.weighting):
        return _("{a} above {b} whatever the weights", **ids)
    return _("{a} above {b} with these weights, not with all", **ids)
