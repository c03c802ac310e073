"""What a pipe gets: one line a row, nothing for eyes only, and quiet ends."""

import fcntl
import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import READING, SHIPPED, ended, items, run, small, start, write_brief

from kbrief.cli.streams import write_stdout

CONTROL = "\x1b"
BOXES = set("─│┌┐└┘├┤┬┴┼━┃╭╮╰╯║═")


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_pipe_gets_plain_lines(command: tuple[str, ...]) -> None:
    """Without --width nothing is boxed, colored or followed by blanks, and title and head lines go to stderr."""
    found = run(*command)
    lines = found.out.splitlines()
    assert found.code == 0
    assert [line for line in lines if line != line.rstrip()] == []
    assert not BOXES & set(found.out)
    assert CONTROL not in found.out
    assert found.err.splitlines()[1].startswith("Source: one commentary, PacNet #77, Oct 2024 (before the vote), ")
    assert "Source: one commentary" not in found.out
    assert "$ kbrief" not in found.out


@pytest.mark.parametrize("command", ["issues", "background", "events"])
def test_a_row_is_one_line_with_aligned_columns(command: str) -> None:
    """Each item is one line under one line of titles, and its id stands in the same column as in every other."""
    titles, *rows = run(command).out.splitlines()
    names = [item["id"] for item in items(command)]
    assert all(name in row for row, name in zip(rows[: len(names)], names, strict=True))
    assert "id" in titles.split()


def test_a_shared_note_stands_on_every_line_of_a_pipe() -> None:
    """What a screen says once under three rows, grep finds on each of them."""
    told = [line for line in run("emphasize").out.splitlines() if "Part of one of P8" in line]
    assert len(told) == 3
    assert run("emphasize", "--width", "200").out.count("Part of one of P8") == 1


@pytest.mark.parametrize("command", READING, ids=" ".join)
@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_two_runs_are_the_same_to_the_byte(command: tuple[str, ...], form: str) -> None:
    """The same command on the same brief and day says the same twice."""
    assert run(*command, "--format", form) == run(*command, "--format", form)


def test_a_screen_can_be_had_in_a_pipe() -> None:
    """--width brings the boxed form, its head lines and what to type next, all on stdout."""
    found = run("issues", "--width", "80")
    assert found.err == ""
    assert BOXES & set(found.out)
    assert "Source: one commentary" in found.out
    assert " $ kbrief issue indo-pacific-strategy" in found.out


@pytest.mark.parametrize(
    "arguments", [("issues",), ("memo", "-a", "trump"), ("issues", "--format", "json"), ("--help",), ("--version",)]
)
def test_a_closed_pipe_ends_quietly_with_141(arguments: tuple[str, ...]) -> None:
    """Whoever reads has gone: no traceback, no message, 141."""
    reader, writer = os.pipe()
    os.close(reader)
    process = start(*arguments, stdout=writer)
    os.close(writer)
    found = ended(process)
    assert found.code == 141
    assert "Traceback" not in found.err
    assert "error" not in found.err


def test_an_interrupt_ends_quietly_with_130() -> None:
    """^C while a memo is on its way into a full pipe: no traceback, 130."""
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    process = start("memo", "-a", "trump", stdout=writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        stream.read(1)  # it has begun, and cannot end before the rest is read
        process.send_signal(signal.SIGINT)
        stream.read()
    found = ended(process)
    assert (found.code, found.err) == (130, "")


def test_an_interrupt_while_the_program_is_still_loading_is_quiet_too() -> None:
    """^C before any command is known: no traceback, 130."""
    program = """
import sys
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "kbrief.cli.app":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
from kbrief.__main__ import main
main()
"""
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout, found.stderr) == (130, "", "")


@pytest.mark.parametrize("coding", ["ascii", "cp949", "latin-1"])
@pytest.mark.parametrize("width", [(), ("--width", "80")])
def test_a_pipe_that_knows_fewer_characters_gets_question_marks(coding: str, width: tuple[str, ...]) -> None:
    """A stream that cannot take a dash or a box is no reason to fail."""
    found = ended(start("emphasize", "-a", "trump", *width, environment={"PYTHONIOENCODING": coding}))
    assert (found.code, "Traceback" in found.err) == (0, False)
    assert "defense-budget" in found.out


def test_a_stream_of_any_kind_can_be_written_to() -> None:
    """A stream that cannot be told how to treat what it cannot encode is written to as it is."""
    stream = io.StringIO()
    write_stdout("한글 –\n", stream)
    assert stream.getvalue() == "한글 –\n"


def test_version_and_bare_program() -> None:
    """`--version` prints one line, alone or before a command; without a command the brief is shown at a glance."""
    assert ended(start("--version")).out.startswith("kbrief 0.")
    assert run("--version", "issues").out == run("--version").out == ended(start("--version")).out
    page = ended(start("--width", "100")).out
    for said in (
        "The ROK-US alliance under a new US administration", "brief rok-us-2024", "1 interests, 2 parameters",
        "cost sharing (SMA), tariffs, US troop numbers today", "gaps in all: 23", "$ kbrief emphasize -a trump",
    ):  # fmt: skip
        assert said in page


def test_the_first_line_says_which_brief_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen names the brief, and the path of one that is not the bundled one; the nearest upward is found."""
    monkeypatch.chdir(tmp_path)
    assert run("issues", "--width", "100", brief="").out.splitlines()[0].endswith(f" brief {SHIPPED}")
    folder = tmp_path / "mine"
    write_brief(folder / "data" / "brief.yaml", small(title="Mine"))
    (folder / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(folder / "deep" / "er")
    assert run("--width", "100", brief="").out.splitlines()[0].endswith(" brief small (../..)")
    assert run("--width", "100", "--brief", SHIPPED, brief=str(folder)).out.splitlines()[0].endswith(SHIPPED)
    assert run("--width", "100", brief=str(folder)).out.startswith("Mine ")
    monkeypatch.chdir(tmp_path)
    folder.rename(tmp_path / "mi\x1bne")
    assert run("--width", "100", brief="mi\x1bne").out.splitlines()[0].endswith(" brief small (mi\\x1bne)")
