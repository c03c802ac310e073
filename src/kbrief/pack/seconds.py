"""Compute the exact time that it takes to say a line."""

import re
from fractions import Fraction
from typing import NamedTuple

from kbrief.model.meeting import Speeds

_SPOKEN = re.compile(r"[^\W_]")
_SYLLABLE = re.compile(r"[A-Za-z0-9가-힣]")


class Pace(NamedTuple):
    """The pace at which lines are said; with an interpreter each is said twice."""

    speeds: Speeds = Speeds()
    has_interpreter: bool = False

    def seconds(self, text: str, lang: str) -> Fraction:
        """Return the seconds for saying a text, having it interpreted if need be, and hearing the answer."""
        speaking_time = (
            Fraction(60 * count_syllables(text), self.speeds.syllables)
            if lang == "ko"
            else Fraction(60 * count_words(text), self.speeds.words)
        )
        return speaking_time * (2 if self.has_interpreter else 1) + self.speeds.answer


def count_words(text: str) -> int:
    """Return the number of words of a text, without single signs."""
    return sum(1 for word in text.split() if _SPOKEN.search(word))


def count_syllables(text: str) -> int:
    """Return the number of syllables of a Korean text; each Latin letter or digit counts as one."""
    return len(_SYLLABLE.findall(text))
