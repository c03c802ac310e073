"""`compare`, `what-if` and `disputes`."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.commands.lists import envelope_settings
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
    from kbrief.decide.point_filter import PointFilter

compare_command = new_app()

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ADMINISTRATION",
        help="The audiences to compare; default: all.",
        autocompletion=complete.administrations,
    ),
]


Differs = Annotated[bool, typer.Option("--differs", help="Only points whose lists differ.")]


def choose(comparison: "Comparison", choice: "PointFilter", *, differs: bool) -> "list[PointComparison]":
    """Return the points of a comparison that the filters keep."""
    ranking = next(iter(comparison.rankings.values()), None)
    items = [
        item
        for item in comparison.items
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
    """Compare the points across audiences: what differs, and what is not known to differ.

    Example: kbrief compare trump harris
    """
    from kbrief.decide.compare import compare as compare_administrations
    from kbrief.pages.compare import compare_caveats, compare_page
    from kbrief.records.ranking import compare_items

    texts = session.texts
    names = [session.known_administration(name) for name in (*(administrations or ()), *(administration or ()))]
    choice = session.choice(issue, tag, search, top)
    criterion_weights = session.parse_weights(weights)
    whole = compare_administrations(texts.brief, names, session.scenario(None), weights=criterion_weights)
    comparison = replace(whole, items=tuple(choose(whole, choice, differs=differs)))
    return CommandResult(
        "compare",
        lambda: compare_page(comparison, texts),
        lambda: compare_items(comparison),
        compare_caveats(comparison, texts),
        brief=texts.brief,
        settings=envelope_settings(criterion_weights),
    )


what_if_command = new_app()

Events = Annotated[list[str], typer.Argument(metavar="EVENT", help="Events.", autocompletion=complete.events)]


@command(what_if_command, name="what-if")
def what_if(
    session: CommandContext, events: Events, administration: Administration = None, weights: Weights = None
) -> CommandResult:
    """Show which points would move if events happened.

    Example: kbrief what-if nk-nuclear-test --administration trump
    """
    from kbrief.decide.events import what_if as rank_with_events
    from kbrief.pages.compare import what_if_page
    from kbrief.records.ranking import what_if_items

    texts, scenario = session.texts, session.scenario(administration, events)
    result = rank_with_events(texts.brief, replace(scenario, given=()), scenario.given, session.parse_weights(weights))
    return CommandResult(
        "what-if",
        lambda: what_if_page(result, texts),
        lambda: what_if_items(result),
        (*texts.caveats("events", scenario.given), *texts.one_group(scenario.events)),
        scenario.administration,
        scenario.given,
        texts.brief,
        envelope_settings(result.before.weights),
    )


disputes_command = new_app()


@command(disputes_command)
def disputes(
    session: CommandContext, administration: Administration = None, given: Given = None, weights: Weights = None
) -> CommandResult:
    """Show where sources disagree: who is for a point, who is against it, and what to settle first.

    Example: kbrief disputes --administration trump
    """
    from kbrief.decide.disputes import disputes as find_disputes
    from kbrief.pages.disputes import disputes_page
    from kbrief.records.ranking import dispute_records

    texts, scenario = session.texts, session.scenario(administration, given)
    criterion_weights = session.parse_weights(weights)
    contested = find_disputes(texts.brief, scenario, criterion_weights)
    return CommandResult(
        "disputes",
        lambda: disputes_page(contested, scenario.administration, texts),
        lambda: dispute_records(contested),
        texts.scenario_caveats(scenario),
        scenario.administration,
        scenario.given,
        texts.brief,
        envelope_settings(criterion_weights),
    )
