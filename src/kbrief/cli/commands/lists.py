"""`emphasize`, `hold` and `minimize`."""

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from kbrief.cli.context import CommandContext
from kbrief.cli.options import (
    Administration,
    Given,
    Issue,
    Search,
    StatedOnly,
    Tag,
    Top,
    Weights,
    command,
    new_app,
)
from kbrief.cli.output import CommandResult
from kbrief.model import ListName

if TYPE_CHECKING:
    from kbrief.decide.point_filter import PointFilter
    from kbrief.decide.rank import Ranking
    from kbrief.model.claims import Lang


def show_list(session: CommandContext, name: ListName, ranking: "Ranking", choice: "PointFilter") -> CommandResult:
    """Return one list of a ranking."""
    from kbrief.pages.lists import ListPage

    texts, scenario = session.texts, ranking.scenario
    return CommandResult(
        name,
        lambda: ListPage(ranking, name, texts, choice).document(),
        lambda: _records(ranking, name, texts.lang, choice),
        texts.scenario_caveats(ranking.scenario),
        scenario.administration,
        scenario.given,
        texts.brief,
        envelope_settings(ranking.weights, stated_only=scenario.stated_only),
    )


def _records(ranking: "Ranking", name: ListName, lang: "Lang", choice: "PointFilter") -> list[dict[str, Any]]:
    from kbrief.records.ranking import ranked_records

    return ranked_records(ranking, name, lang, choice)


def envelope_settings(weights: Mapping[str, float] | None, *, stated_only: bool = False) -> dict[str, Any]:
    """Return the weights and --stated-only for the JSON envelope, as far as they are set."""
    return ({"stated_only": True} if stated_only else {}) | ({"weights": dict(weights)} if weights else {})


def ranked_list(
    session: CommandContext,
    name: ListName,
    administration: Administration = None,
    given: Given = None,
    stated_only: StatedOnly = False,
    weights: Weights = None,
    issue: Issue = None,
    tag: Tag = None,
    search: Search = None,
    top: Top = None,
) -> CommandResult:
    """Return one list, ranked and filtered by the options; all three commands share it."""
    ranking = session.ranking(administration, given, stated_only=stated_only, weights=weights)
    return show_list(session, name, ranking, session.choice(issue, tag, search, top))


def with_list_options(run: Callable[..., CommandResult]) -> Callable[..., CommandResult]:
    """Give a command the options of `ranked_list`, which Typer reads from its signature."""
    session, _name, *options = inspect.signature(ranked_list).parameters.values()
    run.__signature__ = inspect.Signature([session, *options])  # type: ignore[attr-defined]
    return run


emphasize_command = new_app()
minimize_command = new_app()
hold_command = new_app()


@command(emphasize_command)
@with_list_options
def emphasize(session: CommandContext, **options: Any) -> CommandResult:
    """List the points to bring forward, strongest first, and why.

    Example: kbrief emphasize --administration trump
    """
    return ranked_list(session, "emphasize", **options)


@command(minimize_command)
@with_list_options
def minimize(session: CommandContext, **options: Any) -> CommandResult:
    """List the points to handle with caution and not to lead with.

    Example: kbrief minimize --administration trump
    """
    return ranked_list(session, "minimize", **options)


@command(hold_command)
@with_list_options
def hold(session: CommandContext, **options: Any) -> CommandResult:
    """List the points to keep going, and to speak to only if raised.

    Example: kbrief hold --administration harris
    """
    return ranked_list(session, "hold", **options)
