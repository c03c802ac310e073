"""`kbrief issues`: the key issues."""

from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.options import Administration, command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.decide.select import SORT_KEYS, Filter, select_issues
from kbrief.errors import Message
from kbrief.export.items.brief import issue_items
from kbrief.model.agenda import ALIGNMENTS
from kbrief.model.names import pick, pick_any
from kbrief.view.issues import issues_page

app = new_app()

Tag = Annotated[
    str | None, typer.Option(metavar="TAG", help="Only issues with this tag.", autocompletion=complete.tags)
]
Side = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(ALIGNMENTS), help="Only issues of this alignment.", autocompletion=complete.among(*ALIGNMENTS)
    ),
]
Touched = Annotated[
    str | None,
    typer.Option(metavar="EVENT", help="Only issues that this event touches.", autocompletion=complete.events),
]
Search = Annotated[str | None, typer.Option(metavar="TEXT", help="Only issues that say TEXT somewhere.")]
Sort = Annotated[
    str, typer.Option(metavar="|".join(SORT_KEYS), help="The order.", autocompletion=complete.among(*SORT_KEYS))
]


@command(app)
def issues(
    session: Session,
    tag: Tag = None,
    alignment: Side = None,
    event: Touched = None,
    search: Search = None,
    administration: Administration = None,
    sort: Sort = "source",
) -> Answer:
    """The key issues, filtered and sorted.

    --administration leaves no issue out: it adds what the source states of that side, and how each issue's points fall.

    Example: kbrief issues --alignment split --administration trump
    """
    v, whom = session.voice, session.administration(administration)
    wanted = Filter(
        pick_any(tag, v.brief.tags, Message("tag")),
        pick_any(alignment, ALIGNMENTS, Message("alignment")),
        pick_any(event, v.brief.event_by_id, Message("event")),
        search,
    )
    order = pick(sort, SORT_KEYS, Message("sort order"))
    found = select_issues(v.brief, wanted, order, session.ranking(whom) if whom else None)
    return Answer(
        "issues",
        lambda: issues_page(found, whom, v),
        lambda: issue_items(found, whom, v.brief, v.lang),
        v.head("issues"),
        whom,
        brief=v.brief,
    )
