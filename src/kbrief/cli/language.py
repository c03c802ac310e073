"""Choose the language of a run: --lang, else KBRIEF_LANG, else the locale, else English."""

import locale
import os
from collections.abc import Sequence
from itertools import pairwise

from kbrief.errors import Message, UnknownName
from kbrief.i18n import languages

LANGUAGE_OPTION = "--lang"


def choose_language(option: str | None) -> str:
    """Return the language by the value of --lang, None if it is not given. Raises UnknownName."""
    name = option or os.environ.get("KBRIEF_LANG")
    if name:
        from kbrief.model.lookup import resolve  # imports Pydantic, which a help page does not need

        return resolve(name, languages(), Message("language"))
    locale_language = (_locale() or "")[:2].casefold()
    return locale_language if locale_language in languages() else "en"


def _locale() -> str | None:
    """Return the name of the locale, None if Python knows none."""
    try:
        return locale.getlocale()[0]
    except ValueError:  # LC_CTYPE=UTF-8, which macOS sets
        return None


def language_from_arguments(arguments: Sequence[str]) -> str:
    """Return the language of a command line with --lang anywhere on it, English for an unknown one."""
    option = None
    for argument, following in pairwise([*arguments, ""]):
        if argument == LANGUAGE_OPTION:
            option = following or option
        elif argument.startswith(f"{LANGUAGE_OPTION}="):
            option = argument.removeprefix(f"{LANGUAGE_OPTION}=") or option
    try:
        return choose_language(option)
    except UnknownName:
        return "en"
