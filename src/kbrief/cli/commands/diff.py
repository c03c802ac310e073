"""`diff`: compare two briefs, or two revisions of one."""

from typing import Annotated, NamedTuple

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext, today
from kbrief.cli.options import command, new_app
from kbrief.cli.output import CommandResult, print_result
from kbrief.errors import BriefError, Message, UnknownName, WrongUsage
from kbrief.i18n import _
from kbrief.model import Brief


class DiffSide(NamedTuple):
    """One of the two briefs that are compared; `as_now` are the briefs it extends that are read from disk."""

    name: str
    brief: Brief
    as_now: tuple[str, ...] = ()


def print_diff(session: CommandContext, briefs: tuple[str, ...], since: str | None, *, exit_code: bool = False) -> None:
    """Print what differs between two briefs or revisions, or between a revision of the brief and now.

    Raises WrongUsage, and with `exit_code` FoundProblems if a point is on another list.
    """
    match briefs, since:
        case ((old, new), None):
            _print_sides(session, _find_side(session, old), _find_side(session, new), exit_code=exit_code)
        case ((), str(revision)):
            now = DiffSide(session.brief.id, session.brief)
            _print_sides(session, _side_at(session, revision), now, exit_code=exit_code)
        case _:
            message = Message("diff takes two briefs, or --since with a revision")
            raise WrongUsage(message, Message("kbrief diff OLD NEW, or kbrief diff --since HEAD~1"))


def _find_side(session: CommandContext, name: str) -> DiffSide:
    """Return the brief with a name, else the brief in use at the revision with that name. Raises BriefError."""
    from kbrief.files import escape_control_characters

    named = session.for_brief(name)
    try:
        named.place  # noqa: B018 - looked up, which may raise
    except BriefError as error:
        try:
            return _side_at(session, name)
        except UnknownName:
            message = Message("{name!r} is neither a brief nor a revision of the brief in use", name=name)
            raise BriefError(message, error.hint) from None
        except BriefError as revision_error:
            raise (revision_error if revision_error.problems else error) from None
    return DiffSide(escape_control_characters(name), named.brief)


def _side_at(session: CommandContext, revision: str) -> DiffSide:
    """Return the brief in use at a revision. Raises UnknownName, BriefError."""
    from kbrief.files import escape_control_characters
    from kbrief.load.git import load_at

    loaded = load_at(session.place, revision)
    name = _("{id} at {revision}", id=loaded.brief.id, revision=escape_control_characters(revision))
    return DiffSide(name, loaded.brief, loaded.as_now)


def _print_sides(session: CommandContext, old: DiffSide, new: DiffSide, *, exit_code: bool) -> None:
    from kbrief.decide.diff import diff as diff_briefs
    from kbrief.pages.brief_text import BriefText
    from kbrief.pages.diff import diff_page
    from kbrief.records.findings import diff_items

    texts, difference = BriefText(new.brief, today()), diff_briefs(old.brief, new.brief)
    page = diff_page(difference, (old.name, new.name), texts)
    as_now = dict.fromkeys((*old.as_now, *new.as_now))
    notes = (_("Read as it is now, not at the revision: {names}.", names=", ".join(as_now)),) if as_now else ()
    page = page._replace(caveats=(*page.caveats, *notes))
    result = CommandResult(
        "diff", lambda: page, lambda: diff_items(difference), page.caveats, brief=texts.brief,
        has_problems=exit_code and bool(difference.moved),
    )  # fmt: skip
    print_result(result, session)


diff_command = new_app()


DIFF_FORMATS = ("table", "json", "md")


TwoBriefs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="OLD NEW",
        help="Two briefs (folders, files or names), or revisions of the one in use.",
        autocompletion=complete.briefs,
    ),
]


Since = Annotated[
    str | None, typer.Option(metavar="REV", help="Compare the brief as it was at a git revision with the brief now.")
]


ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if a point is on another list.")]


@command(diff_command, formats=DIFF_FORMATS)
def diff(session: CommandContext, briefs: TwoBriefs = None, since: Since = None, exit_code: ExitCode = False) -> None:
    """Show what differs between two briefs, and how that changes the lists.

    Exits with 0 whatever it finds; with --exit-code, with 1 if a point is on another list. Instead of briefs, you can
    give revisions of the brief in use: kbrief diff HEAD~2 HEAD. Example: kbrief diff old-brief new-brief

    With --since, the brief in use is compared with itself at a revision. A brief that it extends is read at that
    revision too if it is in the same repository; otherwise it is read as it is now, and the first lines say so.
    Example: kbrief diff --since HEAD~1
    """
    print_diff(session, tuple(briefs or ()), since, exit_code=exit_code)
