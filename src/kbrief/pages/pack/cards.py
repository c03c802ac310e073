"""Cards of A6: for each point its line on the front, and the answer if raised, caution and basis on the back."""

from collections.abc import Iterator

from kbrief.decide.rank import Placement
from kbrief.i18n import _, pgettext
from kbrief.pages.document import Block, Bullets, Heading, Paragraph, flatten
from kbrief.pages.pack.paper import Paper, left_out_line, objectives, paper_document, what_to_avoid, when_text
from kbrief.pages.pack.plan import PackPlan


def cards(plan: PackPlan, dropped: int = 0) -> Paper:
    """Return a cover with what not to raise on its back, then the two sides of each point's card."""
    points, required = plan.fit.chosen, plan.fit.required
    by_weight = sorted(points, key=lambda placement: placement.point.id not in required)
    included = by_weight[: max(1, len(points) - dropped)]
    left_out = tuple(plan.label(placement) for placement in points if placement not in included)
    meeting, texts = plan.meeting, plan.texts
    place = texts.text(meeting.place) if meeting.place else ""
    document = paper_document(
        plan,
        texts.text(meeting.title) if meeting.title else _("Cards, {whom}", whom=plan.whom),
        flatten(
            [Paragraph(line) for line in (when_text(meeting.start), place) if line],
            Bullets(objectives(plan)),
            Heading(pgettext("card", "Not to be raised"), 1),
            Paragraph(what_to_avoid(plan)),
            [Paragraph(line) for line in left_out_line(left_out)],
            *(_card(placement, plan) for placement in points if placement in included),
        ),
    )
    return Paper(document, left_out, max(0, len(included) - 1))


def _card(placement: Placement, plan: PackPlan) -> Iterator[Block]:
    """Yield the front and the back of the card of a point."""
    line, label = plan.lines[placement.point.id], plan.label(placement)
    yield Heading(label, 1)
    yield Paragraph(line.say, "strong")
    yield Heading(_("If raised: {point}", point=label), 1)
    if answer := plan.text(placement, "if_raised"):
        yield Paragraph(answer)
    if line.caution:
        yield Heading(_("Caution"), 3)
        yield Paragraph(line.caution)
    yield Heading(pgettext("card", "Basis"), 3)
    yield Paragraph(line.basis)
