"""The screen of the watch list."""

from collections.abc import Iterator, Sequence

from kbrief.decide.watch import Watched
from kbrief.model import Event
from kbrief.model.document import Column, Document, Row, Table
from kbrief.model.marks import Marks
from kbrief.view.decisions import likely, points_of_score, watching
from kbrief.words.forms.decisions import DecisionWords
from kbrief.words.voice import Voice, signed


def events_page(watched: Sequence[Watched], administration: str | None, marks: Marks, v: Voice) -> Document:
    """Return the events with their signs, and what each would move."""
    col, say, words = v.w.col, v.w.say, v.words(DecisionWords)
    events = tuple(one.event for one in watched)
    worth = watching(events, v)
    columns = (
        Column(col.event), Column(col.name, drop=8, can_wrap=True), Column(col.kind, drop=5),
        Column(col.status), Column(words.changes, "right", drop=2), Column(words.break_even, drop=3),
        *worth,
        Column(col.would_move, drop=4, can_wrap=True), Column(col.origin, drop=6),
    )  # fmt: skip
    rows = tuple(_row(one, administration, marks, v, worth) for one in watched)
    return Document(
        title=say.events_title.format(count=len(events), all=len(v.brief.events)),
        head=v.head("events"),
        blocks=(Table(columns, rows, col.signs, say.no_event),),
        legend=(
            *([] if administration else [(words.changes, words.changes_legend)]), (col.would_move, say.shift_legend),
            (words.break_even, words.break_even_legend), (words.watching, words.watching_legend),
        ),
        following=tuple(_following(events, administration, marks, v))[:1],
    )  # fmt: skip


def _following(
    events: Sequence[Event], administration: str | None, marks: Marks, v: Voice
) -> Iterator[tuple[str, str]]:
    """Yield the list given what is marked as observed, else the list given the first event that may still happen."""
    whose = administration or next((a.id for a in v.brief.administrations), "")
    status = {event.id: marks.status_of(event.id) for event in events if event.shifts and whose}
    if observed := [name for name, now in status.items() if now == "observed"]:
        given = " ".join(f"--given {name}" for name in observed)
        yield f"kbrief emphasize -a {whose} {given}", v.w.say.with_observed
    for name in [name for name, now in status.items() if now == "open"][:1]:
        yield f"kbrief emphasize -a {whose} --given {name}", v.w.say.if_it_happens


def _row(watched: Watched, administration: str | None, marks: Marks, v: Voice, worth: Sequence[Column]) -> Row:
    event = watched.event
    cells = (
        event.id, v.text(event.name), v.w.event_kind[event.kind], _status(event, marks, v),
        str(watched.points) if event.shifts else "–", likely(watched.break_even, v),
        *(points_of_score(watched.value_of_watching) for _ in worth),
        moves(event, administration, v), v.cites(event.what.cites),
    )  # fmt: skip
    mark = marks.events.get(event.id)
    told = [v.w.say.done_by.format(who=mark.who, when=v.marked_day(mark.when)), mark.note or ""] if mark else []
    signs = [f"- {v.said(sign)}" for sign in event.signs]
    return Row(cells, "\n".join([*signs, " · ".join(part for part in told if part)]).strip())


def _status(event: Event, marks: Marks, v: Voice) -> str:
    """Return what became of an event: one that was past already in the source is not open, whoever marked it."""
    status = marks.status_of(event.id)
    return v.w.event_kind["past"] if (status, event.kind) == ("open", "past") else v.w.status[status]


def moves(event: Event, administration: str | None, v: Voice) -> str:
    """Return what an event would shift, `ncg +2 trump +1 harris`, in a line."""
    said = []
    for point, criteria in event.shifts.items():
        by = [
            f"{signed(shift.by)}" + ("" if administration else f" {name}")
            for shifts in criteria.values()
            for name, shift in shifts.items()
            if administration in (None, name)
        ]
        said += [f"{point} {', '.join(by)}"] if by else []
    return v.w.between.join(said) or v.w.say.moves_nothing
