"""`kbrief check`: whether a brief holds."""

from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.options import CHECK, command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session

app = new_app()

Briefs = Annotated[
    list[str] | None,
    typer.Argument(metavar="BRIEF", help="Briefs to check; else the one in use.", autocompletion=complete.briefs),
]
Strict = Annotated[bool, typer.Option("--strict", help="Let warnings count as errors do.")]
Stale = Annotated[
    int | None, typer.Option(metavar="DAYS", min=0, max=36_500, help="Warn of sources that are older than DAYS.")
]
Explain = Annotated[
    str | None,
    typer.Option(metavar="RULE", help="What a rule asks for; the name is in brackets.", autocompletion=complete.rules),
]


@command(app, formats=CHECK)
def check(
    session: Session, briefs: Briefs = None, strict: Strict = False, stale: Stale = None, explain: Explain = None
) -> Answer:
    """Every problem of a brief, with its place.

    Exits 1 if one is an error, with --strict also for a warning. Example: kbrief check my-brief --strict

    kbrief check --explain unknown-reference tells what a rule asks for, and how to mend what it finds.
    """
    from kbrief.cli.answers.check import check_answer, explain_answer

    return (
        check_answer(session, briefs, strict=strict, stale=stale)
        if explain is None
        else explain_answer(session, explain)
    )
