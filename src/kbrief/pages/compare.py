"""The screens of what-if and of the comparison of administrations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from kbrief.decide.compare import Comparison, PointComparison
from kbrief.decide.events import PointEffect, WhatIf, likelihood_band
from kbrief.decide.rank import Placement
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import likelihood_label, list_name
from kbrief.model import Event, Likelihood
from kbrief.model.likelihood import Band
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Column, Document, Paragraph, Row, Table, flatten
from kbrief.pages.lists import list_head, scenario_options

#: How narrow the column of an audience may become: its name wraps before the table turns into blocks.
LEAST_STANDING = 12

#: From more than how many audiences on it does.
MANY = 3


def placement_record(placement: Placement) -> str:
    """Return a placement in a cell: its list and tally."""
    return f"{list_name(placement.list)} {format_signed(placement.displayed_score, '0')}"


def likely(probability: Fraction | None, texts: BriefText) -> str:
    """Return a break-even probability, a dash for none; it is no forecast, and so has no word of likelihood."""
    return "–" if probability is None else texts.percent(probability)


def points_of_score(value: Fraction | None) -> str:
    """Return a value in points of the score with up to two digits, a dash for none."""
    return "–" if value is None else f"{float(value):.2f}".rstrip("0").rstrip(".")


def what_if_page(result: WhatIf, texts: BriefText) -> Document:
    """Return what the events would move, with break-even and value of watching."""
    setting = result.after.setting
    worth = watching_column(result.events)
    columns = (
        Column(_("point"), can_wrap=True),
        Column(pgettext("column", "id"), drop_priority=3, can_cut=True),
        Column(_("before")),
        Column(_("after")),
        Column(_("what moves"), drop_priority=3, can_wrap=True),
        Column(_("break-even"), drop_priority=1),
        *worth,
    )
    rows = tuple(_effect(effect, worth, texts) for effect in result.affected)
    changed = sum(effect.changes_list for effect in result.effects)
    return Document(
        title=_(
            "{events} {whom}: {count} of {all} points on another list",
            events=texts.events(event.id for event in result.events),
            count=changed,
            all=len(result.effects),
            whom=texts.scenario_phrase(setting.administration, weights=result.before.weights),
        ),
        caveats=(*list_head(result.before, texts)[:1], *texts.caveats("events", setting.given)[1:]),
        blocks=flatten(
            Table(columns, rows, _("note"), _("None of these events shifts a rating under this administration.")),
            (
                Paragraph(likelihood_note(event.id, event.likelihood, odds, texts))
                for event in result.events
                if event.likelihood and (odds := likelihood_band(event))
            ),
        ),
        legend=(
            (
                _("break-even"),
                _("break-even: how likely the event must be for it to pay to move the point now. It is no forecast."),
            ),
            (
                _("worth knowing"),
                _("worth knowing: the value of watching, in points of the score; – where no likelihood is held."),
            ),
        ),
        next_steps=((f"kbrief emphasize{scenario_options(result.after)}", _("the list, given the event")),),
    )


def watching_column(events: Iterable[Event]) -> tuple[Column, ...]:
    """Return the column of the value of watching, none where no likelihood is held of any event."""
    return (Column(_("worth knowing"), "right", drop_priority=4),) if any(e.likelihood for e in events) else ()


def likelihood_note(event: str, judged: Likelihood, odds: Band, texts: BriefText) -> str:
    """Return what likelihood an analyst holds of an event, and the probabilities that its word stands for."""
    low, high = (texts.percent(share) for share in odds)
    word = likelihood_label(judged.word)
    return _(
        "Likelihood held of {event}: {word} ({low} to {high}). {mark}",
        event=event,
        word=word,
        low=low,
        high=high,
        mark=texts.basis_mark(judged),
    )


def _effect(effect: PointEffect, worth: Sequence[Column], texts: BriefText) -> Row:
    criteria = {criterion.id: texts.text(criterion.name) for criterion in texts.brief.criteria}
    moved = ", ".join(
        _(
            "{criterion} {old} to {new}",
            criterion=criteria[m.criterion],
            old=format_signed(m.old, "0"),
            new=format_signed(m.new, "0"),
        )
        for m in effect.moved
    )
    clipped = pgettext("screens", "; ").join(
        _("{criterion} stops at the end of the scale", criterion=criteria[m.criterion]) for m in effect.clipped
    )
    cells = (
        texts.text(effect.point.label), effect.point.id, placement_record(effect.before), placement_record(effect.after), moved or "–",
        likely(effect.break_even, texts), *(points_of_score(effect.value_of_watching) for _ in worth),
    )  # fmt: skip
    return Row(cells, clipped, effect.after.list if effect.changes_list else "plain")


def _compare_title(result: Comparison, names: str) -> str:
    """Return how many points are compared under whom, and how many differ or are not known to differ."""
    if len(result.administrations) < 2:  # noqa: PLR2004 - it takes two to differ
        return _("{count} points under {administrations}", count=len(result.items), administrations=names)
    count = Counter(item.differs for item in result.items)
    return _("{count} points under {administrations}: {differ} differ, {unknown} not known to differ",
             count=len(result.items), administrations=names, differ=count["yes"], unknown=count["not known"])  # fmt: skip


def compare_page(result: Comparison, texts: BriefText) -> Document:
    """Return points × audiences: what differs, what is not known to differ, and how to treat each point."""
    names = [texts.administration(name) for name in result.administrations]
    weights = texts.weights_phrase(next((r.weights for r in result.rankings.values()), None))
    return Document(
        title=_compare_title(result, ", ".join(names) + weights),
        caveats=compare_head(result, texts),
        blocks=(
            Table(
                _columns(result, names),
                tuple(_compared(item, result, texts) for item in result.items),
                empty=pgettext("screens", "No point stands on this list."),
            ),
        ),
        legend=tuple(_legend(result)),
        next_steps=tuple(_next(result, pgettext("decisions", "the reasons, and the case against"))),
    )


def _columns(result: Comparison, names: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns: the answering ones go last on a narrow screen."""
    own = (Column(_("point"), can_wrap=True), Column(pgettext("column", "id"), drop_priority=3, can_cut=True))
    least = LEAST_STANDING if len(names) > MANY else 0
    each = tuple(Column(name, can_wrap=True, least=least) for name in names)
    if len(names) < 2:  # noqa: PLR2004 - nothing to compare
        return (*own, *each)
    difference = (Column(_("difference"), "right", drop_priority=7),) if len(names) == 2 else ()  # noqa: PLR2004 - a pair
    if result.mode == "together":
        return (*own, *each, Column(_("joint list")), Column(_("blocked by"), drop_priority=1, can_wrap=True))
    return (
        *own, *each, *difference, Column(_("differs")), Column(_("treat as"), drop_priority=1),
        Column(_("worst regret"), "right", drop_priority=6),
    )  # fmt: skip


