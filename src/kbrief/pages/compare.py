"""The pages of what-if and of the comparison of administrations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from kbrief.decide.compare import Comparison, PointComparison
from kbrief.decide.events import PointEffect, WhatIf, likelihood_band
from kbrief.decide.rank import Placement
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import likelihood_label, list_name
from kbrief.model import Event
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Column, Document, Paragraph, Row, Table, flatten
from kbrief.pages.lists import scenario_options
from kbrief.pages.meanings import break_even_meaning, joint_list_meaning, treat_as_meaning

#: The least width of an audience's column where there are many: its name wraps before the table turns into blocks.
MIN_AUDIENCE_WIDTH = 12

#: With more audiences than this, their columns may become that narrow.
MAX_WIDE_AUDIENCES = 3


def placement_cell(placement: Placement) -> str:
    """Return the list and the tally of a placement: `MINIMIZE -3`."""
    return f"{list_name(placement.list)} {format_signed(placement.displayed_score, '0')}"


def break_even_cell(probability: Fraction | None, texts: BriefText) -> str:
    """Return a break-even probability without a word of likelihood, as it is no forecast; a dash for none."""
    return "–" if probability is None else texts.percent(probability)


def score_points(value: Fraction | None) -> str:
    """Return a value in points of the score with up to two digits, a dash for none."""
    return "–" if value is None else f"{float(value):.2f}".rstrip("0").rstrip(".")


def what_if_page(result: WhatIf, texts: BriefText) -> Document:
    """Return what the events would move, with break-even and value of watching."""
    watching = watching_column(result.events)
    return Document(
        title=_what_if_title(result, texts),
        caveats=(
            *texts.scenario_caveats(result.before.scenario)[:1],
            *texts.caveats("events", result.after.scenario.given)[1:],
        ),
        blocks=flatten(
            Table(
                _what_if_columns(watching),
                tuple(_effect_row(effect, watching, texts) for effect in result.affected),
                _("note"),
                _("None of these events shifts a rating under this administration."),
            ),
            _likelihood_notes(result.events, texts),
        ),
        legend=watching_legend(),
        next_steps=((f"kbrief emphasize{scenario_options(result.after)}", _("the list, given the event")),),
    )


def _what_if_title(result: WhatIf, texts: BriefText) -> str:
    """Return the events, the audience, and how many points change lists."""
    return _(
        "{events} {whom}: {count} of {all} points on another list",
        events=texts.events(event.id for event in result.events),
        count=sum(effect.changes_list for effect in result.effects),
        all=len(result.effects),
        whom=texts.scenario_phrase(result.after.scenario.administration, weights=result.before.weights),
    )


def _what_if_columns(watching: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns of what-if, with that of the value of watching if it is given."""
    return (
        Column(_("point"), can_wrap=True),
        Column(pgettext("column", "id"), drop_priority=3, can_cut=True),
        Column(_("before")),
        Column(_("after")),
        Column(_("what moves"), drop_priority=3, can_wrap=True),
        Column(_("break-even"), drop_priority=1),
        *watching,
    )


def watching_legend() -> tuple[tuple[str, str], ...]:
    """Return what the columns of break-even and of the value of watching mean."""
    return (
        (_("break-even"), break_even_meaning()),
        (
            _("worth knowing"),
            _("worth knowing: the value of watching, in points of the score; – where no likelihood is held."),
        ),
    )


def watching_column(events: Iterable[Event]) -> tuple[Column, ...]:
    """Return the column of the value of watching, none if no event has a likelihood."""
    return (Column(_("worth knowing"), "right", drop_priority=4),) if any(event.likelihood for event in events) else ()


def _likelihood_notes(events: Iterable[Event], texts: BriefText) -> Iterator[Paragraph]:
    """Yield the likelihood word of each event that has one, with its range of probabilities."""
    for event in events:
        if event.likelihood and (band := likelihood_band(event)):
            low, high = (texts.percent(share) for share in band)
            yield Paragraph(
                _(
                    "Likelihood held of {event}: {word} ({low} to {high}). {mark}",
                    event=event.id,
                    word=likelihood_label(event.likelihood.word),
                    low=low,
                    high=high,
                    mark=texts.basis_mark(event.likelihood),
                )
            )


def _effect_row(effect: PointEffect, watching: Sequence[Column], texts: BriefText) -> Row:
    """Return a point before and after, with the ratings that move and what they are worth."""
    names = {criterion.id: texts.text(criterion.name) for criterion in texts.brief.criteria}
    moved = ", ".join(
        _(
            "{criterion} {old} to {new}",
            criterion=names[shifted.criterion],
            old=format_signed(shifted.old, "0"),
            new=format_signed(shifted.new, "0"),
        )
        for shifted in effect.moved
    )
    clipped = pgettext("screens", "; ").join(
        _("{criterion} stops at the end of the scale", criterion=names[shifted.criterion]) for shifted in effect.clipped
    )
    cells = (
        texts.text(effect.point.label), effect.point.id, placement_cell(effect.before), placement_cell(effect.after), moved or "–",
        break_even_cell(effect.break_even, texts), *(score_points(effect.value_of_watching) for _column in watching),
    )  # fmt: skip
    return Row(cells, clipped, effect.after.list if effect.changes_list else "plain")


