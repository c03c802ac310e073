"""Merge overlays into their bases, layer by layer."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kbrief.errors import Message
from kbrief.load.faults import format_loc, quote_value
from kbrief.load.merge import MAX_PROBLEMS, RATINGS, MergedBrief
from kbrief.load.yaml_places import Loc
from kbrief.model.claims import LANGUAGE_TAG, Text
from kbrief.model.lookup import suggest

Item = str | int

TEXT_KEYS = Text.model_fields.keys()


def merge_overlay(base: MergedBrief, over: MergedBrief) -> MergedBrief:
    """Merge an overlay into its base. The result has the problems of both, and one for each removal of nothing."""
    result = MergedBrief(
        over.first,
        problems=[*base.problems, *over.problems],
        removed=dict(base.removed),
        is_partial=base.is_partial or over.is_partial,
        has_lost_base=base.is_partial or base.has_lost_base,
    )
    result.data = OverlayMerge(base, over, result).mapping(base.data, over.data, ((), (), ()))
    result.unlocated = [*base.unlocated, *over.unlocated]
    return result


def apply_ratings(merged: MergedBrief) -> MergedBrief:
    """Merge the section `ratings` into the points, and drop that section."""
    section = merged.data.pop(RATINGS, None)
    if section is None:
        return merged
    if not isinstance(section, Mapping):
        message = Message("ratings: {value} is not a mapping", value=quote_value(section))
        merged.add_problem((RATINGS,), "wrong-type", message, Message("it maps point → criterion → rating"))
        return merged
    points = merged.data.get("points")
    known = {name: None for item in points if (name := _name(item))} if isinstance(points, list) else {}
    if not merged.is_partial:
        _report_unknown_points([name for name in section if name not in known], known, merged)
    rated = [name for name in section if name in known]
    if not rated:
        return merged
    result = merge_overlay(merged, _as_points(merged, section, rated))
    result.has_lost_base = merged.has_lost_base
    return result


def _report_unknown_points(names: Sequence[str], known: Iterable[str], merged: MergedBrief) -> None:
    """Report ratings of unknown points, with the file that removes them, or similar names."""
    for name in names[:MAX_PROBLEMS]:
        removed_by = merged.removed_at(name)
        what = Message("point")
        hint = Message("{place} removes it", place=removed_by) if removed_by else suggest(name, list(known), what)
        message = Message("ratings: unknown {what} {name}", what=what, name=quote_value(name))
        merged.add_problem((RATINGS, name), "unknown-target", message, hint)


def warn_repeated_ratings(layer: MergedBrief) -> None:
    """Warn of ratings that one brief has twice: in a point, and in the section, which takes precedence."""
    section, points = layer.data.get(RATINGS), layer.data.get("points")
    if not isinstance(section, Mapping) or not isinstance(points, list):
        return
    for point in points:
        name = _name(point)
        own = point.get(RATINGS) if name else None
        if name and isinstance(own, Mapping) and isinstance(section.get(name), Mapping):
            for keys in _rated_twice(own, section[name]):
                path = ".".join((name, *keys))
                message = Message("{path} is also rated under its point; this rating is used", path=path)
                hint = Message("remove one of the two")
                layer.add_problem((RATINGS, name, *keys), "rated-twice", message, hint, "warning")


def _rated_twice(first: Mapping[str, Any], second: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the keys of ratings in both mappings: a criterion, or a criterion and an administration."""
    for key in first.keys() & second.keys():
        below, above = first[key], second[key]
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
    """Return the id of an item, or the number of a paragraph; None if it has neither."""
    if not isinstance(item, Mapping):
        return None
    value = item.get("id", item.get("n"))
    return value if isinstance(value, (str, int)) else None


def _merges_by_key(below: Any, above: Any) -> bool:
    """Whether both are mappings and neither is a claim, which is replaced as a whole."""
    return isinstance(below, Mapping) and isinstance(above, Mapping) and not ("basis" in below or "basis" in above)


def _merges_by_item(below: Any, above: Any) -> bool:
    """Whether both are lists, and that of the base has items."""
    return isinstance(below, list) and isinstance(above, list) and any(item_id(item) is not None for item in below)


