"""The page of talking points: objectives, lines in speaking order, and what not to raise."""

from collections.abc import Iterator

from kbrief.i18n import _, pgettext
from kbrief.pages.document import Block, Bullets, Heading, Paragraph, flatten
from kbrief.pages.pack.paper import (
    Paper,
    SpokenRow,
    first_rows,
    left_out_line,
    meeting_fields,
    objectives,
    paper_document,
    what_to_avoid,
)
from kbrief.pages.pack.plan import PackPlan, clock

#: The greatest number of lines.
MAX_LINES = 6


def talking_points(plan: PackPlan, dropped: int = 0) -> Paper:
    """Return the page of talking points; lines beyond the limit are left out."""
    rows, left_out = first_rows(plan, MAX_LINES - dropped)
    document = paper_document(
        plan,
        _("Talking points, {whom}", whom=plan.whom),
        flatten(
            meeting_fields(plan),
            Heading(_("Objectives")),
            Bullets(objectives(plan)),
            Heading(pgettext("pack", "Talking points")),
            point_blocks(rows) if rows else Paragraph(_("No point is on this list.")),
            [Paragraph(line, "quiet") for line in left_out_line(left_out)],
            Heading(_("Not to be raised")),
            Paragraph(what_to_avoid(plan)),
        ),
    )
    return Paper(document, left_out, max(0, len(rows) - 1))


def point_blocks(rows: tuple[SpokenRow, ...]) -> Iterator[Block]:
    """Yield each line in speaking order, with its caution, its basis and its seconds."""
    for n, row in enumerate(rows, 1):
        yield Heading(f"{n}. {row.say}" if len(rows) > 1 else row.say, 3)
        yield Paragraph(remarks(row), "quiet")


def remarks(row: SpokenRow) -> str:
    """Return the sentences under a line: qualifiers, cautions, bases and seconds."""
    return " ".join(
        (
            *(_("In full: {text}.", text=text) for text in row.qualifiers),
            *(_("Caution: {text}.", text=text) for text in row.cautions),
            _("Basis: {text}.", text="; ".join(row.bases)),
            _("Time: {time}.", time=clock(row.seconds)),
        )
    )
