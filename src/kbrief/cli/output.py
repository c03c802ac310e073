"""Print results and write products: the only module that does."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from kbrief.cli.context import CommandContext
from kbrief.cli.streams import (
    JSON_ESCAPE,
    is_terminal,
    print_stderr,
    put_product,
    reporting_write_errors,
    set_encoding_errors,
    standard_output,
    takes,
    write_stdout,
)
from kbrief.errors import FoundProblems, Message, OutputError, Problem, describe_os_error
from kbrief.files import JSON, display_path, escape_control_characters, escape_steering
from kbrief.i18n import _, translate
from kbrief.model import Brief
from kbrief.pages.document import Document
from kbrief.store import atomic

if TYPE_CHECKING:
    from kbrief.pages.meta import Meta


class CommandResult(NamedTuple):
    """The result of a command: a page for people and records for programs, each made only if it is printed.

    `settings` are further keys of the JSON envelope, for options that are not the default.
    """

    command: str
    page: Callable[[], Document]
    items: Callable[[], list[dict[str, Any]]]
    notes: tuple[str, ...] = ()
    administration: str | None = None
    given: tuple[str, ...] = ()
    brief: Brief | None = None
    settings: Mapping[str, Any] = MappingProxyType({})
    has_problems: bool = False
    lines: Callable[[], list[str]] | None = None
    sarif: Callable[[], list[tuple[Problem, Sequence[int]]]] | None = None
    calendar: Callable[[], str] | None = None


def print_result(result: CommandResult, session: CommandContext, *, bom: bool = False) -> None:
    """Print a result in the format of the run. Raises FoundProblems if a check found problems."""
    match session.format:
        case "json":
            from kbrief.records import to_json

            scenario = {"administration": result.administration, "given": list(result.given)} if result.brief else {}
            text = to_json(result.command, result.items(), result.notes, result.brief, **scenario, **result.settings)
            write_stdout(escape_steering(text, JSON), errors=JSON_ESCAPE)
        case "csv":
            from kbrief.records.rows import to_csv

            print_product(("\ufeff" if bom else "") + escape_steering(to_csv(result.items(), result.command)))
        case "md":
            from kbrief.render.markdown import to_markdown

            print_product(escape_steering(to_markdown(result.page())))
        case "ics" if result.calendar:
            print_product(result.calendar())
        case "github" if result.lines:
            write_stdout(escape_steering("".join(f"{line}\n" for line in result.lines())))
        case "sarif" if result.sarif:
            from kbrief.cli.sarif import to_sarif

            write_stdout(escape_steering(to_sarif(result.sarif()), JSON), errors=JSON_ESCAPE)
        case _:
            print_page(result.page(), session, subtitle=_subtitle(session) if result.brief else "")
    if result.has_problems:
        raise FoundProblems(Message("problems were found"))


def print_product(text: str) -> None:
    """Print a product, with a warning if standard output lacks some of its characters."""
    encoding = put_product(text)
    if not encoding:
        return
    if is_terminal(standard_output()):
        note = Message(
            "the terminal uses {encoding}, which lacks some of these characters: they are shown as question marks",
            encoding=encoding,
        )
    else:
        note = Message(
            "standard output uses {encoding}, which lacks some of these characters: it was written as UTF-8",
            encoding=encoding,
        )
    # In English if standard error lacks the characters of the language too.
    translated = translate(note)
    print_stderr([translated if takes(sys.stderr, translated) else str(note)])


def _subtitle(session: CommandContext) -> str:
    path = "" if session.place.is_bundled else f" ({escape_control_characters(display_path(session.place.path))})"
    return _("brief {id}", id=session.brief.id) + path


def print_page(document: Document, session: CommandContext, subtitle: str = "") -> None:
    """Print a page: laid out to fit on a terminal or with --width, a line for each row in a pipe."""
    out = standard_output()
    if is_terminal(out) or session.width:
        _draw(escape_page(document._replace(subtitle=subtitle)), session)
    else:
        from kbrief.render.plain import plain_lines, stderr_lines

        page = escape_page(document)
        print_stderr(stderr_lines(page))
        write_stdout("".join(f"{line}\n" for line in plain_lines(page)))


Shape = TypeVar("Shape")


def escape_page(value: Shape) -> Shape:
    """Return a page, or a part of one, with control characters as codes."""
    if isinstance(value, str):
        return escape_steering(value)  # type: ignore[return-value] # a str is handed back for a str
    if isinstance(value, tuple):
        parts = [escape_page(part) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    return value


def _draw(document: Document, session: CommandContext) -> None:
    from rich.console import Console

    from kbrief.render.terminal import TerminalPage

    out = standard_output()
    set_encoding_errors(out)
    console = Console(
        markup=False,
        emoji=False,
        highlight=False,
        width=session.width,
        height=session.width,  # without one, a dumb terminal would not heed the width
        no_color=session.no_color or None,
        soft_wrap=False,
    )
    with reporting_write_errors(out), console.capture() as capture:
        console.print(TerminalPage(document), no_wrap=True, overflow="ignore", crop=False)
    write_stdout(capture.get())


def write_documents(
    document: Document, meta: "Meta", files: Sequence[Path] | None, template: Path | None = None
) -> None:
    """Write a document to each of the files by its ending, to standard output for none and for `-`.

    All are made before any is written. Raises WrongUsage, MissingExtra, BriefError for a template, OutputError.
    """
    from kbrief.files import read_file
    from kbrief.pages.meta import UserTemplate
    from kbrief.render import ensure_installed, render_document

    filled = UserTemplate(str(template), read_file(template)) if template else None
    targets = list(files or (Path("-"),))
    endings = [_ending(path, template) for path in targets]
    ensure_installed(endings)
    made = [render_document(document, ending, meta, filled) for ending in endings]
    for path, data in zip(targets, made, strict=True):
        if str(path) == "-":
            print_product(data.decode())
        else:
            write_file(path, data)
            print_wrote(path)


def print_wrote(*paths: Path) -> None:
    """Print the paths of written files to standard error, each on one line."""
    print_stderr([_("wrote {path}", path=escape_control_characters(str(path))) for path in paths])


def _ending(path: Path, template: Path | None) -> str:
    """Return the ending of a path, which gives the format; a stream gets text."""
    is_stream = str(path) == "-" or atomic.is_stream(path)
    return (".txt" if template else ".md") if is_stream else path.suffix


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; a link is followed. Raises OutputError; the old file stays intact."""
    try:
        atomic.write(path, data)
    except OSError as error:
        raise atomic.write_error(path, error) from error


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, all of them where it is new, else as `atomic.write_each` has it. Raises OutputError.

    A new folder stands there with all of its files or not at all. In one that is there, nothing is changed before
    every file has been made.
    """
    paths = {str(folder / name): folder / name for name in files}
    try:
        if os.path.lexists(folder):
            atomic.write_files({folder / name: data for name, data in files.items()})
        else:
            atomic.make_folder(folder, files)
    except OSError as error:
        raise atomic.write_error(paths.get(error.filename, folder), error) from error


def temporary_path(name: str, folder: Path | None = None) -> Path:
    """Return a path with a name in a new temporary folder, within `folder` if given. Raises OutputError."""
    try:
        return atomic.temporary_folder(folder) / name
    except OSError as error:
        message = Message("there is no folder for temporary files: {why}", why=describe_os_error(error))
        raise OutputError(message, Message("name a file with -o")) from error
