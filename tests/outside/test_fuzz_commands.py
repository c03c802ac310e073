"""Every command in every format on briefs that were made up and hold: each run ends with an exit code that is told.

A short run goes with CI. A long one: KBRIEF_FUZZ=SECONDS (of CPU); KBRIEF_FUZZ_SEED=N begins there, or runs it again.
"""

import json
import os
import resource
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import typer
from brief_mutants import Data, base, holds, mutant
from typer.testing import CliRunner

from kbrief.cli.app import app

CODES = frozenset({0, 1, 2, 3, 4, 5})
SECONDS = float(os.environ.get("KBRIEF_FUZZ", "3"))
SEED = int(os.environ.get("KBRIEF_FUZZ_SEED", "1"))
CPU_LIMIT, MEMORY_LIMIT = 120, 4_000_000_000
#: How many seconds of CPU time a run may take.
SLOW = 20

FORMS = (("-f", "table"), ("-f", "json"), ("-f", "csv"), ("-f", "csv", "--bom"), ("-f", "md"), ("--width", "20"),
         ("--width", "200"), ("--lang", "ko", "--width", "60"), ("--lang", "ko", "-f", "csv"))  # fmt: skip
DOCUMENTS = ("md", "html", "json", "docx", "pdf", "hwpx")
LONG = "S" * 300
ODD = "الف <b> \\ #x 👩‍👩‍👧"

CHILD = """
import json, pathlib, sys
from test_fuzz_commands import failures, limit_child
limit_child()
print(json.dumps(failures(json.load(sys.stdin), pathlib.Path(sys.argv[1]))[:5]))
"""

Words = tuple[str, ...]


def reading(data: Data) -> Iterator[Words]:
    """Yield the commands that read, for everyone and everything that a brief knows."""
    administration: list[Words] = [("-a", one["id"]) for one in data.get("administrations", ())] or [()]
    events = [one["id"] for one in data.get("events", ())]
    points = [one["id"] for one in data.get("points", ())]
    yield ()
    for side in (administration[0], administration[-1]):
        yield from ((name, *side) for name in ("issues", "emphasize", "hold", "minimize", "events"))
        given = ("-g", events[0]) if events else ()
        yield "emphasize", *side, *given
        yield from (("explain", point, *side, *given) for point in points[:2])
        yield from (("what-if", event, *side) for event in events[:2])
    yield from ((name,) for name in ("strategy", "checklist", "compare", "disputes", "background", "sources", "hold"))
    yield "hold", "--stated-only"
    yield from (("issue", one["id"], *administration[0]) for one in data.get("issues", ())[:2])
    yield from (("trace", name) for name in (*points[:1], *events[:1], "P1"))


def writing(data: Data, folder: Path, brief: str) -> Iterator[Words]:
    """Yield the commands that write, or that take no form."""
    administration = next((("-a", one["id"]) for one in data.get("administrations", ())), ())
    for form in DOCUMENTS:  # one by one: where one cannot show a letter, the others are made all the same
        output = ("-o", str(folder / f"memo.{form}"))
        yield "memo", *administration, *output, "--from", LONG
        yield "memo", *output, "--kind", "action", "--lang", "ko"
    yield "memo", *administration, "--points", "-o", str(folder / "points.docx")
    yield "memo", *administration, "--one-page", "--subject", ODD, "--to", ODD, "--marking", ODD
    yield "memo", "-o", str(folder / "odd.docx"), "-o", str(folder / "odd.html"), "--from", ODD
    yield "board", "-o", str(folder / "board.html"), "--marking", "x"
    for kind in ("ranking", "matrix"):
        yield from (("chart", kind, "-o", str(folder / f"{kind}.{form}"), *administration) for form in ("svg", "png"))
    yield from (("export", str(folder / form), "--as", form) for form in ("csv", "json", "jsonl", "xlsx"))
    yield from (
        ("check", brief, "-f", form, *more) for form in ("table", "json", "github") for more in ((), ("--strict",))
    )
    yield from (("lint", str(folder / "draft.md"), *administration, "-f", form) for form in ("table", "json", "github"))
    yield from (("diff", "rok-us-2024", brief, "-f", form) for form in ("table", "json", "md"))
    yield from (
        ("sources", "--verify", str(folder / "draft.md"), "-f", form) for form in ("table", "json", "csv", "md")
    )
    yield "source", "add", str(folder / "draft.md")
    yield "source", "list"
    yield "add", "point", "one-more", "--label", ODD
    yield "new", str(folder / "new"), "--extends", brief, "--source", str(folder / "draft.md")
    yield from marking(data, administration)
    yield "export", str(folder / "datapackage"), "--as", "datapackage"
    yield "import", str(folder / "xlsx"), "--dry-run"
    yield "import", str(folder / "csv")
    yield "fit", "--minutes", "20", *administration
    yield "pack", "--minutes", "20", *administration, "-o", str(folder / "pack"), "--as", "md,html"
    yield ("schema",)


