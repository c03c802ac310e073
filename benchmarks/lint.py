"""What a lint costs: for text that people write, and for text that is made to take long.

    python benchmarks/lint.py [KILOBYTES] [DRAFT...]

Real text is the drafts named, or those of tests/drafts, repeated up to the size. CPU time is that of this process,
without its start. Of each hostile shape the cost is given as a ratio to real text of the same size, which holds on any
machine; the aim is 3 at most. Then the growth from a fourth of the size, where 4 is linear.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kbrief import load_brief
from kbrief.decide.rank import Ranking, rank
from kbrief.decide.scenario import Scenario
from kbrief.lint.lint import lint_text
from kbrief.text.markdown import blank_markup

DRAFTS = Path(__file__).parent.parent / "tests" / "drafts"

#: The most that hostile text may cost, in costs of real text of the same size.
AIM = 3.0

SHAPES = (
    "[", "![", "](", "[a](", "[[a]", "`a ``b ", "<a ", "<", "<!--", "*a ", "**a_", "a_", "---\n", "```\n", "[a]: b\n",
    "\\", "> ",
    "- a\n", "1. a\n", "&", "~~a ", "{--", "a@", "a.com/", "/a/", " ", "\n", ".", "Hello. ", "NCG ", "NCG. ", "NCG.\n",
    "multilateral cooperation\n", "shared a ", "2.7 % of GDP. ", "defense budget 2.7 %\n", "국방비", "국방비 2.8% ",
    "한미일", "likely ",
    "high confidence likely. ", "가능성 높음 ", "| a ", "a-\n", "가\u0300", "<del>", "<b>", "Camp David ",
    "one ", "$1 ", "십",
)  # fmt: skip


def repeated(text: str, size: int) -> str:
    """Return a text again and again, so many bytes of it."""
    length = len(text.encode())
    return (text * (size // length + 1)).encode()[:size].decode(errors="ignore")


def real(files: list[Path], size: int) -> str:
    """Return what people wrote, so many bytes of it."""
    return repeated("\n\n".join(file.read_text(encoding="utf-8") for file in files), size)


def cost(ranking: Ranking, text: str) -> float:
    """Return the CPU seconds that reading and checking a draft take."""
    start = time.process_time()
    lint_text(ranking, blank_markup(text))
    return time.process_time() - start


def hostile(size: int) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each hostile shape."""
    for shape in SHAPES:
        yield repr(shape), repeated(shape, size)
    yield "one word", "a" * size
    yield "full stops, then a letter", "." * (size - 2) + "a\n"
    yield "blanks, then sentences", " " * (size // 2) + repeated("Hello. ", size // 2)
    yield "lists in lists", "".join("  " * min(n, 400) + "- a\n" for n in range(size // 500))
    yield "quotes in quotes", (">" * 199 + "a\n") * (size // 201)


def main(kilobytes: int = 1_000, *drafts: str) -> None:
    """Print the cost of real text and of each shape, and how many shapes miss the aim."""
    size, ranking = kilobytes * 1_000, rank(load_brief(), Scenario("trump"))
    files = [Path(draft) for draft in drafts] or sorted(DRAFTS.glob("*.md"))
    cost(ranking, "First runs compile patterns. NCG")
    whole = min(cost(ranking, real(files, size)) for _ in range(3))
    print(f"real text, {kilobytes} kB: {whole:.2f} s; growth {whole / cost(ranking, real(files, size // 4)):.1f}")
    missed = 0
    for name, text in hostile(size):
        ratio = cost(ranking, text) / whole
        missed += ratio > AIM
        print(f"{ratio:6.2f}  {name}" + ("  <-" if ratio > AIM else ""))
    print(f"{missed} over {AIM}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, *sys.argv[2:])
