"""Any page on any screen: it fits, loses nothing that is needed, and reads well."""

import re
from typing import get_args

import pytest
from export_documents import EMPTY_CHART
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from kbrief.pages.document import (
    Block,
    Box,
    Bullets,
    Column,
    Document,
    Fields,
    Heading,
    Paragraph,
    Picture,
    Row,
    Table,
    Tone,
)
from kbrief.render.columns import MIN_ID_WIDTH, MIN_TEXT_WIDTH
from kbrief.render.terminal import TerminalPage, drop_repeated_notes, fit_columns

WORDS = st.lists(
    st.text(alphabet="abcxyz한글漢🙂é[]-'\"", min_size=1, max_size=14).filter(lambda word: word != "-"),
    min_size=1, max_size=12,
).map(" ".join)  # fmt: skip
LONG = st.text(alphabet="ab한/", min_size=30, max_size=90)
TEXT = st.one_of(WORDS, LONG, st.just("- a bullet in a note\nand another line"))
LABEL = st.text(alphabet="ab한", max_size=6)
TONES = st.sampled_from(get_args(Tone))


def drawn(document: Document, width: int) -> list[str]:
    """Return the lines of a page on a screen of so many columns."""
    console = Console(width=width, height=50, markup=False, emoji=False, highlight=False, color_system=None)
    with console.capture() as capture:
        console.print(TerminalPage(document))
    return capture.get().split("\n")[:-1]


def page(*blocks: Block) -> list[str]:
    """Return the lines of some blocks at 60 columns, without the title."""
    return drawn(Document("Title", blocks=blocks), 60)[1:]


