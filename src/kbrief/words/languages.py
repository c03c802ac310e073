"""The languages, and where the words of each are."""

from importlib import import_module
from typing import Any, TypeVar, cast, get_args

from kbrief.model import Lang
from kbrief.words.forms.screens import Words

LANGUAGES: tuple[Lang, ...] = get_args(Lang)

Form = TypeVar("Form")


def wording(form: type[Form], lang: Lang) -> Form:
    """Return the words of a form in a language: `en/memo.py` has those of `forms/memo.py`, as `WORDS`."""
    subject = form.__module__.rpartition(".")[2]
    spoken: Any = import_module(f"kbrief.words.{lang}.{subject}")
    return cast("Form", spoken.WORDS)


def words_in(lang: Lang) -> Words:
    """Return the words of the screens in a language."""
    return wording(Words, lang)
