"""`strategy` and `checklist`, and marks on actions and events."""

import datetime as dt
import getpass
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Annotated
from unicodedata import category

import typer

from kbrief import model
from kbrief.cli import complete
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
    """The steps of the strategy, and what to weigh.

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
Open = Annotated[bool, typer.Option("--open", help="Only what is not done.")]
Items = Annotated[list[str], typer.Argument(metavar="ITEM...", help="Actions.", autocompletion=complete.actions)]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="A note to keep with the mark.")]
Owner = Annotated[str | None, typer.Option(metavar="NAME", help="Who sees to it.")]
Due = Annotated[str | None, typer.Option(metavar="DATE", help="By when, as 2026-12-31.")]


@command(checklist_command, callback=True)
def checklist(session: CommandContext, step: Step = None, is_open: Open = False) -> CommandResult:
    """The actions of each step, with what is done.

    Example: kbrief checklist --step 1 --open
    """
    from kbrief.decide.select import select_actions

    done = session.marks.actions if is_open else {}
    return checklist_answer(session, tuple(p for p in select_actions(session.brief, step) if p[1].id not in done))


@command(checklist_command)
def done(
    session: CommandContext, items: Items, note: Note = None, owner: Owner = None, due: Due = None
) -> CommandResult:
    """Mark actions as done.

    Example: kbrief checklist done interests-1 --note "sheet is with the desk" --due 2026-12-31
    """
    return marked_answer(session, mark_done(session, items, note=note, owner=owner, due=due))


@command(checklist_command, name="set")
def assign(session: CommandContext, items: Items, owner: Owner = None, due: Due = None) -> CommandResult:
    """Say who sees to actions, and by when, be they open or done.

    An empty text takes back what was said. Example: kbrief checklist set interests-1 --owner Desk --due 2026-12-31
    """
    return marked_answer(session, assign_actions(session, items, owner=owner, due=due))


@command(checklist_command)
def undo(session: CommandContext, items: Items) -> CommandResult:
    """Take marks back.

    Example: kbrief checklist undo interests-1
    """
    return marked_answer(session, remove_marks(session, items))


def marked_answer(session: CommandContext, changed: Sequence[model.Action]) -> CommandResult:
    """Return what has changed as a page; for programs, the whole checklist."""
    from kbrief.pages.strategy import actions_page

    whole = checklist_answer(session)
    return whole._replace(page=lambda: actions_page(changed, session.marks, session.own_marks, session.texts))


def checklist_answer(
    session: CommandContext, rows: tuple[tuple[model.Step, model.Action], ...] | None = None
) -> CommandResult:
    """Return the checklist, or the rows of it that are asked for."""
    from kbrief.decide.select import select_actions
    from kbrief.pages.strategy import checklist_page
    from kbrief.records.brief import checklist_items

    texts, marks = session.texts, session.marks
    shown = select_actions(texts.brief, None) if rows is None else rows
    return CommandResult(
        "checklist",
        lambda: checklist_page(shown, marks, texts),
        lambda: checklist_items(shown, marks, texts.lang),
        texts.caveats("strategy"),
        brief=texts.brief,
    )


FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""The Unicode categories that no line holds: control characters, halves of pairs, line and paragraph separators."""


def mark_done(
    session: CommandContext, items: Iterable[str], *, note: str | None, owner: str | None, due: str | None
) -> tuple[Action, ...]:
    """Mark actions as done, and return them; what is not said of one that was marked before stays as it was.

    Raises UnknownName and WrongUsage before anything is written.
    """
    from kbrief.store.marks import update_marks

    actions = _actions(session, items)
    named = _named(note=_line("--note", note), owner=_line("--owner", owner), due=_day(due))

    def change(marks: Marks) -> Marks:
        new = {one.id: _marked(marks.actions.get(one.id), one.text, named) for one in actions}
        return marks.model_copy(update={"actions": marks.actions | new})

    update_marks(session.marks_path, change, person=user_name())
    return actions


