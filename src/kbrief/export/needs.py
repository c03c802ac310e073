"""What an optional part of the program needs."""

from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec

from kbrief.errors import Message, MissingExtra


def needed(*libraries: str, extra: str) -> None:
    """Raise MissingExtra, with the line to type, where a library of an extra is not installed."""
    all_needed({extra: libraries})


def all_needed(extras: Mapping[str, Iterable[str]], find: Callable[[str], object] = find_spec) -> None:
    """Raise MissingExtra, once for all of them, where libraries of extras are not installed: `find` gives None."""
    lacking = {extra: [name for name in names if find(name) is None] for extra, names in extras.items()}
    missing = sorted({name for names in lacking.values() for name in names})
    if missing:
        message = Message("not installed: {names}", names=", ".join(missing))
        extra = ",".join(sorted(extra for extra, names in lacking.items() if names))
        raise MissingExtra(message, Message("pip install 'kbrief[{extra}]'", extra=extra))
