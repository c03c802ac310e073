"""Rules about ratings, texts and sources."""

import hashlib
from collections.abc import Iterator, Sequence

from kbrief.errors import Message
from kbrief.load.rules.context import Finding, RuleContext, all_shifts
from kbrief.model import Lang, Rating
from kbrief.model.marks import text_hash
from kbrief.model.points import ByAdministration


def perception_shape(subject: RuleContext) -> Iterator[Finding]:
    """A perception is rated by administration; any other criterion is rated once.

    Write `president: {trump: {…}, harris: {…}}` where the criterion has `perception: true`, else `common: {…}`.
    """
    perceptions = {criterion.id: criterion.perception for criterion in subject.brief.criteria}
    for n, point in enumerate(subject.brief.points):
        for criterion, rating in point.ratings.items():
            wanted = perceptions.get(criterion)
            if wanted is None or wanted == isinstance(rating, dict):
                continue
            about = {"path": f"{point.id}.{criterion}", "criterion": criterion}
            if wanted:
                message = Message("{path}: {criterion} is a perception", **about)
                hint = Message("rate it by administration")
            else:
                message = Message("{path}: {criterion} is no perception", **about)
                hint = Message("rate it once, without administrations")
            yield Finding(("points", n, "ratings", criterion), message, hint, at_key=True)


def missing_rating(subject: RuleContext) -> Iterator[Finding]:
    """A point is rated on every criterion, on a perception for every administration, if only as unknown.

    Silence in the file is read as unknown; written down, it shows that somebody looked. `kbrief rate` adds a rating;
    `{basis: unknown}` says that no view is held.
    """
    everyone = [administration.id for administration in subject.brief.administrations]
    for n, point in enumerate(subject.brief.points):
        for criterion in subject.brief.criteria:
            path = f"{point.id}.{criterion.id}"
            message = _unrated(path, point.ratings.get(criterion.id), everyone if criterion.perception else None)
            if message is not None:
                at = ("points", n, "ratings", criterion.id)
                hint = Message("write {{basis: unknown}} where no view is held")
                yield Finding(at, message, hint, at_key=True)


def _unrated(path: str, found: Rating | ByAdministration | None, everyone: Sequence[str] | None) -> Message | None:
    """Return that a rating is lacking, and for whom where the criterion asks for that; None where none is."""
    if isinstance(found, Rating):
        return None
    if everyone is None:
        return Message("{path}: no rating", path=path) if found is None else None
    lacking = [name for name in everyone if name not in (found or {})]
    return Message("{path}: no rating for {names}", path=path, names=", ".join(lacking)) if lacking else None


def shift_on_fact(subject: RuleContext) -> Iterator[Finding]:
    """An event shifts perceptions only; what a source says does not move with events.

    Shift a criterion that has `perception: true` instead.
    """
    facts = {criterion.id for criterion in subject.brief.criteria if not criterion.perception}
    for at, event, _ in all_shifts(subject.brief):
        if at[-1] in facts:
            message = Message("{id}: a shift on {criterion}, which is no perception", id=event.id, criterion=at[-1])
            yield Finding(at, message, Message("shift a perception instead"), at_key=True)


def event_without_sign(subject: RuleContext) -> Iterator[Finding]:
    """An event on the watch list has a sign to look for, or nobody will notice that it has begun.

    Add one under `signs`, with its basis.
    """
    for n, event in enumerate(subject.brief.events):
        if not event.signs:
            message = Message("{id}: no sign to look for", id=event.id)
            yield Finding(("events", n), message, Message("add one under signs"))


def no_weight(subject: RuleContext) -> Iterator[Finding]:
    """At least one criterion has weight, or every score is 0 and the lists are empty.

    Give one of them a weight above 0; a criterion that is not among the weights has 1.
    """
    criteria = subject.brief.criteria
    if criteria and not any(subject.brief.weights.get(criterion.id, 1) for criterion in criteria):
        message = Message("every criterion has weight 0")
        yield Finding(("weights",), message, Message("give one of them a weight"), at_key=True)


LANGS: tuple[Lang, ...] = ("en", "ko")
SHORTEST = 8
"""The fewest hexadecimal digits of a stamp that tell one wording from another."""


def qualifier_lost(subject: RuleContext) -> Iterator[Finding]:
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


def missing_translation(subject: RuleContext) -> Iterator[Finding]:
    """In a brief with several `languages`, every text is there in each of them.

    Write it as `{en: …, ko: …}`. Until then the other language is shown instead.
    """
    languages = subject.brief.languages
    for at, text in subject.texts if len(languages) > 1 else ():
        lacking = [lang for lang in languages if getattr(text, lang) is None]
        if lacking:
            message = Message("no text in {languages}", languages=", ".join(lacking))
            yield Finding(at, message, Message("write it as {{en: …, ko: …}}"), at_key=True)


def stale_translation(subject: RuleContext) -> Iterator[Finding]:
    """A Korean text with a stamp (`ko_of`, a short hash of the English that it was made from) fits today's English.

    Look whether the Korean still says the same, mend it, and set the stamp that the hint gives.
    """
    for at, text in subject.texts:
        if text.ko_of is None or text.en is None:
            continue
        whole = hashlib.sha256(text.en.encode()).hexdigest()
        if len(text.ko_of) < SHORTEST or not whole.startswith(text.ko_of):
            message = Message("the English has changed since the Korean was made")
            yield Finding(
                (*at, "ko_of"), message, Message("when the Korean fits: ko_of: {stamp}", stamp=text_hash(text))
            )


def stale_source(subject: RuleContext) -> Iterator[Finding]:
    """With `--stale DAYS`, a source is not older than that many days, counted from the end of its month.

    Look for a newer one, or check again without the option: what is too old only you can say, so there is no default.
    """
    oldest = subject.oldest
    for n, source in enumerate(subject.brief.sources if oldest else ()):
        if source.published < f"{oldest:%Y-%m}":
            message = Message(
                "{source} is of {month}, older than {day}", source=source.id, month=source.published, day=oldest
            )
            yield Finding(("sources", n, "published"), message, Message("look for a newer one"))
