"""The screen of the watch list."""

from kbrief.decide.watch import Watched
from kbrief.model import Event
from kbrief.model.document import Column, Document, Row, Table
from kbrief.model.marks import Marks
from kbrief.view.decisions import likely, points_of_score
from kbrief.words.forms.decisions import DecisionWords
from kbrief.words.voice import Voice, signed


def events_page(watched: tuple[Watched, ...], administration: str | None, marks: Marks, v: Voice) -> Document:
    """Return the events with their signs, and what each would move."""
    col, say, words = v.w.col, v.w.say, v.words(DecisionWords)
    events = tuple(one.event for one in watched)
    columns = (
        Column(col.event), Column(col.name, drop=8, can_wrap=True), Column(col.kind, drop=5),
        Column(col.status), Column(words.changes, "right", drop=2), Column(words.break_even, drop=3),
        Column(words.watching, "right", drop=7),
        Column(col.would_move, drop=4, can_wrap=True), Column(col.origin, drop=6),
    )  # fmt: skip
    rows = tuple(_row(one, administration, marks, v) for one in watched)
    observed = [event.id for event in events if marks.status_of(event.id) == "observed" and event.shifts]
    whose = administration or next((a.id for a in v.brief.administrations), "")
    given = " ".join(f"--given {name}" for name in observed)
    following = [(f"kbrief emphasize -a {whose} {given}", say.with_observed)] if observed and whose else []
    following += [(f"kbrief emphasize -a {whose} --given {e.id}", say.if_it_happens) for e in events[:1] if whose]
    return Document(
        title=say.events_title.format(count=len(events), all=len(v.brief.events)),
        head=v.head("events"),
        blocks=(Table(columns, rows, col.signs, say.no_event),),
        foot=(say.shift_legend, words.break_even_legend, words.watching_legend)
        if any(e.shifts for e in events)
        else (),
        following=tuple(following[:1]),
    )


def _row(watched: Watched, administration: str | None, marks: Marks, v: Voice) -> Row:
    event = watched.event
    cells = (
        event.id, v.text(event.name), v.w.event_kind[event.kind], v.w.status[marks.status_of(event.id)],
        str(watched.points) if event.shifts else "–", likely(watched.break_even, v),
        points_of_score(watched.value_of_watching), moves(event, administration, v), v.cites(event.what.cites),
    )  # fmt: skip
    mark = marks.events.get(event.id)
    told = [v.w.say.done_by.format(who=mark.who, when=mark.when), mark.note or ""] if mark else []
    signs = [f"- {v.said(sign)}" for sign in event.signs]
    return Row(cells, "\n".join([*signs, " · ".join(part for part in told if part)]).strip())


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
    return "; ".join(said) or v.w.say.moves_nothing
