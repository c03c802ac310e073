"""Commands and groups of them as the parser knows them: how they print their help, and name what they do not have."""

from collections.abc import Sequence
from typing import Any

from typer.core import TyperCommand, TyperGroup

from kbrief.cli import complete
from kbrief.cli.stream import put
from kbrief.errors import Message, UnknownName


def say_help(ctx: Any, _option: Any, asked: bool) -> None:  # noqa: FBT001 - the parser hands it over by position
    """Print a command's help, where it is asked for, and end. Raises OutputError."""
    if asked and not ctx.resilient_parsing:
        put(f"{ctx.get_help()}\n")
        ctx.exit()


class Command(TyperCommand):
    """A command."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return --help, which prints as all else is printed."""
        return _ours(super().get_help_option(ctx))


class Group(TyperGroup):
    """A group of commands that tells of one that it does not have as the program tells of any unknown name."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return --help, which prints as all else is printed."""
        return _ours(super().get_help_option(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the arguments begin with. Raises UnknownName."""
        known = self.list_commands(ctx)
        if args[0] not in known and not ctx.resilient_parsing:
            error = unknown_command(args, ctx.command_path, known)
            raise _naming_whom(error, args[0], ctx) if "administration" in ctx.params else error
        return super().resolve_command(ctx, args)


def unknown_command(args: Sequence[str], group: str, known: Sequence[str]) -> UnknownName:
    """Return what to tell of a command that a group does not have; for `help`, how help is had."""
    from kbrief.model.names import suggestion

    what = Message("command")
    message = Message("unknown {what} {name!r}", what=what, name=args[0])
    if args[0].casefold() == "help":
        about = f"{group} {args[1]}" if args[1:] and args[1] in known else group
        return UnknownName(message, Message("{command} --help", command=about))
    return UnknownName(message, suggestion(args[0], known, what))


def _naming_whom(error: UnknownName, name: str, ctx: Any) -> UnknownName:
    """Return the error with a hint at -a where the name is an administration's."""
    if name.casefold() not in complete.administrations(ctx):
        return error
    command = f"{ctx.command_path} -a {name}"
    return UnknownName(error.message, Message("name an administration with -a: {command}", command=command))


def _ours(option: Any) -> Any:
    option.callback = say_help
    return option
