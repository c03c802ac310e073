"""How a run ends that did not succeed: the user's error, the program's bug, ^C and a closed pipe end differently."""

import json
import os
import re
import sys
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NoReturn

import typer

from kbrief.errors import FoundProblems, KbriefError, Problem

SHOWN = 100
"""How many problems a message shows; the rest are counted."""


def reporting(ctx: typer.Context, run: Callable[[], Any]) -> Any:
    """Run a command; tell what went wrong on stderr and end with the exit code that it deserves."""
    arguments: list[str] = ctx.meta.get("kbrief.arguments", [])
    try:
        return run()
    except KbriefError as error:
        _end(error, ctx, wants_json=_asks_json(arguments))
    except typer.TyperException as error:
        _end(KbriefError(error.format_message(), _help_on(error, ctx)), ctx, wants_json=_asks_json(arguments), code=2)
    except BrokenPipeError:
        # Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(141) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        if "--debug" in arguments:
            raise
        where = f"{type(error).__name__}: {error}"
        talk(f"bug: {where}", "run it again with --debug, and report what it prints")
        raise typer.Exit(70) from error


def _help_on(error: typer.TyperException, ctx: typer.Context) -> str:
    """Return what to type for help on the command in which an error was made."""
    at = getattr(error, "ctx", None)
    return f"{at.command_path if at else ' '.join(filter(None, (ctx.command_path, ctx.invoked_subcommand)))} --help"


_FORMAT = re.compile(r"(?:--format[= ]|-f ?)(.+)", re.DOTALL)


def _asks_json(arguments: list[str]) -> bool:
    """Whether --format asks for JSON, written in any of the ways in which it is taken."""
    typed = (*arguments, *(" ".join(pair) for pair in pairwise(arguments)))
    asked = [found[1].strip().casefold() for one in typed if (found := _FORMAT.fullmatch(one))]
    return any(name and "json".startswith(name) for name in asked)


def _end(error: KbriefError, ctx: typer.Context, *, wants_json: bool, code: int | None = None) -> NoReturn:
    ending = error.code if code is None else code
    if isinstance(error, FoundProblems):
        raise typer.Exit(ending) from error
    if wants_json:
        about = {
            "code": ending,
            "message": error.message,
            "hint": error.hint,
            "problems": [as_item(p) for p in error.problems],
        }
        typer.echo(
            json.dumps({"kbrief": 1, "command": ctx.invoked_subcommand, "error": about}, ensure_ascii=False), err=True
        )
    else:
        for problem in error.problems[:SHOWN]:
            talk(f"{problem}", problem.hint if problem.hint != error.hint else None)
        if len(error.problems) > SHOWN:
            talk(f"… and {len(error.problems) - SHOWN} more")
        talk(f"error: {error.message}", error.hint)
    raise typer.Exit(ending) from error


def as_item(problem: Problem) -> dict[str, Any]:
    """Return a problem as other programs read it."""
    return {key: getattr(problem, key) for key in ("file", "line", "column", "rule", "level", "message", "hint")}


def talk(line: str, hint: str | None = None) -> None:
    """Print a line on stderr, and a hint under it; control characters are shown, never sent."""
    typer.echo(harmless(line), err=True)
    if hint:
        typer.echo(harmless(f"hint: {hint}"), err=True)


def harmless(text: str) -> str:
    """Return text whose control characters are written out."""
    return "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)
