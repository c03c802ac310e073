"""The page of edited tables that were imported."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from kbrief.i18n import _, ngettext
from kbrief.pages.document import Block, Bullets, Column, Document, Heading, Row, Table

#: More edits, or rows that are gone, are not shown but counted.
MAX_SHOWN_EDITS = 200


class EditedCell(NamedTuple):
    """An edited cell: its item and field, the value before and after, and its place in the table."""

    item: str
    field: str
    before: Any
    after: Any
    place: str


class Imported(NamedTuple):
    """The result of an import: edits, missing rows as (table, row), sheets passed over, and files."""

    edits: Sequence[EditedCell]
    gone: Sequence[tuple[str, str]]
    passed_over: Sequence[str]
    files: Sequence[str]
    is_trial: bool


def import_page(imported: Imported, brief: str | None) -> Document:
    """Return what was edited, which rows and sheets were passed over, and which files were written."""
    argument = f" {brief}" if brief else ""
    is_written = imported.edits and not imported.is_trial
    return Document(
        title=_title(imported),
        blocks=tuple(_blocks(imported)),
        next_steps=((f"kbrief check{argument}", _("the problems, and what is still to do")),) if is_written else (),
    )


def _title(imported: Imported) -> str:
    """Return how many cells were edited, and the files that have the edits."""
    if not imported.edits:
        return _("No edit: the tables say what the brief says")
    count = len(imported.edits)
    edits = ngettext("1 edit", "{count} edits", count)
    files = ", ".join(imported.files)
    if imported.is_trial:
        return _("{edits}, not written yet: {files}", edits=edits, files=files)
    return _("{edits}, written to {files}", edits=edits, files=files)


def _blocks(imported: Imported) -> Iterator[Block]:
    """Yield the edits, then the rows that are gone, and the sheets that were passed over."""
    if imported.edits:
        columns = (
            Column(_("item"), can_wrap=True),
            Column(_("column"), can_wrap=True),
            Column(_("before"), can_wrap=True),
            Column(_("after"), can_wrap=True),
            Column(_("cell"), drop_priority=1, can_wrap=True),
        )
        yield Table(columns, tuple(map(_row, imported.edits[:MAX_SHOWN_EDITS])))
    if len(imported.edits) > MAX_SHOWN_EDITS:
        yield Bullets((_("… and {count} more", count=len(imported.edits) - MAX_SHOWN_EDITS),))
    if imported.gone:
        yield Heading(_("Not among the rows any more; each stays in the brief"))
        rows = [f"{table}: {row}" for table, row in imported.gone[:MAX_SHOWN_EDITS]]
        if len(imported.gone) > MAX_SHOWN_EDITS:
            rows.append(_("… and {count} more", count=len(imported.gone) - MAX_SHOWN_EDITS))
        yield Bullets(tuple(rows))
    if imported.passed_over:
        yield Heading(_("Passed over, as the brief has no table of this name"))
        yield Bullets(tuple(imported.passed_over))


def _row(edit: EditedCell) -> Row:
    return Row((edit.item, edit.field, _value(edit.before), _value(edit.after), edit.place))


def _value(value: Any) -> str:
    """Return a value on one line, a dash for none."""
    if isinstance(value, (list, tuple)):
        value = "; ".join(map(str, value))
    if value is None or value == "":
        return "–"
    return " / ".join(str(value).split("\n"))
