"""Formats and rules that installed packages add, by entry points of the groups `kbrief.formats` and `kbrief.rules`."""

from functools import cache
from typing import Any

from kbrief.errors import Message, OutputError


def entry_point_names(group: str) -> list[str]:
    """Return the names of the entry points of a group, in the order of the alphabet."""
    return sorted(entry_points_of(group))


def load_entry_point(group: str, name: str) -> Any:
    """Return what an entry point leads to, None where the group has none of that name.

    Raises OutputError where its package cannot be imported.
    """
    entry_point = entry_points_of(group).get(name)
    if entry_point is None:
        return None
    try:
        return entry_point.load()
    except Exception as error:  # another package's code may raise anything
        message = Message(
            "the entry point {name} of {group} cannot be loaded: {error}", name=name, group=group, error=repr(error)
        )
        raise OutputError(message, Message("update or uninstall the package that provides it")) from error


@cache
def entry_points_of(group: str) -> dict[str, Any]:
    """Return the entry points of a group by name."""
    from importlib.metadata import entry_points  # reads every installed package's metadata: only where it is needed

    return {entry_point.name: entry_point for entry_point in entry_points(group=group)}
