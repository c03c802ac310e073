"""Link issues with points and events, and select issues, points and actions by filters."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from kbrief.errors import Message
from kbrief.model import LISTS, Action, Alignment, Brief, Event, Issue, ListName, Point, Step, Text
from kbrief.model.agenda import AGREED
from kbrief.model.lookup import resolve

if TYPE_CHECKING:
    from kbrief.decide.rank import Ranking

SortKey = Literal["source", "name", "alignment", "points", "events"]
SORT_KEYS: tuple[SortKey, ...] = get_args(SortKey)


class LinkedIssue(NamedTuple):
    """An issue with its points and events, and the ranking of the points if there is one."""

    issue: Issue
    points: tuple[Point, ...]
    events: tuple[Event, ...]
    ranking: "Ranking | None" = None

    def points_by_list(self) -> dict[ListName, tuple[str, ...]]:
        """Return the ids of the points of the issue by their list."""
        own_ids = {point.id for point in self.points}
        placements = self.ranking.placements if self.ranking else ()
        own = [placement for placement in placements if placement.point.id in own_ids]
        return {name: tuple(placement.point.id for placement in own if placement.list == name) for name in LISTS}


class IssueFilter(NamedTuple):
    """The conditions for issues; None is no condition."""

    tag: str | None = None
    alignment: str | None = None
    event: str | None = None
    search: str | None = None

    def keeps(self, linked: LinkedIssue) -> bool:
        """Whether an issue meets all conditions."""
        issue = linked.issue
        return (
            (self.tag is None or self.tag in issue.tags)
            and (self.alignment is None or _matches_alignment(self.alignment, issue.alignment))
            and (self.event is None or self.event in {event.id for event in linked.events})
            and (self.search is None or self.search.casefold() in _search_text(linked))
        )


def _matches_alignment(kind: str, alignment: Alignment) -> bool:
    """Whether an alignment is of a kind; agreed and bipartisan are the same."""
    return kind == alignment.kind or (kind in AGREED and alignment.is_agreed)


def link_issue(brief: Brief, issue: Issue, ranking: "Ranking | None" = None) -> LinkedIssue:
    """Return an issue with its points and the events that concern it."""
    points = tuple(point for point in brief.points if point.issue == issue.id)
    events = tuple(event for event in brief.events if issue.id in event.issues)
    return LinkedIssue(issue, points, events, ranking)


def shifted_points(event: Event, administration: str | None) -> tuple[str, ...]:
    """Return the ids of the points that an event would shift under an administration, or (None) under any."""
    return tuple(
        point
        for point, criteria in event.shifts.items()
        if any(administration in (None, name) for shifts in criteria.values() for name in shifts)
    )


def select_issues(
    brief: Brief, issue_filter: IssueFilter, sort: SortKey = "source", ranking: "Ranking | None" = None
) -> tuple[LinkedIssue, ...]:
    """Return the issues that a filter keeps, sorted; ties stay in the order of the source."""
    linked_issues = (link_issue(brief, issue, ranking) for issue in brief.issues)
    return tuple(sorted(filter(issue_filter.keeps, linked_issues), key=_ORDER[sort]))


_ORDER: dict[SortKey, Callable[[LinkedIssue], str | int]] = {
    "source": lambda _: 0,
    "name": lambda linked: linked.issue.name.in_language("en").casefold(),
    "alignment": lambda linked: linked.issue.alignment.kind,
    "points": lambda linked: -len(linked.points),
    "events": lambda linked: -len(linked.events),
}


def _search_text(linked: LinkedIssue) -> str:
    """Return the texts of an issue and the names of its points and events, casefolded for a search."""
    names = [point.label for point in linked.points] + [event.name for event in linked.events]
    return "\n".join((issue_search_text(linked.issue), *(text.casefold() for text in in_all_languages(names))))


def in_all_languages(texts: Iterable[Text]) -> Iterator[str]:
    """Yield the texts in each of their languages."""
    for text in texts:
        yield from text.by_language.values()


def issue_search_text(issue: Issue) -> str:
    """Return all texts of an issue itself in every language, casefolded for a search."""
    outlook = [issue.outlook] if issue.outlook else []
    statements = [issue.driver, *outlook, *issue.actions, *issue.signs, *issue.figures, *issue.limits]
    texts = [issue.name, *(statement.text for statement in statements)]
    return "\n".join((issue.id, *issue.tags, *in_all_languages(texts))).casefold()


def select_actions(brief: Brief, step: str | None) -> tuple[tuple[Step, Action], ...]:
    """Return the actions of a step, by its number or id, or of all steps, each with its step. Raises UnknownName."""
    by_name = {str(n): item for n, item in enumerate(brief.steps, 1)} | {item.id: item for item in brief.steps}
    steps = brief.steps if step is None else (by_name[resolve(step, by_name, Message("step"))],)
    return tuple((item, action) for item in steps for action in item.actions)
