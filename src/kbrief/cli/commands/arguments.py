"""Check what is typed for arguments and options, before anything is read or written."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from kbrief.cli.context import CommandContext
from kbrief.errors import Message, UnknownName, WrongUsage
from kbrief.model import Brief, Criterion
from kbrief.model.lookup import suggest

_ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_ID_LENGTH = 64


def ensure_own(session: CommandContext) -> None:
    """Raise WrongUsage for the brief that comes with the program, which is never written to."""
    if session.place.is_bundled:
        raise WrongUsage(
            Message("the brief that comes with kbrief is read-only"),
            Message("extend it: kbrief new my-brief --extends rok-us-2024, then add --brief my-brief"),
        )


def ensure_line(text: str | None) -> None:
    """Raise WrongUsage for a text that is blank or has control characters."""
    if text is not None and not (text.strip() and text.isprintable()):
        message = Message("{text!r} is not a line of text", text=text)
        raise WrongUsage(message, Message("write one line without control characters, or leave the option out"))


def ensure_id(new_id: str | None, option: str) -> None:
    """Raise WrongUsage for a text that is no id."""
    if new_id is not None and not (_ID.fullmatch(new_id) and len(new_id) <= _MAX_ID_LENGTH):
        message = Message("{option} {text!r} is not an id", option=option, text=new_id)
        raise WrongUsage(message, Message("use lowercase letters a-z, digits and hyphens"))


def parse_day(text: str, option: str) -> dt.date:
    """Return the day of a date like 2026-12-31. Raises WrongUsage."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        message = Message("{option} {text!r} is not a date", option=option, text=text)
        raise WrongUsage(message, Message("write it as 2026-12-31")) from None


def reject_together(option: str, other: str) -> None:
    """Raise WrongUsage for two options that exclude each other."""
    message = Message("{option} cannot be used with {other}", option=option, other=other)
    raise WrongUsage(message, Message("leave one of them out"))


def ensure_basis(basis: dict[str, Any]) -> dict[str, Any]:
    """Return the basis of a text or rating. Raises WrongUsage if it is empty."""
    if not basis:
        message = Message("a text or rating needs a basis")
        raise WrongUsage(message, Message("add --cites PARAGRAPH if a paragraph says it, --why TEXT if it is inferred"))
    return basis


def find_cites(brief: Brief, cites: Iterable[str]) -> list[str]:
    """Return the citations meant by texts such as `P8,P9`. Raises UnknownName."""
    return [find_cite(brief, cite.strip()) for text in cites for cite in text.split(",")]


def find_cite(brief: Brief, cite: str) -> str:
    """Return the citation meant by `P8` (if one source has it) or `Name#P8`, with the source's id or name.

    Raises UnknownName.
    """
    known_cites = list(brief.paragraph_by_cite)
    source_name, sign, number = cite.rpartition("#")
    wanted_source = source_name.strip().casefold()
    ids = [
        source.id
        for source in brief.sources
        if not sign or wanted_source in {source.id.casefold(), source.name.casefold()}
    ]
    wanted = {f"{source_id}#{number.strip()}".casefold() for source_id in ids}
    matches = [known_cite for known_cite in known_cites if known_cite.casefold() in wanted]
    if len(matches) == 1:
        return matches[0]
    if matches:
        message = Message("{name!r} is a paragraph of several sources", name=cite)
        raise UnknownName(message, Message("write one of {names}", names=", ".join(matches)))
    paragraph = Message("paragraph")
    message = Message("unknown {what} {name!r}", what=paragraph, name=cite)
    raise UnknownName(message, suggest(f"{ids[0]}#{number}" if len(ids) == 1 else cite, known_cites, paragraph))


def ensure_right_kind(criterion: Criterion, hint: Message, *, has_administration: bool) -> None:
    """Raise WrongUsage for a perception without an administration, and for another criterion with one."""
    if criterion.perception == has_administration:
        return
    if criterion.perception:
        message = Message("{criterion} is a perception: it is rated for each administration", criterion=criterion.id)
    else:
        message = Message(
            "{criterion} is not a perception: it is rated once, for all administrations", criterion=criterion.id
        )
    raise WrongUsage(message, hint)
