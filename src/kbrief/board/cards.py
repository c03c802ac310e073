"""What the board shows on a click: cards of points, issues, events and administrations, and the trace of any claim."""

from collections.abc import Iterable, Mapping
from typing import Any

from kbrief.decide.select import link_issue
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import likelihood_label, list_heading
from kbrief.model import (
    Administration,
    Alignment,
    Claim,
    Event,
    Issue,
    Likelihood,
    Listed,
    Point,
    Rating,
    Shift,
    Statement,
)
from kbrief.model.claims import LocatedClaim, all_claims
from kbrief.pages.brief_text import BriefText

SHOWN = frozenset({"issues", "points", "administrations", "events", "tensions"})
"""The sections whose claims the board shows."""

Card = dict[str, Any]
Field = tuple[str, list[str]]
"""A label, and the paths of the claims under it."""


def claims(texts: BriefText) -> dict[str, tuple[str, str, str, str, tuple[str, ...]]]:
    """Return by path (what it says, letter of its basis, mark, reason, paragraphs) for each claim that is shown."""
    shown, names = (placed for placed in all_claims(texts.brief) if placed.at[0] in SHOWN), names_of(texts)
    return {
        placed.path: (
            claim_summary(placed, texts, names), basis_letter(placed.claim),
            texts.basis_label(placed.claim), texts.text(placed.claim.why), placed.claim.cites,
        )
        for placed in shown
    }  # fmt: skip


def basis_letter(claim: Claim) -> str:
    """Return s(tated), i(nferred), o(utside) or u(nknown)."""
    return "o" if claim.is_outside else claim.basis[0]


def paragraphs(texts: BriefText) -> dict[str, tuple[str, str, list[str]]]:
    """Return by citation (its short form, digest, figures) for each paragraph that a shown claim cites."""
    cited = dict.fromkeys(
        cite for placed in all_claims(texts.brief) if placed.at[0] in SHOWN for cite in placed.claim.cites
    )
    known = texts.brief.paragraph_by_cite
    return {
        c: (texts.cite(c), texts.text(known[c].digest), [texts.figure(figure) for figure in known[c].figures])
        for c in cited
        if c in known
    }


def claim_summary(placed: LocatedClaim, texts: BriefText, names: Mapping[str, str]) -> str:
    """Return what a claim says, in a line; a rating or shift also of what and of whom, by their `names`."""
    match placed.claim:
        case Statement(text=text):
            return texts.text(text)
        case Rating() | Shift() as step:
            return f"{_about(placed, names)}: {_step(step)}"
        case Listed(list=name):
            return list_heading(name)
        case Likelihood(word=word):
            return likelihood_label(word)
        case Alignment() as alignment:
            return texts.alignment(alignment)
        case other:
            return texts.basis(other.basis)


def _step(claim: Rating | Shift) -> str:
    """Return a rating, or by how much an event would shift one."""
    if isinstance(claim, Shift):
        return _("{by} if it happens", by=format_signed(claim.by, "0", "−"))
    return _("unknown, counts 0") if claim.basis == "unknown" else format_signed(claim.value, "0", "−")


def _about(placed: LocatedClaim, names: Mapping[str, str]) -> str:
    """Return of what, and of whom, a rating or a shift speaks: the names of the last steps of its place."""
    return ", ".join(names.get(step, step) for step in placed.at[3:] if isinstance(step, str))


def names_of(texts: BriefText) -> dict[str, str]:
    """Return the names of points, criteria and administrations by id."""
    brief = texts.brief
    named = {criterion.id: texts.text(criterion.name) for criterion in brief.criteria}
    named |= {side.id: texts.text(side.name) for side in brief.administrations}
    return named | {point.id: texts.text(point.label) for point in brief.points}


