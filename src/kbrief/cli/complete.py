"""What the shell offers: the brief's own ids."""

import os
from collections.abc import Callable
from pathlib import Path

import typer


def _offer(ctx: typer.Context, names: Callable[..., list[str]]) -> list[str]:
    """Return names of the brief that the command line asks for; a brief that does not hold offers none."""
    from kbrief.cli.session import cache_folder
    from kbrief.errors import KbriefError
    from kbrief.load import find_brief, load

    asked = ctx.params.get("brief") or (ctx.find_root().params.get("brief"))
    try:
        return names(load(find_brief(asked, os.environ, Path.cwd()), cache_folder()).brief)
    except KbriefError:
        return []


def administrations(ctx: typer.Context) -> list[str]:
    """Return the ids of the administrations."""
    return _offer(ctx, lambda brief: [administration.id for administration in brief.administrations])


def points(ctx: typer.Context) -> list[str]:
    """Return the ids of the points."""
    return _offer(ctx, lambda brief: [point.id for point in brief.points])


def criteria(ctx: typer.Context) -> list[str]:
    """Return the ids of the criteria."""
    return _offer(ctx, lambda brief: [criterion.id for criterion in brief.criteria])


def events(ctx: typer.Context) -> list[str]:
    """Return the ids of the events."""
    return _offer(ctx, lambda brief: [event.id for event in brief.events])


def issues(ctx: typer.Context) -> list[str]:
    """Return the ids of the issues."""
    return _offer(ctx, lambda brief: [issue.id for issue in brief.issues])


def tags(ctx: typer.Context) -> list[str]:
    """Return the tags."""
    return _offer(ctx, lambda brief: list(brief.tags))


def steps(ctx: typer.Context) -> list[str]:
    """Return the ids of the steps."""
    return _offer(ctx, lambda brief: [step.id for step in brief.steps])


def actions(ctx: typer.Context) -> list[str]:
    """Return the ids of the checklist's actions."""
    return _offer(ctx, lambda brief: [action.id for step in brief.steps for action in step.actions])


def everything(ctx: typer.Context) -> list[str]:
    """Return every id of the brief."""
    from kbrief.model.claims import all_items

    return _offer(ctx, lambda brief: [name for name, _, _ in all_items(brief)])
