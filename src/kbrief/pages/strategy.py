"""The pages of the steps, the checklist, and marks."""

from collections.abc import Iterator, Sequence

from kbrief.i18n import _
from kbrief.i18n.labels import status_label
from kbrief.model import Action, Event, Step
from kbrief.model.marks import Mark, Marks
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Bullets, Column, Document, Heading, Paragraph, Row, Table, flatten


def strategy_page(texts: BriefText) -> Document:
    """Return the steps and the considerations."""
    brief = texts.brief
    steps = (
        Row((str(n), step.id, texts.statement(step.what)), texts.statement(step.given))
        for n, step in enumerate(brief.steps, 1)
    )
    weigh = (Row((c.id, c.criterion or _("events"), texts.statement(c))) for c in brief.considerations)
    return Document(
        title=_(
            "Strategy: {steps} steps, {considerations} considerations",
            steps=len(brief.steps),
            considerations=len(brief.considerations),
        ),
        caveats=texts.caveats("strategy"),
        blocks=flatten(
            Table(
                (Column("#"), Column(_("step")), Column(_("what the source asks"), can_wrap=True)),
                tuple(steps),
                _("what it gives"),
            ),
            Heading(_("What to weigh")),
            Table(
                (Column("#"), Column(_("carried by"), drop_priority=2), Column(_("what to weigh"), can_wrap=True)),
                tuple(weigh),
            ),
        ),
        next_steps=(("kbrief checklist", _("the actions of each step")),),
    )


def checklist_page(rows: tuple[tuple[Step, Action], ...], marks: Marks, texts: BriefText) -> Document:
    """Return the actions asked for, with the progress of every step."""
    columns = (
        Column(""),
        Column(_("action")),
        Column(_("what to do"), can_wrap=True),
        Column(_("from"), drop_priority=4),
    )
    total = [action for step in texts.brief.steps for action in step.actions]
    blocks: list[Block] = []
    for step in texts.brief.steps:
        shown = [action for owner, action in rows if owner.id == step.id]
        if shown:
            blocks.append(Heading(_progress(step, marks, texts)))
            blocks.append(Table(columns, tuple(_row(action, marks, texts) for action in shown), _("note")))
    next_item = next((action.id for _, action in rows if action.id not in marks.actions), None)
    return Document(
        title=_("Checklist: {done} of {all} done", done=sum(a.id in marks.actions for a in total), all=len(total)),
        caveats=texts.caveats("strategy"),
        blocks=tuple(blocks) or (Paragraph(_("Nothing is open.")),),
        next_steps=((f"kbrief checklist done {next_item}", _("mark it as done")),) if next_item else (),
    )


def _progress(step: Step, marks: Marks, texts: BriefText) -> str:
    done = sum(action.id in marks.actions for action in step.actions)
    return _("{name} ({id}): {done} of {all}", name=texts.text(step.name), id=step.id, done=done, all=len(step.actions))


def _row(action: Action, marks: Marks, texts: BriefText) -> Row:
    mark = marks.actions.get(action.id)
    box = _("[ ]") if mark is None else _("[!]") if mark.is_stale(action.text) else _("[x]")
    cells = (box, action.id, texts.text(action.text), texts.citations(action.cites))
    details = mark_details(action, mark, texts) if mark else plan_details(action, marks, texts)
    return Row(cells, " · ".join(details), "quiet" if mark else "plain")


def plan_details(action: Action, marks: Marks, texts: BriefText) -> Iterator[str]:
    """Yield who sees to an open action and by when: as it was assigned, else as the brief says."""
    plan = marks.assigned.get(action.id)
    if owner := (plan and plan.owner) or action.owner:
        yield _("owner: {owner}", owner=owner)
    if due := (plan and plan.due) or action.due:
        yield _("due: {due}", due=texts.marked_day(due))


