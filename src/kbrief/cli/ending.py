"""What is told of a run that did not succeed, in its language: lines for people, an envelope for programs."""

import json
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from kbrief.cli.failure import as_item, harmless
from kbrief.cli.language import typed_language
from kbrief.cli.stream import ESCAPED, say, talk
from kbrief.errors import FoundProblems, KbriefError, Message
from kbrief.i18n import translate, translate_problem

SHOWN = 100
"""How many problems a message shows; the rest are counted."""


def tell(error: KbriefError, command: str | None, arguments: Sequence[str]) -> None:
    """Print an error on stderr, as JSON where that is asked for; what a check found has been shown already."""
    if isinstance(error, FoundProblems):
        return
    lang = typed_language(arguments)
    if _asks_json(arguments):
        from kbrief.export.envelope import FORM

        envelope = {"kbrief": FORM, "command": command, "error": _as_item(error, lang)}
        say(json.dumps(envelope, ensure_ascii=False) + "\n", ESCAPED)
        return
    for problem in error.problems[:SHOWN]:
        _talk(f"{translate_problem(problem, lang)}", problem.hint if problem.hint != error.hint else None, lang)
    if len(error.problems) > SHOWN:
        _talk(Message("… and {count} more", count=len(error.problems) - SHOWN), None, lang)
    _talk(Message("error: {message}", message=error.message), error.hint, lang)


def tell_bug(error: Exception, arguments: Sequence[str]) -> None:
    """Print in a line that the program has failed, and how to report it."""
    message = Message("bug: {what}", what=f"{type(error).__name__}: {error}")
    _talk(message, Message("run it again with --debug, and report what it prints"), typed_language(arguments))


_FORMAT = re.compile(r"(?:--format[= ]|-f ?)(.+)", re.DOTALL)


def _asks_json(arguments: Sequence[str]) -> bool:
    """Whether --format asks for JSON, written in any of the ways in which it is taken."""
    typed = (*arguments, *(" ".join(pair) for pair in pairwise(arguments)))
    asked = [found[1].strip().casefold() for one in typed if (found := _FORMAT.fullmatch(one))]
    return any(name and "json".startswith(name) for name in asked)


def _as_item(error: KbriefError, lang: str) -> dict[str, Any]:
    """Return an error as other programs read it."""
    return {
        "code": error.code,
        "message": translate(error.message, lang),
        "hint": error.hint and translate(error.hint, lang),
        "problems": [as_item(translate_problem(problem, lang)) for problem in error.problems],
    }


def _talk(line: str, hint: str | None, lang: str) -> None:
    """Print a line on stderr, and a hint under it; control characters are shown, never sent."""
    lines = [harmless(translate(line, lang))]
    if hint:
        lines.append(harmless(translate(Message("hint: {hint}", hint=hint), lang)))
    talk(lines)
