"""The only place that prints and writes: an answer on the screen, in a pipe, or in a file."""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from errno import EISDIR
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbrief.cli.session import Session
from kbrief.errors import FoundProblems, OutputError
from kbrief.load.find import printable
from kbrief.model import Brief
from kbrief.model.document import Document

if TYPE_CHECKING:
    from kbrief.export.meta import Meta


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
    where = "" if session.place.is_bundled else f" ({printable(os.path.relpath(session.place.path))})"
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
        height=session.width,  # without one, a dumb terminal would not heed the width
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


def deliver(document: Document, meta: "Meta", files: Sequence[Path] | None, template: Path | None = None) -> None:
    """Write a document to each of the files by its ending, to standard output for none and for `-`.

    All are made before any is written. Raises WrongUsage, MissingExtra, BriefError for a template, OutputError.
    """
    from kbrief.export.meta import Template
    from kbrief.export.writers import write_document
    from kbrief.load.find import read_file

    filled = Template(str(template), read_file(template)) if template else None
    targets = list(files or (Path("-"),))
    made = [write_document(document, _ending(path, template), meta, filled) for path in targets]
    for path, data in zip(targets, made, strict=True):
        if str(path) == "-":
            put(data.decode())
        else:
            write(path, data)
            talk([f"wrote {path}"])


def _ending(path: Path, template: Path | None) -> str:
    """Return the ending that says the format; a stream has none, and gets text."""
    is_stream = str(path) == "-" or _is_stream(path)
    return (".txt" if template else ".md") if is_stream else path.suffix


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; a link is followed. Raises OutputError; what stood there is intact."""
    try:
        if _is_stream(path):
            path.write_bytes(data)
        else:
            _replace(path.resolve(), data)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror or error}"
        raise OutputError(message, "what stood there is unchanged") from error


def _is_stream(path: Path) -> bool:
    """Whether a path is a device or a pipe, which is written to but never replaced."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, all of them or none; the folder is made. Raises OutputError; what stood is intact."""
    staged: dict[Path, Path] = {}
    is_new = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
        for name, data in files.items():
            target = (folder / name).resolve()
            if target.is_dir():
                raise IsADirectoryError(EISDIR, f"{name} is a folder")
            staged[target] = _staged(target, data)
        for target, made in staged.items():
            made.replace(target)
    except OSError as error:
        for made in staged.values():
            made.unlink(missing_ok=True)
        if is_new and folder.is_dir():
            folder.rmdir()
        message = f"{folder} cannot be written: {error.strerror or error}"
        raise OutputError(message, "what stood there is unchanged") from error


def _replace(target: Path, data: bytes) -> None:
    made = _staged(target, data)
    try:
        made.replace(target)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def _staged(target: Path, data: bytes) -> Path:
    """Return a finished file beside its target, with the target's permissions."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def talk(lines: Iterable[str]) -> None:
    """Print lines on stderr."""
    put("".join(f"{line}\n" for line in lines), sys.stderr)


def progress(line: str) -> None:
    """Say on a terminal how far a run is, in the place of what was said before; an empty line clears it."""
    if sys.stderr.isatty():
        put(f"\r\x1b[K{line}", sys.stderr)


def temporary(name: str, folder: Path | None = None) -> Path:
    """Return a path of that name in a new folder, within `folder` or where temporary files go. Raises OutputError."""
    import tempfile

    try:
        return Path(tempfile.mkdtemp(prefix="kbrief-", dir=folder)) / name
    except OSError as error:
        message = f"there is no folder for temporary files: {error.strerror or error}"
        raise OutputError(message, "name a file with -o") from error
