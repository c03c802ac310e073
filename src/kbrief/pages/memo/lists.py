"""Sections 3, 5 and 4 of the memo: the three lists."""

from collections.abc import Iterable, Iterator, Sequence

from kbrief.decide.scenario import requesting_paragraphs
from kbrief.i18n import _
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import list_name, mark_gap, with_mark
from kbrief.model import Basis, Claim, ListName, Statement
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Bullets, Column, Heading, Row, Table
from kbrief.pages.memo.context import MemoContext
from kbrief.pages.memo.rows import MemoRow

INFERRED = Claim(basis="inferred")
UNSTATED: tuple[Basis, ...] = ("inferred", "unknown")

Cell = str | tuple[str, str, str]
"""A plain cell, or a statement as (text, mark, remark)."""


def emphasize(plan: MemoContext) -> Iterator[Block]:
    """Yield section 3: what to lead with, and what inference moved."""
    yield from _section(plan, "emphasize", _("Emphasize: lead with"), (Column(_("Line to take")),), _moved(plan))


def minimize(plan: MemoContext) -> Iterator[Block]:
    """Yield section 5: what to handle with caution, why, how, and the answer if it is raised."""
    middle = (Column(_("Why")), Column(_("How to handle"), drop_priority=2), Column(_("Answer if raised")))
    yield from _section(plan, "minimize", _("Handle with caution: do not lead with"), middle)


def hold(plan: MemoContext) -> Iterator[Block]:
    """Yield section 4: what to speak to if it is raised; what a list of the source's own shows is only named."""
    above = [entry for entry in plan.rows_on("hold") if entry.is_listed]
    notes = (
        (_("Here too, and shown above on the source's own list: {points}.", points=plan.row(above)),) if above else ()
    )
    yield from _section(plan, "hold", _("Hold: keep going, speak if raised"), (Column(_("Answer if raised")),), notes)


def points_only(plan: MemoContext) -> Iterator[Block]:
    """Yield the lines to take of the emphasized points and nothing else: safe to hand over.

    Labels stay out too: one of them carries a figure that has to be cleared first.
    """
    lines = [plan.texts.text(placement.point.say.text) for placement in plan.ranking.points_on("emphasize")]
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
        return _("And {count} more: annex A.", count=len(rows))
    return _("And {count} more: {points} (annex A).", count=len(rows), points=plan.row(rows))


def _listed(plan: MemoContext, name: ListName, shown: Sequence[MemoRow], middle: tuple[Column, ...]) -> Table:
    """Return the rows of a list as a table; one page does without the columns that a narrow screen would drop."""
    if not shown:
        return Table((), (), empty=_("No point stands on this list."))
    numbers = (Column(plan.measure, "right"), Column(_("Stays"), "right"))
    basis = (Column(_("Basis")),) if name != "minimize" else ()
    columns = (Column(_("#")), Column(_("Point")), *middle, *numbers, *basis)
    kept = [n for n, column in enumerate(columns) if not (plan.form.is_one_page and column.drop_priority)]
    rows = [_cells(plan, name, entry) for entry in shown]
    marks, cells = _shared_marks([tuple(row[n] for n in kept) for row in rows], mark_gap())
    titled = (columns[n]._replace(title=mark_gap().join((columns[n].title, *marks[k]))) for k, n in enumerate(kept))
    return Table(tuple(titled), tuple(Row(row) for row in cells))


def _cells(plan: MemoContext, name: ListName, entry: MemoRow) -> tuple[Cell, ...]:
    texts, first = plan.texts, entry.first
    elsewhere = _("on the source's list, now on {list}", list=list_name(first.list))
    now = f"{mark_gap()}({elsewhere})"
    start = (_rank(plan, name, entry), entry.label(texts) + (now if entry.is_elsewhere else ""))
    numbers = (entry.tally(texts), texts.percent(min(plan.share(member) for member in entry.members)))
    if name == "emphasize":
        remark = None if plan.form.is_one_page else first.point.caution
        return (*start, _said(first.point.say, texts, remark), *numbers, _basis(entry, texts))
    answer = _said(first.point.if_raised, texts)
    if name == "hold":
        return (*start, answer, *numbers, _basis(entry, texts))
    return (*start, _why(entry, plan), _said(first.point.handling, texts), answer, *numbers)


def _why(entry: MemoRow, plan: MemoContext) -> str:
    """Return where a row comes from; a point that the source asks for and that is kept low says so."""
    first = entry.first
    asking = requesting_paragraphs(plan.texts.brief, first.point, plan.ranking.setting.administration)
    told = plan.texts.placement_sources(first.stated_parts, ())
    if first.inferred:
        told += f"{mark_gap()}{plan.texts.basis_mark(INFERRED)}"
    if asking and first.list == "minimize":
        told += " " + _(
            "The source asks for it ({cites}); keeping it low is inference.", cites=plan.texts.citations(asking)
        )
    return told


def _shared_marks(rows: Sequence[tuple[Cell, ...]], gap: str) -> tuple[list[list[str]], list[tuple[str, ...]]]:
    """Return (marks by column, cells): a mark that a whole column shares stands in its title, once."""
    marks: list[list[str]] = []
    for column in zip(*rows, strict=True):
        found = {cell[1] for cell in column if isinstance(cell, tuple)}
        marks.append([*found] if len(found) == 1 else [])
    return marks, [tuple(_joined(cell, marks[n], gap) for n, cell in enumerate(row)) for row in rows]


def _joined(cell: Cell, shared: Sequence[str], gap: str) -> str:
    if isinstance(cell, str):
        return cell
    text, mark, remark = cell
    marked = text if mark in shared else f"{text}{gap}{mark}"
    return f"{marked} {remark}".rstrip()


def _said(statement: Statement, texts: BriefText, remark: Statement | None = None) -> Cell:
    return texts.text(statement.text), texts.basis_mark(statement), f"({texts.text(remark.text)})" if remark else ""


def _rank(plan: MemoContext, name: ListName, entry: MemoRow) -> str:
    if entry.is_elsewhere:
        return "–"
    tied = sum(other.rank == entry.first.rank for other in plan.ranking.points_on(name)) > 1
    return f"{entry.first.rank}{'=' if tied else ''}"


def _basis(entry: MemoRow, texts: BriefText) -> str:
    """Return the marks of what a row's ratings rest on: stated paragraphs, then inference, then what is unknown."""
    stated = texts.citations(
        dict.fromkeys(c for member in entry.members for _, _, cites in member.stated_parts for c in cites)
    )
    bases = {rating.basis for member in entry.members for rating in member.ratings}
    marks = [stated, *(texts.basis(basis) for basis in UNSTATED if basis in bases)]
    return " ".join(with_mark(mark) for mark in marks if mark)


def _moved(plan: MemoContext) -> Iterator[str]:
    """Yield one line that names every point that inference puts on another list."""
    texts = plan.texts
    told = [
        _("{point}, {old} ({old_tally}) to {new} ({new_tally})", 
            point=texts.text(p.point.label), old=list_name(p.stated_list), new=list_name(p.list),
            old_tally=format_signed(p.stated_measure, "0"), new_tally=format_signed(p.displayed_score, "0"),
        )
        for p in plan.ranking.placements
        if p.moved_by_inference
    ]  # fmt: skip
    if told:
        yield _("Moved by inference, from the list on stated evidence: {points}.", points=_("; ").join(told))
