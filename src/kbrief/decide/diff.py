"""What differs between two briefs, claim by claim, and what that does to the lists."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from kbrief.decide.rank import Placement, rank
from kbrief.decide.scenario import Scenario
from kbrief.model import Brief, Claim, ForAudience, Model, Reading, Text, as_readings
from kbrief.model.claims import SECTIONS, UNNAMED_FIELDS

Kind = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True)
class ClaimChange:
    """A claim, text or value that differs, by its path as people write it; None where there is none.

    Lists of ids stand for items that have another order.
    """

    path: str
    old: Any
    new: Any


@dataclass(frozen=True)
class ScoreMove:
    """A point whose score differs in a setting (None: no administration); None where the brief lacks the point."""

    administration: str | None
    old: Placement | None
    new: Placement | None

    @property
    def changes_list(self) -> bool:
        """Whether the point stands on another list, or on none before or after."""
        return self.old is None or self.new is None or self.old.list != self.new.list

    @property
    def changes_score(self) -> bool:
        """Whether the point's score differs, or only one brief has it."""
        return self.old is None or self.new is None or self.old.score != self.new.score


@dataclass(frozen=True)
class ItemDiff:
    """An item of a section that differs, or (with section `brief`) a field of the brief itself."""

    section: str
    id: str
    old: Any
    new: Any
    changes: tuple[ClaimChange, ...] = ()
    moves: tuple[ScoreMove, ...] = ()

    @property
    def kind(self) -> Kind:
        """Whether it is added, removed or changed, or only moved by what changed elsewhere."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "removed"
        return "changed" if self.changes else "moved"


@dataclass(frozen=True)
class BriefDiff:
    """All that differs, in the order of the program's pages, and the settings in which lists are compared."""

    old: Brief
    new: Brief
    settings: tuple[str | None, ...]
    entries: tuple[ItemDiff, ...]

    @cached_property
    def moved(self) -> tuple[ItemDiff, ...]:
        """The points whose list differs in some setting."""
        return tuple(entry for entry in self.entries if any(move.changes_list for move in entry.moves))


def diff(old: Brief, new: Brief) -> BriefDiff:
    """Return what differs between two briefs; nothing does where they are equal."""
    known = {administration.id for administration in old.administrations}
    settings = (None, *(a.id for a in new.administrations if a.id in known))
    moves = _moves(old, new, settings)
    fields = [entry for name in Brief.model_fields if name not in SECTIONS for entry in _field(name, old, new)]
    entries = sorted(fields, key=lambda entry: entry.section != "brief")
    for section in SECTIONS:
        entries += _section(section, getattr(old, section), getattr(new, section), moves if section == "points" else {})
    return BriefDiff(old, new, settings, tuple(entries))


def _field(name: str, old: Brief, new: Brief) -> Iterator[ItemDiff]:
    before, after = getattr(old, name), getattr(new, name)
    if not isinstance(before, Mapping):
        if before != after:
            yield ItemDiff("brief", name, before, after, (ClaimChange(name, before, after),))
        return
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            changes = tuple(compare_values(before.get(key), after.get(key), key))
            yield ItemDiff(name, key, before.get(key), after.get(key), changes)


def _section(
    section: str, old: Sequence[Any], new: Sequence[Any], moves: Mapping[str, tuple[ScoreMove, ...]]
) -> Iterator[ItemDiff]:
    """Yield the items that differ; one that only has another id is known by the new one."""
    now = find_renamed(old, new)
    before, after = {now.get(item.id, item.id): item for item in old}, {item.id: item for item in new}
    for name in dict.fromkeys((*after, *before)):
        one, other = before.get(name), after.get(name)
        if one != other or name in moves:
            yield ItemDiff(section, name, one, other, _changes(one, other, name), moves.get(name, ()))
    order = tuple(_order(section, tuple(before), tuple(after)))
    if order:
        yield ItemDiff(section, section, tuple(before), tuple(after), order)


def _changes(old: Any, new: Any, name: str) -> tuple[ClaimChange, ...]:
    """Return what differs within an item that both briefs have."""
    if old is None or new is None:
        return ()
    if old.id != new.id:
        return (ClaimChange(f"{name}.id", old.id, new.id),)
    return tuple(compare_values(old, new, name))


def find_renamed(old: Sequence[Any], new: Sequence[Any]) -> dict[str, str]:
    """Return the new ids, by the old ones, of the items that are the same but for their id."""
    common = {item.id for item in old} & {item.id for item in new}
    gone = {repr(item.model_copy(update={"id": ""})): item.id for item in old if item.id not in common}
    come = ((repr(item.model_copy(update={"id": ""})), item.id) for item in new if item.id not in common)
    return {gone.pop(content): name for content, name in come if content in gone}


