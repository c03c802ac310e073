"""`kbrief new`: a brief of one's own, ready to be filled."""

from pathlib import Path
from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.options import command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session

app = new_app()

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")]
Extends = Annotated[
    str | None,
    typer.Option(
        metavar="BRIEF", help="Lay it on this brief: rok-us-2024, a folder or a file.", autocompletion=complete.briefs
    ),
]
Source = Annotated[
    Path | None, typer.Option(metavar="FILE", help="A text or HTML page: begin the record of it as a source.")
]
Published = Annotated[
    str | None, typer.Option(metavar="MONTH", help="When that source appeared, as 2024-10; else it is left to fill in.")
]


@command(app, formats=())
def new(
    session: Session, folder: Folder, extends: Extends = None, source: Source = None, published: Published = None
) -> Answer:
    """A brief of your own: a commented example that holds, or an overlay.

    Nothing that is there is ever overwritten. Example: kbrief new my-brief --extends rok-us-2024
    """
    from kbrief.cli.answers.writing import new_answer

    return new_answer(session, folder, extends, source, published)
