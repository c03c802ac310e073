"""The pages of the key issues."""

from collections.abc import Iterable, Iterator

from kbrief.decide.select import LinkedIssue, issue_search_text
from kbrief.i18n import _, pgettext
from kbrief.i18n.labels import event_kind_label, list_name
from kbrief.model import Issue, Point, Statement
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Bullets, Column, Document, Fields, Heading, Row, Table, flatten


def issues_page(
    issues: tuple[LinkedIssue, ...], administration: str | None, texts: BriefText, search: str | None = None
) -> Document:
    """Return the table of issues; with an administration, the lists of their points and what the source says of it."""
    return Document(
        title=_("Key issues: {count} of {all}", count=len(issues), all=len(texts.brief.issues)),
        caveats=texts.caveats("issues"),
        blocks=flatten(
            Table(
                _columns(administration),
                tuple(_row(linked, search, texts) for linked in issues),
                texts.outlook_label,
                _("No issue has all that you asked for."),
            ),
            _administration_blocks(administration, texts),
        ),
        footnotes=(_("E/H/M: how many of the issue's points stand on EMPHASIZE, HOLD and MINIMIZE."),)
        if administration
        else (),
        next_steps=tuple((f"kbrief issue {linked.issue.id}", _("one issue in full")) for linked in issues[:1]),
    )


def _columns(administration: str | None) -> tuple[Column, ...]:
    counts = (Column(_("E/H/M"), drop_priority=2),) if administration else ()
    return (
        Column(_("issue"), can_wrap=True), Column(pgettext("column", "id"), drop_priority=3, can_cut=True), Column(_("alignment"), drop_priority=3),
        *counts, Column(_("points"), "right", drop_priority=5), Column(_("events"), "right", drop_priority=6),
        Column(_("tags"), drop_priority=9, can_wrap=True), Column(_("from"), drop_priority=4),
    )  # fmt: skip


def _row(linked: LinkedIssue, search: str | None, texts: BriefText) -> Row:
    """Return an issue with its counts, and its outlook under it."""
    issue = linked.issue
    cells = [
        texts.text(issue.name), issue.id, texts.alignment_label(issue.alignment.kind), str(len(linked.points)),
        str(len(linked.events)), ", ".join(texts.text(texts.brief.tags[tag]) for tag in issue.tags), texts.citations(issue.cites),
    ]  # fmt: skip
    if linked.ranking:
        cells.insert(3, "/".join(str(len(ids)) for ids in linked.points_by_list().values()))
    note = "\n".join(filter(None, (_match_line(linked, search, texts), texts.statement(issue.outlook))))
    return Row(tuple(cells), note)


def _match_line(linked: LinkedIssue, search: str | None, texts: BriefText) -> str:
    """Return the points and events through which a search found an issue, empty if its own text matches."""
    if search is None or search.casefold() in issue_search_text(linked.issue):
        return ""
    labels = [(_("via point {name}{cites}", name=texts.text(point.label), cites=_listing_cites(point, texts)), point.label)
              for point in linked.points]  # fmt: skip
    labels += [(_("via event {name}", name=texts.text(event.name)), event.name) for event in linked.events]
    needle = search.casefold()
    matches = [text for text, label in labels if any(needle in name.casefold() for name in label.by_language.values())]
    return "; ".join(matches)


def _listing_cites(point: Point, texts: BriefText) -> str:
    """Return in brackets the paragraphs that list a point, empty for none."""
    cites = list(dict.fromkeys(cite for listing in point.listings for cite in listing.cites))
    return f" ({texts.citations(cites)})" if cites else ""


def _administration_blocks(name: str | None, texts: BriefText) -> Iterator[Block]:
    for administration in texts.brief.administrations:
        if administration.id == name:
            yield Heading(_("What the source says of {name}", name=texts.text(administration.name)))
            team = [administration.transition_team] if administration.transition_team else []
            yield Bullets(tuple(texts.statement(statement) for statement in (*administration.tendencies, *team)))


def issue_page(linked: LinkedIssue, texts: BriefText) -> Document:
    """Return one issue in full."""
    issue = linked.issue
    return Document(
        title=texts.text(issue.name),
        caveats=texts.caveats("issues"),
        blocks=flatten(
            Fields.of(
                (_("driver"), texts.statement(issue.driver)),
                (texts.outlook_label, texts.statement(issue.outlook)),
                *_numbered(_("to do"), issue.actions, texts),
                *_numbered(_("signs"), issue.signs, texts),
                *_numbered(_("figures"), issue.figures, texts),
                *_numbered(_("limits"), issue.limits, texts),
                (_("alignment"), _alignment(issue, texts)),
                (_("tags"), ", ".join(texts.text(texts.brief.tags[tag]) for tag in issue.tags)),
                (_("paragraphs"), texts.citations(issue.cites)),
            ),
            _point_blocks(linked, texts),
            _event_blocks(linked, texts),
        ),
        next_steps=((f"kbrief trace {issue.id}", _("where each claim comes from")),),
    )


def _numbered(label: str, statements: Iterable[Statement], texts: BriefText) -> list[tuple[str, str]]:
    return [(label if n == 0 else "", texts.statement(statement)) for n, statement in enumerate(statements)]


def _alignment(issue: Issue, texts: BriefText) -> str:
    alignment = issue.alignment
    note = f" {texts.text(alignment.note)}" if alignment.note else ""
    mark = f" {texts.basis_mark(alignment)}" if alignment.cites else ""
    return texts.with_parenthesis(texts.alignment_label(alignment.kind), alignment.scope) + mark + note


def _point_blocks(linked: LinkedIssue, texts: BriefText) -> Iterator[Block]:
    """Yield the issue's points with their lists, if it has any."""
    if not linked.points:
        return
    columns = [Column(_("point")), Column(_("label"), drop_priority=3, can_wrap=True), Column(_("source's list"))]
    lists = {placement.point.id: placement.list for placement in linked.ranking.placements} if linked.ranking else {}
    if linked.ranking:
        columns.append(Column(texts.scenario_phrase(linked.ranking.scenario.administration)))
    rows = []
    for point in linked.points:
        source_lists = pgettext("screens", "; ").join(list_name(name) for name in point.source_lists)
        cells = [point.id, texts.text(point.label), source_lists or "–"]
        if lists:
            cells.append(list_name(lists[point.id]))
        rows.append(Row(tuple(cells)))
    yield Heading(pgettext("screens", "Talking points"))
    yield Table(tuple(columns), tuple(rows))


def _event_blocks(linked: LinkedIssue, texts: BriefText) -> Iterator[Block]:
    if linked.events:
        columns = (Column(_("event")), Column(_("name"), drop_priority=2, can_wrap=True), Column(_("kind")))
        rows = tuple(Row((event.id, texts.text(event.name), event_kind_label(event.kind))) for event in linked.events)
        yield Heading(_("Events"))
        yield Table(columns, rows)
