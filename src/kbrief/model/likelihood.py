"""Words of likelihood by yardstick, and the probabilities that they stand for."""

import re
from fractions import Fraction

from kbrief.model.events import Yardstick

#: The lowest and the highest probability that a word stands for.
Band = tuple[Fraction, Fraction]


def _band(low: int, high: int) -> Band:
    return Fraction(low, 100), Fraction(high, 100)


ICD203_BANDS = tuple(_band(*ends) for ends in ((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99)))

#: The first row of Intelligence Community Directive 203 (2015), from the least likely up.
ICD203 = dict(
    zip(
        (
            "almost no chance",
            "very unlikely",
            "unlikely",
            "roughly even chance",
            "likely",
            "very likely",
            "almost certain",
        ),
        ICD203_BANDS,
        strict=True,
    )
)

#: The second row of the directive, for the same probabilities; a text keeps to one row.
ICD203_SYNONYMS = dict(
    zip(
        (
            "remote",
            "highly improbable",
            "improbable",
            "roughly even odds",
            "probable",
            "highly probable",
            "nearly certain",
        ),
        ICD203_BANDS,
        strict=True,
    )
)

#: The yardstick of the Professional Head of Intelligence Assessment (UK); the gaps between the words are meant.
PHIA = {
    "remote chance": _band(0, 5),
    "highly unlikely": _band(10, 20),
    "unlikely": _band(25, 35),
    "realistic possibility": _band(40, 50),
    "likely or probable": _band(55, 75),
    "likely": _band(55, 75),
    "probable": _band(55, 75),
    "highly likely": _band(80, 90),
    "almost certain": _band(95, 100),
}

#: The rows of words of each yardstick.
WORD_ROWS: dict[Yardstick, tuple[dict[str, Band], ...]] = {"icd203": (ICD203, ICD203_SYNONYMS), "phia": (PHIA,)}


_CALLED = re.compile(r"\b(?:is|are|was|be|seems?|remains?|looks?|appears?|considered)\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_ENDED = re.compile(r"\s*(?:[^\w\s]|\Z|\s(?:and|but|or|that|if|for|before|within|this|in)\b)", re.IGNORECASE)
_PROSPECT = re.compile(r"\s+(?:possibility|prospect|likelihood|odds)", re.IGNORECASE)


def is_remote_chance(remote: re.Match[str]) -> bool:
    """Whether it is a prospect that a text calls remote, and not a place: islands are remote too."""
    text = remote.string
    if _PROSPECT.match(text, remote.end()):
        return True
    before = _CALLED.search(text, max(0, remote.start() - 40), remote.start())
    return bool(before and _ENDED.match(text, remote.end()))


def yardstick_words(yardstick: Yardstick) -> tuple[str, ...]:
    """Return the words of a yardstick, row by row, each from the least likely up."""
    return tuple(word for row in WORD_ROWS[yardstick] for word in row)


def row_of_word(word: str, yardstick: Yardstick) -> int | None:
    """Return in which row of the yardstick a word stands, from 0, or None where it is no word of it."""
    return next((n for n, row in enumerate(WORD_ROWS[yardstick]) if word in row), None)
