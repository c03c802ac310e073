"""Rules about ratings, texts and sources."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from kbrief.errors import Message
from kbrief.load.rules.cleared import quoted
from kbrief.load.rules.context import Finding, RuleContext, all_shifts
from kbrief.load.yaml_places import Loc
from kbrief.model import Brief, Rating, Reading, Statement, as_readings
from kbrief.model.marks import text_hash
from kbrief.model.points import ByAdministration, Readings, ReadingType


def perception_shape(subject: RuleContext) -> Iterator[Finding]:
    """A perception is rated for each administration; any other criterion is rated once.

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
                hint = Message("rate it for each administration")
            else:
                message = Message("{path}: {criterion} is not a perception", **about)
                hint = Message("rate it once, without administrations")
            yield Finding(("points", n, "ratings", criterion), message, hint, at_key=True)


def reading_without_value(subject: RuleContext) -> Iterator[Finding]:
    """A rating that is stated or inferred has its value, and so has each of several readings of one rating.

    Add `value`, -2 to 2. If there is no view, write `basis: unknown`, but remove such a reading if there are others.
    """
    for at, readings in _rating_cells(subject.brief):
        for place, reading in _placed(at, readings):
            if "value" not in reading.model_fields_set and (len(readings) > 1 or reading.basis != "unknown"):
                message = Message("{path}: a reading without a value", path=_path(subject.brief, at))
                hint = Message("add value: -2 to 2") if reading.basis != "unknown" else Message("remove the reading")
                yield Finding(place, message, hint)


def repeated_reading(subject: RuleContext) -> Iterator[Finding]:
    """A source, or an officer, has one reading of a rating: two would count twice.

    Keep one of them, with all paragraphs under `cites`; if two people read one source, add `by` to each.
    """
    for at, readings in _cells(subject.brief):
        seen: set[tuple[str | None, str]] = set()
        for place, reading in _placed(at, readings):
            sources = dict.fromkeys(cite.partition("#")[0] for cite in reading.cites)
            again = next((name for name in sources if (reading.by, name) in seen), None)
            if again is not None:
                message = Message("{path}: two readings of {source}", path=_path(subject.brief, at), source=again)
                yield Finding(place, message, Message("keep one, or add by: NAME to say whose reading it is"))
            elif not sources and reading.by and (reading.by, "") in seen:
                message = Message("{path}: two readings by {name}", path=_path(subject.brief, at), name=reading.by)
                yield Finding(place, message, Message("keep one of them"))
            seen.update((reading.by, name) for name in sources or {"": None})


def _path(brief: Brief, at: Loc) -> str:
    """Return the place of a cell as people read it, `ncg.president.trump`."""
    steps = [str(step) for step in at[2:] if step != "ratings"]
    return ".".join((brief.points[int(at[1])].id, *steps))


def _placed(at: Loc, readings: Sequence[ReadingType]) -> Iterable[tuple[Loc, ReadingType]]:
    """Return the readings of a cell with their places."""
    return ((at if len(readings) == 1 else (*at, n), reading) for n, reading in enumerate(readings))


def _cells(brief: Brief) -> Iterator[tuple[Loc, Sequence[Reading]]]:
    """Yield the readings of each rating and of `listed`, with the place of the cell."""
    yield from _rating_cells(brief)
    yield from ((("points", n, "listed"), point.listings) for n, point in enumerate(brief.points))


def _rating_cells(brief: Brief) -> Iterator[tuple[Loc, Sequence[Rating]]]:
    for n, point in enumerate(brief.points):
        for criterion, found in point.ratings.items():
            at = ("points", n, "ratings", criterion)
            if isinstance(found, dict):
                yield from (((*at, name), as_readings(cell)) for name, cell in found.items())
            else:
                yield at, as_readings(found)


def missing_rating(subject: RuleContext) -> Iterator[Finding]:
    """A point is rated on every criterion, on a perception for every administration, if only as unknown.

    Silence in the file is read as unknown; written down, it shows that somebody looked. `kbrief rate` adds a rating;
    `{basis: unknown}` says that there is no view.
    """
    everyone = [administration.id for administration in subject.brief.administrations]
    for n, point in enumerate(subject.brief.points):
        for criterion in subject.brief.criteria:
            path = f"{point.id}.{criterion.id}"
            message = _unrated(path, point.ratings.get(criterion.id), everyone if criterion.perception else None)
            if message is not None:
                at = ("points", n, "ratings", criterion.id)
                hint = Message("write {{basis: unknown}} if there is no view")
                yield Finding(at, message, hint, at_key=True)


def _unrated(
    path: str, found: Rating | Readings | ByAdministration | None, everyone: Sequence[str] | None
) -> Message | None:
    """Return that a rating is lacking, and for whom where the criterion asks for that; None where none is."""
    if isinstance(found, (Rating, tuple)):
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
            message = Message("{id}: a shift on {criterion}, which is not a perception", id=event.id, criterion=at[-1])
            yield Finding(at, message, Message("shift a perception instead"), at_key=True)


def event_without_sign(subject: RuleContext) -> Iterator[Finding]:
    """An event on the watch list has a sign to watch for, or nobody will notice that it has begun.

    Add one under `signs`, with its basis.
    """
    for n, event in enumerate(subject.brief.events):
        if not event.signs:
            message = Message("{id}: no sign to watch for", id=event.id)
            yield Finding(("events", n), message, Message("add one under signs"))


