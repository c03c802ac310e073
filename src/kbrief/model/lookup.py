"""Names as people type them: in any case and by a unique beginning."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from kbrief.errors import Message, UnknownName, join_or

#: Up to how many known names a message lists whole.
MAX_LISTED_NAMES = 12

#: The longest name that is looked for or offered.
MAX_NAME_LENGTH = 100

#: With how many known names a name is compared; of more, only those that begin alike.
MAX_COMPARED_NAMES = 500

Name = TypeVar("Name", bound=str)


def resolve(name: str, known: Iterable[Name], what: str) -> Name:
    """Return the one known name meant by `name`; an exact match beats a beginning. Raises UnknownName."""
    names = list(known)
    lowered = name.strip().casefold()
    exact = [k for k in names if k == name] or [k for k in names if k.casefold() == lowered]
    matches = exact or [k for k in names if lowered and k.casefold().startswith(lowered)]
    if len(matches) == 1:
        return matches[0]
    if len(matches) > 1:
        message = Message("{what} {name!r} is ambiguous", what=what, name=name)
        raise UnknownName(message, Message("names that begin with it: {names}", names=format_names(matches)))
    message = Message("unknown {what} {name!r}", what=what, name=name)
    raise UnknownName(message, suggest(lowered, names, what))


def resolve_optional(name: str | None, known: Iterable[Name], what: str) -> Name | None:
    """Return the one known name meant by `name`, None for None."""
    return None if name is None else resolve(name, known, what)


def format_names(names: Sequence[str]) -> str:
    """Return the names in a line, the first few where they are many."""
    shown = ", ".join(names[:MAX_LISTED_NAMES])
    if len(names) <= MAX_LISTED_NAMES:
        return shown
    return Message("{names}, … ({count} more)", names=shown, count=len(names) - MAX_LISTED_NAMES)


def near_names(name: str, known: Sequence[str]) -> list[str]:
    """Return the known names that a name may be a slip of, the nearest first."""
    from difflib import get_close_matches

    alike = known if len(known) <= MAX_COMPARED_NAMES else [k for k in known if k[:2] == name[:2]][:MAX_COMPARED_NAMES]
    return get_close_matches(name, alike, n=3, cutoff=0.6) if len(name) <= MAX_NAME_LENGTH else []


def suggest(name: str, known: Sequence[str], what: str) -> Message:
    """Return what to type instead: near names as "did you mean", else the known ones."""
    known = [k for k in known if len(k) <= MAX_NAME_LENGTH]
    near = near_names(name, known)
    if near:
        return Message("did you mean {names}?", names=join_or(*near))
    if not known:
        return Message("this brief has no {what}", what=what)
    return Message("known: {names}", names=format_names(known))
