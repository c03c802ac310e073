"""Words of likelihood looked up: the probabilities of a word, and the word for a probability."""

from fractions import Fraction

from kbrief.model import Yardstick
from kbrief.model.likelihood import ICD203, ICD203_SYNONYMS, PHIA, ROWS, Band, row_of, words_of

__all__ = ["ICD203", "ICD203_SYNONYMS", "PHIA", "Band", "band", "icd203_word", "row_of", "words_of"]


def band(word: str, yardstick: Yardstick) -> Band | None:
    """Return the lowest and the highest probability of a word, or None where it is no word of the yardstick."""
    return next((row[word] for row in ROWS[yardstick] if word in row), None)


def icd203_word(probability: Fraction) -> str | None:
    """Return the first-row ICD 203 word for a probability: a shared end takes the upper, none outside 1–99 %."""
    held = [word for word, (low, high) in ICD203.items() if low <= probability <= high]
    return held[-1] if held else None
