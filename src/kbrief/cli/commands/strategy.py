"""`strategy` and `checklist`, and the marks on actions and events."""

import getpass
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Annotated
from unicodedata import category

import typer

from kbrief import model
from kbrief.cli import complete
from kbrief.cli.commands.arguments import parse_day
from kbrief.cli.context import CommandContext, today
from kbrief.cli.options import command, new_app
from kbrief.cli.output import CommandResult
from kbrief.errors import Message, WrongUsage
from kbrief.files import find_control
from kbrief.model import Action, Event, Text
from kbrief.model.lookup import resolve
from kbrief.model.marks import MAX_LINE_LENGTH, Mark, Marks, Status, text_hash

strategy_command = new_app()


@command(strategy_command)
def strategy(session: CommandContext) -> CommandResult:
    """Show the steps of the strategy, and what to weigh.

    Example: kbrief strategy --format md
    """
    from kbrief.pages.strategy import strategy_page
    from kbrief.records.brief import strategy_items

    texts = session.texts
    return CommandResult(
        "strategy",
        lambda: strategy_page(texts),
        lambda: strategy_items(texts.brief, texts.lang),
        texts.caveats("strategy"),
        brief=texts.brief,
    )


checklist_command = new_app()

Step = Annotated[str | None, typer.Option(metavar="N|ID", help="Only this step.", autocompletion=complete.steps)]
Open = Annotated[bool, typer.Option("--open", help="Only actions that are not done.")]
Items = Annotated[list[str], typer.Argument(metavar="ITEM", help="Actions.", autocompletion=complete.actions)]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="A note to keep with the mark.")]
Owner = Annotated[str | None, typer.Option(metavar="NAME", help="Who is responsible.")]
Due = Annotated[str | None, typer.Option(metavar="DATE", help="The due date, e.g. 2026-12-31.")]


@command(checklist_command, callback=True)
def checklist(session: CommandContext, step: Step = None, is_open: Open = False) -> CommandResult:
    """List the actions of each step, and which are done.

    Example: kbrief checklist --step 1 --open
    """
    from kbrief.decide.select import select_actions

    done = session.marks.actions if is_open else {}
    rows = tuple(row for row in select_actions(session.brief, step) if row[1].id not in done)
    return show_checklist(session, rows)


@command(checklist_command)
def done(
    session: CommandContext, items: Items, note: Note = None, owner: Owner = None, due: Due = None
) -> CommandResult:
    """Mark actions as done.

    Example: kbrief checklist done interests-1 --note "sheet is with the desk" --due 2026-12-31
    """
    return show_changed(session, mark_done(session, items, note=note, owner=owner, due=due))


@command(checklist_command, name="set")
def assign(session: CommandContext, items: Items, owner: Owner = None, due: Due = None) -> CommandResult:
    """Set the owner and due date of actions, open or done.

    An empty text clears the value. Example: kbrief checklist set interests-1 --owner Desk --due 2026-12-31
    """
    return show_changed(session, assign_actions(session, items, owner=owner, due=due))


@command(checklist_command)
def undo(session: CommandContext, items: Items) -> CommandResult:
    """Remove the marks of actions.

    Example: kbrief checklist undo interests-1
    """
    return show_changed(session, remove_marks(session, items))


def show_changed(session: CommandContext, changed: Sequence[Action]) -> CommandResult:
    """Return a page of the changed actions, with the records of the whole checklist."""
    from kbrief.pages.strategy import actions_page

    checklist = show_checklist(session)
    return checklist._replace(page=lambda: actions_page(changed, session.marks, session.own_marks, session.texts))


def show_checklist(session: CommandContext, rows: tuple[tuple[model.Step, Action], ...] | None = None) -> CommandResult:
    """Return some rows of the checklist, all by default."""
    from kbrief.decide.select import select_actions
    from kbrief.pages.strategy import checklist_page
    from kbrief.records.brief import checklist_items

    texts, marks = session.texts, session.marks
    rows = select_actions(texts.brief, None) if rows is None else rows
    return CommandResult(
        "checklist",
        lambda: checklist_page(rows, marks, texts),
        lambda: checklist_items(rows, marks, texts.lang),
        texts.caveats("strategy"),
        brief=texts.brief,
    )


#: The Unicode categories that a line may not have: control characters, surrogates, line and paragraph separators.
FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})


def mark_done(
    session: CommandContext, items: Iterable[str], *, note: str | None, owner: str | None, due: str | None
) -> tuple[Action, ...]:
    """Mark actions as done, and return them; values of an older mark that are not given anew stay.

    Raises UnknownName and WrongUsage before anything is written.
    """
    from kbrief.store.marks import update_marks

    actions = _actions(session, items)
    values = _given_values(note=_line("--note", note), owner=_line("--owner", owner), due=_due_day(due))

    def change(marks: Marks) -> Marks:
        new = {action.id: _new_mark(marks.actions.get(action.id), action.text, values) for action in actions}
        return marks.model_copy(update={"actions": marks.actions | new})

    update_marks(session.marks_path, change, person=user_name())
    return actions


