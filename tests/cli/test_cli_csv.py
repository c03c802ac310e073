"""CSV for spreadsheets: its head, its byte order mark, its languages."""

import csv
import io
from pathlib import Path

import pytest
from cli_runs import items, point, run, small, write_brief

from kbrief.records.heads import HEADS

ASKED = {"what-if": ("what-if", "posture-review", "-a", "harris"), "trace": ("trace", "P8")}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("command", HEADS)
def test_the_head_of_an_empty_answer_is_that_of_a_full_one(command: str) -> None:
    """A program finds the same columns whether there are rows or not."""
    full = run(*ASKED.get(command, (command,)), "-f", "csv").out
    assert tuple(next(csv.reader(io.StringIO(full)))) == HEADS[command]


@pytest.mark.parametrize("command", sorted(HEADS.keys() - ASKED.keys()))
def test_an_answer_without_rows_has_its_head(command: str, tmp_path: Path) -> None:
    """A brief of which nothing is known still tells the columns."""
    told = run(command, "-f", "csv", brief=write_brief(tmp_path / "a.yaml", small())).out
    assert tuple(next(csv.reader(io.StringIO(told)))) == HEADS[command]


def test_a_byte_order_mark_is_there_where_it_is_asked_for() -> None:
    """With --bom a spreadsheet reads UTF-8; it goes with CSV alone."""
    plain = run("issues", "-f", "csv").out
    assert run("issues", "-f", "csv", "--bom").out == f"\ufeff{plain}"
    assert run("--bom", "-f", "csv", "issues").out == f"\ufeff{plain}"
    for words in (("issues", "--bom"), ("--bom", "issues"), ("--bom", "memo")):
        wrong = run(*words)
        assert wrong.code == 2
        assert "--bom works only with --format csv" in wrong.err


def test_exported_csv_begins_with_one_and_can_do_without(tmp_path: Path) -> None:
    """CSV is for Excel unless --no-bom is typed; JSON never has the mark."""
    for options, begins in (((), True), (("--no-bom",), False), (("--as", "json"), False)):
        assert run("export", str(tmp_path / "x"), *options).code == 0
        made = [path for path in sorted((tmp_path / "x").iterdir()) if path.stem == "points"]
        assert made[0 if "--as" not in options else -1].read_bytes().startswith(b"\xef\xbb\xbf") is begins


def test_a_language_that_a_brief_does_not_have_has_no_columns(tmp_path: Path) -> None:
    """Columns in Korean are there where the brief is in Korean too, or says a text in it all the same."""
    for languages, korean in ((["en"], False), (["en", "ko"], True)):
        titled = small(languages=languages, points=[point("a")])
        if korean:
            titled["title"] = {"en": "Small", "ko": "작음"}
            titled["criteria"] = [{**one, "name": {"en": one["name"], "ko": "가"}} for one in titled["criteria"]]
            titled["points"] = []
        brief = write_brief(tmp_path / "a.yaml", titled)
        assert run("export", str(tmp_path / "x"), "--no-bom", brief=brief).code == 0
        heads = [path.read_text().split("\n")[0] for path in (tmp_path / "x").glob("*.csv")]
        assert any("_ko" in head for head in heads) is korean
        assert any("_en" in head for head in heads)


def test_a_comparison_is_a_row_for_each_point_and_administration() -> None:
    """No cell holds JSON."""
    found, compared = rows(run("compare", "-f", "csv").out), items("compare")
    assert len(found) == sum(len(item["lists"]) for item in compared)
    assert found[0]["list"] == compared[0]["lists"][found[0]["administration"]]
    assert not [cell for row in found for cell in row.values() if "{" in cell]
