"""Help pages in the language of the run, wrapped by the width of the characters on the screen."""

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

#: The most columns of the terms in a list of options or commands.
MAX_FIRST_COLUMN = 30

#: The least number of spaces between a term and its text.
COLUMN_GAP = 2

#: The most columns of a page.
MAX_WIDTH = 100

#: The help texts of Typer's own options, for tools/messages.py to find.
TYPER_TEXTS = (
    Message("Show this message and exit."),
    Message("Install completion for the current shell."),
    Message("Show completion for the current shell, to copy it or customize the installation."),
)

#: A heading, and its rows of (term, text).
Section = tuple[str, list[tuple[str, str]]]


def print_help(ctx: Any, _option: Any, asked: bool) -> None:  # noqa: FBT001 - the parser passes it by position
    """Print the help of a command and exit, if `asked`. Raises OutputError."""
    if asked and not ctx.resilient_parsing:
        use_language(language_from_arguments(ctx.find_root().meta.get("kbrief.arguments", ())))
        write_stdout(f"{ctx.get_help()}\n")
        ctx.exit()


def help_paragraphs(docstring: str) -> Iterator[tuple[str, str]]:
    """Yield (text, example command or "") of each paragraph of a docstring."""
    for paragraph in re.split(r"\n\s*\n", cleandoc(docstring)):
        text, _label, example = " ".join(paragraph.split()).partition("Example: ")
        yield text.strip(), example


def width_on_screen(text: str) -> int:
    """Return the number of columns that a text takes: two for a wide character such as Hangul."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def wrap(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, of at most `width` columns unless a single word is wider."""
    line = ""
    for word in text.split():
        if line and width_on_screen(line) + 1 + width_on_screen(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def definition_lines(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Yield the lines of a list of terms, each with its text in a second column; below a long term, from a new line."""
    indent = min(max(width_on_screen(term) for term, _text in rows), MAX_FIRST_COLUMN) + 4
    for term, text in rows:
        first, *rest = wrap(text, max(width - indent, 10))
        padding = indent - 2 - width_on_screen(term)
        if padding >= COLUMN_GAP:
            yield f"  {term}{' ' * padding}{first}"
        else:
            yield from (f"  {term}", f"{' ' * indent}{first}")
        yield from (f"{' ' * indent}{line}" for line in rest)


def text_lines(docstring: str, width: int) -> Iterator[str]:
    """Yield the lines of a docstring in the language of the run; examples are paragraphs of their own."""
    for text, example in help_paragraphs(docstring):
        translated = translate_help(text) if text else ""
        example_line = _("Example: {command}", command=example) if example else ""
        for paragraph in filter(None, (translated, example_line)):
            yield ""
            yield from (f"  {line}" for line in wrap(paragraph, width - 2))


def usage_lines(path: str, pieces: Iterable[str], width: int) -> Iterator[str]:
    """Yield the lines of the usage of a command."""
    usage = _("Usage:")
    prefix = f"{usage} {path} "
    indent = width_on_screen(prefix)
    for number, line in enumerate(wrap(" ".join(pieces), max(width - indent, 20))):
        yield f"{' ' * indent if number else prefix}{line}"


def help_page(command: TyperCommand | TyperGroup, ctx: Any, sections: Iterable[Section]) -> str:
    """Return the help page of a command: usage, text and sections."""
    width = max(min(ctx.make_formatter().width, MAX_WIDTH), 20)
    lines = [*usage_lines(ctx.command_path, command.collect_usage_pieces(ctx), width)]
    lines += text_lines(command.help or "", width)
    for heading, rows in sections:
        lines += ["", f"{heading}:", *definition_lines(rows, width)]
    return "\n".join(lines)


def parameter_sections(command: TyperCommand | TyperGroup, ctx: Any) -> Iterator[Section]:
    """Yield the section of the arguments of a command, and that of its options."""
    for kind, heading in (("argument", _("Arguments")), ("option", _("Options"))):
        parameters = (parameter for parameter in command.get_params(ctx) if parameter.param_type_name == kind)
        records = [_record(parameter, ctx) for parameter in parameters]
        if rows := [record for record in records if record]:
            yield heading, rows


def _record(parameter: Any, ctx: Any) -> tuple[str, str] | None:
    """Return the row of an option or argument: its translated text, then default and range as Typer writes them."""
    record = parameter.get_help_record(ctx)
    if record is None:
        return None
    term, text = cast("tuple[str, str]", record)
    english = parameter.help or ""
    extra = text.removeprefix(english).strip()
    for word, translated in (("[default:", _("[default:")), ("required]", _("required]"))):
        extra = extra.replace(word, translated)
    return re.sub(r" <\S+>$", "", term), f"{translate_help(english)}  {extra}".strip() if english else extra


class Command(TyperCommand):
    """A command with our help page."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option --help, which prints our page."""
        return _with_our_help(super().get_help_option(ctx))

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return help_page(self, ctx, parameter_sections(self, ctx))


class HelpGroup(TyperGroup):
    """A group of commands with our help page."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option --help, which prints our page."""
        return _with_our_help(super().get_help_option(ctx))

    def get_help(self, ctx: Any) -> str:
        """Return the help page, with the commands under their headings."""
        sections = self.command_sections(ctx)
        longest = max((len(name) for commands in sections.values() for name in commands), default=0)
        command_lists = [
            (heading, [(name.ljust(longest), translate_help(line)) for name, line in commands.items()])
            for heading, commands in sections.items()
        ]
        return help_page(self, ctx, (*parameter_sections(self, ctx), *command_lists))

    def command_sections(self, ctx: Any) -> Mapping[str, Mapping[str, str]]:
        """Return the commands and the first line of their help, by heading."""
        commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        lines = {name: next(help_paragraphs(command.help or ""))[0] for name, command in commands.items() if command}
        return {_("Commands"): lines}


def _with_our_help(option: Any) -> Any:
    option.callback = print_help
    return option
