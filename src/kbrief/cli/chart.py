"""`kbrief chart`: a picture."""

from pathlib import Path
from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.options import Administration, command, new_app
from kbrief.cli.session import Session

app = new_app()

KINDS = ("ranking", "matrix")
Kind = Annotated[
    str, typer.Argument(metavar="|".join(KINDS), help="Which picture.", autocompletion=complete.among(*KINDS))
]
File = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write it: .svg or .png.")]


@command(app, formats=())
def chart(session: Session, kind: Kind, output: File, administration: Administration = None) -> None:
    """The ranking with how sure it is, or the points by administration, as a picture.

    Without --administration: on stated evidence, and a matrix of all.

    Example: kbrief chart ranking -a trump -o ranking.svg
    """
    from kbrief.cli.answers.chart import write_chart

    write_chart(session, kind, output, session.administration(administration))
