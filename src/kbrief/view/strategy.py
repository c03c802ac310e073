"""The screens of the strategy and its checklist."""

from collections.abc import Iterator

from kbrief.i18n import _
from kbrief.model import Action, Step
from kbrief.model.document import Block, Column, Document, Heading, Paragraph, Row, Table, flowing
from kbrief.model.marks import Mark, Marks
from kbrief.words.voice import Voice


def strategy_page(v: Voice) -> Document:
    """Return the steps and the considerations."""
    brief = v.brief
    steps = (Row((str(n), step.id, v.said(step.what)), v.said(step.given)) for n, step in enumerate(brief.steps, 1))
    weigh = (Row((c.id, c.criterion or _("events"), v.said(c))) for c in brief.considerations)
    return Document(
        title=_("Strategy: {steps} steps, {considerations} considerations", steps=len(brief.steps), considerations=len(brief.considerations)),
        head=v.head("strategy"),
        blocks=flowing(
            Table((Column("#"), Column(_("step")), Column(_("what the source asks"), can_wrap=True)), tuple(steps), _("what it gives")),
            Heading(_("What to weigh")),
            Table((Column("#"), Column(_("carried by"), drop=2), Column(_("what to weigh"), can_wrap=True)), tuple(weigh)),
        ),
        following=(("kbrief checklist", _("the actions of each step")),),
    )


def checklist_page(rows: tuple[tuple[Step, Action], ...], marks: Marks, v: Voice) -> Document:
    """Return the actions asked for, with the progress of every step."""
    columns = (Column(""), Column(_("action")), Column(_("what to do"), can_wrap=True), Column(_("from"), drop=4))
    total = [action for step in v.brief.steps for action in step.actions]
    blocks: list[Block] = []
    for step in v.brief.steps:
        shown = [action for owner, action in rows if owner.id == step.id]
        if shown:
            blocks.append(Heading(_progress(step, marks, v)))
            blocks.append(Table(columns, tuple(_row(action, marks, v) for action in shown), _("note")))
    next_item = next((action.id for _, action in rows if action.id not in marks.actions), None)
    return Document(
        title=_("Checklist: {done} of {all} done", done=sum(a.id in marks.actions for a in total), all=len(total)),
        head=v.head("strategy"),
        blocks=tuple(blocks) or (Paragraph(_("Nothing is open.")),),
        following=((f"kbrief checklist done {next_item}", _("mark it as done")),) if next_item else (),
    )


def _progress(step: Step, marks: Marks, v: Voice) -> str:
    done = sum(action.id in marks.actions for action in step.actions)
    return _("{name} ({id}): {done} of {all}", name=v.text(step.name), id=step.id, done=done, all=len(step.actions))


def _row(action: Action, marks: Marks, v: Voice) -> Row:
    mark = marks.actions.get(action.id)
    box = _("[ ]") if mark is None else _("[!]") if mark.is_stale(action.text) else _("[x]")
    cells = (box, action.id, v.text(action.text), v.cites(action.cites))
    return Row(cells, " · ".join(told_mark(action, mark, v)) if mark else "", "quiet" if mark else "plain")


def told_mark(action: Action, mark: Mark, v: Voice) -> Iterator[str]:
    """Yield what a mark says: whether it is stale, who and when, owner, due date and note."""
    if mark.is_stale(action.text):
        yield _("the action has changed since it was marked")
    yield _("{who}, {when}", who=mark.who, when=v.marked_day(mark.when))
    if mark.owner:
        yield _("owner: {owner}", owner=mark.owner)
    if mark.due:
        yield _("due: {due}", due=v.marked_day(mark.due))
    if mark.note:
        yield mark.note
