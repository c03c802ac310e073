"""One brief laid on another: mappings merge by key, lists of items by id, a claim is replaced whole.

Items are known by their `id`, a source's paragraphs by their number `n`. `remove: true` takes away what the base has.
A plain string under a mapping of `en` and `ko` counts as its English.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kbrief.errors import Message
from kbrief.load.layering.merge import MOST, RATINGS, Loc, Merged
from kbrief.load.validation.messages import dotted, shown
from kbrief.model.base import Text
from kbrief.model.names import suggestion

Item = str | int

TEXT_KEYS = Text.model_fields.keys()


def laid(base: Merged, over: Merged) -> Merged:
    """Return what `over` makes of `base`, with the problems of both, and of what has nothing to take away."""
    result = Merged(
        over.first,
        problems=[*base.problems, *over.problems],
        removed=dict(base.removed),
        is_partial=base.is_partial or over.is_partial,
        has_lost_base=base.is_partial or base.has_lost_base,
    )
    result.data = _Laying(base, over, result).mapping(base.data, over.data, ((), (), ()))
    result.unplaced = [*base.unplaced, *over.unplaced]
    return result


def rated(merged: Merged) -> Merged:
    """Return the sections with the section `ratings` laid on the points, and that section gone."""
    section = merged.data.pop(RATINGS, None)
    if section is None:
        return merged
    if not isinstance(section, Mapping):
        message = Message("ratings: {value} is not a mapping", value=shown(section))
        merged.complain((RATINGS,), "wrong-type", message, Message("it holds point → criterion → rating"))
        return merged
    points = merged.data.get("points")
    known = {name: None for item in points if (name := _name(item))} if isinstance(points, list) else {}
    if not merged.is_partial:
        _complain_of_unknown([name for name in section if name not in known], known, merged)
    wanted = [name for name in section if name in known]
    if not wanted:
        return merged
    result = laid(merged, _as_points(merged, section, wanted))
    result.has_lost_base = merged.has_lost_base
    return result


def _complain_of_unknown(names: Sequence[str], known: Iterable[str], merged: Merged) -> None:
    """Note that points are rated which are not there, with what takes them away, or what may be meant."""
    for name in names[:MOST]:
        gone = merged.removal(name)
        what = Message("point")
        hint = Message("{place} takes it away", place=gone) if gone else suggestion(name, list(known), what)
        message = Message("ratings: unknown {what} {name}", what=what, name=shown(name))
        merged.complain((RATINGS, name), "unknown-target", message, hint)


def _as_points(merged: Merged, ratings: Mapping[str, Any], names: Iterable[str]) -> Merged:
    """Return ratings by point as a brief that has only points with ratings."""
    points = Merged(merged.first, {"points": [{"id": name, "ratings": ratings[name]} for name in names]})
    for n, name in enumerate(names):
        points.origins["points", n, "ratings"] = merged, (RATINGS, name)
    return points


def _name(item: Any) -> str | None:
    name = identity(item)
    return name if isinstance(name, str) else None


def identity(item: Any) -> Item | None:
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
    return isinstance(below, list) and isinstance(above, list) and any(identity(item) is not None for item in below)


def is_removal(value: Any) -> bool:
    """Whether a value only takes away what the base has there."""
    return isinstance(value, Mapping) and value.get("remove") is True


Locs = tuple[Loc, Loc, Loc]
"""Where a value stands: in the base, in what is laid on it, and in the result."""


class _Laying:
    """Lays one brief on another, and notes who says what in the result."""

    def __init__(self, base: Merged, over: Merged, result: Merged) -> None:
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
        if isinstance(below, str) and isinstance(above, Mapping) and above.keys() <= TEXT_KEYS:
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
            if (name := identity(item)) is not None:
                mine.setdefault(name, k)
        kept: list[Any] = []
        used: set[int] = set()
        for n, item in enumerate(below):
            name = identity(item)
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
        known = {str(name): None for item in below if (name := identity(item)) is not None}
        for k, item in new:
            inner = at[0], (*at[1], k), (*at[2], len(kept))
            if is_removal(item):
                self._take_away(str(identity(item)), known, inner)
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
            where = dotted(at[1], self._over.data)
            message = Message("{where}: the base has nothing of this name to take away", where=where)
            self._over.complain(at[1], "unknown-target", message, suggestion(name, list(known), Message("item")))
