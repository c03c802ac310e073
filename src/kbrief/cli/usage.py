"""Wrong usage as the parser of the command line finds it, in a language that the parser does not speak."""

import shlex
from collections.abc import Callable, Sequence
from typing import Any

import typer

from kbrief.cli.language import typed_language
from kbrief.errors import Message, WrongUsage, either


def usage_error(error: typer.TyperException, ctx: typer.Context, arguments: Sequence[str]) -> WrongUsage:
    """Return what the parser found as an error of ours, with the line to type, for help where no better one is known.

    The parser's own words are English. In another language it is said by its type and attributes, never by its words;
    what is of no common type keeps them.
    """
    name = type(error).__name__
    said = SAID.get(name) if typed_language(arguments) != "en" else None
    message = (said(error, arguments) if said else None) or error.format_message()
    at = getattr(error, "ctx", None)
    command = at.command_path if at else " ".join(filter(None, (ctx.command_path, ctx.invoked_subcommand)))
    better = BETTER.get(name)
    hint = better(error, arguments) if better and at else None
    return WrongUsage(message, hint or Message("{command} --help", command=command))


def form_hint(command: str | None, wanted: str) -> Message | None:
    """Return how a command that takes no --format is told the form that is wanted; None for one that has but one."""
    form = wanted.strip().casefold()
    match command:
        case "memo":
            ending = form if form in ENDINGS else "md"
            return Message("the ending says the form: {command}", command=f"kbrief memo -o memo.{ending}")
        case "chart":
            ending = form if form in PICTURES else "svg"
            return Message("the ending says the form: {command}", command=f"kbrief chart ranking -o ranking.{ending}")
        case "export":
            kind = form if form in TABLES else "csv"
            return Message("--as says the form: {command}", command=f"kbrief export DIR --as {kind}")
    return None


ENDINGS = {"md", "html", "docx", "pdf", "hwpx", "json"}
PICTURES = {"svg", "png"}
TABLES = {"csv", "json", "jsonl", "xlsx"}
FORMAT = ("--format", "-f")


def _without_format(error: Any, arguments: Sequence[str]) -> Message | None:
    """Return what to type in place of a --format that the command does not take."""
    if error.option_name not in FORMAT:
        return None
    values = [after for one, after in zip(arguments, [*arguments[1:], ""], strict=True) if one in FORMAT]
    values += [one.partition("=")[2] for one in arguments if one.startswith("--format=")]
    return form_hint(error.ctx.info_name, values[0] if values else "")


def _naming_whom(error: Any, arguments: Sequence[str]) -> Message | None:
    """Return the line with an argument too many as the administration, where the command takes one and has none."""
    at, typed = error.ctx, list(arguments)
    if not any(one.name == "administration" for one in at.command.params) or at.info_name not in typed:
        return None
    own = typed[typed.index(at.info_name) + 1 :]
    values, extra, _ = at.command.make_parser(at).parse_args(list(own))
    if values.get("administration") or not extra:
        return None
    own.remove(extra[0])
    line = shlex.join([*at.command_path.split(), *own, "-a", extra[0]])
    return Message("name an administration with -a: {command}", command=line)


Saying = Callable[[Any, Sequence[str]], Message | None]
"""What says an error, given what was typed; None where it cannot tell."""


def _no_such_option(error: Any, _arguments: Sequence[str]) -> Message:
    if not error.possibilities:
        return Message("no such option: {option}", option=error.option_name)
    near = either(*sorted(error.possibilities))
    return Message("no such option: {option} (did you mean {names}?)", option=error.option_name, names=near)


def _missing(error: Any, _arguments: Sequence[str]) -> Message:
    name = error.param.get_error_hint()
    if error.param.param_type_name == "argument":
        return Message("missing argument {name}", name=name)
    return Message("missing option {name}", name=name)


def _option_usage(error: Any, arguments: Sequence[str]) -> Message:
    name = error.option_name
    if any(argument.startswith(f"{name}=") for argument in arguments):
        return Message("option {name} takes no value", name=name)
    return Message("option {name} needs a value", name=name)


def _bad_value(error: Any, _arguments: Sequence[str]) -> Message | None:
    """Return what Pydantic, which Typer asks about values, has found; None for what it seldom finds."""
    faults: list[dict[str, Any]] = getattr(error.__cause__, "errors", list)()
    if not faults:
        return None
    about = {"name": error.param.get_error_hint(), "text": faults[0]["input"]}
    match faults[0]["type"]:
        case "int_parsing":
            return Message("{name}: {text!r} is not a whole number", **about)
        case "greater_than_equal":
            return Message("{name}: {text} is out of range: at least {limit}", limit=faults[0]["ctx"]["ge"], **about)
        case "less_than_equal":
            return Message("{name}: {text} is out of range: at most {limit}", limit=faults[0]["ctx"]["le"], **about)
        case _:
            return None


def _too_much(error: Any, _arguments: Sequence[str]) -> Message:
    """Return what to say where a command gets an argument that it does not take."""
    command = error.ctx.command_path
    names = [one.get_error_hint() for one in error.cmd.params if one.param_type_name == "argument"]
    if not names:
        return Message("{command} takes no argument", command=command)
    return Message("too many arguments: {command} takes {names}", command=command, names=", ".join(names))


SAID: dict[str, Saying] = {
    "NoSuchOption": _no_such_option,
    "MissingParameter": _missing,
    "BadOptionUsage": _option_usage,
    "BadParameter": _bad_value,
    "UsageError": _too_much,
}
"""What says the common ones, by the name of their type: the types themselves are not public."""

BETTER: dict[str, Callable[[Any, Sequence[str]], Message | None]] = {
    "NoSuchOption": _without_format,
    "UsageError": _naming_whom,
}
"""What knows more to type than a call for help, by the same names."""
