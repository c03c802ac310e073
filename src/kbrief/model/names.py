"""Names as people type them: in any case and by a unique beginning."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from kbrief.errors import Message, UnknownName, either

MANY = 12
"""Up to how many known names a message lists whole."""

LONGEST = 100
"""The longest name that is looked for or offered."""

COMPARED = 500
"""With how many known names a name is compared; of more, only those that begin alike."""

Name = TypeVar("Name", bound=str)


def pick(name: str, known: Iterable[Name], what: str) -> Name:
    """Return the one known name meant by `name`; an exact match beats a beginning. Raises UnknownName."""
    names = list(known)
    lowered = name.strip().casefold()
    exact = [k for k in names if k == name] or [k for k in names if k.casefold() == lowered]
    found = exact or [k for k in names if lowered and k.casefold().startswith(lowered)]
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        message = Message("{what} {name!r} is ambiguous", what=what, name=name)
        raise UnknownName(message, Message("it begins {names}", names=listing(found)))
    message = Message("unknown {what} {name!r}", what=what, name=name)
    raise UnknownName(message, suggestion(lowered, names, what))


def pick_any(name: str | None, known: Iterable[Name], what: str) -> Name | None:
    """Return the one known name meant by `name`, None for None."""
    return None if name is None else pick(name, known, what)


def listing(names: Sequence[str]) -> str:
    """Return the names in a line, the first few where they are many."""
    shown = ", ".join(names[:MANY])
    if len(names) <= MANY:
        return shown
    return Message("{names}, … ({count} more)", names=shown, count=len(names) - MANY)


def suggestion(name: str, known: Sequence[str], what: str) -> Message:
    """Return what to type instead: near names as "did you mean", else the known ones."""
    from difflib import get_close_matches

    known = [k for k in known if len(k) <= LONGEST]
    alike = known if len(known) <= COMPARED else [k for k in known if k[:2] == name[:2]][:COMPARED]
    near = get_close_matches(name, alike, n=3, cutoff=0.6) if len(name) <= LONGEST else []
    if near:
        return Message("did you mean {names}?", names=either(*near))
    if not known:
        return Message("this brief has no {what}", what=what)
    return Message("known: {names}", names=listing(known))
