"""`import` and `new --from`: tables that come back, and tables that begin a brief."""

import json
import shutil
from pathlib import Path

import pytest
from cli_runs import run
from openpyxl import load_workbook
from table_edits import by_hand, edit_csv, point

from kbrief.load.check import check

SHEET = """\
Label,Issue,Source list,Line to take,Why,Interest,View (Council),View (Mayor),Owner
Winter runs,Winter service,emphasize,"Keep the islands ""close"": all winter.",The board wants them.,2,1,unknown,Kim
Fares,Winter service,minimize,,,-2,-1,-2,Lee
"007: a ""test"" 😀",,,,,,,,
"""


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """A brief in a folder, written by hand, and its tables beside it."""
    folder = tmp_path / "mine"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "brief.yaml").write_text(by_hand({"b": point(1), "c": point(2)}), encoding="utf-8")
    assert run("export", str(tmp_path / "tables"), brief=str(folder)).code == 0
    return folder


def text(folder: Path) -> str:
    return (folder / "data" / "brief.yaml").read_text(encoding="utf-8")


def test_a_dry_run_tells_and_writes_nothing(brief: Path) -> None:
    """Then the edits are written, and a second time there is nothing to write."""
    tables, before = brief.parent / "tables", text(brief)
    edit_csv(tables / "points.csv", "b", "label_en", "Other: words")
    told = run("import", str(tables), "--dry-run", brief=str(brief))
    assert (told.code, text(brief)) == (0, before)
    assert not (brief / ".kbrief").exists()
    assert "1 edit, not written yet" in told.err
    assert "Other: words" in told.out
    done = json.loads(run("import", str(tables), "--format", "json", brief=str(brief)).out)
    assert (done["items"][0]["id"], done["items"][0]["after"], done["dry_run"]) == ("b", "Other: words", False)
    assert text(brief) == before.replace('"label_en of 1, in words"', '"Other: words"')
    again = run("import", str(tables), "--lang", "ko", brief=str(brief))
    assert (again.code, "변경 없음" in again.err + again.out) == (0, True)


def test_problems_are_told_at_their_cells_and_nothing_is_written(brief: Path) -> None:
    """All of them at once; the exit code is that of a brief that is not valid."""
    tables, before = brief.parent / "tables", text(brief)
    edit_csv(tables / "points.csv", "b", "say_basis", "statd")
    edit_csv(tables / "points.csv", "c", "label_en", "Good")
    told = run("import", str(tables), brief=str(brief))
    assert (told.code, text(brief)) == (3, before)
    assert "points.csv!" in told.err
    assert "did you mean stated?" in told.err
    edit_csv(tables / "points.csv", "b", "say_basis", "stated")
    edit_csv(tables / "points.csv", "b", "say_cites", "")
    told = run("import", str(tables), "--format", "json", brief=str(brief))
    problems = json.loads(told.err)["error"]["problems"]
    assert (told.code, text(brief)) == (3, before)
    assert {"stated-without-citation"} == {problem["rule"] for problem in problems}
    assert all("points.csv!" in problem["file"] and problem["line"] == 2 for problem in problems)


