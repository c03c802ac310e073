"""The program's own words: each form in `forms/` has one value in each language, and only what is spoken is loaded."""

from kbrief.words.forms.screens import Words
from kbrief.words.languages import LANGUAGES, wording, words_in
from kbrief.words.voice import Voice, signed

__all__ = ["LANGUAGES", "Voice", "Words", "signed", "wording", "words_in"]
