"""The next steps of the memo: the brief's own actions, then those that follow from the ranking."""

from collections.abc import Iterator
from itertools import chain, islice, zip_longest

from kbrief.decide.disputes import disputes
from kbrief.i18n import _, ngettext
from kbrief.i18n.labels import mark_gap
from kbrief.model.agenda import Action
from kbrief.pages.memo.context import MemoContext

#: The greatest number of steps, and of those among them that are actions of the brief.
MAX_STEPS, MAX_ACTIONS = 5, 3

#: The greatest number of figures that are named as to be cleared.
MAX_FIGURES = 3


def steps(context: MemoContext) -> Iterator[str]:
    """Yield who does what by when: open actions, then steps on events, disputes, unknown ratings and figures."""
    yield from islice(chain(islice(_actions(context), MAX_ACTIONS), _from_ranking(context)), MAX_STEPS)


def _actions(context: MemoContext) -> Iterator[str]:
    """Yield the assigned actions, then the advice on the issues of the rows shown, then the other open actions."""
    open_actions = _open_actions(context)
    assigned = [action for action in open_actions if _is_assigned(action, context)]
    yield from (_action(action, context) for action in assigned)
    yield from _advice(context)
    yield from (_action(action, context) for action in open_actions if action not in assigned)


def _open_actions(context: MemoContext) -> list[Action]:
    """Return the first open action of each step, then the second of each, and so on."""
    by_step = [
        [action for action in step.actions if action.id not in context.marks.actions]
        for step in context.texts.brief.steps
    ]
    return [action for turn in zip_longest(*by_step) for action in turn if action]


def _is_assigned(action: Action, context: MemoContext) -> bool:
    return bool(action.owner or action.due or action.id in context.marks.assigned)


def _advice(context: MemoContext) -> Iterator[str]:
    """Yield the first advice of a source on each issue of the rows shown, with its mark."""
    texts = context.texts
    shown = {member.point.issue for row in context.split_rows("emphasize")[0] for member in row.members}
    for issue in texts.brief.issues:
        if issue.id in shown and issue.actions:
            advice = issue.actions[0]
            yield f"{texts.text(advice.text)}{mark_gap()}{texts.basis_mark(advice)}"


def _action(action: Action, context: MemoContext) -> str:
    """Return an action with its owner and due day, or that it has none."""
    plan = context.marks.assigned.get(action.id)
    owner, due = (plan and plan.owner) or action.owner, (plan and plan.due) or action.due
    text = context.texts.text(action.text)
    named_owner = owner or _("Owner to be named")
    deadline = _("by {day}", day=context.texts.marked_day(str(due))) if due else _("no due day")
    return (
        _("{who}, {when}: {text}", who=named_owner, when=deadline, text=text)
        + mark_gap()
        + context.texts.basis_mark(action)
    )


def _from_ranking(context: MemoContext) -> Iterator[str]:
    """Yield the steps on the strongest event, the first dispute, unknown ratings and uncleared figures."""
    if context.effects and context.effects[0].moved:
        effect = context.effects[0]
        yield ngettext("Have lines ready for “{event}”: 1 point would change lists. [inferred]",
                       "Have lines ready for “{event}”: {count} points would change lists. [inferred]",
                       len({moved.point.id for moved in effect.moved}), event=effect.name(context.texts))  # fmt: skip
    yield from islice(chain.from_iterable(map(_settle_first, context.per_audience or (context,))), 1)
    if unknown := context.unknown_ratings():
        yield _("Find out what is unknown, and rate it: {criteria}. [inferred]", criteria=unknown)
    if figures := _uncleared_figures(context):
        yield _("Clear before use: {figures}. [inferred]", figures=figures)


def _settle_first(context: MemoContext) -> Iterator[str]:
    """Yield the contested rating whose settlement would fix most lists."""
    if not any(placement.contested for placement in context.ranking.placements):
        return
    cell = disputes(context.texts.brief, context.ranking.scenario, context.ranking.weights).first
    if cell:
        point, criterion, _audience = cell
        names = {item.id: context.texts.text(item.name) for item in context.texts.brief.criteria}
        label = context.texts.text(context.texts.brief.point_by_id[point].label)
        yield _("Settle who is right on {criterion} of {point}: it decides most. [inferred]",
                criterion=names[criterion], point=label)  # fmt: skip


def _uncleared_figures(context: MemoContext) -> str:
    """Return the first figures to be cleared, by their paragraphs and without the numbers."""
    texts = context.texts
    parts = (
        _("the figure of {cite}, {what}", cite=texts.cite(cite), what=texts.text(figure.caution))
        for cite, paragraph in texts.brief.paragraph_by_cite.items()
        for figure in paragraph.figures
        if figure.caution
    )
    return _("; ").join(islice(parts, MAX_FIGURES))
