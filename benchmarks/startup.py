"""How long a start takes, as ratios within one interleaved run: absolute times mean nothing on a shared machine.

    python benchmarks/startup.py [ROUNDS]

Each round runs every command once, in turn; a ratio is taken round by round, and its median is printed.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

IMPORTS = "import typer, rich.table, rich.console, yaml; from pydantic import BaseModel"
COMMANDS = {
    "pass": ["-c", "pass"],
    "imports": ["-c", IMPORTS],
    "version": ["-m", "kbrief", "--version"],
    "help": ["-m", "kbrief", "--help"],
    "issues": ["-m", "kbrief", "issues"],
    "emphasize": ["-m", "kbrief", "emphasize", "--administration", "trump"],
}
AIMS = (
    ("version", "pass", 2.0),
    ("help", "imports", 0.6),
    ("issues", "imports", 1.4),
    ("emphasize", "issues", 1.25),
)


def seconds(arguments: list[str], environment: dict[str, str]) -> float:
    """Return the seconds of one whole process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Run the rounds and print the ratios beside their aims."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        # Installed packages have their bytecode; a checkout gets it in the first round.
        inherited = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment = {**inherited, "XDG_CACHE_HOME": str(Path(folder)), "KBRIEF_BRIEF": "rok-us-2024"}
        for arguments in COMMANDS.values():
            seconds(arguments, environment)
        times = [{name: seconds(arguments, environment) for name, arguments in COMMANDS.items()} for _ in range(rounds)]
    for what, against, aim in AIMS:
        ratio = statistics.median(row[what] / row[against] for row in times)
        print(f"{what:10} / {against:8} {ratio:5.2f}   aim at most {aim}   {'ok' if ratio <= aim else 'MISSED'}")


if __name__ == "__main__":
    main()
