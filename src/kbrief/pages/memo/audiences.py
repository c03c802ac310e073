"""Section 7 of the memo: what differs between the audiences; of a memo for several, how a point was placed."""

from collections.abc import Iterator, Sequence

from kbrief.decide.compare import Comparison, PointComparison
from kbrief.i18n import _, ngettext, pgettext
from kbrief.i18n.labels import list_name, mark_gap
from kbrief.model import Mode
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Bullets, Column, Heading, Paragraph, Row, Table
from kbrief.pages.memo.context import MemoContext
from kbrief.pages.memo.rows import first_names
from kbrief.pages.memo.several import standing_cells, standing_columns

#: How many points that differ are shown.
COMPARED = 5


def other_audiences(plan: MemoContext) -> Iterator[Block]:
    """Yield section 7: what differs between the audiences, what is not known to differ, and who blocks."""
    texts, compared = plan.texts, plan.comparison
    if compared is None:
        return
    if plan.each:
        yield from _side_by_side(plan, compared)
        return
    differing = [item for item in compared.items if item.differs == "yes"]
    yield Heading(pgettext("memo heading", "{name}", name=texts.other_audiences))
    yield Paragraph(" ".join(_agreement(compared.items)))
    if not differing:
        return
    names = [texts.administration(name) for name in compared.administrations]
    last = Column(_("Joint list") if compared.mode == "together" else _("Treat as"))
    rows = tuple(_standings(item, names, compared.mode, texts) for item in differing[:COMPARED])
    yield Table((Column(_("Point")), *standing_columns(names), last), rows)
    if differing[COMPARED:]:
        yield Bullets((_("And {count} more: kbrief compare --differs.", count=len(differing) - COMPARED),))


def _side_by_side(plan: MemoContext, compared: Comparison) -> Iterator[Block]:
    """Yield, for a memo for several, how their lists agree, by what a point was placed, and who blocks."""
    yield Heading(_("The audiences side by side"))
    placed = (
        _(
            "All decide together: a point is to be emphasized where every one has it so, and handled with caution where any one does."
        )
        if compared.mode == "together"
        else _("Where lists differ, a point is treated so that the loss under any one of them is smallest.")
    )
    blocked = [item for item in compared.items if item.blocked_by] if compared.mode == "together" else []
    labels = [f"{plan.texts.text(item.point.label)}{mark_gap()}({_blocking(item, plan.texts)})" for item in blocked]
    names = (_("Blocked: {points}.", points=first_names(labels, COMPARED)),) if labels else ()
    is_needed = compared.mode == "together" or any(item.differs == "yes" for item in compared.items)
    yield Bullets((" ".join(_agreement(compared.items)), *((placed,) if is_needed else ()), *names))


def _agreement(items: Sequence[PointComparison]) -> Iterator[str]:
    """Yield how many points differ, stand alike where views are known, or are not known to differ."""
    count = {kind: sum(item.differs == kind for item in items) for kind in ("yes", "no", "not known")}
    if count["yes"]:
        yield ngettext("1 point differs.", "{count} points differ.", count["yes"])
    if count["no"]:
        yield ngettext("1 point stands alike for all, views known.", "{count} points stand alike for all, views known.",
                       count["no"])  # fmt: skip
    if count["not known"]:
        yield ngettext("1 point is not known to differ: views are unknown.",
                       "{count} points are not known to differ: views are unknown.", count["not known"])  # fmt: skip


def _standings(item: PointComparison, names: Sequence[str], mode: Mode, texts: BriefText) -> Row:
    cells = standing_cells(names, list(item.placements.values()), texts)
    last = _joint(item, texts) if mode == "together" else list_name(item.recommended)
    return Row((texts.text(item.point.label), *cells, last))


def _joint(item: PointComparison, texts: BriefText) -> str:
    """Return the joint list, and who blocks a point."""
    if not item.blocked_by:
        return list_name(item.joint_list)
    return _("{list}, blocked by {names}", list=list_name(item.joint_list), names=_blocking(item, texts))


def _blocking(item: PointComparison, texts: BriefText) -> str:
    """Return the names of those who block a point."""
    return first_names([texts.administration(name) for name in item.blocked_by], 4)
