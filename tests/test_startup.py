"""What a start may load: starts are held by lists of modules, not by milliseconds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SHOW = """
import sys
sys.argv = ["kbrief", *{args!r}]
try:
    from kbrief.__main__ import main
    main()
except SystemExit:
    pass
print("\\n".join(sorted(sys.modules)), file=sys.stderr)
"""

LIBRARY = """
import sys, kbrief
[getattr(kbrief, name) for name in kbrief.__all__]
print(sorted({"typer", "rich"} & set(sys.modules)))
"""


def loaded(args: list[str], cache: Path) -> set[str]:
    """Return the names of the modules that a run of kbrief loads."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "KBRIEF_BRIEF": "rok-us-2024"}
    run = subprocess.run(
        [sys.executable, "-c", SHOW.format(args=args)], env=environment, capture_output=True, text=True, check=True
    )
    return set(run.stderr.splitlines())


def test_version_loads_no_typer(tmp_path: Path) -> None:
    """`--version` is answered before Typer is imported."""
    assert not loaded(["--version"], tmp_path) & {"typer", "pydantic", "rich", "yaml", "kbrief.cli"}


def test_help_loads_no_pydantic_rich_or_yaml(tmp_path: Path) -> None:
    """`--help` needs Typer alone, and none of the commands."""
    names = loaded(["--help"], tmp_path)
    assert not names & {"pydantic", "rich", "yaml", "kbrief.cli.commands.issues", "kbrief.model"}
    assert "typer" in names


@pytest.mark.parametrize("command", [["issues"], ["strategy"], ["background"], ["issues", "--format", "json"]])
def test_a_warm_start_loads_no_yaml_and_a_pipe_no_rich(command: list[str], tmp_path: Path) -> None:
    """Once the bundled brief has been validated, a list needs no YAML; in a pipe nothing is drawn."""
    loaded(command, tmp_path)
    warm = loaded(command, tmp_path)
    assert not warm & {"yaml", "rich.console", "rich.table", "jinja2", "kbrief.load.yaml"}
    assert not warm & {"kbrief.decide.rank", "kbrief.pages.memo"}


@pytest.mark.parametrize("command", [["issues"], ["hold", "-a", "trump", "--top", "2"], ["issues", "--width", "80"]])
def test_a_warm_start_builds_no_validator(command: list[str], tmp_path: Path) -> None:
    """Neither the models of the brief nor the options of a command have Pydantic build validators."""
    loaded(command, tmp_path)
    assert not loaded(command, tmp_path) & {"typer._adapters", "pydantic.plugin._loader"}


@pytest.mark.parametrize("command", [["issues"], ["emphasize", "-a", "trump"]])
def test_a_list_for_people_makes_no_items(command: list[str], tmp_path: Path) -> None:
    """What only `--format json` and csv need is not loaded for a page, nor a scenario for a list without one."""
    loaded(command, tmp_path)
    warm = loaded(command, tmp_path)
    assert not {name for name in warm if name.startswith("kbrief.records")}
    assert not warm & {"kbrief.decide.compare", "kbrief.decide.events", "shlex"}
    assert ("kbrief.decide.scenario" in warm) == ("-a" in command)


def test_a_cold_start_fills_the_cache_and_a_read_only_one_is_passed_over(tmp_path: Path) -> None:
    """The first run reads YAML; where the cache cannot be written every run does, without a word."""
    assert "yaml" in loaded(["issues"], tmp_path)
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder should be")
    assert "yaml" in loaded(["issues"], blocked)
    assert "yaml" in loaded(["issues"], blocked)


def test_the_library_loads_no_terminal() -> None:
    """`import kbrief` and its public names load neither Typer nor Rich."""
    run = subprocess.run([sys.executable, "-c", LIBRARY], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("command", [["issues"], ["emphasize", "-a", "trump"], ["issues", "--format", "json"]])
def test_a_run_that_succeeds_loads_no_words_for_errors(command: list[str], tmp_path: Path) -> None:
    """Messages in Korean are loaded when one is said, and how runs fail when one does."""
    names = loaded([*command, "--lang", "ko"], tmp_path)
    assert not names & {"kbrief.cli.print_errors", "kbrief.cli.hints"}
