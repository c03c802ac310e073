"""The program's own words: a language is one value of one closed form, and only the one spoken is loaded."""

from typing import get_args

from kbrief.model import Lang
from kbrief.words.voice import Voice, signed
from kbrief.words.words import Words

LANGUAGES: tuple[Lang, ...] = get_args(Lang)


def words_in(lang: Lang) -> Words:
    """Return the words of a language."""
    if lang == "ko":
        from kbrief.words.ko import KO

        return KO
    from kbrief.words.en import EN

    return EN


__all__ = ["LANGUAGES", "Voice", "Words", "signed", "words_in"]
