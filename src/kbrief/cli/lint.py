"""`kbrief lint`: whether a draft keeps to the message."""

from typing import Annotated

import typer

from kbrief.cli.options import CHECK, Administration, Given, command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session

app = new_app()

Draft = Annotated[
    str, typer.Argument(metavar="DRAFT", help="The draft: Markdown, .txt or .docx, or - for standard input.")
]


@command(app, formats=CHECK)
def lint(session: Session, draft: Draft, administration: Administration = None, given: Given = None) -> Answer:
    """Whether a draft keeps to the message.

    It looks for words: a point that the draft denies or quotes counts as raised. Exits 1 on any finding, errors and
    warnings alike. In .docx a line is a paragraph.

    Example: kbrief lint speech.md --administration trump
    """
    from kbrief.cli.answers.lint import lint_answer

    return lint_answer(session, draft, session.ranking(administration, given))
