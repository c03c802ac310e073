"""The language of a run: --lang, else KBRIEF_LANG, else the locale, else English."""

import locale
import os
from collections.abc import Sequence
from itertools import pairwise

from kbrief.errors import Message, UnknownName
from kbrief.i18n import languages

LANGUAGE_OPTION = "--lang"


def choose_language(asked: str | None) -> str:
    """Return the language of --lang, None or empty where it was not given. Raises UnknownName."""
    wanted = asked or os.environ.get("KBRIEF_LANG")
    if wanted:
        from kbrief.model.lookup import resolve  # imports Pydantic, which a help page does not need

        return resolve(wanted, languages(), Message("language"))
    local = (_locale() or "")[:2].casefold()
    return local if local in languages() else "en"


def _locale() -> str | None:
    """Return the name of the locale, None where it has none that Python knows."""
    try:
        return locale.getlocale()[0]
    except ValueError:  # LC_CTYPE=UTF-8, which macOS sets
        return None


def language_from_arguments(arguments: Sequence[str]) -> str:
    """Return the language of a command line, --lang standing anywhere on it; English where it names none."""
    asked = None
    for argument, after in pairwise([*arguments, ""]):
        if argument == LANGUAGE_OPTION or argument.startswith(f"{LANGUAGE_OPTION}="):
            asked = (after if argument == LANGUAGE_OPTION else argument.removeprefix(f"{LANGUAGE_OPTION}=")) or asked
    try:
        return choose_language(asked)
    except UnknownName:
        return "en"
