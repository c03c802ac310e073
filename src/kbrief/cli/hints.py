"""Say what to type instead, for mistakes on the command line."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext
from kbrief.cli.language import language_from_arguments
from kbrief.errors import AmbiguousName, KbriefError, Message, UnknownName, WrongUsage, join_or
from kbrief.model import Brief
from kbrief.model.claims import all_items


def usage_error(error: typer.TyperException, ctx: typer.Context, arguments: Sequence[str]) -> WrongUsage:
    """Return what the parser found as an error of ours, with the line to type, for help where no better one is known.

    The parser's own words are English. In another language it is said by its type and attributes, never by its words;
    what is of no common type keeps them.
    """
    name = type(error).__name__
    said = MESSAGE_BY_ERROR.get(name) if language_from_arguments(arguments) != "en" else None
    message = (said(error, arguments) if said else None) or error.format_message()
    at = getattr(error, "ctx", None)
    command = at.command_path if at else " ".join(filter(None, (ctx.command_path, ctx.invoked_subcommand)))
    better = HINT_BY_ERROR.get(name)
    hint = better(error, arguments) if better and at else None
    return WrongUsage(message, hint or Message("{command} --help", command=command))


def format_hint(command: str | None, wanted: str) -> Message | None:
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
    values = [after for word, after in zip(arguments, [*arguments[1:], ""], strict=True) if word in FORMAT]
    values += [word.partition("=")[2] for word in arguments if word.startswith("--format=")]
    return format_hint(error.ctx.info_name, values[0] if values else "")


def _for_extra_argument(error: Any, arguments: Sequence[str]) -> Message | None:
    """Return the line with an argument too many as the option that it may have been meant for; None for no such option.

    That is -a for an audience, --tag for a tag, else --search; -a again where the command has none of these.
    """
    ctx, typed = error.ctx, list(arguments)
    options = {parameter.name for parameter in ctx.command.params}
    if "administration" not in options or ctx.info_name not in typed:
        return None
    own = typed[typed.index(ctx.info_name) + 1 :]
    values, extra, _ = ctx.command.make_parser(ctx).parse_args(list(own))
    if not extra:
        return None
    option = _meant_option(extra[0], ctx) if "search" in options else "-a"
    if option == "-a" and values.get("administration"):
        return None
    own.remove(extra[0])
    line = shlex.join([*ctx.command_path.split(), *own, option, extra[0]])
    if option == "-a":
        return Message("name an administration with -a: {command}", command=line)
    return Message("filter with {option}: {command}", option=option, command=line)


def _meant_option(name: str, ctx: Any) -> str:
    """Return the option that a name is for, by what the brief knows of it."""
    word = name.casefold()
    if any(known.startswith(word) for known in complete.administrations(ctx)):
        return "-a"
    return "--tag" if word in complete.tags(ctx) else "--search"


MessageMaker = Callable[[Any, Sequence[str]], Message | None]
"""What says an error, given what was typed; None where it cannot tell."""


def _no_such_option(error: Any, _arguments: Sequence[str]) -> Message:
    if not error.possibilities:
        return Message("no such option: {option}", option=error.option_name)
    near = join_or(*sorted(error.possibilities))
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
    names = [parameter.get_error_hint() for parameter in error.cmd.params if parameter.param_type_name == "argument"]
    if not names:
        return Message("{command} takes no argument", command=command)
    return Message("too many arguments: {command} takes {names}", command=command, names=", ".join(names))


MESSAGE_BY_ERROR: dict[str, MessageMaker] = {
    "NoSuchOption": _no_such_option,
    "MissingParameter": _missing,
    "BadOptionUsage": _option_usage,
    "BadParameter": _bad_value,
    "UsageError": _too_much,
}
"""What says the common ones, by the name of their type: the types themselves are not public."""

HINT_BY_ERROR: dict[str, Callable[[Any, Sequence[str]], Message | None]] = {
    "NoSuchOption": _without_format,
    "UsageError": _for_extra_argument,
}
"""What knows more to type than a call for help, by the same names."""


ASKED = {"action", "administration", "criterion", "event", "issue", "point", "step", "tag"}
"""What a brief's names are asked for as."""

TRACE = "kbrief trace {name}"
KINDS: dict[str | int, tuple[Message, str]] = {
    "points": (Message("a point"), "kbrief explain {name}"),
    "issues": (Message("an issue"), "kbrief issue {name}"),
    "events": (Message("an event"), "kbrief what-if {name} -a {whose}"),
    "administrations": (Message("an administration"), "kbrief emphasize -a {name}"),
    "steps": (Message("a step"), "kbrief checklist --step {name}"),
    "actions": (Message("an action"), "kbrief checklist done {name}"),
}
"""What the items of a section are, and the command for one; what is under no section here is traced."""


def hint_other_kind(error: UnknownName, session: CommandContext) -> UnknownName:
    """Return the error with a hint to where the name does belong, as it is where that is nowhere."""
    facts = getattr(error.message, "values", {})
    if isinstance(error, AmbiguousName):
        return error
    if facts.get("what") not in ASKED or "name" not in facts:
        return error
    name = str(facts["name"]).strip().casefold()
    try:
        hint = next((hint for known, hint in _places(session.brief) if known.casefold() == name), None)
    except KbriefError:
        return error
    return UnknownName(error.message, hint) if hint else error


def _places(brief: Brief) -> Iterator[tuple[str, Message]]:
    """Yield every name of a brief with what it is, and the command that shows it."""
    whose = next((administration.id for administration in brief.administrations), "")
    for name, at, _ in all_items(brief):
        what, command = KINDS.get(at[-2], (Message("listed under {section}", section=at[0]), TRACE))
        yield name, _hint(name, what, TRACE if "{whose}" in command and not whose else command, whose)
    for tag in brief.tags:
        yield tag, _hint(tag, Message("a tag"), "kbrief issues --tag {name}")
    for cite in brief.paragraph_by_cite:
        for name in (cite, cite.partition("#")[2]):
            yield name, _hint(name, Message("a paragraph"), TRACE)


def _hint(name: str, what: Message, command: str, whose: str = "") -> Message:
    return Message("{name} is {what}: {command}", name=name, what=what, command=command.format(name=name, whose=whose))
