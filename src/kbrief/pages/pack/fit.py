"""The page of `fit`: the points that fit the minutes, those left out, and what a minute more would buy."""

from collections.abc import Iterator
from fractions import Fraction

from kbrief.i18n import _, ngettext, pgettext
from kbrief.pack.choose import Item
from kbrief.pages.document import Column, Document, Paragraph, Row, Table, flatten
from kbrief.pages.pack.plan import PackPlan, clock


def fit_page(plan: PackPlan) -> Document:
    """Return the points that fit in speaking order, those left out, and what a minute more would buy."""
    fit, choice = plan.fit, plan.fit.choice
    items = {item.id: item for item in (*choice.chosen, *choice.left_out)}
    order = [*(p.point.id for p in fit.chosen), *(item.id for item in choice.left_out)]
    rows = tuple(_row(n, items[name], plan) for n, name in enumerate(order, 1))
    return Document(
        title=_("{count} of {all} points fit {minutes} minutes, {whom}",
                count=len(choice.chosen), all=len(items), minutes=plan.our_minutes, whom=plan.whom),
        caveats=plan.texts.scenario_caveats(plan.ranking.scenario),
        blocks=flatten(
            Table(_columns(), rows, note_title=pgettext("fit", "line"), empty=_("No point is on this list.")),
            [Paragraph(line) for line in summary(plan)],
        ),
        legend=(
            (_("worth"), _("worth: how far the score is above the threshold of the list; the sum is made largest.")),
            (_("time"), _("time: saying the line with its qualifier, caution and basis, and the answer to it.")),
        ),
    )  # fmt: skip


def _columns() -> tuple[Column, ...]:
    """Return the columns of the table of points."""
    return (
        Column("#", "right"),
        Column(_("point"), can_wrap=True),
        Column(_("id"), drop_priority=2, can_cut=True),
        Column(_("worth"), "right"),
        Column(_("time"), "right"),
        Column(_("fits")),
    )


def _row(n: int, item: Item, plan: PackPlan) -> Row:
    """Return a point with its worth, its time, and whether it fits."""
    fit = plan.fit
    fits = item in fit.choice.chosen
    verdict = _verdict(item, plan)
    if item.id in fit.required:
        verdict = _("{verdict}, must", verdict=verdict)
    label = plan.label(fit.placements[item.id])
    cells = (str(n) if fits else "–", label, item.id, format_worth(item.worth), clock(item.seconds), verdict)
    return Row(cells, note=plan.lines[item.id].table_text)


def _verdict(item: Item, plan: PackPlan) -> str:
    """Return whether a point fits the minutes, or would with a minute more."""
    if item in plan.fit.choice.chosen:
        return pgettext("fit", "yes")
    _gain, added, _removed = plan.fit.next_minute
    return _("with a minute more") if item.id in added else pgettext("fit", "no")


def summary(plan: PackPlan) -> Iterator[str]:
    """Yield lines on the time used, the points left out, and what a minute more would buy."""
    choice = plan.fit.choice
    gain, added, removed = plan.fit.next_minute
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
    if not added:
        yield _("A minute more would buy nothing.")
    elif removed:
        yield _("A minute more would buy {worth}: {points} in, {others} out.",
                worth=format_worth(gain), points=plan.labels(added), others=plan.labels(removed))  # fmt: skip
    else:
        yield _("A minute more would buy {worth}: {points} in.", worth=format_worth(gain), points=plan.labels(added))


def format_worth(worth: Fraction) -> str:
    """Return a worth with its sign, 0 for none."""
    return f"{float(worth):+g}" if worth else "0"
