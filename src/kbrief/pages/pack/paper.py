"""What the papers of a pack share: the paper itself, its head, objectives, and rows of points said together."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from kbrief.decide.rank import Placement
from kbrief.i18n import _
from kbrief.i18n.formats import format_long_day
from kbrief.i18n.labels import mark_gap
from kbrief.model.meeting import Person
from kbrief.pack.seconds import count_words
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Document, Fields
from kbrief.pages.memo import with_end_mark
from kbrief.pages.memo.rows import MemoRow, first_names
from kbrief.pages.pack.plan import PackPlan


class Paper(NamedTuple):
    """One paper of a pack: what it says, what it leaves out by name, and how many entries could still go.

    `entries` counts those that may be left out, the least important last.
    """

    document: Document
    left_out: tuple[str, ...] = ()
    entries: int = 0


Compose = Callable[[PackPlan, int], Paper]
"""Composes a paper with so many of its least important entries left out."""


class SpokenRow(NamedTuple):
    """Points that are said in one line: the row that they make, the line, their cautions, bases and seconds."""

    row: MemoRow
    say: str
    qualifiers: tuple[str, ...]
    cautions: tuple[str, ...]
    bases: tuple[str, ...]
    seconds: Fraction

    def label(self, texts: BriefText) -> str:
        """Return the name of the row."""
        return self.row.label(texts)


def spoken_rows(plan: PackPlan) -> tuple[SpokenRow, ...]:
    """Return what is said in speaking order; points with one line are said together."""
    together: dict[str, list[Placement]] = {}
    for placement in plan.fit.chosen:
        together.setdefault(plan.lines[placement.point.id].say, []).append(placement)
    return tuple(_spoken_row(say, points, plan) for say, points in together.items())


def _spoken_row(say: str, points: Sequence[Placement], plan: PackPlan) -> SpokenRow:
    lines = [plan.lines[p.point.id] for p in points]
    seconds = sum((plan.seconds[p.point.id] for p in points), Fraction(0))
    qualifiers, cautions, bases = (
        tuple(dict.fromkeys(part for part in parts if part))
        for parts in zip(*((line.qualifier, line.caution, line.basis) for line in lines), strict=True)
    )
    return SpokenRow(MemoRow(tuple(points), is_elsewhere=False), say, qualifiers, cautions, bases, seconds)


def first_rows(plan: PackPlan, most: int) -> tuple[tuple[SpokenRow, ...], tuple[str, ...]]:
    """Return so many rows in speaking order, and the names of those left out; what must be said stays longest."""
    rows = spoken_rows(plan)
    must = plan.fit.must
    by_weight = sorted(rows, key=lambda row: not any(member.point.id in must for member in row.row.members))
    kept = by_weight[: max(1, most)]
    left_out = tuple(row.label(plan.texts) for row in rows if row not in kept)
    return tuple(row for row in rows if row in kept), left_out


def meeting_fields(plan: PackPlan, *more: tuple[str, str]) -> Fields:
    """Return the head of a paper: what meeting, when, how long, where, and who is there."""
    meeting = plan.meeting
    return Fields.of(
        (_("Meeting"), plan.texts.text(meeting.title) if meeting.title else ""),
        (_("When"), when_text(meeting.start)),
        (_("Length"), length_text(plan)),
        (_("Place"), plan.texts.text(meeting.place) if meeting.place else ""),
        (_("For us"), people_text(meeting.ours, plan.texts)),
        (_("For them"), people_text(meeting.theirs, plan.texts)),
        *more,
    )


def when_text(start: dt.datetime | None) -> str:
    """Return a day and time as people read it, empty for none."""
    return _("{day}, {hour}", day=format_long_day(start.date()), hour=f"{start:%H:%M}") if start else ""


def length_text(plan: PackPlan) -> str:
    """Return how long the meeting is, how much of it is ours, and whether there is an interpreter."""
    length = _("{minutes} minutes", minutes=plan.minutes)
    ours = _("{minutes} of them for our lines", minutes=plan.our_minutes) if plan.our_minutes < plan.minutes else ""
    interpreter = _("with an interpreter") if plan.has_interpreter else _("without an interpreter")
    return ", ".join(part for part in (length, ours, interpreter) if part)


def people_text(people: Iterable[Person], texts: BriefText) -> str:
    """Return people with their roles in a row, empty for none."""
    named = (
        _("{name} ({role})", name=person.name, role=texts.text(person.role)) if person.role else person.name
        for person in people
    )
    return ", ".join(named)


def our_speaker(plan: PackPlan) -> str:
    """Return who speaks for us."""
    return plan.meeting.ours[0].name if plan.meeting.ours else _("Our side")


def their_speaker(plan: PackPlan) -> str:
    """Return who speaks for the other side."""
    return plan.meeting.theirs[0].name if plan.meeting.theirs else _("The other side")


MOST_OBJECTIVES, MOST_OBJECTIVE_WORDS = 3, 24


def objectives(plan: PackPlan) -> tuple[str, ...]:
    """Return what makes the meeting a success: the meeting's objectives, else what the brief asks on what is raised.

    A brief without issues has the names of the strongest points here.
    """
    texts = plan.texts
    if plan.meeting.objectives:
        return tuple(texts.text(one) for one in plan.meeting.objectives)
    raised = [p.point.issue for p in plan.fit.chosen]
    asked = (
        f"{texts.text(issue.actions[0].text)}{mark_gap()}{texts.basis_mark(issue.actions[0])}"
        for issue in sorted(texts.brief.issues, key=lambda issue: place(issue.id, raised))
        if issue.id in raised
        and issue.actions
        and longest_sentence(texts.text(issue.actions[0].text)) <= MOST_OBJECTIVE_WORDS
    )
    return tuple(asked)[:MOST_OBJECTIVES] or tuple(plan.label(p) for p in plan.fit.chosen[:MOST_OBJECTIVES])


def longest_sentence(text: str) -> int:
    """Return how many words the longest sentence of a text has."""
    return max((count_words(sentence) for sentence in re.split(r"(?<=[.!?])\s+", text)), default=0)


def place(name: str, names: Sequence[str | None]) -> int:
    """Return the place of a name in a row, the end for one that is not in it."""
    return names.index(name) if name in names else len(names)


MOST_NAME_WORDS = 18
"""How many words the names in a sentence have together."""


def what_to_avoid(plan: PackPlan) -> str:
    """Return in one line what is not to be raised: what the meeting leaves out, then what is to be kept low."""
    low = [p.point.id for p in plan.ranking.points_on("minimize") if p.point.id not in plan.meeting.must]
    names = dict.fromkeys((*plan.meeting.leave_out, *low))
    points = {p.point.id: p for p in plan.ranking.placements}
    return names_in_line([plan.label(points[name]) for name in names]) if names else _("nothing")


def marking() -> str:
    """Return the marking of each page."""
    return _("INTERNAL DRAFT, not for counterparts")


def left_out_line(names: Sequence[str]) -> Iterator[str]:
    """Yield how many entries are left out of a paper, with the first names."""
    if names:
        yield _("Left out here, for want of room: {count} ({names}).", count=len(names), names=names_in_line(names))


def names_in_line(names: Sequence[str]) -> str:
    """Return the first names in a row, as many as a short sentence has room for, and how many follow."""
    words = list(accumulate(count_words(name) for name in names))
    return first_names(names, max(1, sum(count <= MOST_NAME_WORDS for count in words)))


def paper(plan: PackPlan, title: str, blocks: tuple[Block, ...]) -> Document:
    """Return a document with the marking, and in Korean with the sign of its end."""
    return Document(
        title=title, caveats=(marking(),), blocks=with_end_mark(blocks) if plan.texts.lang == "ko" else blocks
    )
