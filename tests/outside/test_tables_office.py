"""Workbooks judged by LibreOffice and openpyxl: what a colleague sees, and what comes back of it."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import settings
from openpyxl import load_workbook
from outside_documents import in_libreoffice
from table_edits import edit_workbook
from test_round_trip import test_edits_give_the_bytes_that_a_hand_would_have_written as round_trip

from kbrief.load.brief import load, load_brief
from kbrief.load.find import bundled
from kbrief.store.changes import write_changes
from kbrief.tables.compare import compare
from kbrief.tables.read import read_tables
from kbrief.tables.write import table_files

DAY = dt.date(2026, 1, 2)


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return table_files(load_brief(), "xlsx", DAY)["rok-us-2024.xlsx"]


def test_an_office_that_saves_a_workbook_changes_nothing(tmp_path: Path, workbook: bytes) -> None:
    """Opened and saved by LibreOffice, as a workbook or through its own format, it has no edit."""
    first = tmp_path / "rok-us-2024.xlsx"
    first.write_bytes(workbook)
    for form in ("ods", "xlsx"):
        (tmp_path / form).mkdir()
    in_libreoffice(tmp_path, [first], "ods")
    saved = tmp_path / "rok-us-2024.ods"
    if not saved.exists():
        pytest.skip("LibreOffice Calc (libreoffice-calc-nogui) is not installed")
    first.unlink()
    in_libreoffice(tmp_path, [saved], "xlsx")
    found = compare(load_brief(), read_tables([first]))
    assert (found.edits, found.missing_rows, found.ignored_sheets, found.problems) == ((), (), (), ())


def test_an_edit_comes_back_through_an_office(tmp_path: Path, workbook: bytes) -> None:
    """A text with a line end, an emoji and leading zeros, and a rating."""
    words = "007: a \"test\" 😀\n= 1 + 1, '그대로'"
    edits = {("points", "ncg", "say_text_en"): words, ("ratings", "ncg.source", "value"): 2}
    (tmp_path / "a.xlsx").write_bytes(edit_workbook(workbook, edits))
    in_libreoffice(tmp_path, [tmp_path / "a.xlsx"], "ods")
    if not (tmp_path / "a.ods").exists():
        pytest.skip("LibreOffice Calc (libreoffice-calc-nogui) is not installed")
    in_libreoffice(tmp_path, [tmp_path / "a.ods"], "xlsx")
    found = compare(load_brief(), read_tables([tmp_path / "a.xlsx"]))
    assert {(edit.item, edit.field, edit.after) for edit in found.edits} == {
        ("ncg", "say_text_en", words), ("ncg.source", "value", 2),
    }  # fmt: skip
    prepared = write_changes(bundled(), [one for edit in found.edits for one in edit.changes], is_trial=True)
    assert prepared.refused == ()
    old, (new,) = (load(bundled()).place.path / "data" / "points.yaml").read_text("utf-8"), prepared.files.values()
    assert len(set(new.decode().splitlines()) - set(old.splitlines())) == 2


def test_a_colleague_finds_the_way_in_a_workbook(tmp_path: Path, workbook: bytes) -> None:
    """Names first, heads frozen, filters, ids locked and all else open, words to choose from, long texts wrapped."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook)
    book = load_workbook(path)
    points, ratings = book["points"], book["ratings"]
    titles = {cell.value: cell.column_letter for cell in points[1]}
    assert [cell.value for cell in points[1]][:3] == ["label_en", "label_ko", "id"]
    assert ratings["A1"].value == "name of point"
    assert ratings["A2"].value == points["A2"].value
    assert points.freeze_panes == "D2"
    assert points.auto_filter.ref.startswith("A1:")
    assert points.protection.sheet
    assert points["C2"].protection.locked
    assert not points["A2"].protection.locked
    assert points[f"{titles['say_text_en']}2"].alignment.wrap_text
    rules = {str(rule.sqref).split(":")[0]: rule for rule in ratings.data_validations.dataValidation}
    heads = {cell.value: cell.column_letter for cell in ratings[1]}
    assert rules[f"{heads['basis']}2"].formula1 == '"stated,inferred,unknown"'
    assert rules[f"{heads['value']}2"].formula1 == '"-2,-1,0,1,2"'
    assert "issues!" in next(
        rule.formula1 for rule in points.data_validations.dataValidation
        if str(rule.sqref).startswith(f"{titles['issue']}2:")
    )  # fmt: skip


#: A thousand sets of edits where more is asked for, as 50 seconds are much for each run.
EDITS = 1_000 if settings().max_examples > 100 else 60
test_many_edits_give_the_bytes_of_a_hand = settings(max_examples=EDITS)(round_trip)
