"""The option that says for whom, given again: commands that take several audiences, and those that refuse a second."""

from pathlib import Path

import pytest
from cli_runs import office, point, run, small, write_brief

ONE = [
    ("emphasize",), ("hold",), ("minimize",), ("issues",), ("issue", "extended-deterrence"), ("explain", "ncg"),
    ("what-if", "nk-nuclear-test"), ("disputes",), ("events",), ("chart", "ranking", "-o", "-"),
    ("rate", "ncg", "president", "1", "--why", "They said so."),
]  # fmt: skip


@pytest.mark.parametrize("command", ONE)
@pytest.mark.parametrize("second", [("--audience", "harris"), ("-aharris",), ("--administration=trump",)])
def test_a_second_audience_is_refused(command: tuple[str, ...], second: tuple[str, ...]) -> None:
    """A command for one audience ends in 2 with what takes several, and never just takes the last."""
    told = run(*command, "-a", "trump", *second)
    assert (told.code, told.out) == (2, "")
    assert f"kbrief {command[0]} takes only one audience" in told.err
    assert "hint: name one with -a; compare, lint and memo take several" in told.err


def test_a_value_that_looks_like_the_option_is_no_second_audience() -> None:
    """Only the option itself counts, not a value of another one."""
    assert run("emphasize", "-a", "trump", "--search", "-a").code == 0


def test_compare_and_lint_take_several(tmp_path: Path) -> None:
    """Both audiences are compared, and a draft is held against both."""
    assert "Trump, Harris" in run("compare", "-a", "trump", "-a", "harris").err
    draft = tmp_path / "speech.txt"
    draft.write_text("South Korea carries its weight.\n")
    told = run("lint", str(draft), "-a", "trump", "--audience", "harris", "-a", "trump", "-f", "json")
    assert '"administrations": [\n    "trump",\n    "harris"\n  ]' in told.out


def test_one_memo_has_a_column_for_each() -> None:
    """The memo names both, each has a column, and nothing is said of one alone as if it held for all."""
    memo = run("memo", "-a", "trump", "--audience", "harris").out
    title = "The ROK-US alliance under a new US administration: talking points, under Trump and Harris"
    assert memo.startswith(f"# {title}\n")
    assert "| Point | Trump | Harris | Line to take [inferred] | Basis |" in memo
    assert "| EMPHASIZE (+4) | EMPHASIZE (+3) |" in memo
    assert "## The audiences side by side" in memo
    assert "The other administration" not in memo
    annexes = memo.partition("## Annex A: ratings")[2]
    assert annexes.index("### under Trump") < annexes.index("### under Harris")


def test_one_audience_named_twice_is_one() -> None:
    """The same name again changes nothing."""
    assert run("memo", "-a", "trump", "-a", "Trump") == run("memo", "-a", "trump")


def test_an_unknown_name_among_several_is_told() -> None:
    """Each name has to be one of the brief's."""
    told = run("memo", "-a", "trump", "-a", "nixon")
    assert told.code == 2
    assert "unknown administration 'nixon'" in told.err


def disagreeing(folder: Path) -> str:
    """Write a brief in which one of two audiences wants a point and the other does not."""
    claim = {"basis": "inferred", "why": "as we read it"}
    views = {"one": {"value": 2, **claim}, "two": {"value": -2, **claim}}
    mine = {"say": {"text": "What the first alone hears.", **claim}}
    points = [
        point("apple", ratings={"source": {"value": 1, **claim}, "view": views}, **{"for": {"one": mine}}),
        point("pear", terms={"en": ["pear"]}, ratings={"source": {"value": 2, **claim}}),
    ]
    return write_brief(folder / "b.yaml", small(points=points, administrations=[office("one"), office("two")]))


def test_what_one_alone_hears_is_told_with_its_name(tmp_path: Path) -> None:
    """A text for one audience stands beside the common one, with whom it is for."""
    memo = run("memo", "-a", "one", "-a", "two", "--annexes", brief=disagreeing(tmp_path)).out
    assert "| EMPHASIZE (+3) | MINIMIZE (-1) | say of apple for One: What the first alone hears. [inferred] |" in memo
    alone = run("memo", "-a", "two", brief=disagreeing(tmp_path)).out
    assert "What the first alone hears." not in alone


def test_points_for_several_leave_out_what_one_should_not_hear(tmp_path: Path) -> None:
    """A line that is kept low with one of those who hear it is not among the lines to hand over."""
    brief = disagreeing(tmp_path)
    assert "What the first alone hears." in run("memo", "--points", "-a", "one", brief=brief).out
    both = run("memo", "--points", "-a", "one", "-a", "two", brief=brief)
    assert both.code == 0
    assert "say of pear" in both.out
    assert "apple" not in both.out
