"""`kbrief compare`: points under each administration."""

from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.answers.lists import besides
from kbrief.cli.options import Weights, command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.decide.compare import compare as compare_administrations
from kbrief.export.items.decisions import compare_items
from kbrief.view.decisions import compare_head, compare_page

app = new_app()

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ADMINISTRATION]...", help="Whom to compare; else all.", autocompletion=complete.administrations
    ),
]


@command(app)
def compare(session: Session, administrations: Names = None, weights: Weights = None) -> Answer:
    """Points under each administration: what differs, and what is safe whoever governs.

    Example: kbrief compare trump harris
    """
    v = session.voice
    names = [session.known_administration(name) for name in administrations or ()]
    chosen = session.weights(weights)
    result = compare_administrations(v.brief, names, weights=chosen)
    return Answer(
        "compare",
        lambda: compare_page(result, v),
        lambda: compare_items(result),
        compare_head(result, v),
        brief=v.brief,
        besides=besides(chosen),
    )
