"""What an optional part of the program needs."""

from importlib.util import find_spec

from kbrief.errors import MissingExtra


def needed(*libraries: str, extra: str) -> None:
    """Raise MissingExtra, with the line to type, where a library of an extra is not installed."""
    missing = [name for name in libraries if find_spec(name) is None]
    if missing:
        message = f"not installed: {', '.join(missing)}"
        raise MissingExtra(message, f"pip install 'kbrief[{extra}]'")
