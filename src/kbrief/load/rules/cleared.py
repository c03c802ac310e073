"""Rules about what has been cleared for use."""

import re
from collections.abc import Iterator

from kbrief.errors import Message
from kbrief.load.rules.context import Finding, RuleContext
from kbrief.model.clearance import is_changed, stamp_of


def changed_since_cleared(subject: RuleContext) -> Iterator[Finding]:
    """What was cleared with a stamp (`cleared: {by, on, of}`) still says what it said then, in every language.

    Have it cleared again, and set the stamp that the hint gives. Only the words of a text and
    the value of a rating count; another reason or citation is no change.
    """
    for placed in subject.claims:
        cleared = placed.claim.cleared
        if cleared and is_changed(placed.claim):
            message = Message("{path}: changed since cleared by {name}", path=placed.path, name=cleared.by)
            hint = Message("when it is cleared again, write of: {stamp}", stamp=quoted(stamp_of(placed.claim)))
            yield Finding((*placed.at, "cleared"), message, hint, at_key=True)


def cleared_without_stamp(subject: RuleContext) -> Iterator[Finding]:
    """What is cleared has a stamp (`cleared: {of: …}`), a short hash by which a later change is seen.

    If it still says what was cleared, add the stamp that the hint gives.
    """
    for placed in subject.claims:
        cleared = placed.claim.cleared
        if cleared and cleared.of is None:
            message = Message("{path}: a change after {name} cleared it would not be noticed", path=placed.path,
                              name=cleared.by)  # fmt: skip
            hint = Message("if it still says what was cleared, add of: {stamp}", stamp=quoted(stamp_of(placed.claim)))
            yield Finding((*placed.at, "cleared"), message, hint, at_key=True)


def quoted(stamp: str) -> str:
    """Return a stamp as it is typed into a file: in quotes where YAML would take it for a number, as 1e5 or 012."""
    return f'"{stamp}"' if re.fullmatch("[0-9]+(?:e[0-9]+)?", stamp) else stamp
