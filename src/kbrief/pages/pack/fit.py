"""The screen of `fit`: which points fit the minutes, what is left out, and what a minute more would buy."""

from collections.abc import Iterator
from fractions import Fraction

from kbrief.i18n import _, ngettext, pgettext
from kbrief.pack.choose import Item
from kbrief.pages.document import Column, Document, Paragraph, Row, Table, flatten
from kbrief.pages.pack.plan import PackPlan, clock


def fit_page(plan: PackPlan) -> Document:
    """Return the points that fit in speaking order, those left out, and what the next minute would buy."""
    fit, choice = plan.fit, plan.fit.choice
    items = {item.id: item for item in (*choice.chosen, *choice.left_out)}
    order = [*(p.point.id for p in fit.chosen), *(item.id for item in choice.left_out)]
    columns = (
        Column("#", "right"),
        Column(_("point"), can_wrap=True),
        Column(_("id"), drop_priority=2, can_cut=True),
        Column(_("worth"), "right"),
        Column(_("time"), "right"),
        Column(_("fits")),
    )
    rows = tuple(_row(n, items[name], plan) for n, name in enumerate(order, 1))
    return Document(
        title=_("{count} of {all} points fit {minutes} minutes, {whom}",
                count=len(choice.chosen), all=len(items), minutes=plan.our_minutes, whom=plan.whom),
        caveats=plan.texts.scenario_caveats(plan.ranking.setting),
        blocks=flatten(
            Table(columns, rows, note_title=pgettext("fit", "line"), empty=_("No point stands on this list.")),
            [Paragraph(line) for line in summary(plan)],
        ),
        legend=(
            (_("worth"), _("worth: how far the score is above the threshold of the list; the sum is made largest.")),
            (_("time"), _("time: saying the line with its qualifier, caution and basis, and the answer to it.")),
        ),
    )  # fmt: skip


def _row(n: int, item: Item, plan: PackPlan) -> Row:
    fit = plan.fit
    is_in = item in fit.choice.chosen
    verdict = (
        pgettext("fit", "yes")
        if is_in
        else _("with a minute more")
        if item.id in fit.next_minute[1]
        else pgettext("fit", "no")
    )
    must = _("{verdict}, must", verdict=verdict) if item.id in fit.must else verdict
    label = plan.label(fit.placements[item.id])
    cells = (str(n) if is_in else "–", label, item.id, format_worth(item.worth), clock(item.seconds), must)
    return Row(cells, note=plan.lines[item.id].shown)


def summary(plan: PackPlan) -> Iterator[str]:
    """Yield how much of the time is used, what is left out, and what a minute more would buy."""
    choice = plan.fit.choice
    gain, new, gone = plan.fit.next_minute
    yield _("They take {used} of {room}; worth {worth} together.",
            used=clock(choice.seconds), room=clock(choice.room), worth=format_worth(choice.worth))  # fmt: skip
    if choice.left_out:
        names = plan.labels([item.id for item in choice.left_out])
        yield ngettext("Left out: 1 point ({points}).", "Left out: {count} points ({points}).",
                       len(choice.left_out), points=names)  # fmt: skip
    else:
        yield _("Left out: none.")
    if plan.meeting.leave_out:
        yield _("Not to be raised here: {points}.", points=plan.labels(plan.meeting.leave_out))
    if not new:
        yield _("A minute more would buy nothing.")
    elif gone:
        yield _("A minute more would buy {worth}: {points} in, {others} out.",
                worth=format_worth(gain), points=plan.labels(new), others=plan.labels(gone))  # fmt: skip
    else:
        yield _("A minute more would buy {worth}: {points} in.", worth=format_worth(gain), points=plan.labels(new))


def format_worth(worth: Fraction) -> str:
    """Return a worth with its sign, 0 for none."""
    return f"{float(worth):+g}" if worth else "0"
