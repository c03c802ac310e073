"""The language of a run: that of --lang, else of KBRIEF_LANG, else of the locale, else English."""

import locale
import os
from collections.abc import Sequence
from itertools import pairwise

from kbrief.errors import Message, UnknownName
from kbrief.i18n import languages
from kbrief.model.names import pick

OPTION = "--lang"


def language(asked: str | None) -> str:
    """Return the language of --lang, None or empty where it was not given. Raises UnknownName."""
    wanted = asked or os.environ.get("KBRIEF_LANG")
    if wanted:
        return pick(wanted, languages(), Message("language"))
    local = (locale.getlocale()[0] or "")[:2].casefold()
    return local if local in languages() else "en"


def typed_language(arguments: Sequence[str]) -> str:
    """Return the language of a command line, --lang standing anywhere on it; English where it names none."""
    asked = None
    for one, after in pairwise([*arguments, ""]):
        if one == OPTION or one.startswith(f"{OPTION}="):
            asked = (after if one == OPTION else one.removeprefix(f"{OPTION}=")) or asked
    try:
        return language(asked)
    except UnknownName:
        return "en"