def assign_actions(
    session: CommandContext, items: Iterable[str], *, owner: str | None, due: str | None
) -> tuple[Action, ...]:
    """Say who sees to actions and by when, and return them. Raises UnknownName and WrongUsage before it is written."""
    from kbrief.store.marks import update_marks

    actions = _actions(session, items)
    named = _named(owner=_line("--owner", owner), due=_day(due))
    if not named:
        message = Message("nothing is said of who sees to it, or by when")
        raise WrongUsage(message, Message("add --owner NAME, --due DATE or both"))

    def change(marks: Marks) -> Marks:
        new = {one.id: _marked(marks.assigned.get(one.id), one.text, named) for one in actions}
        kept = {name: mark for name, mark in (marks.assigned | new).items() if mark.owner or mark.due}
        of_done = {one.id: marks.actions[one.id].model_copy(update=named) for one in actions if one.id in marks.actions}
        return marks.model_copy(update={"assigned": kept, "actions": marks.actions | of_done})

    update_marks(session.marks_path, change, person=user_name())
    return actions


def remove_marks(session: CommandContext, items: Iterable[str]) -> tuple[Action, ...]:
    """Take marks back, and return the actions that had one. Raises UnknownName before anything is written."""
    from kbrief.store.marks import update_marks

    actions = _actions(session, items)
    had: set[str] = set()

    def change(marks: Marks) -> Marks:
        had.update(one.id for one in actions if one.id in marks.actions)
        return marks.model_copy(update={"actions": {k: mark for k, mark in marks.actions.items() if k not in had}})

    update_marks(session.marks_path, change, person=user_name())
    return tuple(one for one in actions if one.id in had)


def mark_event(session: CommandContext, name: str, status: Status, note: str | None) -> Event:
    """Mark what became of an event, and return it; a note goes with the status that it was on.

    Raises UnknownName and WrongUsage before anything is written.
    """
    from kbrief.decide.scenario import resolve_event
    from kbrief.store.marks import update_marks

    event = session.brief.event_by_id[resolve_event(session.brief, name)]
    named = _named(note=_line("--note", note), status=status)

    def change(marks: Marks) -> Marks:
        old = marks.events.get(event.id)
        new = _marked(old if old and old.status == status else None, event.what.text, named)
        return marks.model_copy(update={"events": marks.events | {event.id: new}})

    update_marks(session.marks_path, change, person=user_name())
    return event


def _named(**said: str | None) -> dict[str, str | None]:
    """Return what was said on the command line; an empty text takes back what was said before."""
    return {key: text or None for key, text in said.items() if text is not None}


def _marked(old: Mark | None, text: Text, named: Mapping[str, str | None]) -> Mark:
    """Return a mark of today on a text, with all of an older one that is not said anew."""
    kept = old.model_dump(exclude={"turn"}) if old else {}
    return Mark.model_validate(
        {**kept, **named, "who": user_name(), "when": today().isoformat(), "of": text_hash(text)}
    )


def _actions(session: CommandContext, items: Iterable[str]) -> tuple[Action, ...]:
    known = {action.id: action for step in session.brief.steps for action in step.actions}
    return tuple(known[name] for name in dict.fromkeys(resolve(item, known, Message("action")) for item in items))


def _system_name() -> str:
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name


def _number() -> str:
    return f"uid {os.getuid()}"


NAMES = (getpass.getuser, _system_name, _number)
"""Who the user is, by what is best known of them: what the environment says, the system's list of users, a number."""


def user_name(names: Iterable[Callable[[], str]] = NAMES) -> str:
    """Return the first name that is to be had and that fits a line."""
    for name in names:
        with suppress(KeyError, OSError, ImportError, AttributeError):
            if _is_valid_line(found := name()):
                return found
    return "unknown"


def _is_valid_line(text: str) -> bool:
    """Whether a mark can hold a text: one line, not blank."""
    return (
        bool(text.strip())
        and len(text) <= MAX_LINE_LENGTH
        and not find_control(text)
        and not any(category(c) in FORBIDDEN_CATEGORIES for c in text)
    )


def _line(option: str, text: str | None) -> str | None:
    """Return a text for a mark, empty to take one back. Raises WrongUsage for one that a mark cannot hold."""
    if not text or _is_valid_line(text):
        return text
    message = Message(
        "{option} takes one line of up to {most:,} characters, none of them a control character or one that is not "
        "seen and turns text around",
        option=option,
        most=MAX_LINE_LENGTH,
    )
    raise WrongUsage(message, Message('leave the option out, or give "" to take back what was said before'))


def _day(text: str | None) -> str | None:
    if not text:
        return text
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        message = Message("{option} {text!r} is not a date", option="--due", text=text)
        raise WrongUsage(message, Message("write it as 2026-12-31")) from None
