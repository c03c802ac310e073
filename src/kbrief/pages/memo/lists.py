"""Sections 3, 5 and 4 of the memo: the three lists, each row with its reason or basis in words."""

from collections.abc import Iterable, Iterator, Sequence

from kbrief.decide.rank import Placement
from kbrief.decide.scenario import requesting_paragraphs
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import list_name, mark_gap
from kbrief.model import ListName, Statement
from kbrief.pages.brief_text import BriefText
from kbrief.pages.disputes import DISPUTED, is_disputed, sides
from kbrief.pages.document import Block, Bullets, Column, Heading, Row, Table
from kbrief.pages.memo.context import MemoContext
from kbrief.pages.memo.rows import MemoRow, first_names
from kbrief.pages.memo.several import of_each, own_lines, said_otherwise, standing_cells, standing_columns, standings

Cell = str | tuple[str, str, str]
"""A plain cell, or a statement as (text, mark, caution)."""


def emphasize(plan: MemoContext) -> Iterator[Block]:
    """Yield section 3: what to lead with, and what inference moved."""
    middle = (Column(_("Line to take")), Column(_("Basis"), drop_priority=1))
    moved = () if plan.form.is_one_page or plan.each else _moved(plan)
    yield from _section(plan, "emphasize", _("Emphasize: lead with"), middle, moved)


def minimize(plan: MemoContext) -> Iterator[Block]:
    """Yield section 5: what to handle with caution, why, how, and the answer if it is raised."""
    middle = (Column(_("Why")), Column(_("How to handle"), drop_priority=2), Column(_("Answer if raised")))
    yield from _section(plan, "minimize", _("Handle with caution: do not lead with"), middle)


def hold(plan: MemoContext) -> Iterator[Block]:
    """Yield section 4: what to speak to if it is raised; what a list of the sources' own shows is only named."""
    above = [entry for entry in plan.rows_on("hold") if entry.is_listed]
    notes = (
        (_("Here too, and shown above on the list of a source: {points}.", points=plan.row(above)),) if above else ()
    )
    middle = (Column(_("Answer if raised")), Column(_("Basis")))
    yield from _section(plan, "hold", _("Hold: keep going, speak if raised"), middle, notes)


def points_only(plan: MemoContext) -> Iterator[Block]:
    """Yield the lines to take of the emphasized points and nothing else: safe to hand over."""
    points = [p for p in plan.ranking.points_on("emphasize") if "minimize" not in set(standings(plan, p).values())]
    lines = [plan.spoken(placement, "say") for placement in points if plan.claim(placement, "say")]
    yield Bullets(tuple(dict.fromkeys(lines)) or (_("No point stands on this list."),))


def _section(
    plan: MemoContext, name: ListName, heading: str, middle: tuple[Column, ...], remarks: Iterable[str] = ()
) -> Iterator[Block]:
    """Yield a list's heading, its rows as far as the limit lets them, what was left out, and remarks."""
    shown, left_out = plan.shown(name)
    yield Heading(heading)
    yield _listed(plan, name, shown, middle)
    more = (_left_out(plan, left_out),) if left_out else ()
    if notes := (*more, *remarks):
        yield Bullets(notes)


def _left_out(plan: MemoContext, rows: Sequence[MemoRow]) -> str:
    """Return how many rows a limit leaves out, with their names where there is room."""
    if plan.form.is_one_page:
        return _("And {count} more.", count=len(rows))
    if not plan.form.has_annexes:
        return _("And {count} more: {points}.", count=len(rows), points=plan.row(rows))
    return _("And {count} more: {points} (annex A).", count=len(rows), points=plan.row(rows))


def _listed(plan: MemoContext, name: ListName, shown: Sequence[MemoRow], middle: tuple[Column, ...]) -> Table:
    """Return the rows of a list as a table; one page does without the columns that a narrow screen would drop."""
    if not shown:
        return Table((), (), empty=_("No point stands on this list."))
    who = standing_columns(plan.audiences) if plan.each else ()
    columns = (*(() if plan.each else (Column(_("#")),)), Column(_("Point")), *who, *middle)
    kept = [n for n, column in enumerate(columns) if not (plan.form.is_one_page and column.drop_priority)]
    rows = [_cells(plan, name, entry) for entry in shown]
    marks, cells = _shared_marks([tuple(row[n] for n in kept) for row in rows], mark_gap())
    titled = (columns[n]._replace(title=mark_gap().join((columns[n].title, *marks[k]))) for k, n in enumerate(kept))
    return Table(tuple(titled), tuple(Row(row) for row in cells))


def _cells(plan: MemoContext, name: ListName, entry: MemoRow) -> tuple[Cell, ...]:
    first, caution = entry.first, entry.first.point.caution
    label = entry.label(plan.texts) + _remarks(plan, name, entry)
    start: tuple[str, ...] = (_rank(plan, name, entry), label)
    if plan.each:
        start = (label, *standing_cells(plan.audiences, of_each(plan, (first,)), plan.texts))
    if name == "emphasize":
        return (*start, _statement(plan, first, "say", caution), basis(entry, plan))
    answer = _statement(plan, first, "if_raised", caution)
    if name == "hold":
        text, mark, remark = answer
        return (*start, (text, mark, " ".join((remark, *own_lines(plan, first))).strip()), basis(entry, plan))
    return (*start, _why(entry, plan), _statement(plan, first, "handling"), answer)