def marking(data: Data, administration: Words) -> Iterator[Words]:
    """Yield the commands that write ratings and marks."""
    for point in data.get("points", ())[:1]:
        for criterion in data["criteria"]:
            side = administration if criterion.get("perception") else ()
            yield "rate", point["id"], criterion["id"], "+2", *side, "--why", 'Because 한 "x": - y #'
    for event in data.get("events", ())[:1]:
        yield "events", "set", event["id"], "--status", "observed", "--note", "x"
    for action in [action for step in data.get("steps", ()) for action in step.get("actions", ())][:1]:
        yield "checklist", "done", action["id"], "--note", "=1+1"


def draft_of(data: Data) -> str:
    """Return a draft that says everything that a brief says."""
    return "\n\n".join(_texts(data))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(item)


def failures(data: Data, folder: Path) -> list[str]:
    """Return what went wrong in the runs on a brief, each with its command."""
    brief = folder / "brief.yaml"
    brief.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (folder / "draft.md").write_text(draft_of(data), encoding="utf-8")
    runs = [(*words, *form) for words in reading(data) for form in FORMS]
    return [told for words in (*runs, *writing(data, folder, str(brief))) for told in wrong(words, str(brief))]


def wrong(words: Words, brief: str) -> Iterator[str]:
    """Run a command, and yield what is wrong with how it ended."""
    began = time.process_time()
    ended = CliRunner().invoke(app, list(words), env={"KBRIEF_BRIEF": brief})
    took = time.process_time() - began
    shown = " ".join(word if len(word) < 80 else f"{word[:80]}…" for word in words)
    if ended.exit_code not in CODES or "Traceback" in ended.output:
        error = ended.exception
        trace = "" if error is None else "".join(traceback.format_exception(_cause(error))[-4:])
        yield f"kbrief {shown}: exit {ended.exit_code}\n{ended.stderr[-300:]}\n{trace}"
    if took > SLOW:
        yield f"kbrief {shown}: {took:.0f} s"


def _cause(error: BaseException) -> BaseException:
    return error.__cause__ or error.__context__ or error


def limit_child() -> None:
    """Bound the processor time and the memory of this process."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT, CPU_LIMIT))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def in_a_child(data: Data, folder: Path) -> list[str]:
    """Return the failures on a brief, looked for in a process of its own with limits of time and memory.

    It is a new process and no fork: threads of libraries that this one has used, such as typst, are lost in a fork.
    """
    command = [sys.executable, "-c", CHILD, str(folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, input=json.dumps(data), env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        return [f"the process ended with {done.returncode}: {done.stderr[-500:]}"]
    found: list[str] = json.loads(done.stdout)
    return found


def reached(data: Data, folder: Path) -> set[str]:
    """Return the names of the commands that are run."""
    runs: Sequence[Words] = (*reading(data), *writing(data, folder, "b.yaml"))
    return {words[0] for words in runs if words}


def test_every_command_is_reached(tmp_path: Path) -> None:
    """A new command is run too, or this test says so."""
    known = typer.main.get_command(app)
    names = set(known.list_commands(None))  # type: ignore[attr-defined]
    assert reached(base("shipped"), tmp_path) == names


@pytest.mark.parametrize("name", ["shipped", "template"])
def test_mutants_hold_and_differ(name: str) -> None:
    """What is made of a brief holds, and is another one."""
    made = [mutant(seed, name) for seed in (1, 2)]
    assert all(holds(data) for data in made)
    assert made[0] != made[1]
    assert base(name) not in made


def test_no_brief_that_holds_breaks_a_command(tmp_path: Path) -> None:
    """No run ends in a bug, in a signal, or not at all."""
    began = time.process_time() + sum(os.times()[2:4])
    for seed in count(SEED):
        folder = tmp_path / str(seed)
        folder.mkdir()
        data = mutant(seed, "shipped" if seed % 4 == 2 else "template")
        found = in_a_child(data, folder)
        if found:
            kept = folder / "brief.yaml"
            pytest.fail(f"KBRIEF_FUZZ_SEED={seed} ({kept}):\n" + "\n".join(found))
        if time.process_time() + sum(os.times()[2:4]) - began > SECONDS:
            break
