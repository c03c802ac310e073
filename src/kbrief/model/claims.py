"""Every claim of a brief by its path, as people write it: `ncg.president.trump`, `ukraine-war.actions.1`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kbrief.model.base import Noun
from kbrief.model.brief import Brief
from kbrief.model.claim import Claim

UNNAMED = frozenset({"ratings", "shifts"})
"""Fields whose name a path leaves out: `ncg.president`, not `ncg.ratings.president`."""

SECTIONS = (
    "issues", "considerations", "steps", "points", "administrations", "events", "precedents", "context", "tensions",
    "gaps", "sources", "criteria",
)  # fmt: skip
"""The sections whose items have ids, in the order of the program's pages."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim with its path as people write it, and its place in the data (section, index, field, …)."""

    path: str
    at: tuple[str | int, ...]
    claim: Claim


def walk(value: Any, path: str, at: tuple[str | int, ...]) -> Iterator[Placed]:
    """Yield the claims in `value`, outermost first."""
    if isinstance(value, Claim):
        yield Placed(path, at, value)
    if isinstance(value, Noun):
        for name in type(value).model_fields:
            inner = path if name in UNNAMED else f"{path}.{name}"
            yield from walk(getattr(value, name), inner, (*at, name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from walk(item, f"{path}.{key}", (*at, key))
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from walk(item, f"{path}.{getattr(item, 'id', n + 1)}", (*at, n))


def all_claims(brief: Brief) -> Iterator[Placed]:
    """Yield every claim of the brief, in the order of its sections."""
    for section in SECTIONS:
        for n, item in enumerate(getattr(brief, section)):
            yield from walk(item, item.id, (section, n))


def all_items(brief: Brief) -> Iterator[tuple[str, tuple[str | int, ...], Noun]]:
    """Yield (id, place, item) for everything that has an id, the actions of the steps too."""
    for section in SECTIONS:
        for n, item in enumerate(getattr(brief, section)):
            yield item.id, (section, n), item
            for k, action in enumerate(getattr(item, "actions", ())):
                if hasattr(action, "id"):
                    yield action.id, (section, n, "actions", k), action
