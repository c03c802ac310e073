"""`issues` and `issue`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext
from kbrief.cli.options import Administration, command, new_app
from kbrief.cli.output import CommandResult
from kbrief.decide.select import SORT_KEYS
from kbrief.errors import Message
from kbrief.model.agenda import ALIGNMENTS
from kbrief.model.lookup import resolve, resolve_optional

if TYPE_CHECKING:
    from kbrief.decide.select import LinkedIssue
    from kbrief.model import Brief
    from kbrief.pages.brief_text import BriefText
    from kbrief.pages.document import Document

issues_command = new_app()

Tag = Annotated[
    str | None, typer.Option(metavar="TAG", help="Only issues with this tag.", autocompletion=complete.tags)
]
Side = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(ALIGNMENTS),
        help="Only issues with this alignment.",
        autocompletion=complete.choices(*ALIGNMENTS),
    ),
]
Touched = Annotated[
    str | None,
    typer.Option(metavar="EVENT", help="Only issues that this event affects.", autocompletion=complete.events),
]
Search = Annotated[str | None, typer.Option(metavar="TEXT", help="Only issues that contain TEXT.")]
Sort = Annotated[
    str, typer.Option(metavar="|".join(SORT_KEYS), help="The sort order.", autocompletion=complete.choices(*SORT_KEYS))
]


@command(issues_command)
def issues(
    session: CommandContext,
    tag: Tag = None,
    alignment: Side = None,
    event: Touched = None,
    search: Search = None,
    administration: Administration = None,
    sort: Sort = "source",
) -> CommandResult:
    """List the key issues, filtered and sorted.

    --administration does not filter: it adds what the source says about that side, and the lists of each issue's
    points.

    Example: kbrief issues --alignment split --administration trump
    """
    from kbrief.decide.select import IssueFilter, select_issues

    texts, administration = session.texts, session.administration(administration)
    issue_filter = IssueFilter(
        resolve_optional(tag, texts.brief.tags, Message("tag")),
        resolve_optional(alignment, ALIGNMENTS, Message("alignment")),
        _event_id(texts.brief, event),
        search,
    )
    order = resolve(sort, SORT_KEYS, Message("sort order"))
    ranking = session.ranking(administration) if administration else None
    selected = select_issues(texts.brief, issue_filter, order, ranking)
    return CommandResult(
        "issues",
        lambda: _page(selected, administration, texts, search),
        lambda: _records(selected, administration, texts),
        texts.caveats("issues"),
        administration,
        brief=texts.brief,
    )


def _page(
    selected: "tuple[LinkedIssue, ...]", administration: str | None, texts: "BriefText", search: str | None
) -> "Document":
    from kbrief.pages.issues import issues_page

    return issues_page(selected, administration, texts, search)


def _records(
    selected: "tuple[LinkedIssue, ...]", administration: str | None, texts: "BriefText"
) -> list[dict[str, Any]]:
    from kbrief.records.brief import issue_items

    return issue_items(selected, administration, texts.brief, texts.lang)


def _event_id(brief: "Brief", event: str | None) -> str | None:
    """Return the id of the event with a name, None for None. Raises UnknownName."""
    if event is None:
        return None
    from kbrief.decide.scenario import resolve_event

    return resolve_event(brief, event)


issue_command = new_app()

Name = Annotated[str, typer.Argument(metavar="ID", help="The issue's id.", autocompletion=complete.issues)]


@command(issue_command)
def issue(session: CommandContext, name: Name, administration: Administration = None) -> CommandResult:
    """Show one issue in full: driver, outlook, what to do, signs, points and events.

    Example: kbrief issue extended-deterrence --administration trump
    """
    from kbrief.decide.select import link_issue
    from kbrief.pages.issues import issue_page
    from kbrief.records.brief import issue_item

    texts, administration = session.texts, session.administration(administration)
    by_id = {issue.id: issue for issue in texts.brief.issues}
    issue = by_id[resolve(name, by_id, Message("issue"))]
    linked = link_issue(texts.brief, issue, session.ranking(administration) if administration else None)
    return CommandResult(
        "issue",
        lambda: issue_page(linked, texts),
        lambda: [issue_item(linked, texts.lang)],
        texts.caveats("issues"),
        administration,
        brief=texts.brief,
    )
