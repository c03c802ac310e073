"""`kbrief check` and its formats."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import office, point, run, small, write_brief

BRIEFS = Path(__file__).parent.parent / "briefs"
BAD = str(BRIEFS / "bad" / "several.yaml")
WARNS = str(BRIEFS / "bad" / "missing-rating.yaml")
GOOD = str(BRIEFS / "good" / "folder")


def test_the_brief_in_use_is_checked() -> None:
    """Without a name the brief in use is looked at; the shipped one is clean, its warnings counted."""
    ended = run("check", "--strict")
    assert (ended.code, ended.out, ended.err) == (0, "", "No problem in 1 brief.\n")


def test_errors_come_first_then_warnings_apart() -> None:
    """In a pipe each problem is a line with its place; the verdict counts errors and warnings apart."""
    ended = run("check", BAD)
    lines = ended.out.splitlines()
    assert ended.code == 1
    assert ended.err == "5 errors and 1 warning in 1 brief\n"
    assert (
        lines[0]
        == f"{BAD}:4:8: as_of: 'today' does not have the right form (wrong-form) hint: a month looks like 2024-10"
    )
    assert lines[-1].startswith(f"{BAD}:25:5: warning: budget.source: no rating (missing-rating)")


@pytest.mark.parametrize(
    ("arguments", "code", "verdict"),
    [
        ((WARNS,), 0, "2 warnings in 1 brief"),
        ((WARNS, "--strict"), 1, "2 warnings in 1 brief"),
        ((GOOD, WARNS), 0, "2 warnings in 2 briefs"),
        ((GOOD, BAD, WARNS), 1, "5 errors and 3 warnings in 3 briefs"),
        ((BAD, "--lang", "ko"), 1, "오류 5건, 주의 1건(자료집 1건)"),
        ((GOOD, "--lang", "ko"), 0, "문제 없음(자료집 1건)"),
        (("no-such-brief",), 1, "1 error in 1 brief"),
    ],
)
def test_what_a_check_ends_in(arguments: tuple[str, ...], code: int, verdict: str) -> None:
    """Errors make it 1, warnings only with --strict; a brief that is not there is an error like others."""
    ended = run("check", *arguments)
    assert (ended.code, ended.err) == (code, f"{verdict}\n")


def test_a_screen_shows_what_a_rule_is_asked_by() -> None:
    """Laid out, the page says what warnings do and how to have a rule explained."""
    ended = run("check", WARNS, "--width", "100")
    assert "Warnings stop nothing; with --strict they count as errors do." in ended.out
    assert "kbrief check --explain missing-rating" in ended.out


def test_a_hundred_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    """Of very many problems the first hundred are shown on a screen; programs get them all."""
    brief = write_brief(tmp_path / "a.yaml", small(points=[point(f"p{n}", qualifier="lost") for n in range(150)]))
    lines = run("check", brief).out.splitlines()
    assert (len(lines), lines[-1]) == (101, "… and 201 more")
    assert len(json.loads(run("check", brief, "--format", "json").out)["items"]) == 301


def test_programs_get_each_problem_with_its_place() -> None:
    """JSON has one item a problem, GitHub's form one line a problem at its place."""
    envelope = json.loads(run("check", WARNS, "-f", "json").out)
    assert envelope["items"][0] == {
        "file": WARNS, "line": 20, "column": 5, "rule": "missing-rating", "level": "warning",
        "message": "budget.source: no rating", "hint": "write {basis: unknown} if there is no view",
    }  # fmt: skip
    lines = run("check", WARNS, "-f", "github").out.splitlines()
    assert lines[0].startswith(f"::warning file={WARNS},line=20,col=5::budget.source: no rating (missing-rating) - ")


def test_sources_are_too_old_only_if_asked_for() -> None:
    """--stale warns of sources older than so many days before today."""
    old = str(BRIEFS / "good" / "stale-source.yaml")
    assert run("check", old, "--stale", "1000").err == "No problem in 1 brief.\n"
    assert run("check", old, "--stale", "700", "--strict").code == 1
    assert run("check", old, "--stale", "-1").code == 2


@pytest.mark.parametrize("name", ["unknown-reference", "UNKNOWN-REF", "yaml-bomb", ""])
def test_a_rule_is_explained_by_any_of_its_names(name: str) -> None:
    """--explain prints a rule's manual; a name that there is not is an error with the near ones."""
    ended = run("check", "--explain", name)
    if name in {"yaml-bomb", ""}:
        assert ended.code == 2
        assert ("hint: did you mean" if name else "hint: known: ") in ended.err
    else:
        assert (ended.code, ended.err) == (0, "unknown-reference (error)\n")
        assert ended.out.startswith("An issue, event, point, criterion")
    assert json.loads(run("check", "--explain", "event", "-f", "json").out)["items"][0]["level"] == "warning"


def test_a_new_administration_leaves_a_list_of_what_to_rate(tmp_path: Path) -> None:
    """An overlay with a third administration is usable, and told which ratings it lacks."""
    over = {"extends": "kbrief:rok-us-2024", "administrations": [office("meyer")]}
    brief = write_brief(tmp_path / "over.yaml", over)
    ended = run("check", brief)
    assert ended.code == 0
    assert "ncg.president: no rating for meyer (missing-rating)" in ended.out
    assert run("emphasize", "-a", "meyer", brief=brief).code == 0


def test_progress_is_told_on_a_terminal_alone() -> None:
    """With several briefs a terminal is told how far the run is; a pipe is not. What a name holds steers neither."""
    assert run("check", GOOD, GOOD).err == "No problem in 2 briefs.\n"
    main, side = pty.openpty()
    command = [sys.executable, "-m", "kbrief", "check", GOOD, "\x1b[31m"]
    subprocess.run(command, stderr=side, stdout=subprocess.DEVNULL, check=False)
    os.close(side)
    said = os.read(main, 10_000).decode()
    os.close(main)
    assert f"checking {GOOD} (1 of 2)" in said
    assert "checking \\x1b[31m (2 of 2)" in said


def test_a_file_stands_for_the_brief_that_it_is_part_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File names, as pre-commit hands them over, are checked as the brief that they belong to, once."""
    monkeypatch.chdir(tmp_path)
    write_brief(tmp_path / "mine" / "data" / "brief.yaml", small(points=[point("tea", qualifier="lost")]))
    (tmp_path / "mine" / "data" / "points.yaml").write_text("gaps: []\n")
    whole = run("check", "mine")
    assert whole.code == 1
    assert run("check", "mine/data/points.yaml", "mine/data/brief.yaml") == whole
    monkeypatch.chdir(tmp_path / "mine")
    assert run("check", "data/points.yaml").out.count("qualifier-lost") == whole.out.count("qualifier-lost")
    monkeypatch.chdir(tmp_path / "mine" / "data")
    assert run("check", "points.yaml").out.count("qualifier-lost") == whole.out.count("qualifier-lost")
    assert run("check", "./points.yaml", "../data/points.yaml").err == run("check", "..").err


def test_problems_as_sarif(tmp_path: Path) -> None:
    """Each problem is a result with its rule, level, file and line; exit codes are those of the other forms."""
    brief = write_brief(tmp_path / "a.yaml", small(points=[point("tea", qualifier="lost")]))
    ended = run("check", brief, "--format", "sarif")
    assert ended.code == 1
    (found,) = json.loads(ended.out)["runs"]
    problems = json.loads(run("check", brief, "--format", "json").out)["items"]
    told = [(r["ruleId"], r["locations"][0]["physicalLocation"]["region"]["startLine"]) for r in found["results"]]
    assert told == [(p["rule"], p["line"]) for p in problems]
