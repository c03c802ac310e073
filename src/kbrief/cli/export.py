"""`kbrief export`: all tables, for other tools."""

from pathlib import Path
from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.options import command, new_app
from kbrief.cli.output import write_all
from kbrief.cli.session import Session, today
from kbrief.cli.stream import talk
from kbrief.errors import Message
from kbrief.i18n import _
from kbrief.model.names import pick

app = new_app()

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write to; it is made where it is missing.")]
FORMS = ("csv", "json", "jsonl", "xlsx")
Form = Annotated[
    str,
    typer.Option("--as", metavar="|".join(FORMS), help="The form of the files.", autocompletion=complete.among(*FORMS)),
]


@command(app, formats=())
def export(session: Session, folder: Folder, form: Form = "csv") -> None:
    """All tables of the brief as files, for other tools.

    With dictionary, which says what every column holds. Example: kbrief export tables --as jsonl
    """
    from kbrief.export.tables.tabular import files

    made = files(session.brief, pick(form, FORMS, Message("form")), today())
    write_all(folder, made)
    talk([_("wrote {path}", path=folder / name) for name in made])