@pytest.mark.parametrize(("width", "shown"), [(80, ["a", "b", "c"]), (50, ["a", "b"]), (30, ["a", "b"])])
def test_what_a_column_means_is_said_where_it_is_shown(width: int, shown: list[str]) -> None:
    """A legend leaves out what a screen has no room for; what belongs to no column, or to no rows, is told apart."""
    columns = (Column("a"), Column("b"), Column("c", drop_priority=9))
    legend = (("a", "a: first"), ("b", "b: second"), ("c", "c: third"), ("", "of all"))
    rows = (Row(("one", "x" * 30, "y" * 30)),)
    lines = drawn(Document("T", blocks=(Table(columns, rows),), legend=legend), width)
    assert [line[0] for line in lines if line[1:3] == ": " and len(line) < 12] == shown
    assert "of all" in lines
    empty = drawn(Document("T", blocks=(Table(columns, (), empty="none"),), legend=legend), width)
    assert empty[-1] == "of all"
    assert not any(line.startswith("a:") for line in empty)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table of one to five columns that can be dropped, wrapped and set to the right."""
    more = st.builds(Column, WORDS, st.sampled_from(["left", "right"]), st.integers(0, 9), st.booleans())
    columns = (Column(draw(WORDS)), *draw(st.lists(more, max_size=4)))
    cell = st.one_of(st.just(""), WORDS, LONG)
    rows = tuple(
        Row(tuple(draw(cell) for _ in columns), draw(st.one_of(st.just(""), TEXT)), draw(TONES))
        for _ in range(draw(st.integers(0, 3)))
    )
    return Table(columns, rows, "notes", draw(WORDS))


BLOCKS = st.one_of(
    tables(),
    st.builds(Heading, WORDS, st.sampled_from([1, 2, 3]), TONES),
    st.builds(Paragraph, TEXT, TONES),
    st.builds(Bullets, st.lists(TEXT, min_size=1, max_size=3).map(tuple)),
    st.builds(Box, WORDS, st.lists(TEXT, min_size=1, max_size=3).map(tuple)),
    st.builds(Picture, st.just("<svg/>"), WORDS, TEXT),
    st.builds(Fields, st.lists(st.tuples(LABEL, TEXT), min_size=1, max_size=3).map(tuple)),
)
DOCUMENTS = st.builds(
    Document,
    TEXT.map(lambda text: text.replace("\n", " ")),
    caveats=st.lists(TEXT, max_size=2).map(tuple),
    blocks=st.lists(BLOCKS, max_size=4).map(tuple),
    footnotes=st.lists(TEXT, max_size=2).map(tuple),
    next_steps=st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple),
    subtitle=st.one_of(st.just(""), WORDS),
    tone=TONES,
)


@given(DOCUMENTS, st.integers(20, 200))
def test_no_line_is_wider_than_the_screen_and_none_ends_in_blanks(document: Document, width: int) -> None:
    """Whatever is on a page and however wide the screen: each line fits, in cells, without trailing blanks."""
    for line in drawn(document, width):
        assert cell_len(line) <= width
        assert line == line.rstrip()


@given(tables().filter(lambda table: table.rows), st.integers(20, 200))
def test_what_is_needed_is_never_dropped(table: Table, width: int) -> None:
    """The characters of every column that may not be dropped, and of every note, are on the screen."""
    shown = re.sub(r"\s", "", "".join(drawn(Document("T", blocks=(table,)), width)))
    for row in drop_repeated_notes(table.rows):
        cells = [
            cell
            for column, cell in zip(table.columns, row.cells, strict=True)
            if not column.drop_priority and not column.can_cut
        ]
        for text in (*cells, row.note):
            for word in text.split():
                assert word in shown or len(word) > 10


@given(tables(), st.integers(20, 200))
def test_a_layout_fits_and_drops_by_priority(table: Table, width: int) -> None:
    """The columns kept fit with their gaps; those dropped have the highest priorities; each has the least it needs."""
    layout = fit_columns(table, width)
    if layout is None:
        return
    assert sum(layout.values()) + 2 * (len(layout) - 1) <= width
    dropped = [column.drop_priority for n, column in enumerate(table.columns) if n not in layout]
    kept = [column.drop_priority for n, column in enumerate(table.columns) if n in layout]
    assert 0 not in dropped
    assert not dropped or min(dropped) >= max(kept)
    for n, columns in layout.items():
        natural = max(cell_len(text) for text in (table.columns[n].title, *(row.cells[n] for row in table.rows)))
        column = table.columns[n]
        least = min(
            natural,
            (column.min_width or MIN_TEXT_WIDTH) if column.can_wrap else MIN_ID_WIDTH if column.can_cut else natural,
        )
        assert least <= columns <= natural


def test_a_title_shares_its_line_with_the_corner_where_both_fit() -> None:
    """The corner stands at the right of the title, or on a line of its own under it."""
    document = Document("A title", subtitle="brief x")
    assert drawn(document, 40) == ["A title" + " " * 26 + "brief x"]
    assert drawn(document, 15) == ["A title", "brief x"]
    assert drawn(Document("A title"), 40) == ["A title"]


def test_blank_lines_stand_between_blocks_but_not_under_headings() -> None:
    """What a heading names follows at once, text follows text, and anything else has a blank line before it."""
    table = Table((Column("a"),), (Row(("1",)),))
    lines = page(Paragraph("one"), Paragraph("two"), Heading("head"), table, Paragraph("three"), Bullets(("four",)))
    assert lines == ["", "one", "two", "", "head", " a", " ─", " 1", "", "three", "", "- four"]


def test_fields_stand_under_each_other() -> None:
    """Values begin in one column; one without a label continues the one before; without labels there is no column."""
    assert page(Fields((("a", "x " * 30 + "y"), ("long", "1"), ("", "2")))) == [
        "", " a     " + ("x " * 27).strip(), " " * 7 + "x x x y", " long  1", "       2",
    ]  # fmt: skip
    assert page(Fields((("", "1"), ("", "2")))) == ["", " 1", " 2"]


def test_narrow_fields_stand_under_their_labels() -> None:
    """Below 45 columns a value stands under its label."""
    fields = Fields((("label", "a value"), ("", "another")))
    assert drawn(Document("T", blocks=(fields,)), 30) == ["T", "", "label", "  a value", "  another"]


def test_boxes_figures_and_headings_of_each_level() -> None:
    """A box has a bar at its left, a figure says what it shows, a heading of level 3 is set in."""
    assert page(Box("Read", ("one", "two"))) == ["", "Read", "| - one", "| - two"]
    assert page(Picture(EMPTY_CHART, "Fig", "what it shows")) == ["", "Fig: what it shows"]
    assert page(Heading("h", 1), Heading("h", 3)) == ["", "h", " h"]


def test_a_note_stands_under_the_names_of_its_row() -> None:
    """Under a rank or a box, notes begin with the second column; bullets in them hang; equal ones are said once."""
    columns = (Column("#"), Column("point"))
    rows = (Row(("1=", "a"), "shared"), Row(("1=", "b"), "shared"), Row(("3", "c"), "- " + "word " * 14 + "\nplain"))
    assert page(Table(columns, rows, "why")) == [
        "", " #   point", " ─────────", " 1=  a", " 1=  b", "     shared", " 3   c",
        "     - " + ("word " * 10).strip(), "       word word word word", "     plain",
    ]  # fmt: skip


def test_a_table_without_rows_says_so() -> None:
    """An empty table is its line for that."""
    assert page(Table((Column("a"),), (), empty="Nothing here.")) == ["", "Nothing here."]


def test_a_narrow_table_is_blocks() -> None:
    """Too narrow for a table, a row is named by its first column, or two where that is short, then value by value."""
    columns = (
        Column(""),
        Column("action"),
        Column("what"),
        Column("label", drop_priority=9),
        Column("from", drop_priority=3),
    )
    rows = (Row(("[ ]", "a-1", "do it " * 6, "lost", ""), "noted"), Row(("[x]", "a-2", "done", "lost", "P1")))
    assert drawn(Document("T", blocks=(Table(columns, rows),)), 24) == [
        "T", "", "[ ]  a-1", "what: do it do it do", "  it do it do it do it", "  noted", "",
        "[x]  a-2", "what: done", "from: P1",
    ]  # fmt: skip
    single = Table((Column("only"),), (Row(("x" * 30,)),))
    assert drawn(Document("T", blocks=(single,)), 20) == ["T", "", "x" * 20, "x" * 10]


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (40, [" $ kbrief a   first", " $ kbrief bb   second"]),
        (19, [" $ kbrief a", "   first", " $ kbrief bb", "   second"]),
    ],
)
def test_what_to_type_next_stands_beside_or_above_what_it_does(width: int, lines: list[str]) -> None:
    """All commands have their purpose beside them, or all have it under them."""
    told = drawn(Document("T", next_steps=(("kbrief a", "first"), ("kbrief bb", "second"))), width)
    assert [re.sub(r" {3,}(?=first)", "   ", line) for line in told[2:]] == lines


def test_rows_that_share_a_note_keep_it_on_the_last() -> None:
    """Of several rows in a row with one note only the last keeps it; apart from each other both do."""
    rows = (Row(("a",), "n"), Row(("b",), "n"), Row(("c",), "m"), Row(("d",), "n"))
    assert [row.note for row in drop_repeated_notes(rows)] == ["", "n", "m", "n"]
    assert list(drop_repeated_notes(())) == []


def test_a_column_with_a_least_width_wraps_its_title_before_the_table_turns_into_blocks() -> None:
    """Five long names of audiences still stand side by side in 110 columns."""
    names = tuple(f"The office of the north with number {n}" for n in range(5))
    columns = (Column("point", can_wrap=True), *(Column(name, can_wrap=True, min_width=12) for name in names))
    rows = (Row(("A matter of the coast that has the number 0", *["MINIMIZE -77.8"] * 5)),)
    layout = fit_columns(Table(columns, rows), 109)
    assert layout is not None
    assert len(layout) == 6
    assert fit_columns(Table(tuple(column._replace(min_width=0) for column in columns), rows), 109) is None
