"""The run of show: who speaks on what and for how long; the parts add up to the length of the meeting."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from kbrief.i18n import _, pgettext
from kbrief.pages.document import Column, Paragraph, Row, Table, flatten
from kbrief.pages.pack.paper import Paper, meeting_fields, our_speaker, paper_document, spoken_rows, their_speaker
from kbrief.pages.pack.plan import PackPlan, clock


class Part(NamedTuple):
    """A part of the meeting, in whole seconds."""

    start: int
    seconds: int
    speaker: str
    item: str


def run_of_show(plan: PackPlan, _dropped: int = 0) -> Paper:
    """Return the run of show, of which nothing can be left out."""
    note = _("Each of our times includes the line, its interpretation and the answer to it.")
    document = paper_document(
        plan,
        _("Run of show, {whom}", whom=plan.whom),
        flatten(meeting_fields(plan), show_table(plan), Paragraph(note, "quiet")),
    )
    return Paper(document)


def show_table(plan: PackPlan) -> Table:
    """Return the parts of the meeting with their times, and the total."""
    rows = [
        Row((str(n), seconds_clock(part.start), seconds_clock(part.seconds), part.speaker, part.item))
        for n, part in enumerate(parts(plan), 1)
    ]
    total = Row(("", "", seconds_clock(plan.minutes * 60), "", _("All")), tone="strong")
    columns = (
        Column(pgettext("order", "#")),
        Column(_("From"), "right"),
        Column(_("Minutes"), "right"),
        Column(_("Speaker")),
        Column(_("Item")),
    )
    return Table(columns, (*rows, total))


def parts(plan: PackPlan) -> Iterator[Part]:
    """Yield our lines in speaking order, then the rest of the meeting for the other side.

    Each part ends at a whole second, so that the parts add up.
    """
    exact_end, start = Fraction(0), 0
    for row in spoken_rows(plan):
        exact_end += row.seconds
        end = round(exact_end)
        yield Part(start, end - start, our_speaker(plan), row.label(plan.texts))
        start = end
    if (rest := plan.minutes * 60 - start) > 0:
        yield Part(start, rest, their_speaker(plan), _("Their points and questions"))


def seconds_clock(seconds: int) -> str:
    """Return whole seconds as minutes and seconds, `6:08`."""
    return clock(Fraction(seconds))
