"""Where sentences begin."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbrief.lint.text import sentence_of, sentence_starts


def pieces(text: str) -> list[str]:
    starts = [*sentence_starts(text), len(text)]
    found = [text[start:stop].strip() for start, stop in pairwise(starts)]
    return [piece for piece in found if piece]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("“One.” Two.” Three", ["“One.”", "Two.”", "Three"]),
        ("We spend 2.7 % now. Then", ["We spend 2.7 % now.", "Then"]),
        ("US forces. (Yes.) No", ["US forces.", "(Yes.)", "No"]),
        ("the U.S. Army of Gen. Kim, e.g. now. So", ["the U.S. Army of Gen. Kim, e.g. now.", "So"]),
        ("from the U.S. it came", ["from the U.S. it came"]),
        ("Hanwha Inc. said so. Then", ["Hanwha Inc. said so.", "Then"]),
        ("2026. 11. 22. 보고", ["2026. 11. 22.", "보고"]),
        ("하나다. 둘이다。 셋", ["하나다.", "둘이다。", "셋"]),
        ("Well... then. So", ["Well...", "then.", "So"]),
        ("wrapped\nover lines\n\nnew one", ["wrapped\nover lines", "new one"]),
        ("# Head\ntext\n## Head two\nmore", ["# Head", "text", "## Head two", "more"]),
        ("- one\n- two\n  on\n1. three\n○ 넷\n가. 다섯", ["- one", "- two\n  on", "1. three", "○ 넷", "가. 다섯"]),
        ("| a | b |\n| c | d |", ["| a | b |", "| c | d |"]),
        ("end.\n \nnext", ["end.", "next"]),
        ("one\u2029\ntwo", ["one", "two"]),
        ("하나\n※ 둘\nㅇ 셋\n① 넷", ["하나", "※ 둘", "ㅇ 셋", "① 넷"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """Marks end sentences, abbreviations and dates do not; items, rows and headings stand for themselves."""
    assert pieces(text) == expected


@given(st.text(st.sampled_from("aB .!\n-#|1다。’")))
def test_every_place_is_in_one_sentence(text: str) -> None:
    """The starts begin at 0, rise, and give each place the last one that is not beyond it."""
    starts = sentence_starts(text)
    assert starts[0] == 0
    assert starts == sorted(starts)
    for place in range(len(text)):
        number = sentence_of(starts, place)
        assert starts[number] <= place < [*starts, len(text) + 1][number + 1]