def _legend(result: Comparison) -> Iterator[tuple[str, str]]:
    if result.mode == "together":
        yield (
            _("joint list"),
            _(
                "joint list: EMPHASIZE where it is so for all, MINIMIZE where it is for one, who then blocks; else HOLD."
            ),
        )
        return
    yield (
        _("differs"),
        _("differs: not known where the lists agree and nothing is known of somebody's view; that is no agreement."),
    )
    yield (
        _("treat as"),
        _(
            "treat as: the list with the smallest worst regret, in points of the score beyond the line; 0 costs nothing."
        ),
    )


def compare_head(result: Comparison, texts: BriefText) -> tuple[str, ...]:
    """Return the head lines of a comparison; that every difference is inference is said only where it is so."""
    if len(result.administrations) == 1:
        return texts.caveats("lists-administration")
    return texts.caveats("compare")[: 2 if result.differs_by_inference_alone else 1]


def _compared(item: PointComparison, result: Comparison, texts: BriefText) -> Row:
    placements = tuple(item.placements.values())
    cells = [texts.text(item.point.label), item.point.id, *(placement_record(p) for p in placements)]
    if len(placements) < 2:  # noqa: PLR2004 - nothing to compare
        return Row(tuple(cells))
    if result.mode == "together":
        blockers = ", ".join(texts.administration(name) for name in item.blocked_by)
        return Row((*cells, list_name(item.joint_list), blockers or "–"), tone=item.joint_list)
    if item.difference is not None:
        first, second = (placement.displayed_score for placement in placements)
        cells.append(format_signed(first - second, "0"))
    cells += [_differs(item), list_name(item.recommended), points_of_score(item.regret[item.recommended])]
    return Row(tuple(cells), tone=item.recommended if item.differs == "no" else "plain")


def _differs(item: PointComparison) -> str:
    """Return whether the lists of a point differ, in a word."""
    return {"yes": _("differs"), "no": pgettext("differs", "no"), "not known": _("not known")}[item.differs]


def _next(result: Comparison, what: str) -> Iterator[tuple[str, str]]:
    """Yield what to type next: explain the first point that is treated differently."""
    for item in result.items:
        if item.differs == "yes":
            yield f"kbrief explain {item.point.id} -a {result.administrations[0]}", what
            return
