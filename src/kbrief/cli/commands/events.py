"""`kbrief events`: the watch list, and what became of it."""

from collections.abc import Sequence
from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext, today
from kbrief.cli.options import READ_FORMATS, Administration, command, new_app
from kbrief.cli.output import CommandResult
from kbrief.cli.streams import print_stderr
from kbrief.decide.events import watch_list
from kbrief.decide.scenario import Scenario
from kbrief.errors import Message, OutputError
from kbrief.i18n import ngettext
from kbrief.model import Event as BriefEvent
from kbrief.model.lookup import resolve, resolve_optional
from kbrief.model.marks import STATUSES
from kbrief.pages.events import events_page
from kbrief.records.brief import event_items

events_command = new_app()

statuses = complete.choices(*STATUSES)

Status = Annotated[
    str | None, typer.Option(metavar="|".join(STATUSES), help="Only events with this mark.", autocompletion=statuses)
]


@command(events_command, callback=True, formats=(*READ_FORMATS, "ics"))
def events(session: CommandContext, administration: Administration = None, status: Status = None) -> CommandResult:
    """Show the watch list: events that could change perceptions, and their signs.

    Sorted by value of watching, highest first. Example: kbrief events --administration trump

    --format ics writes a calendar file: the dates of events and, without --status, the due dates of actions.
    Example: kbrief events --format ics > dates.ics
    """
    return show_events(
        session, session.administration(administration), resolve_optional(status, STATUSES, Message("status"))
    )


def show_events(session: CommandContext, administration: str | None = None, status: str | None = None) -> CommandResult:
    """Return the watch list, or its events with one status; those ruled out come last."""
    texts, marks = session.texts, session.marks
    watched = [
        item
        for item in watch_list(texts.brief, Scenario(administration))
        if status in (None, marks.status_of(item.event.id))
    ]
    watched.sort(key=lambda item: marks.status_of(item.event.id) == "ruled-out")
    return CommandResult(
        "events",
        lambda: events_page(watched, administration, marks, texts),
        lambda: event_items(watched, administration, marks, texts.lang),
        texts.caveats("events"),
        administration,
        brief=texts.brief,
        calendar=lambda: _calendar(session, [item.event for item in watched], with_actions=status is None),
    )


def _calendar(session: CommandContext, events: Sequence[BriefEvent], *, with_actions: bool) -> str:
    """Return the dates of events, and of actions on request, as a calendar. Raises OutputError if there is none."""
    from kbrief.pages.calendar import brief_entries
    from kbrief.render.calendar import to_icalendar

    texts = session.texts
    actions = [action for step in texts.brief.steps for action in step.actions] if with_actions else []
    entries = brief_entries(events, actions, session.marks, texts)
    if not entries:
        hint = Message("give an event a `date`, or an action a due date: kbrief checklist set ID --due 2026-12-31")
        raise OutputError(Message("nothing has a date, so the calendar would be empty"), hint)
    _warn_of_undated(sum(event.date is None for event in events))
    return to_icalendar(entries, texts.text(texts.brief.title), today())


def _warn_of_undated(count: int) -> None:
    """Print how many events are left out of the calendar."""
    if count:
        print_stderr(
            [
                ngettext(
                    "1 event has no date and is left out",
                    "{count} events have no date and are left out",
                    count,
                    count=count,
                )
            ]
        )


Event = Annotated[str, typer.Argument(metavar="ID", help="The event's id.", autocompletion=complete.events)]
NewStatus = Annotated[
    str, typer.Option("--status", metavar="|".join(STATUSES), help="The mark to set.", autocompletion=statuses)
]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="A note to keep with the mark.")]


@command(events_command, name="set")
def set_status(session: CommandContext, event: Event, status: NewStatus, note: Note = None) -> CommandResult:
    """Mark an event as observed, ruled out or open.

    Example: kbrief events set us-election --status observed --note "vote of 5 November 2024"
    """
    from kbrief.cli.commands.strategy import mark_event
    from kbrief.pages.strategy import event_page

    marked = mark_event(session, event, resolve(status, STATUSES, Message("status")), note)
    return show_events(session)._replace(
        page=lambda: event_page(marked, session.marks, session.own_marks, session.texts)
    )
