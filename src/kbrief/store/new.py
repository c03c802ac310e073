"""Write a new brief, and the record of its source."""

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kbrief.errors import BriefError, Message, OutputError, describe_os_error
from kbrief.files import escape_control_characters
from kbrief.load.check import CheckResult, check_layer
from kbrief.load.find import BUNDLED, BUNDLED_SCHEME, Place, find_brief
from kbrief.load.layers import read_layer
from kbrief.load.schema import schema_text
from kbrief.store import atomic
from kbrief.verify.source_text import SourceText, read_source

RECORD = """\
# The record of a source: who, where, when, and a digest of each paragraph in our own words; none of its text.
# Paragraph n is the n-th paragraph of the text, wrapped lines joined; of a page, without menus and footers. Fill in
# what is not known yet, write the digests, and set kind (body, heading, note, boilerplate). Figures go under their
# paragraph, as
#   figures: [{{value: 2.7 %, what: share of GDP}}]

id: "{id}"
name: {name}
title: {name}
author: {author}
publisher: {publisher}
published: "{month}"{remark}
kind: text
grade: {{reliability: F, credibility: 6}} # Admiralty: F6 is not yet graded, which is no low grade

paragraphs:
"""

PARAGRAPH = """\
  - n: {n}
    kind: {kind}
    digest: Not summed up yet.
    words: {words}
    sha256: "{sha256}"
"""


UNDATED = " # not known yet: put in the month in which it appeared, in place of this one"


UNKNOWN = "not known yet"


class SourceInfo(NamedTuple):
    """What is known of a source: its id, its title, and its month as 2024-10, or the month in which that was asked."""

    id: str
    title: str
    month: str
    is_dated: bool


def record_text(text: SourceText, known: SourceInfo) -> str:
    """Return the record of a text as YAML."""
    entries = []
    for n, passage in enumerate(text.passages, 1):
        sha256 = hashlib.sha256(" ".join(passage.words).encode()).hexdigest()
        entries.append(PARAGRAPH.format(n=n, kind=passage.kind, words=len(passage.words), sha256=sha256))
    remark = "" if known.is_dated else UNDATED
    said = {
        "name": _quoted(known.title),
        "author": _quoted(text.author) if text.author else UNKNOWN,
        "publisher": _quoted(text.publisher) if text.publisher else UNKNOWN,
    }
    return RECORD.format(id=known.id, month=known.month, remark=remark, **said) + "".join(entries)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


TEMPLATES = Path(__file__).parent / "templates"


SCHEMA_FILE = ".kbrief-schema.json"


FOR_EDITORS = f"# yaml-language-server: $schema=../{SCHEMA_FILE}\n"
"""The first line of each file, by which editors complete and validate."""


@dataclass(frozen=True, slots=True)
class NewBriefOptions:
    """What a new brief is to be: where, as of which month, laid on what, and of which text it holds a record.

    Months are as 2024-10; `published` is when the text appeared, None where that is not known.
    """

    folder: Path
    month: str
    extends: str | None = None
    source: Path | None = None
    published: str | None = None


def new_brief(start: NewBriefOptions) -> tuple[Place, tuple[str, ...]]:
    """Write a brief that holds, and return its place and files. Raises BriefError, OutputError, and leaves nothing."""
    try:
        folder = Path(os.path.realpath(start.folder.parent)) / start.folder.name
        if os.path.lexists(folder):
            message = Message("{path} is there already", path=escape_control_characters(str(start.folder)))
            raise OutputError(message, Message("name a folder that is not there yet: nothing is ever overwritten"))
        files = {name: text.encode() for name, text in _texts(start, folder)}
        atomic.ensure_folder(folder.parent)
        atomic.make_folder(folder, files, _ensure_new)
    except OSError as error:
        message = Message(
            "{path} cannot be written: {why}",
            path=escape_control_characters(str(start.folder)),
            why=describe_os_error(error),
        )
        raise OutputError(message, Message("check the folder's permissions and space")) from error
    return Place(start.folder, folder.name), tuple(files)


def _texts(start: NewBriefOptions, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each file of a new brief."""
    is_overlay = start.extends is not None
    template = TEMPLATES / ("overlay" if is_overlay else "brief")
    title = _quoted(re.sub(r"[\W_]+", " ", folder.name).strip() or "My brief")
    said = {
        "id: my-brief": f"id: {_quoted(slugify(folder.name))}",
        "title: My brief": f"title: {title}",
        "title: {en: My brief, ko: My brief}": f"title: {{en: {title}, ko: {title}}}",
        'as_of: "2000-01"': f'as_of: "{start.month}"',
        f"extends: {BUNDLED_SCHEME}{BUNDLED}": "extends: "
        + (_quoted(_named(start.extends, folder)) if is_overlay else ""),
    }
    yield SCHEMA_FILE, schema_text(overlay=is_overlay)
    for path in sorted(template.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        for old, new in said.items() if path.name == "brief.yaml" else ():
            text = text.replace(f"\n{old}", f"\n{new}")
        yield path.relative_to(template).as_posix(), text
    if start.source is not None:
        name = f"{slugify(start.source.stem)[:59].rstrip('-')}-text"
        source = read_source(start.source)
        month = start.published or (source.month if source.month <= start.month else "")
        entitled = SourceInfo(name, source.title or start.source.stem, month or start.month, is_dated=bool(month))
        yield f"seeds/{name}.yaml", FOR_EDITORS + record_text(source, entitled)


def slugify(text: str) -> str:
    """Return the id that comes nearest to a text."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:64].strip("-") or "my-brief"


def _named(wanted: str | None, folder: Path) -> str:
    """Return how a brief in a folder names the one that it extends. Raises BriefError where that is none."""
    place = find_brief(wanted, {})
    return BUNDLED_SCHEME + BUNDLED if place.is_bundled else os.path.relpath(os.path.realpath(place.path), folder)


def _ensure_new(made: Path) -> None:
    """Raise BriefError where a brief that is being made does not hold."""
    ensure_valid(check_layer(read_layer(Place(made, made.name, prefix=""))), Message("the new brief would not hold"))


def ensure_valid(found: CheckResult, message: Message) -> None:
    """Raise BriefError where a brief does not hold."""
    problems = tuple(problem for problem in found.problems if problem.level == "error")
    if problems:
        raise BriefError(message, Message("nothing was written"), problems)
