"""Rules on names: each means one thing, and leads somewhere."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from kbrief.errors import Message
from kbrief.load.rules.context import Finding, RuleContext, all_shifts
from kbrief.load.yaml_places import Loc
from kbrief.model import Brief, Claim, Statement
from kbrief.model.claims import all_items


def duplicate_id(subject: RuleContext) -> Iterator[Finding]:
    """An id is used once in a brief, across all sections, so that one name means one thing wherever it is typed.

    Rename one of the two, and what refers to it.
    """
    first: dict[str, str] = {}
    for name, at, _ in all_items(subject.brief):
        if name in first:
            message = Message("the id {name!r} is already used in {section}", name=name, section=first[name])
            yield Finding((*at, "id"), message, Message("choose another id"))
        first.setdefault(name, str(at[0]))


def duplicate_paragraph(subject: RuleContext) -> Iterator[Finding]:
    """A paragraph's number is used once in the record of its source, or a citation would mean two paragraphs.

    Number the paragraphs in order: the n-th non-empty line of the text is paragraph n.
    """
    for n, source in enumerate(subject.brief.sources):
        seen: set[int] = set()
        for k, paragraph in enumerate(source.paragraphs):
            if paragraph.n in seen:
                message = Message("{source} already has a paragraph {n}", source=source.id, n=paragraph.n)
                hint = Message("give each paragraph its own number")
                yield Finding(("sources", n, "paragraphs", k, "n"), message, hint)
            seen.add(paragraph.n)


def unknown_reference(subject: RuleContext) -> Iterator[Finding]:
    """An issue, event, point, criterion, administration, group or tag that is named must be in the brief.

    Correct the name, or add what it names. If an overlay removes something, remove what refers to it, too.
    """
    for found in (*_references(subject.brief), *_unless(subject)):
        if found.section in subject.ids and found.name not in subject.ids[found.section]:
            what = SECTION_NOUNS[found.section]
            hint = subject.suggest(found.name, found.section, what)
            yield Finding(found.at, Message("unknown {what} {name!r}", what=what, name=found.name), hint, found.at_key)


#: What an item of each section is called that others name.
SECTION_NOUNS = {
    "administrations": Message("administration"),
    "criteria": Message("criterion"),
    "events": Message("event"),
    "groups": Message("group"),
    "issues": Message("issue"),
    "points": Message("point"),
    "sources": Message("source"),
    "tags": Message("tag"),
}


class _Reference(NamedTuple):
    """A name that points elsewhere in the brief: into a section, at a value or (`at_key`) at a key."""

    at: Loc
    name: str
    section: str
    at_key: bool = False


def _references(brief: Brief) -> Iterator[_Reference]:
    for name in brief.weights:
        yield _Reference(("weights", name), name, "criteria", at_key=True)
    for n, issue in enumerate(brief.issues):
        yield from (_Reference(("issues", n, "tags", k), tag, "tags") for k, tag in enumerate(issue.tags))
    for n, consideration in enumerate(brief.considerations):
        if consideration.criterion:
            yield _Reference(("considerations", n, "criterion"), consideration.criterion, "criteria")
    for n, tension in enumerate(brief.tensions):
        at: Loc = ("tensions", n, "points")
        yield from (_Reference((*at, k), name, "points") for k, name in enumerate(tension.points))
    yield from _of_points(brief)
    yield from _of_events(brief)


def _unless(subject: RuleContext) -> Iterator[_Reference]:
    for placed in subject.claims:
        events = placed.claim.unless if isinstance(placed.claim, Statement) else ()
        yield from (_Reference((*placed.at, "unless", k), name, "events") for k, name in enumerate(events))


def _of_points(brief: Brief) -> Iterator[_Reference]:
    for n, point in enumerate(brief.points):
        at: Loc = ("points", n)
        if point.issue:
            yield _Reference((*at, "issue"), point.issue, "issues")
        if point.group:
            yield _Reference((*at, "group"), point.group, "groups")
        for criterion, rating in point.ratings.items():
            place = (*at, "ratings", criterion)
            yield _Reference(place, criterion, "criteria", at_key=True)
            for name in rating if isinstance(rating, dict) else ():
                yield _Reference((*place, name), name, "administrations", at_key=True)
        for name in point.for_audience:
            yield _Reference((*at, "for", name), name, "administrations", at_key=True)


def _of_events(brief: Brief) -> Iterator[_Reference]:
    for n, event in enumerate(brief.events):
        at: Loc = ("events", n)
        yield from (_Reference((*at, "issues", k), issue, "issues") for k, issue in enumerate(event.issues))
        yield from (_Reference((*at, "shifts", point), point, "points", at_key=True) for point in event.shifts)
    for place, _, shifts in all_shifts(brief):
        yield _Reference(place, str(place[-1]), "criteria", at_key=True)
        yield from (_Reference((*place, name), name, "administrations", at_key=True) for name in shifts)


def unknown_citation(subject: RuleContext) -> Iterator[Finding]:
    """A citation names a paragraph that the source's record has: `pacnet-77#P14` needs a source with that id and n: 14.

    Correct the citation, or add the paragraph to the record with a digest.
    """
    known = defaultdict(list)
    for cite in subject.brief.paragraph_by_cite:
        known[cite.partition("#")[0]].append(cite)
    for at, cite in _citations(subject):
        source = cite.partition("#")[0]
        if "sources" in subject.ids and source not in subject.ids["sources"]:
            what = SECTION_NOUNS["sources"]
            message = Message("{cite}: unknown {what} {name!r}", cite=cite, what=what, name=source)
            yield Finding(at, message, subject.suggest(source, "sources", what))
        elif known[source] and cite not in subject.brief.paragraph_by_cite:
            message = Message("{cite}: the record has no such paragraph", cite=cite)
            yield Finding(at, message, Message("the last one is {cite}", cite=known[source][-1]))


def _citations(subject: RuleContext) -> Iterator[tuple[Loc, str]]:
    for placed in subject.claims:
        yield from (((*placed.at, "cites", k), cite) for k, cite in enumerate(placed.claim.cites))
    for _, at, item in all_items(subject.brief):
        cites = () if isinstance(item, Claim) else getattr(item, "cites", ())
        yield from (((*at, "cites", k), cite) for k, cite in enumerate(cites))
