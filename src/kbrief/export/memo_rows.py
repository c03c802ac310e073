"""The rows of the memo: which points are shown, together or alone, and what events would move."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kbrief.decide.rank import Placement, Ranking, rank
from kbrief.decide.ratings import Setting
from kbrief.model import Event, ListName
from kbrief.words.memos import MEMOS
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
        return f"{name} ({', '.join(label.removeprefix(name).lstrip(': ') for label in labels)})"

    def tally(self, v: Voice) -> str:
        """Return the tally, or the score where the weights differ; of a group, each member's."""
        values = list(dict.fromkeys(signed(measure(member), "0") for member in self.members))
        if len(self.members) == 1:
            return values[0]
        return MEMOS[v.lang].each.format(tally=values[0]) if len(values) == 1 else ", ".join(values)


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
    """Events with one effect, and the points whose list changes if one of them happens: (before, after)."""

    events: tuple[Event, ...]
    moved: tuple[tuple[Placement, Placement], ...]
    shifted: tuple[str, ...]

    def names(self, v: Voice) -> str:
        """Return the names of the events."""
        return "; ".join(v.text(event.name) for event in self.events)

    def goals(self, v: Voice) -> str:
        """Return which points would stand on which list, in a line."""
        form = MEMOS[v.lang].goes_to
        return "; ".join(form.format(point=v.text(a.point.label), list=v.w.lists[a.list].name) for _, a in self.moved)

    def moves(self, v: Voice) -> str:
        """Return what changes, in a line."""
        if not self.moved:
            labels = (v.text(v.brief.point_by_id[point].label) for point in self.shifted)
            return MEMOS[v.lang].no_change.format(points="; ".join(labels))
        return "; ".join(
            MEMOS[v.lang].changes_to.format(
                point=v.text(before.point.label),
                old=v.w.lists[before.list].name, old_tally=signed(measure(before), "0"),
                new=v.w.lists[after.list].name, new_tally=signed(measure(after), "0"),
            )
            for before, after in self.moved
        )  # fmt: skip


def effects(ranking: Ranking, events: Iterable[Event]) -> tuple[Effect, ...]:
    """Return what each further event would change, most lists first; events of a group with one effect are one."""
    setting = ranking.setting
    found: dict[object, Effect] = {}
    for event in events:
        if event.id in setting.given or not event.shifts or not setting.counts_inference:
            continue
        after = rank(ranking.brief, Setting(setting.administration, (*setting.given, event.id))).placements
        moved = tuple((b, a) for b, a in zip(ranking.placements, after, strict=True) if b.list != a.list)
        shifted = tuple(b.point.id for b, a in zip(ranking.placements, after, strict=True) if b.score != a.score)
        key = (event.group or event.id, tuple(a.score for a in after))
        known = found.get(key)
        found[key] = Effect((*known.events, event) if known else (event,), moved, shifted)
    return tuple(sorted(found.values(), key=lambda effect: (-len(effect.moved), -len(effect.shifted))))
