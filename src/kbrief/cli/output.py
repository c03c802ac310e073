"""The only place that prints and writes: an answer on the screen, in a pipe, or in a file."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbrief.cli.session import Session
from kbrief.errors import FoundProblems, OutputError, WrongUsage
from kbrief.model import Brief
from kbrief.model.document import Document


@dataclass(frozen=True)
class Answer:
    """What a command hands back: a page for people, items for programs, each made only if asked for."""

    command: str
    page: Callable[[], Document]
    items: Callable[[], list[dict[str, Any]]]
    notes: tuple[str, ...] = ()
    administration: str | None = None
    given: tuple[str, ...] = ()
    brief: Brief | None = None
    found: bool = False
    lines: Callable[[], list[str]] | None = None


def emit(answer: Answer, session: Session) -> None:
    """Print an answer in the format that the session asks for. Raises FoundProblems where a check found something."""
    match session.format:
        case "json":
            from kbrief.export.formats import to_json

            about = {"administration": answer.administration, "given": list(answer.given)} if answer.brief else {}
            put(to_json(answer.command, answer.items(), answer.notes, answer.brief, **about))
        case "csv":
            from kbrief.export.formats import to_csv

            put(to_csv(answer.items()))
        case "md":
            from kbrief.export.formats import to_markdown

            put(to_markdown(answer.page()))
        case "github" if answer.lines:
            put("".join(f"{line}\n" for line in answer.lines()))
        case _:
            show(answer.page(), session, corner=_corner(session) if answer.brief else "")
    if answer.found:
        message = "problems were found"
        raise FoundProblems(message)


def _corner(session: Session) -> str:
    where = "" if session.place.is_bundled else f" ({os.path.relpath(session.place.path)})"
    return session.words.label.brief_is.format(id=session.brief.id) + where


def show(document: Document, session: Session, corner: str = "") -> None:
    """Print a page: on a terminal, or with --width, laid out to fit; in a pipe one line a row."""
    if sys.stdout.isatty() or session.width:
        _draw(document._replace(corner=corner), session)
    else:
        from kbrief.view.plain import plain_lines, plain_talk

        put("".join(f"{line}\n" for line in plain_talk(document)), sys.stderr)
        put("".join(f"{line}\n" for line in plain_lines(document)))


def _draw(document: Document, session: Session) -> None:
    from rich.console import Console

    from kbrief.view.screen import Screen

    _forgive(sys.stdout)
    console = Console(
        markup=False,
        emoji=False,
        highlight=False,
        width=session.width,
        no_color=session.no_color or None,
        soft_wrap=False,
    )
    with console.capture() as capture:
        console.print(Screen(document))
    put(capture.get())


def put(text: str, stream: Any = None) -> None:
    """Write text to a stream, standard output by default, at once."""
    out = stream or sys.stdout
    _forgive(out)
    out.write(text)
    out.flush()


def _forgive(stream: Any) -> None:
    """Let a stream that cannot encode a character show a question mark."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")


ENDINGS = (".md", ".markdown")


def deliver(text: str, files: Sequence[Path] | None) -> None:
    """Write a text to each of the files, to standard output for none and for `-`. Raises WrongUsage, OutputError."""
    for path in files or ():
        if str(path) != "-" and path.suffix.casefold() not in ENDINGS and not path.is_char_device():
            message = f"{path}: {path.suffix or 'no ending'} is no format"
            raise WrongUsage(message, f"known: {', '.join(ENDINGS)}")
    for path in files or (Path("-"),):
        if str(path) == "-":
            put(text)
        else:
            write(path, text.encode())
            talk([f"wrote {path}"])


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; a link is followed. Raises OutputError; what stood there is intact."""
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            if target.is_dir():
                raise IsADirectoryError(21, "it is a folder")
            target.write_bytes(data)  # a device or a pipe cannot be replaced
            return
        _replace(target, data)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror or error}"
        raise OutputError(message, "what stood there is unchanged") from error


def _replace(target: Path, data: bytes) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def talk(lines: Iterable[str]) -> None:
    """Print lines on stderr."""
    put("".join(f"{line}\n" for line in lines), sys.stderr)
