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
    from kbrief.decide.rank import Ranking
    from kbrief.decide.select import Choice


def list_answer(session: CommandContext, name: ListName, ranking: "Ranking", choice: "Choice") -> CommandResult:
    """Return one list of a ranking."""
    from kbrief.pages.lists import ListPage

    texts = session.texts

    def records() -> list[dict[str, Any]]:
        from kbrief.records.ranking import ranked_records

        return ranked_records(ranking, name, texts.lang, choice)

    return CommandResult(
        name,
        lambda: ListPage(ranking, name, texts, choice).document(),
        records,
        texts.scenario_caveats(ranking.setting),
        ranking.setting.administration,
        ranking.setting.given,
        texts.brief,
        besides(ranking.weights, stated_only=ranking.setting.stated_only),
    )


def besides(weights: Mapping[str, float] | None, *, stated_only: bool = False) -> dict[str, Any]:
    """Return what else an envelope says of the setting of a ranking: weights and --stated-only, where they are set."""
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
    """Return one list, ranked and filtered as the options say, which all three commands share."""
    ranking = session.ranking(administration, given, stated_only=stated_only, weights=weights)
    return list_answer(session, name, ranking, session.choice(issue, tag, search, top))


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
    """The points to bring forward, strongest first, and why.

    Example: kbrief emphasize --administration trump
    """
    return ranked_list(session, "emphasize", **options)


@command(minimize_command)
@with_list_options
def minimize(session: CommandContext, **options: Any) -> CommandResult:
    """The points to handle with caution, and not to lead with.

    Example: kbrief minimize --administration trump
    """
    return ranked_list(session, "minimize", **options)


@command(hold_command)
@with_list_options
def hold(session: CommandContext, **options: Any) -> CommandResult:
    """The points to keep going, and to speak to if raised.

    Example: kbrief hold --administration harris
    """
    return ranked_list(session, "hold", **options)
