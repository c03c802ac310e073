"""`memo`: the whole brief as a memo."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from kbrief.cli import complete
from kbrief.cli.commands.arguments import parse_day, reject_together
from kbrief.cli.context import CommandContext, today
from kbrief.cli.gaps import warn_of_gaps
from kbrief.cli.options import Administrations, Given, StatedOnly, Weights, command, new_app
from kbrief.cli.output import write_documents
from kbrief.cli.streams import print_stderr
from kbrief.errors import Message, WrongLines
from kbrief.i18n import _, languages
from kbrief.model import Paper
from kbrief.model.lookup import resolve
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Document
from kbrief.pages.memo import memo as compose
from kbrief.pages.memo.options import KINDS, TIGHTEST, MemoOptions
from kbrief.pages.meta import Meta

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kbrief.decide.rank import Ranking

memo_command = new_app()

#: The endings of files that show no pictures.
PLAIN = {"", ".md", ".markdown"}

To = Annotated[str, typer.Option("--to", metavar="NAME", help="The recipient.", show_default=False)]
From = Annotated[str, typer.Option("--from", metavar="NAME", help="The sender.", show_default=False)]
Subject = Annotated[str, typer.Option(metavar="TEXT", help="The subject line.", show_default=False)]
Date = Annotated[
    str, typer.Option(metavar="DATE", help="The date, e.g. 2026-12-31; default: today.", show_default=False)
]
Marking = Annotated[
    str | None, typer.Option(metavar="TEXT", help="The marking; default: internal draft. An empty text leaves it out.")
]
Files = Annotated[
    list[Path] | None,
    typer.Option("--output", "-o", metavar="FILE", help="The file to write; default: standard output."),
]


Kind = Annotated[
    str,
    typer.Option(
        metavar="|".join(KINDS),
        help="Whether it is for information or for a decision.",
        autocompletion=complete.choices(*KINDS),
    ),
]
OnePage = Annotated[bool, typer.Option("--one-page", help="Keep it to one page, without annexes.")]
Annexes = Annotated[
    bool | None, typer.Option("--annexes/--no-annexes", help="Include annexes or not; the full memo has them.")
]
Points = Annotated[bool, typer.Option("--points", help="Only the lines to take, safe to hand over.")]
PAPERS: tuple[Paper, ...] = get_args(Paper)
PaperSize = Annotated[
    str,
    typer.Option(
        "--paper", metavar="|".join(PAPERS), help="The paper size; default: the brief's, or the usual one for its language.",
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
    """Write the whole brief as a memo.

    Prints Markdown, or writes each -o file in the format of its ending: md, html, docx, pdf, hwpx, json. With several
    -a, it is one memo that shows the audiences side by side.

    Example: kbrief memo --administration trump -o memo.md -o memo.pdf
    """
    if points and (one_page or kind != "info"):
        reject_together("--points", "--one-page" if one_page else "--kind")
    rankings = session.rankings(administration, given, stated_only=stated_only, weights=weights)
    day, endings = parse_day(date, "--date") if date else today(), [path.suffix for path in output or ()]
    options = MemoOptions(
        to, sender, subject, day, marking, resolve(kind, KINDS, Message("kind")), one_page, points,
        any(ending.casefold() not in PLAIN for ending in endings),
        overlay=session.overlay, topic=session.topic, has_annexes=not one_page if annexes is None else annexes,
    )  # fmt: skip
    # A memo with a later date gives the age that its source will have then.
    texts = BriefText(session.brief, day)
    warn_of_language(texts)
    size = resolve(paper, PAPERS, Message("paper")) if paper else texts.brief.paper or ""
    meta = Meta(texts.lang, "", day, sender, "", 1 if one_page else 2, texts.language, size)
    document = first_that_fits(
        memos(session, rankings, texts, options), meta, measured_endings(rankings, meta, endings)
    )
    if points:
        ensure_nothing_minimized(document, rankings, texts)
    marking = next(iter(document.caveats), "")
    write_documents(document, meta._replace(title=document.title, marking=marking), output, template)
    warn_of_gaps(document, endings, session.brief)


def memos(
    session: CommandContext, rankings: "Sequence[Ranking]", texts: BriefText, options: MemoOptions
) -> Iterator[Document]:
    """Yield the memo for one audience, or that which compares several: ever shorter ones."""
    from kbrief.decide.compare import compare_rankings

    ranked = rankings[0] if len(rankings) == 1 else compare_rankings(rankings)
    for tightness in range(TIGHTEST + 1):
        tight_options = replace(options, tightness=tightness)
        yield compose(ranked, texts, tight_options, session.loaded.digest, session.marks)


def measured_endings(rankings: "Sequence[Ranking]", meta: Meta, endings: "Sequence[str]") -> list[str]:
    """Return the formats in which a memo has to fit its pages.

    A page that compares several audiences has little room: it is measured as PDF too, so that all formats have the
    same rows.
    """
    return [".pdf", *endings] if meta.pages == 1 and len(rankings) > 1 else [*endings]


def first_that_fits(documents: Iterator[Document], meta: Meta, endings: "Sequence[str]") -> Document:
    """Return the first memo whose body fits its pages in all of the formats, else the last one."""
    from kbrief.render import fits_pages

    document = next(documents)
    if fits_pages(document, meta, endings):
        return document
    for document in documents:
        if fits_pages(document, meta, endings):
            break
    return document


def warn_of_language(texts: BriefText) -> None:
    """Print a note if the program has no words in the language of the brief, and so uses English."""
    tag = texts.language
    if tag.split("-")[0] not in languages():
        print_stderr([_("The brief is in {tag}. kbrief is not translated into that language and uses English.",
                        tag=tag)])  # fmt: skip


def ensure_nothing_minimized(document: Document, rankings: "Sequence[Ranking]", texts: BriefText) -> None:
    """Raise WrongLines, after printing each place, if the lines raise a point to minimize with any audience."""
    from kbrief.lint.lint import lint_text
    from kbrief.lint.readers import shared_findings
    from kbrief.pages.draft_problems import problems_of
    from kbrief.render.markdown import to_markdown

    text = to_markdown(document)
    reports = [lint_text(ranking, text) for ranking in rankings]
    findings = (
        problem for report in reports for problem in problems_of(report, shared_findings([report]), "points.md", texts)
    )
    problems = tuple(dict.fromkeys(problem for problem in findings if problem.rule == "minimized-raised"))
    if problems:
        print_stderr([f"{problem}" for problem in problems])
        raise WrongLines(Message("the lines to hand over raise points to minimize"))
