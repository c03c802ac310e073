"""The words of `lint`: only that loads them."""

from collections.abc import Mapping
from typing import NamedTuple


class LintWords(NamedTuple):
    """What is said of a draft; `counts` is by rule, `verdicts` by yes, in part and no, `reasons` by reason."""

    title: str
    with_counts: str
    verdicts: Mapping[str, str]
    counts: Mapping[str, str]
    raised: str
    mentioned: str
    reasons: Mapping[str, str]
    missed: str
    missed_all: str
    with_lines: str
    lines: str
    lines_and_more: str
    differs: str
    uncleared: str
    judgments: str
    rows: str
    avoid: str
    instead_minimized: str
    instead_hold: str
    instead_mentioned: str
    instead_missed: str
    instead_missed_all: str
    instead_differs: str
    instead_cautioned: str
    instead_uncleared: str
    instead_judgments: str
    instead_rows: str
    instead_avoid: str
    following: str
    foreign: str
    left_out: str
