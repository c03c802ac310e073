"""The words for marks that were just set or taken back: only commands that mark load them."""

from typing import NamedTuple


class MarkingWords(NamedTuple):
    """What is said of a change of marks."""

    done: str
    undone: str
    none: str
    event: str
    progress: str
    kept: str
    changed: str
    still_open: str
    take_back: str
    watch_list: str
