"""`kbrief lint`: drafts against the lists."""

import json
import sys
from pathlib import Path

import docx
import pytest
from cli_runs import office, point, run, said, small, write_brief

RATED = {"lead": 2, "rest": -2, "wait": 0}


def brief(folder: Path) -> str:
    """Write a brief with a point on each list, under two administrations, and return its path."""
    points = [
        point(name, terms={"en": [name]}, ratings={"source": {"value": value, "basis": "inferred", "why": "so"}})
        for name, value in RATED.items()
    ]
    shift = {"wait": {"view": {"trump": {"by": 2, "basis": "inferred", "why": "so"}}}}
    event = {"id": "test", "name": "Test", "kind": "expected", "what": said(), "shifts": shift}
    sections = small(points=points, administrations=[office("trump")], events=[event])
    return write_brief(folder / "b.yaml", sections)


def draft(folder: Path, text: str, name: str = "draft.md") -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_draft_on_message(tmp_path: Path) -> None:
    """Nothing found: the verdict says yes, and the exit code is 0."""
    ended = run("lint", draft(tmp_path, "We lead."), "-a", "trump", brief=brief(tmp_path))
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.splitlines()[0] == "On message for Trump: yes"


def test_the_verdict_comes_first_and_findings_have_their_places(tmp_path: Path) -> None:
    """In a pipe one line a finding, with place, reason, rule and what to say instead."""
    file = draft(tmp_path, "At last\nwe rest.")
    ended = run("lint", file, "-a", "trump", brief=brief(tmp_path))
    assert ended.code == 1
    assert ended.err.splitlines()[0] == (
        "On message for Trump: no (raises what to keep low: 1; misses what to lead with: 1)"
    )
    assert ended.out.splitlines() == [
        (
            f"{file}:2:4: raises rest with “rest”: MINIMIZE for Trump. reason of rest [inferred] (minimized-raised)"
            f" hint: handling of rest [inferred] If they raise it: if_raised of rest [inferred]"
        ),
        (
            f"{file}:1:1: warning: does not raise lead (label of lead): EMPHASIZE for Trump. reason of lead [inferred]"
            f" (emphasized-missed) hint: Say: say of lead [inferred]"
        ),
    ]
    wide = run("lint", file, "-a", "trump", "--width", "100", brief=brief(tmp_path))
    assert wide.out.startswith("On message for Trump: no")
    assert "kbrief emphasize -a trump" in wide.out


def test_warnings_alone_are_in_part_and_end_in_1(tmp_path: Path) -> None:
    """A point to hold is to be spoken to if asked; without -a nobody is assumed."""
    ended = run("lint", draft(tmp_path, "Lead, and wait."), "-a", "trump", brief=brief(tmp_path))
    assert (ended.code, ended.err.splitlines()[0]) == (1, "On message for Trump: in part (raises what to hold: 1)")
    assert "hint: Answer only if asked: if_raised of wait" in ended.out
    stated = run("lint", draft(tmp_path, "Rest."), "--width", "90", brief=brief(tmp_path))
    assert "On message with no audience assumed" in " ".join(stated.out.split())
    assert "$ kbrief emphasize " in stated.out


def test_events_move_what_a_draft_may_say(tmp_path: Path) -> None:
    """What is to be held may be said once an event is given; events need an administration."""
    file = draft(tmp_path, "Lead, and wait.")
    assert run("lint", file, "-a", "trump", "-g", "test", brief=brief(tmp_path)).code == 0
    assert run("lint", file, "-g", "test", brief=brief(tmp_path)).code == 2
    assert run("lint", file, "-a", "nobody", brief=brief(tmp_path)).code == 2


def test_json_and_github(tmp_path: Path) -> None:
    """Items with file, line, column, rule, level, message and hint; commands that GitHub shows at the line."""
    file = draft(tmp_path, "Lead:\n100 % rest.", "a,b.md")
    ended = run("lint", file, "--format", "json", brief=brief(tmp_path))
    answer = json.loads(ended.out)
    assert (ended.code, answer["command"], answer["administration"], answer["given"]) == (1, "lint", None, [])
    assert answer["verdict"] in {"in part", "no"}
    assert list(answer["items"][0]) == [
        "file", "line", "column", "rule", "level", "message", "hint",
        "points", "lines", "quote", "reason", "administrations",
    ]  # fmt: skip
    lines = run("lint", file, "--format", "github", brief=brief(tmp_path)).out.splitlines()
    assert len(lines) == len(answer["items"])
    assert all(line.startswith(("::error file=", "::warning file=")) for line in lines)
    assert "a%2Cb.md" in lines[0]


