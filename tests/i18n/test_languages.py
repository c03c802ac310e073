"""The words: every form has its value in every language."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any

import kbrief.words
import pytest
from kbrief.words import LANGUAGES, wording, words_in

FORMS = sorted(path.stem for path in (Path(kbrief.words.__file__).parent / "forms").glob("[!_]*.py"))
KOREAN_ALONE = {".month.number", ".day.number", ".head.one_source.and_when"}
"""A Korean date numbers its month, an English one names it; a clause is joined in another way."""


def of(subject: str, lang: str) -> Any:
    """Return the words of a subject in a language."""
    return import_module(f"kbrief.words.{lang}.{subject}").WORDS


def braces(value: Any, at: str = "") -> Iterator[str]:
    """Yield what is filled into words, each with the place of its text."""
    if isinstance(value, str):
        yield from (f"{at}.{name}" for _, name, _, _ in Formatter().parse(value) if name is not None)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from braces(one, f"{at}.{key}")
    else:
        keys = getattr(value, "_fields", [""] * len(value))
        for key, one in zip(keys, value, strict=True):
            yield from braces(one, f"{at}.{key}" if key else at)


@pytest.mark.parametrize("subject", FORMS)
def test_each_form_has_its_words_in_each_language(subject: str) -> None:
    """The value that a language has is of the form of that name, and is what is found for it."""
    spoken = {lang: of(subject, lang) for lang in LANGUAGES}
    (form,) = {type(words) for words in spoken.values()}
    assert form.__module__ == f"kbrief.words.forms.{subject}"
    assert all(wording(form, lang) is words for lang, words in spoken.items())


@pytest.mark.parametrize("subject", FORMS)
def test_korean_fills_in_nothing_that_english_does_not(subject: str) -> None:
    """A brace that only one language has would fail when it is filled."""
    english, korean = (set(braces(of(subject, lang))) for lang in ("en", "ko"))
    assert korean - english <= KOREAN_ALONE


def test_the_words_of_the_screens_know_their_language() -> None:
    """`words_in` gives the words of one language, which say which it is."""
    assert [words_in(lang).lang for lang in LANGUAGES] == list(LANGUAGES)
