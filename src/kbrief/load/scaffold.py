"""What is written of briefs: a new one, and a rating in one's own; each whole or not at all."""

import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbrief.errors import BriefError, OutputError
from kbrief.load.check import Examined, examine
from kbrief.load.edit import with_claim
from kbrief.load.find import BUNDLED, SCHEME, Part, Place, files_of, find_brief, printable
from kbrief.load.gather import read
from kbrief.load.layers import Layer, layer_of
from kbrief.load.marks import PATIENCE, write_whole
from kbrief.load.merge import RATINGS
from kbrief.load.record import record_text
from kbrief.load.schema import schema_text
from kbrief.load.verify import read_copy
from kbrief.load.yamlread import read_yaml

TEMPLATES = Path(__file__).parent / "templates"
SCHEMA_FILE = ".kbrief-schema.json"
FOR_EDITORS = f"# yaml-language-server: $schema=../{SCHEMA_FILE}\n"
"""The first line of each file, by which editors complete and validate."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a new brief is to be: where, as of which month, laid on what, and of which text it holds a record."""

    folder: Path
    month: str
    extends: str | None = None
    source: Path | None = None


def new_brief(start: Start) -> tuple[Place, tuple[str, ...]]:
    """Write a brief that holds, and return its place and files. Raises BriefError, OutputError, and leaves nothing."""
    folder = Path(os.path.realpath(start.folder.parent)) / start.folder.name
    if os.path.lexists(folder):
        message = f"{printable(str(start.folder))} is there already"
        raise OutputError(message, "name a folder that is not there yet: nothing is ever overwritten")
    files = dict(_texts(start, folder))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
        try:
            _fill(made, files)
            made.rename(folder)
        except BaseException:
            shutil.rmtree(made)
            raise
    except OSError as error:
        message = f"{printable(str(start.folder))} cannot be written: {error.strerror}"
        raise OutputError(message, "check the folder's permissions and space") from error
    return Place(start.folder, folder.name), tuple(files)


def _texts(start: Start, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each file of a new brief."""
    is_overlay = start.extends is not None
    template = TEMPLATES / ("overlay" if is_overlay else "brief")
    title = _quoted(re.sub(r"[\W_]+", " ", folder.name).strip() or "My brief")
    said = {
        "id: my-brief": f"id: {slug(folder.name)}",
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
        name = f"{slug(start.source.stem)[:59]}-text"
        yield (
            f"seeds/{name}.yaml",
            FOR_EDITORS + record_text(read_copy(start.source), name, start.source.stem, start.month),
        )


def slug(text: str) -> str:
    """Return the id that comes nearest to a text."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:64].strip("-") or "my-brief"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _named(wanted: str | None, folder: Path) -> str:
    """Return how a brief in a folder names the one that it extends. Raises BriefError where that is none."""
    place = find_brief(wanted, {}, Path.cwd())
    return SCHEME + BUNDLED if place.is_bundled else os.path.relpath(os.path.realpath(place.path), folder)


def _fill(made: Path, files: Mapping[str, str]) -> None:
    """Write the files into a folder, and make sure that the brief holds. Raises OSError, BriefError."""
    made.chmod(0o755)
    for name, text in files.items():
        path = made / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _ensure(examine(layer_of(Place(made, made.name, prefix=""))), "the new brief would not hold")


def _ensure(found: Examined, message: str) -> None:
    """Raise BriefError where a brief does not hold."""
    problems = tuple(problem for problem in found.problems if problem.level == "error")
    if problems:
        raise BriefError(message, "nothing was written", problems)


def write_rating(place: Place, path: Sequence[str], rating: Mapping[str, Any], patience: float = PATIENCE) -> Path:
    """Write a rating at a path (point, criterion, administration if any) into the brief's own section, and its file.

    Raises BriefError where the brief would not hold with it, OutputError; the old file is intact then.
    """
    from filelock import FileLock, Timeout

    lock = place.path / ".kbrief" / "ratings.lock" if place.is_folder else Path(f"{place.path}.lock")
    try:
        lock.parent.mkdir(exist_ok=True)
        with FileLock(lock, timeout=patience):
            return _write_rating(place, (RATINGS, *path), rating)
    except Timeout as error:
        message = f"the ratings of {place.name} are being written by someone else"
        raise OutputError(message, f"try again; if nobody is, delete {printable(str(lock))}") from error
    except OSError as error:
        message = f"the rating cannot be written: {error.strerror}"
        raise OutputError(message, "check the folder's permissions and space") from error


def _write_rating(place: Place, path: Sequence[str], rating: Mapping[str, Any]) -> Path:
    layer = layer_of(place)
    file, part = _ratings_file(layer)
    text = part.data.decode("utf-8-sig")
    data = with_claim(text, path, rating).encode("utf-8-sig" if part.data.startswith(b"\xef\xbb\xbf") else "utf-8")
    new = Part(part.name, data, is_record=False)
    if not _says(new, _put(read_yaml(part.data, part.name), path, rating)):
        message = f"{part.name} is written in a way that leaves no place for a rating"
        raise BriefError(message, "write it by hand")
    others = (other for other in layer.parts if other.name != part.name)
    _ensure(examine(Layer(place, (*others, new))), f"the brief {place.name} would not hold with this rating")
    real = Path(os.path.realpath(file))
    write_whole(real, data, real.stat().st_mode & 0o777 if real.exists() else 0o644)
    return file


def _says(part: Part, data: Any) -> bool:
    """Whether a file holds these data, and can be read at all."""
    try:
        return bool(read_yaml(part.data, part.name) == data)
    except BriefError:
        return False


def _ratings_file(layer: Layer) -> tuple[Path, Part]:
    """Return the file that holds a brief's section of ratings, else the one where it is to stand."""
    merged = read(layer)
    if merged.problems or merged.drafts:
        _ensure(examine(layer), f"the brief {layer.place.name} does not hold")
    name = merged.locate((RATINGS,))[0].part.name if RATINGS in merged.data else None
    home = layer.place.path / "data" / "ratings.yaml" if layer.place.is_folder else layer.place.path
    parts = {part.name: part for part in layer.parts}
    for path, shown, _ in files_of(layer.place):
        if shown == name or (name is None and path == home):
            return path, parts[shown]
    first = FOR_EDITORS if (layer.place.path / SCHEMA_FILE).exists() else ""
    return home, Part(os.path.relpath(home), first.encode(), is_record=False)


def _put(data: Any, path: Sequence[str], value: Any) -> Any:
    """Return data with a value at a path of keys."""
    if not path:
        return value
    below = data if isinstance(data, dict) else {}
    return {**below, path[0]: _put(below.get(path[0]), path[1:], value)}
