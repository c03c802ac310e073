"""The rows of the memo: which points are shown, together or alone, and what events would move."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kbrief.decide.events import PointEffect, effects_of
from kbrief.decide.rank import Placement, Ranking
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import capitalized, format_signed
from kbrief.i18n.labels import list_name
from kbrief.model import Event, ListName
from kbrief.pages.brief_text import BriefText

#: How many points a move names, and how many events a row; the rest are counted.
MAX_MOVES, MAX_EVENT_NAMES = 4, 6

#: How many rows that stand on a list are shown however many others its source wants there.
KEPT = 3

#: How many words a bullet has.
MAX_BULLET_WORDS = 60

_MARK = re.compile(r"(?:\[[^\[\]]{1,200}\]|【[^【】]{1,200}】)$")

#: How many words the names in one row have.
MAX_WORDS = 40

#: Of how many audiences an event's effects are told one by one; the rest are counted.
MAX_AUDIENCES = 3


@dataclass(frozen=True, slots=True)
class MemoRow:
    """One row: a point, or the points of one group that stand on the same list."""

    members: tuple[Placement, ...]
    is_elsewhere: bool

    @property
    def first(self) -> Placement:
        """The point that the row stands at."""
        return self.members[0]

    @property
    def is_listed(self) -> bool:
        """Whether the source itself lists one of the points."""
        return any(member.source_lists for member in self.members)

    @property
    def is_moved(self) -> bool:
        """Whether an event that counts shifts a rating of one of the points."""
        return any(rating.shifts for member in self.members for rating in member.ratings)

    def label(self, texts: BriefText) -> str:
        """Return the name of the row: of a group, its label with its members in brackets."""
        labels = [texts.text(member.point.label) for member in self.members]
        group = texts.brief.groups.get(self.first.point.group or "")
        if len(labels) == 1 or group is None:
            return labels[0]
        name = texts.text(group.label)
        members = ", ".join(label.removeprefix(name).lstrip(": ") for label in labels)
        return _("{name} ({members})", name=name, members=members)


def memo_rows(ranking: Ranking, name: ListName, *, is_grouped: bool = True) -> tuple[MemoRow, ...]:
    """Return the rows of a list in the order of the screens; those that the source lists and that moved come last.

    Points of one group are one row where `is_grouped`: under several audiences each of them may stand elsewhere.
    """
    here = _grouped(ranking.points_on(name), is_elsewhere=False, is_grouped=is_grouped)
    return here + _grouped(ranking.displaced(name), is_elsewhere=True, is_grouped=is_grouped)


def _grouped(placements: Sequence[Placement], *, is_elsewhere: bool, is_grouped: bool) -> tuple[MemoRow, ...]:
    members: dict[str, list[Placement]] = {}
    for placement in placements:
        group = placement.point.group if is_grouped else None
        members.setdefault(group or f"point {placement.point.id}", []).append(placement)
    return tuple(MemoRow(tuple(group), is_elsewhere) for group in members.values())


def limit_rows(
    rows: Sequence[MemoRow], most: int, most_listed: int, words: Callable[[MemoRow], int], most_words: int
) -> tuple[tuple[MemoRow, ...], tuple[MemoRow, ...]]:
    """Return (shown, left out): where a limit bites, rows that an event moved or a source lists are kept first.

    However many of those stand elsewhere, some rows of the list itself are shown. `words` counts what a row says: rows
    without room are left out too, but never all.
    """
    listed = sorted((row for row in rows if row.is_listed or row.is_moved), key=lambda row: not row.is_moved)
    others = [row for row in rows if not (row.is_listed or row.is_moved)]
    here = sum(not row.is_elsewhere for row in listed[:most_listed])
    others = others[: max(0, most - len(listed), KEPT - here)]
    kept = [*listed[: most_listed - len(others)], *others]
    fitting: list[MemoRow] = []
    for row in sorted(kept, key=lambda row: (not row.is_moved, row.is_elsewhere, not row.is_listed)):
        most_words -= words(row)
        if most_words >= 0 or not fitting:
            fitting.append(row)
    shown = {id(row) for row in fitting}
    return tuple(row for row in rows if id(row) in shown), tuple(row for row in rows if id(row) not in shown)


def cut_words(text: str, most: int = MAX_BULLET_WORDS) -> str:
    """Return a text of so many words at most: what is too long ends in `…`, and keeps the mark at its end."""
    words = text.split()
    if len(words) <= most:
        return text
    mark = _MARK.search(text)
    end = mark[0].split() if mark else []
    return " ".join((*words[: most - len(end) - 1], "…", *end))


def first_names(names: Sequence[str], most: int, words: int = MAX_WORDS, between: str = "") -> str:
    """Return the first names in a row, as many as so many words have room for, and how many follow."""
    shown: list[str] = []
    for name in names[:most]:
        words -= len(name.split())
        if shown and words < 0:
            break
        shown.append(name)
    row = (between or _("; ")).join(shown)
    left = len(names) - len(shown)
    if not left:
        return row
    # Where a name has a comma of its own, the count behind it would seem to be part of it.
    has_comma = any("," in name for name in shown)
    return (
        _("{names}; and {count} more", names=row, count=left)
        if has_comma
        else _("{names} and {count} more", names=row, count=left)
    )


@dataclass(frozen=True, slots=True)
class EventEffect:
    """Events with one effect, and what each of them would do to the points that it shifts."""

    events: tuple[Event, ...]
    affected: tuple[PointEffect, ...]
    by_audience: "tuple[tuple[str, EventEffect], ...]" = ()
    """Of an event's effects under several audiences, each one's by its name; those without any are left out."""

    @property
    def moved(self) -> tuple[PointEffect, ...]:
        """The effects that put a point on another list."""
        return tuple(effect for effect in self.affected if effect.changes_list)

    def names(self, texts: BriefText) -> str:
        """Return the names of the events."""
        return event_names(self.events, texts)

    def name(self, texts: BriefText) -> str:
        """Return what the events are called in short: by the name of their group, where it has one and all are here."""
        group = self.events[0].group
        whole = tuple(event for event in texts.brief.events if group and event.group == group)
        label = texts.brief.groups.get(group or "")
        is_whole = len(whole) > 1 and whole == self.events
        return texts.text(label.label) if label and is_whole else self.names(texts)

    def goals(self, texts: BriefText) -> str:
        """Return which points would stand on which list, in a line."""
        if self.by_audience:
            return self._goals_of_each(texts)
        return _("; ").join(
            _("to {list}: {points}", points=points, list=name) for name, points in self._goal_by_list(texts).items()
        )

    def _goal_by_list(self, texts: BriefText) -> dict[str, str]:
        """Return the points that would stand on each list, in a row, by its name."""
        goals: dict[str, list[str]] = {}
        for after in (effect.after for effect in self.moved):
            goals.setdefault(list_name(after.list), []).append(texts.text(after.point.label))
        return {name: first_names(points, MAX_MOVES) for name, points in goals.items()}

    def _goals_of_each(self, texts: BriefText) -> str:
        """Return which points would stand on which list with whom, those with whom the same would together."""
        names: dict[tuple[str, str], list[str]] = {}
        for name, effect in self.by_audience:
            for goal in effect._goal_by_list(texts).items():  # noqa: SLF001 - another of its kind
                names.setdefault(goal, []).append(name)
        parts = [
            _(
                "to {list} {whom}: {points}",
                list=goal[0],
                points=goal[1],
                whom=texts.for_audience(texts.joined_names(who)),
            )
            for goal, who in names.items()
        ]
        return first_names(parts, MAX_AUDIENCES, between=pgettext("screens", "; "))

    def moves(self, texts: BriefText) -> str:
        """Return what changes, in a line."""
        if self.by_audience:
            told = [(name, effect) for name, effect in self.by_audience if effect.moved or not self.moved]
            return self._of_each(texts, {name: effect.moves(texts) for name, effect in told})
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

    @staticmethod
    def _of_each(texts: BriefText, said: Mapping[str, str]) -> str:
        """Return what is said of each audience, those of whom the same is said together."""
        names: dict[str, list[str]] = {}
        for name, what in said.items():
            names.setdefault(what, []).append(name)
        parts = [_("{whom}: {what}", whom=texts.for_audience(texts.joined_names(who)), what=what)
                 for what, who in names.items()]  # fmt: skip
        return capitalized(first_names(parts, MAX_AUDIENCES, len(parts) * MAX_WORDS, pgettext("screens", "; ")))


def event_names(events: Iterable[Event], texts: BriefText) -> str:
    """Return the names of events in a row."""
    return first_names([texts.text(event.name) for event in events], MAX_EVENT_NAMES)


def _move(effect: PointEffect, texts: BriefText) -> str:
    """Return from where to where an effect moves, with `{points}` where the points that it moves so are to stand."""
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
    """Return what each further event would change, most lists first; events of a group with one effect are one."""
    setting = ranking.setting
    found: dict[object, EventEffect] = {}
    for event in events:
        if event.id in (*setting.events, *setting.ruled_out) or not event.shifts or not setting.counts_events:
            continue
        affected = effects_of(event, ranking)
        moved = [effect for effect in affected if effect.after.score != effect.before.score]
        key = (event.group or event.id, tuple((effect.point.id, effect.after.score) for effect in moved))
        known = found.get(key)
        found[key] = EventEffect((*known.events, event) if known else (event,), affected)
    return tuple(sorted(found.values(), key=lambda effect: (-len(effect.moved), -len(effect.affected))))


def joint_effects(
    by_audience: Sequence[tuple[str, Sequence[EventEffect]]], events: Iterable[Event]
) -> tuple[EventEffect, ...]:
    """Return what each event would change under several audiences, most lists first; those of one effect are one."""
    found: dict[object, EventEffect] = {}
    for event in events:
        told = tuple((name, effect) for name, effects in by_audience for effect in effects if event in effect.events)
        if told:
            affected = tuple(affected for _name, effect in told for affected in effect.affected)
            key = tuple((name, *(one.id for one in effect.events)) for name, effect in told)
            known = found.get(key)
            found[key] = EventEffect((*known.events, event) if known else (event,), affected, told)
    return tuple(sorted(found.values(), key=lambda effect: (-len(effect.moved), -len(effect.affected))))
