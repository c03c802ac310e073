"""`import`: tables that were edited, back into a brief of one's own."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kbrief.cli.context import CommandContext
from kbrief.cli.options import command, new_app
from kbrief.cli.output import CommandResult
from kbrief.errors import BriefError, Message, Problem
from kbrief.model.lookup import format_names

if TYPE_CHECKING:
    from kbrief.store.changes import Refused
    from kbrief.tables.compare import Comparison, Edit

import_command = new_app()

Tables = Annotated[
    list[Path],
    typer.Argument(metavar="DIR|FILE", help="Workbooks (.xlsx) and CSV files of `kbrief export`, or their folder."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")]


@command(import_command, formats=("table", "json"))
def import_(session: CommandContext, files: Tables, dry_run: DryRun = False) -> CommandResult:
    """Bring tables that were edited back into the brief: exactly the edits, and only if it holds with them.

    A row that was deleted stays in the brief, and is named. Example: kbrief import tables --dry-run

    The tables are those of `kbrief export tables --as xlsx`: see there.
    """
    from kbrief.cli.commands.sources import ensure_own
    from kbrief.files import display_path
    from kbrief.pages.importing import EditedCell, Imported, import_page
    from kbrief.store.changes import write_changes
    from kbrief.tables.compare import compare
    from kbrief.tables.read import read_tables

    if not dry_run:
        ensure_own(session)
    sheets = read_tables(files)
    found = compare(session.brief, sheets)
    if len(found.ignored_sheets) == len(sheets):
        message = Message("no table of this brief is among them: {names}", names=format_names(found.ignored_sheets))
        raise BriefError(message, Message("keep the names of files and sheets that `kbrief export` gives them"))
    _raise_problems(found.problems, Message("the tables cannot be taken in"))
    changes = [change for edit in found.edits for change in edit.changes]
    prepared = write_changes(session.place, changes, is_trial=dry_run)
    message = Message("the brief {name} would not hold with these changes", name=session.place.name)
    _raise_problems([_at_cell(one, found) for one in prepared.refused], message)
    written = [display_path(file) for file in prepared.files]
    edits = [EditedCell(edit.item, edit.field, edit.before, edit.after, edit.place) for edit in found.edits]
    told = Imported(edits, found.missing_rows, found.ignored_sheets, written, dry_run)
    return CommandResult(
        "import",
        lambda: import_page(told, session.brief_option),
        lambda: [_record(edit) for edit in found.edits],
        brief=session.brief,
        besides={"dry_run": dry_run, "written": [] if dry_run else written},
    )


def _raise_problems(problems: Sequence[Problem], message: Message) -> None:
    if problems:
        raise BriefError(message, Message("nothing was written"), tuple(problems))


def _at_cell(refused: "Refused", found: "Comparison") -> Problem:
    """Return a problem of the brief at the cell whose edit comes nearest to it."""
    if refused.path is None:
        return refused.problem
    at = refused.path
    shared = [max(_shared(change.path, at) for change in edit.changes) for edit in found.edits]
    if not max(shared, default=0):
        return refused.problem
    nearest = found.edits[shared.index(max(shared))]
    return refused.problem._replace(file=nearest.place, line=nearest.row, column=nearest.column)


def _shared(path: Sequence[object], other: Sequence[object]) -> int:
    """Return how many steps two paths share from their start, none where they are of different items."""
    same = 0
    for one, two in zip(path, other, strict=False):
        if one != two:
            break
        same += 1
    return same if same > 1 or len(other) < 2 else 0  # noqa: PLR2004 - a section and an item of it


def _record(edit: "Edit") -> dict[str, Any]:
    """Return an edit as programs read it."""
    cell = {"file": edit.place, "line": edit.row, "column": edit.column}
    return {"id": edit.item, "field": edit.field, "before": edit.before, "after": edit.after, **cell}
