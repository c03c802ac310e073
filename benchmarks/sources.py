"""What taking papers in costs, as a ratio within one interleaved run: absolute times mean nothing on a shared machine.

    python benchmarks/sources.py [ROUNDS]

`source add` of 20 papers of 10 pages each in text (reading, telling what is the same, writing records, checking the
brief with them) is held against reading and hashing the same papers: lines joined into paragraphs, broken words mended,
words normalized. Each round does both, in turn; a ratio is taken round by round, and its median is printed.
"""

import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kbrief.store.new import NewBriefOptions, SourceFacts, fingerprint, new_brief
from kbrief.store.sources import add_sources
from kbrief.verify.source_text import read_source

AIM = 2.0
PAPERS = 20
PAGES = 10
#: On each page.
PARAGRAPHS = 6


def write_papers(folder: Path) -> list[Path]:
    """Write papers of words that nobody wrote, wrapped as people wrap them."""
    chance = random.Random(13)  # noqa: S311 - the same papers each time
    words = ["".join(chance.choices("abcdefghijklmnopr", k=chance.randint(2, 9))) for _ in range(3_000)]
    papers = []
    for n in range(PAPERS):
        paragraphs = []
        for _ in range(PAGES * PARAGRAPHS):
            text = " ".join(chance.choices(words, k=80)).capitalize() + "."
            paragraphs.append(re.sub(r"(.{60,76}) ", r"\1\n", text))
        papers.append(folder / f"paper-{n}.txt")
        papers[-1].write_text("\n\n".join(paragraphs) + "\n")
    return papers


def bare(papers: Sequence[Path]) -> None:
    """Read papers into paragraphs and hash the words of each."""
    for paper in papers:
        for passage in read_source(paper).passages:
            fingerprint(passage)


def cost(run: Callable[[], object]) -> float:
    """Return the CPU seconds that a run takes."""
    began = time.process_time()
    run()
    return time.process_time() - began


def main() -> None:
    """Print the ratio, and end in 1 where it is over its aim."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        papers = write_papers(Path(folder))
        ratios = []
        for n in range(rounds):
            place, _ = new_brief(NewBriefOptions(Path(folder) / f"brief-{n}", "2026-11", empty=True))
            whole = cost(lambda: add_sources(place, papers, SourceFacts(), "2026-11"))  # noqa: B023 - run at once
            ratios.append(whole / cost(lambda: bare(papers)))
    ratio = statistics.median(ratios)
    print(f"source add of {PAPERS} papers: {ratio:.2f} × reading and hashing them (aim {AIM:g})")
    sys.exit(ratio > AIM)


if __name__ == "__main__":
    main()
