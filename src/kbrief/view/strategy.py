"""The screens of the strategy and its checklist."""

from collections.abc import Iterator

from kbrief.model import Action, Step
from kbrief.model.document import Block, Column, Document, Heading, Paragraph, Row, Table, flowing
from kbrief.model.marks import Mark, Marks
from kbrief.words.voice import Voice


def strategy_page(v: Voice) -> Document:
    """Return the steps and the considerations."""
    col, brief = v.w.col, v.brief
    steps = (Row((str(n), step.id, v.said(step.what)), v.said(step.given)) for n, step in enumerate(brief.steps, 1))
    weigh = (Row((c.id, c.criterion or v.w.label.events_word, v.said(c))) for c in brief.considerations)
    return Document(
        title=v.w.say.strategy_title.format(steps=len(brief.steps), considerations=len(brief.considerations)),
        head=v.head("strategy"),
        blocks=flowing(
            Table((Column("#"), Column(col.step), Column(col.asked, can_wrap=True)), tuple(steps), col.given),
            Heading(v.w.say.considerations),
            Table((Column("#"), Column(col.carried_by, drop=2), Column(col.weigh, can_wrap=True)), tuple(weigh)),
        ),
        following=(("kbrief checklist", v.w.say.open_checklist),),
    )


def checklist_page(rows: tuple[tuple[Step, Action], ...], marks: Marks, v: Voice) -> Document:
    """Return the actions asked for, with the progress of every step."""
    col, say = v.w.col, v.w.say
    columns = (Column(""), Column(col.action), Column(col.todo, can_wrap=True), Column(col.origin, drop=4))
    total = [action for step in v.brief.steps for action in step.actions]
    blocks: list[Block] = []
    for step in v.brief.steps:
        shown = [action for owner, action in rows if owner.id == step.id]
        if shown:
            blocks.append(Heading(_progress(step, marks, v)))
            blocks.append(Table(columns, tuple(_row(action, marks, v) for action in shown), col.note))
    next_item = next((action.id for _, action in rows if action.id not in marks.actions), None)
    return Document(
        title=say.checklist_title.format(done=sum(a.id in marks.actions for a in total), all=len(total)),
        head=v.head("strategy"),
        blocks=tuple(blocks) or (Paragraph(say.nothing_open),),
        following=((f"kbrief checklist done {next_item}", say.mark_done),) if next_item else (),
    )


def _progress(step: Step, marks: Marks, v: Voice) -> str:
    done = sum(action.id in marks.actions for action in step.actions)
    return v.w.say.step_progress.format(name=v.text(step.name), id=step.id, done=done, all=len(step.actions))


def _row(action: Action, marks: Marks, v: Voice) -> Row:
    mark = marks.actions.get(action.id)
    box = v.w.say.box_open if mark is None else v.w.say.box_stale if mark.is_stale(action.text) else v.w.say.box_done
    cells = (box, action.id, v.text(action.text), v.cites(action.cites))
    return Row(cells, " · ".join(told_mark(action, mark, v)) if mark else "", "quiet" if mark else "plain")


def told_mark(action: Action, mark: Mark, v: Voice) -> Iterator[str]:
    """Yield what a mark says: whether it is stale, who and when, owner, due date and note."""
    if mark.is_stale(action.text):
        yield v.w.say.stale
    yield v.w.say.done_by.format(who=mark.who, when=v.marked_day(mark.when))
    if mark.owner:
        yield v.w.say.owned_by.format(owner=mark.owner)
    if mark.due:
        yield v.w.say.due_on.format(due=v.marked_day(mark.due))
    if mark.note:
        yield mark.note
