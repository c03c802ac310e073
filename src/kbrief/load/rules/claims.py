"""Rules on claims: each says where it comes from, and no more than that bears."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kbrief.errors import Message
from kbrief.load.rules.subject import Finding, Subject
from kbrief.model import Brief, Claim, Paragraph, Rating, Statement


def stated_without_citation(subject: Subject) -> Iterator[Finding]:
    """What is stated cites the paragraph that states it, so that anyone can look it up.

    Add `cites`, or make the claim `inferred` with its reason.
    """
    for placed in subject.claims:
        if placed.claim.basis == "stated" and not placed.claim.cites:
            message = Message("{path} is stated and cites nothing", path=placed.path)
            yield Finding(placed.at, message, Message("add cites: [source#P1]"), at_key=True)


def inferred_without_reason(subject: Subject) -> Iterator[Finding]:
    """What is inferred gives its reason in a sentence, so that anyone can disagree with it.

    Add `why`. A reason that leans on knowledge outside the source begins "From outside the source:".
    """
    for placed in subject.claims:
        if placed.claim.basis == "inferred" and placed.claim.why is None:
            message = Message("{path} is inferred and gives no reason", path=placed.path)
            yield Finding(placed.at, message, Message("add why: a sentence"), at_key=True)


def unknown_with_value(subject: Subject) -> Iterator[Finding]:
    """A rating that is unknown has no value: it counts 0 and widens the uncertainty.

    Leave the value out, or say on what it rests: `stated` or `inferred`.
    """
    for placed in subject.claims:
        claim = placed.claim
        if isinstance(claim, Rating) and claim.basis == "unknown" and claim.value:
            message = Message("{path} is unknown and has a value", path=placed.path)
            yield Finding((*placed.at, "value"), message, Message("leave the value out"))


FIGURE = re.compile(r"(?<![\w.,-])[0-9][0-9,]*(?:\.[0-9]+)?(?![\w-])")
"""A number in running text; not one within a name, such as P8, F6 or Hwasan-31."""

_ANY_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def unsupported_figure(subject: Subject) -> Iterator[Finding]:
    """A figure in a stated text stands in the record of a paragraph that it cites, or it is not stated.

    Mend the figure or the citation; where the paragraph does give it, add it to the paragraph's figures. Numbers in
    words are not looked at.
    """
    for placed in subject.claims:
        for number in _unsupported(placed.claim, subject.brief):
            message = Message(
                "{path}: no cited paragraph's record gives the figure {number}", path=placed.path, number=number
            )
            yield Finding((*placed.at, "text"), message, Message("mend it, or add it to the paragraph's figures"))


def _unsupported(claim: Claim, brief: Brief) -> Iterator[str]:
    """Yield the figures of a stated text, as it writes them, that no paragraph gives which it cites.

    Yield none where a paragraph cited is not known. A figure is shown as it is written: a year has no comma.
    """
    paragraphs = brief.paragraph_by_cite
    text = claim.text.en if isinstance(claim, Statement) and claim.basis == "stated" else None
    given = FIGURE.findall(text or "")
    if given and all(cite in paragraphs for cite in claim.cites):
        known = {number for cite in claim.cites for number in _numbers(paragraphs[cite])}
        yield from (number for number in given if Decimal(number.replace(",", "")) not in known)


def _numbers(paragraph: Paragraph) -> Iterator[Decimal]:
    yield from _decimals(_ANY_NUMBER, paragraph.digest.en)
    for figure in paragraph.figures:
        yield from _decimals(_ANY_NUMBER, figure.value)
        yield from _decimals(_ANY_NUMBER, figure.what.en)


def _decimals(pattern: re.Pattern[str], text: str | None) -> list[Decimal]:
    return [Decimal(found.replace(",", "")) for found in pattern.findall(text or "")]
