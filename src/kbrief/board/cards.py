"""What the board shows on a click: cards of issues, events and audiences, and the claims behind all that it says."""

from collections.abc import Iterable, Iterator
from typing import Any

from kbrief.board.ratings import Bases
from kbrief.decide.select import link_issue
from kbrief.i18n import _, pgettext
from kbrief.i18n.labels import likelihood_label, list_heading
from kbrief.model import Administration, Alignment, Brief, Claim, Event, Issue, Likelihood, Listed, Point, Statement
from kbrief.model.claims import LocatedClaim, Model, walk_claims
from kbrief.pages.brief_text import BriefText

#: The sections whose claims the board shows.
SHOWN = ("issues", "points", "administrations", "events", "tensions")

#: Fields whose claims stand elsewhere in the page's data, or that no card shows.
LEFT_OUT = frozenset({"ratings", "shifts", "questions"})

#: A label, and the paths of the claims under it.
Card = dict[str, Any]
Field = tuple[str, list[str]]


def claims(texts: BriefText, bases: Bases) -> dict[str, tuple[Any, ...]]:
    """Return by path (what it says, number of its basis) for each claim that cards show, ratings and shifts apart.

    A statement that events make untrue adds (numbers of the events, what is said after them).
    """
    numbers = {event.id: n for n, event in enumerate(texts.brief.events)}
    return {
        placed.path: (
            claim_summary(placed.claim, texts),
            bases.put(placed.claim),
            *_after(placed.claim, texts, numbers),
        )
        for placed in shown_claims(texts.brief)
    }


def shown_claims(brief: Brief) -> Iterator[LocatedClaim]:
    """Yield the claims of the sections shown, each with its path, ratings and shifts apart."""
    for section in SHOWN:
        for n, item in enumerate(getattr(brief, section)):
            if isinstance(item, Claim):
                yield from walk_claims(item, getattr(item, "id", section), (section, n))
            else:
                yield from _claims_of(item, (section, n))


def _claims_of(item: Model, at: tuple[str | int, ...]) -> Iterator[LocatedClaim]:
    for name, field in type(item).model_fields.items():
        value, key = getattr(item, name), field.alias or name
        if value and key not in LEFT_OUT and not isinstance(value, str):
            yield from walk_claims(value, f"{getattr(item, 'id', '')}.{key}", (*at, key))


def _after(claim: Claim, texts: BriefText, numbers: dict[str, int]) -> tuple[Any, ...]:
    if not isinstance(claim, Statement) or claim.instead is None or not claim.unless:
        return ()
    return [numbers[event] for event in claim.unless if event in numbers], texts.text(claim.instead)


def claim_summary(claim: Claim, texts: BriefText) -> str:
    """Return what a claim says, in a line."""
    match claim:
        case Statement(text=text):
            return texts.text(text)
        case Listed(list=name):
            return list_heading(name)
        case Likelihood(word=word):
            return likelihood_label(word)
        case Alignment() as alignment:
            return texts.alignment(alignment)
        case other:
            return texts.basis(other.basis)


def cards(texts: BriefText) -> dict[str, dict[str, Card]]:
    """Return the cards by kind and id: a title, fields of claims, links to other cards, the command that tells more.

    The page makes the cards of points itself: all that they need stands with the points.
    """
    brief = texts.brief
    return {
        "issue": {issue.id: _issue(issue, texts) for issue in brief.issues},
        "event": {event.id: _event(event, texts) for event in brief.events},
        "administration": {side.id: _audience(side, texts) for side in brief.administrations},
    }


def _card(title: str, fields: Iterable[Field], links: Iterable[tuple[str, list[str]]], command: str) -> Card:
    """Return a card; fields and links without content are left out."""
    return {
        "title": title,
        "fields": [pair for pair in fields if pair[1]],
        "links": [pair for pair in links if pair[1]],
        "command": command,
    }


def source_word(point: Point) -> str:
    """Return the source's own word where the label departs from it, empty for none."""
    return _("The source's own word: {word}.", word=point.source_word) if point.source_word else ""


def _issue(issue: Issue, texts: BriefText) -> Card:
    linked = link_issue(texts.brief, issue)
    fields = (
        (_("driver"), [f"{issue.id}.driver"]), (texts.outlook_label, [f"{issue.id}.outlook"] if issue.outlook else []),
        (_("to do"), _numbered(issue.id, "actions", issue.actions)),
        (_("signs"), _numbered(issue.id, "signs", issue.signs)),
        (_("figures"), _numbered(issue.id, "figures", issue.figures)),
        (_("limits"), _numbered(issue.id, "limits", issue.limits)), (_("alignment"), [f"{issue.id}.alignment"]),
    )  # fmt: skip
    points, events = [f"point:{p.id}" for p in linked.points], [f"event:{e.id}" for e in linked.events]
    links = ((pgettext("screens", "Talking points"), points), (_("Events"), events))
    return _card(texts.text(issue.name), fields, links, f"kbrief issue {issue.id}")


def _event(event: Event, texts: BriefText) -> Card:
    own = [f"{event.id}.{name}" for name in ("what", "effect", "likelihood") if getattr(event, name)]
    fields = ((_("says"), own), (_("signs"), _numbered(event.id, "signs", event.signs)))
    links = ((_("issues"), [f"issue:{name}" for name in event.issues]),)
    return _card(texts.text(event.name), fields, links, f"kbrief trace {event.id}")


def _audience(side: Administration, texts: BriefText) -> Card:
    team = [f"{side.id}.transition_team"] if side.transition_team else []
    paths = [*_numbered(side.id, "tendencies", side.tendencies), *team]
    name, has_many = texts.text(side.name), len(texts.brief.sources) > 1
    title = (
        _("What the sources say of {name}", name=name) if has_many else _("What the source says of {name}", name=name)
    )
    return _card(title, [(_("says"), paths)], [], f"kbrief trace {side.id}")


def _numbered(name: str, field: str, statements: tuple[Claim, ...]) -> list[str]:
    return [f"{name}.{field}.{n}" for n in range(1, len(statements) + 1)]
