"""Bibliographies in the hands of other programs: they read what we write, and we read what they write."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from kbrief.text.bibliography import read_bibliography, write_bibliography

TITLE = 'A {brief} & its 50 % of "naïve" ~ cost_s #1 \\ done'
RECORD: dict[str, Any] = {
    "id": "north-text", "name": "North", "title": TITLE, "author": "The Harbor Board", "publisher": "Board & Sons",
    "published": "2024-10-24", "kind": "report", "url": "https://a.example/b_c?d=%20e&f#g",
    "grade": {"reliability": "B", "credibility": 2}, "views": "Its {own",
    "paragraphs": [{"n": 1, "kind": "body", "digest": "Says \\ it.", "words": 3, "sha256": "ab" * 32}],
}  # fmt: skip


def test_pybtex_reads_our_bibtex() -> None:
    """The fields of an entry are those of the record, and a body is one author."""
    pybtex = pytest.importorskip("pybtex.database")
    (entry,) = pybtex.parse_string(write_bibliography([RECORD], "bibtex"), "bibtex").entries.values()
    assert (entry.type, entry.key) == ("techreport", "north-text")
    assert (entry.fields["institution"], entry.fields["year"]) == (r"Board \& Sons", "2024")
    assert [str(person) for person in entry.persons["author"]] == ["{The Harbor Board}"]
    assert entry.fields["url"] == RECORD["url"]


def test_we_read_what_pybtex_writes(tmp_path: Path) -> None:
    """Names in its order, strings in quotes, and our own entry through its hands without loss."""
    pybtex = pytest.importorskip("pybtex.database")
    entry = pybtex.Entry(
        "article", fields={"title": "Winter {ROK} runs", "journal": "News", "year": "2024", "month": "5"}
    )
    entry.persons["author"] = [pybtex.Person("Ida van Holm"), pybtex.Person("{The Board}")]
    path = tmp_path / "refs.bib"
    path.write_text(pybtex.BibliographyData(entries={"holm": entry}).to_string("bibtex"))
    (read,) = read_bibliography(path)
    assert (read.key, read.record["title"], read.record["published"]) == ("holm", "Winter ROK runs", "2024-05")
    assert read.record["author"] == "Ida van Holm, The Board"
    # It escapes anew what is escaped already, so that signs of LaTeX would not come through its hands.
    plain = RECORD | {"title": "Winter (runs)", "publisher": "Board", "views": "Its own"}
    ours = pybtex.parse_string(write_bibliography([plain], "bibtex"), "bibtex")
    path.write_text(ours.to_string("bibtex"))
    assert [one.record for one in read_bibliography(path)] == [plain]


def test_rispy_reads_our_ris_and_we_read_its(tmp_path: Path) -> None:
    """Each field under its tag, both ways, without loss."""
    rispy = pytest.importorskip("rispy")
    (entry,) = rispy.loads(write_bibliography([RECORD], "ris").replace("\r\n", "\n"))
    assert (entry["type_of_reference"], entry["title"], entry["authors"]) == ("RPRT", TITLE, ["The Harbor Board"])
    assert (entry["date"], entry["year"], entry["urls"]) == ("2024/10/24/", "2024", [RECORD["url"]])
    path = tmp_path / "refs.ris"
    path.write_text(rispy.dumps([entry]))
    assert [one.record for one in read_bibliography(path)] == [RECORD]


@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported. custom")
def test_a_citation_processor_reads_our_csl_json() -> None:
    """Title, author and day are what it would print; it knows every field but the one for what CSL has none for."""
    source = pytest.importorskip("citeproc.source.json")
    items = json.load(io.StringIO(write_bibliography([RECORD], "csl")))
    (entry,) = source.CiteProcJSON(items).values()
    assert (entry.type, str(entry.title), entry.issued.year, entry.issued.day) == ("report", TITLE, 2024, 24)
    assert [name["literal"] for name in entry.author] == ["The Harbor Board"]
