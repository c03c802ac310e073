"""`source`: papers taken in, listed and shown."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext, today
from kbrief.cli.options import command, new_app
from kbrief.cli.output import CommandResult
from kbrief.errors import Message, NotConfirmed, UnknownName, WrongUsage
from kbrief.model import Source
from kbrief.model.lookup import resolve

if TYPE_CHECKING:
    from kbrief.store.new import SourceFacts
    from kbrief.store.sources import AddedSource

DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
GRADE = re.compile("[A-F][1-6]")
ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")

source_command = new_app()


@command(source_command, callback=True)
def source(session: CommandContext) -> CommandResult:
    """Take papers in as sources, list them, and show what their paragraphs say.

    Alone it lists them. Example: kbrief source add north.pdf south.txt --brief my-brief
    """
    return list_answer(session)


@command(source_command, name="list")
def list_sources(session: CommandContext) -> CommandResult:
    """The sources in a table: date, grade, paragraphs, digests written, citations.

    Example: kbrief source list --brief my-brief
    """
    return list_answer(session)


def list_answer(session: CommandContext) -> CommandResult:
    """Return all sources in a table."""
    from kbrief.pages.sources import source_list_page
    from kbrief.records.brief import source_items

    texts = session.texts
    ages = {one.id: texts.age(one) for one in texts.brief.sources}
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
        help="A bibliography: CSL-JSON (.json), BibTeX (.bib) or RIS (.ris); papers are texts of its entries.",
    ),
]
Yes = Annotated[
    bool, typer.Option("--yes", "-y", help="Do not ask whether what the papers say of themselves is right.")
]
Id = Annotated[str | None, typer.Option("--id", metavar="ID", help="The id that citations begin with; of one paper.")]
Name = Annotated[str | None, typer.Option(metavar="TEXT", help="The short name, as in head lines; of one paper.")]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="The full title; of one paper.")]
Author = Annotated[str | None, typer.Option(metavar="TEXT", help="Who wrote it.")]
Publisher = Annotated[str | None, typer.Option(metavar="TEXT", help="Who published it.")]
Published = Annotated[str | None, typer.Option(metavar="DATE", help="When: 2024, 2024-10 or 2024-10-24.")]
Address = Annotated[str | None, typer.Option("--url", metavar="URL", help="Where it can be read; of one paper.")]
Graded = Annotated[
    str | None, typer.Option("--grade", metavar="A1-F6", help="The Admiralty grade; F6 is not yet graded.")
]


@command(source_command, name="add", formats=(), writes=True)
def add(
    session: CommandContext,
    papers: Papers = None,
    bibliography: Bibliography = None,
    own_id: Id = None,
    name: Name = None,
    title: Title = None,
    author: Author = None,
    publisher: Publisher = None,
    published: Published = None,
    url: Address = None,
    grade: Graded = None,
    yes: Yes = False,
) -> CommandResult:
    """Take papers into a brief of your own: a record each, with a fingerprint of every paragraph.

    What a paper says of itself is taken from it and shown, on a terminal before anything is written; what is not known
    is left out. A text that the brief has already is refused.

    Example: kbrief source add north.pdf --author "A. North" --published 2025-06 --grade B2

    With --from the entries of a bibliography are taken in; the text of an entry is the file that it names, or a paper
    named as its key or title. Example: kbrief source add --from refs.bib north2025.pdf
    """
    from kbrief.files import display_path
    from kbrief.pages.sources import added_page
    from kbrief.store.new import SourceFacts
    from kbrief.store.sources import add_sources

    facts = SourceFacts(name, title, author, publisher, published, url, grade.upper() if grade else None)
    papers = papers or []
    _check_bibliography(bibliography, papers, own_id, facts)
    _check(session, len(papers), {"--id": own_id, "--name": name, "--title": title, "--url": url}, facts)
    ensure_id(own_id, "--id")
    added = add_sources(
        session.place, papers, facts, today().isoformat()[:7], name=own_id, bibliography=bibliography,
        confirm=None if yes or not _can_ask() else lambda found: _confirm(session, found),
    )  # fmt: skip
    files = [display_path(one.file) for one in added]
    return CommandResult("source", lambda: added_page(added, files, session.brief_option), list)


def _check_bibliography(
    bibliography: Path | None, papers: Sequence[Path], own_id: str | None, facts: "SourceFacts"
) -> None:
    """Raise WrongUsage where there is nothing to add, or what a bibliography says itself is given too."""
    if bibliography is None:
        if not papers:
            raise WrongUsage(Message("no paper is named"), Message("kbrief source add FILE, or --from refs.json"))
        return
    given = {"id": own_id, **facts._asdict()}
    for name in ("id", "name", "title", "author", "publisher", "published", "url"):
        if given[name] is not None:
            message = Message("{option} does not go with {other}", option=f"--{name}", other="--from")
            raise WrongUsage(message, Message("leave one of them out"))


def _can_ask() -> bool:
    """Whether somebody sits there who can answer."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _confirm(session: CommandContext, found: Sequence["AddedSource"]) -> None:
    """Show what papers say of themselves and ask whether that is right. Raises NotConfirmed where it is not."""
    from kbrief.cli.output import print_page
    from kbrief.i18n import _
    from kbrief.pages.sources import proposed_page

    print_page(proposed_page(found), session)
    try:
        is_right = typer.confirm(_("Take this in?"), default=True)
    except typer.Abort:
        is_right = False
    if not is_right:
        hint = Message("give what is right: --title, --author, --publisher, --published, --url")
        raise NotConfirmed(Message("nothing was written"), hint)


