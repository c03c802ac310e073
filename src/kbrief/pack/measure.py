"""Measures the finished files of a pack against rules: what is counted is what stands in the file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kbrief.pack.rules import Rule


class Measured(NamedTuple):
    """A rule with what was counted and whether it holds; both are None where the format cannot be measured.

    `note` says what was counted, or why nothing could be.
    """

    rule: Rule
    value: float | None
    holds: bool | None
    note: str = ""


def measure_file(path: Path, product: str, rules: Sequence[Rule], facts: Mapping[str, float]) -> list[Measured]:
    """Return what each of the rules on a product comes to in its finished file (.md, .html, .docx, .hwpx, .pdf).

    `facts` are what no file says: `minutes` of the meeting, `our_seconds` that are ours, `spoken_seconds` that the
    lines take, `workdays_before` between the due day and the meeting. A rule whose fact is not there is not measurable.
    """
    raise NotImplementedError
