"""Where a rating can go: into the brief's own point, or into the section of ratings."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kbrief.errors import Message
from kbrief.files import display_path
from kbrief.load.check import check_layer
from kbrief.load.extends import SizeBudget, read
from kbrief.load.find import BriefFile, list_files
from kbrief.load.layers import Layer
from kbrief.load.merge import RATINGS
from kbrief.store.new import FOR_EDITORS, SCHEMA_FILE, ensure_valid


class RatingPlace(NamedTuple):
    """A place for a rating: the file on disk, its text, and the path in it."""

    file: Path
    part: BriefFile
    at: tuple[str | int, ...]


def rating_places(layer: Layer, path: Sequence[str]) -> Iterator[RatingPlace]:
    """Yield where a rating can go, the best place first: the file, and its path there.

    It goes into the brief's own point where that has it, or where the brief has no section of ratings: what several
    people rate then stands apart, and git merges it. Else it goes into the section.
    """
    merged = read(layer, SizeBudget())
    if merged.problems or merged.unlocated:
        ensure_valid(check_layer(layer), Message("the brief {name} is invalid", name=layer.place.name))
    paths = {name: path for path, name, _ in list_files(layer.place)}
    if loc := _own_rating(merged.data, path):
        part = merged.locate(loc)[0].file
        yield RatingPlace(paths[part.name], part, loc)
        if value_at(merged.data["points"][loc[1]], loc[2:]) is not None:
            return
    if RATINGS in merged.data:
        part = merged.locate((RATINGS,))[0].file
        yield RatingPlace(paths[part.name], part, tuple(path))
        return
    path_of_new = layer.place.path / "data" / "ratings.yaml" if layer.place.is_folder else layer.place.path
    first = FOR_EDITORS if (layer.place.path / SCHEMA_FILE).exists() else ""
    new = BriefFile(display_path(path_of_new), first.encode(), is_record=False)
    part = next((part for part in layer.parts if paths[part.name] == path_of_new), new)
    yield RatingPlace(path_of_new, part, tuple(path))


def _own_rating(data: Mapping[str, Any], path: Sequence[str]) -> tuple[str | int, ...] | None:
    """Return where a point of the brief's own files has the rating itself, or can take it; else None."""
    name, *keys = path[1:]
    if value_at(data, path) is not None:
        return None
    for n, point in enumerate(data["points"] if isinstance(data.get("points"), list) else ()):
        if not isinstance(point, Mapping) or point.get("id") != name:
            continue
        rating = value_at(point, (RATINGS, *keys))
        is_claim = isinstance(rating, list) or (isinstance(rating, Mapping) and "basis" in rating)
        if is_claim or (rating is None and RATINGS not in data and _is_open(point, keys)):
            return ("points", n, RATINGS, *keys)
    return None


def _is_open(point: Mapping[str, Any], keys: Sequence[str]) -> bool:
    """Whether a rating can be added to a point: what it is to stand in is a mapping or not there, and is no claim."""
    above = [value_at(point, (RATINGS, *keys[:n])) for n in range(len(keys))]
    return all(value is None or (isinstance(value, Mapping) and "basis" not in value) for value in above)


def value_at(data: Any, path: Sequence[str | int]) -> Any:
    """Return what stands at a path of keys, and of items that are there, None where nothing does."""
    for key in path:
        if isinstance(data, list) and isinstance(key, int):
            data = data[key]
        else:
            data = data.get(key) if isinstance(data, Mapping) else None
    return data
