"""The read-ahead: purpose, talking points, objectives, background, their likely asks, run of show, coordination."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from kbrief.i18n import _, pgettext
from kbrief.i18n.labels import mark_gap
from kbrief.model import Statement
from kbrief.pages.document import Block, Bullets, Heading, Paragraph, flatten
from kbrief.pages.pack.paper import (
    Paper,
    first_rows,
    left_out_line,
    longest_sentence,
    meeting_fields,
    objectives,
    paper,
    place,
    what_to_avoid,
    when_text,
)
from kbrief.pages.pack.plan import PackPlan
from kbrief.pages.pack.run_of_show import show_table
from kbrief.pages.pack.talking_points import MOST_POINTS, remarks

MOST_WORDS = 30
"""How many words a sentence of the background has at most."""

MOST_ASKS = 5
WORKDAYS = 2
NOON = dt.time(12)
SATURDAY = 5


class Fact(NamedTuple):
    """A statement of the background: on what, and what the brief says of it."""

    about: str
    statement: Statement


def read_ahead(plan: PackPlan, dropped: int = 0) -> Paper:
    """Return the read-ahead; of the background what has long sentences is left out, and then the least important."""
    facts = list(_facts(plan))
    short = [fact for fact in facts if longest_sentence(plan.texts.text(fact.statement.text)) <= MOST_WORDS]
    kept = short[: max(1, len(short) - dropped)]
    left_out = tuple(plan.texts.text(fact.statement.text) for fact in facts if fact not in kept)
    counted = _("Left out of the background: {count} (kbrief issues, kbrief background).", count=len(left_out))
    document = paper(
        plan,
        _("Read-ahead, {whom}", whom=plan.whom),
        flatten(
            meeting_fields(plan, (_("Due"), when_text(due(plan.meeting.start)))),
            Heading(_("Purpose")),
            Paragraph(_purpose(plan)),
            Heading(pgettext("pack", "Talking points")),
            Bullets(tuple(_spoken(plan))),
            Heading(_("Not to be raised"), 3),
            Paragraph(what_to_avoid(plan)),
            Heading(_("Objectives")),
            Bullets(objectives(plan)),
            _background(kept, plan),
            [Paragraph(counted, "quiet")] if left_out else (),
            Heading(_("Their likely asks")),
            Bullets(tuple(_asks(plan)) or (_("none known"),)),
            Heading(_("Run of show")),
            show_table(plan),
            Heading(_("Coordination")),
            Bullets(tuple(_coordination(plan)) or (_("(to be filled in)"),)),
        ),
    )
    return Paper(document, left_out, max(0, len(kept) - 1))


def due(start: dt.datetime | None) -> dt.datetime | None:
    """Return when the package is due: at noon, two workdays before the meeting; None where its day is not set."""
    if start is None:
        return None
    day, left = start.date(), WORKDAYS
    while left:
        day -= dt.timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return dt.datetime.combine(day, NOON)


def _purpose(plan: PackPlan) -> str:
    meeting, texts = plan.meeting, plan.texts
    own = meeting.purpose or meeting.title
    return texts.text(own) if own else _("{topic}, {whom}", topic=texts.text(texts.brief.title), whom=plan.whom)


def _spoken(plan: PackPlan) -> Iterator[str]:
    """Yield the lines, each with what stands under it on the page of talking points."""
    rows, left_out = first_rows(plan, MOST_POINTS)
    for row in rows:
        yield _("{line} ({remarks})", line=row.say, remarks=remarks(row))
    yield from left_out_line(left_out)


def _facts(plan: PackPlan) -> Iterator[Fact]:
    """Yield the background, most important first: drivers and outlooks of what is raised, then of what is kept low."""
    texts = plan.texts
    low = [p.point.issue for p in plan.ranking.points_on("minimize")]
    order = [*(p.point.issue for p in plan.fit.chosen), *low]
    issues = sorted((i for i in texts.brief.issues if i.id in order), key=lambda issue: place(issue.id, order))
    for issue in issues:
        yield Fact(texts.text(issue.name), issue.driver)
        if issue.outlook:
            yield Fact(texts.text(issue.name), issue.outlook)
    yield from (Fact(_("Tension"), tension) for tension in texts.brief.tensions)
    yield from (Fact(_("Context"), context) for context in texts.brief.context)


def _background(facts: list[Fact], plan: PackPlan) -> Iterator[Block]:
    yield Heading(_("Background"))
    about = dict.fromkeys(fact.about for fact in facts)
    for name in about:
        yield Heading(name, 3)
        yield Bullets(
            tuple(
                f"{plan.texts.text(fact.statement.text)}{mark_gap()}{plan.texts.basis_mark(fact.statement)}"
                for fact in facts
                if fact.about == name
            )
        )


def _asks(plan: PackPlan) -> Iterator[str]:
    """Yield what they are likely to ask for: as the meeting says, else the first questions on what is kept low."""
    texts = plan.texts
    if plan.meeting.asks:
        yield from (texts.text(ask) for ask in plan.meeting.asks)
        return
    points = (*plan.ranking.points_on("minimize"), *plan.fit.chosen)
    asked = [texts.text(p.point.questions[0].ask) for p in points if p.point.questions]
    yield from list(dict.fromkeys(asked))[:MOST_ASKS]


def _coordination(plan: PackPlan) -> Iterator[str]:
    """Yield with whom the papers were cleared: as the meeting says, then who cleared the lines that are said."""
    texts = plan.texts
    for person in plan.meeting.coordination:
        role = texts.text(person.role) if person.role else ""
        yield _("{name}: {role}", name=person.name, role=role) if role else person.name
    for placement in plan.fit.chosen:
        claim = placement.point.spoken("say", plan.audience)
        if claim and claim.cleared:
            yield _("{name}: cleared “{point}” on {day}", name=claim.cleared.by, point=plan.label(placement),
                    day=texts.marked_day(claim.cleared.on))  # fmt: skip
