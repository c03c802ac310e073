"""`export` and `chart`: files for other tools, pictures, and what happens where they cannot be written."""

import json
import sys
from pathlib import Path

import pytest
from cli_runs import elsewhere, office, point, run, small, write_brief

from kbrief.cli.output import write_folder
from kbrief.errors import OutputError

#: The program in a process that may write no file of more than 20,000 bytes.
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
sys.argv = ["kbrief", *sys.argv[1:]]
from kbrief.__main__ import main
main()
"""


@pytest.mark.parametrize(("form", "count"), [("csv", 28), ("json", 28), ("jsonl", 28), ("xlsx", 1)])
def test_export_writes_a_file_a_table(tmp_path: Path, form: str, count: int) -> None:
    """The folder is made, each file is named on stderr, and nothing else is left in it."""
    told = run("export", str(tmp_path / "out"), "--as", form)
    made = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert (told.code, told.out) == (0, "")
    assert len(made) == len(told.err.splitlines()) >= count
    assert all(name.endswith(f".{form}") for name in made)


def test_export_replaces_its_files_and_leaves_others_alone(tmp_path: Path) -> None:
    """A second export gives the same bytes over the first; a file that is not the export's stays."""
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "gaps.json").write_text("old")
    run("export", str(tmp_path), "--as", "json")
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    run("export", str(tmp_path), "--as", "json", "--lang", "ko")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first
    assert first["mine.txt"] == b"mine"
    assert len(json.loads(first["gaps.json"])) == 23


def test_export_that_cannot_write_one_file_writes_none(tmp_path: Path) -> None:
    """Where one target cannot be replaced, no other is: the old files are intact, and no temporary file is left."""
    (tmp_path / "brief.csv").write_text("old")
    (tmp_path / "tensions.csv").mkdir()
    told = run("export", str(tmp_path))
    assert told.code == 4
    assert "tensions.csv cannot be written: Is a directory" in told.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.csv", "tensions.csv"]
    assert (tmp_path / "brief.csv").read_text() == "old"


def test_export_into_a_file_or_nowhere_ends_in_4(tmp_path: Path) -> None:
    """A path that is a file, or whose parent is missing, is told; a folder made for nothing is taken away."""
    (tmp_path / "file").write_text("x")
    assert run("export", str(tmp_path / "file")).code == 4
    assert (tmp_path / "file").read_text() == "x"
    assert run("export", str(tmp_path / "no" / "way")).code == 4
    assert not (tmp_path / "no").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no RLIMIT_FSIZE")
def test_export_that_meets_a_file_size_limit_leaves_nothing_behind(tmp_path: Path) -> None:
    """A disk that takes only so much: exit 4, what stood there is intact, nothing half-written."""
    (tmp_path / "brief.json").write_text("old")
    for folder in (tmp_path, tmp_path / "new"):
        told = elsewhere(LIMITED, "export", str(folder), "--as", "json")
        assert told.code == 4
        assert "what was there before is unchanged" in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["brief.json"]
    assert (tmp_path / "brief.json").read_text() == "old"


def test_an_unknown_form_is_told_with_the_known_ones(tmp_path: Path) -> None:
    """Nothing is written for a form that there is not."""
    told = run("export", str(tmp_path / "out"), "--as", "parquet")
    assert (told.code, (tmp_path / "out").exists()) == (2, False)
    assert "csv, json, jsonl, xlsx" in told.err


@pytest.mark.parametrize("ending", [".svg", ".png"])
@pytest.mark.parametrize("kind", [("ranking", "-a", "trump"), ("matrix",), ("matrix", "-a", "harris", "--lang", "ko")])
def test_chart_writes_a_picture(tmp_path: Path, ending: str, kind: tuple[str, ...]) -> None:
    """Each picture goes to the file; the same day gives the same bytes."""
    told = run("chart", *kind, "-o", str(tmp_path / f"a{ending}"))
    run("chart", *kind, "-o", str(tmp_path / f"b{ending}"))
    wrote = "파일 저장:" if "ko" in kind else "wrote"
    assert (told.code, told.out, told.err) == (0, "", f"{wrote} {tmp_path / f'a{ending}'}\n")
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


def test_chart_of_one_administration_has_one_column_and_a_dash_is_standard_output() -> None:
    """The filter holds for the matrix too; `-o -` gives the SVG."""
    assert "Harris" not in run("chart", "matrix", "-a", "trump", "-o", "-").out
    assert run("chart", "ranking", "-o", "-").out.startswith("<svg")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chart", "matrix", "-o", "x.jpg"), ".jpg is not a supported picture format"),
        (("chart", "pie", "-o", "x.svg"), "unknown picture 'pie'"),
        (("chart", "ranking", "-a", "nixon", "-o", "x.svg"), "unknown administration"),
        (("chart", "ranking"), "missing option"),
    ],
)
def test_chart_with_wrong_usage_writes_nothing(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is told and ends in 2; no file is made."""
    monkeypatch.chdir(tmp_path)
    told = run(*arguments)
    assert told.code == 2
    assert said in told.err
    assert not list(tmp_path.iterdir())


def test_small_briefs_have_tables_and_pictures_too(tmp_path: Path) -> None:
    """A brief without administrations has no matrix and says so; one with next to nothing is exported all the same."""
    bare = write_brief(tmp_path / "bare.yaml", small(points=[point("a")]))
    assert run("chart", "ranking", "-o", "-", brief=bare).code == 0
    told = run("chart", "matrix", "-o", "-", brief=bare)
    assert (told.code, "no administration" in told.err) == (2, True)
    assert run("export", str(tmp_path / "out"), "--as", "xlsx", brief=bare).code == 0
    held = write_brief(tmp_path / "held.yaml", small(administrations=[office("one")]))
    assert run("chart", "matrix", "-o", "-", brief=held).code == 0


def test_a_folder_made_for_nothing_is_taken_away(tmp_path: Path) -> None:
    """Where a file cannot be made, the folder that was made for it goes too."""
    with pytest.raises(OutputError, match="new cannot be written: File name too long"):
        write_folder(tmp_path / "new", {"a.csv": b"", "x" * 300: b""})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("leads", "why"), [("gaps.csv", "Too many levels of symbolic links"), ("brief.csv", "it is the same file as ")]
)
def test_links_that_would_lose_a_table_are_told(tmp_path: Path, leads: str, why: str) -> None:
    """A ring of links, or two tables in one file: exit 4 with the file's name, and nothing is changed or left over."""
    (tmp_path / "brief.csv").write_text("old")
    (tmp_path / "gaps.csv").symlink_to(leads)
    told = run("export", str(tmp_path))
    assert (told.code, told.out) == (4, "")
    assert f"{tmp_path / 'gaps.csv'} cannot be written: {why}" in told.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.csv", "gaps.csv"]
    assert (tmp_path / "brief.csv").read_text() == "old"
