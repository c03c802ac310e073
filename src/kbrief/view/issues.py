"""The screens of the key issues."""

from collections.abc import Iterable, Iterator

from kbrief.decide.select import LinkedIssue
from kbrief.model import Issue, Statement
from kbrief.model.document import Block, Bullets, Column, Document, Fields, Heading, Row, Table, flowing
from kbrief.words.voice import Voice


def issues_page(found: tuple[LinkedIssue, ...], administration: str | None, v: Voice) -> Document:
    """Return the table of issues, with what the source states of one side where that is asked for."""
    col = v.w.col
    columns = [
        Column(col.issue), Column(col.name, drop=8, can_wrap=True), Column(col.alignment, drop=3),
        Column(col.points, "right", drop=5), Column(col.events, "right", drop=6),
        Column(col.tags, drop=9, can_wrap=True), Column(col.origin, drop=4),
    ]  # fmt: skip
    if administration:
        columns.insert(3, Column(col.falls, drop=2))
    following = ((f"kbrief issue {found[0].issue.id}", v.w.say.one_issue),) if found else ()
    return Document(
        title=v.w.say.issues_title.format(count=len(found), all=len(v.brief.issues)),
        head=v.head("issues"),
        blocks=flowing(
            Table(tuple(columns), tuple(_row(linked, v) for linked in found), col.outlook, v.w.say.no_issue),
            _side(administration, v),
        ),
        foot=(v.w.say.falls_legend,) if administration else (),
        following=following,
    )


def _row(linked: LinkedIssue, v: Voice) -> Row:
    issue = linked.issue
    cells = [
        issue.id, v.text(issue.name), v.w.alignment[issue.alignment.kind], str(len(linked.points)),
        str(len(linked.events)), ", ".join(issue.tags), v.cites(issue.cites),
    ]  # fmt: skip
    if linked.ranking:
        cells.insert(3, "/".join(str(len(ids)) for ids in linked.falls().values()))
    return Row(tuple(cells), v.said(issue.us_outlook))


def _side(administration: str | None, v: Voice) -> Iterator[Block]:
    for side in v.brief.administrations:
        if side.id == administration:
            yield Heading(v.w.say.stated_of.format(name=v.text(side.name)))
            yield Bullets((*(v.said(t) for t in side.tendencies), v.said(side.transition_team)))


def issue_page(linked: LinkedIssue, v: Voice) -> Document:
    """Return one issue in full."""
    issue, label = linked.issue, v.w.label
    return Document(
        title=v.text(issue.name),
        head=v.head("issues"),
        blocks=flowing(
            Fields.of(
                (label.driver, v.said(issue.driver)),
                (label.outlook, v.said(issue.us_outlook)),
                *_numbered(label.todo, issue.actions, v),
                *_numbered(label.signs, issue.signs, v),
                *_numbered(label.figures, issue.figures, v),
                *_numbered(label.limits, issue.limits, v),
                (label.alignment, _alignment(issue, v)),
                (label.tags, ", ".join(v.text(v.brief.tags[tag]) for tag in issue.tags)),
                (label.cites, v.cites(issue.cites)),
            ),
            _points(linked, v),
            _events(linked, v),
        ),
        following=((f"kbrief trace {issue.id}", v.w.say.trace_issue),),
    )


def _numbered(label: str, statements: Iterable[Statement], v: Voice) -> list[tuple[str, str]]:
    return [(label if n == 0 else "", v.said(statement)) for n, statement in enumerate(statements)]


def _alignment(issue: Issue, v: Voice) -> str:
    alignment = issue.alignment
    note = f" {v.text(alignment.note)}" if alignment.note else ""
    mark = f" {v.mark(alignment)}" if alignment.cites else ""
    return v.bracketed(v.w.alignment[alignment.kind], alignment.scope) + mark + note


def _points(linked: LinkedIssue, v: Voice) -> Iterator[Block]:
    if not linked.points:
        return
    col = v.w.col
    columns = [Column(col.point), Column(col.label, drop=3, can_wrap=True), Column(col.source_list)]
    standing = {p.point.id: p.list for p in linked.ranking.placements} if linked.ranking else {}
    if linked.ranking:
        columns.append(Column(v.whom(linked.ranking.setting.administration)))
    rows = []
    for point in linked.points:
        cells = [point.id, v.text(point.label), v.w.lists[point.listed.list].name if point.listed else "–"]
        if standing:
            cells.append(v.w.lists[standing[point.id]].name)
        rows.append(Row(tuple(cells)))
    yield Heading(v.w.label.points)
    yield Table(tuple(columns), tuple(rows))


def _events(linked: LinkedIssue, v: Voice) -> Iterator[Block]:
    if linked.events:
        columns = (Column(v.w.col.event), Column(v.w.col.name, drop=2, can_wrap=True), Column(v.w.col.kind))
        rows = tuple(Row((e.id, v.text(e.name), v.w.event_kind[e.kind])) for e in linked.events)
        yield Heading(v.w.label.events)
        yield Table(columns, rows)
