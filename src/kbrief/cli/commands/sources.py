"""`source`: take papers in, list and show sources, and keep their records."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kbrief.cli import complete
from kbrief.cli.commands.arguments import ensure_line, ensure_own, find_cite
from kbrief.cli.context import CommandContext
from kbrief.cli.options import command, new_app
from kbrief.cli.output import CommandResult
from kbrief.errors import Message, UnknownName
from kbrief.model import Brief, Source
from kbrief.model.lookup import resolve

if TYPE_CHECKING:
    from kbrief.pages.brief_text import BriefText

source_command = new_app()


@command(source_command, callback=True)
def source(session: CommandContext) -> CommandResult:
    """Add papers as sources, list them, and show what their paragraphs say.

    Without a command, it lists them. Example: kbrief source add north.pdf south.txt --brief my-brief
    """
    return source_list(session)


@command(source_command, name="list")
def list_sources(session: CommandContext) -> CommandResult:
    """List the sources in a table: date, grade, paragraphs, digests written, citations.

    Example: kbrief source list --brief my-brief
    """
    return source_list(session)


def source_list(session: CommandContext) -> CommandResult:
    """Return all sources in a table."""
    from kbrief.pages.sources import source_list_page
    from kbrief.records.brief import source_items

    texts = session.texts
    ages = {source.id: texts.age(source) for source in texts.brief.sources}
    return CommandResult(
        "sources",
        lambda: source_list_page(texts),
        lambda: source_items(texts.brief, ages, texts.lang),
        texts.caveats("sources"),
        brief=texts.brief,
    )


Papers = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE", help="Papers: text, Markdown, HTML, Word, PDF (extra pdf-in), or e-mail (.eml)."),
]
Bibliography = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help="A bibliography: CSL-JSON (.json), BibTeX (.bib) or RIS (.ris); papers are then the texts of its entries.",
    ),
]
Yes = Annotated[
    bool, typer.Option("--yes", "-y", help="Do not ask whether the details read from the papers are right.")
]
Id = Annotated[str | None, typer.Option("--id", metavar="ID", help="The id used in citations; for a single paper.")]
Name = Annotated[
    str | None, typer.Option(metavar="TEXT", help="The short name, shown in the first lines; for a single paper.")
]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="The full title; for a single paper.")]
Author = Annotated[str | None, typer.Option(metavar="TEXT", help="Who wrote it.")]
Publisher = Annotated[str | None, typer.Option(metavar="TEXT", help="Who published it.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="When it was published: 2024, 2024-10 or 2024-10-24.")
]
Address = Annotated[
    str | None, typer.Option("--url", metavar="URL", help="The address where it can be read; for a single paper.")
]
Graded = Annotated[
    str | None, typer.Option("--grade", metavar="A1-F6", help="The Admiralty grade; F6 means not yet graded.")
]


@command(source_command, name="add", formats=(), writes=True)
def add(
    session: CommandContext,
    papers: Papers = None,
    bibliography: Bibliography = None,
    new_id: Id = None,
    name: Name = None,
    title: Title = None,
    author: Author = None,
    publisher: Publisher = None,
    published: Published = None,
    url: Address = None,
    grade: Graded = None,
    yes: Yes = False,
) -> CommandResult:
    """Add papers to a brief of your own: a record for each, with a fingerprint of every paragraph.

    Title, author and date are read from the paper and shown; on a terminal, before anything is written. What is not
    known is left out. A text that the brief already has is rejected.

    Example: kbrief source add north.pdf --author "A. North" --published 2025-06 --grade B2

    With --from, the entries of a bibliography are added; the text of an entry is the file that it names, or a paper
    named like its key or title. Example: kbrief source add --from refs.bib north2025.pdf
    """
    from kbrief.cli.commands.source_adding import add_papers
    from kbrief.store.new import SourceFacts

    facts = SourceFacts(name, title, author, publisher, published, url, grade.upper() if grade else None)
    return add_papers(session, papers or [], facts, new_id, bibliography, is_confirmed=yes)


SourceId = Annotated[
    str, typer.Argument(metavar="ID", help="The source's id or name.", autocompletion=complete.sources)
]
Text = Annotated[
    Path | None, typer.Option("--text", metavar="FILE", help="A copy of the text: show its words beside each number.")
]


@command(source_command, name="show")
def show(session: CommandContext, source_name: SourceId, text: Text = None) -> CommandResult:
    """Show one source with its paragraphs, numbered as in citations.

    With --text, the words of a copy are shown beside each. Example: kbrief source show north-text --text north.pdf
    """
    from kbrief.pages.sources import source_page

    texts = session.texts
    source = find_source(session.brief, source_name)
    text_by_hash = _text_by_hash(text) if text else None
    return CommandResult(
        "sources",
        lambda: source_page(source, text_by_hash, texts),
        lambda: [_source_record(source, text_by_hash, texts)],
        texts.caveats("sources"),
        brief=texts.brief,
    )


def _source_record(source: Source, text_by_hash: Mapping[str, str] | None, texts: "BriefText") -> dict[str, Any]:
    """Return the record of one source; with a copy, each paragraph has its text there."""
    from kbrief.records.brief import source_items

    ages = {source.id: texts.age(source) for source in texts.brief.sources}
    record = next(item for item in source_items(texts.brief, ages, texts.lang) if item["id"] == source.id)
    if text_by_hash is not None:
        for paragraph in record["paragraphs"]:
            paragraph["text"] = text_by_hash.get(paragraph["sha256"])
    return record


def find_source(brief: Brief, name: str) -> Source:
    """Return the source with an id, or with a name that only one source has. Raises UnknownName."""
    sources = {source.id: source for source in brief.sources}
    matches = [source for source in brief.sources if source.name.casefold() == name.strip().casefold()]
    try:
        return sources[resolve(name, sources, Message("source"))]
    except UnknownName:
        if len(matches) == 1:
            return matches[0]
        raise


def _text_by_hash(file: Path) -> dict[str, str]:
    """Return the paragraphs of a copy by their fingerprints. Raises BriefError."""
    from kbrief.store.new import fingerprint
    from kbrief.verify.source_text import read_source

    source = read_source(file)
    return {fingerprint(passage): text for passage, text in zip(source.passages, source.texts, strict=True)}


Copy = Annotated[Path, typer.Argument(metavar="FILE", help="The current text.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")]


@command(source_command, name="refresh", writes=True)
def refresh(session: CommandContext, source_name: SourceId, copy: Copy, dry_run: DryRun = False) -> CommandResult:
    """Update a source from a changed copy: paragraphs with the same words keep their number and digest.

    Paragraphs that moved, changed, are new or are gone are listed, with every claim that cites a changed one. A
    paragraph that is gone stays in the record as long as it is cited or has a digest.

    Example: kbrief source refresh north-text north-second-edition.pdf --dry-run
    """
    from kbrief.files import display_path
    from kbrief.pages.refresh import refresh_items, refresh_page
    from kbrief.store.refresh import refresh_source

    ensure_own(session)
    refreshed = refresh_source(session.place, find_source(session.brief, source_name), copy, dry_run=dry_run)
    file, option = display_path(refreshed.file), session.brief_option
    return CommandResult(
        "refresh", lambda: refresh_page(refreshed, file, option, is_dry=dry_run), lambda: refresh_items(refreshed)
    )


Paragraph = Annotated[
    str,
    typer.Argument(
        metavar="PARAGRAPH", help="The paragraph, e.g. North#P8 or just P8.", autocompletion=complete.paragraphs
    ),
]
Digest = Annotated[str, typer.Argument(metavar="TEXT", help="What it says, in your own words.")]


@command(source_command, name="digest", formats=(), writes=True)
def digest(session: CommandContext, paragraph: Paragraph, text: Digest) -> CommandResult:
    """Record what a paragraph of a source says, in your own words.

    An existing digest is replaced and shown. Example: kbrief source digest North#P8 "Boats leave hourly all winter."
    """
    from kbrief.pages.sources import digest_page
    from kbrief.store.digest import write_digest

    ensure_own(session)
    ensure_line(text)
    cite = find_cite(session.brief, paragraph)
    before = session.brief.paragraph_by_cite[cite].digest
    write_digest(session.place, session.brief, cite, text, session.texts.lang)
    return CommandResult("sources", lambda: digest_page(cite, before, session.texts, session.brief_option), list)


As = Annotated[
    str,
    typer.Option(
        "--as", metavar="csl|bibtex|ris", help="The format.", autocompletion=complete.choices("csl", "bibtex", "ris")
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write; default: standard output.")
]


@command(source_command, name="export", formats=())
def export(session: CommandContext, form: As = "csl", output: Output = None) -> None:
    """Export the sources as a bibliography, for Zotero, LaTeX and catalogs.

    `source add --from` reads it back without loss: what a format has no field for is kept in a field `kbrief`.

    Example: kbrief source export --as bibtex -o refs.bib
    """
    from kbrief.cli.output import print_product, print_wrote, write_file
    from kbrief.store.bibliography import source_records
    from kbrief.text.bibliography import FORMS, write_bibliography

    text = write_bibliography(source_records(session.brief), resolve(form, FORMS, Message("form")))
    if output is None or str(output) == "-":
        print_product(text)
    else:
        write_file(output, text.encode())
        print_wrote(output)