def no_weight(subject: RuleContext) -> Iterator[Finding]:
    """At least one criterion has weight, or every score is 0 and the lists are empty.

    Give one of them a weight above 0; a criterion that is not among the weights has 1.
    """
    criteria = subject.brief.criteria
    if criteria and not any(subject.brief.weights.get(criterion.id, 1) for criterion in criteria):
        message = Message("every criterion has weight 0")
        yield Finding(("weights",), message, Message("give one of them a weight"), at_key=True)


#: The languages that a text may have in any brief.
OWN_LANGUAGES = ("en", "ko")

#: The fewest hexadecimal digits of a stamp that tell one wording from another.
SHORTEST = 8


def qualifier_lost(subject: RuleContext) -> Iterator[Finding]:
    """The words of a label that may not be cut (`qualifier`) are in the label, in each language that has them.

    Put them back: without them the label claims more than the source does.
    """
    for n, point in enumerate(subject.brief.points):
        for lang, kept in point.qualifier.by_language.items() if point.qualifier else ():
            label = point.label.own(lang)
            if label and kept not in label:
                message = Message("{id}: the label lacks the qualifier {words!r}", id=point.id, words=kept)
                yield Finding(("points", n, "label"), message, Message("put it back"))


def missing_translation(subject: RuleContext) -> Iterator[Finding]:
    """In a brief with several `languages`, every text is there in each of them.

    Write it as `{en: …, ko: …}`. Until then the other language is shown instead.
    """
    languages = subject.brief.languages
    for at, text in subject.texts if len(languages) > 1 else ():
        lacking = [lang for lang in languages if text.own(lang) is None]
        if lacking:
            message = Message("no text in {languages}", languages=", ".join(lacking))
            yield Finding(at, message, Message("write it as {{en: …, ko: …}}"), at_key=True)


def unknown_language(subject: RuleContext) -> Iterator[Finding]:
    """A text is in English, Korean or one of the brief's `languages`, so that a typing error is not a language.

    Correct the key, or add the language to `languages`.
    """
    known = (*OWN_LANGUAGES, *subject.brief.languages)
    for at, text in subject.texts:
        for lang in text.by_language:
            if lang not in known:
                message = Message("{lang!r} is not a language of this brief", lang=lang)
                names = ", ".join(dict.fromkeys((*subject.brief.languages, lang)))
                yield Finding((*at, lang), message, Message("add it: languages: [{names}]", names=names), at_key=True)


def wording_without_name(subject: RuleContext) -> Iterator[Finding]:
    """The wording `under` says for whom a ranking holds: it has `{name}` where the name of the audience goes.

    Write for example `under: with {name}`.
    """
    under = subject.brief.wording.audience.under
    if under and any("{name}" not in text for text in under.by_language.values()):
        message = Message("the wording has no {{name}}")
        at = ("wording", "audience", "under")
        yield Finding(at, message, Message("write {{name}} where the name of the audience goes"))


def unless_without_text(subject: RuleContext) -> Iterator[Finding]:
    """A statement that stops being true with an event (`unless`) has the text to be said then (`instead`).

    Write both, or neither.
    """
    for placed in subject.claims:
        claim = placed.claim
        if isinstance(claim, Statement) and bool(claim.unless) != (claim.instead is not None):
            key, other = ("unless", "instead") if claim.unless else ("instead", "unless")
            message = Message("{path}: {key} without {other}", path=placed.path, key=key, other=other)
            hint = Message("`unless` lists events, `instead` says what is true after one of them")
            yield Finding((*placed.at, key), message, hint, at_key=True)


def stale_translation(subject: RuleContext) -> Iterator[Finding]:
    """A Korean text with a stamp (`ko_of`, a short hash of the English that it was made from) matches today's English.

    Check whether the Korean still says the same, correct it, and set the stamp that the hint gives.
    """
    for at, text in subject.texts:
        if text.ko_of is None or text.en is None:
            continue
        whole = hashlib.sha256(text.en.encode()).hexdigest()
        if len(text.ko_of) < SHORTEST or not whole.startswith(text.ko_of):
            message = Message("the English has changed since the Korean was made")
            yield Finding(
                (*at, "ko_of"),
                message,
                Message("when the Korean matches again, write ko_of: {stamp}", stamp=quoted(text_hash(text))),
            )


def stale_source(subject: RuleContext) -> Iterator[Finding]:
    """With `--stale DAYS`, a source is not older than that many days, counted from the end of its month or year.

    Look for a newer one, or check again without the option: only you can say what is too old, so there is no default.
    """
    oldest = subject.oldest
    for n, source in enumerate(subject.brief.sources if oldest else ()):
        if source.published and source.published < f"{oldest}"[: len(source.published)]:
            message = Message(
                "{source} is from {month}, older than {day}", source=source.id, month=source.published, day=oldest
            )
            yield Finding(("sources", n, "published"), message, Message("look for a newer one"))


def same_text(subject: RuleContext) -> Iterator[Finding]:
    """A text has one source id: an article that was reprinted would otherwise count as two sources.

    Keep the record of one of them and cite that; say in its `place` where else it appeared. Headings and boilerplate
    may be alike.
    """
    first: dict[str, str] = {}
    for n, source in enumerate(subject.brief.sources):
        bodies = {paragraph.sha256: k for k, paragraph in enumerate(source.paragraphs) if paragraph.kind == "body"}
        alike = [sha256 for sha256 in bodies if first.get(sha256, source.id) != source.id]
        if alike:
            about = {"source": source.id, "other": first[alike[0]], "count": len(alike), "all": len(bodies)}
            message = Message("{source}: {count} of {all} paragraphs are the same as in {other}", **about)
            yield Finding(("sources", n, "paragraphs", bodies[alike[0]], "sha256"), message, Message("keep one record"))
        for sha256 in bodies:
            first.setdefault(sha256, source.id)
