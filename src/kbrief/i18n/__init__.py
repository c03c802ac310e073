"""Translation: the English is in the code, other languages are in the gettext catalogs of locale/.

Public: `_`, `pgettext`, `ngettext`, `translate`, `translate_help`, `translate_problem`, `use_language`, `current_language`, `languages`;
`formats` (dates, percents, signs), `labels` (names of lists, bases, kinds), `particles` (Korean particles).
"""

import gettext
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from kbrief.errors import Message, Problem

#: The folder of the catalogs.
LOCALE = Path(__file__).parent.parent / "locale"

_language: ContextVar[str] = ContextVar("language", default="en")


def use_language(lang: str) -> None:
    """Set the language of messages in this context; without a catalog they stay English."""
    _language.set(lang)


def current_language() -> str:
    """Return the language of messages, by default `en`."""
    return _language.get()


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a compiled catalog, English first."""
    names = (path.name for path in LOCALE.iterdir() if catalog_file(path.name).is_file())
    return ("en", *sorted(names))


def catalog_file(lang: str) -> Path:
    """Return the path of the compiled catalog of a language."""
    return LOCALE / lang / "LC_MESSAGES" / "kbrief.mo"


@cache
def catalog(lang: str) -> gettext.NullTranslations:
    """Return the catalog of a language, or an empty one that leaves messages in English."""
    try:
        with catalog_file(lang).open("rb") as file:
            return gettext.GNUTranslations(file)
    except FileNotFoundError:
        return gettext.NullTranslations()


def _(msgid: str, /, **values: object) -> str:
    """Return a message in the current language, filled with the values."""
    lang = _language.get()
    return _fill(msgid if lang == "en" else catalog(lang).gettext(msgid), values, lang)


def translate_help(text: str) -> str:
    """Return a help text in the current language; tools/messages.py finds them in docstrings and options."""
    lang = _language.get()
    return text if lang == "en" else catalog(lang).gettext(text)


def pgettext(context: str, msgid: str, /, **values: object) -> str:
    """Return a message whose translation depends on where it is used."""
    lang = _language.get()
    return _fill(msgid if lang == "en" else catalog(lang).pgettext(context, msgid), values, lang)


def ngettext(singular: str, plural: str, count: int, /, **values: object) -> str:
    """Return the singular or plural of a message for a count, which fills `{count}`."""
    lang = _language.get()
    return _fill(catalog(lang).ngettext(singular, plural, count), values | {"count": count}, lang)


def translate(message: str, lang: str | None = None) -> str:
    """Return a message in a language, with the messages among its values; a plain text is returned unchanged."""
    lang = lang or _language.get()
    if lang == "en" or not isinstance(message, Message):
        return message
    return _fill(catalog(lang).gettext(message.msgid), message.values, lang)


def translate_problem(problem: Problem, lang: str | None = None) -> Problem:
    """Return a problem with its message and hint in a language."""
    hint = problem.hint and translate(problem.hint, lang)
    return problem._replace(message=translate(problem.message, lang), hint=hint)


def _fill(template: str, values: Mapping[str, object], lang: str) -> str:
    """Return a translated template with its values, which are translated, too."""
    if not values:
        return template if "{{" not in template and "}}" not in template else template.format()
    translated = {name: _translate_value(value, lang) for name, value in values.items()}
    if lang != "ko":
        return template.format(**translated)
    from kbrief.i18n.particles import fill

    return fill(template, translated)


def _translate_value(value: object, lang: str) -> object:
    """Return a value in a language: messages translated, texts of the brief in their wording of it."""
    if isinstance(value, Message):
        return translate(value, lang)
    if isinstance(value, str | int | float):
        return value
    from kbrief.model import Text  # imports Pydantic, which a help page does not need

    return value.in_language(lang) if isinstance(value, Text) else value
