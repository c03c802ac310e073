"""How wide columns become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbrief.pages.document import Column
from kbrief.render.data import Grid
from kbrief.render.widths import column_widths

TEXT = st.text(alphabet="ab 가%9", max_size=40)


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=6))
def test_shares_are_positive_and_sum_to_one(rows: list[list[str]]) -> None:
    """Every column gets room, and all of it is given out."""
    found = column_widths(Grid((Column("a"), Column("b"), Column("c", "right")), tuple(tuple(row) for row in rows)))
    assert all(share > 0 for share in found)
    assert sum(found) == pytest.approx(1, abs=0.001)


def test_long_columns_share_what_short_ones_leave() -> None:
    """A rank and a number keep their line; of two texts the longer one gets more."""
    columns = (Column("#"), Column("Point"), Column("Line"), Column("Tally", "right"))
    found = column_widths(Grid(columns, (("1=", "a few words here", "many words " * 12, "each +4"),)))
    assert found[2] > found[1] > found[3] > found[0]
    assert found[3] * 62 > 4.5


def test_a_number_too_long_for_its_line_is_treated_as_text() -> None:
    """A right-aligned column with long cells may break."""
    found = column_widths(Grid((Column("a"), Column("b", "right")), (("words " * 30, "words " * 30),)))
    assert found[0] == pytest.approx(found[1], abs=0.01)


def test_more_columns_than_fit_share_by_their_longest_words() -> None:
    """Where not even the longest words fit, each column gets its part by them."""
    found = column_widths(Grid(tuple(Column("x" * 20) for _ in range(20)), (("y",) * 20,)))
    assert found == [0.05] * 20
