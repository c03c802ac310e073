"""Numbers in drafts, in digits and in words."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbrief.lint.quantities import quantities
from kbrief.lint.text import fold


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
        ("Two point seven percent", [("2.7", "%")]),
        ("forty-five percent, ninety\npercent", [("45", "%"), ("90", "%")]),
        ("two and a half years", [("2.5", "year")]),
        ("one hundred percent, the seventh, a seven", []),
        ("forty thousand troops", [("40000", "")]),
        ("이 점 칠 퍼센트, 이점칠퍼센트", [("2.7", "%"), ("2.7", "%")]),
        ("십이점오 퍼센트, 이십 점 영일 프로, 영점삼%", [("12.5", "%"), ("20.01", "%"), ("0.3", "%")]),
        ("0.3 percentage points, 0.3 percent points, 0.3%p, 0.3%포인트", []),
    ],
)
def test_quantities(text: str, expected: list[tuple[str, str]]) -> None:
    """Numbers with units, scales and separators are read; years, ordinals, names and small counts are not."""
    assert [(q.value, q.unit) for q in quantities(fold(text).text)] == [(Decimal(value), u) for value, u in expected]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("2.7 %", "exact"),
        ("about 3 %", "exact"),
        ("more than 2.5 %", "lower"),
        ("2.5 percent or more", "lower"),
        ("GDP의 2.5%를 넘는", "lower"),
        ("2.5% 이상", "lower"),
        ("nearly three percent", "upper"),
        ("less than 3 %", "upper"),
        ("3%에 육박", "upper"),
        ("거의 3%", "upper"),
        ("moreover 3 %", "exact"),
    ],
)
def test_bounds(text: str, bound: str) -> None:
    """What stands before or after a number may make it the least or the most."""
    folded = fold(text).text
    assert [quantity.bound(folded) for quantity in quantities(folded)] == [bound]


@given(st.text(st.sampled_from("0123456789,.% $억만-년 kgdpof일점이")), st.integers(0, 9))
def test_any_text_is_read(text: str, by: int) -> None:
    """Quantities lie within the text, in order, are finite, and can be moved."""
    found = list(quantities(text))
    assert all(q.value.is_finite() and 0 <= q.start < q.stop <= len(text) for q in found)
    assert all(a.stop <= b.start for a, b in pairwise(found))
    assert all(q.moved(by).start == q.start + by and q.moved(by).equals(q) for q in found)
