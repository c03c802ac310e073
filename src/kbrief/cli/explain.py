"""`kbrief explain`: why a point stands where it does."""

from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.answers.lists import besides
from kbrief.cli.options import Administration, Given, StatedOnly, Weights, command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.errors import Message
from kbrief.export.items.decisions import explain_item
from kbrief.model.names import pick
from kbrief.view.explain import explain_page
from kbrief.view.lists import list_head

app = new_app()

Point = Annotated[str, typer.Argument(metavar="POINT", help="The point's id.", autocompletion=complete.points)]


@command(app)
def explain(
    session: Session,
    point: Point,
    administration: Administration = None,
    given: Given = None,
    stated_only: StatedOnly = False,
    weights: Weights = None,
) -> Answer:
    """Why a point stands where it does, how surely, and the case against.

    Example: kbrief explain camp-humphreys --administration trump
    """
    ranking = session.ranking(administration, given, stated_only=stated_only, weights=weights)
    by_id = {placement.point.id: placement for placement in ranking.placements}
    placement, v = by_id[pick(point, by_id, Message("point"))], session.voice
    return Answer(
        "explain",
        lambda: explain_page(ranking, placement, v),
        lambda: [explain_item(ranking, placement, v.lang)],
        list_head(ranking, v),
        ranking.setting.administration,
        ranking.setting.given,
        v.brief,
        besides(ranking.weights, stated_only=stated_only),
    )