def test_rows_that_are_gone_and_sheets_of_no_table_are_told(brief: Path) -> None:
    """Neither is an edit; where nothing at all is a table of the brief, that is an error."""
    tables = brief.parent / "tables"
    (tables / "points.csv").write_text('id,label_en\nc,"label_en of 2, in words"\n', encoding="utf-8")
    (tables / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    told = run("import", str(tables), brief=str(brief))
    assert told.code == 0
    assert "points.csv: b" in told.out + told.err
    assert "notes.csv" in told.out + told.err
    told = run("import", str(tables / "notes.csv"), brief=str(brief))
    assert (told.code, "none of these is a table of this brief" in told.err) == (3, True)


def test_the_bundled_brief_is_not_written_to(tmp_path: Path) -> None:
    """A dry run of it is taken; an overlay takes ratings, and tells that texts stand below."""
    assert run("export", str(tmp_path / "tables"), "--as", "xlsx").code == 0
    made = tmp_path / "tables" / "rok-us-2024.xlsx"
    assert run("import", str(made), "--dry-run").code == 0
    book = load_workbook(made)
    titles = {cell.value: cell.column for cell in book["ratings"][1]}
    book["ratings"].cell(2, titles["value"]).value = 1
    book.save(made)
    assert run("import", str(made)).code == 2
    over = tmp_path / "over"
    assert run("new", str(over), "--extends", "rok-us-2024").code == 0
    done = run("import", str(made), brief=str(over))
    assert done.code == 0, done.err
    assert "value: 1" in (over / "data" / "ratings.yaml").read_text(encoding="utf-8")
    book["points"].cell(2, 1).value = "Another name"
    book.save(made)
    told = run("import", str(made), brief=str(over))
    assert (told.code, "a brief that this one extends" in told.err) == (3, True)
    shutil.rmtree(over)


def test_a_table_begins_a_brief(tmp_path: Path) -> None:
    """Points, issues, audiences, criteria and ratings; what is not there is still to do, and a column is named."""
    (tmp_path / "plan.csv").write_text(SHEET, encoding="utf-8")
    told = run("new", str(tmp_path / "mine"), "--from", str(tmp_path / "plan.csv"))
    assert told.code == 0, told.err
    assert "Owner" in told.out
    problems = check(tmp_path / "mine")
    assert {problem.level for problem in problems} == {"warning"}
    assert {"to-do", "missing-rating"} == {problem.rule for problem in problems}
    points = (tmp_path / "mine" / "data" / "points.yaml").read_text(encoding="utf-8")
    assert 'label: "007: a \\"test\\" 😀"' in points
    assert "council: {value: 1, basis: inferred" in points
    assert "plan.csv!F3" in points
    ranked = run("emphasize", "-a", "council", brief=str(tmp_path / "mine"))
    assert "Winter runs" in ranked.out


def test_a_korean_table_begins_a_korean_brief(tmp_path: Path) -> None:
    """Its heads are known, and its words are Korean ones."""
    head = "의제,현안,구분,발언 요지,이익,인식(시의회)\n"
    rows = f"{head}겨울 운항,운항,강조,발을 묶지 않겠음,2,1\n요금,운항,신중,,-2,미상\n"
    (tmp_path / "계획.csv").write_text(rows, encoding="utf-8")
    assert run("new", str(tmp_path / "mine"), "--from", str(tmp_path / "계획.csv")).code == 0
    assert {problem.level for problem in check(tmp_path / "mine")} == {"warning"}
    points = (tmp_path / "mine" / "data" / "points.yaml").read_text(encoding="utf-8")
    assert 'label: {ko: "겨울 운항"}' in points
    assert "표에 근거 없음" in points
    assert "languages: [ko]" in (tmp_path / "mine" / "data" / "brief.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Lable,Interest\nA,1\n", "no column with labels"),
        ("Label,Interest\nA,1\n,2\n", "plan.csv!A3: a row without a label"),
        ("Label,Interest\nA,1\nB,2\nC,high\n", "plan.csv!B4: 'high' is not a rating"),
        ("Label,List\nA,front\n", "plan.csv!B2: unknown list 'front'"),
        ("Label," + ",".join(f"c{n}" for n in range(9)) + "\nA" + ",1" * 9 + "\n", "at most 8 criteria"),
    ],
)
def test_a_table_that_is_no_brief_is_told_at_its_cell(tmp_path: Path, rows: str, said: str) -> None:
    """Nothing is written."""
    (tmp_path / "plan.csv").write_text(rows, encoding="utf-8")
    told = run("new", str(tmp_path / "mine"), "--from", str(tmp_path / "plan.csv"))
    assert (told.code, said in told.err) == (3, True), told.err
    assert not (tmp_path / "mine").exists()


def test_from_does_not_go_with_extends(tmp_path: Path) -> None:
    """A brief is laid on another, or begun with a table."""
    (tmp_path / "plan.csv").write_text(SHEET, encoding="utf-8")
    told = run("new", str(tmp_path / "a"), "--from", str(tmp_path / "plan.csv"), "--extends", "rok-us-2024")
    assert (told.code, "--extends" in told.err) == (2, True)
