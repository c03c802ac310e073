"""Make the cards of issues, events and audiences that open on a click, and the claims that they show."""

from collections.abc import Iterable, Iterator
from typing import Any

from kbrief.board.ratings import Bases
from kbrief.decide.select import link_issue
from kbrief.i18n import _, pgettext
from kbrief.i18n.labels import likelihood_label, list_heading
from kbrief.model import Administration, Alignment, Brief, Claim, Event, Issue, Likelihood, Listed, Point, Statement
from kbrief.model.claims import LocatedClaim, Model, walk_claims
from kbrief.pages.brief_text import BriefText

#: The sections of the brief whose claims the board shows.
SECTIONS = ("issues", "points", "administrations", "events", "tensions")

#: The fields whose claims are elsewhere in the data of the page, or on no card.
EXCLUDED_FIELDS = frozenset({"ratings", "shifts", "questions"})

Card = dict[str, Any]

#: A label, and the paths of the claims under it.
Field = tuple[str, list[str]]


def claims(texts: BriefText, bases: Bases) -> dict[str, tuple[Any, ...]]:
    """Return (summary, number of its basis) for each claim on cards, by its path, without ratings and shifts.

    A statement that events replace has two more values: the numbers of the events, and the statement after them.
    """
    event_numbers = {event.id: n for n, event in enumerate(texts.brief.events)}
    return {
        located.path: (
            claim_summary(located.claim, texts),
            bases.number_of(located.claim),
            *_instead(located.claim, texts, event_numbers),
        )
        for located in located_claims(texts.brief)
    }


def located_claims(brief: Brief) -> Iterator[LocatedClaim]:
    """Yield the claims of the sections that the board shows, without ratings and shifts."""
    for section in SECTIONS:
        for n, item in enumerate(getattr(brief, section)):
            if isinstance(item, Claim):
                yield from walk_claims(item, getattr(item, "id", section), (section, n))
            else:
                yield from _claims_of_item(item, (section, n))


def _claims_of_item(item: Model, path: tuple[str | int, ...]) -> Iterator[LocatedClaim]:
    for name, field in type(item).model_fields.items():
        value, key = getattr(item, name), field.alias or name
        if value and key not in EXCLUDED_FIELDS and not isinstance(value, str):
            yield from walk_claims(value, f"{getattr(item, 'id', '')}.{key}", (*path, key))


def _instead(claim: Claim, texts: BriefText, event_numbers: dict[str, int]) -> tuple[Any, ...]:
    if not isinstance(claim, Statement) or claim.instead is None or not claim.unless:
        return ()
    return [event_numbers[event] for event in claim.unless if event in event_numbers], texts.text(claim.instead)


def claim_summary(claim: Claim, texts: BriefText) -> str:
    """Return the content of a claim in one line."""
    match claim:
        case Statement(text=text):
            return texts.text(text)
        case Listed(list=name):
            return list_heading(name)
        case Likelihood(word=word):
            return likelihood_label(word)
        case Alignment() as alignment:
            return texts.alignment(alignment)
        case _:
            return texts.basis(claim.basis)


def cards(texts: BriefText) -> dict[str, dict[str, Card]]:
    """Return the cards by kind and id: title, fields of claims, links to other cards, and the command for more.

    The page makes the cards of points itself from the data of the points.
    """
    brief = texts.brief
    return {
        "issue": {issue.id: _issue_card(issue, texts) for issue in brief.issues},
        "event": {event.id: _event_card(event, texts) for event in brief.events},
        "administration": {
            administration.id: _administration_card(administration, texts) for administration in brief.administrations
        },
    }


def _make_card(title: str, fields: Iterable[Field], links: Iterable[tuple[str, list[str]]], command: str) -> Card:
    """Return a card without empty fields and links."""
    return {
        "title": title,
        "fields": [pair for pair in fields if pair[1]],
        "links": [pair for pair in links if pair[1]],
        "command": command,
    }


def source_word_note(point: Point) -> str:
    """Return a note with the source's own word for a point, or an empty text if the label is that word."""
    return _("The source's own word: {word}.", word=point.source_word) if point.source_word else ""


def _issue_card(issue: Issue, texts: BriefText) -> Card:
    """Return the card of an issue, with links to its points and events."""
    linked = link_issue(texts.brief, issue)
    fields = (
        (_("driver"), [f"{issue.id}.driver"]), (texts.outlook_label, [f"{issue.id}.outlook"] if issue.outlook else []),
        (_("to do"), _numbered_paths(issue.id, "actions", issue.actions)),
        (_("signs"), _numbered_paths(issue.id, "signs", issue.signs)),
        (_("figures"), _numbered_paths(issue.id, "figures", issue.figures)),
        (_("limits"), _numbered_paths(issue.id, "limits", issue.limits)), (_("alignment"), [f"{issue.id}.alignment"]),
    )  # fmt: skip
    points = [f"point:{point.id}" for point in linked.points]
    events = [f"event:{event.id}" for event in linked.events]
    links = ((pgettext("screens", "Talking points"), points), (_("Events"), events))
    return _make_card(texts.text(issue.name), fields, links, f"kbrief issue {issue.id}")


def _event_card(event: Event, texts: BriefText) -> Card:
    paths = [f"{event.id}.{name}" for name in ("what", "effect", "likelihood") if getattr(event, name)]
    fields = ((_("says"), paths), (_("signs"), _numbered_paths(event.id, "signs", event.signs)))
    links = ((_("issues"), [f"issue:{name}" for name in event.issues]),)
    return _make_card(texts.text(event.name), fields, links, f"kbrief trace {event.id}")


def _administration_card(administration: Administration, texts: BriefText) -> Card:
    team = [f"{administration.id}.transition_team"] if administration.transition_team else []
    paths = [*_numbered_paths(administration.id, "tendencies", administration.tendencies), *team]
    name, has_many = texts.text(administration.name), len(texts.brief.sources) > 1
    title = (
        _("What the sources say of {name}", name=name) if has_many else _("What the source says of {name}", name=name)
    )
    return _make_card(title, [(_("says"), paths)], [], f"kbrief trace {administration.id}")


def _numbered_paths(name: str, field: str, statements: tuple[Claim, ...]) -> list[str]:
    return [f"{name}.{field}.{n}" for n in range(1, len(statements) + 1)]
