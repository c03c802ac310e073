"""Every table of a brief, flat, and as files."""

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

import pytest
from export_documents import xml

from kbrief.errors import MissingExtra, OutputError, require_all_installed, require_installed
from kbrief.load.brief import load_brief
from kbrief.model import Brief, Criterion, Event, Gap, Issue, Point, Rating, Statement, Text
from kbrief.model.claims import all_claims
from kbrief.records.cells import escape_formula
from kbrief.tables import FlatTable, data_dictionary, tables
from kbrief.tables.columns import TableField, columns_of
from kbrief.tables.write import FORMATS, table_files

DAY = dt.date(2026, 11, 22)
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: Texts that a spreadsheet would like to read as something else.
NASTY = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '"quoted", and\nbroken; too',
    " blanks",
    "https://x.y",
    "0012",
    "{=A1}",
    "한글 美",
    "TRUE",
)


@pytest.fixture(scope="module")
def brief() -> Brief:
    """The bundled brief."""
    return load_brief("rok-us-2024")


def nasty() -> Brief:
    """Return a brief whose gaps say what spreadsheets misread."""
    criteria = tuple(Criterion(id=name, name=Text(en=name)) for name in ("one", "two"))
    gaps = tuple(Gap(id=f"g{n}", text=Text(en=text), key=bool(n % 2)) for n, text in enumerate(NASTY))
    return Brief(id="nasty", title=Text(en="=HYPERLINK(1)"), as_of="2024-10", criteria=criteria, gaps=gaps)


def by_name(found: Sequence[FlatTable]) -> dict[str, FlatTable]:
    return {flat.name: flat for flat in found}


def rows_of(flat: FlatTable) -> list[dict[str, Any]]:
    names = [column.name for column in flat.columns]
    return [dict(zip(names, row, strict=True)) for row in flat.rows]


def test_every_item_of_the_brief_is_a_row(brief: Brief) -> None:
    """Sections, ratings, shifts, signs, claims and citations: one row each."""
    found = by_name(tables(brief))
    sections = ("issues", "considerations", "steps", "points", "administrations", "events", "precedents", "context",
                "tensions", "gaps", "sources", "criteria", "tags", "glossary", "head_lines", "groups")  # fmt: skip
    assert {name: len(found[name].rows) for name in sections} == {name: len(getattr(brief, name)) for name in sections}
    claims = list(all_claims(brief))
    assert len(found["claims"].rows) == len(claims)
    assert len(found["citations"].rows) == sum(len(placed.claim.cites) for placed in claims)
    assert len(found["actions"].rows) == sum(len(step.actions) for step in brief.steps)
    assert len(found["signs"].rows) == sum(len(event.signs) for event in brief.events)
    assert len(found["paragraphs"].rows) == sum(len(source.paragraphs) for source in brief.sources)
    assert len(found["figures"].rows) == sum(len(p.figures) for source in brief.sources for p in source.paragraphs)
    assert len(found["ratings"].rows) == sum(
        len(rating) if isinstance(rating, dict) else 1 for point in brief.points for rating in point.ratings.values()
    )
    assert len(found["point_terms"].rows) == sum(len(p.terms.en) + len(p.terms.ko) for p in brief.points)


def test_values_stand_under_their_columns(brief: Brief) -> None:
    """Texts in both languages, claims spread out, ids first, nothing where nothing is said."""
    found = by_name(tables(brief))
    point = next(row for row in rows_of(found["points"]) if row["id"] == "camp-humphreys")
    meant = brief.point_by_id["camp-humphreys"]
    assert point["label_ko"] == meant.label.ko
    assert meant.say is not None
    assert point["say_text_en"] == meant.say.text.en
    assert point["listed_list"] == "emphasize"
    assert point["listed_cites"] == ["pacnet-77#P8"]
    assert point["group"] is None
    unlisted = next(row for row in rows_of(found["points"]) if row["id"] == "ncg")
    assert (unlisted["listed_list"], unlisted["listed_cites"]) == (None, None)
    ratings = [row for row in rows_of(found["ratings"]) if (row["point"], row["criterion"]) == ("ncg", "president")]
    assert {row["administration"]: row["value"] for row in ratings} == {"trump": -1, "harris": 1}
    assert [flat.columns[0].name for flat in (found["actions"], found["tensions"])] == ["step", "id"]


def test_columns_follow_the_models() -> None:
    """A column has the type and the description of its field; lists of models are tables of their own."""
    kinds = {column.name: column.kind for column in columns_of(Issue)}
    assert (kinds["tags"], kinds["name_ko"], kinds["alignment_kind"]) == ("list", "text", "text")
    assert not {"actions", "signs"} & set(kinds)
    assert {c.kind for c in columns_of(Rating) if c.name == "value"} == {"integer"}
    assert {c.kind for c in columns_of(Criterion) if c.name == "perception"} == {"boolean"}
    assert {c.kind for c in columns_of(Brief) if c.name == "threshold"} == {"number"}
    assert not [c for c in columns_of(Event) if c.name.startswith("shifts")]
    about = {column.name: column.description for column in columns_of(Statement)}
    assert about["text_en"] == "What is said, in our own words. In English."
    assert "label_en" in {column.name for column in columns_of(Point)}


