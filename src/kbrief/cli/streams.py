"""The standard streams: text is flushed at once, in characters that their encoding has."""

import codecs
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EBADF
from typing import Any

from kbrief.errors import Message, OutputError, describe_os_error
from kbrief.files import escape_control_characters, escape_steering

#: The error handler for text: a character that the encoding lacks becomes a similar one (`-` for a dash) or `?`.
TRANSLITERATE = "kbrief.alike"

#: The error handler for JSON: such a character becomes a JSON escape.
JSON_ESCAPE = "kbrief.escaped"

#: The similar characters; never a quotation mark or a comma, which would break a CSV.
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
    """Write text to a stream, by default standard output. Raises OutputError, and BrokenPipeError for a closed pipe."""
    out = stream or standard_output()
    with reporting_write_errors(out):
        _write(out, text, errors)


def put_product(text: str, stream: Any = None) -> str | None:
    """Write a product to a stream, and return the stream's encoding if that lacks some of its characters, else None.

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
    """Whether a stream can show a text, with similar characters if need be."""
    return not _lost_letters(text, getattr(stream, "encoding", None))


def _lost_letters(text: str, encoding: str | None) -> set[str]:
    """Return the characters of a text that an encoding lacks and for which it has no similar one."""
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
    """Turn an OSError of a stream into an OutputError; a BrokenPipeError stays one."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _write_error(error, stream) from error


def standard_output() -> Any:
    """Return standard output. Raises OutputError if the program was started without it."""
    if sys.stdout is None:
        raise _write_error(OSError(EBADF, Message("it is closed")), None)
    return sys.stdout


def write_stderr(text: str, errors: str = TRANSLITERATE) -> None:
    """Write text to standard error; a run goes on if that is closed or full."""
    if sys.stderr is None:
        return
    try:
        _write(sys.stderr, text, errors)
    except OSError:
        redirect_to_devnull(sys.stderr)


def print_stderr(lines: Iterable[str]) -> None:
    """Print lines to standard error, with control characters as codes."""
    write_stderr("".join(f"{escape_steering(line)}\n" for line in lines))


def progress(line: str) -> None:
    """Show the progress of a run on a terminal, in place of the last line; an empty line clears it."""
    if is_terminal(sys.stderr):
        write_stderr(f"\r\x1b[K{escape_control_characters(line)}")


def is_terminal(stream: Any) -> bool:
    """Whether a stream is a terminal."""
    return stream is not None and bool(stream.isatty())


def redirect_to_devnull(stream: Any) -> None:
    """Redirect a stream to /dev/null, so that Python's flush at exit does not fail again."""
    with suppress(OSError, AttributeError):
        number, devnull = stream.fileno(), os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, number)
        os.close(devnull)


def set_encoding_errors(stream: Any, errors: str = TRANSLITERATE) -> None:
    """Set how a stream handles characters that it cannot encode, if it can be reconfigured."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors=errors)


def _write(stream: Any, text: str, errors: str) -> None:
    set_encoding_errors(stream, errors)
    stream.write(text)
    stream.flush()


def _write_error(error: OSError, stream: Any) -> OutputError:
    """Return the error for a stream that cannot be written, and drop what it still buffers."""
    redirect_to_devnull(stream)
    message = Message("cannot write to standard output: {why}", why=describe_os_error(error))
    return OutputError(message, Message("send it somewhere else, e.g. > FILE"))


def _transliterate(error: UnicodeError) -> tuple[str, int]:
    piece, end = _unencodable(error)
    return "".join(TRANSLITERATIONS.get(letter) or _without_accents(letter) for letter in piece), end


def _escape_as_json(error: UnicodeError) -> tuple[str, int]:
    import json

    piece, end = _unencodable(error)
    return json.dumps(piece)[1:-1], end


def _unencodable(error: UnicodeError) -> tuple[str, int]:
    """Return the characters that cannot be encoded, and the index after them."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end], error.end


def _without_accents(letter: str) -> str:
    """Return a letter without its accents, a number without its circle, and `?` for anything else."""
    from unicodedata import combining, normalize

    plain = "".join(part for part in normalize("NFKD", letter) if not combining(part))
    return plain if plain.isascii() and plain.isalnum() else "?"


codecs.register_error(TRANSLITERATE, _transliterate)
codecs.register_error(JSON_ESCAPE, _escape_as_json)
