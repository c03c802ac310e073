"""Sections 3 to 5 of the memo: the three lists, each row with its reason or basis in words."""

from collections.abc import Iterable, Iterator, Sequence

from kbrief.decide.rank import Placement
from kbrief.decide.scenario import EffectiveRating, requesting_paragraphs
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import list_name, mark_gap
from kbrief.model import ListName, SpokenField, Statement
from kbrief.pages.brief_text import BriefText
from kbrief.pages.disputes import DISPUTED, is_disputed, sides
from kbrief.pages.document import Block, Bullets, Column, Heading, Row, Table
from kbrief.pages.memo.context import MemoContext
from kbrief.pages.memo.rows import MemoRow, first_names
from kbrief.pages.memo.several import (
    audience_cells,
    audience_columns,
    lists_by_audience,
    own_lines,
    own_wordings,
    placements_by_audience,
)

#: A plain cell, or a statement as (text, mark, remark).
Cell = str | tuple[str, str, str]


def emphasize(context: MemoContext) -> Iterator[Block]:
    """Yield section 3: what to lead with, and what inference moved."""
    middle = (Column(_("Line to take")), Column(_("Basis"), drop_priority=1))
    moved = () if context.options.is_one_page or context.per_audience else _moves_by_inference(context)
    yield from _section(context, "emphasize", _("Emphasize: lead with"), middle, moved)


def minimize(context: MemoContext) -> Iterator[Block]:
    """Yield section 5: what to handle with caution, why, how, and the answer if it is raised."""
    middle = (Column(_("Why")), Column(_("How to handle"), drop_priority=2), Column(_("Answer if raised")))
    yield from _section(context, "minimize", _("Handle with caution: do not lead with"), middle)


def hold(context: MemoContext) -> Iterator[Block]:
    """Yield section 4: what to speak to if it is raised; points on a source's own list are only named."""
    above = [row for row in context.rows_on("hold") if row.is_listed]
    notes = (
        (_("Here too, and shown above on the list of a source: {points}.", points=context.names_of(above)),)
        if above
        else ()
    )
    middle = (Column(_("Answer if raised")), Column(_("Basis")))
    yield from _section(context, "hold", _("Hold: keep going, speak if raised"), middle, notes)


def points_only(context: MemoContext) -> Iterator[Block]:
    """Yield the lines to take of the emphasized points and nothing else, safe to hand over."""
    points = [
        placement
        for placement in context.ranking.points_on("emphasize")
        if "minimize" not in lists_by_audience(context, placement).values()
    ]
    lines = [context.wording(placement, "say") for placement in points if context.statement(placement, "say")]
    yield Bullets(tuple(dict.fromkeys(lines)) or (_("No point is on this list."),))


def _section(
    context: MemoContext, name: ListName, heading: str, middle: tuple[Column, ...], remarks: Iterable[str] = ()
) -> Iterator[Block]:
    """Yield the heading of a list, its rows up to the limit, what was left out, and remarks."""
    shown, left_out = context.split_rows(name)
    yield Heading(heading)
    yield _list_table(context, name, shown, middle)
    more = (_left_out(context, left_out),) if left_out else ()
    if notes := (*more, *remarks):
        yield Bullets(notes)


def _left_out(context: MemoContext, rows: Sequence[MemoRow]) -> str:
    """Return how many rows are left out, with their names where there is room."""
    if context.options.is_one_page:
        return _("And {count} more.", count=len(rows))
    if not context.options.has_annexes:
        return _("And {count} more: {points}.", count=len(rows), points=context.names_of(rows))
    return _("And {count} more: {points} (annex A).", count=len(rows), points=context.names_of(rows))


def _list_table(context: MemoContext, name: ListName, shown: Sequence[MemoRow], middle: tuple[Column, ...]) -> Table:
    """Return the rows of a list as a table; one page has none of the columns that a narrow screen drops."""
    if not shown:
        return Table((), (), empty=_("No point is on this list."))
    audiences = audience_columns(context.audience_names) if context.per_audience else ()
    columns = (*(() if context.per_audience else (Column(_("#")),)), Column(_("Point")), *audiences, *middle)
    indices = [
        index for index, column in enumerate(columns) if not (context.options.is_one_page and column.drop_priority)
    ]
    rows = [_cells(context, name, row) for row in shown]
    marks, cells = _shared_marks([tuple(row[index] for index in indices) for row in rows], mark_gap())
    titled = (
        columns[index]._replace(title=mark_gap().join((columns[index].title, *shared)))
        for index, shared in zip(indices, marks, strict=True)
    )
    return Table(tuple(titled), tuple(map(Row, cells)))


def _cells(context: MemoContext, name: ListName, row: MemoRow) -> tuple[Cell, ...]:
    """Return the cells of a row in the columns of its list."""
    first, caution = row.first, row.first.point.caution
    label = row.label(context.texts) + _remarks(context, name, row)
    start: tuple[str, ...] = (_rank(context, name, row), label)
    if context.per_audience:
        start = (
            label,
            *audience_cells(context.audience_names, placements_by_audience(context, (first,)), context.texts),
        )
    if name == "emphasize":
        return (*start, _statement(context, first, "say", caution), basis(row, context))
    answer = _statement(context, first, "if_raised", caution)
    if name == "hold":
        text, mark, remark = answer
        return (*start, (text, mark, " ".join((remark, *own_lines(context, first))).strip()), basis(row, context))
    return (*start, _why(row, context), _statement(context, first, "handling"), answer)


