"""The options of the commands, and the decorator that makes a command of a function."""

import inspect
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Annotated, Any

import typer

from kbrief.cli import complete
from kbrief.cli.help import Command, HelpGroup
from kbrief.cli.parameters import make_plain
from kbrief.errors import Message, UnknownName, WrongUsage
from kbrief.i18n import languages

#: The names of the option for an audience.
ADMINISTRATION_NAMES = ("--administration", "--audience", "-a")


class SingleAudience:
    """The part of a command that rejects a repeated -a if it takes one audience only."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, without validators where none is needed."""
        return [make_plain(parameter) for parameter in super().get_params(ctx)]  # type: ignore[misc]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments, and return the remaining ones. Raises WrongUsage."""
        if not ctx.resilient_parsing and sum(arg.startswith(ADMINISTRATION_NAMES) for arg in args) > 1:
            _, _, order = self.make_parser(ctx).parse_args(args=list(args))  # type: ignore[attr-defined]
            if sum(option.name == "administration" and not option.multiple for option in order) > 1:
                message = Message("{command} takes only one audience", command=ctx.command_path)
                raise WrongUsage(message, Message("name one with -a; compare, lint and memo take several"))
        return super().parse_args(ctx, args)  # type: ignore[misc,no-any-return]


class ListedCommand(SingleAudience, Command):
    """A command of the program or of a group."""


class Group(SingleAudience, HelpGroup):
    """A group of commands that reports an unknown command like any other unknown name."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command named by the first argument. Raises UnknownName."""
        known = self.list_commands(ctx)
        if args[0] not in known and not ctx.resilient_parsing:
            error = unknown_command(args, ctx.command_path, known)
            raise _with_audience_hint(error, args[0], ctx) if "administration" in ctx.params else error
        return super().resolve_command(ctx, args)


def unknown_command(args: Sequence[str], group: str, known: Sequence[str]) -> UnknownName:
    """Return the error for an unknown command of a group; for `help` its hint is how to get help."""
    from kbrief.model.lookup import suggest

    what = Message("command")
    message = Message("unknown {what} {name!r}", what=what, name=args[0])
    if args[0].casefold() == "help":
        about = f"{group} {args[1]}" if args[1:] and args[1] in known else group
        return UnknownName(message, Message("{command} --help", command=about))
    return UnknownName(message, suggest(args[0], known, what))


def _with_audience_hint(error: UnknownName, name: str, ctx: Any) -> UnknownName:
    """Return the error, with a hint at -a if the name is that of an audience."""
    if name.casefold() not in complete.administrations(ctx):
        return error
    command = f"{ctx.command_path} -a {name}"
    return UnknownName(error.message, Message("name an administration with -a: {command}", command=command))


Run = Callable[..., Any]

READ_FORMATS = ("table", "json", "csv", "md")
CHECK_FORMATS = ("table", "json", "github", "sarif")

SHARED_OPTIONS = {
    "brief": Annotated[
        str | None,
        typer.Option(
            "--brief",
            metavar="DIR|FILE|NAME",
            help="The brief to read.",
            show_default=False,
            autocompletion=complete.briefs,
        ),
    ],
    "lang": Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="|".join(languages()),
            help="The language of the output.",
            autocompletion=complete.languages,
        ),
    ],
    "width": Annotated[
        int | None, typer.Option("--width", metavar="N", min=20, max=1000, help="Lay out for N columns.")
    ],
    "no_color": Annotated[bool, typer.Option("--no-color", help="Print without color.")],
    "debug": Annotated[bool, typer.Option("--debug", help="Show the traceback of a bug.")],
    "ignore_marks": Annotated[
        bool, typer.Option("--ignore-marks", help="Rank as if no event were marked as observed or ruled out.")
    ],
}
DEFAULTS = {"brief": None, "lang": None, "width": None, "no_color": False, "debug": False, "ignore_marks": False}

Administration = Annotated[
    str | None,
    typer.Option(
        "--administration",
        "--audience",
        "-a",
        metavar="NAME",
        help="The administration, or another audience of the brief.",
        autocompletion=complete.administrations,
    ),
]
Administrations = Annotated[
    list[str] | None,
    typer.Option(
        "--administration",
        "--audience",
        "-a",
        metavar="NAME",
        help="The administration or other audience; repeat for more.",
        autocompletion=complete.administrations,
    ),
]
Given = Annotated[
    list[str] | None,
    typer.Option("--given", "-g", metavar="EVENT", help="Assume that this event has happened; repeat for more.",
                 autocompletion=complete.events),
]  # fmt: skip
Weights = Annotated[
    str | None,
    typer.Option(
        metavar="K=V,...",
        help="Weights of criteria instead of the brief's, e.g. president=2,team=0.",
        autocompletion=complete.weights,
    ),
]
Issue = Annotated[
    str | None, typer.Option("--issue", metavar="ID", help="Only points of this issue.", autocompletion=complete.issues)
]
Tag = Annotated[
    str | None,
    typer.Option("--tag", metavar="TAG", help="Only points of issues with this tag.", autocompletion=complete.tags),
]
Search = Annotated[str | None, typer.Option("--search", metavar="TEXT", help="Only points that contain this text.")]
Top = Annotated[int | None, typer.Option("--top", metavar="N", min=1, help="Only the first N.")]
Bom = Annotated[bool, typer.Option("--bom", help="Start CSV with a byte order mark, for spreadsheets.")]
StatedOnly = Annotated[bool, typer.Option("--stated-only", help="Use stated evidence only, without inferences.")]


