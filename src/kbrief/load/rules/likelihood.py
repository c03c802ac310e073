"""Rules on how likely: words of a yardstick, one row of them, and never mixed with confidence."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kbrief.errors import Message
from kbrief.load.rules.subject import Finding, Subject
from kbrief.model.likelihood import ICD203, ICD203_SYNONYMS, PHIA, ROWS, is_remote_chance, row_of, words_of


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


def unknown_likelihood(subject: Subject) -> Iterator[Finding]:
    """A likelihood is a word of its yardstick: ICD 203 (two rows) or the PHIA yardstick.

    Take one of the words that the hint lists, or name the other yardstick: `yardstick: phia`.
    """
    for n, event in enumerate(subject.brief.events):
        judged = event.likelihood
        if judged is None or row_of(judged.word, judged.yardstick) is not None:
            continue
        others = [other for other in ROWS if row_of(judged.word, other) is not None]
        about = {"id": event.id, "word": judged.word, "yardstick": judged.yardstick}
        if others:
            message = Message("{id}: {word!r} is a word of {other}, not of {yardstick}", other=others[0], **about)
        else:
            message = Message("{id}: {word!r} is no word of {yardstick}", **about)
        hint = Message("known: {names}", names=", ".join(words_of(judged.yardstick)))
        yield Finding(("events", n, "likelihood", "word"), message, hint)


def mixed_likelihood(subject: Subject) -> Iterator[Finding]:
    """Words of likelihood come from one row of one yardstick throughout a brief: likely and probable are not mixed.

    Readers take two words for two probabilities. Keep to the row that the hint names.
    """
    yield from _other_rows(subject)
    for at, text in subject.texts:
        first, second = _said(FIRST_ROW, text.en or ""), _said(SECOND_ROW, text.en or "")
        if first and second:
            message = Message(
                "{first!r} and {second!r} are of two rows of words of likelihood", first=first[0], second=second[0]
            )
            yield Finding(at, message, Message("keep to one: {words}", words=", ".join(ICD203)))


def _said(words: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first of these words that says how likely something is."""
    found = words.finditer(text)
    return next((one for one in found if one[0].casefold() != "remote" or is_remote_chance(one)), None)


def _other_rows(subject: Subject) -> Iterator[Finding]:
    """Yield the likelihoods whose word is of another row than that of most."""
    used = [
        (n, event.likelihood.word, tuple(ROWS[event.likelihood.yardstick][row]))
        for n, event in enumerate(subject.brief.events)
        if event.likelihood and (row := row_of(event.likelihood.word, event.likelihood.yardstick)) is not None
    ]
    for usual, _ in Counter(words for _, _, words in used).most_common(1):
        for n, word, words in used:
            if words != usual:
                message = Message("{word!r} is of another row than most", word=word)
                hint = Message("most are of: {words}", words=", ".join(usual))
                yield Finding(("events", n, "likelihood", "word"), message, hint)


def likelihood_with_confidence(subject: Subject) -> Iterator[Finding]:
    """A sentence gives a likelihood or a confidence, never both: ICD 203 keeps how likely apart from how sure.

    Put the confidence into a sentence of its own.
    """
    for at, text in subject.texts:
        for sentence in _SENTENCE_END.split(text.en or ""):
            likely, sure = _said(LIKELY, sentence), CONFIDENCE.search(sentence)
            if likely and sure:
                message = Message("{first!r} and {second!r} stand in one sentence", first=likely[0], second=sure[0])
                yield Finding(at, message, Message("give the confidence a sentence of its own"))


def vague_judgment(subject: Subject) -> Iterator[Finding]:
    """Who gives a likelihood does not also say may, might or could: such words fit any outcome.

    Looked at are the reason of a likelihood and, where it is inferred, the event that it is given for. Say what would
    happen, and leave how likely it is to the word of the yardstick.
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
                message = Message("{id}: {word!r} beside a likelihood says nothing", id=event.id, word=found[0])
                hint = Message("say what happens; {word!r} says how likely", word=event.likelihood.word)
                yield Finding(at, message, hint)
