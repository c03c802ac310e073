"""What must hold in a brief beyond its schema. A rule is a small generator; its docstring is its manual."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kbrief.model import Brief, Claim, Rating
from kbrief.model.claims import SECTIONS, Placed, all_claims, all_items
from kbrief.model.names import suggestion

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found, at a place in the data."""

    at: Path
    message: str
    hint: str | None = None


@dataclass(frozen=True)
class Subject:
    """What rules look at: the brief, its claims, and the ids of every section, those of faulty items too."""

    brief: Brief
    claims: tuple[Placed, ...]
    ids: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, brief: Brief, data: Mapping[str, Any]) -> "Subject":
        """Return the subject for a brief and the plain data that it was read from."""
        ids = {section: frozenset(_ids(data.get(section))) for section in (*SECTIONS, "groups", "tags")}
        return cls(brief, tuple(all_claims(brief)), ids)


def _ids(section: Any) -> Iterator[str]:  # noqa: ANN401 - plain data of any shape
    if isinstance(section, Mapping):
        yield from (str(key) for key in section)
    elif isinstance(section, list):
        yield from (str(item["id"]) for item in section if isinstance(item, Mapping) and "id" in item)


Rule = Callable[[Subject], Iterator[Finding]]


def duplicate_id(subject: Subject) -> Iterator[Finding]:
    """Every id is used once in a brief, across all sections, so that one name means one thing."""
    first: dict[str, str] = {}
    for name, at, _ in all_items(subject.brief):
        if name in first:
            yield Finding((*at, "id"), f"id {name!r} is used already, in {first[name]}", "choose another id")
        first.setdefault(name, str(at[0]))


def unknown_reference(subject: Subject) -> Iterator[Finding]:
    """An issue, event, point, criterion, administration, group or tag that is named must be in the brief."""
    for at, name, section, what in _references(subject.brief):
        if name not in subject.ids[section]:
            known = sorted(subject.ids[section])
            yield Finding(at, f"unknown {what} {name!r}", suggestion(name, known, what))


def _references(brief: Brief) -> Iterator[tuple[Path, str, str, str]]:
    """Yield (place, name, section, what) for each name that points elsewhere in the brief."""
    yield from ((("weights", name), name, "criteria", "criterion") for name in brief.weights)
    for n, issue in enumerate(brief.issues):
        yield from ((("issues", n, "tags", k), tag, "tags", "tag") for k, tag in enumerate(issue.tags))
    for n, consideration in enumerate(brief.considerations):
        if consideration.criterion:
            yield ("considerations", n, "criterion"), consideration.criterion, "criteria", "criterion"
    for n, tension in enumerate(brief.tensions):
        yield from ((("tensions", n, "points", k), p, "points", "point") for k, p in enumerate(tension.points))
    yield from _point_references(brief)
    yield from _event_references(brief)


def _point_references(brief: Brief) -> Iterator[tuple[Path, str, str, str]]:
    for n, point in enumerate(brief.points):
        at: Path = ("points", n)
        if point.issue:
            yield (*at, "issue"), point.issue, "issues", "issue"
        if point.group:
            yield (*at, "group"), point.group, "groups", "group"
        for criterion, rating in point.ratings.items():
            yield (*at, "ratings", criterion), criterion, "criteria", "criterion"
            for name in rating if isinstance(rating, dict) else ():
                yield (*at, "ratings", criterion, name), name, "administrations", "administration"


def _event_references(brief: Brief) -> Iterator[tuple[Path, str, str, str]]:
    for n, event in enumerate(brief.events):
        at: Path = ("events", n)
        yield from (((*at, "issues", k), issue, "issues", "issue") for k, issue in enumerate(event.issues))
        for point, criteria in event.shifts.items():
            yield (*at, "shifts", point), point, "points", "point"
            for criterion, by_administration in criteria.items():
                place = (*at, "shifts", point, criterion)
                yield place, criterion, "criteria", "criterion"
                for name in by_administration:
                    yield (*place, name), name, "administrations", "administration"


