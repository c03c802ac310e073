"""`kbrief export`: all tables, for other tools."""

from pathlib import Path
from typing import Annotated

import typer

from kbrief.cli.options import command, new_app
from kbrief.cli.output import talk, write_all
from kbrief.cli.session import Session, today
from kbrief.model.names import pick

app = new_app()

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write to; it is made where it is missing.")]
Form = Annotated[str, typer.Option("--as", metavar="csv|json|jsonl|xlsx", help="The form of the files.")]


@command(app, formats=())
def export(session: Session, folder: Folder, form: Form = "csv") -> None:
    """All tables of the brief as files, for other tools.

    With dictionary, which says what every column holds. Example: kbrief export tables --as jsonl
    """
    from kbrief.export.tabular import FORMS, files

    made = files(session.brief, pick(form, FORMS, "form"), today())
    write_all(folder, made)
    talk([f"wrote {folder / name}" for name in made])
