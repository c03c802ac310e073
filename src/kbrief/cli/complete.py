"""Shell completion: the ids of the brief, and the values of options; an error completes nothing."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from kbrief.model import Brief


#: A name that no shell evaluates, expands, splits or takes for an option.
PLAIN = r"(?:~/)?[\w./][\w./:=,#@+-]*"


def choices(*names: str) -> Callable[[], list[str]]:
    """Return a function that completes these names."""
    return lambda: list(names)


def languages() -> list[str]:
    """Return the languages."""
    from kbrief import i18n

    return list(i18n.languages())


def rules() -> list[str]:
    """Return the names of the rules of `check`."""
    from kbrief.load.rules import rule_names

    return list(rule_names())


def briefs(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the briefs, folders and files whose names begin with the typed text."""
    from kbrief.load.find import complete_path

    names: list[str] = []
    with suppress(OSError, RuntimeError):
        names.extend(complete_path(incomplete))
    return _not_typed(ctx, names)


def _complete(ctx: typer.Context, names: Callable[["Brief"], Iterable[str]]) -> list[str]:
    """Return names in the brief that the command line names, without those that it has already."""
    # An error message would not help while somebody types: the command will print it.
    with suppress(Exception):
        from kbrief.cli.context import folder_cache
        from kbrief.load.brief import load
        from kbrief.load.find import find_brief

        brief_option = ctx.params.get("brief") or ctx.find_root().params.get("brief")
        return _not_typed(ctx, names(load(find_brief(brief_option, os.environ), folder_cache()).brief))
    return []


def _not_typed(ctx: typer.Context, names: Iterable[str]) -> list[str]:
    typed = {name for value in ctx.params.values() if isinstance(value, (list, tuple)) for name in value}
    return [name for name in names if name not in typed and is_plain(name)]


def is_plain(name: str) -> bool:
    """Whether a name is safe to complete: bash and zsh evaluate completions, and split them at line ends."""
    return bool(re.fullmatch(PLAIN, name))


def administrations(ctx: typer.Context) -> list[str]:
    """Return the ids of the administrations."""
    return _complete(ctx, lambda brief: [administration.id for administration in brief.administrations])


def points(ctx: typer.Context) -> list[str]:
    """Return the ids of the points."""
    return _complete(ctx, lambda brief: [point.id for point in brief.points])


def criteria(ctx: typer.Context) -> list[str]:
    """Return the ids of the criteria."""
    return _complete(ctx, lambda brief: [criterion.id for criterion in brief.criteria])


def weights(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the criteria that can follow in weights: `president=`, and `president=2,team=` after a comma."""
    before, comma, _ = incomplete.rpartition(",")
    weighted = {part.partition("=")[0].strip() for part in before.split(",")}
    return [f"{before}{comma}{name}=" for name in criteria(ctx) if name not in weighted]


def events(ctx: typer.Context) -> list[str]:
    """Return the ids of the events."""
    return _complete(ctx, lambda brief: [event.id for event in brief.events])


def issues(ctx: typer.Context) -> list[str]:
    """Return the ids of the issues."""
    return _complete(ctx, lambda brief: [issue.id for issue in brief.issues])


def tags(ctx: typer.Context) -> list[str]:
    """Return the tags."""
    return _complete(ctx, lambda brief: list(brief.tags))


def steps(ctx: typer.Context) -> list[str]:
    """Return the ids of the steps."""
    return _complete(ctx, lambda brief: [step.id for step in brief.steps])


def actions(ctx: typer.Context) -> list[str]:
    """Return the ids of the checklist's actions."""
    return _complete(ctx, lambda brief: [action.id for step in brief.steps for action in step.actions])


def sources(ctx: typer.Context) -> list[str]:
    """Return the ids of the sources."""
    return _complete(ctx, lambda brief: [source.id for source in brief.sources])


def paragraphs(ctx: typer.Context) -> list[str]:
    """Return the paragraphs of the sources, as they are cited."""
    return _complete(ctx, _cites)


def traceable_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return all ids and paragraphs; after a dot as in `ncg.`, the paths of claims."""
    return _complete(ctx, _claims if "." in incomplete else _ids)


def _ids(brief: "Brief") -> Iterator[str]:
    from kbrief.model.claims import all_items

    yield from (name for name, _, _ in all_items(brief))
    yield from _cites(brief)


def _claims(brief: "Brief") -> Iterator[str]:
    from kbrief.model.claims import all_claims

    yield from (located.path for located in all_claims(brief))


def _cites(brief: "Brief") -> Iterator[str]:
    """Yield the paragraphs: `P8`, or `paper#P8` if there are several sources."""
    for cite in brief.paragraph_by_cite:
        yield cite.partition("#")[2] if len(brief.sources) == 1 else cite
