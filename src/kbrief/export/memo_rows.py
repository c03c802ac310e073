"""The rows of the memo: which points are shown, together or alone, and what events would move."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kbrief.decide.events import Effect as PointEffect
from kbrief.decide.events import what_if
from kbrief.decide.likelihood import icd203_word
from kbrief.decide.rank import Placement, Ranking
from kbrief.model import Event, ListName
from kbrief.words.forms.memo import MemoWords
from kbrief.words.voice import Voice, signed


@dataclass(frozen=True, slots=True)
class Entry:
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
        return any(member.source_list for member in self.members)

    def label(self, v: Voice) -> str:
        """Return the name of the row: of a group, its label with its members in brackets."""
        labels = [v.text(member.point.label) for member in self.members]
        group = v.brief.groups.get(self.first.point.group or "")
        if len(labels) == 1 or group is None:
            return labels[0]
        name = v.text(group.label)
        members = ", ".join(label.removeprefix(name).lstrip(": ") for label in labels)
        return v.words(MemoWords).group.format(name=name, members=members)

    def tally(self, v: Voice) -> str:
        """Return the tally, or the score where the weights differ; of a group, each member's."""
        values = list(dict.fromkeys(signed(measure(member), "0") for member in self.members))
        if len(self.members) == 1:
            return values[0]
        return v.words(MemoWords).each.format(tally=values[0]) if len(values) == 1 else ", ".join(values)


def measure(placement: Placement) -> float:
    """Return a placement's tally, or its score where the weights differ."""
    return float(placement.score) if placement.tally is None else placement.tally


def stated_measure(placement: Placement) -> float:
    """Return the stated part of a placement's tally, or of its score where the weights differ."""
    return float(placement.stated) if placement.stated_tally is None else placement.stated_tally


def entries(ranking: Ranking, name: ListName) -> tuple[Entry, ...]:
    """Return the rows of a list in the order of the screens; those that the source lists and that moved come last."""
    here = _grouped(ranking.on(name), is_elsewhere=False)
    return here + _grouped(ranking.listed_elsewhere(name), is_elsewhere=True)


def _grouped(placements: Sequence[Placement], *, is_elsewhere: bool) -> tuple[Entry, ...]:
    members: dict[str, list[Placement]] = {}
    for placement in placements:
        members.setdefault(placement.point.group or f"point {placement.point.id}", []).append(placement)
    return tuple(Entry(tuple(group), is_elsewhere) for group in members.values())


def limited(rows: Sequence[Entry], most: int) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return (shown, left out): where a limit bites, rows that the source lists are kept first, and always."""
    spare = max(0, most - sum(row.is_listed for row in rows))
    others = [row for row in rows if not row.is_listed]
    dropped = others[spare:]
    return tuple(row for row in rows if row not in dropped), tuple(dropped)


@dataclass(frozen=True, slots=True)
class Effect:
    """Events with one effect, and what each of them would do to the points that it shifts."""

    events: tuple[Event, ...]
    affected: tuple[PointEffect, ...]

    @property
    def moved(self) -> tuple[PointEffect, ...]:
        """The effects that put a point on another list."""
        return tuple(effect for effect in self.affected if effect.changes_list)

    def names(self, v: Voice) -> str:
        """Return the names of the events."""
        return "; ".join(v.text(event.name) for event in self.events)

    def goals(self, v: Voice) -> str:
        """Return which points would stand on which list, in a line."""
        form = v.words(MemoWords).goes_to
        return "; ".join(
            form.format(point=v.text(a.point.label), list=v.w.lists[a.list].name) for a in (e.after for e in self.moved)
        )

    def moves(self, v: Voice) -> str:
        """Return what changes, in a line."""
        if not self.moved:
            labels = (v.text(effect.point.label) for effect in self.affected)
            return v.words(MemoWords).no_change.format(points="; ".join(labels))
        return "; ".join(
            v.words(MemoWords).changes_to.format(
                point=v.text(before.point.label),
                old=v.w.lists[before.list].name, old_tally=signed(measure(before), "0"),
                new=v.w.lists[after.list].name, new_tally=signed(measure(after), "0"), break_even=odds,
            )
            for before, after, odds in ((e.before, e.after, _break_even(e, v)) for e in self.moved)
        )  # fmt: skip


def _break_even(effect: PointEffect, v: Voice) -> str:
    if effect.break_even is None:
        return ""
    return v.words(MemoWords).break_even.format(probability=v.likely(effect.break_even, icd203_word(effect.break_even)))


def effects(ranking: Ranking, events: Iterable[Event]) -> tuple[Effect, ...]:
    """Return what each further event would change, most lists first; events of a group with one effect are one."""
    setting = ranking.setting
    found: dict[object, Effect] = {}
    for event in events:
        if event.id in setting.given or not event.shifts or not setting.counts_inference:
            continue
        result = what_if(ranking.brief, setting, [event.id], ranking.weights)
        key = (event.group or event.id, tuple(effect.after.score for effect in result.effects))
        known = found.get(key)
        found[key] = Effect((*known.events, event) if known else (event,), result.affected)
    return tuple(sorted(found.values(), key=lambda effect: (-len(effect.moved), -len(effect.affected))))
