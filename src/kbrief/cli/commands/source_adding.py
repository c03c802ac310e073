"""`source add`: check the options, show what papers say of themselves, and add them to the brief."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kbrief.cli.commands.arguments import ensure_id, ensure_line, ensure_own, reject_together
from kbrief.cli.context import CommandContext, today
from kbrief.cli.output import CommandResult
from kbrief.errors import Message, NotConfirmed, WrongUsage

if TYPE_CHECKING:
    from kbrief.store.new import SourceFacts
    from kbrief.store.sources import AddedSource

DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
GRADE = re.compile("[A-F][1-6]")


def add_papers(
    session: CommandContext,
    papers: Sequence[Path],
    facts: "SourceFacts",
    new_id: str | None,
    bibliography: Path | None,
    *,
    is_confirmed: bool,
) -> CommandResult:
    """Add papers to the brief as sources, and return a page that names their records.

    Options are checked before anything is read. Raises WrongUsage, NotConfirmed, BriefError.
    """
    from kbrief.files import display_path
    from kbrief.pages.sources import added_page
    from kbrief.store.sources import add_sources

    _check_bibliography(bibliography, papers, new_id, facts)
    ensure_own(session)
    _ensure_one_source(len(papers), new_id, facts)
    _check_facts(facts)
    ensure_id(new_id, "--id")
    added = add_sources(
        session.place, papers, facts, today().isoformat()[:7], name=new_id, bibliography=bibliography,
        confirm=None if is_confirmed or not _can_ask() else lambda sources: _confirm(session, sources),
    )  # fmt: skip
    files = [display_path(source.file) for source in added]
    return CommandResult("source", lambda: added_page(added, files, session.brief_option), list)


def _check_bibliography(
    bibliography: Path | None, papers: Sequence[Path], new_id: str | None, facts: "SourceFacts"
) -> None:
    """Raise WrongUsage if there is nothing to add, or if an option is given whose value a bibliography has."""
    if bibliography is None:
        if not papers:
            raise WrongUsage(Message("no paper is given"), Message("kbrief source add FILE, or --from refs.json"))
        return
    values = {"id": new_id, **facts._asdict()}
    for name in ("id", "name", "title", "author", "publisher", "published", "url"):
        if values[name] is not None:
            reject_together(f"--{name}", "--from")


def _can_ask() -> bool:
    """Whether standard input and output are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _confirm(session: CommandContext, sources: Sequence["AddedSource"]) -> None:
    """Show the metadata of papers, and ask whether it is right. Raises NotConfirmed if it is not."""
    from kbrief.cli.output import print_page
    from kbrief.i18n import _
    from kbrief.pages.sources import proposed_page

    print_page(proposed_page(sources), session)
    try:
        is_right = typer.confirm(_("Add this?"), default=True)
    except typer.Abort:
        is_right = False
    if not is_right:
        hint = Message("give the right details: --title, --author, --publisher, --published, --url")
        raise NotConfirmed(Message("nothing was written"), hint)


def _ensure_one_source(count: int, new_id: str | None, facts: "SourceFacts") -> None:
    """Raise WrongUsage for options of one source if several are added."""
    options = {"--id": new_id, "--name": facts.name, "--title": facts.title, "--url": facts.url}
    for option, value in options.items() if count > 1 else ():
        if value is not None:
            message = Message("{option} is for a single source, but there are {count}", option=option, count=count)
            raise WrongUsage(message, Message("add them one by one"))


def _check_facts(facts: "SourceFacts") -> None:
    """Raise WrongUsage for metadata that a source record cannot hold."""
    for value in facts:
        ensure_line(value)
    if facts.published and not DATE.fullmatch(facts.published):
        message = Message("{option} {text!r} is not a date", option="--published", text=facts.published)
        raise WrongUsage(message, Message("write it as 2024, 2024-10 or 2024-10-24"))
    if facts.grade and not GRADE.fullmatch(facts.grade):
        message = Message("{option} {text!r} is not a grade", option="--grade", text=facts.grade)
        raise WrongUsage(message, Message("write a letter A-F and a digit 1-6, e.g. B2"))
