"""`kbrief` alone, `explain`, `background`, `sources` and `trace`."""

from pathlib import Path
from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext
from kbrief.cli.options import Administration, Given, StatedOnly, Weights, command, new_app
from kbrief.cli.output import CommandResult
from kbrief.errors import Message
from kbrief.model.lookup import resolve, resolve_optional


def start(session: CommandContext) -> CommandResult:
    """Return the brief at a glance."""
    from kbrief.pages.start import start_page
    from kbrief.records.brief import start_item

    texts, ranking = session.texts, session.ranking(None)
    return CommandResult(
        "kbrief",
        lambda: start_page(ranking, texts),
        lambda: [start_item(texts.brief, ranking, texts.lang)],
        texts.caveats("start"),
        brief=texts.brief,
    )


explain_command = new_app()

Point = Annotated[str, typer.Argument(metavar="POINT", help="The point's id.", autocompletion=complete.points)]


@command(explain_command)
def explain(
    session: CommandContext,
    point: Point,
    administration: Administration = None,
    given: Given = None,
    stated_only: StatedOnly = False,
    weights: Weights = None,
) -> CommandResult:
    """Explain why a point is on its list, how sure that is, and the case against it.

    Example: kbrief explain camp-humphreys --administration trump
    """
    from kbrief.cli.commands.lists import envelope_settings
    from kbrief.pages.explain import explain_page
    from kbrief.records.ranking import explain_item

    ranking = session.ranking(administration, given, stated_only=stated_only, weights=weights)
    by_id = {placement.point.id: placement for placement in ranking.placements}
    placement, texts = by_id[resolve(point, by_id, Message("point"))], session.texts
    return CommandResult(
        "explain",
        lambda: explain_page(ranking, placement, texts),
        lambda: [explain_item(ranking, placement, texts.lang)],
        texts.scenario_caveats(ranking.scenario),
        ranking.scenario.administration,
        ranking.scenario.given,
        texts.brief,
        envelope_settings(ranking.weights, stated_only=stated_only),
    )


background_command = new_app()


KINDS = ("precedent", "context", "tension", "gap")
BackgroundKind = Annotated[
    str | None,
    typer.Option(
        "--kind", metavar="|".join(KINDS), help="Only entries of this kind.", autocompletion=complete.choices(*KINDS)
    ),
]


@command(background_command)
def background(session: CommandContext, kind: BackgroundKind = None) -> CommandResult:
    """Show precedents, context, and tensions and gaps in the source.

    Example: kbrief background --kind gap
    """
    from kbrief.pages.background import background_page
    from kbrief.records.brief import background_items

    texts, kind = session.texts, resolve_optional(kind, KINDS, Message("kind"))
    return CommandResult(
        "background",
        lambda: background_page(texts, kind),
        lambda: background_items(texts.brief, texts.lang, kind),
        texts.caveats("background"),
        brief=texts.brief,
    )


def verify_copy(session: CommandContext, file: Path) -> CommandResult:
    """Return which paragraphs are in a copy; problems are found if a cited one is not."""
    from kbrief.files import escape_control_characters
    from kbrief.pages.findings import verify_page
    from kbrief.records.findings import verify_items
    from kbrief.verify.verify import read_copy, verify

    texts, matches = session.texts, verify(session.brief, read_copy(file))
    return CommandResult(
        "sources",
        lambda: verify_page(matches, escape_control_characters(str(file)), texts),
        lambda: verify_items(matches),
        texts.caveats("sources"),
        brief=texts.brief,
        has_problems=not all(match.holds for match in matches),
    )


sources_command = new_app()

Verify = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Check against a copy of the text: plain text, HTML saved from a browser, or output of pdftotext.",
    ),
]


@command(sources_command)
def sources(session: CommandContext, verify: Verify = None) -> CommandResult:
    """Show the sources: author, date, grade, and what each paragraph says.

    Example: kbrief sources --format json

    With --verify, show which paragraphs, and so which citations, match a copy of the text. Exits with 1 if a cited
    paragraph is not found. Example: kbrief sources --verify saved-page.html
    """
    from kbrief.pages.background import sources_page
    from kbrief.records.brief import source_items

    if verify is not None:
        return verify_copy(session, verify)
    texts = session.texts
    ages = {source.id: texts.age(source) for source in texts.brief.sources}
    return CommandResult(
        "sources",
        lambda: sources_page(texts),
        lambda: source_items(texts.brief, ages, texts.lang),
        texts.caveats("sources"),
        brief=texts.brief,
    )


trace_command = new_app()

Name = Annotated[
    str,
    typer.Argument(metavar="ID", help="An id, a claim's path or a paragraph.", autocompletion=complete.traceable_ids),
]


All = Annotated[bool, typer.Option("--all", help="Show every claim that cites a paragraph, not just the first ones.")]


@command(trace_command)
def trace(session: CommandContext, name: Name, everything: All = False) -> CommandResult:
    """Trace any item or claim to its basis, reason and paragraph.

    Example: kbrief trace ncg.president.trump

    A paragraph (kbrief trace P8) shows what it says and every claim that cites it.
    """
    from kbrief.decide.trace import trace as find_trace
    from kbrief.pages.background import trace_page
    from kbrief.records.brief import trace_items

    texts, traced = session.texts, find_trace(session.brief, name)
    places = session.loaded.where_all(located.at for located in traced.claims)
    return CommandResult(
        "trace",
        lambda: trace_page(traced, places, texts, is_whole=everything),
        lambda: trace_items(traced.claims, places, texts.brief, texts.lang),
        texts.caveats("sources"),
        brief=texts.brief,
    )
