"""Sections 3, 5 and 4 of the memo: the three lists."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from kbrief.decide.flip import flip
from kbrief.decide.score import MOST
from kbrief.decide.stability import stability
from kbrief.export.memo_plan import Plan
from kbrief.export.memo_rows import Entry, measure, stated_measure
from kbrief.model import Basis, Claim, ListName, Statement
from kbrief.model.document import Block, Bullets, Column, Heading, Paragraph, Row, Table
from kbrief.words.voice import Voice, signed

INFERRED = Claim(basis="inferred")
UNSTATED: tuple[Basis, ...] = ("inferred", "unknown")

Cell = str | tuple[str, str, str]
"""A plain cell, or a statement as (text, mark, remark)."""


def emphasize(plan: Plan) -> Iterator[Block]:
    """Yield section 3: what to lead with, how to read a row, and what inference moved."""
    words, weighting = plan.words, plan.ranking.weighting
    col = words.columns
    yield from _section(plan, "emphasize", words.emphasize, (Column(col.say),))
    tally, stays = "", words.stays_short if plan.form.is_one_page else words.stays_means
    if weighting.is_even:
        most = MOST * len(weighting.criteria)
        tally = words.tally_range.format(most=most, least=ceil(weighting.threshold * most / 100))
    yield Paragraph(f"{tally} {stays}".strip())
    yield from _moved(plan)


def caution(plan: Plan) -> Iterator[Block]:
    """Yield section 5: what to handle with caution, why, how, and the answer if it is raised."""
    col = plan.words.columns
    middle = (Column(col.why), Column(col.how, drop=2), Column(col.answer))
    yield from _section(plan, "minimize", plan.words.minimize, middle)


def hold(plan: Plan) -> Iterator[Block]:
    """Yield section 4: what to speak to if it is raised."""
    yield from _section(plan, "hold", plan.words.hold, (Column(plan.words.columns.answer),))


def points_alone(plan: Plan) -> Iterator[Block]:
    """Yield the lines to take of the emphasized points and nothing else: safe to hand over.

    Labels stay out too: one of them carries a figure that has to be cleared first.
    """
    lines = [plan.v.text(placement.point.say.text) for placement in plan.ranking.on("emphasize")]
    yield Bullets(tuple(dict.fromkeys(lines)) or (plan.words.nothing,))


def _section(plan: Plan, name: ListName, heading: str, middle: tuple[Column, ...]) -> Iterator[Block]:
    """Yield a list's heading, its rows as far as the limit lets them, and what was left out.

    One page does without the columns that a narrow screen would drop.
    """
    words, col = plan.words, plan.words.columns
    shown, left_out = plan.shown(name)
    numbers = (Column(col.tally, "right"), Column(col.stays, "right"), Column(col.flip, "right", drop=1))
    basis = (Column(col.basis),) if name != "minimize" else ()
    columns = (Column(col.rank), Column(col.point), *middle, *numbers, *basis)
    kept = [n for n, column in enumerate(columns) if not (plan.form.is_one_page and column.drop)]
    rows = [_cells(plan, name, entry) for entry in shown]
    marks, cells = _shared_marks([tuple(row[n] for n in kept) for row in rows])
    titled = (columns[n]._replace(title=f"{columns[n].title} {marks[k]}".strip()) for k, n in enumerate(kept))
    yield Heading(heading)
    yield Table(tuple(titled) if shown else (), tuple(Row(row) for row in cells), empty=words.nothing)
    if left_out:
        names = "; ".join(entry.label(plan.v) for entry in left_out)
        yield Paragraph(words.more.format(count=len(left_out), points=names))


def _cells(plan: Plan, name: ListName, entry: Entry) -> tuple[Cell, ...]:
    v, first, words = plan.v, entry.first, plan.words
    elsewhere = f" ({words.now_elsewhere.format(list=v.w.lists[first.list].name)})" if entry.is_elsewhere else ""
    start = (_rank(plan, name, entry), entry.label(v) + elsewhere)
    numbers = (entry.tally(v), *_sureness(plan, entry))
    if name == "emphasize":
        remark = None if plan.form.is_one_page else first.point.caution
        return (*start, _said(first.point.say, v, remark), *numbers, _basis(entry, v))
    answer = _said(first.point.if_raised, v)
    if name == "hold":
        return (*start, answer, *numbers, _basis(entry, v))
    return (*start, _why(entry, plan), _said(first.point.handling, v), answer, *numbers)


def _why(entry: Entry, plan: Plan) -> str:
    """Return where a row comes from; a point that the source asks for and that is kept low says so."""
    first = entry.first
    asked = [cites for name, value, cites in first.stated_parts if name == "source" and value >= 1]
    told = plan.v.origin(first.stated_parts, ())
    if first.inferred:
        told += f" {plan.v.mark(INFERRED)}"
    if asked and first.list == "minimize":
        told += f" {plan.v.w.list_page.asked_for.format(cites=plan.v.cites(asked[0]))}"
    return told


def _sureness(plan: Plan, entry: Entry) -> tuple[str, str]:
    """Return stays and flip of a row; of a group, those of its least sure member."""
    weighting = plan.ranking.weighting
    share = min(stability(member, weighting).share for member in entry.members)
    ways = [way.distance for member in entry.members if (way := flip(member, weighting))]
    return plan.v.percent(share), str(min(ways)) if ways else "–"


def _shared_marks(rows: Sequence[tuple[Cell, ...]]) -> tuple[dict[int, str], list[tuple[str, ...]]]:
    """Return (marks by column, cells): a mark that a whole column shares stands in its title, once."""
    marks: dict[int, str] = defaultdict(str)
    for n, column in enumerate(zip(*rows, strict=True)):
        found = {cell[1] for cell in column if isinstance(cell, tuple)}
        marks[n] = found.pop() if len(found) == 1 else ""
    return marks, [tuple(_joined(cell, marks[n]) for n, cell in enumerate(row)) for row in rows]


def _joined(cell: Cell, shared: str) -> str:
    if isinstance(cell, str):
        return cell
    text, mark, remark = cell
    return " ".join(part for part in (text, "" if mark == shared else mark, remark) if part)


def _said(statement: Statement, v: Voice, remark: Statement | None = None) -> Cell:
    return v.text(statement.text), v.mark(statement), f"({v.text(remark.text)})" if remark else ""


def _rank(plan: Plan, name: ListName, entry: Entry) -> str:
    if entry.is_elsewhere:
        return "–"
    tied = sum(other.rank == entry.first.rank for other in plan.ranking.on(name)) > 1
    return f"{entry.first.rank}{'=' if tied else ''}"


def _basis(entry: Entry, v: Voice) -> str:
    """Return the marks of what a row's ratings rest on: stated paragraphs, then inference, then what is unknown."""
    stated = v.cites(dict.fromkeys(c for member in entry.members for _, _, cites in member.stated_parts for c in cites))
    bases = {rating.basis for member in entry.members for rating in member.ratings}
    marks = [stated, *(v.basis(basis) for basis in UNSTATED if basis in bases)]
    opening, closing = v.w.brackets
    return " ".join(f"{opening}{mark}{closing}" for mark in marks if mark)


def _moved(plan: Plan) -> Iterator[Block]:
    """Yield one line that names every point that inference puts on another list."""
    v, words, lists = plan.v, plan.words, plan.v.w.lists
    told = [
        words.moved_one.format(
            point=v.text(p.point.label), old=lists[p.stated_list].name, new=lists[p.list].name,
            old_tally=signed(stated_measure(p), "0"), new_tally=signed(measure(p), "0"),
        )
        for p in plan.ranking.placements
        if p.moved_by_inference
    ]  # fmt: skip
    if told:
        yield Paragraph(words.moved.format(points="; ".join(told)))