def test_dictionary_tells_of_every_column(brief: Brief) -> None:
    """Each column of each table has a line with type and description, and the first says to open CSV as text."""
    found = tables(brief)
    rows = rows_of(data_dictionary(found))
    assert "apostrophe" in rows[0]["description"]
    told = {(row["table"], row["column"]) for row in rows if row["column"]}
    assert told == {(flat.name, column.name) for flat in found for column in flat.columns}
    assert all(row["description"] for row in rows)


def test_csv_keeps_every_text() -> None:
    """Read back, each text is what it was, marked where a spreadsheet would compute it; a byte order mark begins it."""
    made = table_files(nasty(), "csv", DAY)
    read = list(csv.DictReader(io.StringIO(made["gaps.csv"].decode("utf-8-sig"), newline="")))
    assert tuple(row["text_en"] for row in read) == tuple(map(escape_formula, NASTY))
    assert made["gaps.csv"].startswith(b"\xef\xbb\xbf")
    assert table_files(nasty(), "csv", DAY, bom=False)["gaps.csv"] == made["gaps.csv"][3:]
    assert [row["key"] for row in read[:2]] == ["false", "true"]
    assert {"dictionary.csv", "ratings.csv"} <= set(made)
    assert made["events.csv"].count(b"\n") == 1


def test_json_forms_keep_types() -> None:
    """In JSON and JSON Lines lists are lists, numbers numbers, and what is not there is null."""
    whole = json.loads(table_files(nasty(), "json", DAY)["gaps.json"])
    lines = [json.loads(line) for line in table_files(nasty(), "jsonl", DAY)["gaps.jsonl"].decode().splitlines()]
    assert whole == lines
    assert (whole[1]["key"], whole[1]["cites"], whole[1]["short_en"]) == (True, [], None)
    assert table_files(nasty(), "json", DAY)["events.json"] == b"[]\n"
    assert table_files(nasty(), "jsonl", DAY)["events.jsonl"] == b""


def test_workbook_has_no_formula_link_or_number_made_of_a_text() -> None:
    """Every text is a string cell; the same day gives the same bytes."""
    made = table_files(nasty(), "xlsx", DAY)
    assert list(made) == ["nasty.xlsx"]
    assert made == table_files(nasty(), "xlsx", DAY)
    book = zipfile.ZipFile(io.BytesIO(made["nasty.xlsx"]))
    sheets = [xml(book.read(name)) for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(tables(nasty())) + len(["results", "dictionary"])
    assert not {"f", "hyperlink"} & {node.tag.removeprefix(SHEET) for sheet in sheets for node in sheet.iter()}
    strings = ["".join(node.itertext()) for node in xml(book.read("xl/sharedStrings.xml")).iter(f"{SHEET}si")]
    assert set(NASTY) <= set(strings)
    numbers = {
        node.findtext(f"{SHEET}v") for sheet in sheets for node in sheet.iter(f"{SHEET}c") if node.get("t") is None
    }
    assert numbers == {"1", "18.75"}


def test_a_text_longer_than_a_cell_is_an_error_that_names_its_place() -> None:
    """XLSX would cut it silently; the error says where it stands and which forms hold it."""
    long = nasty().model_copy(update={"gaps": (Gap(id="g", text=Text(en="x" * 40_000)),)})
    with pytest.raises(OutputError, match=r"gaps\.text_en, row 1: 40,000 characters") as caught:
        table_files(long, "xlsx", DAY)
    assert "csv" in (caught.value.hint or "")


@pytest.mark.parametrize("form", FORMATS)
def test_a_whole_brief_goes_in_every_form_and_the_same_each_time(brief: Brief, form: str) -> None:
    """The bundled brief is exported; two exports of a day are the same bytes."""
    assert table_files(brief, form, DAY) == table_files(brief, form, DAY)


def test_what_is_needed_is_named() -> None:
    """Only what is missing is named, with the extra that brings it."""
    require_installed("json", "csv", extra="pdf")
    with pytest.raises(MissingExtra, match="not installed: no_such_one") as caught:
        require_installed("json", "no_such_one", extra="xlsx")
    with pytest.raises(MissingExtra, match="not installed: one, two") as several:
        require_all_installed({"pdf": ["two", "json"], "docx": ["one", "two"], "xlsx": ["json"]}, {"json": "here"}.get)
    assert several.value.hint == "pip install 'kbrief[docx,pdf]'"
    assert caught.value.hint == "pip install 'kbrief[xlsx]'"


def test_a_column_without_a_path_is_a_key() -> None:
    """Keys come with the row; fields are looked up, None where a part of the way is missing."""
    gap = Gap(id="g", text=Text(en="x"))
    assert TableField("short_en", "text", "", ("short", "en")).value_of(gap) is None
    assert TableField("cites", "list", "", ("cites",)).value_of(gap) == []
