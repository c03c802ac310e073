"""`kbrief lint`: whether a draft keeps to the message."""

from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.options import Given, command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session

app = new_app()

FORMATS = ("table", "json", "github", "sarif")

Draft = Annotated[
    str, typer.Argument(metavar="DRAFT", help="The draft: Markdown, .txt or .docx, or - for standard input.")
]
Administrations = Annotated[
    list[str] | None,
    typer.Option(
        "--administration",
        "-a",
        metavar="NAME",
        help="Who is in office; again for more readers of one draft.",
        autocompletion=complete.administrations,
    ),
]
NoMissed = Annotated[bool, typer.Option("--no-missed", help="Leave out which points the draft does not raise.")]
ErrorsOnly = Annotated[bool, typer.Option("--errors-only", help="Leave warnings out; exit 1 on errors alone.")]


@command(app, formats=FORMATS)
def lint(
    session: Session,
    draft: Draft,
    administration: Administrations = None,
    given: Given = None,
    no_missed: NoMissed = False,
    errors_only: ErrorsOnly = False,
) -> Answer:
    """Whether a draft keeps to the message.

    It looks for words. What the draft only mentions (said of another country, quoted, denied) is a warning. Exits 1
    on any finding, errors and warnings alike. In .docx a line is a paragraph.

    Example: kbrief lint speech.md --administration trump
    """
    from kbrief.cli.answers.lint import lint_answer

    names: list[str | None] = [*(administration or ())] or [None]
    rankings = [session.ranking(name, given) for name in names]
    return lint_answer(session, draft, rankings, no_missed=no_missed, errors_only=errors_only)
