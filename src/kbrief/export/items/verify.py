"""The paragraphs of a source as sought in a copy of its text, as plain items."""

from collections.abc import Iterable
from typing import Any

from kbrief.load.copies.verify import Sought


def verify_items(sought: Iterable[Sought]) -> list[dict[str, Any]]:
    """Return what became of each paragraph; `cited` counts the claims that cite it, `between` is null where found."""
    return [
        {
            "id": one.cite,
            "source": one.source.id,
            "n": one.paragraph.n,
            "status": one.status,
            "cited": len(one.claims),
            "line": one.line,
            "between": None
            if one.status == "found"
            else [f"{one.source.id}#P{p.n}" if p else None for p in one.between],
        }
        for one in sought
    ]
