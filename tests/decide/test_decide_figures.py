"""Quantities in drafts against those of the record."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lint_builders import known, told

from kbrief.decide.figures import quantities, recorded
from kbrief.decide.folding import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.7 %", [("2.7", "%")]),
        ("2.70 percent, 3 per cent", [("2.7", "%"), ("3", "%")]),
        ("2.5–2.8 %", [("2.8", "%")]),
        ("40,000 troops", [("40000", "")]),
        ("4만 명, 백만", [("40000", "")]),
        ("2.8퍼센트", [("2.8", "%")]),
        ("$2 billion, 3조 원, ₩5", [("2000000000", "dollar"), ("3000000000000", "won"), ("5", "won")]),
        ("40 years, a 12-month term, 6개월", [("40", "year"), ("12", "month"), ("6", "month")]),
        ("2024, 2024년, 7th, 7차, Hwasan-31, F-35, 1.2.3, 12,34", []),
        ("999 or 1000", [("1000", "")]),
        ("2,024 tons", [("2024", "")]),
    ],
)
def test_quantities(text: str, expected: list[tuple[str, str]]) -> None:
    """Numbers with units, scales and separators are read; years, ordinals, names and small counts are not."""
    assert [(q.value, q.unit) for q in quantities(fold(text).text)] == [(Decimal(value), u) for value, u in expected]


def test_what_of_a_record_can_be_compared() -> None:
    """Figures with a number, the words of what they count in each language, and the points that name them."""
    share, troops, launch = recorded(known())
    assert (share.cite, set(share.points)) == ("s#P8", {"budget"})
    assert [sorted(words) for words in share.words] == [
        ["budget", "defense", "gdp", "korea", "share", "south"], ["gdp", "국방비", "대비", "비율", "한국"],
    ]  # fmt: skip
    assert [sorted(words) for words in troops.words] == [["cut", "force", "korea", "nixon"]]
    assert (launch.quantity.unit, set(launch.points)) == ("year", set())


@pytest.mark.parametrize(
    "text",
    [
        "We spend 2.8 % of GDP.",
        "We spend 2.8 percent of our GDP.",
        "Our defense budget stands at 3 %.",
        "국방비는 2.8%이다.",
        "한국은 GDP의 2.8%를 씀",
        "GDP 대비 약 2.8% 수준",
        "South Korea's share for the budget is 2.8 %.",
        "Nixon had cut US forces in Korea to 30,000.",
        "China launched an ICBM, the last one 44 years ago.",
    ],
)
def test_a_figure_at_odds_with_the_record_is_told(text: str) -> None:
    """It has the unit of a figure, and a term of its point, its base or most of its words in the sentence."""
    assert [rule for rule, _ in told(text)] == ["figure-differs"]


@pytest.mark.parametrize(
    "text",
    [
        "Inflation is 2.8 %.",
        "South Korea grew by 3 % last year.",
        "We are 3 % of the market.",
        "There are 28,500 US forces in Korea.",
        "The defense budget was passed in 2023. It grew by 5 % of something.",
        "For 44 years nothing happened.",
        "The defense budget has 12 parts.",
    ],
)
def test_other_figures_are_let_be(text: str) -> None:
    """Numbers on other things, or in other sentences, are nobody's business."""
    assert told(text) == []


def test_the_record_s_own_figure_is_to_be_cleared() -> None:
    """With a caution it is told once a sentence, and other numbers are let be; without a caution it may stand."""
    assert told("From 2.7 % of GDP our defense budget goes to 3.5 %.") == [("figure-uncleared", "2.7 %")]
    assert told("Nixon cut US forces in Korea to 40,000.") == []
    assert told("그 비율은 GDP의 2.70%") == [("figure-uncleared", "2.70%")]


@given(st.text(st.sampled_from("0123456789,.% $억만-년 kgdpof"), max_size=40))
def test_any_text_is_read(text: str) -> None:
    """Quantities lie within the text, in order, and are finite."""
    found = list(quantities(text))
    assert all(q.value.is_finite() and 0 <= q.start < q.stop <= len(text) for q in found)
    assert all(a.stop <= b.start for a, b in pairwise(found))
