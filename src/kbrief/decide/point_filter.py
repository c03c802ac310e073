"""Select points of a list by conditions."""

from typing import TYPE_CHECKING, NamedTuple

from kbrief.decide.select import in_all_languages
from kbrief.model import Brief, ListName, Point

if TYPE_CHECKING:
    from kbrief.decide.rank import Placement, Ranking


class PointFilter(NamedTuple):
    """The conditions for points: their issue, a tag of it, a text in them, and the number of the first ones."""

    issue: str | None = None
    tag: str | None = None
    search: str | None = None
    top: int | None = None

    @property
    def is_all(self) -> bool:
        """Whether there are no conditions."""
        return self == PointFilter()

    def keeps(self, brief: Brief, point: Point) -> bool:
        """Whether a point meets all conditions."""
        tags = next((issue.tags for issue in brief.issues if issue.id == point.issue), ())
        return (
            (self.issue is None or point.issue == self.issue)
            and (self.tag is None or self.tag in tags)
            and (self.search is None or self.search.casefold() in _point_search_text(point))
        )

    def of(self, ranking: "Ranking", name: ListName) -> "tuple[Placement, ...]":
        """Return the kept points of a list, then those that a source puts on it and that are on another."""
        placements = (*ranking.points_on(name), *ranking.displaced(name))
        return tuple(placement for placement in placements if self.keeps(ranking.brief, placement.point))[: self.top]


def _point_search_text(point: Point) -> str:
    """Return the id, the label and the lines of a point in every language, casefolded for a search."""
    statements = (point.say, point.if_raised, point.reason)
    texts = (point.label, *(statement.text for statement in statements if statement))
    return " ".join((point.id, *in_all_languages(texts))).casefold()
