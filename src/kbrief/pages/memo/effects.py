"""What the events of the memo would do to the points, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kbrief.decide.events import PointEffect, effects_of
from kbrief.decide.rank import Ranking
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import capitalize, format_signed
from kbrief.i18n.labels import list_name
from kbrief.model import Event
from kbrief.pages.brief_text import BriefText
from kbrief.pages.memo.rows import MAX_WORDS, first_names

#: The greatest number of points that a move names, and of events that a row names; the rest are counted.
MAX_MOVES, MAX_EVENT_NAMES = 4, 6

#: The greatest number of audiences whose effects are given one by one; the rest are counted.
MAX_AUDIENCES = 3


@dataclass(frozen=True, slots=True)
class EventEffect:
    """Events that have the same effect, and what each of them would do to the points that it shifts.

    `by_audience` pairs the name of each of several audiences with the effect under it, if there is one.
    """

    events: tuple[Event, ...]
    affected: tuple[PointEffect, ...]
    by_audience: "tuple[tuple[str, EventEffect], ...]" = ()

    @property
    def moved(self) -> tuple[PointEffect, ...]:
        """The effects that put a point on another list."""
        return tuple(effect for effect in self.affected if effect.changes_list)

    def names(self, texts: BriefText) -> str:
        """Return the names of the events."""
        return event_names(self.events, texts)

    def name(self, texts: BriefText) -> str:
        """Return the name of the events' group if these are all of it, else their own names."""
        group = self.events[0].group
        members = tuple(event for event in texts.brief.events if group and event.group == group)
        label = texts.brief.groups.get(group or "")
        is_whole = len(members) > 1 and members == self.events
        return texts.text(label.label) if label and is_whole else self.names(texts)

    def goals(self, texts: BriefText) -> str:
        """Return the points that would stand on each list, in a line."""
        if self.by_audience:
            return self._goals_of_each(texts)
        return _("; ").join(
            _("to {list}: {points}", points=points, list=name) for name, points in self.goal_by_list(texts).items()
        )

    def goal_by_list(self, texts: BriefText) -> dict[str, str]:
        """Return the points that would stand on each list, by the name of the list."""
        goals: dict[str, list[str]] = {}
        for after in (effect.after for effect in self.moved):
            goals.setdefault(list_name(after.list), []).append(texts.text(after.point.label))
        return {name: first_names(points, MAX_MOVES) for name, points in goals.items()}

    def _goals_of_each(self, texts: BriefText) -> str:
        """Return the points that would stand on each list under each audience, with the same goals together."""
        audiences: dict[tuple[str, str], list[str]] = {}
        for name, effect in self.by_audience:
            for goal in effect.goal_by_list(texts).items():
                audiences.setdefault(goal, []).append(name)
        parts = [
            _(
                "to {list} {whom}: {points}",
                list=name,
                points=points,
                whom=texts.for_audience(texts.joined_names(names)),
            )
            for (name, points), names in audiences.items()
        ]
        return first_names(parts, MAX_AUDIENCES, separator=pgettext("screens", "; "))

    def moves(self, texts: BriefText) -> str:
        """Return what would change, in a line."""
        if self.by_audience:
            moves_by_audience = {
                name: effect.moves(texts) for name, effect in self.by_audience if effect.moved or not self.moved
            }
            return _moves_of_each(moves_by_audience, texts)
        if not self.moved:
            labels = [texts.text(effect.point.label) for effect in self.affected]
            if not labels:
                return _("No list changes")
            return _("No list changes; shifts {points}", points=first_names(labels, MAX_MOVES))
        moves: dict[str, list[str]] = {}
        for effect in self.moved:
            moves.setdefault(_move(effect, texts), []).append(texts.text(effect.before.point.label))
        parts = [move.replace("{points}", first_names(points, MAX_MOVES)) for move, points in moves.items()]
        return first_names(parts, MAX_MOVES)


def _moves_of_each(moves_by_audience: Mapping[str, str], texts: BriefText) -> str:
    """Return the moves under each audience, with the same moves together."""
    audiences: dict[str, list[str]] = {}
    for name, moves in moves_by_audience.items():
        audiences.setdefault(moves, []).append(name)
    parts = [
        _("{whom}: {what}", whom=texts.for_audience(texts.joined_names(names)), what=moves)
        for moves, names in audiences.items()
    ]
    return capitalize(first_names(parts, MAX_AUDIENCES, len(parts) * MAX_WORDS, pgettext("screens", "; ")))


def event_names(events: Iterable[Event], texts: BriefText) -> str:
    """Return the names of events in a line."""
    return first_names([texts.text(event.name) for event in events], MAX_EVENT_NAMES)


def _move(effect: PointEffect, texts: BriefText) -> str:
    """Return the lists between which an effect moves, with a placeholder `{points}` for the points."""
    before, after = effect.before, effect.after
    return _("{points}: {old} ({old_tally}) to {new} ({new_tally}){break_even}",
        points="{points}", break_even=_break_even(effect, texts),
        old=list_name(before.list), old_tally=format_signed(before.displayed_score, "0"),
        new=list_name(after.list), new_tally=format_signed(after.displayed_score, "0"),
    )  # fmt: skip


def _break_even(effect: PointEffect, texts: BriefText) -> str:
    if effect.break_even is None:
        return ""
    return _(", pays from {probability}", probability=texts.percent(effect.break_even))


def effects(ranking: Ranking, events: Iterable[Event]) -> tuple[EventEffect, ...]:
    """Return what each further event would change, most lists first; events of a group with the same effect are joined."""
    scenario = ranking.scenario
    joined: dict[object, EventEffect] = {}
    for event in events:
        if event.id in (*scenario.events, *scenario.ruled_out) or not event.shifts or not scenario.counts_events:
            continue
        affected = effects_of(event, ranking)
        moved = [effect for effect in affected if effect.after.score != effect.before.score]
        key = (event.group or event.id, tuple((effect.point.id, effect.after.score) for effect in moved))
        same = joined.get(key)
        joined[key] = EventEffect((*same.events, event) if same else (event,), affected)
    return _most_lists_first(joined.values())


def _most_lists_first(effects: Iterable[EventEffect]) -> tuple[EventEffect, ...]:
    return tuple(sorted(effects, key=lambda effect: (-len(effect.moved), -len(effect.affected))))


def joint_effects(
    by_audience: Sequence[tuple[str, Sequence[EventEffect]]], events: Iterable[Event]
) -> tuple[EventEffect, ...]:
    """Return what each event would change under several audiences, most lists first; the same effects are joined."""
    joined: dict[object, EventEffect] = {}
    for event in events:
        pairs = tuple((name, effect) for name, effects in by_audience for effect in effects if event in effect.events)
        if pairs:
            affected = tuple(affected for _name, effect in pairs for affected in effect.affected)
            key = tuple((name, *(member.id for member in effect.events)) for name, effect in pairs)
            same = joined.get(key)
            joined[key] = EventEffect((*same.events, event) if same else (event,), affected, pairs)
    return _most_lists_first(joined.values())
