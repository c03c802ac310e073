"""Help pages and completion: every command has an example, and the shell offers the brief's own ids."""

import re
from importlib import import_module
from inspect import getdoc
from keyword import iskeyword
from pathlib import Path
from typing import Any

import pytest
from cli_runs import ended, ids, office, point, run, said, small, start, write_brief
from typer.main import get_command

from kbrief.cli import complete
from kbrief.cli.app import COMMANDS, MODULES, SECTIONS, app
from kbrief.cli.help import width_on_screen

GROUPS = {
    "add": ("audience", "criterion", "event", "issue", "point"),
    "checklist": ("done", "undo"),
    "events": ("set",),
    "source": ("add", "list", "show"),
}
ALL = [(), *((name,) for name in COMMANDS), *((group, name) for group, names in GROUPS.items() for name in names)]


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_a_letter_asks_for_help_as_well(command: tuple[str, ...]) -> None:
    """`-h` is `--help`, everywhere."""
    assert run(*command, "-h") == run(*command, "--help")


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_every_help_has_an_example(command: tuple[str, ...]) -> None:
    """`kbrief … --help` ends in 0, and shows how the command is typed."""
    page = run(*command, "--help")
    assert (page.code, page.err) == (0, "")
    assert "Example: kbrief" in " ".join(page.out.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_their_docstrings_say(name: str) -> None:
    """COMMANDS holds the first line of each command's docstring, and so the first line of its help."""
    module = import_module(f"kbrief.cli.commands.{MODULES.get(name, name)}")
    command = getattr(module, f"{name}_" if iskeyword(name) else name.replace("-", "_"))
    first = (getdoc(command) or "").splitlines()[0]
    assert COMMANDS[name] == first
    assert first in " ".join(run(name, "--help").out.split())


def test_the_help_lists_every_command_in_order() -> None:
    """`--help` lists the commands under their headings, each with its line."""
    page = run("--help").out.partition("\nThe brief:\n")[2]
    rows = [line for line in page.splitlines() if line.startswith("  ") and line[2:3].strip()]
    assert [line.split()[0] for line in rows] == list(COMMANDS)
    assert all(line in " ".join(page.split()) for line in COMMANDS.values())


def test_commands_stand_in_the_order_of_their_headings() -> None:
    """Each heading names commands that there are, and they follow each other in COMMANDS."""
    named = [name for names in SECTIONS.values() for name in names]
    assert named == list(COMMANDS)[: len(named)]


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_korean_help_is_korean(command: tuple[str, ...]) -> None:
    """With --lang ko no row of a help page is left in English, and the options are the same."""
    pages = run(*command, "--help").out, run("--lang", "ko", *command, "--help").out
    english, korean = (
        re.findall(r"^  (?:-., )?(--[\w-]+) ", page.partition(":\n  -")[2], re.MULTILINE) for page in pages
    )
    assert korean == english
    assert "예: kbrief" in " ".join(pages[1].split())
    assert re.findall(r"^  .*  (?=[A-Z])(?!.*[가-힣]).*$", pages[1], re.MULTILINE) == []


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_no_line_of_a_korean_help_is_wider_than_the_screen(columns: int) -> None:
    """Wide letters count twice."""
    page = ended(start("--lang", "ko", "diff", "--help", environment={"COLUMNS": str(columns)})).out
    assert max(width_on_screen(line) for line in page.splitlines()) <= columns


def offered(*words: str, brief: str = "rok-us-2024") -> list[str]:
    """Return what the shell is offered after these words, the last of them being typed."""
    environment = {
        "_KBRIEF_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(("kbrief", *words)),
        "COMP_CWORD": str(len(words)),
    }
    found = ended(start(brief=brief, environment=environment))
    assert (found.code, found.err) == (0, "")
    return found.out.split()


@pytest.fixture
def own(tmp_path: Path) -> str:
    """A brief with one item of each sort."""
    step = {"id": "first", "name": "First", "what": said(), "given": said(), "actions": [{"id": "call", **said()}]}
    issue = {
        "id": "storms", "name": "Storms", "driver": said(), "us_outlook": said(), "actions": [said()],
        "alignment": {"kind": "unmarked", "basis": "unknown"}, "tags": ["weather"], "cites": [],
    }  # fmt: skip
    data = small(
        tags={"weather": "Weather"}, issues=[issue], steps=[step], points=[point("umbrella")],
        administrations=[office("solo")], events=[{"id": "gale", "name": "Gale", "kind": "past", "what": said()}],
    )  # fmt: skip
    return write_brief(tmp_path / "own.yaml", data)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("emphasize", "-a", ""), ["solo"]),
        (("compare", ""), ["solo"]),
        (("emphasize", "--given", ""), ["gale"]),
        (("what-if", "g"), ["gale"]),
        (("issues", "--event", ""), ["gale"]),
        (("issues", "--tag", ""), ["weather"]),
        (("issue", ""), ["storms"]),
        (("explain", ""), ["umbrella"]),
        (("rate", "umbrella", "v"), ["view"]),
        (("checklist", "--step", ""), ["first"]),
        (("checklist", "done", "c"), ["call"]),
        (("events", "set", ""), ["gale"]),
        (("trace", ""), ["storms", "first", "call", "umbrella", "solo", "gale", "source", "view"]),
        (("trace", "zzz"), []),
        (
            ("trace", "umbrella."),
            [f"umbrella.{text}" for text in ("reason", "say", "if_raised", "handling", "case_against")],
        ),
        (("trace", "umbrella.s"), ["umbrella.say"]),
        (("emphasize", "--weights", ""), ["source=", "view="]),
        (("emphasize", "--weights", "v"), ["view="]),
        (("compare", "solo", ""), []),
        (("what-if", "gale", ""), []),
        (("checklist", "done", "call", ""), []),
        (("emphasize", "--given", "gale", "--given", ""), []),
        (("emphas",), ["emphasize"]),
    ],
    ids=" ".join,
)
def test_the_shell_is_offered_the_briefs_own_ids(own: str, words: tuple[str, ...], names: list[str]) -> None:
    """After each argument that names something of the brief, the ids that are in it are offered."""
    assert offered(*words, brief=own) == names


