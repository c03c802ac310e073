"""How runs end that do not succeed: exit codes, messages with one hint, and envelopes for programs."""

import json
import os
import resource
from pathlib import Path
from typing import Any

import pytest
import typer
from cli_runs import office, run, small, write_brief
from typer.main import get_command

from kbrief.cli.app import COMMANDS, app, handle_errors
from kbrief.cli.print_errors import harmless
from kbrief.errors import FoundProblems, KbriefError, MissingExtra


def context(*arguments: str) -> Any:
    """Return a context as it stands after these arguments were typed."""
    made = get_command(app).make_context("kbrief", [], resilient_parsing=True)
    made.meta["kbrief.arguments"] = list(arguments)
    return made


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("nosuch",), "unknown command 'nosuch'", "known: issues, issue, strategy"),
        (("emphasise",), "unknown command 'emphasise'", "did you mean emphasize?"),
        (("--nosuch",), "no such option: --nosuch", "kbrief --help"),
        (("--width", "abc"), "invalid value 'abc' for '--width': not a whole number", "kbrief --help"),
        (("issues", "--width", "5"), "invalid value 5 for '--width': must be at least 20", "kbrief issues --help"),
        (("issues", "--tag"), "option --tag needs a value", "kbrief issues --help"),
        (("issue",), "missing argument 'ID'", "kbrief issue --help"),
        (("events", "set", "us-election"), "missing option '--status'", "kbrief events set --help"),
        (("checklist", "don"), "unknown command 'don'", "did you mean done?"),
        (("checklist", "list"), "unknown command 'list'", "known: done, set, undo"),
        (("events", "-a", "trump", "list"), "unknown command 'list'", "known: set"),
        (("help",), "unknown command 'help'", "kbrief --help"),
        (("HELP", "emphasize"), "unknown command 'HELP'", "kbrief emphasize --help"),
        (("help", "nosuch"), "unknown command 'help'", "kbrief --help"),
        (("events", "help", "set"), "unknown command 'help'", "kbrief events set --help"),
        (("memo", "--format", "md"), "no such option: --format",
         "the file ending sets the format: kbrief memo -o memo.md"),
        (("memo", "--format=pdf"), "no such option: --format",
         "the file ending sets the format: kbrief memo -o memo.pdf"),
        (("memo", "-f", "csv"), "no such option: -f", "the file ending sets the format: kbrief memo -o memo.md"),
        (("memo", "--format"), "no such option: --format", "the file ending sets the format: kbrief memo -o memo.md"),
        (("memo", "--from-whom", "x"), "no such option: --from-whom", "kbrief memo --help"),
        (("-f", "md", "memo"), "memo takes no --format", "the file ending sets the format: kbrief memo -o memo.md"),
        (("chart", "ranking", "-f", "png"), "no such option: -f",
         "the file ending sets the format: kbrief chart ranking -o ranking.png"),
        (("export", "d", "-f", "xlsx"), "no such option: -f", "--as sets the format: kbrief export DIR --as xlsx"),
        (("board", "-f", "html"), "no such option: -f", "kbrief board --help"),
        (("emphasize", "trump"), "kbrief emphasize takes no arguments",
         "name an administration with -a: kbrief emphasize -a trump"),
        (("--lang", "en", "explain", "ncg", "the one", "--stated-only"),
         "too many arguments: kbrief explain takes only 'POINT'",
         "name an administration with -a: kbrief explain ncg --stated-only -a 'the one'"),
        (("hold", "-a", "trump", "harris"), "kbrief hold takes no arguments", "kbrief hold --help"),
        (("events", "Trump"), "unknown command 'Trump'", "name an administration with -a: kbrief events -a Trump"),
        (("strategy", "trump"), "kbrief strategy takes no arguments", "kbrief strategy --help"),
        (("memo", "--date", "2026-13-01"), "--date '2026-13-01' is not a date", "write it as 2026-12-31"),
        (("memo", "--kind", "poem"), "unknown kind 'poem'", "known: info, action"),
    ],
)  # fmt: skip
def test_wrong_usage_ends_in_2_with_one_hint(arguments: tuple[str, ...], message: str, hint: str) -> None:
    """What was typed wrongly is said in a line, with one hint under it, and nothing on stdout."""
    found = run(*arguments)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(f"error: {message}")
    assert f"\nhint: {hint}" in found.err
    assert found.err.count("hint: ") == 1


@pytest.mark.parametrize("form", ["--format json", "--format=json", "-f JSON", "-fjson", "-f j"])
@pytest.mark.parametrize("order", ["{} issues --tag zzz", "issues --tag zzz {}", "issues {} --tag zzz"])
def test_errors_are_an_envelope_where_json_is_asked_for(form: str, order: str) -> None:
    """However JSON is asked for, an error is one object on stderr with code, message, hint and problems."""
    found = run(*order.format(form).split())
    assert (found.code, found.out) == (2, "")
    told = json.loads(found.err)
    assert list(told) == ["kbrief", "command", "error"]
    assert (told["kbrief"], told["command"]) == (1, "issues")
    assert list(told["error"]) == ["code", "message", "hint", "problems"]
    assert (told["error"]["code"], told["error"]["message"]) == (2, "unknown tag 'zzz'")
    assert told["error"]["hint"].startswith("known: burden-sharing, ")


