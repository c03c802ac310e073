"""`kbrief checklist`: the actions of each step, and marking them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from kbrief import model
from kbrief.cli import complete
from kbrief.cli.options import command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.decide.select import select_actions
from kbrief.export.items.brief import checklist_items
from kbrief.view.strategy import checklist_page

app = new_app()

Step = Annotated[str | None, typer.Option(metavar="N|ID", help="Only this step.", autocompletion=complete.steps)]
Open = Annotated[bool, typer.Option("--open", help="Only what is not done.")]
Items = Annotated[list[str], typer.Argument(metavar="ITEM...", help="Actions.", autocompletion=complete.actions)]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="A note to keep with the mark.")]
Owner = Annotated[str | None, typer.Option(metavar="NAME", help="Who sees to it.")]
Due = Annotated[str | None, typer.Option(metavar="DATE", help="By when, as 2026-12-31.")]


@command(app, callback=True)
def checklist(session: Session, step: Step = None, is_open: Open = False) -> Answer:
    """The actions of each step, with what is done.

    Example: kbrief checklist --step 1 --open
    """
    done = session.marks.actions if is_open else {}
    return checklist_answer(session, tuple(p for p in select_actions(session.brief, step) if p[1].id not in done))


@command(app)
def done(session: Session, items: Items, note: Note = None, owner: Owner = None, due: Due = None) -> Answer:
    """Mark actions as done.

    Example: kbrief checklist done interests-1 --note "sheet is with the desk" --due 2026-12-31
    """
    from kbrief.cli.answers.marks import mark_done

    return marked_answer(session, mark_done(session, items, note=note, owner=owner, due=due))


@command(app)
def undo(session: Session, items: Items) -> Answer:
    """Take marks back.

    Example: kbrief checklist undo interests-1
    """
    from kbrief.cli.answers.marks import take_back

    return marked_answer(session, take_back(session, items))


def marked_answer(session: Session, changed: Sequence[model.Action]) -> Answer:
    """Return what has changed as a page; for programs, the whole checklist."""
    from kbrief.view.marking import actions_page

    whole = checklist_answer(session)
    return replace(whole, page=lambda: actions_page(changed, session.marks, str(session.marks_file), session.voice))


def checklist_answer(session: Session, rows: tuple[tuple[model.Step, model.Action], ...] | None = None) -> Answer:
    """Return the checklist, or the rows of it that are asked for."""
    v, marks = session.voice, session.marks
    shown = select_actions(v.brief, None) if rows is None else rows
    return Answer(
        "checklist",
        lambda: checklist_page(shown, marks, v),
        lambda: checklist_items(shown, marks, v.lang),
        v.head("strategy"),
        brief=v.brief,
    )
