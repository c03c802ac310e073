"""`kbrief background`."""

from kbrief.cli.options import command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.export.items.brief import background_items
from kbrief.view.background import background_page

app = new_app()


@command(app)
def background(session: Session) -> Answer:
    """Precedents, context, tensions in the source, and its gaps.

    Example: kbrief background --format md
    """
    v = session.voice
    return Answer(
        "background",
        lambda: background_page(v),
        lambda: background_items(v.brief, v.lang),
        v.head("background"),
        brief=v.brief,
    )
