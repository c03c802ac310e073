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
    return Document(
        title=_(
            "Strategy: {steps} steps, {considerations} considerations",
            steps=len(brief.steps),
            considerations=len(brief.considerations),
        ),
        caveats=texts.caveats("strategy"),
        blocks=flatten(
            _steps_table(texts),
            Heading(_("What to weigh")),
            _considerations_table(texts),
        ),
        next_steps=(("kbrief checklist", _("the actions of each step")),),
    )


def _steps_table(texts: BriefText) -> Table:
    rows = (
        Row((str(n), step.id, texts.statement(step.what)), texts.statement(step.given))
        for n, step in enumerate(texts.brief.steps, 1)
    )
    columns = (Column("#"), Column(_("step")), Column(_("what the source asks"), can_wrap=True))
    return Table(columns, tuple(rows), _("what it gives"))


def _considerations_table(texts: BriefText) -> Table:
    rows = (
        Row((consideration.id, consideration.criterion or _("events"), texts.statement(consideration)))
        for consideration in texts.brief.considerations
    )
    columns = (Column("#"), Column(_("carried by"), drop_priority=2), Column(_("what to weigh"), can_wrap=True))
    return Table(columns, tuple(rows))


def checklist_page(rows: tuple[tuple[Step, Action], ...], marks: Marks, texts: BriefText) -> Document:
    """Return the given actions by step, with the progress of each step."""
    columns = (
        Column(""),
        Column(_("action")),
        Column(_("what to do"), can_wrap=True),
        Column(_("from"), drop_priority=4),
    )
    all_actions = [action for step in texts.brief.steps for action in step.actions]
    blocks: list[Block] = []
    for step in texts.brief.steps:
        actions = [action for owner, action in rows if owner.id == step.id]
        if actions:
            blocks.append(Heading(_progress(step, marks, texts)))
            blocks.append(Table(columns, tuple(_row(action, marks, texts) for action in actions), _("note")))
    next_action = next((action.id for _, action in rows if action.id not in marks.actions), None)
    return Document(
        title=_(
            "Checklist: {done} of {all} done",
            done=sum(action.id in marks.actions for action in all_actions),
            all=len(all_actions),
        ),
        caveats=texts.caveats("strategy"),
        blocks=tuple(blocks) or (Paragraph(_("Nothing is open.")),),
        next_steps=((f"kbrief checklist done {next_action}", _("mark it as done")),) if next_action else (),
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
    """Yield the owner and the due day of an open action: as assigned, else as in the brief."""
    plan = marks.assigned.get(action.id)
    if owner := (plan and plan.owner) or action.owner:
        yield _("owner: {owner}", owner=owner)
    if due := (plan and plan.due) or action.due:
        yield _("due: {due}", due=texts.marked_day(due))


def mark_details(action: Action, mark: Mark, texts: BriefText) -> Iterator[str]:
    """Yield what a mark says: whether it is stale, who made it and when, owner, due date and note."""
    if mark.is_stale(action.text):
        yield _("the action has changed since it was marked")
    yield _("{who}, {when}", who=mark.who, when=texts.marked_day(mark.when))
    if mark.owner:
        yield _("owner: {owner}", owner=mark.owner)
    if mark.due:
        yield _("due: {due}", due=texts.marked_day(mark.due))
    if mark.note:
        yield mark.note


def actions_page(changed: Sequence[Action], marks: Marks, path: str, texts: BriefText) -> Document:
    """Return the actions whose marks have changed, the progress of their steps, and the path of the marks."""
    ids = {action.id for action in changed}
    steps = [step for step in texts.brief.steps if any(action.id in ids for action in step.actions)]
    all_ids = [action.id for step in texts.brief.steps for action in step.actions]
    return Document(
        title=_(
            "Checklist: {done} of {all} done", done=sum(name in marks.actions for name in all_ids), all=len(all_ids)
        ),
        blocks=flatten(
            Bullets(tuple(_mark_line(action, marks, texts) for action in changed))
            if changed
            else Paragraph(_("Nothing was marked there.")),
            [Paragraph(_marked_progress(step, marks, texts)) for step in steps],
            Paragraph(_("Marks are kept in {path}", path=path)),
        ),
        next_steps=tuple(_next_steps(changed, steps, marks)),
    )


def _next_steps(changed: Sequence[Action], steps: Sequence[Step], marks: Marks) -> Iterator[tuple[str, str]]:
    """Yield the next action of these steps, how to take a mark back, and what is still open."""
    open_ids = [action.id for step in steps for action in step.actions if action.id not in marks.actions]
    done_ids = [action.id for action in changed if action.id in marks.actions]
    yield from ((f"kbrief checklist done {name}", _("mark it as done")) for name in open_ids[:1])
    yield from ((f"kbrief checklist undo {name}", _("take it back")) for name in done_ids[:1])
    yield "kbrief checklist --open", _("what is still open")


def event_page(event: Event, marks: Marks, path: str, texts: BriefText) -> Document:
    """Return how an event was marked, the path of the marks, and the list given the event, if it has happened."""
    mark = marks.events[event.id]
    audience = next((administration.id for administration in texts.brief.administrations), None)
    moves = audience is not None and event.shifts and mark.status == "observed"
    given = (
        [(f"kbrief emphasize -a {audience} --given {event.id}", _("the list, given what you marked as observed"))]
        if moves
        else []
    )
    status = status_label(marks.status_of(event.id))
    line = _("{id} is marked as {status}", id=event.id, status=status)
    return Document(
        title=_("Marked: {names}", names=texts.text(event.name)),
        blocks=(
            Bullets((" · ".join((line, *_marked_by(mark, texts))),)),
            Paragraph(_("Marks are kept in {path}", path=path)),
        ),
        next_steps=(*given, ("kbrief events", _("the watch list"))),
    )


def _marked_progress(step: Step, marks: Marks, texts: BriefText) -> str:
    done = sum(action.id in marks.actions for action in step.actions)
    return _(
        "{name} ({id}): {done} of {all} done", name=texts.text(step.name), id=step.id, done=done, all=len(step.actions)
    )


def _mark_line(action: Action, marks: Marks, texts: BriefText) -> str:
    mark = marks.actions.get(action.id)
    if mark is None:
        plan = tuple(plan_details(action, marks, texts)) if action.id in marks.assigned else ()
        return " · ".join((_("{id} is open", id=action.id), *plan)) if plan else _("{id} is open again", id=action.id)
    return " · ".join((_("{id} is marked as done", id=action.id), *mark_details(action, mark, texts)))


def _marked_by(mark: Mark, texts: BriefText) -> Iterator[str]:
    yield _("{who}, {when}", who=mark.who, when=texts.marked_day(mark.when))
    if mark.note:
        yield mark.note
