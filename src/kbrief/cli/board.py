"""`kbrief board`: one page to look at and play with."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from kbrief.cli.options import command, new_app
from kbrief.cli.output import temporary, write
from kbrief.cli.session import Session
from kbrief.cli.stream import talk
from kbrief.errors import Message, WrongUsage
from kbrief.export.board.page import board as compose
from kbrief.i18n import _

app = new_app()

ENDINGS = (".html", ".htm")

File = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Where to write it; else a new temporary file."),
]
Open = Annotated[bool, typer.Option("--open", help="Open it in the browser.")]
Marking = Annotated[str, typer.Option(metavar="TEXT", help="The marking; else: internal draft.", show_default=False)]


@command(app, formats=())
def board(session: Session, output: File = None, open_it: Open = False, marking: Marking = "") -> None:
    """All of it as one interactive page.

    A single HTML file that works offline. Example: kbrief board -o board.html
    """
    if output:
        refuse(output)
    page = compose(session.voice, session.marks, marking, session.loaded.digest)
    path = output or temporary("board.html")
    write(path, page.encode())
    talk([_("wrote {path}", path=path)])
    if open_it:
        show(path)


def refuse(path: Path) -> None:
    """Raise WrongUsage where a file's ending is no page's; a device or a pipe needs none."""
    if path.suffix.casefold() in ENDINGS:
        return
    with suppress(OSError):
        if path.exists() and not path.is_file():
            return
    message = Message("{path}: {ending} is no format", path=path, ending=path.suffix or Message("no ending"))
    raise WrongUsage(message, Message("known: {names}", names=", ".join(ENDINGS)))


def show(path: Path) -> None:
    """Open a page in the user's browser; where there is none, say so."""
    import webbrowser

    if not webbrowser.open(path.resolve().as_uri()):
        talk([_("no browser could be opened: open the file yourself")])
