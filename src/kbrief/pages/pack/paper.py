"""The parts that several papers of a pack have: head, objectives, spoken lines, what to avoid."""

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

#: The greatest number of objectives, and of words in a sentence of one that comes from the brief.
MAX_OBJECTIVES, MAX_OBJECTIVE_WORDS = 3, 24

#: The greatest number of words of the names in a sentence together.
MAX_NAME_WORDS = 18


class Paper(NamedTuple):
    """A paper of a pack, the names of what it leaves out, and how many more of its entries may be left out."""

    document: Document
    left_out: tuple[str, ...] = ()
    entries: int = 0


#: A function that makes a paper without so many of its least important entries.
Compose = Callable[[PackPlan, int], Paper]


class SpokenRow(NamedTuple):
    """Points with the same line, as a row, with their qualifiers, cautions, bases and seconds."""

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
    """Return the chosen points in speaking order; points with the same line share a row."""
    points_by_line: dict[str, list[Placement]] = {}
    for placement in plan.fit.chosen:
        points_by_line.setdefault(plan.lines[placement.point.id].say, []).append(placement)
    return tuple(_spoken_row(say, points, plan) for say, points in points_by_line.items())


def _spoken_row(say: str, points: Sequence[Placement], plan: PackPlan) -> SpokenRow:
    """Return the row of points that have the same line."""
    lines = [plan.lines[placement.point.id] for placement in points]
    seconds = sum((plan.seconds[placement.point.id] for placement in points), Fraction(0))
    qualifiers, cautions, bases = (
        tuple(dict.fromkeys(part for part in parts if part))
        for parts in zip(*((line.qualifier, line.caution, line.basis) for line in lines), strict=True)
    )
    return SpokenRow(MemoRow(tuple(points), is_elsewhere=False), say, qualifiers, cautions, bases, seconds)


def first_rows(plan: PackPlan, maximum: int) -> tuple[tuple[SpokenRow, ...], tuple[str, ...]]:
    """Return up to so many rows in speaking order, those that must be said first, and the names of the others."""
    rows = spoken_rows(plan)
    required = plan.fit.required
    by_weight = sorted(rows, key=lambda row: not any(member.point.id in required for member in row.row.members))
    included = by_weight[: max(1, maximum)]
    left_out = tuple(row.label(plan.texts) for row in rows if row not in included)
    return tuple(row for row in rows if row in included), left_out


def meeting_fields(plan: PackPlan, *fields: tuple[str, str]) -> Fields:
    """Return the head of a paper: title, time, length, place and people of the meeting, then further fields."""
    meeting = plan.meeting
    return Fields.of(
        (_("Meeting"), plan.texts.text(meeting.title) if meeting.title else ""),
        (_("When"), when_text(meeting.start)),
        (_("Length"), length_text(plan)),
        (_("Place"), plan.texts.text(meeting.place) if meeting.place else ""),
        (_("For us"), people_text(meeting.ours, plan.texts)),
        (_("For them"), people_text(meeting.theirs, plan.texts)),
        *fields,
    )


def when_text(start: dt.datetime | None) -> str:
    """Return a day and time in words, empty for none."""
    return _("{day}, {hour}", day=format_long_day(start.date()), hour=f"{start:%H:%M}") if start else ""


def length_text(plan: PackPlan) -> str:
    """Return the length of the meeting, our part of it, and whether there is an interpreter."""
    length = _("{minutes} minutes", minutes=plan.minutes)
    ours = _("{minutes} of them for our lines", minutes=plan.our_minutes) if plan.our_minutes < plan.minutes else ""
    interpreter = _("with an interpreter") if plan.has_interpreter else _("without an interpreter")
    return ", ".join(filter(None, (length, ours, interpreter)))


def people_text(people: Iterable[Person], texts: BriefText) -> str:
    """Return people with their roles in a line, empty for none."""
    names = (
        _("{name} ({role})", name=person.name, role=texts.text(person.role)) if person.role else person.name
        for person in people
    )
    return ", ".join(names)


def our_speaker(plan: PackPlan) -> str:
    """Return the name of our speaker."""
    return plan.meeting.ours[0].name if plan.meeting.ours else _("Our side")


def their_speaker(plan: PackPlan) -> str:
    """Return the name of the other side's speaker."""
    return plan.meeting.theirs[0].name if plan.meeting.theirs else _("The other side")


def objectives(plan: PackPlan) -> tuple[str, ...]:
    """Return the meeting's objectives, else the first actions on the issues raised, else the strongest points."""
    if plan.meeting.objectives:
        return tuple(plan.texts.text(objective) for objective in plan.meeting.objectives)
    actions = tuple(_first_actions(plan))[:MAX_OBJECTIVES]
    return actions or tuple(plan.label(placement) for placement in plan.fit.chosen[:MAX_OBJECTIVES])


def _first_actions(plan: PackPlan) -> Iterator[str]:
    """Yield the first action of each issue that is raised, in speaking order, if its sentences are short."""
    texts = plan.texts
    raised = [placement.point.issue for placement in plan.fit.chosen]
    for issue in sorted(texts.brief.issues, key=lambda issue: index_in(raised, issue.id)):
        action = issue.actions[0] if issue.actions and issue.id in raised else None
        if action and longest_sentence(texts.text(action.text)) <= MAX_OBJECTIVE_WORDS:
            yield f"{texts.text(action.text)}{mark_gap()}{texts.basis_mark(action)}"


def longest_sentence(text: str) -> int:
    """Return the number of words of the longest sentence of a text."""
    return max((count_words(sentence) for sentence in re.split(r"(?<=[.!?])\s+", text)), default=0)


def index_in(names: Sequence[str | None], name: str) -> int:
    """Return the index of a name, the end for one that is not among them."""
    return names.index(name) if name in names else len(names)


def what_to_avoid(plan: PackPlan) -> str:
    """Return the points that the meeting leaves out, then those to be kept low, in a line."""
    minimized = [placement.point.id for placement in plan.ranking.points_on("minimize")]
    low = [name for name in minimized if name not in plan.meeting.must]
    names = dict.fromkeys((*plan.meeting.leave_out, *low))
    points = {placement.point.id: placement for placement in plan.ranking.placements}
    return names_in_line([plan.label(points[name]) for name in names]) if names else _("nothing")


def marking() -> str:
    """Return the marking of each page."""
    return _("INTERNAL DRAFT, not for counterparts")


def left_out_line(names: Sequence[str]) -> Iterator[str]:
    """Yield a line on the entries that are left out of a paper, if there are any."""
    if names:
        yield _("Left out to save space: {count} ({names}).", count=len(names), names=names_in_line(names))


def names_in_line(names: Sequence[str]) -> str:
    """Return as many names as a short sentence has room for, and how many follow."""
    word_counts = accumulate(count_words(name) for name in names)
    return first_names(names, max(1, sum(count <= MAX_NAME_WORDS for count in word_counts)))


def paper_document(plan: PackPlan, title: str, blocks: tuple[Block, ...]) -> Document:
    """Return a document with the marking, and with the Korean mark of its end."""
    return Document(
        title=title, caveats=(marking(),), blocks=with_end_mark(blocks) if plan.texts.lang == "ko" else blocks
    )
