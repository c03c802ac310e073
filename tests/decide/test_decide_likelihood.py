from fractions import Fraction
from itertools import pairwise

import pytest

from kbrief.decide.utility import icd203_word, word_band
from kbrief.model.likelihood import ICD203, ICD203_SYNONYMS, PHIA, row_of_word, yardstick_words


def percent(number: float) -> Fraction:
    return Fraction(str(number)) / 100


@pytest.mark.parametrize(
    ("word", "yardstick", "low", "high"),
    [
        ("almost no chance", "icd203", 1, 5),
        ("very unlikely", "icd203", 5, 20),
        ("unlikely", "icd203", 20, 45),
        ("roughly even odds", "icd203", 45, 55),
        ("likely", "icd203", 55, 80),
        ("highly probable", "icd203", 80, 95),
        ("nearly certain", "icd203", 95, 99),
        ("remote chance", "phia", 0, 5),
        ("highly unlikely", "phia", 10, 20),
        ("unlikely", "phia", 25, 35),
        ("realistic possibility", "phia", 40, 50),
        ("likely", "phia", 55, 75),
        ("probable", "phia", 55, 75),
        ("likely or probable", "phia", 55, 75),
        ("highly likely", "phia", 80, 90),
        ("almost certain", "phia", 95, 100),
    ],
)
def test_a_word_stands_for_a_band(word: str, yardstick: str, low: int, high: int) -> None:
    """Each yardstick gives its own probabilities, also for a word that both have."""
    assert word_band(word, "phia" if yardstick == "phia" else "icd203") == (percent(low), percent(high))


def test_a_word_of_the_other_yardstick_is_none() -> None:
    """A wrong word has no band and no row, so that a rule can tell."""
    assert word_band("realistic possibility", "icd203") is None
    assert word_band("roughly even chance", "phia") is None
    assert row_of_word("perhaps", "icd203") is None


def test_the_rows_of_the_directive_are_told_apart() -> None:
    """A rule can see that two words stand in different rows."""
    assert row_of_word("unlikely", "icd203") == 0
    assert row_of_word("improbable", "icd203") == 1
    assert row_of_word("unlikely", "phia") == 0


def test_the_rows_cover_one_to_ninety_nine_percent() -> None:
    """The bands of ICD 203 follow on each other, the same in both rows; those of PHIA leave gaps."""
    bands = list(ICD203.values())
    assert (bands[0][0], bands[-1][1]) == (percent(1), percent(99))
    assert all(one[1] == other[0] for one, other in pairwise(bands))
    assert list(ICD203_SYNONYMS.values()) == bands
    assert PHIA["remote chance"][1] < PHIA["highly unlikely"][0]


def test_right_words_for_a_message() -> None:
    """The words come row by row, least likely first."""
    assert yardstick_words("icd203")[0] == "almost no chance"
    assert yardstick_words("icd203")[7] == "remote"
    assert len(yardstick_words("icd203")) == 14
    assert yardstick_words("phia")[-1] == "almost certain"


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0.99, None),
        (1, "almost no chance"),
        (5, "very unlikely"),
        (17, "very unlikely"),
        (20, "unlikely"),
        (45, "roughly even chance"),
        (55, "likely"),
        (80, "very likely"),
        (95, "almost certain"),
        (99, "almost certain"),
        (99.5, None),
    ],
)
def test_a_probability_has_a_word(number: float, word: str | None) -> None:
    """A shared end takes the upper word; outside 1–99 % there is none."""
    assert icd203_word(percent(number)) == word
