"""How a run ends that did not succeed: the user's error, the program's bug, ^C and a closed pipe end differently."""

import sys
from collections.abc import Callable
from typing import Any

import typer

from kbrief.cli.stream import let_go
from kbrief.errors import KbriefError, Problem


def reporting(ctx: typer.Context, run: Callable[[], Any]) -> Any:
    """Run a command; tell what went wrong on stderr and end with the exit code that it deserves."""
    arguments: list[str] = ctx.meta.get("kbrief.arguments", [])
    try:
        return run()
    except KbriefError as error:
        from kbrief.cli.ending import tell

        tell(error, ctx.invoked_subcommand, arguments)
        raise typer.Exit(error.code) from error
    except typer.TyperException as error:
        from kbrief.cli.ending import tell
        from kbrief.cli.usage import usage_error

        wrong = usage_error(error, ctx, arguments)
        tell(wrong, ctx.invoked_subcommand, arguments)
        raise typer.Exit(wrong.code) from error
    except BrokenPipeError:
        let_go(sys.stdout)
        raise typer.Exit(141) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if "--debug" in arguments:
            raise
        from kbrief.cli.ending import tell_bug

        tell_bug(error, arguments)
        raise typer.Exit(70) from error


def as_item(problem: Problem) -> dict[str, Any]:
    """Return a problem as other programs read it."""
    return {key: getattr(problem, key) for key in ("file", "line", "column", "rule", "level", "message", "hint")}


def harmless(text: str) -> str:
    """Return text whose control characters are written out."""
    return "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)
