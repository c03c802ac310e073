"""`kbrief sources`."""

from pathlib import Path
from typing import Annotated

import typer

from kbrief.cli.options import command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.export.items.brief import source_items
from kbrief.view.background import sources_page

app = new_app()

Verify = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Check a copy of the text: plain, HTML saved from a browser, or pdftotext's output."
    ),
]


@command(app)
def sources(session: Session, verify: Verify = None) -> Answer:
    """The sources: who, when, how graded, and what each paragraph says.

    Example: kbrief sources --format json

    With --verify: which paragraphs, and so which citations, hold against a copy of the text; exits 1 where a cited one
    is not found. Example: kbrief sources --verify saved-page.html
    """
    if verify is not None:
        from kbrief.cli.answers.verify import verify_answer

        return verify_answer(session, verify)
    v = session.voice
    ages = {source.id: v.age(source) for source in v.brief.sources}
    return Answer(
        "sources",
        lambda: sources_page(v),
        lambda: source_items(v.brief, ages, v.lang),
        v.head("sources"),
        brief=v.brief,
    )
