"""Write a new brief, and the records of its sources."""

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from kbrief.errors import BriefError, Message, OutputError, describe_os_error
from kbrief.files import escape_control_characters
from kbrief.load.check import CheckResult, check_layer
from kbrief.load.find import BUNDLED, BUNDLED_SCHEME, Place, find_brief
from kbrief.load.layers import read_layer
from kbrief.load.schema import schema_text
from kbrief.store import atomic
from kbrief.verify.source_text import Passage, SourceText, read_source

#: The remarks at the start of a record.
RECORD_HEADER = """\
# The record of a source: who, where, when, and a digest of each paragraph in our own words; none of its text.
# Paragraph n is the n-th paragraph of the text, wrapped lines joined; of a page, without menus and footers. What is
# not known is left out, and `kbrief check` says so: add author, publisher and published where they lack, give each
# paragraph that is cited its digest, and set kind (body, heading, note, boilerplate). As an entry of a paragraph:
#   digest: What it says, in our own words.
#   figures: [{value: 2.7 %, what: share of GDP}]

"""

RECORD_TEMPLATE = """\
id: "{id}"
name: {name}
title: {title}
{about}kind: text
grade: {grade} # Admiralty: F6 is not yet graded, which is no low grade

paragraphs:
"""

PARAGRAPH_TEMPLATE = """\
  - n: {n}
    kind: {kind}
    words: {words}
    sha256: "{sha256}"
"""


class SourceFacts(NamedTuple):
    """The known facts of a source, such as a date 2024-10-24, 2024-10 or 2024, and a grade B2; None is unknown."""

    name: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    grade: str | None = None

    def with_facts_of(self, text: SourceText, stem: str, month: str) -> "SourceFacts":
        """Return these facts, completed with those of the text, but for a date after `month`."""
        date = text.date if text.date[: len(month)] <= month else ""
        title = self.title or text.title or self.name or stem
        return self._replace(
            name=self.name or title,
            title=title,
            author=self.author or text.author or None,
            publisher=self.publisher or text.publisher or None,
            published=self.published or date or None,
            url=self.url or text.url or None,
        )


def fingerprint(passage: Passage) -> str:
    """Return the SHA-256 of the words of a paragraph, as in a record."""
    return hashlib.sha256(" ".join(passage.words).encode()).hexdigest()


def record_text(text: SourceText, source_id: str, facts: SourceFacts) -> str:
    """Return the record of a text as YAML, without unknown facts."""
    entries = []
    for n, passage in enumerate(text.passages, 1):
        sha256 = fingerprint(passage)
        entries.append(PARAGRAPH_TEMPLATE.format(n=n, kind=passage.kind, words=len(passage.words), sha256=sha256))
    known_facts = {key: getattr(facts, key) for key in ("author", "publisher", "published", "url")}
    facts_text = "".join(f"{key}: {_quote(value)}\n" for key, value in known_facts.items() if value)
    grade_code = facts.grade or "F6"
    grade = f"{{reliability: {grade_code[0]}, credibility: {grade_code[1:]}}}"
    name, title = _quote(facts.name or source_id), _quote(facts.title or facts.name or source_id)
    return (
        RECORD_HEADER
        + RECORD_TEMPLATE.format(id=source_id, name=name, title=title, about=facts_text, grade=grade)
        + "".join(entries)
    )


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


#: The longest id, in characters.
MAX_ID_LENGTH = 64

TEMPLATES = Path(__file__).parent / "templates"

SCHEMA_FILE = ".kbrief-schema.json"

#: The first line of each file, by which editors complete and validate.
FOR_EDITORS = f"# yaml-language-server: $schema=../{SCHEMA_FILE}\n"


@dataclass(frozen=True, slots=True)
class NewBriefOptions:
    """The options of a new brief: its folder, month, base, and source texts.

    Months are written as 2024-10; `published` is the date of the only text, if known. An empty brief contains no
    example; the files `own` replace those of the template, by name.
    """

    folder: Path
    month: str
    extends: str | None = None
    sources: tuple[Path, ...] = ()
    published: str | None = None
    empty: bool = False
    own: Mapping[str, str] = field(default_factory=dict)


def empty_brief() -> str:
    """Return the main file of an empty brief, without a name yet."""
    return (TEMPLATES / "empty" / "data" / "brief.yaml").read_text(encoding="utf-8")


