"""Errors of the command line: messages in the language of the run, and what to type instead."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext
from kbrief.errors import AmbiguousName, KbriefError, Message, UnknownName, WrongUsage, join_or
from kbrief.model import Brief
from kbrief.model.claims import all_items


def usage_error(error: typer.TyperException, ctx: typer.Context, arguments: Sequence[str]) -> WrongUsage:
    """Return an error of the parser as a WrongUsage, with a hint at the line to type, else at --help.

    The message is made from the type and the attributes of the error, since the parser's own is English and may quote
    Pydantic; only an error of an uncommon type keeps it.
    """
    name = type(error).__name__
    make_message = MESSAGE_BY_ERROR.get(name)
    message = (make_message(error, arguments) if make_message else None) or error.format_message()
    error_ctx = getattr(error, "ctx", None)
    names = (error_ctx.command_path,) if error_ctx else (ctx.command_path, ctx.invoked_subcommand)
    make_hint = HINT_BY_ERROR.get(name)
    hint = make_hint(error, arguments) if make_hint and error_ctx else None
    return WrongUsage(message, hint or Message("{command} --help", command=" ".join(filter(None, names))))


def format_hint(command: str | None, wanted: str) -> Message | None:
    """Return how to choose the format of a command that takes no --format, None if it has only one format."""
    form = wanted.strip().casefold()
    match command:
        case "memo":
            ending = form if form in ENDINGS else "md"
            return Message("the file ending sets the format: {command}", command=f"kbrief memo -o memo.{ending}")
        case "chart":
            ending = form if form in PICTURES else "svg"
            return Message(
                "the file ending sets the format: {command}", command=f"kbrief chart ranking -o ranking.{ending}"
            )
        case "export":
            kind = form if form in TABLES else "csv"
            return Message("--as sets the format: {command}", command=f"kbrief export DIR --as {kind}")
    return None


#: The endings of memos and of charts, and the formats of tables.
ENDINGS = {"md", "html", "docx", "pdf", "hwpx", "json"}
PICTURES = {"svg", "png"}
TABLES = {"csv", "datapackage", "json", "jsonl", "xlsx"}
FORMAT = ("--format", "-f")


def _without_format(error: Any, arguments: Sequence[str]) -> Message | None:
    """Return what to type instead of --format, if that is the option that the command does not take."""
    if error.option_name not in FORMAT:
        return None
    values = [after for word, after in zip(arguments, [*arguments[1:], ""], strict=True) if word in FORMAT]
    values += [word.partition("=")[2] for word in arguments if word.startswith("--format=")]
    return format_hint(error.ctx.info_name, values[0] if values else "")


def _for_extra_argument(error: Any, arguments: Sequence[str]) -> Message | None:
    """Return the line to type with the extra argument as the value of an option, None if there is no such option.

    The option is -a for an audience, --tag for a tag, else --search; always -a if the command has no --search.
    """
    ctx = error.ctx
    options = {parameter.name for parameter in ctx.command.params}
    if "administration" not in options or ctx.info_name not in arguments:
        return None
    command_arguments = [*arguments[arguments.index(ctx.info_name) + 1 :]]
    values, extra, _ = ctx.command.make_parser(ctx).parse_args([*command_arguments])
    if not extra:
        return None
    option = _likely_option(extra[0], ctx) if "search" in options else "-a"
    if option == "-a" and values.get("administration"):
        return None
    command_arguments.remove(extra[0])
    line = shlex.join([*ctx.command_path.split(), *command_arguments, option, extra[0]])
    if option == "-a":
        return Message("name an administration with -a: {command}", command=line)
    return Message("filter with {option}: {command}", option=option, command=line)


def _likely_option(name: str, ctx: Any) -> str:
    """Return the option that a name is likely for, by the names in the brief."""
    word = name.casefold()
    if any(known.startswith(word) for known in complete.administrations(ctx)):
        return "-a"
    return "--tag" if word in complete.tags(ctx) else "--search"


#: Makes a message or a hint from an error and the arguments, None if it knows of none.
MessageMaker = Callable[[Any, Sequence[str]], Message | None]


def _no_such_option(error: Any, _arguments: Sequence[str]) -> Message:
    if not error.possibilities:
        return Message("no such option: {option}", option=error.option_name)
    near = join_or(*sorted(error.possibilities))
    return Message("no such option: {option} (did you mean {names}?)", option=error.option_name, names=near)


def _missing_parameter(error: Any, _arguments: Sequence[str]) -> Message:
    name = error.param.get_error_hint()
    if error.param.param_type_name == "argument":
        return Message("missing argument {name}", name=name)
    return Message("missing option {name}", name=name)


def _wrong_option_use(error: Any, arguments: Sequence[str]) -> Message:
    name = error.option_name
    if any(argument.startswith(f"{name}=") for argument in arguments):
        return Message("option {name} takes no value", name=name)
    return Message("option {name} needs a value", name=name)


def _bad_value(error: Any, _arguments: Sequence[str]) -> Message | None:
    """Return the message for the common errors of Pydantic, with which Typer checks values; None for others."""
    errors: list[dict[str, Any]] = getattr(error.__cause__, "errors", list)()
    if not errors:
        return None
    values = {"name": error.param.get_error_hint(), "text": errors[0]["input"]}
    match errors[0]["type"]:
        case "int_parsing":
            return Message("invalid value {text!r} for {name}: not a whole number", **values)
        case "greater_than_equal":
            return Message(
                "invalid value {text} for {name}: must be at least {limit}", limit=errors[0]["ctx"]["ge"], **values
            )
        case "less_than_equal":
            return Message(
                "invalid value {text} for {name}: must be at most {limit}", limit=errors[0]["ctx"]["le"], **values
            )
        case _:
            return None


def _too_many_arguments(error: Any, _arguments: Sequence[str]) -> Message:
    """Return the message for an argument that the command does not take."""
    command = error.ctx.command_path
    names = [parameter.get_error_hint() for parameter in error.cmd.params if parameter.param_type_name == "argument"]
    if not names:
        return Message("{command} takes no arguments", command=command)
    return Message("too many arguments: {command} takes only {names}", command=command, names=", ".join(names))


#: The messages for common errors, by the names of their types, since the types are not public.
MESSAGE_BY_ERROR: dict[str, MessageMaker] = {
    "NoSuchOption": _no_such_option,
    "MissingParameter": _missing_parameter,
    "BadOptionUsage": _wrong_option_use,
    "BadParameter": _bad_value,
    "UsageError": _too_many_arguments,
}

#: The hints that are better than one at --help, by the same names.
HINT_BY_ERROR: dict[str, MessageMaker] = {
    "NoSuchOption": _without_format,
    "UsageError": _for_extra_argument,
}


#: The kinds of names in a brief, as error messages call them.
NAME_KINDS = {"action", "administration", "criterion", "event", "issue", "point", "step", "tag"}

#: The command for an item of any other section.
TRACE = "kbrief trace {name}"

#: What the items of a section are, and the command for one.
COMMAND_BY_SECTION: dict[str | int, tuple[Message, str]] = {
    "points": (Message("a point"), "kbrief explain {name}"),
    "issues": (Message("an issue"), "kbrief issue {name}"),
    "events": (Message("an event"), "kbrief what-if {name} -a {administration}"),
    "administrations": (Message("an administration"), "kbrief emphasize -a {name}"),
    "steps": (Message("a step"), "kbrief checklist --step {name}"),
    "actions": (Message("an action"), "kbrief checklist done {name}"),
}


def hint_other_kind(error: UnknownName, session: CommandContext) -> UnknownName:
    """Return the error with a hint at what the name is and its command, unchanged if the brief has no such name."""
    values = getattr(error.message, "values", {})
    if isinstance(error, AmbiguousName):
        return error
    if values.get("what") not in NAME_KINDS or "name" not in values:
        return error
    name = str(values["name"]).strip().casefold()
    try:
        hint = next((hint for known_name, hint in _hints(session.brief) if known_name.casefold() == name), None)
    except KbriefError:
        return error
    return UnknownName(error.message, hint) if hint else error


def _hints(brief: Brief) -> Iterator[tuple[str, Message]]:
    """Yield (name, hint at what it is and its command) for every name in a brief."""
    administration = next((administration.id for administration in brief.administrations), "")
    for name, loc, _ in all_items(brief):
        what, command = COMMAND_BY_SECTION.get(loc[-2], (Message("listed under {section}", section=loc[0]), TRACE))
        is_possible = administration or "{administration}" not in command
        yield name, _hint(name, what, command if is_possible else TRACE, administration)
    for tag in brief.tags:
        yield tag, _hint(tag, Message("a tag"), "kbrief issues --tag {name}")
    for cite in brief.paragraph_by_cite:
        for name in (cite, cite.partition("#")[2]):
            yield name, _hint(name, Message("a paragraph"), TRACE)


def _hint(name: str, what: Message, command: str, administration: str = "") -> Message:
    line = command.format(name=name, administration=administration)
    return Message("{name} is {what}: {command}", name=name, what=what, command=line)
