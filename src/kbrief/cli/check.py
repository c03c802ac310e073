"""`kbrief check`: whether a brief holds."""

from typing import Annotated

import typer

from kbrief.cli.options import CHECK, command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session

app = new_app()

Briefs = Annotated[list[str] | None, typer.Argument(metavar="[BRIEF]...", help="Briefs to check; else the one in use.")]


@command(app, formats=CHECK)
def check(session: Session, briefs: Briefs = None) -> Answer:
    """Every problem of a brief, with its place.

    Exits 1 if there is any. Example: kbrief check my-brief
    """
    from kbrief.cli.checking import check_answer

    return check_answer(session, briefs)
