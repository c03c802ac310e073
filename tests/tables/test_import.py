"""What is wrong with a table that comes back is told at its cell, and what is right is taken."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from table_edits import by_hand, edit_csv, edit_workbook, point

from kbrief.errors import BriefError
from kbrief.load.brief import load
from kbrief.load.find import Place
from kbrief.load.rules.todo import SPOKEN
from kbrief.store.changes import Prepared, write_changes
from kbrief.tables import read, tables
from kbrief.tables.compare import Comparison, compare
from kbrief.tables.read import read_tables
from kbrief.tables.workbook import to_xlsx
from kbrief.tables.write import table_files

DAY = dt.date(2026, 1, 2)
Edits = dict[tuple[str, str, str], Any]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A brief of three points, written by hand in one file."""
    path = tmp_path / "hand.yaml"
    path.write_text(by_hand({name: point(n) for n, name in enumerate(("a-1", "b", "c"))}), encoding="utf-8")
    return Place(path, "hand.yaml", prefix="")


def book(place: Place, names: tuple[str, ...] = ("points", "ratings")) -> bytes:
    return to_xlsx(tables(load(place).brief, names), "hand", DAY)["hand.xlsx"]


def compared(place: Place, data: bytes) -> Comparison:
    made = place.path.with_suffix(".xlsx")
    made.write_bytes(data)
    return compare(load(place).brief, read_tables([made]))


def taken(place: Place, data: bytes) -> Prepared:
    found = compared(place, data)
    assert found.problems == ()
    return write_changes(place, [change for edit in found.edits for change in edit.changes])


def told(found: Comparison) -> list[tuple[str, str]]:
    return [(problem.file.partition("hand.xlsx!")[2], problem.rule) for problem in found.problems]


def changed(data: bytes, change: Callable[[Any], object], sheet: str = "points") -> bytes:
    """Return a workbook after something was done to a sheet."""
    opened, out = load_workbook(io.BytesIO(data)), io.BytesIO()
    change(opened[sheet])
    opened.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("at", "value", "rule"),
    [
        (("points", "b", "label_en"), "=A1", "cell-formula"),
        (("points", "b", "label_en"), 45_000, "cell-type"),
        (("points", "b", "label_en"), dt.datetime(2025, 1, 2), "cell-date"),  # noqa: DTZ001 - as a spreadsheet has it
        (("points", "b", "label_en"), "turned \u202e around", "cell-character"),
        (("points", "b", "say_basis"), "statd", "cell-choice"),
        (("ratings", "b.source", "value"), "high", "cell-type"),
        (("ratings", "b.source", "value"), 1.5, "cell-type"),
        (("ratings", "b.source", "value"), True, "cell-type"),
    ],
)
def test_a_value_that_cannot_be_is_told_at_its_cell(
    place: Place, at: tuple[str, str, str], value: Any, rule: str
) -> None:
    """The problem names the sheet and the cell, and nothing of the table is taken."""
    whole = book(place)
    data = edit_workbook(whole, {at: value})
    if str(value).startswith("="):
        data = changed(whole, lambda sheet: setattr(sheet["A3"], "value", value))
    (found,) = told(compared(place, data))
    assert found[0].startswith(f"{at[0]}!")
    assert found[1] == rule


@pytest.mark.parametrize(
    ("edits", "rule"),
    [
        ({("ratings", "b.source", "value"): 7}, "out-of-range"),
        ({("ratings", "b.source", "cites"): "nobody#P9"}, "unknown-citation"),
        ({("points", "b", "say_why_en"): None, ("points", "b", "say_why_ko"): None}, "inferred-without-reason"),
        ({("points", "b", "issue"): "nothing"}, "unknown-reference"),
    ],
)
def test_a_brief_that_would_not_hold_is_told_at_the_cell_that_was_edited(place: Place, edits: Edits, rule: str) -> None:
    """The rules of `check` speak of the table, and nothing is written."""
    before = place.path.read_bytes()
    found = compared(place, edit_workbook(book(place), edits))
    prepared = write_changes(place, [change for edit in found.edits for change in edit.changes])
    assert rule in {one.problem.rule for one in prepared.refused} or rule == "out-of-range"
    assert prepared.refused
    assert all(one.path and one.path[:2] == ("points", 1) for one in prepared.refused)
    assert place.path.read_bytes() == before


def test_rows_and_columns_that_cannot_be_are_told(place: Place) -> None:
    """Two rows of one id, an unknown column, a column without name, a column twice, no column of ids."""
    whole = book(place)
    again = changed(whole, lambda sheet: sheet.append(["Twice", None, "b"]))
    assert told(compared(place, again)) == [("points!C5", "row-twice")]

    def head(title: str | None) -> bytes:
        return changed(whole, lambda sheet: (sheet.cell(1, 60, title), sheet.cell(2, 60, "x")))

    assert [rule for _, rule in told(compared(place, head("lable_en")))] == ["column-unknown"]
    assert [rule for _, rule in told(compared(place, head(None)))] in (["column-unknown"], [])
    assert [rule for _, rule in told(compared(place, head("label_en")))] == ["column-twice"]
    assert [rule for _, rule in told(compared(place, changed(whole, lambda sheet: sheet.delete_cols(3))))] == [
        "column-missing"
    ]