def _remarks(plan: MemoContext, name: ListName, entry: MemoRow) -> str:
    """Return what is said behind a point's name: contested, not the source's own, asked for, or elsewhere now."""
    remarks = list(_about(plan, name, entry))
    members = of_each(plan, entry.members)
    contested = DISPUTED if any(is_disputed(member, plan.texts) for member in members) else ""
    return contested + "".join(f"{mark_gap()}({remark})" for remark in remarks)


def _about(plan: MemoContext, name: ListName, entry: MemoRow) -> Iterator[str]:
    first = entry.first
    if entry.is_elsewhere:
        yield _("on the list of a source, now on {list}", list=list_name(first.list))
    elif name not in first.source_lists and name != "hold" and (listing := plan.listing_paragraphs(name)):
        yield _("not among the examples of {cites}", cites=listing)
    asking = requesting_paragraphs(plan.texts.brief, first.point, plan.administration)
    if asking and first.list != "emphasize" and not entry.is_listed:
        yield _("a source asks for it: {cites}", cites=plan.texts.citations(asking))


def _why(entry: MemoRow, plan: MemoContext) -> str:
    """Return the reason of a row in words, with its mark; where readings differ, who is for and who against.

    One page has room for the paragraphs alone, each with what it says in a word.
    """
    texts = plan.texts
    reason = texts.statement(entry.first.point.reason)
    if plan.form.is_one_page:
        reason = texts.placement_sources(entry.first.stated_parts, ())
    opposed = dict.fromkeys(side for member in of_each(plan, (entry.first,)) for side in sides(member, texts))
    parts = [reason, *opposed]
    return " ".join(part for part in parts if part)


def basis(entry: MemoRow, plan: MemoContext) -> str:
    """Return what a row rests on, in words: who says so, then our readings of paragraphs, then our own judgment."""
    texts, members = plan.texts, of_each(plan, entry.members)
    opposed = [side for member in members for side in sides(member, texts)]
    parts = list(dict.fromkeys(opposed)) or list(_stated(members, texts))
    read = {c: None for member in members for rating in member.ratings if not rating.is_outside and not rating.is_contested
            for c in rating.inferred_cites}  # fmt: skip
    if read:
        parts.append(_("{cites}, our reading", cites=texts.citations(read)))
    if any(member.outside for member in members):
        parts.append(_("our judgment, from outside the source"))
    elif not parts and any(rating.basis == "inferred" for member in members for rating in member.ratings):
        parts.append(_("our judgment"))
    return pgettext("screens", "; ").join(parts) or texts.basis("unknown")


def _stated(members: Sequence[Placement], texts: BriefText) -> Iterator[str]:
    """Yield the paragraphs that state a rating which counts, each with what it says in a word."""
    parts = dict.fromkeys(part for member in members for part in member.stated_parts)
    if parts:
        yield texts.placement_sources(parts, ())


def _shared_marks(rows: Sequence[tuple[Cell, ...]], gap: str) -> tuple[list[list[str]], list[tuple[str, ...]]]:
    """Return (marks by column, cells): a mark that a whole column shares stands in its title, once."""
    marks: list[list[str]] = []
    for column in zip(*rows, strict=True):
        found = {cell[1] for cell in column if isinstance(cell, tuple)}
        marks.append([*found] if len(found) == 1 and "" not in found else [])
    return marks, [tuple(_joined(cell, marks[n], gap) for n, cell in enumerate(row)) for row in rows]


def _joined(cell: Cell, shared: Sequence[str], gap: str) -> str:
    if isinstance(cell, str):
        return cell
    text, mark, remark = cell
    marked = text if mark in shared else f"{text}{gap}{mark}"
    return f"{marked} {remark}".rstrip()


def _statement(
    plan: MemoContext, placement: Placement, name: str, caution: Statement | None = None
) -> tuple[str, str, str]:
    texts, claim = plan.texts, plan.claim(placement, name)
    mark = texts.basis_mark(claim) if claim else ""
    remark = f"({texts.text(caution.text)})" if caution else ""
    return plan.spoken(placement, name), mark, " ".join((remark, *said_otherwise(plan, placement, name))).strip()


def _rank(plan: MemoContext, name: ListName, entry: MemoRow) -> str:
    if entry.is_elsewhere:
        return "–"
    tied = sum(other.rank == entry.first.rank for other in plan.ranking.points_on(name)) > 1
    return f"{entry.first.rank}{'=' if tied else ''}"


def _moved(plan: MemoContext) -> Iterator[str]:
    """Yield one line that names the points that inference puts on another list."""
    texts = plan.texts
    moves = [
        _("{point}, {old} ({old_tally}) to {new} ({new_tally})",
            point=texts.text(p.point.label), old=list_name(p.stated_list), new=list_name(p.list),
            old_tally=format_signed(p.stated_measure, "0"), new_tally=format_signed(p.displayed_score, "0"),
        )
        for p in plan.ranking.placements
        if p.moved_by_inference
    ]  # fmt: skip
    if moves:
        yield _("Moved by inference, from the list on stated evidence: {points}.", points=first_names(moves, 3))