def mark_details(action: Action, mark: Mark, texts: BriefText) -> Iterator[str]:
    """Yield what a mark says: whether it is stale, who and when, owner, due date and note."""
    if mark.is_stale(action.text):
        yield _("the action has changed since it was marked")
    yield _("{who}, {when}", who=mark.who, when=texts.marked_day(mark.when))
    if mark.owner:
        yield _("owner: {owner}", owner=mark.owner)
    if mark.due:
        yield _("due: {due}", due=texts.marked_day(mark.due))
    if mark.note:
        yield mark.note


def actions_page(changed: Sequence[Action], marks: Marks, kept: str, texts: BriefText) -> Document:
    """Return the actions whose marks have changed, how far their steps are, and where (`kept`) the marks are."""
    names = {action.id for action in changed}
    steps = [step for step in texts.brief.steps if any(action.id in names for action in step.actions)]
    total = [action.id for step in texts.brief.steps for action in step.actions]
    return Document(
        title=_("Checklist: {done} of {all} done", done=sum(name in marks.actions for name in total), all=len(total)),
        blocks=flatten(
            Bullets(tuple(_action(action, marks, texts) for action in changed))
            if changed
            else Paragraph(_("Nothing was marked there.")),
            [Paragraph(_marked_progress(step, marks, texts)) for step in steps],
            Paragraph(_("Marks are kept in {path}", path=kept)),
        ),
        next_steps=tuple(_following(changed, steps, marks)),
    )


def _following(changed: Sequence[Action], steps: Sequence[Step], marks: Marks) -> Iterator[tuple[str, str]]:
    """Yield the next action of these steps, how to take a mark back, and what is still open."""
    open_now = [action.id for step in steps for action in step.actions if action.id not in marks.actions]
    done = [action.id for action in changed if action.id in marks.actions]
    yield from ((f"kbrief checklist done {name}", _("mark it as done")) for name in open_now[:1])
    yield from ((f"kbrief checklist undo {name}", _("take it back")) for name in done[:1])
    yield "kbrief checklist --open", _("what is still open")


def event_page(event: Event, marks: Marks, kept: str, texts: BriefText) -> Document:
    """Return what an event was marked as, where (`kept`) the marks are, and the list given it, if it has happened."""
    mark = marks.events[event.id]
    whose = next((administration.id for administration in texts.brief.administrations), None)
    moves = whose is not None and event.shifts and mark.status == "observed"
    given = (
        [(f"kbrief emphasize -a {whose} --given {event.id}", _("the list, given what you marked as observed"))]
        if moves
        else []
    )
    status = status_label(marks.status_of(event.id))
    said = _("{id} is marked as {status}", id=event.id, status=status)
    return Document(
        title=_("Marked: {names}", names=texts.text(event.name)),
        blocks=(Bullets((" · ".join((said, *_by(mark, texts))),)), Paragraph(_("Marks are kept in {path}", path=kept))),
        next_steps=(*given, ("kbrief events", _("the watch list"))),
    )


def _marked_progress(step: Step, marks: Marks, texts: BriefText) -> str:
    done = sum(action.id in marks.actions for action in step.actions)
    return _(
        "{name} ({id}): {done} of {all} done", name=texts.text(step.name), id=step.id, done=done, all=len(step.actions)
    )


def _action(action: Action, marks: Marks, texts: BriefText) -> str:
    mark = marks.actions.get(action.id)
    if mark is None:
        plan = tuple(plan_details(action, marks, texts)) if action.id in marks.assigned else ()
        return " · ".join((_("{id} is open", id=action.id), *plan)) if plan else _("{id} is open again", id=action.id)
    return " · ".join((_("{id} is marked as done", id=action.id), *mark_details(action, mark, texts)))


def _by(mark: Mark, texts: BriefText) -> Iterator[str]:
    yield _("{who}, {when}", who=mark.who, when=texts.marked_day(mark.when))
    if mark.note:
        yield mark.note
