"""The whole program as one Typer app."""

from typing import Annotated, Any

import typer

from kbrief import __version__
from kbrief.cli.app import Commands
from kbrief.cli.options import command
from kbrief.cli.stream import put

app = typer.Typer(
    name="kbrief",
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


def _version(asked: bool) -> None:  # noqa: FBT001 - Typer hands the value over by position
    if asked:
        put(f"kbrief {__version__}\n")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)]


@command(app, callback=True, cls=Commands)
def main(session: Any, version: Version = False) -> Any:  # noqa: ARG001 - the eager callback answers
    """Policy briefs on the command line: what to bring forward, what to keep low, and why.

    Without a command: the brief at a glance. Example: kbrief emphasize --administration trump
    """
    from kbrief.cli.answers.start import start

    return start(session)
