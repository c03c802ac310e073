"""`kbrief memo`: all of it as a memo."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext, today
from kbrief.cli.options import Administration, Given, StatedOnly, Weights, command, new_app
from kbrief.cli.output import write_documents
from kbrief.errors import Message, WrongUsage
from kbrief.model.lookup import resolve
from kbrief.pages.document import Meta
from kbrief.pages.memo import memo as compose
from kbrief.pages.memo.context import KINDS, MemoOptions

memo_command = new_app()

PLAIN = {"", ".md", ".markdown"}
"""Endings of files that show no pictures."""

To = Annotated[str, typer.Option("--to", metavar="NAME", help="Whom it is for.", show_default=False)]
From = Annotated[str, typer.Option("--from", metavar="NAME", help="Whom it is from.", show_default=False)]
Subject = Annotated[str, typer.Option(metavar="TEXT", help="The subject line.", show_default=False)]
Date = Annotated[str, typer.Option(metavar="DATE", help="Its date, as 2026-12-31; else today.", show_default=False)]
Marking = Annotated[
    str | None, typer.Option(metavar="TEXT", help="The marking; else: internal draft. An empty one is none.")
]
Files = Annotated[
    list[Path] | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write it; else here.")
]


Kind = Annotated[
    str,
    typer.Option(
        metavar="|".join(KINDS), help="For information, or for a decision.", autocompletion=complete.choices(*KINDS)
    ),
]
OnePage = Annotated[bool, typer.Option("--one-page", help="Only what fits one page.")]
Points = Annotated[bool, typer.Option("--points", help="The lines to take alone, safe to hand over.")]
TemplateFile = Annotated[
    Path | None, typer.Option("--template", metavar="FILE", help="A text template, or a .docx file for a house style.")
]


@command(memo_command, formats=())
def memo(
    session: CommandContext,
    administration: Administration = None,
    given: Given = None,
    stated_only: StatedOnly = False,
    weights: Weights = None,
    kind: Kind = "info",
    one_page: OnePage = False,
    points: Points = False,
    to: To = "",
    sender: From = "",
    subject: Subject = "",
    date: Date = "",
    marking: Marking = None,
    template: TemplateFile = None,
    output: Files = None,
) -> None:
    """All of it as a memo.

    Markdown on standard output, or by the ending of each -o: md, html, docx, pdf, hwpx, json.

    Example: kbrief memo --administration trump -o memo.md -o memo.pdf
    """
    if points and (one_page or kind != "info"):
        message = Message(
            "{option} does not go with {other}", option="--points", other="--one-page" if one_page else "--kind"
        )
        raise WrongUsage(message, Message("leave one of them out"))
    ranking = session.ranking(administration, given, stated_only=stated_only, weights=weights)
    when, pictures = day(date), any(path.suffix.casefold() not in PLAIN for path in output or ())
    form = MemoOptions(
        to, sender, subject, when, marking, resolve(kind, KINDS, Message("kind")), one_page, points, pictures
    )
    # A memo dated ahead tells the age that its source will have then.
    voice = replace(session.voice, today=when)
    document = compose(ranking, voice, form, session.loaded.digest)
    mark = next(iter(document.caveats), "")
    meta = Meta(voice.lang, document.title, when, sender, mark, pages=1 if one_page else 2)
    write_documents(document, meta, output, template)


def day(date: str) -> dt.date:
    """Return the day of a date as 2026-12-31, today for none. Raises WrongUsage."""
    try:
        return dt.date.fromisoformat(date) if date else today()
    except ValueError:
        message = Message("{option} {text!r} is not a date", option="--date", text=date)
        raise WrongUsage(message, Message("write it as 2026-12-31")) from None