def cards(texts: BriefText) -> dict[str, dict[str, Card]]:
    """Return the cards by kind and id: a title, fields of claims, links to other cards, the command that tells more."""
    brief = texts.brief
    return {
        "point": {point.id: _point(point, texts) for point in brief.points},
        "issue": {issue.id: _issue(issue, texts) for issue in brief.issues},
        "event": {event.id: _event(event, texts) for event in brief.events},
        "administration": {side.id: _administration(side, texts) for side in brief.administrations},
    }


def _sheet(title: str, fields: Iterable[Field], links: Iterable[tuple[str, list[str]]], command: str) -> Card:
    """Return a card; fields and links without content are left out."""
    return {
        "title": title,
        "fields": [pair for pair in fields if pair[1]],
        "links": [pair for pair in links if pair[1]],
        "command": command,
    }


def _point(point: Point, v: BriefText) -> Card:
    texts = (
        (_("reason"), "reason"), (_("line to take"), "say"), (_("if raised"), "if_raised"), (_("handling"), "handling"),
        (_("case against"), "case_against"), (_("note"), "caution"),
    )  # fmt: skip
    fields = [(title, [f"{point.id}.{name}"]) for title, name in texts if getattr(point, name)]
    listed = [f"{point.id}.listed"] if len(point.listings) == 1 else _numbered(point.id, "listed", point.listings)
    fields += [(_("source's list"), listed)] if listed else []
    touching = [tension.id for tension in v.brief.tensions if point.id in tension.points]
    issues = [f"issue:{point.issue}"] if point.issue else []
    events = [f"event:{event.id}" for event in v.brief.events if point.id in event.shifts]
    sheet = _sheet(
        v.text(point.label), [*fields, (_("tension"), touching)],
        [(_("issue"), issues), (_("Events"), events)], f"kbrief explain {point.id}",
    )  # fmt: skip
    return sheet | {"word": _("The source's own word: {word}.", word=point.source_word) if point.source_word else ""}


def _issue(issue: Issue, texts: BriefText) -> Card:
    linked = link_issue(texts.brief, issue)
    fields = (
        (_("driver"), [f"{issue.id}.driver"]), (_("US outlook"), [f"{issue.id}.outlook"] if issue.outlook else []),
        (_("to do"), _numbered(issue.id, "actions", issue.actions)),
        (_("signs"), _numbered(issue.id, "signs", issue.signs)),
        (_("figures"), _numbered(issue.id, "figures", issue.figures)),
        (_("limits"), _numbered(issue.id, "limits", issue.limits)), (_("alignment"), [f"{issue.id}.alignment"]),
    )  # fmt: skip
    points, events = [f"point:{p.id}" for p in linked.points], [f"event:{e.id}" for e in linked.events]
    links = ((pgettext("screens", "Talking points"), points), (_("Events"), events))
    return _sheet(texts.text(issue.name), fields, links, f"kbrief issue {issue.id}")


def _event(event: Event, texts: BriefText) -> Card:
    shifts = [
        f"{event.id}.{point}.{criterion}.{name}"
        for point, criteria in event.shifts.items()
        for criterion, by_name in criteria.items()
        for name in by_name
    ]
    own = [f"{event.id}.{name}" for name in ("what", "effect", "likelihood") if getattr(event, name)]
    fields = (
        (_("says"), own), (_("signs"), _numbered(event.id, "signs", event.signs)), (_("would move"), shifts),
    )  # fmt: skip
    links = ((_("issues"), [f"issue:{name}" for name in event.issues]),)
    return _sheet(texts.text(event.name), fields, links, f"kbrief trace {event.id}")


def _administration(side: Administration, texts: BriefText) -> Card:
    team = [f"{side.id}.transition_team"] if side.transition_team else []
    paths = [*_numbered(side.id, "tendencies", side.tendencies), *team]
    title = _("What the source says of {name}", name=texts.text(side.name))
    return _sheet(title, [(_("says"), paths)], [], f"kbrief trace {side.id}")


def _numbered(name: str, field: str, statements: tuple[Claim, ...]) -> list[str]:
    return [f"{name}.{field}.{n}" for n in range(1, len(statements) + 1)]
