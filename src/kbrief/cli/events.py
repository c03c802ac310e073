"""`kbrief events`: the watch list, and what became of it."""

from dataclasses import replace
from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.options import Administration, command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.decide.ratings import Setting
from kbrief.decide.watch import watch_list
from kbrief.errors import Message
from kbrief.export.items.brief import event_items
from kbrief.model.marks import STATUSES
from kbrief.model.names import pick, pick_any
from kbrief.view.events import events_page

app = new_app()

statuses = complete.among(*STATUSES)

Status = Annotated[
    str | None, typer.Option(metavar="|".join(STATUSES), help="Only events marked so.", autocompletion=statuses)
]


@command(app, callback=True)
def events(session: Session, administration: Administration = None, status: Status = None) -> Answer:
    """The watch list: what could change perceptions, and its signs.

    Most worth watching first. Example: kbrief events --administration trump
    """
    return events_answer(session, session.administration(administration), pick_any(status, STATUSES, Message("status")))


def events_answer(session: Session, whom: str | None = None, status: str | None = None) -> Answer:
    """Return the watch list, of one status where that is asked for."""
    v, marks = session.voice, session.marks
    watched = watch_list(v.brief, Setting(whom))
    found = [one for one in watched if status in (None, marks.status_of(one.event.id))]
    found.sort(key=lambda one: marks.status_of(one.event.id) == "ruled-out")
    return Answer(
        "events",
        lambda: events_page(found, whom, marks, v),
        lambda: event_items(found, whom, marks, v.lang),
        v.head("events"),
        whom,
        brief=v.brief,
    )


Event = Annotated[str, typer.Argument(metavar="ID", help="The event's id.", autocompletion=complete.events)]
NewStatus = Annotated[
    str, typer.Option("--status", metavar="|".join(STATUSES), help="What became of it.", autocompletion=statuses)
]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="A note to keep with the mark.")]


@command(app, name="set")
def set_status(session: Session, event: Event, status: NewStatus, note: Note = None) -> Answer:
    """Mark what became of an event.

    Example: kbrief events set us-election --status observed --note "vote of 5 November 2024"
    """
    from kbrief.cli.answers.marks import mark_event
    from kbrief.view.marking import event_page

    marked = mark_event(session, event, pick(status, STATUSES, Message("status")), note)
    whole = events_answer(session)
    return replace(whole, page=lambda: event_page(marked, session.marks, str(session.marks_file), session.voice))
