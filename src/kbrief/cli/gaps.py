"""Warn of characters that no font here can show, with their places in the brief."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from kbrief.cli.streams import print_stderr
from kbrief.i18n import _, ngettext
from kbrief.model import Brief
from kbrief.pages.document import Document
from kbrief.pages.source_text import SourceText

#: How many characters and places a warning names; the rest are counted.
MAX_NAMES = 6


def warn_of_gaps(document: Document, endings: Iterable[str], brief: Brief) -> None:
    """Print a warning if a PDF of the document has characters that no font here can show."""
    if ".pdf" not in {ending.casefold() for ending in endings}:
        return
    from kbrief.render.gaps import character_name
    from kbrief.render.typst import missing_characters

    missing = missing_characters(document)
    if not missing:
        return
    letters = SourceText.names_in_row((f"{letter} ({character_name(letter)})" for letter in missing), MAX_NAMES)
    where = _places(missing, brief)
    print_stderr([_("warning: no installed font can show {letters} in {where}: the PDF has their names in brackets "
                    "instead. Install a font that has them, or write another format.", letters=letters, where=where)])  # fmt: skip


def _places(missing: str, brief: Brief) -> str:
    """Return where a brief has the characters: in which points, else in which other items."""
    if points := list(_ids_with(missing, brief.points)):
        return ngettext(
            "the point {ids}", "the points {ids}", len(points), ids=SourceText.names_in_row(points, MAX_NAMES)
        )
    others = list(_other_ids(missing, brief))
    return SourceText.names_in_row(others, MAX_NAMES) if others else _("the first lines")


def _other_ids(missing: str, brief: Brief) -> Iterator[str]:
    """Yield the ids of other items than points that have the characters, and that of the brief if its title has."""
    for items in (brief.issues, brief.events, brief.administrations, brief.criteria, brief.steps, brief.sources):
        yield from _ids_with(missing, items)
    if any(letter in brief.title.model_dump_json() for letter in missing):
        yield brief.id


def _ids_with(missing: str, items: Iterable[BaseModel]) -> Iterator[str]:
    """Yield the id of each item with one of the characters in any of its texts."""
    for item in items:
        json_text = item.model_dump_json()
        if any(letter in json_text for letter in missing):
            yield f"{getattr(item, 'id', '')}"
