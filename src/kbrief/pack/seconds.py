"""How long a line takes to say, exactly."""

import re
from fractions import Fraction
from typing import NamedTuple

from kbrief.model.meeting import Speeds

_SPOKEN = re.compile(r"[^\W_]")
_SYLLABLE = re.compile(r"[A-Za-z0-9가-힣]")


class Pace(NamedTuple):
    """How fast lines are said; with an interpreter each is said twice."""

    speeds: Speeds = Speeds()
    has_interpreter: bool = False

    def seconds(self, text: str, lang: str) -> Fraction:
        """Return the seconds of saying a text in a language, of having it interpreted, and of the answer to it."""
        said = (
            Fraction(60 * count_syllables(text), self.speeds.syllables)
            if lang == "ko"
            else Fraction(60 * count_words(text), self.speeds.words)
        )
        return said * (2 if self.has_interpreter else 1) + self.speeds.answer


def count_words(text: str) -> int:
    """Return how many words a text has; signs that stand alone are none."""
    return sum(1 for word in text.split() if _SPOKEN.search(word))


def count_syllables(text: str) -> int:
    """Return how many syllables a Korean text has; a Latin letter or a digit counts as one."""
    return len(_SYLLABLE.findall(text))
