"""Rules on who decides."""

from collections.abc import Iterator

from kbrief.errors import Message
from kbrief.load.rules.context import Finding, RuleContext

FEWEST = 2


def together_alone(subject: RuleContext) -> Iterator[Finding]:
    """Where all have to agree (`mode: together`), there are at least two audiences.

    Add an audience under `administrations`, or remove `mode`.
    """
    if subject.brief.mode == "together" and len(subject.brief.administrations) < FEWEST:
        count = len(subject.brief.administrations)
        message = Message("mode: together needs at least two audiences, and there are {count}", count=count)
        yield Finding(("mode",), message, Message("add an audience under `administrations`, or remove `mode`"))