def _order(path: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[ClaimChange]:
    """Yield a change where what is on both sides stands in another order."""
    both = set(old) & set(new)
    if [key for key in old if key in both] != [key for key in new if key in both]:
        yield ClaimChange(path, old, new)


def compare_values(old: Any, new: Any, path: str) -> Iterator[ClaimChange]:
    """Yield what differs between two values: a claim or a text is one thing, anything larger is looked into."""
    if old != new:
        yield from _inside(old, new)(old, new, path)


def _inside(old: Any, new: Any) -> Callable[[Any, Any, str], Iterator[ClaimChange]]:
    """Return what looks into two values that differ."""
    if isinstance(old, Mapping) or isinstance(new, Mapping):
        return _in_mappings
    if _has_readings(old) or _has_readings(new):
        return _in_readings
    if isinstance(old, ForAudience) or isinstance(new, ForAudience):
        return _in_audiences
    if type(old) is not type(new) or isinstance(old, (Claim, Text)):
        return _as_one
    if isinstance(old, Model):
        return _in_nouns
    return _in_lists if isinstance(old, tuple) and _has_nouns((*old, *new)) else _as_one


def _has_readings(value: Any) -> bool:
    return isinstance(value, tuple) and any(isinstance(one, Reading) for one in value)


def _in_readings(old: Any, new: Any, path: str) -> Iterator[ClaimChange]:
    """Yield the readings of a cell that are gone or new; one of the same source or officer is a change of it."""
    before, after = as_readings(old), as_readings(new)
    gone = [reading for reading in before if reading not in after]
    come = [reading for reading in after if reading not in before]
    for reading in gone:
        counterpart = next((counterpart for counterpart in come if _is_of_same(reading, counterpart)), None)
        yield ClaimChange(path, reading, counterpart)
        come = [left for left in come if left is not counterpart]
    yield from (ClaimChange(path, None, reading) for reading in come)
    if before != after and set(map(repr, before)) == set(map(repr, after)):
        yield ClaimChange(path, old, new)


def _is_of_same(one: Reading, other: Reading) -> bool:
    """Return whether two readings share a source, or are of one officer who cites none."""
    sources, others = ({cite.partition("#")[0] for cite in reading.cites} for reading in (one, other))
    return not sources.isdisjoint(others) or (not sources and not others and one.by == other.by)


def _in_audiences(old: Any, new: Any, path: str) -> Iterator[ClaimChange]:
    """Yield what is said otherwise to one audience, text by text."""
    yield from _in_nouns(old or ForAudience(), new or ForAudience(), path)


def _has_nouns(items: Iterable[Any]) -> bool:
    return any(isinstance(item, Model) for item in items)


def _as_one(old: Any, new: Any, path: str) -> Iterator[ClaimChange]:
    yield ClaimChange(path, old, new)


def _in_nouns(old: Model, new: Model, path: str) -> Iterator[ClaimChange]:
    for name, field in type(old).model_fields.items():
        key = field.alias or name
        inner = path if key in UNNAMED_FIELDS else f"{path}.{key}"
        yield from compare_values(getattr(old, name), getattr(new, name), inner)


def _in_mappings(old: Any, new: Any, path: str) -> Iterator[ClaimChange]:
    """Yield what differs between mappings; what is none on one side is itself added or removed."""
    before, after = (value if isinstance(value, Mapping) else {} for value in (old, new))
    if not isinstance(old, Mapping) and old is not None:
        yield ClaimChange(path, old, None)
    for key in dict.fromkeys((*before, *after)):
        yield from compare_values(before.get(key), after.get(key), f"{path}.{key}")
    if not isinstance(new, Mapping) and new is not None:
        yield ClaimChange(path, None, new)


def _in_lists(old: tuple[Any, ...], new: tuple[Any, ...], path: str) -> Iterator[ClaimChange]:
    before, after = _by_key(old), _by_key(new)
    if None in before or None in after:
        yield from _aligned(old, new, path)
        return
    for key in dict.fromkeys((*before, *after)):
        yield from compare_values(before.get(key), after.get(key), f"{path}.{key}")
    yield from _order(path, tuple(before), tuple(after))


def _by_key(items: Sequence[Any]) -> dict[Any, Any]:
    """Return items by their id or number, by None those that have neither."""
    return {getattr(item, "id", getattr(item, "n", None)): item for item in items}


def _aligned(old: tuple[Any, ...], new: tuple[Any, ...], path: str) -> Iterator[ClaimChange]:
    """Yield what differs between lists without ids: equal items are paired first, and keep their places apart."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, [repr(item) for item in old], [repr(item) for item in new], autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind != "equal":
            both = min(i_end - i, j_end - j)
            for n in range(both):
                yield from compare_values(old[i + n], new[j + n], f"{path}.{j + n + 1}")
            yield from (ClaimChange(f"{path}.{n + 1}", old[n], None) for n in range(i + both, i_end))
            yield from (ClaimChange(f"{path}.{n + 1}", None, new[n]) for n in range(j + both, j_end))


def _moves(old: Brief, new: Brief, settings: Sequence[str | None]) -> dict[str, tuple[ScoreMove, ...]]:
    """Return, by point, the settings in which its score differs, or in which only one brief has it."""
    now, moves = find_renamed(old.points, new.points), defaultdict[str, list[ScoreMove]](list)
    for name in settings:
        before = {
            now.get(placement.point.id, placement.point.id): placement
            for placement in rank(old, Scenario(name)).placements
        }
        after = {placement.point.id: placement for placement in rank(new, Scenario(name)).placements}
        for point in dict.fromkeys((*after, *before)):
            move = ScoreMove(name, before.get(point), after.get(point))
            if move.changes_list or move.changes_score:
                moves[point].append(move)
    return {point: tuple(made) for point, made in moves.items()}