def _is_of_text(key: object) -> bool:
    """Whether a key belongs to a text: a language, or another key of Text."""
    return key in TEXT_KEYS or (isinstance(key, str) and bool(re.fullmatch(LANGUAGE_TAG, key)))


def is_removal(value: Any) -> bool:
    """Whether a value removes what the base has in its place."""
    return isinstance(value, Mapping) and value.get("remove") is True


#: The paths of a value in the base, in the overlay and in the result.
Locs = tuple[Loc, Loc, Loc]


class OverlayMerge:
    """Merges an overlay into its base, and notes the origin of each value of the result."""

    def __init__(self, base: MergedBrief, over: MergedBrief, result: MergedBrief) -> None:
        self._base = base
        self._over = over
        self._result = result

    def mapping(self, below: Mapping[str, Any], above: Mapping[str, Any], locs: Locs) -> dict[str, Any]:
        """Merge two mappings, key by key."""
        result: dict[str, Any] = {}
        for key in {**below, **above}:
            inner = (*locs[0], key), (*locs[1], key), (*locs[2], key)
            if key not in above:
                result[key] = self._keep(below[key], inner)
            elif is_removal(above[key]):
                self._report_missing_target(key, below, inner)
            elif key not in below:
                result[key] = self._take(above[key], inner)
            else:
                result[key] = self._value(below[key], above[key], inner)
        return result

    def _value(self, below: Any, above: Any, locs: Locs) -> Any:
        if isinstance(below, str) and isinstance(above, Mapping) and all(_is_of_text(key) for key in above):
            below = {"en": below}
        if _merges_by_key(below, above):
            self._keep(below, locs)
            return self.mapping(below, above, locs)
        if _merges_by_item(below, above):
            self._keep(below, locs)
            return self._items(below, above, locs)
        return self._keep(below, locs) if isinstance(above, str) and below == above else self._take(above, locs)

    def _items(self, below: Sequence[Any], above: Sequence[Any], locs: Locs) -> list[Any]:
        """Merge two lists, item by item: those of the base in their order, then the new ones."""
        indexes: dict[Item, int] = {}
        for k, item in enumerate(above):
            if (name := item_id(item)) is not None:
                indexes.setdefault(name, k)
        result: list[Any] = []
        used: set[int] = set()
        for n, item in enumerate(below):
            name = item_id(item)
            k = indexes.pop(name, -1) if name is not None else -1
            inner = (*locs[0], n), (*locs[1], k), (*locs[2], len(result))
            used.add(k)
            if k < 0:
                result.append(self._keep(item, inner))
            elif is_removal(above[k]):
                self._result.removed[str(name)] = self._over, inner[1]
            else:
                result.append(self._value(item, above[k], inner))
        self._add(result, ((k, item) for k, item in enumerate(above) if k not in used), below, locs)
        return result

    def _add(self, result: list[Any], new: Iterable[tuple[int, Any]], below: Sequence[Any], locs: Locs) -> None:
        """Add the items that the base does not have."""
        known = {str(name): None for item in below if (name := item_id(item)) is not None}
        for k, item in new:
            inner = locs[0], (*locs[1], k), (*locs[2], len(result))
            if is_removal(item):
                self._report_missing_target(str(item_id(item)), known, inner)
            else:
                self._result.added[inner[2]] = known
                result.append(self._take(item, inner))

    def _keep(self, value: Any, locs: Locs) -> Any:
        self._result.origins[locs[2]] = self._base, locs[0]
        return value

    def _take(self, value: Any, locs: Locs) -> Any:
        self._result.origins[locs[2]] = self._over, locs[1]
        return value

    def _report_missing_target(self, name: str, known: Mapping[str, Any], locs: Locs) -> None:
        """Report a removal of something that the base does not have."""
        if name not in known and not self._result.is_partial:
            where = format_loc(locs[1], self._over.data)
            message = Message("{where}: the base has no item of this name to remove", where=where)
            self._over.add_problem(locs[1], "unknown-target", message, suggest(name, list(known), Message("item")))
