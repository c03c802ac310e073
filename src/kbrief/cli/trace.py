"""`kbrief trace`: where it comes from."""

from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.options import command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.decide.trace import trace as find_trace
from kbrief.export.items.brief import trace_items
from kbrief.view.trace import trace_page

app = new_app()

Name = Annotated[
    str,
    typer.Argument(metavar="ID", help="An id, a claim's path or a paragraph.", autocompletion=complete.traceable),
]


@command(app)
def trace(session: Session, name: Name) -> Answer:
    """From any item or claim to its basis, reason and paragraph.

    Example: kbrief trace ncg.president.trump

    A paragraph (kbrief trace P8) shows what it says and every claim that cites it.
    """
    v, found = session.voice, find_trace(session.brief, name)
    places = session.loaded.where_all(placed.at for placed in found.claims)
    return Answer(
        "trace",
        lambda: trace_page(found, places, v),
        lambda: trace_items(found.claims, places, v.brief, v.lang),
        v.head("sources"),
        brief=v.brief,
    )
