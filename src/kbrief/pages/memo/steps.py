"""Section 2 of the memo: next steps that are work, from the brief's own actions first, then from the ranking."""

from collections.abc import Iterator
from itertools import chain, islice, zip_longest

from kbrief.decide.disputes import disputes
from kbrief.i18n import _, ngettext
from kbrief.i18n.labels import mark_gap
from kbrief.model import Statement
from kbrief.model.agenda import Action
from kbrief.pages.memo.context import MemoContext

#: How many steps are shown, and how many of them may be the brief's own actions.
MAX_STEPS, MAX_ACTIONS = 5, 3


def steps(plan: MemoContext) -> Iterator[str]:
    """Yield who does what by when: open actions of the brief, then what follows from events, disputes and unknowns."""
    yield from islice(chain(islice(_actions(plan), MAX_ACTIONS), _from_ranking(plan)), MAX_STEPS)


def _actions(plan: MemoContext) -> Iterator[str]:
    """Yield the open actions that touch the rows shown: of their issues, then of the steps, a step in turn."""
    brief = plan.texts.brief
    shown = {member.point.issue for entry in plan.shown("emphasize")[0] for member in entry.members}
    open_actions = [[action for action in step.actions if action.id not in plan.marks.actions] for step in brief.steps]
    by_turn = [action for turn in zip_longest(*open_actions) for action in turn if action]
    assigned = [action for action in by_turn if action.owner or action.due or action.id in plan.marks.assigned]
    yield from (_action(action, plan) for action in assigned)
    for issue in brief.issues:
        if issue.id in shown and issue.actions:
            yield _advice(issue.actions[0], plan)
    yield from (_action(action, plan) for action in by_turn if action not in assigned)


def _action(action: Action, plan: MemoContext) -> str:
    """Return an action with its owner and due day; where nobody is named, that is said."""
    mark = plan.marks.assigned.get(action.id)
    owner, due = (mark and mark.owner) or action.owner, (mark and mark.due) or action.due
    text = plan.texts.text(action.text)
    who = owner or _("Owner to be named")
    when = _("by {day}", day=plan.texts.marked_day(str(due))) if due else _("no due day")
    return _("{who}, {when}: {text}", who=who, when=when, text=text) + mark_gap() + plan.texts.basis_mark(action)


def _advice(statement: Statement, plan: MemoContext) -> str:
    """Return what a source advises on an issue, with its mark."""
    return f"{plan.texts.text(statement.text)}{mark_gap()}{plan.texts.basis_mark(statement)}"


def _from_ranking(plan: MemoContext) -> Iterator[str]:
    if plan.effects and plan.effects[0].moved:
        effect = plan.effects[0]
        yield ngettext("Have lines ready for “{event}”: 1 point would change lists. [inferred]",
                       "Have lines ready for “{event}”: {count} points would change lists. [inferred]",
                       len({moved.point.id for moved in effect.moved}), event=effect.name(plan.texts))  # fmt: skip
    yield from islice(chain.from_iterable(map(_dispute, plan.each or (plan,))), 1)
    if unknown := plan.unknown():
        yield _("Find out what is unknown, and rate it: {criteria}. [inferred]", criteria=unknown)
    if figures := _uncleared(plan):
        yield _("Clear before use: {figures}. [inferred]", figures=figures)


def _dispute(plan: MemoContext) -> Iterator[str]:
    """Yield the contested rating whose settlement would fix most lists."""
    if not any(placement.contested for placement in plan.ranking.placements):
        return
    cell = disputes(plan.texts.brief, plan.ranking.setting, plan.ranking.weights).first
    if cell:
        point, criterion, _audience = cell
        names = {c.id: plan.texts.text(c.name) for c in plan.texts.brief.criteria}
        label = plan.texts.text(plan.texts.brief.point_by_id[point].label)
        yield _("Settle who is right on {criterion} of {point}: it decides most. [inferred]",
                criterion=names[criterion], point=label)  # fmt: skip


def _uncleared(plan: MemoContext) -> str:
    """Return what is to be cleared, by paragraph and without the figure itself."""
    texts = plan.texts
    parts = (
        _("the figure of {cite}, {what}", cite=texts.cite(cite), what=texts.text(figure.caution))
        for cite, paragraph in texts.brief.paragraph_by_cite.items()
        for figure in paragraph.figures
        if figure.caution
    )
    return _("; ").join(islice(parts, 3))
