"""What a start costs, as ratios within one interleaved run: absolute times mean nothing on a shared machine.

    python benchmarks/startup.py [ROUNDS] [--write]

Where valgrind is there, the instructions of each whole process are counted: they hardly differ from run to run. Else
each round runs every command once, in turn, and takes the CPU time of the whole process; a ratio is taken round by
round, and its median is printed. `--write` puts the table into docs/speed.md.
"""

import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which

PAGE = Path(__file__).parent.parent / "docs" / "speed.md"
IMPORTS = "import typer, rich.table, rich.console, yaml; from pydantic import BaseModel"
#: What the console script does, without the loader of `python -m`.
KBRIEF = ("-c", "from kbrief.__main__ import main; main()")
COMMANDS = {
    "pass": ("-c", "pass"),
    "imports": ("-c", IMPORTS),
    "--version": (*KBRIEF, "--version"),
    "--help": (*KBRIEF, "--help"),
    "issues, in a pipe": (*KBRIEF, "issues"),
    "issues, laid out as on a terminal": (*KBRIEF, "issues", "--width", "80"),
    "emphasize -a trump": (*KBRIEF, "emphasize", "-a", "trump"),
    "a completion": KBRIEF,
}

#: What completes `kbrief emp` in bash.
COMPLETION = {"_KBRIEF_COMPLETE": "complete_bash", "COMP_WORDS": "kbrief emp", "COMP_CWORD": "1"}

AIMS = (
    ("--version", "pass", 1.4),
    ("--help", "imports", 0.42),
    ("issues, in a pipe", "imports", 1.15),
    ("issues, laid out as on a terminal", "imports", 1.25),
    ("emphasize -a trump", "imports", 1.25),
    ("a completion", "imports", 1.15),
)

HEAD = """# What a start costs

Made by `python benchmarks/startup.py --write`, which compares the {unit} of whole processes, as the console script
starts them; the cache of the brief is warm. `imports` is a Python that does nothing but
`{imports}`; `pass` is one that does nothing.

"""

#: Counts instructions: the line that says how many is `==1== I refs: 1,234`.
VALGRIND = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")


def cost(name: str, environment: dict[str, str]) -> float:
    """Return the instructions of one whole process, or its CPU seconds where they cannot be counted."""
    own = environment | (COMPLETION if name == "a completion" else {})
    if which("valgrind"):
        command = (*VALGRIND, sys.executable, *COMMANDS[name])
        run = subprocess.run(command, env=own, check=True, capture_output=True, text=True)
        line = next(line for line in run.stderr.splitlines() if "refs" in line)
        return float(line.rpartition(":")[2].replace(",", ""))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run((sys.executable, *COMMANDS[name]), env=own, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(rounds: int) -> list[dict[str, float]]:
    """Return the cost of each command, a mapping a round."""
    with tempfile.TemporaryDirectory() as folder:
        # Installed packages have their bytecode; a checkout gets it in the first round.
        inherited = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment = {**inherited, "XDG_CACHE_HOME": str(Path(folder)), "KBRIEF_BRIEF": "rok-us-2024"}
        for name in COMMANDS:
            cost(name, environment)
        return [{name: cost(name, environment) for name in COMMANDS} for _ in range(rounds)]


def table(times: list[dict[str, float]]) -> str:
    """Return the ratios beside their aims, as a table in Markdown."""
    rows = ["| command | compared with | ratio | aim, at most | |", "| --- | --- | ---: | ---: | --- |"]
    for what, against, aim in AIMS:
        ratio = round(statistics.median(row[what] / row[against] for row in times), 2)
        rows.append(f"| {what} | {against} | {ratio:.2f} | {aim} | {'ok' if ratio <= aim else 'missed'} |")
    return "\n".join(rows) + "\n"


def main() -> None:
    """Run the rounds, print the table, and write the page where that is asked for."""
    rounds = next((int(argument) for argument in sys.argv[1:] if argument.isdecimal()), 1 if which("valgrind") else 20)
    made = table(measured(rounds))
    print(made, end="")
    if "--write" in sys.argv:
        unit = "instructions" if which("valgrind") else "CPU time"
        run = f"\nThe last run: {rounds} rounds, Python {platform.python_version()}, {platform.system()}.\n"
        PAGE.write_text(HEAD.format(unit=unit, imports=IMPORTS) + made + run, encoding="utf-8")


if __name__ == "__main__":
    main()
