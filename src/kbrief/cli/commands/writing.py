"""`new`: begin a brief, or the file of a meeting."""

import re
from pathlib import Path
from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.commands.arguments import reject_together
from kbrief.cli.context import CommandContext, today
from kbrief.cli.options import command, new_app
from kbrief.cli.output import CommandResult
from kbrief.errors import Message, WrongUsage

MONTH = re.compile("[0-9]{4}-(0[1-9]|1[0-2])")


def write_brief(
    folder: Path,
    extends: str | None,
    papers: tuple[Path, ...],
    published: str | None,
    *,
    empty: bool = False,
    table: Path | None = None,
) -> CommandResult:
    """Write a new brief, and return a page of its files. Raises WrongUsage, BriefError, OutputError."""
    from kbrief.files import display_path
    from kbrief.load.brief import load
    from kbrief.pages.writing import new_page, table_page
    from kbrief.store.new import NewBriefOptions, new_brief

    _check_published(published, len(papers))
    if empty and extends is not None:
        reject_together("--empty", "--extends")
    table_files, ignored_columns = _table_files(table, extends) if table else ({}, ())
    is_empty = empty or table is not None
    options = NewBriefOptions(folder, today().isoformat()[:7], extends, papers, published, is_empty, table_files)
    place, files = new_brief(options)
    brief, path = load(place).brief, display_path(place.path)
    if table is not None:
        return CommandResult("new", lambda: table_page(path, files, len(brief.points), ignored_columns), list)
    administration = next((administration.id for administration in brief.administrations), None)
    return CommandResult("new", lambda: new_page(path, files, administration, empty=empty), list)


def _check_published(month: str | None, count: int) -> None:
    """Raise WrongUsage for an invalid month, and for one that would be that of several papers."""
    if month is not None and not MONTH.fullmatch(month):
        message = Message("{option} {text!r} is not a month", option="--published", text=month)
        raise WrongUsage(message, Message("write it as 2024-10"))
    if month is not None and count > 1:
        message = Message("{option} is for a single source, but there are {count}", option="--published", count=count)
        raise WrongUsage(message, Message("add the others with: kbrief source add FILE --published MONTH"))


def _table_files(table: Path, extends: str | None) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the files of a brief made of a table, and the ignored columns. Raises WrongUsage, BriefError."""
    from kbrief.store.new import FOR_EDITORS, empty_brief
    from kbrief.tables.first import brief_files
    from kbrief.tables.read import read_tables

    if extends is not None:
        reject_together("--from", "--extends")
    return brief_files(read_tables([table]), empty_brief(), FOR_EDITORS)


def write_meeting(path: Path, *, has_options: bool) -> CommandResult:
    """Write the file of a meeting, and return a page of what to do with it. Raises WrongUsage, OutputError."""
    from kbrief.load.meeting import is_meeting
    from kbrief.pages.writing import meeting_page
    from kbrief.store.meeting import new_meeting

    if not is_meeting(path):
        message = Message("a brief is a folder, and the name of a meeting file ends in meeting.yaml")
        raise WrongUsage(message, Message("kbrief new meeting.yaml"))
    if has_options:
        message = Message("a meeting file takes no other options")
        raise WrongUsage(message, Message("kbrief new meeting.yaml"))
    new_meeting(path)
    return CommandResult("new", lambda: meeting_page(str(path)), list)


new_command = new_app()

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder to create, or meeting.yaml.")]
Extends = Annotated[
    str | None,
    typer.Option(
        metavar="BRIEF", help="The brief to extend: rok-us-2024, a folder or a file.", autocompletion=complete.briefs
    ),
]
Source = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="A paper to start a source record from; repeat for more."),
]
Empty = Annotated[bool, typer.Option("--empty", help="Leave out the example, and write the criteria only.")]
Table = Annotated[
    Path | None, typer.Option("--from", metavar="TABLE", help="Start with the points of a table, .xlsx or .csv.")
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="MONTH", help="When that source was published, e.g. 2024-10; default: left for you to fill in."
    ),
]


@command(new_command, formats=())
def new(
    _session: CommandContext,
    folder: Folder,
    extends: Extends = None,
    source: Source = None,
    published: Published = None,
    empty: Empty = False,
    table: Table = None,
) -> CommandResult:
    """Create a brief of your own: a commented example, or an overlay on another brief.

    Existing files are never overwritten. Example: kbrief new my-brief --extends rok-us-2024

    With --empty, it has no example. Example: kbrief new my-brief --empty --source north.pdf --source south.txt

    With --from, it starts from a table: label, issue, list, say, …, and a column of ratings (-2 to +2) for each
    criterion, by audience as `view (council)`. Example: kbrief new my-brief --from points.xlsx

    A name that ends in meeting.yaml creates a meeting file. Example: kbrief new meeting.yaml
    """
    if folder.suffix.casefold() in {".yaml", ".yml"}:
        return write_meeting(folder, has_options=bool(extends or source or published or empty or table))
    return write_brief(folder, extends, tuple(source or ()), published, empty=empty, table=table)