def _remarks(context: MemoContext, name: ListName, row: MemoRow) -> str:
    """Return the remarks behind a point's name: that it is contested, displaced, requested or no example."""
    members = placements_by_audience(context, row.members)
    contested = DISPUTED if any(is_disputed(member, context.texts) for member in members) else ""
    return contested + "".join(f"{mark_gap()}({remark})" for remark in _list_remarks(context, name, row))


def _list_remarks(context: MemoContext, name: ListName, row: MemoRow) -> Iterator[str]:
    """Yield where a displaced point is, that it is no example of the source, and that a source asks for it."""
    first = row.first
    if row.is_elsewhere:
        yield _("on the list of a source, now on {list}", list=list_name(first.list))
    elif name not in first.source_lists and name != "hold" and (listing := context.listing_paragraphs(name)):
        yield _("not among the examples of {cites}", cites=listing)
    requests = requesting_paragraphs(context.texts.brief, first.point, context.administration)
    if requests and first.list != "emphasize" and not row.is_listed:
        yield _("a source asks for it: {cites}", cites=context.texts.citations(requests))


def _why(row: MemoRow, context: MemoContext) -> str:
    """Return the reason of a row with its mark; where readings differ, also who is for it and who against.

    On one page the reason is its paragraphs, each with what it says in a word.
    """
    texts = context.texts
    reason = texts.statement(row.first.point.reason)
    if context.options.is_one_page:
        reason = texts.placement_sources(row.first.stated_parts, ())
    opposed = dict.fromkeys(
        side for member in placements_by_audience(context, (row.first,)) for side in sides(member, texts)
    )
    return " ".join(filter(None, (reason, *opposed)))


def basis(row: MemoRow, context: MemoContext) -> str:
    """Return what a row rests on in words: who says so, our readings of paragraphs, and our own judgment."""
    texts, members = context.texts, placements_by_audience(context, row.members)
    opposed = dict.fromkeys(side for member in members for side in sides(member, texts))
    parts = list(opposed) or list(_stated_sources(members, texts))
    ratings = [rating for member in members for rating in member.ratings]
    if read := _read_paragraphs(ratings):
        parts.append(_("{cites}, our reading", cites=texts.citations(read)))
    if any(member.outside for member in members):
        parts.append(_("our judgment, from outside the source"))
    elif not parts and any(rating.basis == "inferred" for rating in ratings):
        parts.append(_("our judgment"))
    return pgettext("screens", "; ").join(parts) or texts.basis("unknown")


def _read_paragraphs(ratings: Iterable[EffectiveRating]) -> dict[str, None]:
    """Return the paragraphs from which uncontested ratings are inferred, each once."""
    inside = (rating for rating in ratings if not rating.is_outside and not rating.is_contested)
    return dict.fromkeys(cite for rating in inside for cite in rating.inferred_cites)


def _stated_sources(members: Sequence[Placement], texts: BriefText) -> Iterator[str]:
    """Yield the paragraphs that state a rating that counts, each with what it says in a word."""
    parts = dict.fromkeys(part for member in members for part in member.stated_parts)
    if parts:
        yield texts.placement_sources(parts, ())


def _shared_marks(rows: Sequence[tuple[Cell, ...]], gap: str) -> tuple[list[list[str]], list[tuple[str, ...]]]:
    """Return (marks by column, cells); a mark that all cells of a column share goes from the cells to its title."""
    marks: list[list[str]] = []
    for column in zip(*rows, strict=True):
        column_marks = {cell[1] for cell in column if isinstance(cell, tuple)}
        marks.append([*column_marks] if len(column_marks) == 1 and "" not in column_marks else [])
    return marks, [
        tuple(_cell_text(cell, shared, gap) for cell, shared in zip(row, marks, strict=True)) for row in rows
    ]


def _cell_text(cell: Cell, shared: Sequence[str], gap: str) -> str:
    if isinstance(cell, str):
        return cell
    text, mark, remark = cell
    marked = text if mark in shared else f"{text}{gap}{mark}"
    return f"{marked} {remark}".rstrip()


def _statement(
    context: MemoContext, placement: Placement, name: SpokenField, caution: Statement | None = None
) -> tuple[str, str, str]:
    texts, statement = context.texts, context.statement(placement, name)
    mark = texts.basis_mark(statement) if statement else ""
    remark = f"({texts.text(caution.text)})" if caution else ""
    return context.wording(placement, name), mark, " ".join((remark, *own_wordings(context, placement, name))).strip()


def _rank(context: MemoContext, name: ListName, row: MemoRow) -> str:
    if row.is_elsewhere:
        return "–"
    is_tied = sum(other.rank == row.first.rank for other in context.ranking.points_on(name)) > 1
    return f"{row.first.rank}{'=' if is_tied else ''}"


def _moves_by_inference(context: MemoContext) -> Iterator[str]:
    """Yield the line that names the points that inference puts on another list."""
    texts = context.texts
    moves = [
        _("{point}, {old} ({old_tally}) to {new} ({new_tally})",
            point=texts.text(placement.point.label), old=list_name(placement.stated_list), new=list_name(placement.list),
            old_tally=format_signed(placement.stated_measure, "0"), new_tally=format_signed(placement.displayed_score, "0"),
        )
        for placement in context.ranking.placements
        if placement.moved_by_inference
    ]  # fmt: skip
    if moves:
        yield _("Moved by inference, from the list on stated evidence: {points}.", points=first_names(moves, 3))