def unknown_citation(subject: Subject) -> Iterator[Finding]:
    """A citation names a paragraph that the source's record has."""
    known = defaultdict(list)
    for cite in subject.brief.paragraph_by_cite:
        known[cite.partition("#")[0]].append(cite)
    for at, cite in _citations(subject):
        source = cite.partition("#")[0]
        if source not in subject.ids["sources"]:
            yield Finding(at, f"{cite}: unknown source {source!r}", suggestion(source, sorted(known), "source"))
        elif known[source] and cite not in known[source]:
            yield Finding(at, f"{cite}: the record has no such paragraph", f"it ends with {known[source][-1]}")


def _citations(subject: Subject) -> Iterator[tuple[Path, str]]:
    for placed in subject.claims:
        yield from (((*placed.at, "cites", k), cite) for k, cite in enumerate(placed.claim.cites))
    for _, at, item in all_items(subject.brief):
        cites = () if isinstance(item, Claim) else getattr(item, "cites", ())
        yield from (((*at, "cites", k), cite) for k, cite in enumerate(cites))


def stated_without_citation(subject: Subject) -> Iterator[Finding]:
    """What is stated names the paragraph that states it."""
    for placed in subject.claims:
        if placed.claim.basis == "stated" and not placed.claim.cites:
            yield Finding(placed.at, f"{placed.path} is stated and cites nothing", "add cites: [source#P1]")


def inferred_without_reason(subject: Subject) -> Iterator[Finding]:
    """What is inferred gives its reason in a sentence."""
    for placed in subject.claims:
        if placed.claim.basis == "inferred" and placed.claim.why is None:
            yield Finding(placed.at, f"{placed.path} is inferred and gives no reason", "add why: a sentence")


def unknown_with_value(subject: Subject) -> Iterator[Finding]:
    """A rating that is unknown has no value: it counts 0 and widens the uncertainty."""
    for placed in subject.claims:
        claim = placed.claim
        if isinstance(claim, Rating) and claim.basis == "unknown" and claim.value:
            yield Finding((*placed.at, "value"), f"{placed.path} is unknown and has a value", "leave the value out")


def perception_shape(subject: Subject) -> Iterator[Finding]:
    """A perception is rated by administration; any other criterion is rated once."""
    perceptions = {criterion.id: criterion.perception for criterion in subject.brief.criteria}
    for n, point in enumerate(subject.brief.points):
        for criterion, rating in point.ratings.items():
            wanted = perceptions.get(criterion)
            if wanted is None or wanted == isinstance(rating, dict):
                continue
            at = ("points", n, "ratings", criterion)
            said = "is a perception: rate it by administration" if wanted else "is no perception: rate it once"
            yield Finding(at, f"{point.id}.{criterion}: {criterion} {said}")


def shift_on_fact(subject: Subject) -> Iterator[Finding]:
    """An event shifts perceptions only; what a source says does not move with events."""
    facts = {criterion.id for criterion in subject.brief.criteria if not criterion.perception}
    for n, event in enumerate(subject.brief.events):
        for point, criteria in event.shifts.items():
            for criterion in facts & criteria.keys():
                message = f"{event.id}: a shift on {criterion}, which is no perception"
                yield Finding(("events", n, "shifts", point, criterion), message, "shift a perception instead")


def no_weight(subject: Subject) -> Iterator[Finding]:
    """At least one criterion has weight."""
    if not any(subject.brief.weights.get(criterion.id, 1) for criterion in subject.brief.criteria):
        yield Finding(("weights",), "every criterion has weight 0", "give one of them a weight")


def qualifier_lost(subject: Subject) -> Iterator[Finding]:
    """The words that a label may not lose stand in the label."""
    for n, point in enumerate(subject.brief.points):
        for lang in ("en", "ko"):
            kept = getattr(point.qualifier, lang, None)
            if kept and kept not in (getattr(point.label, lang) or ""):
                yield Finding(("points", n, "label"), f"{point.id}: the label has lost {kept!r}", "put it back")


RULES: tuple[Rule, ...] = (
    duplicate_id,
    unknown_reference,
    unknown_citation,
    stated_without_citation,
    inferred_without_reason,
    unknown_with_value,
    perception_shape,
    shift_on_fact,
    no_weight,
    qualifier_lost,
)


def findings(subject: Subject) -> Iterator[tuple[str, Finding]]:
    """Yield (rule id, finding) for every rule, in the order of RULES."""
    for rule in RULES:
        yield from ((rule.__name__.replace("_", "-"), found) for found in rule(subject))
