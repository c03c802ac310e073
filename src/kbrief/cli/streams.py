"""The standard streams: what is said on them goes out at once, in letters that they can take."""

import codecs
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EBADF
from typing import Any

from kbrief.errors import Message, OutputError, describe_os_error
from kbrief.files import escape_control_characters, escape_steering

#: How text goes to a stream that lacks a letter: what looks like it, `-` for a dash; else a question mark.
TRANSLITERATE = "kbrief.alike"

#: How JSON goes there: the letter's number, as JSON has it.
JSON_ESCAPE = "kbrief.escaped"

#: What stands in for a character; never a quotation mark or a comma, which would tear a CSV apart.
TRANSLITERATIONS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2014\u2015–−•‣◦▪·─━═", "-"),
    **dict.fromkeys("│┃║", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯", "+"),
    **dict.fromkeys("█▇▆▅▄▃▂▁▓▒░", "#"),
    **dict.fromkeys("\u2018’“”", "'"),
    "…": "...", "×": "x", "±": "+/-", "≥": ">=", "≤": "<=", "≠": "!=", "≈": "~", "∶": ":", "→": "->", "←": "<-",
    "☑": "[x]", "☐": "[ ]", "✓": "x", "\N{NO-BREAK SPACE}": " ",
}  # fmt: skip


def write_stdout(text: str, stream: Any = None, errors: str = TRANSLITERATE) -> None:
    """Write text on a stream, standard output by default. Raises OutputError; a pipe that was closed is let through."""
    out = stream or standard_output()
    with reporting_write_errors(out):
        _write(out, text, errors)


def put_product(text: str, stream: Any = None) -> str | None:
    """Write a product on a stream, and return the stream's encoding where it lacks letters of it, else None.

    What lacks letters gets UTF-8 in place of its own encoding, unless it is a terminal. Raises OutputError.
    """
    out = stream or standard_output()
    lacking = _lost_letters(text, getattr(out, "encoding", None))
    if not lacking or is_terminal(out) or not hasattr(out, "buffer"):
        write_stdout(text, out)
        return out.encoding if lacking else None
    with reporting_write_errors(out):
        out.flush()
        out.buffer.write(text.encode("utf-8", "replace"))
        out.buffer.flush()
    return str(out.encoding)


def takes(stream: Any, text: str) -> bool:
    """Whether a stream has letters for a text, or ones that look like them."""
    return not _lost_letters(text, getattr(stream, "encoding", None))


def _lost_letters(text: str, encoding: str | None) -> set[str]:
    """Return the letters of a text that an encoding lacks, and for which nothing stands in that looks like them."""
    try:
        text.encode(encoding or "utf-8")
    except UnicodeEncodeError:
        pass
    else:
        return set()
    return {letter for letter in set(text) - TRANSLITERATIONS.keys() if not _is_in(letter, encoding or "utf-8")}


def _is_in(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@contextmanager
def reporting_write_errors(stream: Any) -> Iterator[None]:
    """Tell, by an OutputError, where a stream does not take what is written; a pipe that was closed is let through."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _undelivered(error, stream) from error


def standard_output() -> Any:
    """Return standard output. Raises OutputError where the program was started without one."""
    if sys.stdout is None:
        raise _undelivered(OSError(EBADF, Message("it is closed")), None)
    return sys.stdout


def write_stderr(text: str, errors: str = TRANSLITERATE) -> None:
    """Write text on standard error; where that is closed or takes nothing, the run goes on without."""
    if sys.stderr is None:
        return
    try:
        _write(sys.stderr, text, errors)
    except OSError:
        redirect_to_devnull(sys.stderr)


def print_stderr(lines: Iterable[str]) -> None:
    """Print lines on standard error; what could steer a terminal is shown as its code."""
    write_stderr("".join(f"{escape_steering(line)}\n" for line in lines))


def progress(line: str) -> None:
    """Say on a terminal how far a run is, in the place of what was said before; an empty line clears it."""
    if is_terminal(sys.stderr):
        write_stderr(f"\r\x1b[K{escape_control_characters(line)}")


def is_terminal(stream: Any) -> bool:
    """Whether a stream is there, and shown to somebody as it comes."""
    return stream is not None and bool(stream.isatty())


def redirect_to_devnull(stream: Any) -> None:
    """Lead a stream nowhere, as Python would try once more to write what waits in it, and complain, when it exits."""
    with suppress(OSError, AttributeError):
        number, nowhere = stream.fileno(), os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


def set_encoding_errors(stream: Any, errors: str = TRANSLITERATE) -> None:
    """Tell a stream what to do with letters that it cannot encode, where it can be told."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors=errors)


def _write(stream: Any, text: str, errors: str) -> None:
    set_encoding_errors(stream, errors)
    stream.write(text)
    stream.flush()


def _undelivered(error: OSError, stream: Any) -> OutputError:
    """Return what to tell where standard output takes nothing; what waits in the stream is let go."""
    redirect_to_devnull(stream)
    message = Message("cannot write to standard output: {why}", why=describe_os_error(error))
    return OutputError(message, Message("send it somewhere else, e.g. > FILE"))


def _alike(error: UnicodeError) -> tuple[str, int]:
    piece, end = _lacking(error)
    return "".join(TRANSLITERATIONS.get(letter) or _plain(letter) for letter in piece), end


def _escaped(error: UnicodeError) -> tuple[str, int]:
    import json

    piece, end = _lacking(error)
    return json.dumps(piece)[1:-1], end


def _lacking(error: UnicodeError) -> tuple[str, int]:
    """Return the letters that a stream lacks, and where what follows them begins."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end], error.end


def _plain(letter: str) -> str:
    """Return a letter without its accents, a number without its circle; a question mark for any other."""
    from unicodedata import combining, normalize

    plain = "".join(part for part in normalize("NFKD", letter) if not combining(part))
    return plain if plain.isascii() and plain.isalnum() else "?"


codecs.register_error(TRANSLITERATE, _alike)
codecs.register_error(JSON_ESCAPE, _escaped)
