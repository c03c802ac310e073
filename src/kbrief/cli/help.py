"""Help pages: the language of the run, wrapped by the width of what is on the screen."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from inspect import cleandoc
from typing import Any, cast

from typer.core import TyperCommand, TyperGroup

from kbrief.cli.language import language_from_arguments
from kbrief.cli.streams import write_stdout
from kbrief.errors import Message
from kbrief.i18n import _, translate_help, use_language

#: Where the second column of a list of options or commands begins at the latest.
MAX_FIRST_COLUMN = 30
MAX_WIDTH = 100

#: What Typer says of its own options; here to be found by tools/messages.py.
TYPER_TEXTS = (
    Message("Show this message and exit."),
    Message("Install completion for the current shell."),
    Message("Show completion for the current shell, to copy it or customize the installation."),
)

#: A heading with its rows: a term, as an option, and what it means.
Section = tuple[str, list[tuple[str, str]]]


def print_help(ctx: Any, _option: Any, asked: bool) -> None:  # noqa: FBT001 - the parser hands it over by position
    """Print a command's help, where it is asked for, and end. Raises OutputError."""
    if asked and not ctx.resilient_parsing:
        use_language(language_from_arguments(ctx.find_root().meta.get("kbrief.arguments", ())))
        write_stdout(f"{ctx.get_help()}\n")
        ctx.exit()


def help_paragraphs(docstring: str) -> Iterator[tuple[str, str]]:
    """Yield each paragraph of a docstring as what it says and the command that it gives as an example, if any."""
    for paragraph in re.split(r"\n\s*\n", cleandoc(docstring)):
        text, _mark, example = " ".join(paragraph.split()).partition("Example: ")
        yield text.strip(), example


def width_on_screen(text: str) -> int:
    """Return the number of columns that a text takes: two for each wide letter, as Hangul."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def wrap(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, none wider than `width` columns but where a single word is."""
    line = ""
    for word in text.split():
        if line and width_on_screen(line) + 1 + width_on_screen(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def definition_lines(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Yield the lines of a list of terms, each with its text in a second column."""
    indent = min(max(width_on_screen(term) for term, _text in rows), MAX_FIRST_COLUMN) + 4
    for term, text in rows:
        first, *rest = wrap(text, max(width - indent, 10))
        fits = width_on_screen(term) + 4 <= indent
        if not fits:
            yield f"  {term}"
        yield f"{' ' * indent}{first}" if not fits else f"  {term}{' ' * (indent - 2 - width_on_screen(term))}{first}"
        yield from (f"{' ' * indent}{line}" for line in rest)


def text_lines(docstring: str, width: int) -> Iterator[str]:
    """Yield the lines of a docstring in the language of the run, each example as a paragraph of its own."""
    for text, example in help_paragraphs(docstring):
        said = [translate_help(text)] if text else []
        for paragraph in [*said, *([_("Example: {command}", command=example)] if example else [])]:
            yield ""
            yield from (f"  {line}" for line in wrap(paragraph, width - 2))


def usage_lines(path: str, pieces: Iterable[str], width: int) -> Iterator[str]:
    """Yield how a command is typed."""
    usage = _("Usage:")
    prefix = f"{usage} {path} "
    indent = width_on_screen(prefix)
    for number, line in enumerate(wrap(" ".join(pieces), max(width - indent, 20))):
        yield f"{' ' * indent if number else prefix}{line}"


def help_page(command: TyperCommand | TyperGroup, ctx: Any, sections: Iterable[Section]) -> str:
    """Return the help page of a command: how it is typed, what it does, and its sections."""
    width = max(min(ctx.make_formatter().width, MAX_WIDTH), 20)
    lines = [*usage_lines(ctx.command_path, command.collect_usage_pieces(ctx), width)]
    lines += text_lines(command.help or "", width)
    for heading, rows in sections:
        lines += ["", f"{heading}:", *definition_lines(rows, width)]
    return "\n".join(lines)


def parameter_sections(command: TyperCommand | TyperGroup, ctx: Any) -> Iterator[Section]:
    """Yield the arguments and the options of a command, each with what it means."""
    for kind, heading in (("argument", _("Arguments")), ("option", _("Options"))):
        parameters = (parameter for parameter in command.get_params(ctx) if parameter.param_type_name == kind)
        records = [_record(parameter, ctx) for parameter in parameters]
        if rows := [record for record in records if record]:
            yield heading, rows


def _record(parameter: Any, ctx: Any) -> tuple[str, str] | None:
    """Return the row of an option or argument: its text translated, the rest (default, range) as Typer writes it."""
    record = parameter.get_help_record(ctx)
    if record is None:
        return None
    term, text = cast("tuple[str, str]", record)
    english = parameter.help or ""
    extra = text.removeprefix(english).strip()
    for word, own in (("[default:", _("[default:")), ("required]", _("required]"))):
        extra = extra.replace(word, own)
    return re.sub(r" <\S+>$", "", term), f"{translate_help(english)}  {extra}".strip() if english else extra


class Command(TyperCommand):
    """A command."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return --help, which prints as all else is printed."""
        return _printing(super().get_help_option(ctx))

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return help_page(self, ctx, parameter_sections(self, ctx))


class HelpGroup(TyperGroup):
    """A group of commands."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return --help, which prints as all else is printed."""
        return _printing(super().get_help_option(ctx))

    def get_help(self, ctx: Any) -> str:
        """Return the help page, with the commands under their headings."""
        sections = self.command_sections(ctx)
        longest = max((len(name) for commands in sections.values() for name in commands), default=0)
        listed = [
            (heading, [(name.ljust(longest), translate_help(line)) for name, line in commands.items()])
            for heading, commands in sections.items()
        ]
        return help_page(self, ctx, (*parameter_sections(self, ctx), *listed))

    def command_sections(self, ctx: Any) -> Mapping[str, Mapping[str, str]]:
        """Return the commands and the first line of their help, by heading."""
        commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        lines = {name: next(help_paragraphs(command.help or ""))[0] for name, command in commands.items() if command}
        return {_("Commands"): lines}


def _printing(option: Any) -> Any:
    option.callback = print_help
    return option
