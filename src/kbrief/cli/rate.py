"""`kbrief rate`: a rating of one's own."""

from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.options import Administration, command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session

app = new_app()

Point = Annotated[str, typer.Argument(metavar="POINT", help="The point's id.", autocompletion=complete.points)]
Criterion = Annotated[
    str, typer.Argument(metavar="CRITERION", help="The criterion's id.", autocompletion=complete.criteria)
]
Value = Annotated[str, typer.Argument(metavar="VALUE", help="-2 to +2, or unknown.")]
Why = Annotated[str, typer.Option(metavar="TEXT", help="The reason, in a sentence.", show_default=False)]
Cites = Annotated[
    list[str] | None,
    typer.Option(metavar="PARAGRAPH", help="What it starts from, as P8 or P8,P17.", autocompletion=complete.paragraphs),
]


@command(app, formats=(), settings={"ignore_unknown_options": True})
def rate(
    session: Session,
    point: Point,
    criterion: Criterion,
    value: Value,
    administration: Administration = None,
    why: Why = "",
    cites: Cites = None,
) -> Answer:
    """Rate a point, in the file of ratings of a brief of your own.

    What you rate counts as inferred. Example: kbrief rate ncg president -1 -a trump --why "He said so." --cites P17

    The brief that comes with the program is not written to: kbrief new my-brief --extends rok-us-2024 lays one on it.
    """
    from kbrief.cli.answers.writing import rate_answer

    return rate_answer(session, (point, criterion, administration), value, why, cites or ())
