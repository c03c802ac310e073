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
    index_in,
    left_out_line,
    longest_sentence,
    meeting_fields,
    objectives,
    paper_document,
    what_to_avoid,
    when_text,
)
from kbrief.pages.pack.plan import PackPlan
from kbrief.pages.pack.run_of_show import show_table
from kbrief.pages.pack.talking_points import MAX_LINES, remarks

#: Facts of the background with longer sentences are left out.
MAX_FACT_WORDS = 30

#: The greatest number of likely asks that are taken from the questions.
MAX_ASKS = 5

#: The workdays before the meeting on which the papers are due.
WORKDAYS = 2

NOON = dt.time(12)

#: The number of the first day of the weekend, as `date.weekday` counts.
SATURDAY = 5


class Fact(NamedTuple):
    """A statement of the background and its subject."""

    subject: str
    statement: Statement


def read_ahead(plan: PackPlan, dropped: int = 0) -> Paper:
    """Return the read-ahead; facts with long sentences are left out of the background, then the least important."""
    facts = list(_facts(plan))
    short = [fact for fact in facts if longest_sentence(plan.texts.text(fact.statement.text)) <= MAX_FACT_WORDS]
    included = short[: max(1, len(short) - dropped)]
    left_out = tuple(plan.texts.text(fact.statement.text) for fact in facts if fact not in included)
    document = paper_document(
        plan,
        _("Read-ahead, {whom}", whom=plan.whom),
        flatten(
            meeting_fields(plan, (_("Due"), when_text(due(plan.meeting.start)))),
            _our_side(plan),
            _background(included, plan),
            _left_out_note(len(left_out)),
            _meeting_blocks(plan),
        ),
    )
    return Paper(document, left_out, max(0, len(included) - 1))


def _our_side(plan: PackPlan) -> tuple[Block, ...]:
    """Return purpose, talking points, what not to raise, and objectives."""
    return (
        Heading(_("Purpose")),
        Paragraph(_purpose(plan)),
        Heading(pgettext("pack", "Talking points")),
        Bullets(tuple(_spoken_lines(plan))),
        Heading(_("Not to be raised"), 3),
        Paragraph(what_to_avoid(plan)),
        Heading(_("Objectives")),
        Bullets(objectives(plan)),
    )


def _left_out_note(count: int) -> Iterator[Block]:
    if count:
        note = _("Left out of the background: {count} (kbrief issues, kbrief background).", count=count)
        yield Paragraph(note, "quiet")


def _meeting_blocks(plan: PackPlan) -> tuple[Block, ...]:
    """Return what they are likely to ask, the run of show, and the coordination."""
    return (
        Heading(_("Their likely asks")),
        Bullets(tuple(_asks(plan)) or (_("none known"),)),
        Heading(_("Run of show")),
        show_table(plan),
        Heading(_("Coordination")),
        Bullets(tuple(_coordination(plan)) or (_("(to be filled in)"),)),
    )


def due(start: dt.datetime | None) -> dt.datetime | None:
    """Return noon two workdays before the meeting, when the papers are due; None if its day is not set."""
    if start is None:
        return None
    day, left = start.date(), WORKDAYS
    while left:
        day -= dt.timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return dt.datetime.combine(day, NOON)


def _purpose(plan: PackPlan) -> str:
    meeting, texts = plan.meeting, plan.texts
    purpose = meeting.purpose or meeting.title
    return texts.text(purpose) if purpose else _("{topic}, {whom}", topic=texts.text(texts.brief.title), whom=plan.whom)


def _spoken_lines(plan: PackPlan) -> Iterator[str]:
    """Yield the lines of the talking points, each with its remarks in brackets."""
    rows, left_out = first_rows(plan, MAX_LINES)
    for row in rows:
        yield _("{line} ({remarks})", line=row.say, remarks=remarks(row))
    yield from left_out_line(left_out)


def _facts(plan: PackPlan) -> Iterator[Fact]:
    """Yield the background: drivers and outlooks of the issues raised, then of those kept low, tensions and context."""
    texts = plan.texts
    points = (*plan.fit.chosen, *plan.ranking.points_on("minimize"))
    order = [placement.point.issue for placement in points]
    issues = (issue for issue in texts.brief.issues if issue.id in order)
    for issue in sorted(issues, key=lambda issue: index_in(order, issue.id)):
        yield Fact(texts.text(issue.name), issue.driver)
        if issue.outlook:
            yield Fact(texts.text(issue.name), issue.outlook)
    yield from (Fact(_("Tension"), tension) for tension in texts.brief.tensions)
    yield from (Fact(_("Context"), context) for context in texts.brief.context)


def _background(facts: list[Fact], plan: PackPlan) -> Iterator[Block]:
    """Yield the facts under their subjects."""
    yield Heading(_("Background"))
    for subject in dict.fromkeys(fact.subject for fact in facts):
        yield Heading(subject, 3)
        yield Bullets(
            tuple(
                f"{plan.texts.text(fact.statement.text)}{mark_gap()}{plan.texts.basis_mark(fact.statement)}"
                for fact in facts
                if fact.subject == subject
            )
        )


def _asks(plan: PackPlan) -> Iterator[str]:
    """Yield their likely asks: those of the meeting, else the first question on each point, of points kept low first."""
    texts = plan.texts
    if plan.meeting.asks:
        yield from (texts.text(ask) for ask in plan.meeting.asks)
        return
    points = (*plan.ranking.points_on("minimize"), *plan.fit.chosen)
    asks = [texts.text(placement.point.questions[0].ask) for placement in points if placement.point.questions]
    yield from list(dict.fromkeys(asks))[:MAX_ASKS]


def _coordination(plan: PackPlan) -> Iterator[str]:
    """Yield the people with whom the meeting is coordinated, then those who cleared the chosen lines."""
    texts = plan.texts
    for person in plan.meeting.coordination:
        role = texts.text(person.role) if person.role else ""
        yield _("{name}: {role}", name=person.name, role=role) if role else person.name
    for placement in plan.fit.chosen:
        line = placement.point.spoken("say", plan.audience)
        if line and line.cleared:
            yield _("{name}: cleared “{point}” on {day}", name=line.cleared.by, point=plan.label(placement),
                    day=texts.marked_day(line.cleared.on))  # fmt: skip
