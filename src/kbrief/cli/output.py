"""The only place that prints answers and writes products: on the screen, in a pipe, or in a file."""

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
    """What a command hands back: a page for people, items for programs, each made only if asked for.

    `besides` is what an envelope says of its setting beside administration and events, where it is out of the usual.
    """

    command: str
    page: Callable[[], Document]
    items: Callable[[], list[dict[str, Any]]]
    notes: tuple[str, ...] = ()
    administration: str | None = None
    given: tuple[str, ...] = ()
    brief: Brief | None = None
    besides: Mapping[str, Any] = MappingProxyType({})
    found: bool = False
    lines: Callable[[], list[str]] | None = None
    sarif: Callable[[], list[tuple[Problem, Sequence[int]]]] | None = None
    calendar: Callable[[], str] | None = None


def print_result(answer: CommandResult, session: CommandContext, *, bom: bool = False) -> None:
    """Print an answer in the format that the session asks for. Raises FoundProblems where a check found something."""
    match session.format:
        case "json":
            from kbrief.records import to_json

            setting = {"administration": answer.administration, "given": list(answer.given), **answer.besides}
            told = setting if answer.brief else dict(answer.besides)
            text = to_json(answer.command, answer.items(), answer.notes, answer.brief, **told)
            write_stdout(escape_steering(text, JSON), errors=JSON_ESCAPE)
        case "csv":
            from kbrief.records.rows import to_csv

            print_product(("\ufeff" if bom else "") + escape_steering(to_csv(answer.items(), answer.command)))
        case "md":
            from kbrief.render.markdown import to_markdown

            print_product(escape_steering(to_markdown(answer.page())))
        case "ics" if answer.calendar:
            print_product(answer.calendar())
        case "github" if answer.lines:
            write_stdout(escape_steering("".join(f"{line}\n" for line in answer.lines())))
        case "sarif" if answer.sarif:
            from kbrief.cli.sarif import to_sarif

            write_stdout(escape_steering(to_sarif(answer.sarif()), JSON), errors=JSON_ESCAPE)
        case _:
            print_page(answer.page(), session, corner=_corner(session) if answer.brief else "")
    if answer.found:
        raise FoundProblems(Message("problems were found"))


def print_product(text: str) -> None:
    """Print a product, and say so where standard output lacks letters of it."""
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
    # In English where standard error lacks the letters of the language too.
    own = translate(note)
    print_stderr([own if takes(sys.stderr, own) else str(note)])


def _corner(session: CommandContext) -> str:
    where = "" if session.place.is_bundled else f" ({escape_control_characters(display_path(session.place.path))})"
    return _("brief {id}", id=session.brief.id) + where


def print_page(document: Document, session: CommandContext, corner: str = "") -> None:
    """Print a page: on a terminal, or with --width, laid out to fit; in a pipe one line a row."""
    out = standard_output()
    if is_terminal(out) or session.width:
        _draw(escape_page(document._replace(subtitle=corner)), session)
    else:
        from kbrief.render.plain import plain_lines, stderr_lines

        shown = escape_page(document)
        print_stderr(stderr_lines(shown))
        write_stdout("".join(f"{line}\n" for line in plain_lines(shown)))


Shape = TypeVar("Shape")


def escape_page(value: Shape) -> Shape:
    """Return a page, or a part of one, in which the characters that could steer a terminal are written as codes."""
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
    """Print what was written, on standard error, each path on one line whatever it is made of."""
    print_stderr([_("wrote {path}", path=escape_control_characters(str(path))) for path in paths])


def _ending(path: Path, template: Path | None) -> str:
    """Return the ending that says the format; a stream has none, and gets text."""
    is_stream = str(path) == "-" or atomic.is_stream(path)
    return (".txt" if template else ".md") if is_stream else path.suffix


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; a link is followed. Raises OutputError; what stood there is intact."""
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
    """Return a path of that name in a new folder, within `folder` or where temporary files go. Raises OutputError."""
    try:
        return atomic.temporary_folder(folder) / name
    except OSError as error:
        message = Message("there is no folder for temporary files: {why}", why=describe_os_error(error))
        raise OutputError(message, Message("name a file with -o")) from error
