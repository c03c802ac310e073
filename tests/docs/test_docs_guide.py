"""docs/writing-a-brief.md: every step of it, in its order, in an empty folder."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from kbrief.cli.app import app

GUIDE = Path(__file__).parent.parent.parent / "docs" / "writing-a-brief.md"
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """A command and the lines that it is said to print."""

    command: list[str]
    shown: list[str]


def steps(block: str) -> Iterator[Step]:
    """Yield the commands of a block."""
    for line in block.replace("\\\n", "").splitlines():
        if line.startswith("$ "):
            step = Step(shlex.split(line.removeprefix("$ ")), [])
            yield step
        else:
            step.shown.append(line)


class Reader:
    """Someone who does what the page says."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.code = 0

    def do(self, step: Step) -> None:
        """Type a command, and look whether it prints what is shown."""
        match step.command:
            case ["export", scenario]:
                name, _, value = scenario.partition("=")
                self.environment[name] = value
            case ["echo", "$?"]:
                assert step.shown == [str(self.code)]
                self.code = 0
            case _:
                program, *arguments = step.command
                assert program == "kbrief", f"nobody can type {program}"
                assert self.code == 0, "a command before ended in an error that the page does not show"
                result = CliRunner().invoke(app, arguments, env=self.environment)
                self.code = result.exit_code
                for line in step.shown:
                    assert line in result.output


def test_the_first_memo_takes_few_commands_and_few_typed_lines() -> None:
    """From nothing to a memo: at most 15 commands, and 60 lines typed."""
    first = GUIDE.read_text(encoding="utf-8").partition("## 5. ")[0]
    blocks = BLOCK.findall(first)
    commands = [step for kind, _, block in blocks if kind == "console" for step in steps(block)]
    typed = sum(block.count("$ ") + block.count("\\\n") for kind, _, block in blocks if kind == "console")
    assert len(commands) <= 15
    assert commands[-1].command[1] == "memo"
    assert typed <= 60


def test_every_step_of_the_guide_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are written as the page shows them, commands end and print as it says."""
    monkeypatch.chdir(tmp_path)
    reader, kinds = Reader({}), set()
    for kind, name, block in BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        kinds.add(kind)
        if kind == "text":
            Path(name).write_text(block, encoding="utf-8")
        elif kind == "console":
            for step in list(steps(block)):
                reader.do(step)
    assert reader.code == 0
    assert kinds == {"text", "console", "yaml"}
    assert Path("memo.md").read_text(encoding="utf-8").startswith("# ")
