"""What is shown after marks were set or taken back: a line for each, and not the whole list."""

from collections.abc import Iterator, Sequence

from kbrief.i18n import _
from kbrief.i18n.labels import status_label
from kbrief.model import Action, Event, Step
from kbrief.model.document import Bullets, Document, Paragraph, flowing
from kbrief.model.marks import Mark, Marks
from kbrief.view.strategy import told_mark
from kbrief.words.voice import Voice


def actions_page(changed: Sequence[Action], marks: Marks, kept: str, v: Voice) -> Document:
    """Return the actions whose marks have changed, how far their steps are, and where (`kept`) the marks are."""
    names = {action.id for action in changed}
    steps = [step for step in v.brief.steps if any(action.id in names for action in step.actions)]
    total = [action.id for step in v.brief.steps for action in step.actions]
    return Document(
        title=_("Checklist: {done} of {all} done", done=sum(name in marks.actions for name in total), all=len(total)),
        blocks=flowing(
            Bullets(tuple(_action(action, marks, v) for action in changed)) if changed else Paragraph(_("Nothing was marked there.")),
            [Paragraph(_progress(step, marks, v)) for step in steps],
            Paragraph(_("Marks are kept in {path}", path=kept)),
        ),
        following=tuple(_following(changed, steps, marks, v)),
    )


def _following(changed: Sequence[Action], steps: Sequence[Step], marks: Marks, v: Voice) -> Iterator[tuple[str, str]]:
    """Yield the next action of these steps, how to take a mark back, and what is still open."""
    open_now = [action.id for step in steps for action in step.actions if action.id not in marks.actions]
    done = [action.id for action in changed if action.id in marks.actions]
    yield from ((f"kbrief checklist done {name}", _("mark it as done")) for name in open_now[:1])
    yield from ((f"kbrief checklist undo {name}", _("take it back")) for name in done[:1])
    yield "kbrief checklist --open", _("what is still open")


def event_page(event: Event, marks: Marks, kept: str, v: Voice) -> Document:
    """Return what an event was marked as, where (`kept`) the marks are, and the list given it, if it has happened."""
    mark = marks.events[event.id]
    whose = next((administration.id for administration in v.brief.administrations), None)
    moves = whose is not None and event.shifts and mark.status == "observed"
    given = [(f"kbrief emphasize -a {whose} --given {event.id}", _("the list, given what you marked as observed"))] if moves else []
    status = status_label(marks.status_of(event.id))
    said = _("{id} is marked as {status}", id=event.id, status=status)
    return Document(
        title=_("Marked: {names}", names=v.text(event.name)),
        blocks=(Bullets((" · ".join((said, *_by(mark, v))),)), Paragraph(_("Marks are kept in {path}", path=kept))),
        following=(*given, ("kbrief events", _("the watch list"))),
    )


def _progress(step: Step, marks: Marks, v: Voice) -> str:
    done = sum(action.id in marks.actions for action in step.actions)
    return _("{name} ({id}): {done} of {all} done", name=v.text(step.name), id=step.id, done=done, all=len(step.actions))


def _action(action: Action, marks: Marks, v: Voice) -> str:
    mark = marks.actions.get(action.id)
    if mark is None:
        return _("{id} is open again", id=action.id)
    return " · ".join((_("{id} is marked as done", id=action.id), *told_mark(action, mark, v)))


def _by(mark: Mark, v: Voice) -> Iterator[str]:
    yield _("{who}, {when}", who=mark.who, when=v.marked_day(mark.when))
    if mark.note:
        yield mark.note
