"""`kbrief memo`: all of it as a memo."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext, today
from kbrief.cli.gaps import warn_of_gaps
from kbrief.cli.options import Administrations, Given, StatedOnly, Weights, command, new_app
from kbrief.cli.output import write_documents
from kbrief.cli.streams import print_stderr
from kbrief.errors import Message, WrongLines, WrongUsage
from kbrief.i18n import _, languages
from kbrief.model import Paper
from kbrief.model.lookup import resolve
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Document, Meta
from kbrief.pages.memo import memo as compose
from kbrief.pages.memo.options import KINDS, TIGHTEST, MemoOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbrief.decide.compare import Comparison
    from kbrief.decide.rank import Ranking

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
OnePage = Annotated[bool, typer.Option("--one-page", help="Only what fits one page; no annexes.")]
Annexes = Annotated[
    bool | None, typer.Option("--annexes/--no-annexes", help="With annexes or without; the full memo has them.")
]
Points = Annotated[bool, typer.Option("--points", help="The lines to take alone, safe to hand over.")]
PAPERS: tuple[Paper, ...] = get_args(Paper)
PaperSize = Annotated[
    str,
    typer.Option(
        "--paper", metavar="|".join(PAPERS), help="The paper; else the brief's, or what is usual where its language is.",
        autocompletion=complete.choices(*PAPERS), show_default=False,
    ),
]  # fmt: skip
TemplateFile = Annotated[
    Path | None, typer.Option("--template", metavar="FILE", help="A text template, or a .docx file for a house style.")
]


@command(memo_command, formats=())
def memo(
    session: CommandContext,
    administration: Administrations = None,
    given: Given = None,
    stated_only: StatedOnly = False,
    weights: Weights = None,
    kind: Kind = "info",
    one_page: OnePage = False,
    points: Points = False,
    annexes: Annexes = None,
    to: To = "",
    sender: From = "",
    subject: Subject = "",
    date: Date = "",
    marking: Marking = None,
    paper: PaperSize = "",
    template: TemplateFile = None,
    output: Files = None,
) -> None:
    """All of it as a memo.

    Markdown on standard output, or by the ending of each -o: md, html, docx, pdf, hwpx, json. With -a again, one memo
    for several audiences, side by side.

    Example: kbrief memo --administration trump -o memo.md -o memo.pdf
    """
    if points and (one_page or kind != "info"):
        message = Message(
            "{option} does not go with {other}", option="--points", other="--one-page" if one_page else "--kind"
        )
        raise WrongUsage(message, Message("leave one of them out"))
    rankings = session.rankings(administration, given, stated_only=stated_only, weights=weights)
    when, pictures = day(date), any(path.suffix.casefold() not in PLAIN for path in output or ())
    form = MemoOptions(
        to, sender, subject, when, marking, resolve(kind, KINDS, Message("kind")), one_page, points, pictures,
        overlay=session.overlay, topic=session.topic, has_annexes=not one_page if annexes is None else annexes,
    )  # fmt: skip
    # A memo dated ahead tells the age that its source will have then.
    voice = replace(session.texts, today=when)
    tell_language(voice)
    size = resolve(paper, PAPERS, Message("paper")) if paper else voice.brief.paper or ""
    meta = Meta(voice.lang, "", when, sender, "", 1 if one_page else 2, voice.language, size)
    ranked = joined(rankings)
    made = (
        compose(ranked, voice, replace(form, tightness=level), session.loaded.digest, session.marks)
        for level in range(TIGHTEST + 1)
    )
    # Columns for several leave one page little room: it is measured whatever the format, so that all have the same rows.
    measured = [".pdf"] if one_page and len(rankings) > 1 else []
    document = first_that_fits(made, meta, [*measured, *(path.suffix for path in output or ())])
    if points:
        check_points(document, rankings, voice)
    mark = next(iter(document.caveats), "")
    write_documents(document, meta._replace(title=document.title, marking=mark), output, template)
    warn_of_gaps(document, [path.suffix for path in output or ()], session.brief)


def first_that_fits(made: Iterator[Document], meta: Meta, endings: "Sequence[str]") -> Document:
    """Return the first of ever shorter memos whose body fits its pages in all of the formats, else the last."""
    from kbrief.render import fits_pages

    document = next(made)
    if fits_pages(document, meta, endings):
        return document
    for document in made:
        if fits_pages(document, meta, endings):
            break
    return document


def tell_language(texts: BriefText) -> None:
    """Say on standard error that the program's own words are in another language than the brief's texts."""
    tag = texts.language
    if tag.split("-")[0] not in languages():
        print_stderr([_("The brief is in {tag}. kbrief has no words of its own in that language, and speaks English.",
                        tag=tag)])  # fmt: skip


def joined(rankings: "Sequence[Ranking]") -> "Ranking | Comparison":
    """Return the ranking for one audience, or those for several compared."""
    from kbrief.decide.compare import compare_rankings

    return rankings[0] if len(rankings) == 1 else compare_rankings(rankings)


def check_points(document: Document, rankings: "Sequence[Ranking]", texts: BriefText) -> None:
    """Refuse lines to hand over that raise what is to be kept low with any of those who hear them.

    Raises WrongLines, each place told before it.
    """
    from kbrief.lint.lint import lint_text
    from kbrief.lint.readers import shared_findings
    from kbrief.records.findings import problems_of
    from kbrief.render.markdown import to_markdown

    text = to_markdown(document)
    reports = [lint_text(ranking, text) for ranking in rankings]
    told = (problem for one in reports for problem in problems_of(one, shared_findings([one]), "points.md", texts))
    found = tuple(dict.fromkeys(problem for problem in told if problem.rule == "minimized-raised"))
    if found:
        print_stderr([f"{problem}" for problem in found])
        raise WrongLines(Message("the lines to hand over raise what is to be kept low"))


def day(date: str) -> dt.date:
    """Return the day of a date as 2026-12-31, today for none. Raises WrongUsage."""
    try:
        return dt.date.fromisoformat(date) if date else today()
    except ValueError:
        message = Message("{option} {text!r} is not a date", option="--date", text=date)
        raise WrongUsage(message, Message("write it as 2026-12-31")) from None
