"""Print errors, and end with their exit codes."""

import json
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from kbrief.cli.language import language_from_arguments
from kbrief.cli.streams import JSON_ESCAPE, print_stderr, write_stderr
from kbrief.errors import FoundProblems, KbriefError, Message, Problem
from kbrief.files import JSON, escape_steering
from kbrief.i18n import translate, translate_problem


def problem_record(problem: Problem) -> dict[str, Any]:
    """Return a problem as a JSON record."""
    return {key: getattr(problem, key) for key in ("file", "line", "column", "rule", "level", "message", "hint")}


def harmless(text: str) -> str:
    """Return a text with control characters written as escapes."""
    return "".join(
        character if character.isprintable() or character == "\n" else ascii(character)[1:-1] for character in text
    )


#: How many problems of an error are printed; the rest are counted.
MAX_PRINTED_PROBLEMS = 100


def print_error(error: KbriefError, command: str | None, arguments: Sequence[str]) -> None:
    """Print an error on standard error, as JSON if --format is json; problems of a check have been printed already."""
    if isinstance(error, FoundProblems):
        return
    lang = language_from_arguments(arguments)
    if _asks_json(arguments):
        from kbrief.records import SCHEMA_VERSION

        envelope = {"kbrief": SCHEMA_VERSION, "command": command, "error": _error_record(error, lang)}
        write_stderr(escape_steering(json.dumps(envelope, ensure_ascii=False), JSON) + "\n", JSON_ESCAPE)
        return
    for problem in error.problems[:MAX_PRINTED_PROBLEMS]:
        _print(f"{translate_problem(problem, lang)}", problem.hint if problem.hint != error.hint else None, lang)
    if len(error.problems) > MAX_PRINTED_PROBLEMS:
        _print(Message("… and {count} more", count=len(error.problems) - MAX_PRINTED_PROBLEMS), None, lang)
    _print(Message("error: {message}", message=error.message), error.hint, lang)


def print_bug(error: Exception, arguments: Sequence[str]) -> None:
    """Print an unexpected exception in one line, with how to report it."""
    message = Message("bug: {what}", what=f"{type(error).__name__}: {error}")
    _print(message, Message("run it again with --debug, and report what it prints"), language_from_arguments(arguments))


_FORMAT = re.compile(r"(?:--format[= ]|-f ?)(.+)", re.DOTALL)


def _asks_json(arguments: Sequence[str]) -> bool:
    """Whether the arguments have --format json in any form that the parser takes."""
    candidates = (*arguments, *(" ".join(pair) for pair in pairwise(arguments)))
    formats = [match[1].strip().casefold() for text in candidates if (match := _FORMAT.fullmatch(text))]
    return any(name and "json".startswith(name) for name in formats)


def _error_record(error: KbriefError, lang: str) -> dict[str, Any]:
    """Return an error as a JSON record."""
    return {
        "code": error.code,
        "message": translate(error.message, lang),
        "hint": error.hint and translate(error.hint, lang),
        "problems": [problem_record(translate_problem(problem, lang)) for problem in error.problems],
    }


def _print(line: str, hint: str | None, lang: str) -> None:
    """Print a line on standard error, and a hint under it; control characters are escaped."""
    lines = [harmless(translate(line, lang))]
    if hint:
        lines.append(harmless(translate(Message("hint: {hint}", hint=hint), lang)))
    print_stderr(lines)


def github_line(problem: Problem) -> str:
    """Return a problem as a workflow command of GitHub, which shows it at its line."""
    place = ",".join((f"file={_property(problem.file)}", f"line={problem.line}", f"col={problem.column}"))
    text = f"{problem.message} ({problem.rule})" + (f" - {problem.hint}" if problem.hint else "")
    return f"::{problem.level} {place}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
