"""The example briefs: each good one holds, each bad one gives what its first line says, and every rule has both."""

import datetime as dt
from pathlib import Path

import pytest

from kbrief.load.check import check
from kbrief.load.find import Place
from kbrief.load.rules import MANUALS, RULES
from kbrief.load.rules.context import Rule

BRIEFS = Path(__file__).parent.parent / "briefs"
GOOD = sorted((BRIEFS / "good").iterdir())
BAD = sorted((BRIEFS / "bad").iterdir())
#: From which day on sources are young enough, in all examples.
OLDEST = dt.date(2020, 1, 1)

#: What no small file can show; their tests stand elsewhere.
NEVER_IN_A_FILE = {
    "brief-not-found",
    "file-kind",
    "file-link",
    "file-size",
    "file-unreadable",
    "too-large",
    "yaml-size",
    "yaml-nodes",
}


def expected(example: Path) -> list[str]:
    """Return what the first line of an example says that it gives."""
    file = example / "data" / "brief.yaml" if example.is_dir() else example
    first = file.read_bytes().partition(b"\n")[0].decode()
    return first.removeprefix("# expect: ").split(", ")


def found(example: Path) -> list[str]:
    """Return what a check of an example gives, in the form of those first lines."""
    problems = check(Place(example, example.name, prefix=""), OLDEST)
    file = "{0.file}:" if example.is_dir() else ""
    return [(file + "{0.line}:{0.column} {0.rule}").format(problem) for problem in problems]


@pytest.mark.parametrize("example", GOOD, ids=lambda path: path.stem)
def test_a_good_example_has_no_problem_and_no_warning(example: Path) -> None:
    """Nothing is found in a good example."""
    assert found(example) == []


@pytest.mark.parametrize("example", BAD, ids=lambda path: path.stem)
def test_a_bad_example_gives_all_that_its_first_line_says(example: Path) -> None:
    """Every problem of a bad example is found, at its place, and no other."""
    assert found(example) == expected(example)


@pytest.mark.parametrize("example", BAD, ids=lambda path: path.stem)
def test_a_problem_is_a_line_that_a_terminal_can_show(example: Path) -> None:
    """Whatever a file holds, no message or hint breaks a line or steers a terminal."""
    for problem in check(Place(example, example.name, prefix=""), OLDEST):
        assert f"{problem} {problem.hint or ''}".isprintable()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_has_a_good_and_a_bad_example_and_a_manual(rule: Rule) -> None:
    """A rule is shown by a file that it leaves alone and one in which it finds something."""
    name = rule.id
    assert (BRIEFS / "good" / f"{name}.yaml").is_file()
    assert any(entry.endswith(f" {name}") for entry in expected(BRIEFS / "bad" / f"{name}.yaml"))
    assert len(rule.manual) > 60


def test_every_other_rule_that_an_example_breaks_has_a_manual() -> None:
    """Whatever name stands in brackets behind a message can be explained; every manual is of something that happens."""
    shown = {entry.rpartition(" ")[2] for example in BAD for entry in expected(example)}
    assert shown == ({rule.id for rule in RULES} | set(MANUALS)) - NEVER_IN_A_FILE
