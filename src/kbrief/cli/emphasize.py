"""`kbrief emphasize`: one of the three lists."""

from kbrief.cli.answers.lists import list_answer
from kbrief.cli.options import Administration, Given, StatedOnly, Weights, command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session

app = new_app()


@command(app)
def emphasize(
    session: Session,
    administration: Administration = None,
    given: Given = None,
    stated_only: StatedOnly = False,
    weights: Weights = None,
) -> Answer:
    """The points to bring forward, strongest first, and why.

    Example: kbrief emphasize --administration trump
    """
    ranking = session.ranking(administration, given, stated_only=stated_only, weights=weights)
    return list_answer(session, "emphasize", ranking)
