"""`kbrief what-if`: what would move if events happened."""

from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.answers.lists import besides
from kbrief.cli.options import Administration, Weights, command, new_app
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.decide.events import what_if as suppose
from kbrief.decide.ratings import Setting
from kbrief.export.items.decisions import what_if_items
from kbrief.view.decisions import what_if_page

app = new_app()

Events = Annotated[list[str], typer.Argument(metavar="EVENT...", help="Events.", autocompletion=complete.events)]


@command(app, name="what-if")
def what_if(session: Session, events: Events, administration: Administration = None, weights: Weights = None) -> Answer:
    """What would move if events happened.

    Example: kbrief what-if nk-nuclear-test --administration trump
    """
    v, setting = session.voice, session.setting(administration, events)
    result = suppose(v.brief, Setting(setting.administration), setting.given, session.weights(weights))
    return Answer(
        "what-if",
        lambda: what_if_page(result, v),
        lambda: what_if_items(result),
        v.head("events", setting.given),
        setting.administration,
        setting.given,
        v.brief,
        besides(result.before.weights),
    )
