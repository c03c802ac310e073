"""The words of `diff`: only that loads them."""

from collections.abc import Mapping
from typing import NamedTuple


class DiffWords(NamedTuple):
    """What is said of two briefs; `kinds` is by added, removed, changed and moved, `sections` by section."""

    title: str
    same: str
    at: str
    as_now: str
    kinds: Mapping[str, str]
    sections: Mapping[str, str]
    item: str
    what: str
    texts: str
    becomes: str
    nothing: str
    rating: str
    shift: str
    value: str
    with_basis: str
    reworded: str
    reason: str
    translated: str
    order: str
    stands: str
    moves: str
    lists: str
    stated: str
    no_move: str
    only_score: str
    lists_legend: str
    trace: str
