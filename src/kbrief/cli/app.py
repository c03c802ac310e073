"""The command line: its commands, each imported only when it is named."""

import os
import re
import sys
from collections.abc import Callable, Mapping, MutableMapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.main import get_command

from kbrief import __version__
from kbrief.cli.help import Command, print_help
from kbrief.cli.options import Group, command
from kbrief.cli.streams import redirect_to_devnull, write_stdout
from kbrief.errors import KbriefError, Message
from kbrief.i18n import translate

#: What the environment says of the size of the screen, which Rich and Typer read as it comes.
SIZES = ("COLUMNS", "LINES", "TERMINAL_WIDTH", "JUPYTER_COLUMNS", "JUPYTER_LINES")


def drop_impossible_sizes(environ: MutableMapping[str, str]) -> None:
    """Remove invalid screen sizes from the environment, such as letters or a million columns."""
    for name in SIZES:
        if name in environ and not re.fullmatch("0*[1-9][0-9]{0,3}", environ[name]):
            del environ[name]


def handle_errors(ctx: typer.Context, run: Callable[[], Any]) -> Any:
    """Run a command. On an error, print it to stderr and exit with its code."""
    arguments: list[str] = ctx.meta.get("kbrief.arguments", [])
    try:
        return run()
    except KbriefError as error:
        from kbrief.cli.print_errors import print_error

        print_error(error, ctx.invoked_subcommand, arguments)
        raise typer.Exit(error.code) from error
    except typer.TyperException as error:
        from kbrief.cli.hints import usage_error
        from kbrief.cli.print_errors import print_error

        wrong = usage_error(error, ctx, arguments)
        print_error(wrong, ctx.invoked_subcommand, arguments)
        raise typer.Exit(wrong.code) from error
    except BrokenPipeError:
        redirect_to_devnull(sys.stdout)
        raise typer.Exit(141) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if "--debug" in arguments:
            raise
        from kbrief.cli.print_errors import print_bug

        print_bug(error, arguments)
        raise typer.Exit(70) from error


#: The commands in the order of the help page, with the first line of each one's help.
#:
#: The lines stand here so that `kbrief --help` need not import the commands; a test holds them against the docstrings.
COMMANDS = {
    "issues": "List the key issues, filtered and sorted.",
    "issue": "Show one issue in full: driver, outlook, what to do, signs, points and events.",
    "strategy": "Show the steps of the strategy, and what to weigh.",
    "checklist": "List the actions of each step, and which are done.",
    "background": "Show precedents, context, and tensions and gaps in the source.",
    "sources": "Show the sources: author, date, grade, and what each paragraph says.",
    "trace": "Trace any item or claim to its basis, reason and paragraph.",
    "emphasize": "List the points to bring forward, strongest first, and why.",
    "minimize": "List the points to handle with caution and not to lead with.",
    "hold": "List the points to keep going, and to speak to only if raised.",
    "explain": "Explain why a point is on its list, how sure that is, and the case against it.",
    "compare": "Compare the points across audiences: what differs, and what is not known to differ.",
    "disputes": "Show where sources disagree: who is for a point, who is against it, and what to settle first.",
    "what-if": "Show which points would move if events happened.",
    "events": "Show the watch list: events that could change perceptions, and their signs.",
    "memo": "Write the whole brief as a memo.",
    "pack": "Write all the papers for a meeting: talking points, answers, run of show, cards.",
    "fit": "Choose the points that fit a meeting, and show what is left out and what one more minute would add.",
    "board": "Write the whole brief as one interactive page.",
    "chart": "Draw the ranking and how sure it is, or the points by audience.",
    "lint": "Check whether a draft keeps to the message.",
    "new": "Create a brief of your own: a commented example, or an overlay on another brief.",
    "source": "Add papers as sources, list them, and show what their paragraphs say.",
    "add": "Add a point, issue, event, audience or criterion to a brief of your own.",
    "rate": "Rate a point in a brief of your own: your reading beside those of others.",
    "import": "Import edited tables into the brief: only the edits, and only if the brief stays valid.",
    "check": "Check a brief, and list every problem with its place.",
    "diff": "Show what differs between two briefs, and how that changes the lists.",
    "export": "Export all tables of the brief as files, for other tools.",
    "schema": "Print the JSON Schema of a brief's files, for editors.",
}


#: The headings of the help page, each with its commands.
SECTIONS = {
    Message("The brief"): ("issues", "issue", "strategy", "checklist", "background", "sources", "trace"),
    Message("What to say, and how sure it is"): ("emphasize", "minimize", "hold", "explain", "compare", "disputes"),
    Message("What could change"): ("what-if", "events"),
    Message("Papers and drafts"): ("memo", "pack", "fit", "board", "chart", "lint"),
    Message("A brief of your own"): ("new", "source", "add", "rate", "import", "check", "diff"),
}

#: The heading of the commands that stand under none of SECTIONS.
MORE = Message("More commands")

#: The module of a command in `kbrief.cli.commands`, where it is not the command's name.
MODULES = {
    "emphasize": "lists",
    "minimize": "lists",
    "hold": "lists",
    "issue": "issues",
    "checklist": "strategy",
    "what-if": "compare",
    "disputes": "compare",
    "board": "pictures",
    "chart": "pictures",
    "background": "explain",
    "sources": "explain",
    "source": "sources",
    "trace": "explain",
    "check": "checks",
    "lint": "checks",
    "schema": "export",
    "import": "tables",
    "new": "writing",
    "add": "adding",
    "rate": "rating",
}


class LazyGroup(Group):
    """A group that imports a command when it is named, and answers --help before anything is parsed."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command with a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        if ctx.resilient_parsing and cmd_name not in ctx.meta.get("kbrief.arguments", ()):
            return Command(cmd_name, help=COMMANDS[cmd_name])  # offered by the shell, which shows no more of it
        module = import_module(f"kbrief.cli.commands.{MODULES.get(cmd_name, cmd_name)}")
        command = get_command(getattr(module, cmd_name.replace("-", "_") + "_command"))
        command.name = cmd_name
        return command

    def command_sections(self, ctx: Any) -> Mapping[str, Mapping[str, str]]:
        """Return the commands under their headings, without importing them."""
        sections: dict[str, dict[str, str]] = {}
        for name, line in COMMANDS.items():
            heading = next((heading for heading, names in SECTIONS.items() if name in names), MORE)
            sections.setdefault(translate(heading), {})[name] = line
        return sections

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Keep the arguments, and parse them; an error in them is handled as any other."""
        drop_impossible_sizes(os.environ)
        ctx.meta["kbrief.arguments"] = list(args)
        return handle_errors(ctx, lambda: self._parsed(ctx, args))

    def _parsed(self, ctx: Any, args: list[str]) -> list[str]:
        """Print --help before anything is parsed: parsing would load what only commands need."""
        if args[:1] in (["--help"], ["-h"]):
            print_help(ctx, None, asked=True)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an error is printed once, and sets the exit code."""
        return handle_errors(ctx, lambda: super(LazyGroup, self).invoke(ctx))


app = typer.Typer(
    name="kbrief",
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


def _version(asked: bool) -> None:  # noqa: FBT001 - Typer hands the value over by position
    if asked:
        write_stdout(f"kbrief {__version__}\n")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)]


@command(app, callback=True, cls=LazyGroup)
def main(session: Any, version: Version = False) -> Any:  # noqa: ARG001 - the eager callback answers
    """Policy briefs on the command line: what to bring forward, what to keep low, and why.

    Without a command, show the brief at a glance.

    Example: kbrief emphasize --administration trump
    """
    from kbrief.cli.commands.explain import start

    return start(session)
