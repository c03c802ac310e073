"""`kbrief events`: the watch list, and what became of it."""

from typing import Annotated

import typer

from kbrief.cli.options import Administration, command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.export.items import event_items
from kbrief.model.marks import STATUSES
from kbrief.model.names import pick_any
from kbrief.view.events import events_page

app = new_app()

Status = Annotated[str | None, typer.Option(metavar="|".join(STATUSES), help="Only events marked so.")]


@command(app, callback=True)
def events(session: Session, administration: Administration = None, status: Status = None) -> Answer:
    """The watch list: what could change perceptions, and its signs.

    Example: kbrief events --administration trump
    """
    v, whom, marks = session.voice, session.administration(administration), session.marks
    wanted = pick_any(status, STATUSES, "status")
    found = tuple(event for event in v.brief.events if wanted in (None, marks.status_of(event.id)))
    return Answer(
        "events",
        lambda: events_page(found, whom, marks, v),
        lambda: event_items(found, whom, marks, v.lang),
        v.head("events"),
        whom,
        brief=v.brief,
    )