def test_merged_cells_are_told_with_their_range(place: Place) -> None:
    """A merged cell hides what stood below it."""
    with pytest.raises(BriefError, match="merged cells") as caught:
        compared(place, changed(book(place), lambda sheet: sheet.merge_cells("A2:B3")))
    assert [problem.file[-9:] for problem in caught.value.problems] == ["points!A2"]


def test_a_row_that_is_gone_stays_in_the_brief(place: Place) -> None:
    """It is named; the others, in whatever order, are the same."""
    found = compared(place, changed(book(place), lambda sheet: sheet.delete_rows(3)))
    assert (found.edits, found.problems) == ((), ())
    assert [row for _, row in found.missing_rows] == ["b"]


def test_a_new_point_comes_with_its_ratings(place: Place) -> None:
    """It stands behind the others, as `kbrief add` writes it; without an id it gets one of its name."""
    whole = changed(book(place), lambda sheet: sheet.append(["New: one", "새것"]))
    titles = [cell.value for cell in load_workbook(io.BytesIO(whole))["ratings"][1]]
    row = {"point": "new-one", "criterion": "source", "n": 1, "basis": "stated", "cites": "board#P2", "value": 2}
    data = changed(whole, lambda sheet: sheet.append([row.get(str(title)) for title in titles]), "ratings")
    before = place.path.read_text(encoding="utf-8")
    assert taken(place, data).refused == ()
    added = place.path.read_text(encoding="utf-8").removeprefix(before.rstrip("\n"))
    assert added.split("\n") == [
        "", "  - id: new-one", '    label: {en: "New: one", ko: "새것"}', "    ratings:",
        "      source: {value: 2, basis: stated, cites: [board#P2]}",
        f"    # still to write: {', '.join(SPOKEN)} (each with text, basis, and cites or why)", "",
    ]  # fmt: skip


def test_a_rating_comes_to_be_known_and_unknown(place: Place) -> None:
    """An unknown rating has no value, whatever its row shows."""
    edits: Edits = {
        ("ratings", "a-1.view.council", "basis"): "inferred", ("ratings", "a-1.view.council", "why_en"): "We heard so.",
        ("ratings", "a-1.view.council", "why_ko"): "그렇게 들었음", ("ratings", "b.source", "basis"): "unknown",
    }  # fmt: skip
    assert taken(place, edit_workbook(book(place), edits)).refused == ()
    brief = load(place).brief
    assert brief.points[0].readings("view", "council")[0].value == 0
    assert "value" not in brief.points[1].readings("source", None)[0].model_fields_set
    empty = edit_workbook(book(place), {("ratings", "b.source", "value"): None})
    assert compared(place, empty).edits == ()


def test_csv_comes_back_too(place: Place) -> None:
    """Whatever the separator, and with the mark before what a spreadsheet would compute."""
    folder = place.path.parent / "tables"
    folder.mkdir()
    for name, data in table_files(load(place).brief, "csv", DAY).items():
        (folder / name).write_bytes(data)
    assert compare(load(place).brief, read_tables([folder])) == Comparison((), (), (), ())
    edit_csv(folder / "points.csv", "b", "label_en", "'=1+1")
    found = compare(load(place).brief, read_tables([folder]))
    assert [(edit.item, edit.field, edit.after) for edit in found.edits] == [("b", "label_en", "=1+1")]
    other = folder / "points.csv"
    other.write_text("id;label_en\nb;Other\n", encoding="utf-8")
    assert [edit.after for edit in compare(load(place).brief, read_tables([other])).edits] == ["Other"]


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0 locked", b"<html></html>"],
    ids=["empty", "broken", "locked", "page"],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    """By whatever name it comes."""
    path = tmp_path / "points.xlsx"
    path.write_bytes(data)
    with pytest.raises(BriefError) as caught:
        read_tables([path])
    assert caught.value.problems[0].rule in {"table-unreadable", "table-locked"}


def test_hostile_workbooks_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that unpacks to too much, that declares entities, or that has more rows or columns than anyone writes."""
    path = tmp_path / "points.xlsx"
    book = Workbook()
    book["Sheet"]["A1"] = "id"
    book["Sheet"].cell(1, 600, "far")
    book.save(path)
    with pytest.raises(BriefError, match="rows or 500 columns"):
        read_tables([path])
    monkeypatch.setattr(read, "MAX_XML_BYTES", 1_000)
    with pytest.raises(BriefError, match="unpacks to"):
        read_tables([path])
    monkeypatch.undo()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x/>')
    with pytest.raises(BriefError, match="declares entities"):
        read_tables([path])


def test_a_folder_without_tables_and_a_file_that_is_none_are_told(tmp_path: Path) -> None:
    """With what to name instead."""
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(BriefError, match="has no table"):
        read_tables([tmp_path])
    with pytest.raises(BriefError, match="is not a table"):
        read_tables([tmp_path / "notes.txt"])
    (tmp_path / "points.csv").write_text("\n")
    with pytest.raises(BriefError, match="has no table"):
        read_tables([tmp_path / "points.csv"])
    (tmp_path / "points.csv").write_bytes(b'id,label_en\n"b,x\n')
    with pytest.raises(BriefError, match="is not valid CSV"):
        read_tables([tmp_path / "points.csv"])
