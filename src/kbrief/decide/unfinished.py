"""How much of a brief is still to be entered or written."""

from typing import NamedTuple

from kbrief.model import Brief, Point, Source
from kbrief.model.claims import all_claims

#: The texts of a point.
TEXTS = ("reason", "say", "if_raised", "handling", "case_against")


class Count(NamedTuple):
    """How many of all are still to do."""

    open: int
    all: int


class Unfinished(NamedTuple):
    """What is still to do: digests of paragraphs that are cited, points with texts to write, facts of sources."""

    digests: Count
    points: Count
    sources: Count

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to do."""
        return not any(count.open for count in self)


def unfinished(brief: Brief) -> Unfinished:
    """Return how much of a brief is still to do, as the rule `to-do` of `check` tells it item by item."""
    paragraphs = brief.paragraph_by_cite
    cited = {cite for placed in all_claims(brief) for cite in placed.claim.cites if cite in paragraphs}
    return Unfinished(
        Count(sum(paragraphs[cite].digest is None for cite in cited), len(cited)),
        Count(sum(_is_unwritten(point) for point in brief.points), len(brief.points)),
        Count(sum(_is_unknown(source) for source in brief.sources), len(brief.sources)),
    )


def _is_unwritten(point: Point) -> bool:
    return any(getattr(point, name) is None for name in TEXTS)


def _is_unknown(source: Source) -> bool:
    return not ((source.author or source.publisher) and source.published and source.paragraphs)
