"""What a memo costs in each format, as ratios within one interleaved run: absolute times mean nothing here.

    python benchmarks/documents.py [ROUNDS]

Each round runs every command once, in turn; a ratio is taken round by round, and its median is printed. It needs the
extras `pdf`, `docx` and `hwpx`.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

MEMO = ("-m", "kbrief", "memo", "-a", "trump")
#: How many points the growing brief has: each size is twice the one before.
POINTS = (250, 500, 1000)


def seconds(arguments: tuple[str, ...], environment: dict[str, str]) -> float:
    """Return the seconds of one whole process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def commands(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return what is run, by name."""
    together = tuple(part for ending in ("md", "html", "docx", "pdf") for part in ("-o", str(folder / f"a.{ending}")))
    single = {
        ending: (*MEMO, "-o", str(folder / f"a.{ending}")) for ending in ("md", "html", "docx", "pdf", "hwpx", "json")
    }
    sized = {
        f"{ending} {count}": (
            "-m", "kbrief", "--brief", grown(folder, count), "memo", "-a", "one", "-o", str(folder / f"b.{ending}"),
        )
        for count in POINTS
        for ending in ("md", "pdf")
    }  # fmt: skip
    imports = ("-c", "import typst, docx, jinja2")
    issues = ("-m", "kbrief", "issues")
    return {"issues": issues, "imports": imports, **single, "together": (*MEMO, *together), **sized}


def grown(folder: Path, count: int) -> str:
    """Write a brief of so many points, and return its path."""
    said = {"text": "what is said of it, in a line of usual length", "basis": "inferred", "why": "because"}
    texts = ("reason", "say", "if_raised", "handling", "case_against")
    points = [
        {
            "id": f"p{n}",
            "label": f"Point number {n}",
            **dict.fromkeys(texts, said),
            "ratings": {
                "source": {"value": n % 5 - 2, "basis": "inferred", "why": "because"},
                "view": {"one": {"value": n % 3 - 1, "basis": "inferred", "why": "because"}},
            },
        }
        for n in range(count)
    ]
    criteria = [{"id": "source", "name": "Source"}, {"id": "view", "name": "View", "perception": True}]
    office = {"id": "one", "name": "One", "transition_team": {"text": "not known", "basis": "unknown"}}
    brief = {"id": "grown", "title": "Grown", "as_of": "2025-01", "criteria": criteria, "points": points}
    path = folder / f"grown-{count}.yaml"
    path.write_text(json.dumps(brief | {"administrations": [office]}), encoding="utf-8")
    return str(path)


def main() -> None:
    """Run the rounds and print the ratios beside their aims."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inherited = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment = {**inherited, "XDG_CACHE_HOME": name, "KBRIEF_BRIEF": "rok-us-2024", "KBRIEF_LANG": "en"}
        known = commands(folder)
        for arguments in known.values():
            seconds(arguments, environment)
        times = [{what: seconds(arguments, environment) for what, arguments in known.items()} for _ in range(rounds)]
    tell("md", times, [row["md"] / row["issues"] for row in times], "issues", 1.3)
    both = [row["together"] / (row["imports"] + row["issues"]) for row in times]
    tell("together", times, both, "imports + issues", 2.5)
    for ending in ("md", "pdf"):
        for small, large in pairwise(POINTS):
            grows = [row[f"{ending} {large}"] / row[f"{ending} {small}"] for row in times]
            tell(f"{ending} {large}", times, grows, f"{ending} {small}", 2.3)
    for ending in ("html", "docx", "pdf", "hwpx", "json"):
        tell(ending, times, [row[ending] / row["issues"] for row in times], "issues", None)


def tell(what: str, times: list[dict[str, float]], ratios: list[float], against: str, aim: float | None) -> None:
    """Print the median of a ratio, and whether it is what it should be."""
    ratio = statistics.median(ratios)
    ending = "" if aim is None else f"   aim at most {aim}   {'ok' if ratio <= aim else 'MISSED'}"
    typical = statistics.median(row[what] for row in times)
    print(f"{what:10} ({typical * 1000:5.0f} ms) / {against:18} {ratio:5.2f}{ending}")


if __name__ == "__main__":
    main()
