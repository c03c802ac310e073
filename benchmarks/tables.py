"""What a round trip through a workbook costs, as a ratio within one interleaved run: shared machines have no seconds.

    python benchmarks/tables.py [ROUNDS]

A brief of 1,000 points is exported as a workbook, the workbook read and compared, and every seventh line to take
changed and written; that is held against one check of the brief. As the program does, it runs without Python's garbage
collector.
"""

import datetime as dt
import gc
import statistics
import sys
import tempfile
import time
from copy import deepcopy
from pathlib import Path
from typing import Any

from check import full_items, write

from kbrief.load.brief import load
from kbrief.load.check import check
from kbrief.load.find import Place
from kbrief.store.changes import write_changes
from kbrief.store.edit import Change
from kbrief.tables.compare import compare
from kbrief.tables.read import read_tables
from kbrief.tables.write import table_files

COUNT, AIM = 1_000, 3.0


def points(count: int) -> dict[str, Any]:
    """Return the shipped brief with so many points, each with a reason of its own."""
    whole = full_items(0)
    base = whole["points"]
    whole["points"] = [deepcopy(base[n % len(base)]) | {"id": f"point-{n}"} for n in range(count)]
    for n, point in enumerate(base):
        whole["points"][n]["id"] = point["id"]  # events shift them
    for n, point in enumerate(whole["points"]):
        point["say"]["why"] = f"The reason of point {n} for it."
    return whole


def round_trip(place: Place) -> float:
    """Export the brief, take its workbook in, write edits, and return the seconds that the processor worked."""
    brief = load(place).brief
    start = time.process_time()
    (data,) = table_files(brief, "xlsx", dt.date(2026, 1, 2)).values()
    path = place.path.with_suffix(".xlsx")
    path.write_bytes(data)
    if compare(brief, read_tables([path])).edits:
        sys.exit("an edit that nobody made")
    changes = [Change(("points", n, "say", "text", "en"), f"Words for {n}.") for n in range(0, COUNT, 7)]
    if write_changes(place, changes, is_trial=True).refused:
        sys.exit("edits that are refused")
    return time.process_time() - start


def main() -> None:
    """Run the rounds and print the ratio beside its aim."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    gc.disable()
    with tempfile.TemporaryDirectory() as name:
        place = write(Path(name), points(COUNT))
        ratios = []
        for _ in range(rounds):
            start = time.process_time()
            check(place)
            checked = time.process_time() - start
            ratios.append(round_trip(place) / checked)
        ratio = statistics.median(ratios)
        verdict = "ok" if ratio <= AIM else "MISSED"
        print(f"round trip of {COUNT:,} points / check {ratio:6.2f}   aim at most {AIM}   {verdict}")


if __name__ == "__main__":
    main()
