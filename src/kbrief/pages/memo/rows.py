"""The rows of the memo: points or groups of points, and the effects of events on them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kbrief.decide.events import PointEffect, effects_of
from kbrief.decide.rank import Placement, Ranking
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import capitalize, format_signed
from kbrief.i18n.labels import list_name
from kbrief.model import Event, ListName
from kbrief.pages.brief_text import BriefText

#: The greatest number of points that a move names, and of events that a row names; the rest are counted.
MAX_MOVES, MAX_EVENT_NAMES = 4, 6

#: The least number of rows that stand on a list, however many displaced ones its source lists there.
MIN_ROWS_ON_LIST = 3

#: The greatest number of words of a bullet.
MAX_BULLET_WORDS = 60

#: The mark at the end of a text: `[¶7]`.
_MARK = re.compile(r"(?:\[[^\[\]]{1,200}\]|【[^【】]{1,200}】)$")

#: The greatest number of words of the names in one line.
MAX_WORDS = 40

#: The greatest number of audiences whose effects are given one by one; the rest are counted.
MAX_AUDIENCES = 3


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A row of a list: a point, or the points of a group."""

    members: tuple[Placement, ...]
    is_elsewhere: bool

    @property
    def first(self) -> Placement:
        """The point that gives the row its place."""
        return self.members[0]

    @property
    def is_listed(self) -> bool:
        """Whether a source lists one of the points."""
        return any(member.source_lists for member in self.members)

    @property
    def is_moved(self) -> bool:
        """Whether an event shifts a rating of one of the points."""
        return any(rating.shifts for member in self.members for rating in member.ratings)

    def label(self, texts: BriefText) -> str:
        """Return the name of the point, or of the group with its members in brackets."""
        labels = [texts.text(member.point.label) for member in self.members]
        group = texts.brief.groups.get(self.first.point.group or "")
        if len(labels) == 1 or group is None:
            return labels[0]
        name = texts.text(group.label)
        members = ", ".join(label.removeprefix(name).lstrip(": ") for label in labels)
        return _("{name} ({members})", name=name, members=members)


def memo_rows(ranking: Ranking, name: ListName, *, is_grouped: bool = True) -> tuple[MemoRow, ...]:
    """Return the rows of a list by rank, and after them those that only a source lists there.

    With `is_grouped`, points of one group are one row.
    """
    on_list = _grouped(ranking.points_on(name), is_elsewhere=False, is_grouped=is_grouped)
    return on_list + _grouped(ranking.displaced(name), is_elsewhere=True, is_grouped=is_grouped)


def _grouped(placements: Sequence[Placement], *, is_elsewhere: bool, is_grouped: bool) -> tuple[MemoRow, ...]:
    members: dict[str, list[Placement]] = {}
    for placement in placements:
        group = placement.point.group if is_grouped else None
        members.setdefault(group or f"point {placement.point.id}", []).append(placement)
    return tuple(MemoRow(tuple(group), is_elsewhere) for group in members.values())


def limit_rows(
    rows: Sequence[MemoRow],
    max_rows: int,
    max_listed: int,
    count_words: Callable[[MemoRow], int],
    max_words: int,
) -> tuple[tuple[MemoRow, ...], tuple[MemoRow, ...]]:
    """Return (shown, left out) of rows, so that the shown ones have no more than `max_words` words.

    Rows that events move or sources list come first, up to `max_listed`, then others, up to `max_rows`. Some rows that
    stand on the list are shown however many displaced ones there are, and at least one row is shown.
    """
    listed = sorted((row for row in rows if row.is_listed or row.is_moved), key=lambda row: not row.is_moved)
    others = [row for row in rows if not (row.is_listed or row.is_moved)]
    count_on_list = sum(not row.is_elsewhere for row in listed[:max_listed])
    others = others[: max(0, max_rows - len(listed), MIN_ROWS_ON_LIST - count_on_list)]
    limited = [*listed[: max_listed - len(others)], *others]
    fitting: list[MemoRow] = []
    for row in sorted(limited, key=lambda row: (not row.is_moved, row.is_elsewhere, not row.is_listed)):
        max_words -= count_words(row)
        if max_words >= 0 or not fitting:
            fitting.append(row)
    fitting_ids = {id(row) for row in fitting}
    shown = tuple(row for row in rows if id(row) in fitting_ids)
    return shown, tuple(row for row in rows if id(row) not in fitting_ids)


def cut_words(text: str, maximum: int = MAX_BULLET_WORDS) -> str:
    """Return a text with `maximum` words at most; one that is cut ends in `…` and keeps the mark at its end."""
    words = text.split()
    if len(words) <= maximum:
        return text
    mark = _MARK.search(text)
    end = mark[0].split() if mark else []
    return " ".join((*words[: maximum - len(end) - 1], "…", *end))


def first_names(names: Sequence[str], maximum: int, max_words: int = MAX_WORDS, separator: str = "") -> str:
    """Return the first names in a line, up to so many names and words, and how many follow."""
    shown: list[str] = []
    for name in names[:maximum]:
        max_words -= len(name.split())
        if shown and max_words < 0:
            break
        shown.append(name)
    line = (separator or _("; ")).join(shown)
    left = len(names) - len(shown)
    if not left:
        return line
    # Where a name has a comma of its own, the count behind it would seem to be part of it.
    if any("," in name for name in shown):
        return _("{names}; and {count} more", names=line, count=left)
    return _("{names} and {count} more", names=line, count=left)


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
    setting = ranking.setting
    joined: dict[object, EventEffect] = {}
    for event in events:
        if event.id in (*setting.events, *setting.ruled_out) or not event.shifts or not setting.counts_events:
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
