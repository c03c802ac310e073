"""The program's own words: a language is one value of one frozen class."""

from kbrief.words.en import EN
from kbrief.words.voice import Voice, signed
from kbrief.words.words import Words

LANGUAGES: dict[str, Words] = {"en": EN}

__all__ = ["EN", "LANGUAGES", "Voice", "Words", "signed"]