@pytest.mark.parametrize(
    "arguments", [("--width", "x", "-f", "json"), ("--nosuch", "--format=json"), ("nosuch", "-f", "json")]
)
def test_so_are_errors_before_a_command_is_known(arguments: tuple[str, ...]) -> None:
    """A wrong option of the program, or a command that there is not, is told in the same form."""
    told = json.loads(run(*arguments).err)
    assert (told["error"]["code"], told["command"]) == (2, None)


def test_a_broken_brief_ends_in_3_with_every_problem(tmp_path: Path) -> None:
    """Any command on a brief that is not valid lists each problem with its place, then what to type."""
    brief = write_brief(tmp_path / "b.yaml", small(points=[{"id": "p"}], administrations=[{"id": "X y"}]))
    found = run("emphasize", brief=brief)
    assert (found.code, found.out) == (3, "")
    told = found.err.splitlines()
    assert len([line for line in told if line.startswith(f"{brief}:1:")]) >= 3
    assert told[-2].startswith("error: the brief b.yaml has ")
    problems = json.loads(run("emphasize", "--format", "json", brief=brief).err)["error"]["problems"]
    assert list(problems[0]) == ["file", "line", "column", "rule", "level", "message", "hint"]
    assert len(problems) == len([line for line in told if line.startswith(f"{brief}:1:")])


def test_more_than_a_hundred_problems_are_counted(tmp_path: Path) -> None:
    """A message shows the first hundred problems and says how many more there are."""
    brief = write_brief(tmp_path / "b.yaml", small(administrations=[{**office("a"), "color": 1}] * 120))
    found = run("issues", brief=brief)
    assert found.code == 3
    assert "\n… and " in found.err
    assert found.err.count("unknown key 'color'") == 100


@pytest.mark.parametrize("brief", ["nowhere", "/dev/null/x", "rok-us-1999"])
def test_a_brief_that_is_not_there_ends_in_3(brief: str) -> None:
    """A brief that cannot be found is told once, with what a brief is."""
    found = run("issues", brief=brief)
    assert found.code == 3
    assert "error: no brief at" in found.err
    assert found.err.count("hint: ") == 1


def test_a_full_disk_leaves_the_old_memo(tmp_path: Path) -> None:
    """Where the memo does not fit, the run ends in 4, the old file stands as it was, and no other file is left."""
    target = tmp_path / "memo.md"
    target.write_text("as it was")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        found = run("memo", "-a", "trump", "-o", str(target))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (found.code, found.out) == (4, "")
    assert "error: " in found.err
    assert "hint: what was there before is unchanged" in found.err
    assert target.read_text() == "as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["memo.md"]


@pytest.mark.parametrize("where", ["folder.md", "nowhere/memo.md", "file.txt/memo.md"])
def test_a_memo_that_cannot_be_written_ends_in_4(tmp_path: Path, where: str) -> None:
    """A folder in place of the file, a missing folder, a file in place of a folder: 4 each."""
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "file.txt").write_text("x")
    found = run("memo", "-o", str(tmp_path / where))
    assert (found.code, found.out) == (4, "")
    assert "cannot be written" in found.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file.txt", "folder.md"]


def test_a_bug_ends_in_70_with_a_line_and_the_traceback_only_on_demand(capsys: pytest.CaptureFixture[str]) -> None:
    """An exception of the program's own is one line and how to report it; --debug lets it through."""

    def broken() -> None:
        os.environ["NO\x1b KEY"]

    with pytest.raises(typer.Exit) as end:
        handle_errors(context("issues"), broken)
    assert end.value.exit_code == 70
    assert capsys.readouterr().err == (
        "bug: KeyError: 'NO\\x1b KEY'\nhint: run it again with --debug, and report what it prints\n"
    )
    with pytest.raises(KeyError):
        handle_errors(context("issues", "--debug"), broken)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MissingExtra("no pdf", "pip install 'kbrief[pdf]'"), "error: no pdf\nhint: pip install 'kbrief[pdf]'\n"),
        (FoundProblems("what was shown already"), ""),
    ],
)
def test_each_error_ends_in_its_own_code(error: KbriefError, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The code is an attribute of the error's class; problems that were shown already are not told twice."""

    def failing() -> None:
        raise error

    with pytest.raises(typer.Exit) as end:
        handle_errors(context(), failing)
    assert end.value.exit_code == error.code
    assert capsys.readouterr() == ("", said)


def test_messages_send_no_control_characters() -> None:
    """What a terminal would obey is written out; line ends and letters of any script pass."""
    assert harmless("a\x1b[2J\x07\u202eb\nc — 한글") == "a\\x1b[2J\\x07\\u202eb\nc — 한글"
    assert "\x1b" not in run("issue", "\x1b[31mred").err


def test_completion_and_help_name_every_command() -> None:
    """`--help` lists the commands in order, each with its line."""
    page = run("--help")
    assert page.code == 0
    assert [line.split()[0] for line in page.out.splitlines() if line[2:].split(" ")[0] in COMMANDS] == list(COMMANDS)
