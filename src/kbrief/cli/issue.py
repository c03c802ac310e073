"""`kbrief issue`: one issue in full."""

from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.options import Administration, command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.decide.select import link
from kbrief.errors import Message
from kbrief.export.items.brief import issue_item
from kbrief.model.names import pick
from kbrief.view.issues import issue_page

app = new_app()

Name = Annotated[str, typer.Argument(metavar="ID", help="The issue's id.", autocompletion=complete.issues)]


@command(app)
def issue(session: Session, name: Name, administration: Administration = None) -> Answer:
    """One issue in full: driver, outlook, what to do, signs, points and events.

    Example: kbrief issue extended-deterrence --administration trump
    """
    v, whom = session.voice, session.administration(administration)
    by_id = {issue.id: issue for issue in v.brief.issues}
    linked = link(v.brief, by_id[pick(name, by_id, Message("issue"))], session.ranking(whom) if whom else None)
    return Answer(
        "issue",
        lambda: issue_page(linked, v),
        lambda: [issue_item(linked, v.lang)],
        v.head("issues"),
        whom,
        brief=v.brief,
    )