def test_a_pipe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`-` is standard input; without one that is told."""
    from typer.testing import CliRunner

    from kbrief.cli.app import app

    ended = CliRunner().invoke(app, ["lint", "-", "--brief", brief(tmp_path)], input="We rest.")
    assert (ended.exit_code, "-:1:4:" in ended.stdout) == (1, True)
    monkeypatch.setattr(sys, "stdin", None)
    assert run("lint", draft(tmp_path, "Lead."), brief=brief(tmp_path)).code in {0, 1}


def test_word(tmp_path: Path) -> None:
    """In a Word document a line is a paragraph."""
    document = docx.Document()
    for text in ("Lead.", "We rest."):
        document.add_paragraph(text)
    document.save(str(tmp_path / "d.docx"))
    ended = run("lint", str(tmp_path / "d.docx"), "-a", "trump", brief=brief(tmp_path))
    assert f"{tmp_path}/d.docx:2:4: raises rest" in ended.out


@pytest.mark.parametrize(("name", "code"), [("none.md", 3), ("", 3), ("bad.docx", 3)])
def test_a_draft_that_cannot_be_read(name: str, code: int, tmp_path: Path) -> None:
    """No file, a folder, a document that is none."""
    (tmp_path / "bad.docx").write_text("none", encoding="utf-8")
    ended = run("lint", str(tmp_path / name), brief=brief(tmp_path))
    assert (ended.code, ended.out) == (code, "")


def test_sarif(tmp_path: Path) -> None:
    """A run of SARIF 2.1.0: rules with their levels, results with all of their places."""
    file = draft(tmp_path, "We rest.\n\nWe lead.\n\nRest again, and wait.", "a b.md")
    ended = run("lint", file, "-a", "trump", "--format", "sarif", brief=brief(tmp_path))
    answer = json.loads(ended.out)
    (made,) = answer["runs"]
    assert (ended.code, answer["version"], made["tool"]["driver"]["name"]) == (1, "2.1.0", "kbrief")
    assert [rule["id"] for rule in made["tool"]["driver"]["rules"]] == ["hold-raised", "minimized-raised"]
    first = made["results"][0]
    assert (first["ruleId"], first["level"]) == ("minimized-raised", "error")
    (place,), (other,) = first["locations"], first["relatedLocations"]
    assert place["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 4}
    assert place["physicalLocation"]["artifactLocation"]["uri"].endswith("a%20b.md")
    assert other["physicalLocation"]["region"] == {"startLine": 5}


def test_findings_can_be_left_out(tmp_path: Path) -> None:
    """Without what is missed, or with errors alone; what is left out does not count for the exit code."""
    one = brief(tmp_path)
    for option, rules in (("--no-missed", ["hold-raised"]), ("--errors-only", [])):
        ended = run("lint", draft(tmp_path, "We wait."), "-a", "trump", option, "-f", "json", brief=one)
        assert [item["rule"] for item in json.loads(ended.out)["items"]] == rules
        assert ended.code == bool(rules)
    left_out = run("lint", draft(tmp_path, "We wait."), "-a", "trump", "--errors-only", brief=one)
    assert "Left out: 2" in left_out.err


def test_one_point_is_told_once_with_all_its_lines(tmp_path: Path) -> None:
    """The first place is the finding's, the further lines follow, the first dozen of them by number."""
    text = "\n\n".join(["We lead."] + ["We wait."] * 20)
    ended = run("lint", draft(tmp_path, text), "-a", "trump", "-f", "json", brief=brief(tmp_path))
    (item,) = json.loads(ended.out)["items"]
    assert (item["line"], item["lines"], item["points"]) == (3, list(range(3, 43, 2)), ["wait"])
    assert "Also on lines 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27 (7 more)." in item["message"]
    short = run("lint", draft(tmp_path, "Lead.\n\nWait.\n\nWait."), "-a", "trump", brief=brief(tmp_path))
    assert "Also on lines 5." in short.out


def test_several_readers(tmp_path: Path) -> None:
    """What holds for all of them is told once, the rest for whom it holds; the verdict is that of the worst."""
    points = [
        point("both", terms={"en": ["both"]}, ratings={"source": {"value": -2, "basis": "inferred", "why": "so"}}),
        point(
            "split",
            terms={"en": ["split"]},
            ratings={
                "view": {
                    "a": {"value": 2, "basis": "inferred", "why": "so"},
                    "b": {"value": -2, "basis": "inferred", "why": "so"},
                }
            },
        ),
    ]
    made = write_brief(tmp_path / "c.yaml", small(points=points, administrations=[office("a"), office("b")]))
    ended = run("lint", draft(tmp_path, "Both, then split."), "-a", "a", "-a", "b", "-f", "json", brief=made)
    answer = json.loads(ended.out)
    assert (answer["administration"], answer["administrations"], answer["verdict"]) == (None, ["a", "b"], "no")
    told = [(item["rule"], item["points"], item["administrations"]) for item in answer["items"]]
    assert told[0] == ("minimized-raised", ["both"], ["a", "b"])
    assert [who for rule, points, who in told if points == ["split"]] == [["b"]]
    page = run("lint", draft(tmp_path, "Both."), "-a", "a", "-a", "b", "-a", "a", brief=made)
    assert page.err.splitlines()[0].count("On message for") == 2
    assert page.out.count("raises both") == 1


def test_a_draft_in_another_language_is_told_once(tmp_path: Path) -> None:
    """Endings of other languages are not known; the head says so, and how any ending is allowed."""
    file = draft(tmp_path, "Wir sprechen nicht von der Sache, die uns alle mit Sorge erfüllt und die wir lead nennen.")
    ended = run("lint", file, "-a", "trump", brief=brief(tmp_path))
    assert "neither English nor Korean" in ended.err
    assert "neither English" not in run("lint", draft(tmp_path, "Lead."), "-a", "trump", brief=brief(tmp_path)).err
