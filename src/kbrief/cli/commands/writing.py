"""`new`: a brief of one's own, or the file of a meeting."""

import re
from pathlib import Path
from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext, today
from kbrief.cli.options import command, new_app
from kbrief.cli.output import CommandResult
from kbrief.errors import Message, WrongUsage

MONTH = re.compile("[0-9]{4}-(0[1-9]|1[0-2])")


def new_answer(
    folder: Path,
    extends: str | None,
    papers: tuple[Path, ...],
    published: str | None,
    *,
    empty: bool = False,
    table: Path | None = None,
) -> CommandResult:
    """Write a new brief, and return what it is made of. Raises WrongUsage for what is no month."""
    from kbrief.files import display_path
    from kbrief.load.brief import load
    from kbrief.pages.writing import new_page, table_page
    from kbrief.store.new import NewBriefOptions, new_brief

    if published is not None and not MONTH.fullmatch(published):
        message = Message("{option} {text!r} is no month", option="--published", text=published)
        raise WrongUsage(message, Message("write it as 2024-10"))
    if published is not None and len(papers) > 1:
        message = Message("{option} is of one source; there are {count}", option="--published", count=len(papers))
        raise WrongUsage(message, Message("add the others with: kbrief source add FILE --published MONTH"))
    if empty and extends is not None:
        message = Message("{option} does not go with {other}", option="--empty", other="--extends")
        raise WrongUsage(message, Message("leave one of them out"))
    own, passed_over = _table_files(table, extends) if table else ({}, ())
    options = NewBriefOptions(
        folder, today().isoformat()[:7], extends, papers, published, empty or table is not None, own
    )
    place, files = new_brief(options)
    first = next(iter(load(place).brief.administrations), None)
    shown = display_path(place.path)
    if table is not None:
        count = len(load(place).brief.points)
        return CommandResult("new", lambda: table_page(shown, files, count, passed_over), list)
    return CommandResult("new", lambda: new_page(shown, files, first.id if first else None, empty=empty), list)


def _table_files(table: Path, extends: str | None) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the files of a brief made of a table, and the columns passed over. Raises WrongUsage, BriefError."""
    from kbrief.store.new import FOR_EDITORS, empty_brief
    from kbrief.tables.first import brief_files
    from kbrief.tables.read import read_tables

    if extends is not None:
        message = Message("{option} does not go with {other}", option="--from", other="--extends")
        raise WrongUsage(message, Message("leave one of them out"))
    return brief_files(read_tables([table]), empty_brief(), FOR_EDITORS)


def meeting_answer(path: Path, *, is_plain: bool) -> CommandResult:
    """Write the file of a meeting, and return what to do with it. Raises WrongUsage, OutputError."""
    from kbrief.load.meeting import is_meeting
    from kbrief.pages.writing import meeting_page
    from kbrief.store.meeting import new_meeting

    if not is_meeting(path):
        message = Message("a brief is a folder, and the file of a meeting ends in meeting.yaml")
        raise WrongUsage(message, Message("kbrief new meeting.yaml"))
    if not is_plain:
        message = Message("the file of a meeting takes no other option")
        raise WrongUsage(message, Message("kbrief new meeting.yaml"))
    new_meeting(path)
    return CommandResult("new", lambda: meeting_page(str(path)), list)


new_command = new_app()

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make, or meeting.yaml.")]
Extends = Annotated[
    str | None,
    typer.Option(
        metavar="BRIEF", help="Lay it on this brief: rok-us-2024, a folder or a file.", autocompletion=complete.briefs
    ),
]
Source = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="A paper: begin the record of it as a source; again for more of them."),
]
Empty = Annotated[bool, typer.Option("--empty", help="Without the example: criteria alone.")]
Table = Annotated[
    Path | None, typer.Option("--from", metavar="TABLE", help="Begin it with the points of a table, .xlsx or .csv.")
]
Published = Annotated[
    str | None, typer.Option(metavar="MONTH", help="When that source appeared, as 2024-10; else it is left to fill in.")
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
    """A brief of your own: a commented example that holds, or an overlay.

    Nothing that is there is ever overwritten. Example: kbrief new my-brief --extends rok-us-2024

    With --empty it has no example. Example: kbrief new my-brief --empty --source north.pdf --source south.txt

    With --from a table begins it: label, issue, list, say, …, and a column of ratings (-2 to +2) for each criterion,
    by audience as `view (council)`. Example: kbrief new my-brief --from points.xlsx

    A name that ends in meeting.yaml makes the file of a meeting. Example: kbrief new meeting.yaml
    """
    if folder.suffix.casefold() in {".yaml", ".yml"}:
        return meeting_answer(folder, is_plain=not (extends or source or published or empty or table))
    return new_answer(folder, extends, tuple(source or ()), published, empty=empty, table=table)