def test_the_brief_on_the_command_line_is_the_one_that_completes(own: str) -> None:
    """--brief, before or after the command, decides whose ids are offered; one that is not valid offers none."""
    assert offered("--brief", own, "issue", "") == ["storms"]
    assert offered("issue", "--brief", own, "") == ["storms"]
    assert offered("issue", "--brief", "nowhere", "") == []
    assert offered("issue", "") == ids("issues")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("issues", "--format", ""), ["table", "json", "csv", "md"]),
        (("check", "-f", ""), ["table", "json", "github", "sarif"]),
        (("diff", "-f", ""), ["table", "json", "md"]),
        (("issues", "--alignment", ""), ["agreed", "bipartisan", "split", "unmarked"]),
        (("issues", "--sort", ""), ["source", "name", "alignment", "points", "events"]),
        (("events", "--status", ""), ["open", "observed", "ruled-out"]),
        (("events", "set", "us-election", "--status", "o"), ["open", "observed"]),
        (("memo", "--kind", ""), ["info", "action"]),
        (("export", "d", "--as", ""), ["csv", "json", "jsonl", "xlsx", "datapackage"]),
        (("chart", ""), ["ranking", "matrix"]),
        (("--lang", ""), ["en", "ko"]),
        (("issues", "--lang", "k"), ["ko"]),
        (("check", "--explain", "unknown-r"), ["unknown-reference"]),
        (("trace", "P2"), ["P2", *(f"P{n}" for n in range(20, 27))]),
        (("trace", "ncg.president."), ["ncg.president.trump", "ncg.president.harris"]),
        (("rate", "ncg", "president", "1", "--cites", "P26"), ["P26"]),
        (("checklist", ""), ["done", "set", "undo"]),
        (("compare", "harris", ""), ["trump"]),
    ],
    ids=" ".join,
)
def test_the_shell_is_offered_what_an_option_takes(words: tuple[str, ...], names: list[str]) -> None:
    """What can stand there is known: it need not be looked up."""
    assert offered(*words) == names


def test_weights_go_on_after_a_comma() -> None:
    """After a comma the criteria that have no weight yet are offered, with what stands before them."""
    asked: Any = get_command(app).make_context("kbrief", [], resilient_parsing=True)
    assert complete.weights(asked, "president=2,so=1,t") == [
        f"president=2,so=1,{name}=" for name in ("source", "common", "team")
    ]


def test_the_shell_is_offered_briefs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundled brief by its name, folders and YAML files; what is hidden only when asked for."""
    for name in ("mine/data", "other", ".git"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("one.yaml", "two.yml", "readme.md", "mine/brief.yaml"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    here = ["rok-us-2024", "mine", "one.yaml", "other", "two.yml"]
    assert offered("--brief", "") == offered("issues", "--brief", "") == offered("new", "x", "--extends", "") == here
    assert offered("check", "one.yaml", "") == [name for name in here if name != "one.yaml"]
    assert offered("diff", "mine", "o") == ["one.yaml", "other"]
    assert offered("--brief", "mine/") == ["mine/brief.yaml", "mine/data"]
    assert f"../{tmp_path.name}" in offered("--brief", "../")
    assert offered("--brief", ".g") == [".git"]
    assert offered("--brief", "nowhere/") == offered("--brief", "one.yaml/") == []


@pytest.mark.parametrize("text", ["points: [", "x" * 100, "\x00", "{extends: nowhere}"])
def test_a_brief_that_is_broken_is_no_reason_to_fail_while_typing(text: str, tmp_path: Path) -> None:
    """Nothing is offered, and nothing is said."""
    (tmp_path / "b.yaml").write_text(text)
    for words in (("explain", ""), ("--width", "wide", "trace", ""), ("emphasize", "--nosuch", "-a", "")):
        assert offered(*words, brief=str(tmp_path / "b.yaml")) == []


def test_an_unknown_command_is_no_reason_to_fail_while_typing() -> None:
    """Where no such command is, the shell is offered those that there are."""
    assert offered("nosuch", "") == list(COMMANDS)
