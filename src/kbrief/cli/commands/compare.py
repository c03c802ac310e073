"""`compare` and `what-if`."""

from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.commands.lists import besides
from kbrief.cli.context import CommandContext
from kbrief.cli.options import Administration, Weights, command, new_app
from kbrief.cli.output import CommandResult

compare_command = new_app()

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ADMINISTRATION]...", help="Whom to compare; else all.", autocompletion=complete.administrations
    ),
]


@command(compare_command)
def compare(session: CommandContext, administrations: Names = None, weights: Weights = None) -> CommandResult:
    """Points under each administration: what differs, and what is safe whoever governs.

    Example: kbrief compare trump harris
    """
    from kbrief.decide.compare import compare as compare_administrations
    from kbrief.pages.compare import compare_head, compare_page
    from kbrief.records.ranking import compare_items

    texts = session.voice
    names = [session.known_administration(name) for name in administrations or ()]
    chosen = session.parse_weights(weights)
    result = compare_administrations(texts.brief, names, weights=chosen)
    return CommandResult(
        "compare",
        lambda: compare_page(result, texts),
        lambda: compare_items(result),
        compare_head(result, texts),
        brief=texts.brief,
        besides=besides(chosen),
    )


what_if_command = new_app()

Events = Annotated[list[str], typer.Argument(metavar="EVENT...", help="Events.", autocompletion=complete.events)]


@command(what_if_command, name="what-if")
def what_if(
    session: CommandContext, events: Events, administration: Administration = None, weights: Weights = None
) -> CommandResult:
    """What would move if events happened.

    Example: kbrief what-if nk-nuclear-test --administration trump
    """
    from kbrief.decide.events import what_if as suppose
    from kbrief.decide.scenario import Scenario
    from kbrief.pages.compare import what_if_page
    from kbrief.records.ranking import what_if_items

    texts, setting = session.voice, session.setting(administration, events)
    result = suppose(texts.brief, Scenario(setting.administration), setting.given, session.parse_weights(weights))
    return CommandResult(
        "what-if",
        lambda: what_if_page(result, texts),
        lambda: what_if_items(result),
        texts.caveats("events", setting.given),
        setting.administration,
        setting.given,
        texts.brief,
        besides(result.before.weights),
    )
