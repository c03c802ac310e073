"""Section 7 of the memo: what differs between the audiences."""

from collections.abc import Iterator, Sequence

from kbrief.decide.compare import Comparison, PointComparison
from kbrief.i18n import _, ngettext, pgettext
from kbrief.i18n.labels import list_name, mark_gap
from kbrief.model import Mode
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Bullets, Column, Heading, Paragraph, Row, Table
from kbrief.pages.memo.context import MemoContext
from kbrief.pages.memo.rows import first_names
from kbrief.pages.memo.several import audience_cells, audience_columns

#: More points that differ, or are blocked, are not shown but counted.
MAX_COMPARED = 5


def other_audiences(context: MemoContext) -> Iterator[Block]:
    """Yield section 7: what differs between the audiences, what is not known to differ, and who blocks."""
    texts, comparison = context.texts, context.comparison
    if comparison is None:
        return
    if context.per_audience:
        yield from _side_by_side(context, comparison)
        return
    differing = [item for item in comparison.items if item.differs == "yes"]
    yield Heading(pgettext("memo heading", "{name}", name=texts.other_audiences))
    yield Paragraph(" ".join(_agreement(comparison.items)))
    if not differing:
        return
    names = [texts.administration(name) for name in comparison.administrations]
    last = Column(_("Joint list") if comparison.mode == "together" else _("Treat as"))
    rows = tuple(_row(item, names, comparison.mode, texts) for item in differing[:MAX_COMPARED])
    yield Table((Column(_("Point")), *audience_columns(names), last), rows)
    if differing[MAX_COMPARED:]:
        yield Bullets((_("And {count} more: kbrief compare --differs.", count=len(differing) - MAX_COMPARED),))


def _side_by_side(context: MemoContext, comparison: Comparison) -> Iterator[Block]:
    """Yield, for a memo for several, how far their lists agree, how points are placed, and who blocks."""
    yield Heading(_("The audiences side by side"))
    yield Bullets((" ".join(_agreement(comparison.items)), *_placing(comparison), *_blocked(context, comparison)))


def _placing(comparison: Comparison) -> Iterator[str]:
    """Yield how points are placed where the lists of the audiences differ."""
    if comparison.mode == "together":
        yield _(
            "All decide together: a point is to be emphasized where every one has it so, and handled with caution where any one does."
        )
    elif any(item.differs == "yes" for item in comparison.items):
        yield _("Where lists differ, a point is treated so that the loss under any one of them is smallest.")


def _blocked(context: MemoContext, comparison: Comparison) -> Iterator[str]:
    """Yield the points that an audience blocks, where all decide together."""
    blocked = [item for item in comparison.items if item.blocked_by] if comparison.mode == "together" else []
    labels = [
        f"{context.texts.text(item.point.label)}{mark_gap()}({_blockers(item, context.texts)})" for item in blocked
    ]
    if labels:
        yield _("Blocked: {points}.", points=first_names(labels, MAX_COMPARED))


def _agreement(items: Sequence[PointComparison]) -> Iterator[str]:
    """Yield how many points differ, are known to be alike, and are not known to differ."""
    counts = {kind: sum(item.differs == kind for item in items) for kind in ("yes", "no", "not known")}
    if counts["yes"]:
        yield ngettext("1 point differs.", "{count} points differ.", counts["yes"])
    if counts["no"]:
        yield ngettext("1 point is on the same list for all, with known views.", "{count} points are on the same list for all, with known views.",
                       counts["no"])  # fmt: skip
    if counts["not known"]:
        yield ngettext("1 point is not known to differ: views are unknown.",
                       "{count} points are not known to differ: views are unknown.", counts["not known"])  # fmt: skip


def _row(item: PointComparison, names: Sequence[str], mode: Mode, texts: BriefText) -> Row:
    cells = audience_cells(names, list(item.placements.values()), texts)
    last = _joint_list_cell(item, texts) if mode == "together" else list_name(item.recommended)
    return Row((texts.text(item.point.label), *cells, last))


def _joint_list_cell(item: PointComparison, texts: BriefText) -> str:
    """Return the joint list of a point, and who blocks it."""
    if not item.blocked_by:
        return list_name(item.joint_list)
    return _("{list}, blocked by {names}", list=list_name(item.joint_list), names=_blockers(item, texts))


def _blockers(item: PointComparison, texts: BriefText) -> str:
    """Return the names of the audiences that block a point."""
    return first_names([texts.administration(name) for name in item.blocked_by], 4)
