"""HWPX judged by hwpforge and rhwp, DOCX by LibreOffice, tables by DuckDB."""

import datetime as dt
import json
import re
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from outside_documents import documents, files, in_libreoffice, rhwp, unspaced

from kbrief.load.brief import load_brief
from kbrief.model import Brief, Gap, Text
from kbrief.records.cells import csv_cell
from kbrief.tables import FlatTable, data_dictionary, tables
from kbrief.tables.results import results
from kbrief.tables.write import table_files

NAMES = tuple(documents())
DAY = dt.date(2026, 11, 22)
NASTY = ("=1+1", "+1", "-1", "@x", 'a "b", c\nd; e', " blanks ", "0012", "true", "null", "2024-10-01", "\\N", "한글 美")


@pytest.mark.parametrize("name", NAMES)
def test_hwpforge_reads_each_hwpx(tmp_path: Path, name: str) -> None:
    """A second, independent reader decodes the file without an error or a warning, and finds the text."""
    pytest.importorskip("hwpforge", reason="hwpforge is not installed: pip install hwpforge")
    (made,) = files(tmp_path, ".hwpx", {name: documents()[name]})
    document = import_module("hwpforge").Document.from_bytes(made.read_bytes())
    report = document.validate()
    assert (report["ok"], report["errors"], report["warnings"]) == (True, [], [])


@pytest.mark.parametrize("name", NAMES)
def test_rhwp_reads_each_hwpx_with_the_same_text(tmp_path: Path, name: str) -> None:
    """A third reader, which also lays pages out, finds every text, those in tables too."""
    from export_documents import texts

    document = documents()[name][0]
    (made,) = files(tmp_path, ".hwpx", {name: documents()[name]})
    shown = unspaced("".join(strings(json.loads(rhwp().parse(str(made)).to_ir_json()))))
    assert {text for text in texts(document) if unspaced(text) not in shown} == set()


def strings(value: Any) -> Iterator[str]:
    """Yield every text in plain data, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def test_libreoffice_opens_each_docx_with_the_same_text(tmp_path: Path) -> None:
    """Turned into plain text by LibreOffice, each document says what it said."""
    made = files(tmp_path, ".docx")
    in_libreoffice(tmp_path, made, "txt:Text (encoded):UTF8")
    from export_documents import texts

    for path in made:
        document, about = documents()[path.stem]
        shown = unspaced(path.with_suffix(".txt").read_text(encoding="utf-8-sig"))
        absent = {text for text in texts(document) if unspaced(text) not in shown}
        assert absent <= {about.marking}, path.stem


def nasty() -> Brief:
    """Return the bundled brief with gaps that say what readers of tables misread."""
    gaps = tuple(Gap(id=f"g{n}", text=Text(en=text)) for n, text in enumerate(NASTY))
    return load_brief("rok-us-2024").model_copy(update={"gaps": gaps})


def written(folder: Path, form: str) -> tuple[FlatTable, ...]:
    """Write the tables of the nasty brief in a form, and return them."""
    for name, data in table_files(nasty(), form, DAY).items():
        (folder / name).write_bytes(data)
    found = (*tables(nasty()), results(nasty()))
    return (*found, data_dictionary(found))


def as_text(value: Any) -> str | None:
    """Return a value as CSV has it."""
    found = csv_cell(value)
    return None if found is None else str(found)


def duck(query: str, path: Path) -> list[tuple[Any, ...]]:
    """Return what DuckDB finds in a file."""
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed: pip install duckdb")
    found: list[tuple[Any, ...]] = duckdb.connect().execute(query, [str(path)]).fetchall()
    return found


def test_duckdb_reads_every_csv_as_it_was_written(tmp_path: Path) -> None:
    """All tables, all rows, all texts: opened as text, as the dictionary says."""
    for flat in written(tmp_path, "csv"):
        found = duck("select * from read_csv(?, all_varchar = true, header = true)", tmp_path / f"{flat.name}.csv")
        assert found == [tuple(as_text(value) for value in row) for row in flat.rows], flat.name


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_duckdb_reads_every_json_file_as_it_was_written(tmp_path: Path, form: str) -> None:
    """All tables and rows; texts as they were, in a file of one list or of a line each."""
    for flat in written(tmp_path, form):
        if not flat.rows:
            continue
        names = [column.name for column in flat.columns if column.kind == "text"]
        kind = "array" if form == "json" else "newline_delimited"
        schema = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
        query = f"select * from read_json(?, format = '{kind}', columns = {{{schema}}})"  # noqa: S608 - our own names
        places = [n for n, column in enumerate(flat.columns) if column.kind == "text"]
        found = duck(query, tmp_path / f"{flat.name}.{form}")
        assert found == [tuple(row[n] for n in places) for row in flat.rows], flat.name


def test_a_workbook_reads_back_with_the_same_texts(tmp_path: Path) -> None:
    """Another library finds every text as a text, and no formula."""
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed: pip install openpyxl")
    flats = written(tmp_path, "xlsx")
    book = openpyxl.load_workbook(tmp_path / "rok-us-2024.xlsx")
    for flat in flats:
        heads, *rows = book[flat.name].iter_rows(values_only=True)
        places = [heads.index(column.name) for column in flat.columns]  # in a workbook names come first
        read = [tuple(row[place] for place in places) for row in rows]
        plain = [tuple("; ".join(v) or None if isinstance(v, list) else v for v in row) for row in flat.rows]
        assert read == plain, flat.name
        assert not [cell for row in book[flat.name].iter_rows() for cell in row if cell.data_type == "f"]
    names = zipfile.ZipFile(tmp_path / "rok-us-2024.xlsx").namelist()
    assert not [name for name in names if re.search("vba|external|connection", name)]
