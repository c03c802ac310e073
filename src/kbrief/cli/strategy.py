"""`kbrief strategy`."""

from kbrief.cli.options import command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.export.items.brief import strategy_items
from kbrief.view.strategy import strategy_page

app = new_app()


@command(app)
def strategy(session: Session) -> Answer:
    """The steps of the strategy, and what to weigh.

    Example: kbrief strategy --format md
    """
    v = session.voice
    return Answer(
        "strategy", lambda: strategy_page(v), lambda: strategy_items(v.brief, v.lang), v.head("strategy"), brief=v.brief
    )
