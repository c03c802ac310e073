"""Compute the utility of treatments and the value of knowing about an event before deciding."""

from fractions import Fraction
from functools import lru_cache

from kbrief.model import ListName, Yardstick
from kbrief.model.likelihood import ICD203, ICD203_SYNONYMS, PHIA, WORD_ROWS, Band, row_of_word, yardstick_words

__all__ = ["ICD203", "ICD203_SYNONYMS", "PHIA", "Band", "icd203_word", "row_of_word", "word_band", "yardstick_words"]


def word_band(word: str, yardstick: Yardstick) -> Band | None:
    """Return the lowest and the highest probability of a word, or None if the yardstick lacks the word."""
    return next((row[word] for row in WORD_ROWS[yardstick] if word in row), None)


def icd203_word(probability: Fraction) -> str | None:
    """Return the first-row ICD 203 word for a probability, at a shared end the upper one, or None outside 1–99 %."""
    words = [word for word, (low, high) in ICD203.items() if low <= probability <= high]
    return words[-1] if words else None


def utility(treatment: ListName, score: Fraction, threshold: Fraction) -> Fraction:
    """Return the utility of a treatment: S − T for EMPHASIZE, 0 for HOLD, −S − T for MINIMIZE."""
    if treatment == "hold":
        return Fraction(0)
    return (score if treatment == "emphasize" else -score) - threshold


def best_utility(score: Fraction, threshold: Fraction) -> Fraction:
    """Return max(|S| − T, 0), the utility of the best treatment, which is that of the list of the point."""
    return max(abs(score) - threshold, Fraction(0))


def break_even(before: Fraction, after: Fraction, threshold: Fraction) -> Fraction | None:
    """Return the smallest probability, between 0 and 1 exclusive, from which it pays to move the point now, or None.

    It solves S⁰ + π·(S¹ − S⁰) = ±T, where the expected utilities of two treatments are equal.
    """
    if before == after:
        return None
    crossings = ((line - before) / (after - before) for line in (threshold, -threshold))
    return min((share for share in crossings if 0 < share < 1), default=None)


def value_of_watching(before: Fraction, after: Fraction, threshold: Fraction, probability: Fraction) -> Fraction:
    """Return the expected value of perfect information on an event, in points of the score, never negative.

    It is π·V(S¹) + (1−π)·V(S⁰) − V(π·S¹ + (1−π)·S⁰) (Raiffa and Schlaifer 1961; Howard 1966).
    """
    informed = probability * best_utility(after, threshold) + (1 - probability) * best_utility(before, threshold)
    return informed - best_utility(probability * after + (1 - probability) * before, threshold)


@lru_cache(maxsize=1 << 12)
def least_value_of_watching(
    before: Fraction, after: Fraction, threshold: Fraction, band: tuple[Fraction, Fraction]
) -> Fraction:
    """Return the smallest value of watching in a band of probabilities, at one of its ends, as it is concave in π."""
    return min(value_of_watching(before, after, threshold, probability) for probability in band)
