"""What a check costs, as ratios within one interleaved run: absolute times mean nothing on a shared machine.

    python benchmarks/check.py [ROUNDS]

A check of a brief (reading, schema, every rule) is held against a bare CSafeLoader and Pydantic on the same file. Each
round does both, in turn; a ratio is taken round by round, and its median is printed. Then the growth from 1,000 to
100,000 short items, round by round too, as the cost of one item against that of one among 1,000.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from kbrief.load.brief import load
from kbrief.load.check import check
from kbrief.load.find import Place, bundled
from kbrief.model import Brief

AIMS = {1_000: 1.3, 10_000: 1.1}
MAX_FULL = 4_000
SHORT = (1_000, 10_000, 100_000)


def full_items(count: int) -> dict[str, Any]:
    """Return the shipped brief with so many items: its points, gaps and events again and again, under new ids."""
    whole: dict[str, Any] = json.loads(load(bundled()).brief.model_dump_json(exclude_none=True))
    for n in range(count // 3):
        for section in ("points", "gaps", "events"):
            whole[section].append(numbered(whole[section][n % 10], n) | {"id": f"{section}-{n}"})
    return whole


def numbered(value: Any, number: int, *, is_reason: bool = False) -> Any:
    """Return a copy in which each reason ends in a number, in letters: `check` warns of reasons that are the same."""
    if isinstance(value, dict):
        return {key: numbered(inner, number, is_reason=is_reason or key == "why") for key, inner in value.items()}
    if isinstance(value, list):
        return [numbered(item, number) for item in value]
    letters = str(number).translate(str.maketrans("0123456789", "abcdefghij"))
    return f"{value} {letters}" if is_reason and isinstance(value, str) else value


def short_items(count: int) -> dict[str, Any]:
    """Return the least brief with so many gaps."""
    criteria = [{"id": "source", "name": "Source"}, {"id": "view", "name": "View"}]
    gaps = [{"id": f"gap-{n}", "text": f"What gap {n} is about."} for n in range(count)]
    return {"id": "short", "title": "Short", "as_of": "2025-01", "criteria": criteria, "gaps": gaps}


def write(folder: Path, data: dict[str, Any]) -> Place:
    """Write a brief as block YAML."""
    folder.mkdir(exist_ok=True)
    path = folder / "brief.yaml"
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110))
    return Place(path, path.name)


def bare(place: Place) -> None:
    """Do what any program would: CSafeLoader, then Pydantic."""
    data = yaml.load(place.path.read_bytes(), Loader=yaml.CSafeLoader)
    Brief.model_validate_json(json.dumps(data))


def ours(place: Place) -> None:
    """Check the brief, of which there is nothing to say."""
    if problems := check(place):
        sys.exit(f"{problems[0]}")


def seconds(run: Callable[[Place], None], place: Place) -> float:
    """Return the seconds that the processor worked on one run: what others do meanwhile does not count."""
    start = time.process_time()
    run(place)
    return time.process_time() - start


def main() -> None:
    """Run the rounds and print the ratios beside their aims."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count, aim in AIMS.items():
            # 10,000 full items are more bytes than a brief may have.
            place = write(folder, full_items(count) if count < MAX_FULL else short_items(count))
            ratio = statistics.median(seconds(ours, place) / seconds(bare, place) for _ in range(rounds))
            verdict = "ok" if ratio <= aim else "MISSED"
            print(f"check / bare, {count:7,} items {ratio:6.2f}   aim at most {aim}   {verdict}")
        places = {count: write(folder / f"{count}", short_items(count)) for count in SHORT}
        each = [{count: seconds(ours, place) / count for count, place in places.items()} for _ in range(rounds)]
        for count in SHORT:
            ratio = statistics.median(one[count] / one[SHORT[0]] for one in each)
            print(f"one of {count:7,} short items / one of {SHORT[0]:,} {ratio:5.2f}")


if __name__ == "__main__":
    main()
