"""Rules on claims: each says where it comes from, and no more than that bears."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kbrief.load.rules.subject import Finding, Subject
from kbrief.model import Paragraph, Rating, Statement


def stated_without_citation(subject: Subject) -> Iterator[Finding]:
    """What is stated cites the paragraph that states it, so that anyone can look it up.

    Add `cites`, or make the claim `inferred` with its reason.
    """
    for placed in subject.claims:
        if placed.claim.basis == "stated" and not placed.claim.cites:
            message = f"{placed.path} is stated and cites nothing"
            yield Finding(placed.at, message, "add cites: [source#P1]", at_key=True)


def inferred_without_reason(subject: Subject) -> Iterator[Finding]:
    """What is inferred gives its reason in a sentence, so that anyone can disagree with it.

    Add `why`. A reason that leans on knowledge outside the source begins "From outside the source:".
    """
    for placed in subject.claims:
        if placed.claim.basis == "inferred" and placed.claim.why is None:
            yield Finding(
                placed.at, f"{placed.path} is inferred and gives no reason", "add why: a sentence", at_key=True
            )


def unknown_with_value(subject: Subject) -> Iterator[Finding]:
    """A rating that is unknown has no value: it counts 0 and widens the uncertainty.

    Leave the value out, or say on what it rests: `stated` or `inferred`.
    """
    for placed in subject.claims:
        claim = placed.claim
        if isinstance(claim, Rating) and claim.basis == "unknown" and claim.value:
            yield Finding((*placed.at, "value"), f"{placed.path} is unknown and has a value", "leave the value out")


FIGURE = re.compile(r"(?<![\w.,-])[0-9][0-9,]*(?:\.[0-9]+)?(?![\w-])")
"""A number in running text; not one within a name, such as P8, F6 or Hwasan-31."""

_ANY_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def unsupported_figure(subject: Subject) -> Iterator[Finding]:
    """A figure in a stated text stands in the record of a paragraph that it cites, or it is not stated.

    Mend the figure or the citation; where the paragraph does give it, add it to the paragraph's figures. Numbers in
    words are not looked at.
    """
    for placed in subject.claims:
        claim = placed.claim
        if claim.basis != "stated" or not isinstance(claim, Statement):
            continue
        given = [Decimal(found.replace(",", "")) for found in FIGURE.findall(claim.text.en or "")]
        cited = [subject.brief.paragraph_by_cite.get(cite) for cite in claim.cites]
        if given and all(cited):
            known = {number for paragraph in cited if paragraph for number in _numbers(paragraph)}
            for number in given:
                if number not in known:
                    message = f"{placed.path}: no cited paragraph's record gives the figure {number:,f}"
                    yield Finding((*placed.at, "text"), message, "mend it, or add it to the paragraph's figures")


def _numbers(paragraph: Paragraph) -> Iterator[Decimal]:
    texts = [paragraph.digest.en or ""]
    for figure in paragraph.figures:
        texts += [figure.value, figure.what.en or ""]
    for text in texts:
        yield from (Decimal(found.replace(",", "")) for found in _ANY_NUMBER.findall(text))
