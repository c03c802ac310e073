"""Where a name belongs that was asked for among others, as an issue's for a point's, and what to type for it."""

from collections.abc import Iterator

from kbrief.cli.session import Session
from kbrief.errors import KbriefError, Message, UnknownName
from kbrief.model import Brief
from kbrief.model.claims import all_items

ASKED = {"action", "administration", "criterion", "event", "issue", "point", "step", "tag"}
"""What a brief's names are asked for as."""

TRACE = "kbrief trace {name}"
KINDS: dict[str | int, tuple[Message, str]] = {
    "points": (Message("a point"), "kbrief explain {name}"),
    "issues": (Message("an issue"), "kbrief issue {name}"),
    "events": (Message("an event"), "kbrief what-if {name} -a {whose}"),
    "administrations": (Message("an administration"), "kbrief emphasize -a {name}"),
    "steps": (Message("a step"), "kbrief checklist --step {name}"),
    "actions": (Message("an action"), "kbrief checklist done {name}"),
}
"""What the items of a section are, and the command for one; what is under no section here is traced."""


def led(error: UnknownName, session: Session) -> UnknownName:
    """Return the error with a hint to where the name does belong, as it is where that is nowhere."""
    facts = getattr(error.message, "facts", {})
    if facts.get("what") not in ASKED or "name" not in facts:
        return error
    name = str(facts["name"]).strip().casefold()
    try:
        hint = next((hint for known, hint in _places(session.brief) if known.casefold() == name), None)
    except KbriefError:
        return error
    return UnknownName(error.message, hint) if hint else error


def _places(brief: Brief) -> Iterator[tuple[str, Message]]:
    """Yield every name of a brief with what it is, and the command that shows it."""
    whose = next((administration.id for administration in brief.administrations), "")
    for name, at, _ in all_items(brief):
        what, command = KINDS.get(at[-2], (Message("listed under {section}", section=at[0]), TRACE))
        yield name, _hint(name, what, TRACE if "{whose}" in command and not whose else command, whose)
    for tag in brief.tags:
        yield tag, _hint(tag, Message("a tag"), "kbrief issues --tag {name}")
    for cite in brief.paragraph_by_cite:
        for name in (cite, cite.partition("#")[2]):
            yield name, _hint(name, Message("a paragraph"), TRACE)


def _hint(name: str, what: Message, command: str, whose: str = "") -> Message:
    return Message("{name} is {what}: {command}", name=name, what=what, command=command.format(name=name, whose=whose))
