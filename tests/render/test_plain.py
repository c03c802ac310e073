"""A page in a pipe: one line a row, aligned by cells."""

from export_documents import EMPTY_CHART
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kbrief.pages.document import Box, Bullets, Column, Document, Fields, Heading, Paragraph, Picture, Row, Table
from kbrief.render.plain import align_columns, display_width, plain_lines, stderr_lines


def test_every_block_has_its_lines() -> None:
    """Headings, texts, bullets, boxes and figures are a line each, fields and rows aligned."""
    table = Table((Column("#"), Column("tally", "right")), (Row(("1=", "+4"), "why\nso"), Row(("10", "-12"))), "reason")
    document = Document(
        "T\nitle",
        caveats=("one\nhead",),
        blocks=(
            Heading("Head  ing"), Paragraph("run\nning"), Bullets(("a\nb", "c")), Box("box", ("d",)),
            Picture(EMPTY_CHART, "fig", "alt"), Fields((("label", "x\ny"), ("", "z"))), table,
        ),
        footnotes=("not here",),
        next_steps=(("kbrief", "nor here"),),
    )  # fmt: skip
    assert list(plain_lines(document)) == [
        "Head ing", "run ning", "a b", "c", "box", "d", "fig: alt", "label  x y", "       z",
        "#   tally  reason", "1=     +4  why so", "10    -12",
    ]  # fmt: skip
    assert list(stderr_lines(document)) == ["T itle", "one head"]


def test_what_is_said_of_a_table_is_talk() -> None:
    """Where a page begins with a table its rows alone are data, so that awk gets one line a row."""
    table = Table((Column("a"),), (Row(("1",)),))
    document = Document("T", blocks=(table, Paragraph("Said of it.")))
    assert list(plain_lines(document)) == ["a", "1"]
    assert list(stderr_lines(document)) == ["T", "Said of it."]


def test_a_table_without_rows_or_notes_has_no_lines_for_them() -> None:
    """Titles alone are not printed, and without notes there is no column of notes."""
    assert list(plain_lines(Document("T", blocks=(Table((Column("a"),), (), "note", "none"),)))) == []
    assert list(plain_lines(Document("T", blocks=(Table((Column("a"),), (Row(("1",)),), "note"),)))) == ["a", "1"]


CELL = st.text(alphabet="ab 한漢é🙂", max_size=8).map(str.strip)


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1, max_size=5)))
def test_columns_are_aligned_by_cells(rows: list[list[str]]) -> None:
    """Each cell begins, or ends, where its column does, also beside letters that take two columns."""
    lines = list(align_columns(rows, right_aligned=[0]))
    widths = [max(cell_len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row, line in zip(rows, lines, strict=True):
        first, *rest = row
        expected = " " * (widths[0] - cell_len(first)) + first
        for cell, width in zip(rest, widths[1:], strict=True):
            expected += "  " + cell + " " * (width - cell_len(cell))
        assert line == expected.rstrip()


def test_no_rows_have_no_lines() -> None:
    """Nothing to align is nothing."""
    assert list(align_columns([])) == []


def test_width_is_counted_in_columns() -> None:
    """Hangul takes two columns, Latin letters one."""
    assert (display_width("abc"), display_width("한글"), display_width("é")) == (3, 4, 1)
