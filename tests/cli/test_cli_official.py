"""`kbrief lint --house korea` on documents of others, and on the memo of this program."""

import json
from pathlib import Path

import pytest
from cli_runs import run

WRONG = "1. 일시: 2026.11.22. 오후 3시 20분\n2. 장소: 서울\n3. 마감: 2026.11.22.  끝."


def test_findings_have_place_rule_and_hint(tmp_path: Path) -> None:
    """The same thing is told once with all its lines; no brief is read."""
    file = tmp_path / "a.txt"
    file.write_text(WRONG, encoding="utf-8")
    ended = run("lint", str(file), "--house", "korea", brief="there-is-none")
    assert ended.code == 1
    assert ended.err.splitlines()[0] == "Form of documents (korea): no (k2-dates 1; k3-hours 1)"
    assert ended.out.splitlines() == [
        (
            f"{file}:1:8: the date “2026.11.22.” is not in the official form; also on lines 3 (k2-dates)"
            " hint: write 2026. 11. 22."
        ),
        f"{file}:1:20: the time “오후 3시 20분” is not in the official form (k3-hours) hint: write 15:20",
    ]
    korean = run("lint", str(file), "--house", "kor", "--lang", "ko")
    assert "날짜 “2026.11.22.”의 표기가 다름(같은 내용: 3행) (k2-dates)" in korean.out


def test_as_data(tmp_path: Path) -> None:
    """JSON with the house, the verdict and all lines; SARIF and GitHub as for drafts."""
    file = tmp_path / "a.txt"
    file.write_text(WRONG, encoding="utf-8")
    told = json.loads(run("lint", str(file), "--house", "korea", "-f", "json").raw)
    assert (told["house"], told["verdict"], told["items"][0]["lines"]) == ("korea", "no", [1, 3])
    sarif = json.loads(run("lint", str(file), "--house", "korea", "-f", "sarif").raw)
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["k2-dates", "k3-hours"]
    assert "::error file=" in run("lint", str(file), "--house", "korea", "-f", "github").raw


def test_errors_only(tmp_path: Path) -> None:
    """Warnings are left out and counted, and do not count for the exit code."""
    file = tmp_path / "a.txt"
    file.write_text("익일 회의  끝.", encoding="utf-8")
    assert run("lint", str(file), "--house", "korea").code == 1
    ended = run("lint", str(file), "--house", "korea", "--errors-only")
    assert (ended.code, ended.out) == (0, "")
    assert "1 warning left out (--errors-only)" in ended.err


def test_what_does_not_go_together(tmp_path: Path) -> None:
    """Another house, options on the message, a document without Korean."""
    file = tmp_path / "a.txt"
    file.write_text("on 2026-11-22", encoding="utf-8")
    assert run("lint", str(file), "--house", "dod").err.splitlines() == [
        "error: unknown house 'dod'",
        "hint: known: korea",
    ]
    assert run("lint", str(file), "--house", "korea", "-a", "trump").code == 2
    assert run("lint", str(file), "--house", "korea", "--no-missed").code == 2
    ended = run("lint", str(file), "--house", "korea")
    assert (ended.code, "There is no Korean text" in ended.err) == (0, True)


def test_each_rule_has_a_manual() -> None:
    assert "2026. 11. 22." in run("check", "--explain", "k2-dates").err + run("check", "--explain", "k2-dates").out


@pytest.mark.parametrize("ending", ["md", "docx", "hwpx"])
def test_our_own_memo_is_clean(ending: str, tmp_path: Path) -> None:
    """In every format, the one-page form too."""
    for n, more in enumerate(((), ("--one-page",))):
        file = tmp_path / f"{n}.{ending}"
        assert run("memo", "-a", "trump", "--lang", "ko", *more, "-o", str(file)).code == 0
        ended = run("lint", str(file), "--house", "korea")
        assert (ended.code, ended.out) == (0, "")
