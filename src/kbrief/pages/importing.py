"""The screen of tables that come back: what was edited, in words."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from kbrief.i18n import _, ngettext
from kbrief.pages.document import Block, Bullets, Column, Document, Heading, Row, Table

SHOWN = 200
"""How many edits, or rows that are gone, a screen shows; the rest are counted."""


class EditedCell(NamedTuple):
    """A cell that was edited: whose and which, before and after, and where."""

    item: str
    field: str
    before: Any
    after: Any
    place: str


class Imported(NamedTuple):
    """What tables bring back: the edits, the rows that are gone with their tables, sheets passed over, files."""

    edits: Sequence[EditedCell]
    gone: Sequence[tuple[str, str]]
    passed_over: Sequence[str]
    files: Sequence[str]
    is_trial: bool


def import_page(told: Imported, brief: str | None) -> Document:
    """Return what was edited, what was not taken for an edit, and where it was written."""
    named = f" {brief}" if brief else ""
    files = ", ".join(told.files)
    count = len(told.edits)
    title = ngettext("1 edit", "{count} edits", count)
    if not told.edits:
        title = _("No edit: the tables say what the brief says")
    elif told.is_trial:
        title = _("{edits}, not written yet: {files}", edits=title, files=files)
    else:
        title = _("{edits}, written to {files}", edits=title, files=files)
    changed = told.edits and not told.is_trial
    return Document(
        title=title,
        blocks=tuple(_blocks(told)),
        next_steps=((f"kbrief check{named}", _("what is amiss, and what is still to do")),) if changed else (),
    )


def _blocks(told: Imported) -> Iterator[Block]:
    if told.edits:
        columns = (
            Column(_("item"), can_wrap=True),
            Column(_("column"), can_wrap=True),
            Column(_("before"), can_wrap=True),
            Column(_("after"), can_wrap=True),
            Column(_("cell"), drop_priority=1, can_wrap=True),
        )
        yield Table(columns, tuple(map(_row, told.edits[:SHOWN])))
    if len(told.edits) > SHOWN:
        yield Bullets((_("… and {count} more", count=len(told.edits) - SHOWN),))
    if told.gone:
        yield Heading(_("Not among the rows any more; each stays in the brief"))
        rows = [f"{table}: {row}" for table, row in told.gone[:SHOWN]]
        if len(told.gone) > SHOWN:
            rows.append(_("… and {count} more", count=len(told.gone) - SHOWN))
        yield Bullets(tuple(rows))
    if told.passed_over:
        yield Heading(_("Passed over, as the brief has no table of this name"))
        yield Bullets(tuple(told.passed_over))


def _row(edit: EditedCell) -> Row:
    return Row((edit.item, edit.field, _value(edit.before), _value(edit.after), edit.place))


def _value(value: Any) -> str:
    """Return a value as a screen shows it, on one line."""
    if isinstance(value, (list, tuple)):
        value = "; ".join(map(str, value))
    if value is None or value == "":
        return "–"
    return " / ".join(str(value).split("\n"))
