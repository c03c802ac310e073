"""Merge overlays into their bases, layer by layer."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kbrief.errors import Message
from kbrief.load.faults import format_loc, quote_value
from kbrief.load.merge import MAX_PROBLEMS, RATINGS, Loc, MergedBrief
from kbrief.model.claims import LANGUAGE_TAG, Text
from kbrief.model.lookup import suggest

Item = str | int

TEXT_KEYS = Text.model_fields.keys()


def merge_overlay(base: MergedBrief, over: MergedBrief) -> MergedBrief:
    """Return what `over` makes of `base`, with the problems of both, and of what has nothing to take away."""
    result = MergedBrief(
        over.first,
        problems=[*base.problems, *over.problems],
        removed=dict(base.removed),
        is_partial=base.is_partial or over.is_partial,
        has_lost_base=base.is_partial or base.has_lost_base,
    )
    result.data = OverlayMerge(base, over, result).mapping(base.data, over.data, ((), (), ()))
    result.unplaced = [*base.unplaced, *over.unplaced]
    return result


def apply_ratings(merged: MergedBrief) -> MergedBrief:
    """Return the sections with the section `ratings` laid on the points, and that section gone."""
    section = merged.data.pop(RATINGS, None)
    if section is None:
        return merged
    if not isinstance(section, Mapping):
        message = Message("ratings: {value} is not a mapping", value=quote_value(section))
        merged.add_problem((RATINGS,), "wrong-type", message, Message("it holds point → criterion → rating"))
        return merged
    points = merged.data.get("points")
    known = {name: None for item in points if (name := _name(item))} if isinstance(points, list) else {}
    if not merged.is_partial:
        _complain_of_unknown([name for name in section if name not in known], known, merged)
    wanted = [name for name in section if name in known]
    if not wanted:
        return merged
    result = merge_overlay(merged, _as_points(merged, section, wanted))
    result.has_lost_base = merged.has_lost_base
    return result


def _complain_of_unknown(names: Sequence[str], known: Iterable[str], merged: MergedBrief) -> None:
    """Note that points are rated which are not there, with what takes them away, or what may be meant."""
    for name in names[:MAX_PROBLEMS]:
        gone = merged.removed_at(name)
        what = Message("point")
        hint = Message("{place} takes it away", place=gone) if gone else suggest(name, list(known), what)
        message = Message("ratings: unknown {what} {name}", what=what, name=quote_value(name))
        merged.add_problem((RATINGS, name), "unknown-target", message, hint)


def _note_repeated_ratings(layer: MergedBrief) -> None:
    """Warn of ratings that the files of one brief give twice: with a point, and in the section, which counts."""
    section, points = layer.data.get(RATINGS), layer.data.get("points")
    if not isinstance(section, Mapping) or not isinstance(points, list):
        return
    for point in points:
        name = _name(point)
        own = point.get(RATINGS) if name else None
        if name and isinstance(own, Mapping) and isinstance(section.get(name), Mapping):
            for keys in _both(own, section[name]):
                path = ".".join((name, *keys))
                message = Message("{path} is rated with its point too; this rating counts", path=path)
                hint = Message("take one of the two out")
                layer.add_problem((RATINGS, name, *keys), "rated-twice", message, hint, "warning")


def _both(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the keys that lead to a rating in both of two mappings: a criterion, or an administration below it."""
    for key in one.keys() & other.keys():
        below, above = one[key], other[key]
        if _merges_by_key(below, above) and not (is_removal(below) or is_removal(above)):
            yield from ((key, name) for name in below.keys() & above.keys() if not is_removal(above[name]))
        elif not is_removal(above):
            yield (key,)


def _as_points(merged: MergedBrief, ratings: Mapping[str, Any], names: Iterable[str]) -> MergedBrief:
    """Return ratings by point as a brief that has only points with ratings."""
    points = MergedBrief(merged.first, {"points": [{"id": name, "ratings": ratings[name]} for name in names]})
    for n, name in enumerate(names):
        points.origins["points", n, "ratings"] = merged, (RATINGS, name)
    return points


def _name(item: Any) -> str | None:
    name = item_id(item)
    return name if isinstance(name, str) else None


def item_id(item: Any) -> Item | None:
    """Return the id of an item, or the number of a paragraph; None for what has neither."""
    if not isinstance(item, Mapping):
        return None
    found = item.get("id", item.get("n"))
    return found if isinstance(found, (str, int)) else None