def new_brief(options: NewBriefOptions) -> tuple[Place, tuple[str, ...]]:
    """Write a valid brief and return its place and files. Raises BriefError, OutputError, and then writes nothing."""
    try:
        folder = Path(os.path.realpath(options.folder.parent)) / options.folder.name
        if os.path.lexists(folder):
            message = Message("{path} already exists", path=escape_control_characters(str(options.folder)))
            raise OutputError(message, Message("name a folder that does not exist yet: nothing is ever overwritten"))
        files = {name: text.encode() for name, text in _file_texts(options, folder)}
        atomic.ensure_folder(folder.parent)
        atomic.make_folder(folder, files, _check_new_brief)
    except OSError as error:
        path = escape_control_characters(str(options.folder))
        message = Message("{path} cannot be written: {why}", path=path, why=describe_os_error(error))
        raise OutputError(message, Message("check the folder's permissions and space")) from error
    return Place(options.folder, folder.name), tuple(files)


def _file_texts(options: NewBriefOptions, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file of a new brief."""
    is_overlay = options.extends is not None
    template = TEMPLATES / ("overlay" if is_overlay else "empty" if options.empty else "brief")
    title = _quote(re.sub(r"[\W_]+", " ", folder.name).strip() or "My brief")
    replacements = {
        "id: my-brief": f"id: {_quote(slugify(folder.name))}",
        "title: My brief": f"title: {title}",
        "title: {en: My brief, ko: My brief}": f"title: {{en: {title}, ko: {title}}}",
        'as_of: "2000-01"': f'as_of: "{options.month}"',
        f"extends: {BUNDLED_SCHEME}{BUNDLED}": "extends: "
        + (_quote(_name_from(options.extends, folder)) if is_overlay else ""),
    }
    yield SCHEMA_FILE, schema_text(overlay=is_overlay)
    paths = template.rglob("*.yaml")
    templates = {path.relative_to(template).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    for name, text in sorted((templates | dict(options.own)).items()):
        if name == "data/brief.yaml":
            yield name, _replace_lines(text, replacements)
        else:
            is_ratings = is_overlay and name.endswith("/ratings.yaml")
            yield name, text + (_rating_remarks(options.extends) if is_ratings else "")
    yield from _records(options)


def _replace_lines(text: str, replacements: Mapping[str, str]) -> str:
    """Return a text with lines, or their beginnings, replaced."""
    for old, new in replacements.items():
        text = text.replace(f"\n{old}", f"\n{new}")
    return text


def _records(options: NewBriefOptions) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of the record of each source of a new brief."""
    used_ids: set[str] = set()
    for paper in options.sources:
        source = read_source(paper)
        facts = SourceFacts(published=options.published).with_facts_of(source, paper.stem, options.month)
        used_ids.add(name := source_id(paper, used_ids))
        yield f"seeds/{name}.yaml", FOR_EDITORS + record_text(source, name, facts)


def _rating_remarks(base_name: str | None) -> str:
    """Return a remark for the ratings of each point of the base of a new brief. Raises BriefError."""
    from kbrief.load.brief import load
    from kbrief.store.merging import point_remark

    return "".join(point_remark(point.id) for point in load(find_brief(base_name, {})).brief.points)


def source_id(paper: Path, used_ids: Collection[str]) -> str:
    """Return an unused id for the record of a paper, made from the name of its file."""
    stem = slugify(paper.stem)
    suffixes = chain(["-text"], (f"-text-{number}" for number in count(2)))
    candidates = (stem[: MAX_ID_LENGTH - len(suffix)].rstrip("-") + suffix for suffix in suffixes)
    return next(candidate for candidate in candidates if candidate not in used_ids)


def slugify(text: str) -> str:
    """Return the id that is most similar to a text."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]+", "-", decomposed)[:64].strip("-") or "my-brief"


def _name_from(name: str | None, folder: Path) -> str:
    """Return the name by which a brief in a folder extends another one. Raises BriefError if there is no such brief."""
    place = find_brief(name, {})
    return BUNDLED_SCHEME + BUNDLED if place.is_bundled else os.path.relpath(os.path.realpath(place.path), folder)


def _check_new_brief(folder: Path) -> None:
    """Raise BriefError if a brief that is being made is invalid."""
    ensure_valid(
        check_layer(read_layer(Place(folder, folder.name, prefix=""))), Message("the new brief would be invalid")
    )


def ensure_valid(result: CheckResult, message: Message) -> None:
    """Raise BriefError if a brief is invalid."""
    problems = tuple(problem for problem in result.problems if problem.level == "error")
    if problems:
        raise BriefError(message, Message("nothing was written"), problems)
