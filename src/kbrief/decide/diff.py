"""Find the differences between two briefs, claim by claim, and their effects on the lists."""

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
    """A changed claim, text or value with its path; None is a missing one.

    For items in another order, the values are the lists of their ids.
    """

    path: str
    old: Any
    new: Any


@dataclass(frozen=True)
class ScoreMove:
    """A point whose score differs under an administration or none; a placement is None if the brief lacks the point."""

    administration: str | None
    old: Placement | None
    new: Placement | None

    @property
    def changes_list(self) -> bool:
        """Whether the list of the point differs, or only one brief has the point."""
        return self.old is None or self.new is None or self.old.list != self.new.list

    @property
    def changes_score(self) -> bool:
        """Whether the score of the point differs, or only one brief has the point."""
        return self.old is None or self.new is None or self.old.score != self.new.score


@dataclass(frozen=True)
class ItemDiff:
    """A changed item of a section or, in the section `brief`, a changed field of the brief itself."""

    section: str
    id: str
    old: Any
    new: Any
    changes: tuple[ClaimChange, ...] = ()
    moves: tuple[ScoreMove, ...] = ()

    @property
    def kind(self) -> Kind:
        """Whether the item is added, removed or changed, or only moved by changes elsewhere."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "removed"
        return "changed" if self.changes else "moved"


@dataclass(frozen=True)
class BriefDiff:
    """The differences between two briefs, and the administrations under which lists are compared."""

    old: Brief
    new: Brief
    settings: tuple[str | None, ...]
    entries: tuple[ItemDiff, ...]

    @cached_property
    def moved(self) -> tuple[ItemDiff, ...]:
        """The points whose list differs under some administration or none."""
        return tuple(entry for entry in self.entries if any(move.changes_list for move in entry.moves))


def diff(old: Brief, new: Brief) -> BriefDiff:
    """Return the differences between two briefs."""
    old_ids = {administration.id for administration in old.administrations}
    settings = (None, *(a.id for a in new.administrations if a.id in old_ids))
    moves = _score_moves(old, new, settings)
    fields = [name for name in Brief.model_fields if name not in SECTIONS]
    field_diffs = (entry for name in fields for entry in _field_diffs(name, old, new))
    entries = sorted(field_diffs, key=lambda entry: entry.section != "brief")
    for section in SECTIONS:
        section_moves = moves if section == "points" else {}
        entries += _section_diffs(section, getattr(old, section), getattr(new, section), section_moves)
    return BriefDiff(old, new, settings, tuple(entries))


def _field_diffs(name: str, old: Brief, new: Brief) -> Iterator[ItemDiff]:
    before, after = getattr(old, name), getattr(new, name)
    if not isinstance(before, Mapping):
        if before != after:
            yield ItemDiff("brief", name, before, after, (ClaimChange(name, before, after),))
        return
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            changes = tuple(compare_values(before.get(key), after.get(key), key))
            yield ItemDiff(name, key, before.get(key), after.get(key), changes)


def _section_diffs(
    section: str, old: Sequence[Any], new: Sequence[Any], moves: Mapping[str, tuple[ScoreMove, ...]]
) -> Iterator[ItemDiff]:
    """Yield the changed items of a section; a renamed one has its new id."""
    new_ids = find_renamed(old, new)
    before, after = {new_ids.get(item.id, item.id): item for item in old}, {item.id: item for item in new}
    for name in dict.fromkeys((*after, *before)):
        old_item, new_item = before.get(name), after.get(name)
        if old_item != new_item or name in moves:
            changes = _item_changes(old_item, new_item, name)
            yield ItemDiff(section, name, old_item, new_item, changes, moves.get(name, ()))
    order_changes = tuple(_order_changes(section, tuple(before), tuple(after)))
    if order_changes:
        yield ItemDiff(section, section, tuple(before), tuple(after), order_changes)


def _item_changes(old: Any, new: Any, name: str) -> tuple[ClaimChange, ...]:
    """Return the changes within an item that both briefs have."""
    if old is None or new is None:
        return ()
    if old.id != new.id:
        return (ClaimChange(f"{name}.id", old.id, new.id),)
    return tuple(compare_values(old, new, name))


def find_renamed(old: Sequence[Any], new: Sequence[Any]) -> dict[str, str]:
    """Return the new ids by the old ones of items that differ in nothing but their id."""
    common = {item.id for item in old} & {item.id for item in new}
    removed = {repr(item.model_copy(update={"id": ""})): item.id for item in old if item.id not in common}
    added = ((repr(item.model_copy(update={"id": ""})), item.id) for item in new if item.id not in common)
    return {removed.pop(content): name for content, name in added if content in removed}


def _order_changes(path: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[ClaimChange]:
    """Yield a change if common items are in another order."""
    common = set(old) & set(new)
    if [key for key in old if key in common] != [key for key in new if key in common]:
        yield ClaimChange(path, old, new)


def compare_values(old: Any, new: Any, path: str) -> Iterator[ClaimChange]:
    """Yield the changes between two values; claims and texts are compared as a whole, larger values part by part."""
    if old != new:
        yield from _comparison_for(old, new)(old, new, path)


def _comparison_for(old: Any, new: Any) -> Callable[[Any, Any, str], Iterator[ClaimChange]]:
    """Return the function that compares two different values."""
    if isinstance(old, Mapping) or isinstance(new, Mapping):
        return _compare_mappings
    if _has_readings(old) or _has_readings(new):
        return _compare_readings
    if isinstance(old, ForAudience) or isinstance(new, ForAudience):
        return _compare_audiences
    if type(old) is not type(new) or isinstance(old, (Claim, Text)):
        return _compare_whole
    if isinstance(old, Model):
        return _compare_models
    return _compare_lists if isinstance(old, tuple) and _has_models((*old, *new)) else _compare_whole


def _has_readings(value: Any) -> bool:
    return isinstance(value, tuple) and any(isinstance(item, Reading) for item in value)


def _compare_readings(old: Any, new: Any, path: str) -> Iterator[ClaimChange]:
    """Yield the removed and added readings of a cell; two of the same source or author are one change."""
    before, after = as_readings(old), as_readings(new)
    removed = [reading for reading in before if reading not in after]
    added = [reading for reading in after if reading not in before]
    for reading in removed:
        counterpart = next((counterpart for counterpart in added if _have_same_source(reading, counterpart)), None)
        yield ClaimChange(path, reading, counterpart)
        added = [candidate for candidate in added if candidate is not counterpart]
    yield from (ClaimChange(path, None, reading) for reading in added)
    if before != after and set(map(repr, before)) == set(map(repr, after)):
        yield ClaimChange(path, old, new)


def _have_same_source(old: Reading, new: Reading) -> bool:
    """Whether two readings share a source, or have the same author and cite none."""
    old_sources, new_sources = ({cite.partition("#")[0] for cite in reading.cites} for reading in (old, new))
    return not old_sources.isdisjoint(new_sources) or (not old_sources and not new_sources and old.by == new.by)


def _compare_audiences(old: Any, new: Any, path: str) -> Iterator[ClaimChange]:
    """Yield the changes of the texts for one audience."""
    yield from _compare_models(old or ForAudience(), new or ForAudience(), path)


def _has_models(items: Iterable[Any]) -> bool:
    return any(isinstance(item, Model) for item in items)


def _compare_whole(old: Any, new: Any, path: str) -> Iterator[ClaimChange]:
    yield ClaimChange(path, old, new)


def _compare_models(old: Model, new: Model, path: str) -> Iterator[ClaimChange]:
    for name, field in type(old).model_fields.items():
        key = field.alias or name
        inner_path = path if key in UNNAMED_FIELDS else f"{path}.{key}"
        yield from compare_values(getattr(old, name), getattr(new, name), inner_path)


def _compare_mappings(old: Any, new: Any, path: str) -> Iterator[ClaimChange]:
    """Yield the changes between mappings; another value on one side is itself removed or added."""
    before, after = (value if isinstance(value, Mapping) else {} for value in (old, new))
    if not isinstance(old, Mapping) and old is not None:
        yield ClaimChange(path, old, None)
    for key in dict.fromkeys((*before, *after)):
        yield from compare_values(before.get(key), after.get(key), f"{path}.{key}")
    if not isinstance(new, Mapping) and new is not None:
        yield ClaimChange(path, None, new)


def _compare_lists(old: tuple[Any, ...], new: tuple[Any, ...], path: str) -> Iterator[ClaimChange]:
    before, after = _by_key(old), _by_key(new)
    if None in before or None in after:
        yield from _compare_sequences(old, new, path)
        return
    for key in dict.fromkeys((*before, *after)):
        yield from compare_values(before.get(key), after.get(key), f"{path}.{key}")
    yield from _order_changes(path, tuple(before), tuple(after))


def _by_key(items: Sequence[Any]) -> dict[Any, Any]:
    """Return items by their id or number; items without either have the key None."""
    return {getattr(item, "id", getattr(item, "n", None)): item for item in items}


def _compare_sequences(old: tuple[Any, ...], new: tuple[Any, ...], path: str) -> Iterator[ClaimChange]:
    """Yield the changes between lists of items without ids, after equal items are paired."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, [repr(item) for item in old], [repr(item) for item in new], autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind != "equal":
            paired = min(i_end - i, j_end - j)
            for n in range(paired):
                yield from compare_values(old[i + n], new[j + n], f"{path}.{j + n + 1}")
            yield from (ClaimChange(f"{path}.{n + 1}", old[n], None) for n in range(i + paired, i_end))
            yield from (ClaimChange(f"{path}.{n + 1}", None, new[n]) for n in range(j + paired, j_end))


def _score_moves(old: Brief, new: Brief, settings: Sequence[str | None]) -> dict[str, tuple[ScoreMove, ...]]:
    """Return by point the administrations under which its score differs or only one brief has it."""
    new_ids, moves = find_renamed(old.points, new.points), defaultdict[str, list[ScoreMove]](list)
    for name in settings:
        before = {
            new_ids.get(placement.point.id, placement.point.id): placement
            for placement in rank(old, Scenario(name)).placements
        }
        after = {placement.point.id: placement for placement in rank(new, Scenario(name)).placements}
        for point in dict.fromkeys((*after, *before)):
            move = ScoreMove(name, before.get(point), after.get(point))
            if move.changes_list or move.changes_score:
                moves[point].append(move)
    return {point: tuple(point_moves) for point, point_moves in moves.items()}
