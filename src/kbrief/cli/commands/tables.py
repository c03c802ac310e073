"""`import`: write the edits in exported tables back into a brief."""

from collections.abc import Sequence
from itertools import takewhile
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
    typer.Argument(metavar="DIR|FILE", help="Workbooks (.xlsx) and CSV files from `kbrief export`, or their folder."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")]


@command(import_command, formats=("table", "json"), writes=True)
def import_(session: CommandContext, files: Tables, dry_run: DryRun = False) -> CommandResult:
    """Import edited tables into the brief: only the edits, and only if the brief stays valid.

    A deleted row stays in the brief, and is reported. Example: kbrief import tables --dry-run

    The tables are those that `kbrief export tables --as xlsx` writes.
    """
    from kbrief.cli.commands.arguments import ensure_own
    from kbrief.pages.importing import EditedCell, Imported, import_page

    if not dry_run:
        ensure_own(session)
    comparison = _compare(session, files)
    written = _write_edits(session, comparison, is_trial=dry_run)
    edits = [EditedCell(edit.item, edit.field, edit.before, edit.after, edit.place) for edit in comparison.edits]
    result = Imported(edits, comparison.missing_rows, comparison.ignored_sheets, written, dry_run)
    return CommandResult(
        "import",
        lambda: import_page(result, session.brief_option),
        lambda: [_record(edit) for edit in comparison.edits],
        brief=session.brief,
        settings={"dry_run": dry_run, "written": [] if dry_run else written},
    )


def _compare(session: CommandContext, files: Sequence[Path]) -> "Comparison":
    """Return the edits in tables. Raises BriefError for tables of another brief, or with invalid cells."""
    from kbrief.tables.compare import compare
    from kbrief.tables.read import read_tables

    sheets = read_tables(files)
    comparison = compare(session.brief, sheets)
    if len(comparison.ignored_sheets) == len(sheets):
        message = Message(
            "none of these is a table of this brief: {names}", names=format_names(comparison.ignored_sheets)
        )
        raise BriefError(message, Message("keep the names of files and sheets that `kbrief export` gives them"))
    _raise_problems(comparison.problems, Message("the tables cannot be imported"))
    return comparison


def _write_edits(session: CommandContext, comparison: "Comparison", *, is_trial: bool) -> list[str]:
    """Write edits into the brief, unless it is a trial, and return its files. Raises BriefError before a file is written."""
    from kbrief.files import display_path
    from kbrief.store.changes import write_changes

    changes = [change for edit in comparison.edits for change in edit.changes]
    prepared = write_changes(session.place, changes, is_trial=is_trial)
    message = Message("the brief {name} would be invalid with these changes", name=session.place.name)
    _raise_problems([_at_cell(refused, comparison) for refused in prepared.refused], message)
    return [display_path(file) for file in prepared.files]


def _raise_problems(problems: Sequence[Problem], message: Message) -> None:
    if problems:
        raise BriefError(message, Message("nothing was written"), tuple(problems))


def _at_cell(refused: "Refused", comparison: "Comparison") -> Problem:
    """Return a problem of the brief, placed at the cell whose edit is closest to it."""
    path = refused.path
    if path is None:
        return refused.problem
    lengths = [max(_common_length(change.path, path) for change in edit.changes) for edit in comparison.edits]
    if not max(lengths, default=0):
        return refused.problem
    closest = comparison.edits[lengths.index(max(lengths))]
    return refused.problem._replace(file=closest.place, line=closest.row, column=closest.column)


def _common_length(path: Sequence[object], problem_path: Sequence[object]) -> int:
    """Return the length of the common start of two paths, 0 if they are of different items."""
    common = [*takewhile(lambda steps: steps[0] == steps[1], zip(path, problem_path, strict=False))]
    # Two items of a section share its name alone.
    is_same_item = len(common) > 1 or not problem_path[1:]
    return len(common) if is_same_item else 0


def _record(edit: "Edit") -> dict[str, Any]:
    """Return an edit as a JSON record."""
    cell = {"file": edit.place, "line": edit.row, "column": edit.column}
    return {"id": edit.item, "field": edit.field, "before": edit.before, "after": edit.after, **cell}
