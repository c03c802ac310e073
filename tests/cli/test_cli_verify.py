"""`kbrief sources --verify`: a copy of a source's text against its record."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from cli_runs import run, small, write_brief

TEXT = ("Alder Bay silted up.", "Why", "Nobody dredged the channel for eleven years.", "The end of it")
CITED = (1, 3, 3)


def record(name: str, text: Sequence[str]) -> dict[str, Any]:
    paragraphs = []
    for n, line in enumerate(text, 1):
        words = re.findall(r"\w+", line.casefold())
        print_ = hashlib.sha256(" ".join(words).encode()).hexdigest()
        paragraphs.append({"n": n, "kind": "body", "digest": f"gist {n}", "words": len(words), "sha256": print_})
    about = dict.fromkeys(("id", "name", "title", "author", "publisher", "kind"), name)
    return {**about, "published": "2024-10", "grade": {"reliability": "F", "credibility": 6}, "paragraphs": paragraphs}


def brief(folder: Path, *more: dict[str, Any]) -> str:
    """Write a brief that cites paragraphs 1 and 3 of its source, and return its path."""
    context = [
        {"id": f"c{k}", "basis": "stated", "cites": [f"log#P{n}"], "text": "said"} for k, n in enumerate(CITED, 1)
    ]
    return write_brief(folder / "b.yaml", small(sources=[record("log", TEXT), *more], context=context))


def copy(folder: Path, *lines: str, name: str = "copy.txt") -> str:
    file = folder / name
    file.write_text("\n".join(lines), encoding="utf-8")
    return str(file)


def test_a_true_copy_holds(tmp_path: Path) -> None:
    """Every paragraph found: exit 0, in text and as HTML; what to type next is the record."""
    page = copy(tmp_path, *(f"<p>{line.replace('Alder', '<b>Al</b>der')}</p>" for line in TEXT), name="p.html")
    for file in (copy(tmp_path, *TEXT), page):
        ended = run("sources", "--verify", file, "--width", "100", brief=brief(tmp_path))
        assert ended.code == 0
        assert f"4 of 4 paragraphs found in {file}; 3 of 3 citations hold" in " ".join(ended.out.split())
        assert "kbrief sources" in ended.out
        assert "changed:" not in ended.out


def test_a_cited_paragraph_that_is_gone_ends_in_1(tmp_path: Path) -> None:
    """Changed and missing paragraphs are told with what stands there, where they belong, and what cites them."""
    file = copy(tmp_path, TEXT[0], TEXT[1], "Nobody cared.", TEXT[3])
    ended = run("sources", "--verify", file, brief=brief(tmp_path))
    rows = [re.split(r"\s{2,}", line) for line in ended.out.splitlines()]
    assert ended.code == 1
    assert "3 of 4 paragraphs" in ended.err
    assert rows[3][:5] == ["P3", "changed", "2", "3", "between P2 and P4"]
    assert rows[3][5] == "gist 3 Not confirmed by this copy: c2, c3."
    wide = run("sources", "--verify", file, "--width", "100", brief=brief(tmp_path))
    assert "kbrief trace P3" in wide.out


def test_an_uncited_one_that_is_gone_is_no_failure(tmp_path: Path) -> None:
    """What nobody cites may be gone; at the ends of the text there is a neighbor on one side alone."""
    ended = run("sources", "--verify", copy(tmp_path, *TEXT[:3]), brief=brief(tmp_path))
    assert ended.code == 0
    assert re.search(r"P4 +missing +0 +after P3 +gist 4\n", ended.out)
    first = run("sources", "--verify", copy(tmp_path, *TEXT[1:]), brief=brief(tmp_path))
    assert re.search(r"P1 +missing +1 +before P2", first.out)
    nothing = run("sources", "--verify", copy(tmp_path, ""), brief=brief(tmp_path))
    assert nothing.out.count("not in this file") == 4


def test_a_copy_of_another_text_is_told_as_such(tmp_path: Path) -> None:
    """Where no paragraph is found, the screen says that the file is no copy; else it says what is what."""
    foreign, part = (
        run("sources", "--verify", copy(tmp_path, *lines), "--width", "100", brief=brief(tmp_path)).out
        for lines in (["Something else."], TEXT[:3])
    )
    denies, legend = "it is no copy of any source", "changed: other words"
    assert (denies in foreign, legend in foreign, denies in part, legend in part) == (True, False, False, True)


def test_items(tmp_path: Path) -> None:
    """JSON and CSV have a stable item for each paragraph."""
    file = copy(tmp_path, TEXT[0], TEXT[3])
    ended = run("sources", "--verify", file, "--format", "json", brief=brief(tmp_path))
    answer = json.loads(ended.out)
    assert (ended.code, answer["command"], answer["brief"]["id"]) == (1, "sources", "small")
    assert answer["items"][0] == {
        "id": "log#P1", "source": "log", "n": 1, "status": "found", "cited": 1, "line": 1, "between": None,
    }  # fmt: skip
    assert [(item["id"], item["status"], item["cited"], item["between"]) for item in answer["items"][1:3]] == [
        ("log#P2", "missing", 0, ["log#P1", "log#P4"]), ("log#P3", "missing", 2, ["log#P1", "log#P4"]),
    ]  # fmt: skip
    table = run("sources", "--verify", file, "--format", "csv", brief=brief(tmp_path))
    assert [row["id"] for row in csv.DictReader(io.StringIO(table.out))] == [f"log#P{n}" for n in range(1, 5)]


def test_of_several_sources_the_one_meant(tmp_path: Path) -> None:
    """With two sources a citation names its source, and a copy of one is checked against that one."""
    ended = run(
        "sources", "--verify", copy(tmp_path, *TEXT), brief=brief(tmp_path, record("diary", ["Dear diary"]))
    )  # fmt: skip
    assert ended.code == 0
    assert [line.split()[:2] for line in ended.out.splitlines()[1:]] == [["log", f"P{n}"] for n in range(1, 5)]


def test_a_brief_without_sources(tmp_path: Path) -> None:
    """There is nothing to seek, and the screen says so."""
    ended = run("sources", "--verify", copy(tmp_path, "x"), "--width", "80", brief=write_brief(tmp_path / "b", small()))
    assert ended.code == 0
    assert "no source record" in ended.out


def test_korean(tmp_path: Path) -> None:
    """The screen is in Korean where that is asked for."""
    ended = run("sources", "--verify", copy(tmp_path, *TEXT[:2]), "--lang", "ko", brief=brief(tmp_path))
    assert "없음" in ended.out
    assert "유효" in ended.err


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"\xff\xfe\x00", None])
def test_a_copy_that_cannot_be_read_ends_in_3(data: bytes | None, tmp_path: Path) -> None:
    """A PDF, bytes that are no text, and no file at all."""
    file = tmp_path / "copy"
    if data:
        file.write_bytes(data)
    ended = run("sources", "--verify", str(file), brief=brief(tmp_path))
    assert (ended.code, ended.out) == (3, "")
    assert str(file) in ended.err


def test_without_the_option_nothing_changes(tmp_path: Path) -> None:
    """The record is shown as ever."""
    ended = run("sources", brief=brief(tmp_path))
    assert ended.code == 0
    assert "gist 3" in ended.out
    assert "status" not in ended.out
