"""The page of the watch list."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kbrief.decide.events import WatchedEvent
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import event_kind_label, likelihood_label, status_label
from kbrief.model import Event
from kbrief.model.marks import Marks
from kbrief.pages.brief_text import BriefText
from kbrief.pages.compare import break_even_cell, score_points, watching_column, watching_legend
from kbrief.pages.document import Column, Document, Row, Table


class _Columns(NamedTuple):
    """The columns that the watch list has only where an event fills them."""

    dates: tuple[Column, ...]
    likelihoods: tuple[Column, ...]
    watching: tuple[Column, ...]

    @classmethod
    def of(cls, events: Sequence[Event]) -> "_Columns":
        """Return the columns that one of these events fills."""
        return cls(
            (Column(_("date"), drop_priority=7),) if any(event.date for event in events) else (),
            (Column(_("likelihood"), drop_priority=1),) if any(event.likelihood for event in events) else (),
            watching_column(events),
        )

    @property
    def all(self) -> tuple[Column, ...]:
        """All columns of the watch list."""
        return (
            Column(_("event"), can_wrap=True),
            Column(pgettext("column", "id"), drop_priority=3, can_cut=True),
            Column(_("kind"), drop_priority=5),
            Column(_("status")),
            *self.dates,
            *self.likelihoods,
            Column(_("lists changed"), "right", drop_priority=2),
            Column(_("break-even"), drop_priority=3),
            *self.watching,
            Column(_("would move"), drop_priority=4, can_wrap=True),
            Column(_("from"), drop_priority=6),
        )

    def cells(self, watched: WatchedEvent, status: str, shifts: str, texts: BriefText) -> tuple[str, ...]:
        """Return the cells of an event."""
        event = watched.event
        likelihood = likelihood_label(event.likelihood.word) if event.likelihood else "–"
        return (
            texts.text(event.name), event.id, event_kind_label(event.kind), status,
            *((event.date or "–",) if self.dates else ()), *((likelihood,) if self.likelihoods else ()),
            str(watched.points) if event.shifts else "–", break_even_cell(watched.break_even, texts),
            *((score_points(watched.value_of_watching),) if self.watching else ()),
            shifts, texts.citations(event.what.cites),
        )  # fmt: skip


def events_page(
    watched: Sequence[WatchedEvent], administration: str | None, marks: Marks, texts: BriefText
) -> Document:
    """Return the events with their signs, and what each would move."""
    events = tuple(item.event for item in watched)
    columns = _Columns.of(events)
    rows = []
    for item in watched:
        cells = columns.cells(item, _status(item.event, marks), shift_summary(item.event, administration), texts)
        rows.append(Row(cells, "\n".join(_note(item.event, marks, texts))))
    return Document(
        title=_("Watch list: {count} of {all} events", count=len(events), all=len(texts.brief.events)),
        caveats=texts.caveats("events"),
        blocks=(Table(columns.all, tuple(rows), _("signs"), _("No event has all that you asked for.")),),
        legend=tuple(_legend(administration)),
        next_steps=tuple(_next_steps(events, administration, marks, texts)),
    )


def _legend(administration: str | None) -> Iterator[tuple[str, str]]:
    if not administration:
        yield _("lists changed"), _("lists changed: under the administration for which they are most.")
    yield _("would move"), _("would move: steps added to a point's rating if the event happens; all inferred.")
    yield from watching_legend()


def _next_steps(
    events: Sequence[Event], administration: str | None, marks: Marks, texts: BriefText
) -> Iterator[tuple[str, str]]:
    """Yield the list given the first event that shifts a point and may still happen."""
    audience = administration or next((item.id for item in texts.brief.administrations), "")
    shifting = [event.id for event in events if event.shifts and marks.status_of(event.id) == "open"]
    for event in shifting[:1] if audience else ():
        yield f"kbrief emphasize -a {audience} --given {event}", _("the list if it happens")


def _note(event: Event, marks: Marks, texts: BriefText) -> Iterator[str]:
    """Yield the signs of an event, then who marked it, when, and with what note."""
    yield from (f"- {texts.statement(sign)}" for sign in event.signs)
    if mark := marks.events.get(event.id):
        who = _("{who}, {when}", who=mark.who, when=texts.marked_day(mark.when))
        yield " · ".join(filter(None, (who, mark.note)))


def _status(event: Event, marks: Marks) -> str:
    """Return the status of an event: its mark, else `past` if the source says so."""
    status = marks.status_of(event.id)
    return event_kind_label("past") if (status, event.kind) == ("open", "past") else status_label(status)


def shift_summary(event: Event, administration: str | None) -> str:
    """Return what an event would shift, `ncg +2 trump +1 harris`, in a line."""
    summaries = []
    for point, criteria in event.shifts.items():
        steps = [
            f"{format_signed(shift.by)}" + ("" if administration else f" {name}")
            for shifts in criteria.values()
            for name, shift in shifts.items()
            if administration in (None, name)
        ]
        summaries += [f"{point} {', '.join(steps)}"] if steps else []
    return pgettext("screens", "; ").join(summaries) or pgettext("column", "nothing")
