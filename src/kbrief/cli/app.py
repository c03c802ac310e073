"""The program's commands, each in a file of its own that is imported only when it is named."""

from importlib import import_module
from typing import Any

from typer.main import get_command

from kbrief.cli.failure import reporting
from kbrief.cli.parser import Group, say_help

COMMANDS = {
    "issues": "The key issues, filtered and sorted.",
    "issue": "One issue in full: driver, outlook, what to do, signs, points and events.",
    "strategy": "The steps of the strategy, and what to weigh.",
    "checklist": "The actions of each step, with what is done.",
    "emphasize": "The points to bring forward, strongest first, and why.",
    "minimize": "The points to handle with caution, and not to lead with.",
    "hold": "The points to keep going, and to speak to if raised.",
    "explain": "Why a point stands where it does, how surely, and the case against.",
    "compare": "Points under each administration: what differs, and what is safe whoever governs.",
    "what-if": "What would move if events happened.",
    "events": "The watch list: what could change perceptions, and its signs.",
    "background": "Precedents, context, tensions in the source, and its gaps.",
    "sources": "The sources: who, when, how graded, and what each paragraph says.",
    "trace": "From any item or claim to its basis, reason and paragraph.",
    "lint": "Whether a draft keeps to the message.",
    "memo": "All of it as a memo.",
    "board": "All of it as one interactive page.",
    "chart": "The ranking with how sure it is, or the points by administration, as a picture.",
    "export": "All tables of the brief as files, for other tools.",
    "new": "A brief of your own: a commented example that holds, or an overlay.",
    "rate": "Rate a point, in the file of ratings of a brief of your own.",
    "check": "Every problem of a brief, with its place.",
    "schema": "The JSON Schema of a brief's files, for editors.",
    "diff": "What differs between two briefs, and what that does to the lists.",
}
"""The commands in the order of the help page, with the first line of each one's help.

The lines stand here so that `kbrief --help` need not import the commands; a test holds them against the docstrings.
"""


class Commands(Group):
    """A group that imports a command when it is named, and answers --help before anything is parsed."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of that name, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = get_command(import_module(f"kbrief.cli.{cmd_name.replace('-', '_')}").app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Remember what was typed, and parse it; an error in it is told as any other."""
        ctx.meta["kbrief.arguments"] = list(args)
        return reporting(ctx, lambda: self._parsed(ctx, args))

    def _parsed(self, ctx: Any, args: list[str]) -> list[str]:
        """Answer --help at once, as parsing would load what only a command needs."""
        if args[:1] in (["--help"], ["-h"]):
            say_help(ctx, None, asked=True)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an error of ours is told once and ends in its exit code."""
        return reporting(ctx, lambda: super(Commands, self).invoke(ctx))
