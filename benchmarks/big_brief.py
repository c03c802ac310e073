"""Write a large brief, and tell what its memo costs as ratios to `check` of it.

    python benchmarks/big_brief.py FOLDER [ISSUES POINTS AUDIENCES EVENTS]
    python benchmarks/big_brief.py --measure [ROUNDS]

The brief has 40 issues, 400 points, 12 audiences and 60 events where nothing else is asked for. Each round of
`--measure` runs every command once, in turn; a ratio is taken round by round, and its median is printed.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

#: Issues, points, audiences and events.
SIZE = (40, 400, 12, 60)

SOURCES = 4
#: How many sources there are, and how many points an event moves.
MOVED = 8

#: How much a memo may cost in each format, as a multiple of `check`.
AIMS = {"md": 1.5, "docx": 4.0, "pdf": 4.0}

Data = dict[str, Any]


def claim(text: str, n: int) -> Data:
    """Return a statement of a usual length, inferred from a paragraph."""
    why = f"It follows from what the paper says of the harbor; for one more reading: {text}"
    return {"text": text, "basis": "inferred", "cites": [f"paper-{n % SOURCES}#P{n % 9 + 1}"], "why": why}


def rating(value: int, n: int, of: str) -> Data:
    """Return a rating, every third one stated; `of` says what of."""
    cites = [f"paper-{n % SOURCES}#P{n % 9 + 1}"]
    if n % 3 == 0:
        return {"value": value, "basis": "stated", "cites": cites}
    return {"value": value, "basis": "inferred", "cites": cites, "why": f"So we read it of {of}."}


def point(n: int, issues: int, audiences: int) -> Data:
    """Return a point with all of its texts; some are listed, contested, or said otherwise to one audience."""
    text = {
        "reason": claim(f"The papers come back to matter {n} and give it some room, with a reason each time.", n),
        "say": claim(f"On matter {n} we have done our part, and would like to go on with you from here.", n),
        "if_raised": claim(f"That is a fair question on matter {n}; we have an answer and can show the figures.", n),
        "handling": claim(f"Speak of matter {n} once, in a sentence, and move on to what both sides want.", n),
        "case_against": claim(f"Matter {n} costs money, and some will ask why now.", n),
    }
    views = {f"office-{a}": rating((n * 7 + a * 3) % 5 - 2, n + a, f"matter {n}, office {a}") for a in range(audiences)}
    source: Any = rating(n % 5 - 2, n, f"matter {n}")
    if n % 17 == 0:
        source = [rating(2, 3 * n, ""), {**rating(-2, 3 * n + 3, ""), "cites": [f"paper-{(n + 1) % SOURCES}#P2"]}]
    listed = {"listed": {"list": "emphasize", "basis": "stated", "cites": ["paper-0#P1"]}} if n % 40 == 0 else {}
    return {
        "id": f"point-{n}",
        "label": f"A matter of the harbor that the papers number {n}",
        "issue": f"issue-{n % issues}",
        **listed,
        **text,
        "terms": {"en": [f"matter {n}"]},
        "ratings": {"source": source, "interest": rating(n % 3 - 1, n, f"our part in {n}"), "view": views},
    }


def event(n: int, points: int, audiences: int) -> Data:
    """Return an event that moves some points with one audience or two."""
    by = {"by": 1 - 2 * (n % 2), "basis": "inferred", "cites": ["paper-1#P1"], "why": ""}
    whom = [f"office-{a % audiences}" for a in (n, n + 1)]
    more: Data = {"date": f"2027-{n % 12 + 1:02}"} if n % 4 == 0 else {}
    if n % 5 == 0:
        more["likelihood"] = {"word": "unlikely", "basis": "inferred", "why": f"Little speaks for turn {n} this year."}
    return {
        "id": f"event-{n}",
        "name": f"A turn of the tide that has the number {n}",
        "kind": "pending",
        "what": claim(f"It happens, and the talk of the town changes, turn {n}.", n),
        "signs": [claim(f"The papers announce turn {n} on their first page.", n)],
        "issues": ["issue-0"],
        "shifts": {
            f"point-{(n * 5 + k) % points}": {
                "view": {a: by | {"why": f"Seen so by {a} in case {n}, {k}."} for a in whom}
            }
            for k in range(MOVED)
        },
        **more,
    }


def issue(n: int) -> Data:
    """Return an issue."""
    return {
        "id": f"issue-{n}",
        "name": f"The question of the harbor, part {n}",
        "driver": claim(f"The quay is old at part {n}, and ships have become longer.", n),
        "actions": [claim(f"Ask the harbor master for the plan of part {n}.", n)],
        "alignment": {"kind": "unmarked", "basis": "unknown"},
        "cites": [f"paper-{n % SOURCES}#P1"],
    }


def paper(n: int) -> Data:
    """Return the record of a source."""
    paragraphs = [
        {
            "n": p,
            "kind": "body",
            "sha256": f"{n * 100 + p:064x}",
            "words": 80,
            "digest": f"What paper {n} says, part {p}.",
        }
        for p in range(1, 10)
    ]
    return {
        "id": f"paper-{n}", "name": f"Paper {n}", "title": f"On the harbor, part {n}", "author": f"Author {n}",
        "publisher": "The Harbor Review", "published": f"2026-0{n + 1}",
        "kind": "commentary", "grade": {"reliability": "F", "credibility": 6},
        "paragraphs": paragraphs,
    }  # fmt: skip


def brief(issues: int, points: int, audiences: int, events: int) -> Data:
    """Return a brief of that size."""
    return {
        "id": "harbor", "title": "The harbor", "as_of": "2026-10", "languages": ["en"],
        "criteria": [
            {"id": "source", "name": "Papers"}, {"id": "interest", "name": "Interest"},
            {"id": "view", "name": "View", "perception": True},
        ],
        "issues": [issue(n) for n in range(issues)],
        "points": [point(n, issues, audiences) for n in range(points)],
        "administrations": [{"id": f"office-{n}", "name": f"Office {n}"} for n in range(audiences)],
        "events": [event(n, points, audiences) for n in range(events)],
        "sources": [paper(n) for n in range(SOURCES)],
    }  # fmt: skip


def write(folder: Path, size: tuple[int, ...] = SIZE) -> None:
    """Write a brief of that size as a folder; JSON is YAML."""
    data = brief(*size)
    sections = ("issues", "points", "administrations", "events")
    for name in ("data", "seeds"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for one in data.pop("sources"):
        (folder / "seeds" / f"{one['id']}.yaml").write_text(json.dumps(one, indent=1), encoding="utf-8")
    for name in sections:
        (folder / "data" / f"{name}.yaml").write_text(json.dumps({name: data.pop(name)}, indent=1), encoding="utf-8")
    (folder / "data" / "brief.yaml").write_text(json.dumps(data, indent=1), encoding="utf-8")


def seconds(arguments: list[str], environment: dict[str, str]) -> float:
    """Return the processor time of one whole process."""
    before = os.times()
    subprocess.run([sys.executable, "-m", "kbrief", *arguments], env=environment, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def measure(rounds: int) -> None:
    """Run the rounds and print the ratios beside their aims."""
    with tempfile.TemporaryDirectory() as name:
        write(Path(name, "big"))
        environment = {
            **os.environ,
            "XDG_CACHE_HOME": name,
            "KBRIEF_BRIEF": str(Path(name, "big")),
            "KBRIEF_LANG": "en",
        }
        out = str(Path(name, "memo"))
        runs = {ending: ["memo", "-a", "office-1", "-o", f"{out}.{ending}"] for ending in AIMS}
        runs |= {
            "check": ["check", str(Path(name, "big"))], "emphasize": ["emphasize", "-a", "office-1"],
            "compare": ["compare"], "twelve": ["memo", "-o", f"{out}.md", *(f"-aoffice-{n}" for n in range(SIZE[2]))],
        }  # fmt: skip
        times = [{what: seconds(typed, environment) for what, typed in runs.items()} for _ in range(rounds)]
    for what in runs:
        ratio = statistics.median(row[what] / row["check"] for row in times)
        aim = AIMS.get(what)
        ending = "" if aim is None else f"   aim at most {aim}   {'ok' if ratio <= aim else 'MISSED'}"
        print(f"{what:10} {statistics.median(row[what] for row in times):6.2f} s   {ratio:5.2f} × check{ending}")


if __name__ == "__main__":
    if sys.argv[1] == "--measure":
        measure(int(sys.argv[2]) if sys.argv[2:] else 3)
    else:
        write(Path(sys.argv[1]), tuple(map(int, sys.argv[2:6])) or SIZE)
