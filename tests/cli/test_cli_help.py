"""Help pages and completion: every command has an example, and the shell offers the brief's own ids."""

from importlib import import_module
from inspect import getdoc
from pathlib import Path

import pytest
from cli_runs import ended, ids, office, point, run, said, small, start, write_brief

from kbrief.cli.app import COMMANDS

GROUPS = {"checklist": ("done", "undo"), "events": ("set",)}
ALL = [(), *((name,) for name in COMMANDS), *((group, name) for group, names in GROUPS.items() for name in names)]


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_every_help_has_an_example(command: tuple[str, ...]) -> None:
    """`kbrief … --help` ends in 0, and shows how the command is typed."""
    page = run(*command, "--help")
    assert (page.code, page.err) == (0, "")
    assert "Example: kbrief" in " ".join(page.out.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_their_docstrings_say(name: str) -> None:
    """COMMANDS holds the first line of each command's docstring, and so the first line of its help."""
    module = import_module(f"kbrief.cli.{name.replace('-', '_')}")
    first = (getdoc(getattr(module, name.replace("-", "_"))) or "").splitlines()[0]
    assert COMMANDS[name] == first
    assert first in " ".join(run(name, "--help").out.split())


def test_the_help_lists_every_command_in_order() -> None:
    """`--help` lists the commands in order, each with its line."""
    page = run("--help").out.partition("\nCommands:\n")[2]
    assert [line.split()[0] for line in page.splitlines() if line[2:3].strip()] == list(COMMANDS)
    assert all(line in " ".join(page.split()) for line in COMMANDS.values())


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
        (("emphas",), ["emphasize"]),
    ],
    ids=" ".join,
)
def test_the_shell_is_offered_the_briefs_own_ids(own: str, words: tuple[str, ...], names: list[str]) -> None:
    """After each argument that names something of the brief, the ids that are in it are offered."""
    assert offered(*words, brief=own) == names


def test_the_brief_on_the_command_line_is_the_one_that_completes(own: str) -> None:
    """--brief, before or after the command, decides whose ids are offered; one that does not hold offers none."""
    assert offered("--brief", own, "issue", "") == ["storms"]
    assert offered("issue", "--brief", own, "") == ["storms"]
    assert offered("issue", "--brief", "nowhere", "") == []
    assert offered("issue", "") == ids("issues")


def test_an_unknown_command_is_no_reason_to_fail_while_typing() -> None:
    """Where no such command is, the shell is offered those that there are."""
    assert offered("nosuch", "") == list(COMMANDS)