def new_app() -> typer.Typer:
    """Return a Typer app for the commands of one module."""
    return typer.Typer(rich_markup_mode=None, add_completion=False)


def command(
    app: typer.Typer,
    *,
    formats: tuple[str, ...] = READ_FORMATS,
    callback: bool = False,
    cls: type[Group] = Group,
    name: str | None = None,
    settings: dict[str, Any] | None = None,
    writes: bool = False,
) -> Callable[[Run], Run]:
    """Register a function `(session, …) -> CommandResult` as a command with the shared options and --format.

    As a `callback` it runs if no command of a group (of class `cls`) is named. `settings` are those of its parser.
    With `writes`, each file of a brief is parsed once, however often the command reads it.
    """

    def register(run: Run) -> Run:
        call = _call(_reading_once(run) if writes else run, formats)
        if callback:
            app.callback(invoke_without_command=True, cls=cls)(call)
        else:
            app.command(name, cls=ListedCommand, context_settings=settings)(call)
        return run

    return register


def _reading_once(run: Run) -> Run:
    """Return the command run within `reading_once`."""

    @wraps(run)
    def call(*args: Any, **values: Any) -> Any:
        from kbrief.load.yaml import reading_once

        with reading_once():
            return run(*args, **values)

    return call


def _call(run: Run, formats: tuple[str, ...]) -> Run:
    @wraps(run)
    def call(ctx: typer.Context, **values: Any) -> None:
        shared = {key: values.pop(key) for key in SHARED_OPTIONS}
        form = values.pop("format", None)
        bom = ("csv" in formats and values.pop("bom")) or bool(ctx.parent and ctx.parent.params.get("bom"))
        if ctx.invoked_subcommand is not None:
            _reject_group_options(ctx, values)
            return
        session = make_context(ctx, shared, form, formats)
        if bom and session.format != "csv":
            raise WrongUsage(Message("--bom works only with --format csv"), Message("leave it out"))
        try:
            answer = run(session, **values)
        except UnknownName as error:
            from kbrief.cli.hints import hint_other_kind

            raise hint_other_kind(error, session) from error
        if answer is not None:
            from kbrief.cli.output import print_result

            print_result(answer, session, bom=bom)

    parameters = list(_parameters(run, formats))
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    call.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return call


def _parameters(run: Run, formats: tuple[str, ...]) -> Iterator[inspect.Parameter]:
    yield inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    own = list(inspect.signature(run).parameters.values())[1:]
    yield from (parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own)
    if formats:
        option = typer.Option("--format", "-f", metavar="|".join(formats), help="The output format; default: table.",
                              autocompletion=complete.choices(*formats))  # fmt: skip
        yield _keyword("format", Annotated[str | None, option], default=None)
    if "csv" in formats:
        yield _keyword("bom", Bom, default=False)
    for key, annotation in SHARED_OPTIONS.items():
        yield _keyword(key, annotation, default=DEFAULTS[key])


def _keyword(name: str, annotation: Any, *, default: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _reject_group_options(ctx: typer.Context, values: dict[str, Any]) -> None:
    """Raise WrongUsage for an option of a group that the named command would ignore."""
    for parameter in ctx.command.params:
        if values.get(parameter.name or ""):
            option, command = parameter.opts[0], ctx.invoked_subcommand
            message = Message("{option} cannot be used with {command}", option=option, command=command)
            raise WrongUsage(message, Message("leave it out"))


def make_context(ctx: typer.Context, given: dict[str, Any], form: str | None, formats: tuple[str, ...]) -> Any:
    """Return the context of a run; options after the command override those before it. Raises UnknownName, WrongUsage."""
    from kbrief.cli.context import CommandContext
    from kbrief.model.lookup import resolve

    options = given | {"format": form}
    upper = ctx.parent
    while upper is not None:
        options |= {key: upper.params[key] for key in options if not options[key] and upper.params.get(key)}
        upper = upper.parent
    if options["format"] and not formats:
        from kbrief.cli.hints import format_hint

        message = Message("{command} takes no --format", command=ctx.info_name)
        raise WrongUsage(message, format_hint(ctx.info_name, options["format"]) or Message("leave it out"))
    return CommandContext(
        options["brief"], options["lang"], options["width"], no_color=options["no_color"],
        output_format=resolve(options["format"] or "table", formats or READ_FORMATS, Message("format")),
        ignores_marks=bool(options["ignore_marks"]),
    )  # fmt: skip