def _compare_title(result: Comparison, names: str) -> str:
    """Return how many points are compared, for which audiences, and how many of them differ."""
    if len(result.administrations) <= 1:
        return _("{count} points under {administrations}", count=len(result.items), administrations=names)
    count = Counter(item.differs for item in result.items)
    return _("{count} points under {administrations}: {differ} differ, {unknown} not known to differ",
             count=len(result.items), administrations=names, differ=count["yes"], unknown=count["not known"])  # fmt: skip


def compare_page(result: Comparison, texts: BriefText) -> Document:
    """Return points × audiences: what differs, what is not known to differ, and how to treat each point."""
    names = [texts.administration(name) for name in result.administrations]
    weights = texts.weights_phrase(next((ranking.weights for ranking in result.rankings.values()), None))
    return Document(
        title=_compare_title(result, ", ".join(names) + weights),
        caveats=compare_caveats(result, texts),
        blocks=(
            Table(
                _compare_columns(result, names),
                tuple(_compare_row(item, result, texts) for item in result.items),
                empty=pgettext("screens", "No point is on this list."),
            ),
        ),
        legend=tuple(_compare_legend(result)),
        next_steps=tuple(_compare_next_steps(result)),
    )


def _compare_columns(result: Comparison, names: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns; those that answer the question are dropped last on a narrow screen."""
    own = (Column(_("point"), can_wrap=True), Column(pgettext("column", "id"), drop_priority=3, can_cut=True))
    min_width = MIN_AUDIENCE_WIDTH if len(names) > MAX_WIDE_AUDIENCES else 0
    audiences = tuple(Column(name, can_wrap=True, min_width=min_width) for name in names)
    if len(names) <= 1:
        return (*own, *audiences)
    difference = (Column(_("difference"), "right", drop_priority=7),) if len(names) == 2 else ()  # noqa: PLR2004 - a pair
    if result.mode == "together":
        return (*own, *audiences, Column(_("joint list")), Column(_("blocked by"), drop_priority=1, can_wrap=True))
    return (
        *own, *audiences, *difference, Column(_("differs")), Column(_("treat as"), drop_priority=1),
        Column(_("worst regret"), "right", drop_priority=6),
    )  # fmt: skip


def _compare_legend(result: Comparison) -> Iterator[tuple[str, str]]:
    """Yield the meaning of the columns of the mode."""
    if result.mode == "together":
        yield _("joint list"), joint_list_meaning()
        return
    yield (
        _("differs"),
        _("differs: not known where the lists agree and nothing is known of somebody's view; that is no agreement."),
    )
    yield _("treat as"), treat_as_meaning()


def compare_caveats(result: Comparison, texts: BriefText) -> tuple[str, ...]:
    """Return the head lines of a comparison; the line on inference only where every difference is inferred."""
    if len(result.administrations) == 1:
        return texts.caveats("lists-administration")
    return texts.caveats("compare")[: 2 if result.differs_by_inference_alone else 1]


def _compare_row(item: PointComparison, result: Comparison, texts: BriefText) -> Row:
    """Return a point under each audience, and how to treat it."""
    placements = tuple(item.placements.values())
    cells = [texts.text(item.point.label), item.point.id, *(placement_cell(placement) for placement in placements)]
    if len(placements) <= 1:
        return Row(tuple(cells))
    if result.mode == "together":
        blockers = ", ".join(texts.administration(name) for name in item.blocked_by)
        return Row((*cells, list_name(item.joint_list), blockers or "–"), tone=item.joint_list)
    if item.difference is not None:
        first, second = (placement.displayed_score for placement in placements)
        cells.append(format_signed(first - second, "0"))
    cells += [_difference_word(item), list_name(item.recommended), score_points(item.regret[item.recommended])]
    return Row(tuple(cells), tone=item.recommended if item.differs == "no" else "plain")


def _difference_word(item: PointComparison) -> str:
    """Return whether the lists of a point differ, in a word."""
    return {"yes": _("differs"), "no": pgettext("differs", "no"), "not known": _("not known")}[item.differs]


def _compare_next_steps(result: Comparison) -> Iterator[tuple[str, str]]:
    """Yield the command that explains the first point whose lists differ."""
    for item in [item for item in result.items if item.differs == "yes"][:1]:
        yield (
            f"kbrief explain {item.point.id} -a {result.administrations[0]}",
            pgettext("decisions", "the reasons, and the case against"),
        )
