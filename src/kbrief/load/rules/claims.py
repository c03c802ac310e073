"""Rules about claims and words of likelihood."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kbrief.errors import Message
from kbrief.load.rules.context import Finding, RuleContext
from kbrief.model import Brief, Claim, Paragraph, Rating, Statement
from kbrief.model.likelihood import (
    ICD203,
    ICD203_SYNONYMS,
    PHIA,
    WORD_ROWS,
    is_remote_chance,
    row_of_word,
    yardstick_words,
)


def stated_without_citation(subject: RuleContext) -> Iterator[Finding]:
    """What is stated cites the paragraph that states it, so that anyone can look it up.

    Add `cites`, or make the claim `inferred` with its reason.
    """
    for placed in subject.claims:
        if placed.claim.basis == "stated" and not placed.claim.cites:
            message = Message("{path} is stated but cites nothing", path=placed.path)
            yield Finding(placed.at, message, Message("add cites: [source#P1]"), at_key=True)


def inferred_without_reason(subject: RuleContext) -> Iterator[Finding]:
    """What is inferred gives its reason in a sentence, so that anyone can disagree with it.

    Add `why`. A reason that leans on knowledge outside the source begins "From outside the source:".
    """
    for placed in subject.claims:
        if placed.claim.basis == "inferred" and placed.claim.why is None:
            message = Message("{path} is inferred but gives no reason", path=placed.path)
            yield Finding(placed.at, message, Message("add why: a sentence"), at_key=True)


def unknown_with_value(subject: RuleContext) -> Iterator[Finding]:
    """A rating that is unknown has no value: it counts 0 and widens the uncertainty.

    Remove the value, or give its basis: `stated` or `inferred`.
    """
    for placed in subject.claims:
        claim = placed.claim
        if isinstance(claim, Rating) and claim.basis == "unknown" and claim.value:
            message = Message("{path} is unknown but has a value", path=placed.path)
            yield Finding((*placed.at, "value"), message, Message("remove the value"))


#: A number in running text; not one within a name, such as P8, F6 or Hwasan-31.
FIGURE = re.compile(r"(?<![\w.,-])[0-9][0-9,]*(?:\.[0-9]+)?(?![\w-])")

_ANY_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def unsupported_figure(subject: RuleContext) -> Iterator[Finding]:
    """A figure in a stated text is in the record of a paragraph that it cites, or it is not stated.

    Correct the figure or the citation; if the paragraph does give it, add it to the paragraph's figures. Numbers in
    words are not checked.
    """
    for placed in subject.claims:
        for number in _unsupported(placed.claim, subject.brief):
            message = Message(
                "{path}: the figure {number} is not recorded for any cited paragraph", path=placed.path, number=number
            )
            yield Finding((*placed.at, "text"), message, Message("correct it, or add it to the paragraph's `figures`"))


def _unsupported(claim: Claim, brief: Brief) -> Iterator[str]:
    """Yield the figures of a stated text, as it writes them, that no paragraph gives which it cites.

    Yield none where a paragraph cited is not known or has no digest yet. A figure is shown as it is written:
    a year has no comma.
    """
    paragraphs = brief.paragraph_by_cite
    text = claim.text.en if isinstance(claim, Statement) and claim.basis == "stated" else None
    given = FIGURE.findall(text or "")
    if given and all(cite in paragraphs and paragraphs[cite].digest for cite in claim.cites):
        known = {number for cite in claim.cites for number in _numbers(paragraphs[cite])}
        yield from (number for number in given if Decimal(number.replace(",", "")) not in known)


def _numbers(paragraph: Paragraph) -> Iterator[Decimal]:
    yield from _decimals(_ANY_NUMBER, paragraph.digest.en if paragraph.digest else None)
    for figure in paragraph.figures:
        yield from _decimals(_ANY_NUMBER, figure.value)
        yield from _decimals(_ANY_NUMBER, figure.what.en)


def _decimals(pattern: re.Pattern[str], text: str | None) -> list[Decimal]:
    return [Decimal(found.replace(",", "")) for found in pattern.findall(text or "")]


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds whole words of these, the longest first."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


LIKELY = _any_of([*ICD203, *ICD203_SYNONYMS, *PHIA, "probably"])
FIRST_ROW = _any_of(ICD203)
SECOND_ROW = _any_of([*ICD203_SYNONYMS, "probably"])
VAGUE = _any_of(["may", "might", "could", "possibly", "perhaps", "maybe"])
CONFIDENCE = re.compile(
    r"\b(?:low|moderate|medium|high)(?:[ -]to[ -]\w+)? confidence\b|\bconfidence (?:is |of )?(?:low|moderate|high)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n")


def unknown_likelihood(subject: RuleContext) -> Iterator[Finding]:
    """A likelihood is a word of its yardstick: ICD 203 (two rows) or the PHIA yardstick.

    Take one of the words that the hint lists, or name the other yardstick: `yardstick: phia`.
    """
    for n, event in enumerate(subject.brief.events):
        judged = event.likelihood
        if judged is None or row_of_word(judged.word, judged.yardstick) is not None:
            continue
        others = [other for other in WORD_ROWS if row_of_word(judged.word, other) is not None]
        about = {"id": event.id, "word": judged.word, "yardstick": judged.yardstick}
        if others:
            message = Message("{id}: {word!r} is a word of {other}, not of {yardstick}", other=others[0], **about)
        else:
            message = Message("{id}: {word!r} is not a word of {yardstick}", **about)
        hint = Message("known: {names}", names=", ".join(yardstick_words(judged.yardstick)))
        yield Finding(("events", n, "likelihood", "word"), message, hint)


def mixed_likelihood(subject: RuleContext) -> Iterator[Finding]:
    """Words of likelihood come from one row of one yardstick throughout a brief: likely and probable are not mixed.

    Readers take two words for two probabilities. Use the row that the hint names.
    """
    yield from _other_rows(subject)
    for at, text in subject.texts:
        first, second = _said(FIRST_ROW, text.en or ""), _said(SECOND_ROW, text.en or "")
        if first and second:
            message = Message(
                "{first!r} and {second!r} are from two different rows of likelihood words",
                first=first[0],
                second=second[0],
            )
            yield Finding(at, message, Message("use one row: {words}", words=", ".join(ICD203)))


def _said(words: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first of these words that says how likely something is."""
    found = words.finditer(text)
    return next((one for one in found if one[0].casefold() != "remote" or is_remote_chance(one)), None)


