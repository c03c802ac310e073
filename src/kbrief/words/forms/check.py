"""The words of `check`, and of writing briefs: only those commands load them."""

from typing import NamedTuple

Counted = tuple[str, str]
"""How one is counted, and how many are."""


class CheckWords(NamedTuple):
    """What is said of the problems of briefs."""

    errors: Counted
    warnings: Counted
    briefs: Counted
    none: str
    one_kind: str
    both_kinds: str
    warning: str
    about_warnings: str
    explain: str
    explained: str
    checking: str


def counted(words: Counted, count: int) -> str:
    """Return a count in words."""
    return words[count != 1].format(count=count)
