"""Runs of the program in this process or in one of its own, and small briefs on disk for it."""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from typer.testing import CliRunner

from kbrief.cli.app import app

SHIPPED = "rok-us-2024"
#: One cache for all runs of all tests: it is keyed by content, and starts are faster with it.
CACHE = TemporaryDirectory(prefix="kbrief-runs-")

atexit.register(CACHE.cleanup)
SETTINGS = {"KBRIEF_BRIEF": SHIPPED, "KBRIEF_LANG": "en", "XDG_CACHE_HOME": CACHE.name}
#: One run of every command that reads; `kbrief` stands for the program without a command.
READING = (
    ("kbrief",),
    ("issues",),
    ("issues", "-a", "trump"),
    ("issue", "extended-deterrence", "-a", "harris"),
    ("strategy",),
    ("checklist",),
    ("emphasize", "-a", "trump"),
    ("minimize", "-a", "harris"),
    ("hold",),
    ("explain", "ncg", "-a", "trump", "-g", "nk-nuclear-test"),
    ("compare",),
    ("what-if", "posture-review", "-a", "harris"),
    ("events",),
    ("background",),
    ("sources",),
    ("trace", "ncg"),
    ("trace", "P8"),
)


class Run(NamedTuple):
    """How a run ended, and what it said.

    Of a list in a pipe, `out` has the rows and `err` the head lines that stood before and behind them as `# …`;
    `raw` has standard output as it was.
    """

    code: int
    out: str
    err: str
    raw: str = ""


def parted(code: int, out: str, err: str) -> Run:
    """Return a run with the head lines of a list apart from its rows."""
    lines = out.splitlines(keepends=True)
    heads = [line for line in lines[:2] if line.startswith("# ")]
    if len(heads) < 2:
        return Run(code, out, err, out)
    rows = [line for line in lines if not line.startswith("# ")]
    said = [line.removeprefix("# ") for line in lines if line.startswith("# ")]
    return Run(code, "".join(rows), "".join(said) + err, out)


def typed(arguments: tuple[str, ...]) -> tuple[str, ...]:
    """Return the arguments without the name that stands for no command."""
    return arguments[1:] if arguments[:1] == ("kbrief",) else arguments


def run(*arguments: str, brief: str = SHIPPED, environment: Mapping[str, str] | None = None) -> Run:
    """Run the program in this process on a brief; an empty name leaves the choice to the program."""
    settings = {**SETTINGS, "KBRIEF_BRIEF": brief, **(environment or {})}
    result = CliRunner().invoke(app, list(typed(arguments)), env=settings)
    return parted(result.exit_code, result.stdout, result.stderr)


def elsewhere(program: str, *arguments: str) -> Run:
    """Run the program in a process of its own, which is not measured: the measure would be a file too large."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    environment = own | SETTINGS
    done = subprocess.run(
        (sys.executable, "-c", program, *arguments), env=environment, capture_output=True, text=True, check=False
    )
    return parted(done.returncode, done.stdout, done.stderr)


def answer(*arguments: str, brief: str = SHIPPED) -> dict[str, Any]:
    """Return the JSON envelope of a run that succeeds."""
    ended = run(*arguments, "--format", "json", brief=brief)
    assert (ended.code, ended.err) == (0, "")
    found: dict[str, Any] = json.loads(ended.out)
    return found


def items(*arguments: str, brief: str = SHIPPED) -> list[dict[str, Any]]:
    """Return the items of a run that succeeds."""
    found: list[dict[str, Any]] = answer(*arguments, brief=brief)["items"]
    return found


def ids(*arguments: str, brief: str = SHIPPED) -> list[str]:
    """Return the ids of the items of a run that succeeds, in their order."""
    return [item["id"] for item in items(*arguments, brief=brief)]


def start(*arguments: str, brief: str = SHIPPED, **options: Any) -> "subprocess.Popen[str]":
    """Start the program in a process of its own, its streams piped."""
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    coding = options.pop("encoding", "utf-8")
    environment = {**os.environ, **SETTINGS, "KBRIEF_BRIEF": brief, **options.pop("environment", {})}
    command = [sys.executable, "-m", "kbrief", *arguments]
    return subprocess.Popen(command, env=environment, encoding=coding, errors="replace", **(pipes | options))


def ended(process: "subprocess.Popen[str]") -> Run:
    """Wait for a process, and return how it ended."""
    out, err = process.communicate()
    return parted(process.returncode, out or "", err or "")


def write_brief(path: Path, data: Mapping[str, Any]) -> str:
    """Write a brief as one file, and return its path; JSON is YAML."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return str(path)


def said(text: str = "x") -> dict[str, Any]:
    """Return an inferred statement."""
    return {"text": text, "basis": "inferred", "why": "because it is so"}


def point(name: str, **more: Any) -> dict[str, Any]:
    """Return a talking point without ratings."""
    texts = ("reason", "say", "if_raised", "handling", "case_against")
    return {"id": name, "label": f"label of {name}", **{key: said(f"{key} of {name}") for key in texts}, **more}


def small(**sections: Any) -> dict[str, Any]:
    """Return the least brief that holds, with more sections laid over it."""
    criteria = [{"id": "source", "name": "Source"}, {"id": "view", "name": "View", "perception": True}]
    return {"id": "small", "title": "Small", "as_of": "2025-01", "criteria": criteria, **sections}


def office(name: str) -> dict[str, Any]:
    """Return an administration of which nothing is known."""
    return {"id": name, "name": name.title(), "transition_team": {"text": "not known", "basis": "unknown"}}
