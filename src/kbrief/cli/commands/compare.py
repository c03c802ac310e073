"""`compare` and `what-if`."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.commands.lists import besides
from kbrief.cli.context import CommandContext
from kbrief.cli.options import (
    Administration,
    Administrations,
    Given,
    Issue,
    Search,
    Tag,
    Top,
    Weights,
    command,
    new_app,
)
from kbrief.cli.output import CommandResult

if TYPE_CHECKING:
    from kbrief.decide.compare import Comparison, PointComparison
    from kbrief.decide.select import Choice

compare_command = new_app()

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ADMINISTRATION]...", help="Whom to compare; else all.", autocompletion=complete.administrations
    ),
]


Differs = Annotated[bool, typer.Option("--differs", help="Only points whose lists differ.")]


def choose(result: "Comparison", choice: "Choice", *, differs: bool) -> "list[PointComparison]":
    """Return the points compared that are asked for."""
    ranking = next(iter(result.rankings.values()), None)
    items = [
        item
        for item in result.items
        if (ranking is None or choice.keeps(ranking.brief, item.point)) and (not differs or item.differs == "yes")
    ]
    return items[: choice.top]


@command(compare_command)
def compare(
    session: CommandContext,
    administrations: Names = None,
    weights: Weights = None,
    administration: Administrations = None,
    differs: Differs = False,
    issue: Issue = None,
    tag: Tag = None,
    search: Search = None,
    top: Top = None,
) -> CommandResult:
    """Points under each audience: what differs, and what is not known to differ.

    Example: kbrief compare trump harris
    """
    from kbrief.decide.compare import compare as compare_administrations
    from kbrief.pages.compare import compare_caveats, compare_page
    from kbrief.records.ranking import compare_items

    texts = session.texts
    typed = (*(administrations or ()), *(administration or ()))
    names = [session.known_administration(name) for name in typed]
    choice = session.choice(issue, tag, search, top)
    chosen = session.parse_weights(weights)
    setting = session.setting(None)
    whole = compare_administrations(texts.brief, names, setting, weights=chosen)
    result = replace(whole, items=tuple(choose(whole, choice, differs=differs)))
    return CommandResult(
        "compare",
        lambda: compare_page(result, texts),
        lambda: compare_items(result),
        compare_caveats(result, texts),
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
    from kbrief.pages.compare import what_if_page
    from kbrief.records.ranking import what_if_items

    texts, setting = session.texts, session.setting(administration, events)
    result = suppose(texts.brief, replace(setting, given=()), setting.given, session.parse_weights(weights))
    return CommandResult(
        "what-if",
        lambda: what_if_page(result, texts),
        lambda: what_if_items(result),
        (*texts.caveats("events", setting.given), *texts.one_group(setting.events)),
        setting.administration,
        setting.given,
        texts.brief,
        besides(result.before.weights),
    )


disputes_command = new_app()


@command(disputes_command)
def disputes(
    session: CommandContext, administration: Administration = None, given: Given = None, weights: Weights = None
) -> CommandResult:
    """Where sources disagree: who is for a point and who against, and what to settle first.

    Example: kbrief disputes --administration trump
    """
    from kbrief.decide.disputes import disputes as find_disputes
    from kbrief.pages.disputes import disputes_page
    from kbrief.records.ranking import dispute_records

    texts, setting = session.texts, session.setting(administration, given)
    chosen = session.parse_weights(weights)
    found = find_disputes(texts.brief, setting, chosen)
    return CommandResult(
        "disputes",
        lambda: disputes_page(found, setting.administration, texts),
        lambda: dispute_records(found),
        texts.scenario_caveats(setting),
        setting.administration,
        setting.given,
        texts.brief,
        besides(chosen),
    )
