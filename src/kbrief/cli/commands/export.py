"""`export`, the tables of a brief, and `schema`."""

from pathlib import Path
from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext, today
from kbrief.cli.options import command, new_app
from kbrief.cli.output import print_wrote, write_folder
from kbrief.errors import Message, WrongUsage
from kbrief.model.lookup import resolve

export_command = new_app()

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write to, created if missing.")]
FORMATS = ("csv", "json", "jsonl", "xlsx", "datapackage")
Format = Annotated[
    str,
    typer.Option(
        "--as", metavar="|".join(FORMATS), help="The format of the files.", autocompletion=complete.choices(*FORMATS)
    ),
]


Bom = Annotated[
    bool,
    typer.Option(
        "--bom/--no-bom",
        help="Start CSV files with a byte order mark, so that Excel reads UTF-8; not in a data package.",
    ),
]


@command(export_command, formats=())
def export(session: CommandContext, folder: Folder, form: Format = "csv", bom: Bom = True) -> None:
    """Export all tables of the brief as files, for other tools.

    The table `dictionary` describes every column. Example: kbrief export tables --as jsonl

    --as datapackage also writes datapackage.json, which tells programs the types, keys and references.
    Example: kbrief export package --as datapackage

    Workbooks and CSV files can be edited and imported again with kbrief import. Example: kbrief export tables --as xlsx
    """
    from kbrief.tables.write import table_files

    tables = table_files(session.brief, resolve(form, FORMATS, Message("form")), today(), bom=bom)
    write_folder(folder, tables)
    print_wrote(*(folder / name for name in tables))


schema_command = new_app()

Overlay = Annotated[bool, typer.Option("--overlay", help="For a brief that extends another: items may be partial.")]


SCHEMAS = ("brief", "meeting")
What = Annotated[
    str,
    typer.Argument(metavar="|".join(SCHEMAS), help="The file to describe.", autocompletion=complete.choices(*SCHEMAS)),
]


@command(schema_command, formats=())
def schema(
    _session: CommandContext,
    what: What = "brief",
    overlay: Overlay = False,
) -> None:
    """Print the JSON Schema of a brief's files, for editors.

    Example: kbrief schema > .kbrief-schema.json

    For meeting files: kbrief schema meeting
    """
    from kbrief.cli.streams import JSON_ESCAPE, write_stdout
    from kbrief.load.schema import meeting_schema_text, schema_text

    is_meeting = resolve(what, SCHEMAS, Message("schema")) == "meeting"
    if is_meeting and overlay:
        message = Message("{option} works only for the files of a brief", option="--overlay")
        raise WrongUsage(message, Message("leave it out"))
    write_stdout(meeting_schema_text() if is_meeting else schema_text(overlay=overlay), errors=JSON_ESCAPE)
