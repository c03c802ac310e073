"""The words of `sources --verify`: only that loads them."""

from collections.abc import Mapping
from typing import NamedTuple


class VerifyWords(NamedTuple):
    """What is said of a copy of a source's text; `status` is by found, changed and missing."""

    title: str
    status: Mapping[str, str]
    outcome: str
    line: str
    between: str
    from_to: str
    at_start: str
    at_end: str
    alone: str
    failing: str
    legend: str
    nothing: str
    trace: str
    without: str
