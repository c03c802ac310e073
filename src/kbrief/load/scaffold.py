"""What is written of briefs: a new one, and a rating in one's own; each whole or not at all."""

import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbrief.errors import BriefError, Message, OutputError, cause
from kbrief.load import atomic
from kbrief.load.check import Examined, examine
from kbrief.load.copies.verify import read_copy
from kbrief.load.edit import with_claim
from kbrief.load.find import BUNDLED, SCHEME, Part, Place, files_of, find_brief, from_here, printable
from kbrief.load.layering.gather import Room, read
from kbrief.load.layering.layers import Layer, layer_of
from kbrief.load.layering.merge import RATINGS
from kbrief.load.record import Entitled, record_text
from kbrief.load.schema import schema_text
from kbrief.load.yaml.reader import read_yaml

TEMPLATES = Path(__file__).parent / "templates"
SCHEMA_FILE = ".kbrief-schema.json"
FOR_EDITORS = f"# yaml-language-server: $schema=../{SCHEMA_FILE}\n"
"""The first line of each file, by which editors complete and validate."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a new brief is to be: where, as of which month, laid on what, and of which text it holds a record.

    Months are as 2024-10; `published` is when the text appeared, None where that is not known.
    """

    folder: Path
    month: str
    extends: str | None = None
    source: Path | None = None
    published: str | None = None


def new_brief(start: Start) -> tuple[Place, tuple[str, ...]]:
    """Write a brief that holds, and return its place and files. Raises BriefError, OutputError, and leaves nothing."""
    try:
        folder = Path(os.path.realpath(start.folder.parent)) / start.folder.name
        if os.path.lexists(folder):
            message = Message("{path} is there already", path=printable(str(start.folder)))
            raise OutputError(message, Message("name a folder that is not there yet: nothing is ever overwritten"))
        files = {name: text.encode() for name, text in _texts(start, folder)}
        atomic.ensure_folder(folder.parent)
        atomic.make_folder(folder, files, _ensure_new)
    except OSError as error:
        message = Message("{path} cannot be written: {why}", path=printable(str(start.folder)), why=cause(error))
        raise OutputError(message, Message("check the folder's permissions and space")) from error
    return Place(start.folder, folder.name), tuple(files)


def _texts(start: Start, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each file of a new brief."""
    is_overlay = start.extends is not None
    template = TEMPLATES / ("overlay" if is_overlay else "brief")
    title = _quoted(re.sub(r"[\W_]+", " ", folder.name).strip() or "My brief")
    said = {
        "id: my-brief": f"id: {_quoted(slug(folder.name))}",
        "title: My brief": f"title: {title}",
        "title: {en: My brief, ko: My brief}": f"title: {{en: {title}, ko: {title}}}",
        'as_of: "2000-01"': f'as_of: "{start.month}"',
        f"extends: {SCHEME}{BUNDLED}": f"extends: {_quoted(_named(start.extends, folder)) if is_overlay else ''}",
    }
    yield SCHEMA_FILE, schema_text(overlay=is_overlay)
    for path in sorted(template.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        for old, new in said.items() if path.name == "brief.yaml" else ():
            text = text.replace(f"\n{old}", f"\n{new}")
        yield path.relative_to(template).as_posix(), text
    if start.source is not None:
        name = f"{slug(start.source.stem)[:59].rstrip('-')}-text"
        entitled = Entitled(name, start.source.stem, start.published or start.month, is_dated=bool(start.published))
        yield f"seeds/{name}.yaml", FOR_EDITORS + record_text(read_copy(start.source), entitled)


def slug(text: str) -> str:
    """Return the id that comes nearest to a text."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:64].strip("-") or "my-brief"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _named(wanted: str | None, folder: Path) -> str:
    """Return how a brief in a folder names the one that it extends. Raises BriefError where that is none."""
    place = find_brief(wanted, {})
    return SCHEME + BUNDLED if place.is_bundled else os.path.relpath(os.path.realpath(place.path), folder)


def _ensure_new(made: Path) -> None:
    """Raise BriefError where a brief that is being made does not hold."""
    _ensure(examine(layer_of(Place(made, made.name, prefix=""))), Message("the new brief would not hold"))


def _ensure(found: Examined, message: Message) -> None:
    """Raise BriefError where a brief does not hold."""
    problems = tuple(problem for problem in found.problems if problem.level == "error")
    if problems:
        raise BriefError(message, Message("nothing was written"), problems)


def write_rating(
    place: Place, path: Sequence[str], rating: Mapping[str, Any], patience: float = atomic.PATIENCE
) -> Path:
    """Write a rating at a path (point, criterion, administration if any) into the brief's own section, and its file.

    Raises BriefError where the brief would not hold with it, OutputError; the old file is intact then.
    """
    guarded = place.path / ".kbrief" / "ratings" if place.is_folder else place.path
    with atomic.locked(guarded, patience, place.path):
        return _write_rating(place, (RATINGS, *path), rating)


def _write_rating(place: Place, path: Sequence[str], rating: Mapping[str, Any]) -> Path:
    layer = layer_of(place)
    file, part = _ratings_file(layer)
    text = part.data.decode("utf-8-sig")
    data = with_claim(text, path, rating).encode("utf-8-sig" if part.data.startswith(b"\xef\xbb\xbf") else "utf-8")
    new = Part(part.name, data, is_record=False)
    if not _says(new, _put(read_yaml(part.data, part.name), path, rating)):
        message = Message("{file} is written in a way that leaves no place for a rating", file=part.name)
        raise BriefError(message, Message("write it by hand"))
    others = (other for other in layer.parts if other.name != part.name)
    message = Message("the brief {name} would not hold with this rating", name=place.name)
    _ensure(examine(Layer(place, (*others, new))), message)
    try:
        atomic.write(file, data)
    except OSError as error:
        raise atomic.unwritten(Path(from_here(file)), error) from error
    return file


def _says(part: Part, data: Any) -> bool:
    """Whether a file holds these data, and can be read at all."""
    try:
        return bool(read_yaml(part.data, part.name) == data)
    except BriefError:
        return False


def _ratings_file(layer: Layer) -> tuple[Path, Part]:
    """Return the file that holds a brief's section of ratings, else the one where it is to stand."""
    merged = read(layer, Room())
    if merged.problems or merged.unplaced:
        _ensure(examine(layer), Message("the brief {name} does not hold", name=layer.place.name))
    paths = {name: path for path, name, _ in files_of(layer.place)}
    if RATINGS in merged.data:
        part = merged.locate((RATINGS,))[0].part
        return paths[part.name], part
    home = layer.place.path / "data" / "ratings.yaml" if layer.place.is_folder else layer.place.path
    first = FOR_EDITORS if (layer.place.path / SCHEMA_FILE).exists() else ""
    new = Part(from_here(home), first.encode(), is_record=False)
    return home, next((part for part in layer.parts if paths[part.name] == home), new)


def _put(data: Any, path: Sequence[str], value: Any) -> Any:
    """Return data with a value at a path of keys."""
    if not path:
        return value
    below = data if isinstance(data, dict) else {}
    return {**below, path[0]: _put(below.get(path[0]), path[1:], value)}
