"""`kbrief sources`."""

from kbrief.cli.options import command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.export.items import source_items
from kbrief.view.background import sources_page

app = new_app()


@command(app)
def sources(session: Session) -> Answer:
    """The sources: who, when, how graded, and what each paragraph says.

    Example: kbrief sources --format json
    """
    v = session.voice
    ages = {source.id: v.age(source) for source in v.brief.sources}
    return Answer(
        "sources",
        lambda: sources_page(v),
        lambda: source_items(v.brief, ages, v.lang),
        v.head("sources"),
        brief=v.brief,
    )
