"""Which issues, points and events belong together, and which of them a filter keeps."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from kbrief.errors import Message
from kbrief.model import LISTS, Action, Alignment, Brief, Event, Issue, ListName, Point, Step
from kbrief.model.agenda import AGREED
from kbrief.model.lookup import resolve

if TYPE_CHECKING:
    from kbrief.decide.rank import Placement, Ranking

SortKey = Literal["source", "name", "alignment", "points", "events"]
SORT_KEYS: tuple[SortKey, ...] = get_args(SortKey)


class LinkedIssue(NamedTuple):
    """An issue with its points and events, and, where an administration is asked for, how the points fall."""

    issue: Issue
    points: tuple[Point, ...]
    events: tuple[Event, ...]
    ranking: "Ranking | None" = None

    def falls(self) -> dict[ListName, tuple[str, ...]]:
        """Return the ids of the issue's points by the list that they stand on."""
        own = {point.id for point in self.points}
        placements = self.ranking.placements if self.ranking else ()
        return {name: tuple(p.point.id for p in placements if p.list == name and p.point.id in own) for name in LISTS}


class IssueFilter(NamedTuple):
    """What an issue must have to be kept; None asks nothing."""

    tag: str | None = None
    alignment: str | None = None
    event: str | None = None
    search: str | None = None

    def keeps(self, linked: LinkedIssue) -> bool:
        """Whether the issue has all that is asked for."""
        issue = linked.issue
        return (
            (self.tag is None or self.tag in issue.tags)
            and (self.alignment is None or _aligned(self.alignment, issue.alignment))
            and (self.event is None or self.event in {event.id for event in linked.events})
            and (self.search is None or self.search.casefold() in _words_of(linked))
        )


def _aligned(wanted: str, alignment: Alignment) -> bool:
    """Return whether an alignment is of the kind asked for; agreed and bipartisan are one."""
    return wanted == alignment.kind or (wanted in AGREED and alignment.is_agreed)


def link_issue(brief: Brief, issue: Issue, ranking: "Ranking | None" = None) -> LinkedIssue:
    """Return the issue with the points that belong to it and the events that touch it."""
    points = tuple(point for point in brief.points if point.issue == issue.id)
    events = tuple(event for event in brief.events if issue.id in event.issues)
    return LinkedIssue(issue, points, events, ranking)


def shifted_points(event: Event, administration: str | None) -> tuple[str, ...]:
    """Return the ids of the points that an event would shift, under one administration or (None) under any."""
    return tuple(
        point
        for point, criteria in event.shifts.items()
        if any(administration in (None, name) for shifts in criteria.values() for name in shifts)
    )


def select_issues(
    brief: Brief, wanted: IssueFilter, sort: SortKey = "source", ranking: "Ranking | None" = None
) -> tuple[LinkedIssue, ...]:
    """Return the issues that the filter keeps, in the order asked for; equals stay in the source's order."""
    selected = [
        linked for linked in (link_issue(brief, issue, ranking) for issue in brief.issues) if wanted.keeps(linked)
    ]
    return tuple(sorted(selected, key=_ORDER[sort]))


_ORDER: dict[SortKey, Callable[[LinkedIssue], str | int]] = {
    "source": lambda _: 0,
    "name": lambda linked: linked.issue.name.in_language("en").casefold(),
    "alignment": lambda linked: linked.issue.alignment.kind,
    "points": lambda linked: -len(linked.points),
    "events": lambda linked: -len(linked.events),
}


def _words_of(linked: LinkedIssue) -> str:
    """Return all that is said of an issue, its points and its events in one string, for a search."""
    names = [point.label for point in linked.points] + [event.name for event in linked.events]
    parts = [own_words(linked.issue), *(t.casefold() for name in names for t in name.by_language.values())]
    return "\n".join(parts)


def own_words(issue: Issue) -> str:
    """Return all that is said of an issue itself in one string, in every language, folded for a search."""
    outlook = [issue.outlook] if issue.outlook else []
    said = [issue.driver, *outlook, *issue.actions, *issue.signs, *issue.figures, *issue.limits]
    texts = [issue.name, *(statement.text for statement in said)]
    parts = [issue.id, *issue.tags, *(t for text in texts for t in text.by_language.values())]
    return "\n".join(parts).casefold()


def select_actions(brief: Brief, step: str | None) -> tuple[tuple[Step, Action], ...]:
    """Return the actions of one step (its number or id), or of all, each with its step. Raises UnknownName."""
    by_name = {str(n): s for n, s in enumerate(brief.steps, 1)} | {s.id: s for s in brief.steps}
    steps = brief.steps if step is None else (by_name[resolve(step, by_name, Message("step"))],)
    return tuple((s, action) for s in steps for action in s.actions)


class Choice(NamedTuple):
    """Which points of a list are shown: of an issue, with a tag, with a text in them, and only the first of them."""

    issue: str | None = None
    tag: str | None = None
    search: str | None = None
    top: int | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Choice()

    def keeps(self, brief: Brief, point: Point) -> bool:
        """Whether a point has all that is asked for."""
        tags = next((issue.tags for issue in brief.issues if issue.id == point.issue), ())
        return (
            (self.issue is None or point.issue == self.issue)
            and (self.tag is None or self.tag in tags)
            and (self.search is None or self.search.casefold() in _point_words(point))
        )

    def of(self, ranking: "Ranking", name: ListName) -> "tuple[Placement, ...]":
        """Return the points of a list, then those that a source puts there and that stand elsewhere now."""
        placements = (*ranking.points_on(name), *ranking.displaced(name))
        return tuple(p for p in placements if self.keeps(ranking.brief, p.point))[: self.top]


def _point_words(point: Point) -> str:
    """Return the id, the label and the lines of a point in every language, folded."""
    statements = (point.say, point.if_raised, point.reason)
    texts = (point.label, *(statement.text for statement in statements if statement))
    return " ".join((point.id, *(words for text in texts for words in text.by_language.values()))).casefold()
