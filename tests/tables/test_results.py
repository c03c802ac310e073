"""What follows from a brief as a table, and the description of all tables."""

import csv
import datetime as dt
import hashlib
import io
import json
from typing import Any

import pytest

from kbrief.decide.rank import rank
from kbrief.decide.scenario import Scenario
from kbrief.load.brief import load_brief
from kbrief.model import Brief
from kbrief.tables.results import results
from kbrief.tables.write import table_files

DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def brief() -> Brief:
    """The bundled brief."""
    return load_brief("rok-us-2024")


@pytest.fixture(scope="module")
def package(brief: Brief) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The description of a data package, and its files."""
    made = table_files(brief, "datapackage", DAY)
    return json.loads(made.pop("datapackage.json")), made


def test_each_point_stands_for_each_audience_where_its_ranking_puts_it(brief: Brief) -> None:
    """Without any audience first, then one after the other, in the order of the file."""
    names = [column.name for column in results(brief).columns]
    rows: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in results(brief).rows]
    for whom in (None, "trump", "harris"):
        placed = rank(brief, Scenario(whom)).placements
        found = [
            (row["point"], row["list"], row["rank"], row["tally"]) for row in rows if row["administration"] == whom
        ]
        assert found == [(p.point.id, p.list, p.rank, p.tally) for p in placed]
    assert all(abs(row["stated"] + row["inferred"] - row["score"]) < 1e-5 for row in rows)


def test_every_file_is_described_as_it_is(package: tuple[dict[str, Any], dict[str, bytes]]) -> None:
    """Size, hash and columns of each file; no file without a description, none with a byte order mark."""
    described, written = package
    assert {resource["path"] for resource in described["resources"]} == set(written)
    for resource in described["resources"]:
        data = written[resource["path"]]
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        head = next(csv.reader(io.StringIO(data.decode("utf-8"))))
        assert head == [field["name"] for field in resource["schema"]["fields"]]
    assert (described["name"], described["created"]) == ("rok-us-2024", "2026-11-22T00:00:00Z")


def test_keys_and_references_are_named(package: tuple[dict[str, Any], dict[str, bytes]]) -> None:
    """What names an item of another table by its id refers to it."""
    schemas = {resource["name"]: resource["schema"] for resource in package[0]["resources"]}
    assert schemas["points"]["primaryKey"] == ["id"]
    found = {key["fields"][0]: key["reference"] for key in schemas["ratings"]["foreignKeys"]}
    assert found["point"] == {"resource": "points", "fields": ["id"]}
    assert set(found) == {"point", "criterion", "administration"}


def test_the_same_day_gives_the_same_package(brief: Brief) -> None:
    """Nothing but the brief and the day is in it."""
    assert table_files(brief, "datapackage", DAY) == table_files(brief, "datapackage", DAY)