def _merges_by_key(below: Any, above: Any) -> bool:
    """Whether both are mappings and neither is a claim: that is replaced whole."""
    return isinstance(below, Mapping) and isinstance(above, Mapping) and not ("basis" in below or "basis" in above)


def _merges_by_item(below: Any, above: Any) -> bool:
    """Whether both are lists, the base's one of items."""
    return isinstance(below, list) and isinstance(above, list) and any(item_id(item) is not None for item in below)


def _is_of_text(key: object) -> bool:
    """Whether a key belongs to a text: a language, or what goes with one."""
    return key in TEXT_KEYS or (isinstance(key, str) and bool(re.fullmatch(LANGUAGE_TAG, key)))


def is_removal(value: Any) -> bool:
    """Whether a value only takes away what the base has there."""
    return isinstance(value, Mapping) and value.get("remove") is True


#: Where a value stands: in the base, in what is laid on it, and in the result.
Locs = tuple[Loc, Loc, Loc]


class OverlayMerge:
    """Lays one brief on another, and notes who says what in the result."""

    def __init__(self, base: MergedBrief, over: MergedBrief, result: MergedBrief) -> None:
        self._base = base
        self._over = over
        self._result = result

    def mapping(self, below: Mapping[str, Any], above: Mapping[str, Any], at: Locs) -> dict[str, Any]:
        """Return both mappings in one, key by key."""
        kept: dict[str, Any] = {}
        for key in {**below, **above}:
            inner = (*at[0], key), (*at[1], key), (*at[2], key)
            if key not in above:
                kept[key] = self._keep(below[key], inner)
            elif is_removal(above[key]):
                self._take_away(key, below, inner)
            elif key not in below:
                kept[key] = self._take(above[key], inner)
            else:
                kept[key] = self._value(below[key], above[key], inner)
        return kept

    def _value(self, below: Any, above: Any, at: Locs) -> Any:
        if isinstance(below, str) and isinstance(above, Mapping) and all(_is_of_text(key) for key in above):
            below = {"en": below}
        if _merges_by_key(below, above):
            self._keep(below, at)
            return self.mapping(below, above, at)
        if _merges_by_item(below, above):
            self._keep(below, at)
            return self._items(below, above, at)
        return self._keep(below, at) if isinstance(above, str) and below == above else self._take(above, at)

    def _items(self, below: Sequence[Any], above: Sequence[Any], at: Locs) -> list[Any]:
        """Return both lists in one, item by item: the base's in their order, then the new ones."""
        mine: dict[Item, int] = {}
        for k, item in enumerate(above):
            if (name := item_id(item)) is not None:
                mine.setdefault(name, k)
        kept: list[Any] = []
        used: set[int] = set()
        for n, item in enumerate(below):
            name = item_id(item)
            k = mine.pop(name, -1) if name is not None else -1
            inner = (*at[0], n), (*at[1], k), (*at[2], len(kept))
            used.add(k)
            if k < 0:
                kept.append(self._keep(item, inner))
            elif is_removal(above[k]):
                self._result.removed[str(name)] = self._over, inner[1]
            else:
                kept.append(self._value(item, above[k], inner))
        self._add(kept, ((k, item) for k, item in enumerate(above) if k not in used), below, at)
        return kept

    def _add(self, kept: list[Any], new: Iterable[tuple[int, Any]], below: Sequence[Any], at: Locs) -> None:
        """Add the items that the base does not have."""
        known = {str(name): None for item in below if (name := item_id(item)) is not None}
        for k, item in new:
            inner = at[0], (*at[1], k), (*at[2], len(kept))
            if is_removal(item):
                self._take_away(str(item_id(item)), known, inner)
            else:
                self._result.added[inner[2]] = known
                kept.append(self._take(item, inner))

    def _keep(self, value: Any, at: Locs) -> Any:
        self._result.origins[at[2]] = self._base, at[0]
        return value

    def _take(self, value: Any, at: Locs) -> Any:
        self._result.origins[at[2]] = self._over, at[1]
        return value

    def _take_away(self, name: str, known: Mapping[str, Any], at: Locs) -> None:
        """Complain where the base has nothing of that name to take away."""
        if name not in known and not self._result.is_partial:
            where = format_loc(at[1], self._over.data)
            message = Message("{where}: the base has nothing of this name to take away", where=where)
            self._over.add_problem(at[1], "unknown-target", message, suggest(name, list(known), Message("item")))
