"""Say on standard error what a page has a gap for, and where in the brief it stands."""

from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel

from kbrief.cli.streams import print_stderr
from kbrief.i18n import _, ngettext
from kbrief.model import Brief
from kbrief.pages.document import Document

#: How many characters and places a warning names; the rest are counted.
MAX_TOLD = 6


def warn_of_gaps(document: Document, endings: Iterable[str], brief: Brief) -> None:
    """Print a warning where a PDF of the document names characters that no font here can show."""
    if ".pdf" not in {ending.casefold() for ending in endings}:
        return
    from kbrief.render.gaps import character_name
    from kbrief.render.typst import missing_characters

    missing = missing_characters(document)
    if not missing:
        return
    letters = _few([f"{letter} ({character_name(letter)})" for letter in missing])
    points, others = list(_with_any(missing, brief.points)), list(_elsewhere(missing, brief))
    if points:
        where = ngettext("the point {ids}", "the points {ids}", len(points), ids=_few(points))
    else:
        where = _few(others) if others else _("the lines at the head")
    print_stderr([_("warning: no font here can show {letters} of {where}: the PDF has gaps that name them. Install a"
                    " font that has them, or write another format.", letters=letters, where=where)])  # fmt: skip


def _elsewhere(missing: str, brief: Brief) -> Iterator[str]:
    """Yield the ids of what is no point and has such characters; that of the brief itself where nothing else has."""
    for items in (brief.issues, brief.events, brief.administrations, brief.criteria, brief.steps, brief.sources):
        yield from _with_any(missing, items)
    if any(letter in brief.title.model_dump_json() for letter in missing):
        yield brief.id


def _with_any(missing: str, items: Iterable[BaseModel]) -> Iterator[str]:
    """Yield the id of each item that has one of the characters in any of its texts."""
    for item in items:
        written = item.model_dump_json()
        if any(letter in written for letter in missing):
            yield f"{getattr(item, 'id', '')}"


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MAX_TOLD])
    return _("{names} and {count} more", names=shown, count=len(names) - MAX_TOLD) if names[MAX_TOLD:] else shown