def _other_rows(subject: RuleContext) -> Iterator[Finding]:
    """Yield the likelihoods whose word is of another row than that of most."""
    used = [
        (n, event.likelihood.word, tuple(WORD_ROWS[event.likelihood.yardstick][row]))
        for n, event in enumerate(subject.brief.events)
        if event.likelihood and (row := row_of_word(event.likelihood.word, event.likelihood.yardstick)) is not None
    ]
    for usual, _ in Counter(words for _, _, words in used).most_common(1):
        for n, word, words in used:
            if words != usual:
                message = Message("{word!r} is from a different row than most of the words", word=word)
                hint = Message("most are from: {words}", words=", ".join(usual))
                yield Finding(("events", n, "likelihood", "word"), message, hint)


def likelihood_with_confidence(subject: RuleContext) -> Iterator[Finding]:
    """A sentence gives a likelihood or a confidence, never both: ICD 203 keeps how likely apart from how sure.

    Put the confidence into a sentence of its own.
    """
    for at, text in subject.texts:
        for sentence in _SENTENCE_END.split(text.en or ""):
            likely, sure = _said(LIKELY, sentence), CONFIDENCE.search(sentence)
            if likely and sure:
                message = Message("{first!r} and {second!r} are in one sentence", first=likely[0], second=sure[0])
                yield Finding(at, message, Message("put the confidence in a sentence of its own"))


def vague_judgment(subject: RuleContext) -> Iterator[Finding]:
    """A text with a likelihood does not also say may, might or could: such words fit any outcome.

    The rule checks the reason for a likelihood and, where it is inferred, the event that it is given for. Say what
    would happen, and leave how likely it is to the word of the yardstick.
    """
    for n, event in enumerate(subject.brief.events):
        if event.likelihood is None:
            continue
        texts = [("why", event.likelihood.why)]
        if event.what.basis == "inferred":
            texts.append(("what", event.what.text))
        for name, text in texts:
            found = VAGUE.search(text.en or "") if text else None
            if found:
                at = ("events", n, "what", "text") if name == "what" else ("events", n, "likelihood", "why")
                message = Message("{id}: {word!r} adds nothing to a likelihood", id=event.id, word=found[0])
                hint = Message(
                    "write only what happens; {word!r} already says how likely it is", word=event.likelihood.word
                )
                yield Finding(at, message, hint)
