"""Whether a claim still reads as it did when it was cleared."""

import hashlib
from collections.abc import Iterator

from kbrief.model.claims import Claim, Reading, Statement, Text

STAMP_LENGTH = 12


def stamp_of(claim: Claim) -> str:
    """Return the short hash of what is cleared with a claim: its words in every language, or its value."""
    return hashlib.sha256("\n".join(_said(claim)).encode()).hexdigest()[:STAMP_LENGTH]


def is_changed(claim: Claim) -> bool:
    """Whether a claim was cleared with a stamp that no longer fits; without a stamp nobody can tell."""
    return claim.cleared is not None and claim.cleared.of not in {None, stamp_of(claim)}


def is_cleared(claim: Claim) -> bool:
    """Whether a claim is cleared as it reads now, so far as its stamp tells."""
    return claim.cleared is not None and not is_changed(claim)


def _said(claim: Claim) -> Iterator[str]:
    if isinstance(claim, Statement):
        names = ["text", "instead"]
    else:
        base = Reading if isinstance(claim, Reading) else Claim
        names = [name for name in type(claim).model_fields if name not in base.model_fields]
    for name in names:
        value = getattr(claim, name)
        if isinstance(value, Text):
            yield from value.by_language.values()
        elif value is not None:
            yield str(value)
