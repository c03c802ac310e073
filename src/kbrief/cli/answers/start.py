"""`kbrief` alone: the brief at a glance."""

from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.export.items.brief import start_item
from kbrief.view.start import start_page


def start(session: Session) -> Answer:
    """Return the brief at a glance."""
    v, ranking = session.voice, session.ranking(None)
    return Answer(
        "kbrief",
        lambda: start_page(ranking, v),
        lambda: [start_item(v.brief, ranking, v.lang)],
        v.head("start"),
        brief=v.brief,
    )
