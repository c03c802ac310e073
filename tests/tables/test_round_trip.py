"""Tables that are exported, edited and taken in: the bytes that a hand would have written."""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st
from table_edits import COLUMNS, RATED, by_hand, edit_workbook, point

from kbrief.load.brief import load
from kbrief.load.find import Place
from kbrief.store.changes import write_changes
from kbrief.tables import tables
from kbrief.tables.compare import compare
from kbrief.tables.read import read_tables
from kbrief.tables.workbook import to_xlsx

DAY = dt.date(2026, 1, 2)
POINTS = ("a-1", "b", "c")

LETTERS = st.characters(min_codepoint=32, exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp", "Cf", "Co"])
#: Texts that YAML, CSV or a spreadsheet could take for something else.
HARD = (
    "007", "1e5", "null", "- a", "a: b", "# no", "it's", 'say "so"', "={1}", "=1+1", "@x", "😀 ok", "줄\n바꿈", "yes",
    "a\n\nb", "-1", "'quoted'", "%d {x} [y]", "tab\there", "back\\slash", "한글: 시험 #1", "2025-01-02", "_x0041_",
)  # fmt: skip

WORDS = (
    (st.text(LETTERS, min_size=1, max_size=30) | st.sampled_from(HARD))
    .map(lambda text: normalize("NFC", text).rstrip())
    .filter(lambda text: bool(text.strip()))
)
CITES = st.sampled_from([["board#P1"], ["board#P2"], ["board#P2", "board#P1"]])


def values(column: str) -> st.SearchStrategy[Any]:
    if column == "value":
        return st.integers(-2, 2)
    if column.endswith("basis"):
        return st.sampled_from(["stated", "inferred"])
    return CITES if column.endswith("cites") else WORDS


EDITS = st.lists(
    st.tuples(st.sampled_from(POINTS), st.sampled_from((*COLUMNS, *RATED))).flatmap(
        lambda at: st.tuples(st.just(at), values(at[1]))
    ),
    max_size=12,
)


def as_cell(name: str, column: str) -> tuple[str, str, str]:
    return ("ratings", f"{name}.source", column) if column in RATED else ("points", name, column)


@given(EDITS)
def test_edits_give_the_bytes_that_a_hand_would_have_written(edits: list[tuple[tuple[str, str], Any]]) -> None:
    """Values, bases, paragraphs and texts in both languages, with quotes, colons, emoji, zeros and line ends."""
    before = {name: point(n) for n, name in enumerate(POINTS)}
    after = {name: dict(cells) for name, cells in before.items()}
    for (name, column), value in edits:
        after[name][column] = value
    with TemporaryDirectory() as folder:
        path = Path(folder, "hand.yaml")
        path.write_text(by_hand(before), encoding="utf-8")
        place = Place(path, "hand.yaml", prefix="")
        brief = load(place).brief
        cells = {as_cell(*at): value for at, value in edits}
        made = Path(folder, "hand.xlsx")
        made.write_bytes(edit_workbook(to_xlsx(tables(brief, ("points", "ratings")), "hand", DAY)["hand.xlsx"], cells))
        found = compare(brief, read_tables([made]))
        assert (found.problems, found.missing_rows) == ((), ())
        prepared = write_changes(place, [change for edit in found.edits for change in edit.changes])
        assert prepared.refused == ()
        assert path.read_text(encoding="utf-8") == by_hand(after)
