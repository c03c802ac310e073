"""Count what is still to be written in a brief."""

from typing import NamedTuple

from kbrief.model import Brief, Point, Source
from kbrief.model.claims import all_claims

#: The texts of a point.
POINT_TEXTS = ("reason", "say", "if_raised", "handling", "case_against")


class Count(NamedTuple):
    """The number of items that are still to do, and of all items."""

    open: int
    all: int


class Unfinished(NamedTuple):
    """The counts of what is still to do: digests of cited paragraphs, texts of points, and facts of sources."""

    digests: Count
    points: Count
    sources: Count

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to do."""
        return not any(count.open for count in self)


def unfinished(brief: Brief) -> Unfinished:
    """Return the counts of what is still to do in a brief, which the rule `to-do` of `check` lists item by item."""
    paragraphs = brief.paragraph_by_cite
    cited = {cite for located in all_claims(brief) for cite in located.claim.cites if cite in paragraphs}
    return Unfinished(
        Count(sum(paragraphs[cite].digest is None for cite in cited), len(cited)),
        Count(sum(_is_unwritten(point) for point in brief.points), len(brief.points)),
        Count(sum(_is_unknown(source) for source in brief.sources), len(brief.sources)),
    )


def _is_unwritten(point: Point) -> bool:
    return any(getattr(point, name) is None for name in POINT_TEXTS)


def _is_unknown(source: Source) -> bool:
    return not ((source.author or source.publisher) and source.published and source.paragraphs)