def assign_actions(
    session: CommandContext, items: Iterable[str], *, owner: str | None, due: str | None
) -> tuple[Action, ...]:
    """Set owner and due day of actions, and return them. Raises UnknownName and WrongUsage before anything is written."""
    from kbrief.store.marks import update_marks

    actions = _actions(session, items)
    values = _given_values(owner=_line("--owner", owner), due=_due_day(due))
    if not values:
        message = Message("neither an owner nor a due date is given")
        raise WrongUsage(message, Message("add --owner NAME, --due DATE or both"))

    def change(marks: Marks) -> Marks:
        new = {action.id: _new_mark(marks.assigned.get(action.id), action.text, values) for action in actions}
        assigned = {name: mark for name, mark in (marks.assigned | new).items() if mark.owner or mark.due}
        done_ids = [action.id for action in actions if action.id in marks.actions]
        done = {action_id: marks.actions[action_id].model_copy(update=values) for action_id in done_ids}
        return marks.model_copy(update={"assigned": assigned, "actions": marks.actions | done})

    update_marks(session.marks_path, change, person=user_name())
    return actions


def remove_marks(session: CommandContext, items: Iterable[str]) -> tuple[Action, ...]:
    """Remove marks, and return the actions that had one. Raises UnknownName before anything is written."""
    from kbrief.store.marks import update_marks

    actions = _actions(session, items)
    removed: set[str] = set()

    def change(marks: Marks) -> Marks:
        removed.update(action.id for action in actions if action.id in marks.actions)
        remaining = {action_id: mark for action_id, mark in marks.actions.items() if action_id not in removed}
        return marks.model_copy(update={"actions": remaining})

    update_marks(session.marks_path, change, person=user_name())
    return tuple(action for action in actions if action.id in removed)


def mark_event(session: CommandContext, name: str, status: Status, note: str | None) -> Event:
    """Set the status of an event, and return the event; the note of another status is dropped.

    Raises UnknownName and WrongUsage before anything is written.
    """
    from kbrief.decide.scenario import resolve_event
    from kbrief.store.marks import update_marks

    event = session.brief.event_by_id[resolve_event(session.brief, name)]
    values = _given_values(note=_line("--note", note), status=status)

    def change(marks: Marks) -> Marks:
        old = marks.events.get(event.id)
        new = _new_mark(old if old and old.status == status else None, event.what.text, values)
        return marks.model_copy(update={"events": marks.events | {event.id: new}})

    update_marks(session.marks_path, change, person=user_name())
    return event


def _given_values(**options: str | None) -> dict[str, str | None]:
    """Return the values of the options that are given; an empty one becomes None, which removes the old value."""
    return {key: text or None for key, text in options.items() if text is not None}


def _new_mark(old: Mark | None, text: Text, values: Mapping[str, str | None]) -> Mark:
    """Return a mark of today on a text, with the values of the old mark that are not given anew."""
    old_values = old.model_dump(exclude={"turn"}) if old else {}
    return Mark.model_validate(
        {**old_values, **values, "who": user_name(), "when": today().isoformat(), "of": text_hash(text)}
    )


def _actions(session: CommandContext, names: Iterable[str]) -> tuple[Action, ...]:
    """Return the actions with some names, each once. Raises UnknownName."""
    by_id = {action.id: action for step in session.brief.steps for action in step.actions}
    ids = dict.fromkeys(resolve(name, by_id, Message("action")) for name in names)
    return tuple(by_id[action_id] for action_id in ids)


def _system_name() -> str:
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name


def _user_number() -> str:
    return f"uid {os.getuid()}"


#: The ways to name the user, the best first: by the environment, by the system's list of users, by number.
NAMES = (getpass.getuser, _system_name, _user_number)


def user_name(names: Iterable[Callable[[], str]] = NAMES) -> str:
    """Return the first name of the user that can be found and is a valid line."""
    for find_name in names:
        with suppress(KeyError, OSError, ImportError, AttributeError):
            if _is_valid_line(name := find_name()):
                return name
    return "unknown"


def _is_valid_line(text: str) -> bool:
    """Whether a mark can hold a text: one line that is not blank."""
    return (
        bool(text.strip())
        and len(text) <= MAX_LINE_LENGTH
        and not find_control(text)
        and not any(category(character) in FORBIDDEN_CATEGORIES for character in text)
    )


def _line(option: str, text: str | None) -> str | None:
    """Return a text for a mark; an empty one removes a value. Raises WrongUsage for one that a mark cannot hold."""
    if not text or _is_valid_line(text):
        return text
    message = Message(
        "{option} takes one line of up to {most:,} characters, without control characters and without invisible ones "
        "that change the direction of text",
        option=option,
        most=MAX_LINE_LENGTH,
    )
    raise WrongUsage(message, Message('leave the option out, or give "" to clear the value'))


def _due_day(text: str | None) -> str | None:
    return parse_day(text, "--due").isoformat() if text else text