def _check(session: CommandContext, count: int, of_one: dict[str, str | None], facts: Any) -> None:
    """Raise WrongUsage for options that cannot be taken, before anything is read."""
    ensure_own(session)
    for option, value in of_one.items() if count > 1 else ():
        if value is not None:
            message = Message("{option} is of one source; there are {count}", option=option, count=count)
            raise WrongUsage(message, Message("add them one by one"))
    for value in facts:
        ensure_line(value)
    if facts.published and not DATE.fullmatch(facts.published):
        message = Message("{option} {text!r} is not a date", option="--published", text=facts.published)
        raise WrongUsage(message, Message("write it as 2024, 2024-10 or 2024-10-24"))
    if facts.grade and not GRADE.fullmatch(facts.grade):
        message = Message("{option} {text!r} is no grade", option="--grade", text=facts.grade)
        raise WrongUsage(message, Message("write a letter A-F and a digit 1-6, as B2"))


def ensure_own(session: CommandContext) -> None:
    """Raise WrongUsage for the brief that comes with the program."""
    if session.place.is_bundled:
        raise WrongUsage(
            Message("the brief that comes with the program is not written to"),
            Message("lay one on it: kbrief new my-brief --extends rok-us-2024, then add --brief my-brief"),
        )


def ensure_line(text: str | None) -> None:
    """Raise WrongUsage for a text that is blank or has control characters."""
    if text is not None and not (text.strip() and text.isprintable()):
        message = Message("{text!r} is no line of text", text=text)
        raise WrongUsage(message, Message("write one line without control characters, or leave the option out"))


def ensure_id(own_id: str | None, option: str) -> None:
    """Raise WrongUsage for what is no id."""
    if own_id is not None and not (ID.fullmatch(own_id) and len(own_id) <= 64):  # noqa: PLR2004 - as in the model
        message = Message("{option} {text!r} is no id", option=option, text=own_id)
        raise WrongUsage(message, Message("write small letters a-z, digits and hyphens"))


SourceId = Annotated[
    str, typer.Argument(metavar="ID", help="The source's id or name.", autocompletion=complete.sources)
]
Text = Annotated[
    Path | None, typer.Option("--text", metavar="FILE", help="A copy of the text: show its words beside each number.")
]


