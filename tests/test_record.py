"""What the program says in some 90 cases is what tests/record has; `python tools/referee.py core` renews it."""

from pathlib import Path

import pytest
import referee


def test_the_outputs_are_those_recorded(tmp_path: Path) -> None:
    """A change of output is read as a difference of tests/record, and committed with it."""
    referee.record(tmp_path, referee.core_cases())
    lines = list(referee.differences(referee.CORE, tmp_path))
    assert not lines, "\n".join((*lines[:200], "where this is wanted: python tools/referee.py core"))


def test_a_difference_names_the_case_and_the_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two records that differ end in 1, with the command, the line before and the line after."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, line in ((old, "before"), (new, "after")):
        folder.mkdir()
        (folder / "issues.txt").write_text(f"$ kbrief issues\nexit 0\n{line}\n", encoding="utf-8")
        (folder / "same.txt").write_text("$ kbrief same\nexit 0\n", encoding="utf-8")
    assert referee.compare(old, new) == 1
    out = capsys.readouterr().out
    assert "== issues.txt: $ kbrief issues\n" in out
    assert "\n-before\n+after\n" in out
    assert out.endswith("1 cases differ\n")
    assert referee.compare(old, old) == 0


def test_no_two_cases_share_a_file_and_the_core_is_small() -> None:
    """Each case has a name of its own; the core stays small enough to be read as a difference."""
    names = [case.name for case in referee.every_case()]
    assert len(names) == len(set(names)) > 1000
    assert sum(path.stat().st_size for path in referee.CORE.glob("*.txt")) < 300_000
    assert len({case.name for case in referee.core_cases()}) == len(list(referee.CORE.glob("*.txt")))
