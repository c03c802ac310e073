"""Rules on texts: nothing cut off, and each language there and up to date."""

import hashlib
from collections.abc import Iterator

from kbrief.errors import Message
from kbrief.load.rules.subject import Finding, Subject
from kbrief.model import Lang
from kbrief.model.marks import stamp

LANGS: tuple[Lang, ...] = ("en", "ko")
SHORTEST = 8
"""The fewest hexadecimal digits of a stamp that tell one wording from another."""


def qualifier_lost(subject: Subject) -> Iterator[Finding]:
    """The words of a label that may not be cut (`qualifier`) stand in the label, in each language that has them.

    Put them back: without them the label claims more than the source does.
    """
    for n, point in enumerate(subject.brief.points):
        for lang in LANGS:
            kept = getattr(point.qualifier, lang, None)
            label = getattr(point.label, lang)
            if kept and label and kept not in label:
                message = Message("{id}: the label has lost {words!r}", id=point.id, words=kept)
                yield Finding(("points", n, "label"), message, Message("put it back"))


def missing_translation(subject: Subject) -> Iterator[Finding]:
    """In a brief with several `languages`, every text is there in each of them.

    Write it as `{en: …, ko: …}`. Until then the other language is shown instead.
    """
    languages = subject.brief.languages
    for at, text in subject.texts if len(languages) > 1 else ():
        lacking = [lang for lang in languages if getattr(text, lang) is None]
        if lacking:
            message = Message("no text in {languages}", languages=", ".join(lacking))
            yield Finding(at, message, Message("write it as {{en: …, ko: …}}"), at_key=True)


def stale_translation(subject: Subject) -> Iterator[Finding]:
    """A Korean text with a stamp (`ko_of`, a short hash of the English that it was made from) fits today's English.

    Look whether the Korean still says the same, mend it, and set the stamp that the hint gives.
    """
    for at, text in subject.texts:
        if text.ko_of is None or text.en is None:
            continue
        whole = hashlib.sha256(text.en.encode()).hexdigest()
        if len(text.ko_of) < SHORTEST or not whole.startswith(text.ko_of):
            message = Message("the English has changed since the Korean was made")
            yield Finding((*at, "ko_of"), message, Message("when the Korean fits: ko_of: {stamp}", stamp=stamp(text)))
