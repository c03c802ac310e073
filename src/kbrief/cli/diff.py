"""`kbrief diff`: what differs between two briefs."""

from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.options import command, new_app
from kbrief.cli.session import Session

app = new_app()

FORMATS = ("table", "json", "md")

Briefs = Annotated[
    list[str] | None,
    typer.Argument(metavar="OLD NEW", help="Two briefs: folders, files or names.", autocompletion=complete.briefs),
]
Since = Annotated[
    str | None, typer.Option(metavar="REV", help="A revision in git: the brief as it was then against now.")
]


@command(app, formats=FORMATS)
def diff(session: Session, briefs: Briefs = None, since: Since = None) -> None:
    """What differs between two briefs, and what that does to the lists.

    Ends in 0 whatever it finds. Example: kbrief diff old-brief new-brief

    With --since, the brief in use is compared with itself at a revision. What it extends is read at that revision too
    where the same repository keeps it; else as it is now, and the first lines say so.
    Example: kbrief diff --since HEAD~1
    """
    from kbrief.cli.answers.diff import tell_difference

    tell_difference(session, tuple(briefs or ()), since)
