"""Write a new brief, and the record of its source."""

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
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

#: The remarks at the head of a record.
HEADER = """\
# The record of a source: who, where, when, and a digest of each paragraph in our own words; none of its text.
# Paragraph n is the n-th paragraph of the text, wrapped lines joined; of a page, without menus and footers. What is
# not known is left out, and `kbrief check` says so: add author, publisher and published where they lack, give each
# paragraph that is cited its digest, and set kind (body, heading, note, boilerplate). As an entry of a paragraph:
#   digest: What it says, in our own words.
#   figures: [{value: 2.7 %, what: share of GDP}]

"""

RECORD = """\
id: "{id}"
name: {name}
title: {title}
{about}kind: text
grade: {grade} # Admiralty: F6 is not yet graded, which is no low grade

paragraphs:
"""

PARAGRAPH = """\
  - n: {n}
    kind: {kind}
    words: {words}
    sha256: "{sha256}"
"""


class SourceFacts(NamedTuple):
    """What is known of a source; None for what is not. The date is as 2024-10-24, 2024-10 or 2024, the grade as B2."""

    name: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    grade: str | None = None

    def completed(self, text: SourceText, stem: str, month: str) -> "SourceFacts":
        """Return these facts with what the text says of itself where they are silent; no date after a month."""
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
    """Return the SHA-256 of a paragraph's words, as a record has it."""
    return hashlib.sha256(" ".join(passage.words).encode()).hexdigest()


def record_text(text: SourceText, source_id: str, facts: SourceFacts) -> str:
    """Return the record of a text as YAML; what is not known is left out."""
    entries = []
    for n, passage in enumerate(text.passages, 1):
        sha256 = fingerprint(passage)
        entries.append(PARAGRAPH.format(n=n, kind=passage.kind, words=len(passage.words), sha256=sha256))
    known = {key: getattr(facts, key) for key in ("author", "publisher", "published", "url")}
    facts_text = "".join(f"{key}: {_quoted(value)}\n" for key, value in known.items() if value)
    code = facts.grade or "F6"
    grade = f"{{reliability: {code[0]}, credibility: {code[1:]}}}"
    name, title = _quoted(facts.name or source_id), _quoted(facts.title or facts.name or source_id)
    return (
        HEADER + RECORD.format(id=source_id, name=name, title=title, about=facts_text, grade=grade) + "".join(entries)
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


#: How many characters an id has at most.
MAX_ID_LENGTH = 64

TEMPLATES = Path(__file__).parent / "templates"


SCHEMA_FILE = ".kbrief-schema.json"


#: The first line of each file, by which editors complete and validate.
FOR_EDITORS = f"# yaml-language-server: $schema=../{SCHEMA_FILE}\n"


@dataclass(frozen=True, slots=True)
class NewBriefOptions:
    """What a new brief is to be: where, as of which month, laid on what, and of which texts it holds records.

    Months are as 2024-10; `published` is when the one text appeared, None where that is not known. An empty brief has
    no example in it; `own` are files in the place of its own, by their names.
    """

    folder: Path
    month: str
    extends: str | None = None
    sources: tuple[Path, ...] = ()
    published: str | None = None
    empty: bool = False
    own: Mapping[str, str] = field(default_factory=dict)


def empty_brief() -> str:
    """Return the main file of an empty brief, before it has its name."""
    return (TEMPLATES / "empty" / "data" / "brief.yaml").read_text(encoding="utf-8")


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
    template = TEMPLATES / ("overlay" if is_overlay else "empty" if start.empty else "brief")
    title = _quoted(re.sub(r"[\W_]+", " ", folder.name).strip() or "My brief")
    replacements = {
        "id: my-brief": f"id: {_quoted(slugify(folder.name))}",
        "title: My brief": f"title: {title}",
        "title: {en: My brief, ko: My brief}": f"title: {{en: {title}, ko: {title}}}",
        'as_of: "2000-01"': f'as_of: "{start.month}"',
        f"extends: {BUNDLED_SCHEME}{BUNDLED}": "extends: "
        + (_quoted(_named(start.extends, folder)) if is_overlay else ""),
    }
    yield SCHEMA_FILE, schema_text(overlay=is_overlay)
    paths = template.rglob("*.yaml")
    templates = {path.relative_to(template).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    for name, text in sorted((templates | dict(start.own)).items()):
        if name == "data/brief.yaml":
            for old, new in replacements.items():
                text = text.replace(f"\n{old}", f"\n{new}")  # noqa: PLW2901 - one text, changed step by step
        yield name, text + (_headings(start.extends) if is_overlay and name.endswith("/ratings.yaml") else "")
    taken: set[str] = set()
    for paper in start.sources:
        source = read_source(paper)
        facts = SourceFacts(published=start.published).completed(source, paper.stem, start.month)
        taken.add(name := source_id(paper, taken))
        yield f"seeds/{name}.yaml", FOR_EDITORS + record_text(source, name, facts)


def _headings(base: str | None) -> str:
    """Return a remark for each point of the brief that a new one is laid on. Raises BriefError where that is none."""
    from kbrief.load.brief import load
    from kbrief.store.merging import heading

    return "".join(heading(point.id) for point in load(find_brief(base, {})).brief.points)


def source_id(paper: Path, taken: Collection[str]) -> str:
    """Return the id that a paper's record gets by its name, which is none of those taken."""
    stem = slugify(paper.stem)
    for n in count(1):
        suffix = "-text" if n == 1 else f"-text-{n}"
        name = stem[: MAX_ID_LENGTH - len(suffix)].rstrip("-") + suffix
        if name not in taken:
            break
    return name


def slugify(text: str) -> str:
    """Return the id that comes nearest to a text."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]+", "-", decomposed)[:64].strip("-") or "my-brief"


def _named(name: str | None, folder: Path) -> str:
    """Return how a brief in a folder names the one that it extends. Raises BriefError where that is none."""
    place = find_brief(name, {})
    return BUNDLED_SCHEME + BUNDLED if place.is_bundled else os.path.relpath(os.path.realpath(place.path), folder)


def _ensure_new(folder: Path) -> None:
    """Raise BriefError where a brief that is being made does not hold."""
    ensure_valid(
        check_layer(read_layer(Place(folder, folder.name, prefix=""))), Message("the new brief would not hold")
    )


def ensure_valid(result: CheckResult, message: Message) -> None:
    """Raise BriefError where a brief does not hold."""
    problems = tuple(problem for problem in result.problems if problem.level == "error")
    if problems:
        raise BriefError(message, Message("nothing was written"), problems)
