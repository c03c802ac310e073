"""`board` and `chart`."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext
from kbrief.cli.options import Administration, command, new_app
from kbrief.cli.output import print_wrote, temporary_path, write_file
from kbrief.cli.streams import print_stderr, write_stdout
from kbrief.errors import Message, WrongUsage
from kbrief.i18n import _
from kbrief.model.lookup import resolve
from kbrief.model.marks import Marks
from kbrief.pages.document import Picture

board_command = new_app()

ENDINGS = (".html", ".htm")

BoardFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="The file to write; default: a new temporary file."),
]
Open = Annotated[bool, typer.Option("--open", help="Open it in the browser.")]
Marking = Annotated[str, typer.Option(metavar="TEXT", help="The marking; default: internal draft.", show_default=False)]


@command(board_command, formats=())
def board(session: CommandContext, output: BoardFile = None, open_it: Open = False, marking: Marking = "") -> None:
    """Write the whole brief as one interactive page.

    A single HTML file that works offline. Example: kbrief board -o board.html
    """
    from kbrief.board import board as compose

    if output:
        check_ending(output)
    marks = Marks() if session.ignores_marks else session.marks
    page = compose(session.texts, marks, marking, session.loaded.digest)
    path = output or temporary_path("board.html")
    write_file(path, page.encode())
    print_wrote(path)
    if open_it:
        open_in_browser(path)


def check_ending(path: Path) -> None:
    """Raise WrongUsage unless a file ends in .html or .htm; a device or a pipe needs no ending."""
    if path.suffix.casefold() in ENDINGS:
        return
    with suppress(OSError):
        if path.exists() and not path.is_file():
            return
    message = Message(
        "{path}: {ending} is not a supported format",
        path=path,
        ending=path.suffix or Message("a file name without an ending"),
    )
    raise WrongUsage(message, Message("known: {names}", names=", ".join(ENDINGS)))


def open_in_browser(path: Path) -> None:
    """Open a page in the user's browser, or print that there is none."""
    import webbrowser

    if not webbrowser.open(path.resolve().as_uri()):
        print_stderr([_("no browser could be opened: open the file yourself")])


def write_chart(session: CommandContext, kind: str, output: Path, administration: str | None) -> None:
    """Write a picture to a file, or as SVG to standard output for `-`."""
    from kbrief.render.charts import draw, to_svg

    picture = KINDS[resolve(kind, KINDS, Message("picture"))](session, administration)
    if str(output) == "-":
        write_stdout(to_svg(picture), errors="xmlcharrefreplace")
        return
    write_file(output, draw(picture, output.suffix))
    print_wrote(output)


def _ranking(session: CommandContext, administration: str | None) -> Picture:
    from kbrief.pages.charts import ranking_figure

    return ranking_figure(session.ranking(administration), session.texts, alone=True)


def _matrix(session: CommandContext, administration: str | None) -> Picture:
    from kbrief.decide.compare import compare
    from kbrief.pages.charts import matrix_figure

    brief = session.brief
    if not brief.administrations:
        message = Message("this brief has no {what}", what=Message("administration"))
        raise WrongUsage(message, Message("kbrief chart ranking"))
    return matrix_figure(compare(brief, [administration] if administration else ()), session.texts, alone=True)


#: The functions that make the pictures, by name.
KINDS: dict[str, Callable[[CommandContext, str | None], Picture]] = {"ranking": _ranking, "matrix": _matrix}


chart_command = new_app()

PICTURES = ("ranking", "matrix")
Kind = Annotated[
    str,
    typer.Argument(metavar="|".join(PICTURES), help="The picture to draw.", autocompletion=complete.choices(*PICTURES)),
]
PictureFile = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write, .svg or .png.")]


@command(chart_command, formats=())
def chart(session: CommandContext, kind: Kind, output: PictureFile, administration: Administration = None) -> None:
    """Draw the ranking and how sure it is, or the points by audience.

    Without --administration, the ranking assumes none and the matrix shows all.

    Example: kbrief chart ranking -a trump -o ranking.svg
    """
    write_chart(session, kind, output, session.administration(administration))
