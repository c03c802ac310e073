"""How long lines take: words in English, syllables in Korean, twice with an interpreter, and the answer."""

from fractions import Fraction

import pytest

from kbrief.model.meeting import Speeds
from kbrief.pack.seconds import Pace, count_syllables, count_words


@pytest.mark.parametrize(
    ("pace", "text", "lang", "seconds"),
    [
        (Pace(), " ".join(["word"] * 130), "en", Fraction(90)),
        (Pace(), "가" * 300, "ko", Fraction(90)),
        (Pace(has_interpreter=True), " ".join(["word"] * 13), "en", Fraction(42)),
        (Pace(Speeds(words=100, answer=0)), "one two – three", "en", Fraction(9, 5)),
        (Pace(), "eins zwei drei", "de", Fraction(60 * 3, 130) + 30),
        (Pace(Speeds(syllables=60, answer=10)), "한미 동맹 (NCG)", "ko", Fraction(17)),
    ],
)
def test_seconds_are_exact(pace: Pace, text: str, lang: str, seconds: Fraction) -> None:
    """A line takes what its words take at the speed, doubled by an interpreter, and the answer."""
    assert pace.seconds(text, lang) == seconds


def test_signs_are_no_words_and_letters_and_digits_are_syllables() -> None:
    """Dashes and brackets take no time; `P8` is one word, and two syllables."""
    assert count_words("– P8, our (reading) … —") == 3
    assert count_syllables("P8, 작성자 해석 ·") == 7
