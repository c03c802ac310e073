"""A data package in the hands of Frictionless, where that is installed."""

import warnings
from pathlib import Path
from typing import Any

import pytest
from cli_runs import point, run, said, small, write_brief

pytestmark = pytest.mark.filterwarnings("ignore")

NASTY = [
    "=1+1",
    '"quoted", and\nbroken; too',
    " blanks ",
    "한글 美 😀",
    "-1",
    "'",
    "1e5",
    "true",
    "NaN",
    "|x|\ty",
]


def validate(folder: Path) -> Any:
    """Return what Frictionless says of the package in a folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries that it loads
        frictionless = pytest.importorskip("frictionless")
        return frictionless.Package(str(folder / "datapackage.json")).validate()


def exported(folder: Path, brief: str) -> Path:
    """Export a brief as a data package."""
    ended = run("export", str(folder), "--as", "datapackage", brief=brief)
    assert ended.code == 0, ended.err
    return folder


def test_the_shipped_brief_is_a_valid_package_until_a_byte_changes(tmp_path: Path) -> None:
    """Types, keys, references, sizes and hashes hold, and are looked at."""
    folder = exported(tmp_path / "p", "rok-us-2024")
    assert validate(folder).valid
    ratings = folder / "ratings.csv"
    ratings.write_text(ratings.read_text().replace("defense-budget,", "defense-bludget,", 1))
    report = validate(folder)
    assert not report.valid
    assert {error[0] for error in report.flatten(["type"])} >= {"hash-count", "foreign-key"}


def test_texts_that_could_break_a_table_are_valid(tmp_path: Path) -> None:
    """Signs of CSV and of numbers, other letters and blanks in labels and texts; a brief without anything too."""
    points = [point(f"p{n}", label=text, say=said(text)) for n, text in enumerate(NASTY)]
    nasty = write_brief(tmp_path / "a" / "nasty.yaml", small(points=points))
    assert validate(exported(tmp_path / "p", nasty)).valid
    assert validate(exported(tmp_path / "q", write_brief(tmp_path / "b" / "small.yaml", small()))).valid
