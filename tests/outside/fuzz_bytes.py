"""Bytes made up by atheris: whatever a file holds, reading and checking it gives problems at places, and no crash.

    pip install atheris
    python tests/outside/fuzz_bytes.py CORPUS [-max_total_time=600] [-timeout=10] [-artifact_prefix=found/]

CORPUS is a folder, kept from run to run; where it is new, it is filled with the examples and the shipped brief first.
What ends a run goes into tests/briefs/bad/ (or good/) once it is mended. The other options are libFuzzer's.
"""

import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
SEEDS = ("tests/briefs", "data", "seeds", "src/kbrief/store/templates")
NAME = "fuzzed.yaml"
#: What a rating writes into a file that can be read.
CLAIM = {"value": -1, "basis": "inferred", "why": "He said so."}


def fill(corpus: Path) -> None:
    """Put every YAML file of the project into a new folder, and the shipped brief in one file."""
    corpus.mkdir(parents=True)
    files = sorted(path for folder in SEEDS for path in (ROOT / folder).rglob("*.yaml") if path.is_file())
    for n, path in enumerate(files):
        (corpus / f"{n}-{path.name}").write_bytes(path.read_bytes())
    whole = b"".join(path.read_bytes() for path in sorted((ROOT / "data").glob("*.yaml")))
    (corpus / "whole.yaml").write_bytes(whole)


def words() -> Iterable[str]:
    """Yield what a fuzzer would be long in finding: the keys of a brief, and the signs of YAML."""
    from kbrief.load.schema import file_schema

    for schema in file_schema()["$defs"].values():
        yield from (f"\n{name}: " for name in schema.get("properties", {}))
    yield from ("- ", "? ", ": ", "{", "}, ", "[", "], ", "&a ", "*a", "!!t ", "<<: ", "|\n ", ">-\n ", "\t", "\r\n")
    yield from ("'", '"\\x1b"', '"\\uD800"', "---\n", "...\n", "%YAML 1.2\n---\n", "\ufeff", "\u0085", "\u2028", "~")
    yield from ("basis: stated", "basis: inferred", "cites: [a#P1]", "remove: true", "extends: kbrief:rok-us-2024\n")
    yield from ("1e400", ".inf", ".nan", "0x1F", "0o17", "-0", "9" * 19, "2024-10", "true", "null", "\0", "\x1b[31m")


def dictionary(corpus: Path) -> Path:
    """Write the words beside the corpus as libFuzzer reads them, and return the file."""
    path = corpus.with_name(f"{corpus.name}.dict")
    entries = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in words())
    path.write_text("".join(f'"{entry}"\n' for entry in entries))
    return path


def look(data: bytes) -> None:
    """Read, check, rate and rank what the bytes say; only problems, each at a place of the file, may come of it."""
    from kbrief.load.check import check_layer
    from kbrief.load.find import BriefFile, Place
    from kbrief.load.layers import Layer

    place = Place(Path("/nowhere") / NAME, NAME, prefix="")
    found = check_layer(Layer(place, (BriefFile(NAME, data, is_record=False),)))
    lines = data.count(b"\n") + data.count(b"\r") + 2
    for problem in found.problems:
        assert problem.file != NAME or 1 <= problem.line <= lines, problem
        assert problem.file != NAME or 1 <= problem.column <= len(data) + 2, problem
        assert f"{problem}".isprintable(), problem
    if not any(problem.rule.startswith("yaml-") for problem in found.problems):
        rate(data)
    if found.brief is not None and found.is_valid:
        rank_all(found.brief)


def rate(data: bytes) -> None:
    """Write a rating into a file that can be read; it may be refused afterwards, but never breaks the writing."""
    from kbrief.load.yaml import read_value
    from kbrief.store.rate import insert_claim

    if isinstance(read_value(data, NAME), dict):
        insert_claim(data.decode("utf-8-sig"), ("ratings", "budget", "source"), CLAIM)


def rank_all(brief: Any) -> None:
    """Rank the points of a brief that holds, for everyone in it."""
    from kbrief import Scenario, rank

    for administration in (None, *(one.id for one in brief.administrations)):
        rank(brief, Scenario(administration))


def main() -> None:
    """Fill the corpus where it is new, and let atheris work until something breaks or its time is over."""
    atheris = import_module("atheris")
    corpus = Path(sys.argv[1])
    if not corpus.exists():
        fill(corpus)
    with atheris.instrument_imports(include=["kbrief", "yaml"]):
        import_module("kbrief.load.check")
        import_module("kbrief.store.rate")
        import_module("kbrief.decide.rank")
    atheris.Setup([*sys.argv, f"-dict={dictionary(corpus)}"], look)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