@command(source_command, name="show")
def show(session: CommandContext, source_name: SourceId, text: Text = None) -> CommandResult:
    """One source with its paragraphs, numbered as citations number them.

    With --text the words of a copy stand beside each. Example: kbrief source show north-text --text north.pdf
    """
    from kbrief.pages.sources import source_page
    from kbrief.records.brief import source_items

    texts = session.texts
    found = _source(session, source_name)
    words = _words(text) if text else None
    ages = {one.id: texts.age(one) for one in texts.brief.sources}

    def items() -> list[dict[str, Any]]:
        (item,) = (one for one in source_items(texts.brief, ages, texts.lang) if one["id"] == found.id)
        if words is not None:
            for paragraph in item["paragraphs"]:
                paragraph["text"] = words.get(paragraph["sha256"])
        return [item]

    return CommandResult(
        "sources", lambda: source_page(found, words, texts), items, texts.caveats("sources"), brief=texts.brief
    )


def _source(session: CommandContext, name: str) -> Source:
    """Return the source of that id or name. Raises UnknownName."""
    sources = {one.id: one for one in session.brief.sources}
    named = [one for one in session.brief.sources if one.name.casefold() == name.strip().casefold()]
    try:
        return sources[resolve(name, sources, Message("source"))]
    except UnknownName:
        if len(named) == 1:
            return named[0]
        raise


def _words(file: Path) -> dict[str, str]:
    """Return the paragraphs of a copy by their fingerprints. Raises BriefError."""
    from kbrief.store.new import fingerprint
    from kbrief.verify.source_text import read_source

    text = read_source(file)
    return {fingerprint(one): words for one, words in zip(text.passages, text.texts, strict=True)}


Copy = Annotated[Path, typer.Argument(metavar="FILE", help="The text as it is now.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")]


@command(source_command, name="refresh", writes=True)
def refresh(session: CommandContext, source_name: SourceId, copy: Copy, dry_run: DryRun = False) -> CommandResult:
    """Take a changed copy of a text: paragraphs with the same words keep their number and digest.

    Those that moved, changed, are new or gone are told, with every claim that cites one that changed. A paragraph that
    is gone stays in the record while it is cited or has a digest.

    Example: kbrief source refresh north-text north-second-edition.pdf --dry-run
    """
    from kbrief.files import display_path
    from kbrief.pages.refresh import refresh_items, refresh_page
    from kbrief.store.refresh import refresh_source

    ensure_own(session)
    found = refresh_source(session.place, _source(session, source_name), copy, dry_run=dry_run)
    file, option = display_path(found.file), session.brief_option
    return CommandResult(
        "refresh", lambda: refresh_page(found, file, option, is_dry=dry_run), lambda: refresh_items(found)
    )


Paragraph = Annotated[
    str, typer.Argument(metavar="PARAGRAPH", help="As North#P8, or P8 alone.", autocompletion=complete.paragraphs)
]
Digest = Annotated[str, typer.Argument(metavar="TEXT", help="What it says, in your own words.")]


@command(source_command, name="digest", formats=(), writes=True)
def digest(session: CommandContext, paragraph: Paragraph, text: Digest) -> CommandResult:
    """Write what a paragraph says, in your own words, into the record of its source.

    One that is there gives way, and is told. Example: kbrief source digest North#P8 "Boats leave hourly all winter."
    """
    from kbrief.cli.commands.rating import find_cite
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
        "--as", metavar="csl|bibtex|ris", help="The form.", autocompletion=complete.choices("csl", "bibtex", "ris")
    ),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file; else standard output.")]


@command(source_command, name="export", formats=())
def export(session: CommandContext, form: As = "csl", output: Output = None) -> None:
    """The sources as a bibliography, for Zotero, LaTeX and catalogs.

    `source add --from` reads it back without loss: what a form has no field for is kept in a field `kbrief`.

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
