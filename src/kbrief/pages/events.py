"""The screen of the watch list."""

from collections.abc import Iterator, Sequence

from kbrief.decide.events import WatchedEvent
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import event_kind_label, likelihood_label, status_label
from kbrief.model import Event
from kbrief.model.marks import Marks
from kbrief.pages.brief_text import BriefText
from kbrief.pages.compare import likely, points_of_score, watching_column
from kbrief.pages.document import Column, Document, Row, Table


def events_page(
    watched: Sequence[WatchedEvent], administration: str | None, marks: Marks, texts: BriefText
) -> Document:
    """Return the events with their signs, and what each would move."""
    events = tuple(one.event for one in watched)
    worth = watching_column(events)
    dated = (Column(_("date"), drop_priority=7),) if any(event.date for event in events) else ()
    held = (Column(_("likelihood"), drop_priority=1),) if any(event.likelihood for event in events) else ()
    columns = (
        Column(_("event"), can_wrap=True),
        Column(pgettext("column", "id"), drop_priority=3, can_cut=True),
        Column(_("kind"), drop_priority=5),
        Column(_("status")),
        *dated,
        *held,
        Column(_("lists changed"), "right", drop_priority=2),
        Column(_("break-even"), drop_priority=3),
        *worth,
        Column(_("would move"), drop_priority=4, can_wrap=True),
        Column(_("from"), drop_priority=6),
    )
    rows = tuple(_row(one, administration, marks, texts, (*dated, *held), worth) for one in watched)
    return Document(
        title=_("Watch list: {count} of {all} events", count=len(events), all=len(texts.brief.events)),
        caveats=texts.caveats("events"),
        blocks=(Table(columns, rows, _("signs"), _("No event has all that you asked for.")),),
        legend=(
            *(
                []
                if administration
                else [(_("lists changed"), _("lists changed: under the administration for which they are most."))]
            ),
            (_("would move"), _("would move: steps added to a point's rating if the event happens; all inferred.")),
            (
                _("break-even"),
                _("break-even: how likely the event must be for it to pay to move the point now. It is no forecast."),
            ),
            (
                _("worth knowing"),
                _("worth knowing: the value of watching, in points of the score; – where no likelihood is held."),
            ),
        ),
        next_steps=tuple(_following(events, administration, marks, texts))[:1],
    )


def _following(
    events: Sequence[Event], administration: str | None, marks: Marks, texts: BriefText
) -> Iterator[tuple[str, str]]:
    """Yield the list given what is marked as observed, else the list given the first event that may still happen."""
    whose = administration or next((a.id for a in texts.brief.administrations), "")
    status = {event.id: marks.status_of(event.id) for event in events if event.shifts and whose}
    for name in [name for name, now in status.items() if now == "open"][:1]:
        yield f"kbrief emphasize -a {whose} --given {name}", _("the list if it happens")


def _row(  # noqa: PLR0913, PLR0917 - what a row shows depends on all of it
    watched: WatchedEvent,
    administration: str | None,
    marks: Marks,
    texts: BriefText,
    own: Sequence[Column],
    worth: Sequence[Column],
) -> Row:
    event = watched.event
    known = {
        _("date"): event.date or "–",
        _("likelihood"): likelihood_label(event.likelihood.word) if event.likelihood else "–",
    }
    cells = (
        texts.text(event.name), event.id, event_kind_label(event.kind), _status(event, marks),
        *(known[column.title] for column in own),
        str(watched.points) if event.shifts else "–", likely(watched.break_even, texts),
        *(points_of_score(watched.value_of_watching) for _ in worth),
        shift_summary(event, administration), texts.citations(event.what.cites),
    )  # fmt: skip
    mark = marks.events.get(event.id)
    told = [_("{who}, {when}", who=mark.who, when=texts.marked_day(mark.when)), mark.note or ""] if mark else []
    signs = [f"- {texts.statement(sign)}" for sign in event.signs]
    return Row(cells, "\n".join([*signs, " · ".join(part for part in told if part)]).strip())


def _status(event: Event, marks: Marks) -> str:
    """Return what became of an event: one that was past already in the source is not open, whoever marked it."""
    status = marks.status_of(event.id)
    return event_kind_label("past") if (status, event.kind) == ("open", "past") else status_label(status)


def shift_summary(event: Event, administration: str | None) -> str:
    """Return what an event would shift, `ncg +2 trump +1 harris`, in a line."""
    said = []
    for point, criteria in event.shifts.items():
        by = [
            f"{format_signed(shift.by)}" + ("" if administration else f" {name}")
            for shifts in criteria.values()
            for name, shift in shifts.items()
            if administration in (None, name)
        ]
        said += [f"{point} {', '.join(by)}"] if by else []
    return pgettext("screens", "; ").join(said) or pgettext("column", "nothing")
