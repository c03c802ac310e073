"""What a pack and the choice under time cost, as ratios within one interleaved run; and the rules on every duration.

    python benchmarks/pack.py [ROUNDS]
    python benchmarks/pack.py sweep [STEP]

Each round runs every command once, in turn; a ratio is taken round by round, and its median is printed beside its aim.
`sweep` makes the pack of the shipped brief for 1 to 90 minutes, for each audience, with and without an interpreter, in
both languages, and says which rules hold on the finished files. It needs the extras `pdf` and `docx`.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import product
from pathlib import Path

PACK = ("-m", "kbrief", "pack", "-a", "trump", "--minutes", "20", "--as", "docx,pdf")
#: Prints the seconds of the choice (and of that with a minute more) by those of loading, and how many are chosen.
CHOICE = """
import sys, time
from pathlib import Path
from kbrief.load.brief import load
from kbrief.load.find import find_brief
start = time.process_time()
brief = load(find_brief(sys.argv[1], {})).brief
loaded = time.process_time() - start
from fractions import Fraction
from kbrief.decide.rank import rank
from kbrief.pack.fit import fit_points
from kbrief.pack.seconds import Pace
ranking = rank(brief)
seconds = {p.id: Pace().seconds(p.say.text.in_language("en"), "en") for p in brief.points}
start = time.process_time()
chosen = fit_points(ranking, 90, seconds).choice.chosen
print((time.process_time() - start) / loaded, len(chosen))
"""

POINTS = 1000


def seconds(arguments: tuple[str, ...], environment: dict[str, str]) -> float:
    """Return the seconds of one whole process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def grown(folder: Path) -> str:
    """Write a brief of many points to emphasize, their lines of 8 to 40 words, and return its path."""
    said = {"basis": "inferred", "why": "because"}
    points = [
        {
            "id": f"p{n}",
            "label": f"Point number {n}",
            "say": {"text": " ".join(["word"] * (8 + n * 7 % 33)), **said},
            "ratings": {name: {"value": 1 + (n * k) % 2, **said} for k, name in enumerate(("one", "two", "three"), 1)},
        }
        for n in range(POINTS)
    ]
    criteria = [{"id": name, "name": name} for name in ("one", "two", "three")]
    path = folder / "grown.yaml"
    brief = {"id": "grown", "title": "Grown", "as_of": "2025-01", "criteria": criteria, "points": points}
    path.write_text(json.dumps(brief), encoding="utf-8")
    return str(path)


def rounds(count: int) -> None:
    """Run the rounds and print the ratios beside their aims."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "XDG_CACHE_HOME": name, "KBRIEF_BRIEF": "rok-us-2024", "KBRIEF_LANG": "en"}
        brief, packs, choices = grown(folder), [], []
        runs = {"issues": ("-m", "kbrief", "issues"), "imports": ("-c", "import typst, docx")}
        packed = {lang: (*PACK, "--lang", lang, "-o", str(folder / lang)) for lang in ("en", "ko")}
        seconds(runs["issues"], environment)
        for _round in range(count):
            base = sum(seconds(run, environment) for run in runs.values())
            packs.append(sum(seconds(run, environment) for run in packed.values()) / base)
            done = subprocess.run(
                [sys.executable, "-c", CHOICE, brief], env=environment, check=True, capture_output=True, text=True
            )
            choices.append(float(done.stdout.split()[0]))
    print(f"pack, both languages / (issues + imports): {statistics.median(packs):.2f} (at most 4)")
    print(f"choice of {POINTS} points in 90 minutes / loading: {statistics.median(choices):.3f} (at most 0.5)")


def sweep(step: int) -> None:
    """Make every pack, and print what each rule came to."""
    found: Counter[tuple[str, object]] = Counter()
    failed = []
    every = list(product(range(1, 91, step), ("trump", "harris"), (False, True), ("en", "ko")))
    for minutes, whom, has_interpreter, lang in every:
        with tempfile.TemporaryDirectory() as name:
            command = [
                "-m",
                "kbrief",
                "pack",
                "-a",
                whom,
                "--minutes",
                str(minutes),
                "--lang",
                lang,
                "-o",
                f"{name}/out",
            ]
            more = ["--interpreter"] if has_interpreter else []
            house = ["--house", "korea" if lang == "ko" else "dod"]
            done = subprocess.run(
                [sys.executable, *command, *more, *house], check=False, capture_output=True, text=True
            )
            if done.returncode:
                failed.append((minutes, whom, has_interpreter, lang, done.stderr.strip()))
                continue
            told = json.loads(Path(name, "out", "pack.json").read_text(encoding="utf-8"))
            found.update((rule["id"], rule["holds"]) for rule in told["rules"])
    for (rule, holds), count in sorted(found.items(), key=str):
        print(f"{rule}: {holds} in {count} files")
    for run in failed:
        print("failed:", *run)
    print(f"{len(every) - len(failed)} of {len(every)} packs keep every rule")
    sys.exit(bool(failed))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    if "sweep" in sys.argv:
        sweep(numbers[0] if numbers else 1)
    else:
        rounds(numbers[0] if numbers else 5)
