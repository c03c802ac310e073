"""`new` and `rate`."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext, today
from kbrief.cli.options import Administration, command, new_app
from kbrief.cli.output import CommandResult
from kbrief.errors import Message, UnknownName, WrongUsage
from kbrief.model import Brief, Criterion, Rating
from kbrief.model.lookup import resolve, suggest

MONTH = re.compile("[0-9]{4}-(0[1-9]|1[0-2])")
UNKNOWN = "unknown"
VALUES = {**{f"{sign}{n}": int(f"-{n}") for n in (1, 2) for sign in "-−"},
          **{f"{sign}{n}": n for n in (0, 1, 2) for sign in ("", "+")}, UNKNOWN: 0}  # fmt: skip
"""The ratings as people type them."""


def new_answer(
    folder: Path,
    extends: str | None,
    papers: tuple[Path, ...],
    published: str | None,
    *,
    empty: bool = False,
    table: Path | None = None,
) -> CommandResult:
    """Write a new brief, and return what it is made of. Raises WrongUsage for what is no month."""
    from kbrief.files import display_path
    from kbrief.load.brief import load
    from kbrief.pages.writing import new_page, table_page
    from kbrief.store.new import NewBriefOptions, new_brief

    if published is not None and not MONTH.fullmatch(published):
        message = Message("{option} {text!r} is no month", option="--published", text=published)
        raise WrongUsage(message, Message("write it as 2024-10"))
    if published is not None and len(papers) > 1:
        message = Message("{option} is of one source; there are {count}", option="--published", count=len(papers))
        raise WrongUsage(message, Message("add the others with: kbrief source add FILE --published MONTH"))
    if empty and extends is not None:
        message = Message("{option} does not go with {other}", option="--empty", other="--extends")
        raise WrongUsage(message, Message("leave one of them out"))
    own, passed_over = _table_files(table, extends) if table else ({}, ())
    options = NewBriefOptions(
        folder, today().isoformat()[:7], extends, papers, published, empty or table is not None, own
    )
    place, files = new_brief(options)
    first = next(iter(load(place).brief.administrations), None)
    shown = display_path(place.path)
    if table is not None:
        count = len(load(place).brief.points)
        return CommandResult("new", lambda: table_page(shown, files, count, passed_over), list)
    return CommandResult("new", lambda: new_page(shown, files, first.id if first else None, empty=empty), list)


def _table_files(table: Path, extends: str | None) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the files of a brief made of a table, and the columns passed over. Raises WrongUsage, BriefError."""
    from kbrief.store.new import FOR_EDITORS, empty_brief
    from kbrief.tables.first import brief_files
    from kbrief.tables.read import read_tables

    if extends is not None:
        message = Message("{option} does not go with {other}", option="--from", other="--extends")
        raise WrongUsage(message, Message("leave one of them out"))
    return brief_files(read_tables([table]), empty_brief(), FOR_EDITORS)


def meeting_answer(path: Path, *, is_plain: bool) -> CommandResult:
    """Write the file of a meeting, and return what to do with it. Raises WrongUsage, OutputError."""
    from kbrief.load.meeting import is_meeting
    from kbrief.pages.writing import meeting_page
    from kbrief.store.meeting import new_meeting

    if not is_meeting(path):
        message = Message("a brief is a folder, and the file of a meeting ends in meeting.yaml")
        raise WrongUsage(message, Message("kbrief new meeting.yaml"))
    if not is_plain:
        message = Message("the file of a meeting takes no other option")
        raise WrongUsage(message, Message("kbrief new meeting.yaml"))
    new_meeting(path)
    return CommandResult("new", lambda: meeting_page(str(path)), list)


def rate_answer(
    session: CommandContext, names: tuple[str, str, str | None], value: str, why: str, cites: Iterable[str]
) -> CommandResult:
    """Write a rating into the brief's own file, and return what it moves. Raises WrongUsage, UnknownName first."""
    from kbrief.files import display_path
    from kbrief.pages.writing import RatingChange, rated_page
    from kbrief.store.rate import write_rating

    if session.place.is_bundled:
        raise WrongUsage(
            Message("the brief that comes with the program is not written to"),
            Message("lay one on it: kbrief new my-brief --extends rok-us-2024, then add --brief my-brief"),
        )
    path = tuple(_path(session, *names))
    claim = _claim(value, why, [find_cite(session.brief, cite.strip()) for some in cites for cite in some.split(",")])
    before = (_rating(session, path), [session.ranking(name) for name in _whom(session, path)])
    file = write_rating(session.place, path, claim)
    now = session.reload()
    after = (_rating(now, path), [now.ranking(name) for name in _whom(now, path)])
    rated = RatingChange(".".join(path), before, after, display_path(file), session.brief_option)
    return CommandResult("rate", lambda: rated_page(rated, session.texts), list)


def _rating(session: CommandContext, path: tuple[str, ...]) -> Rating | None:
    point, criterion, *administration = path
    readings = session.brief.point_by_id[point].readings(criterion, administration[0] if administration else None)
    return readings[-1] if readings else None


def _whom(session: CommandContext, path: tuple[str, ...]) -> list[str | None]:
    """Return under whom a rating counts: the one that it is for, else all."""
    return [*path[2:]] or [one.id for one in session.brief.administrations] or [None]


def _path(session: CommandContext, point: str, criterion: str, administration: str | None) -> Iterator[str]:
    """Yield the ids that lead to a rating. Raises WrongUsage where an administration lacks or is too much."""
    criteria: dict[str, Criterion] = {one.id: one for one in session.brief.criteria}
    yield resolve(point, session.brief.point_by_id, Message("point"))
    found = criteria[resolve(criterion, criteria, Message("criterion"))]
    yield found.id
    whom = session.administration(administration)
    if found.perception and whom is None:
        message = Message("{criterion} is a perception: it is rated by administration", criterion=found.id)
        raise WrongUsage(message, session.administration_hint())
    if whom is not None and not found.perception:
        message = Message("{criterion} is no perception: it is rated once, for all administrations", criterion=found.id)
        raise WrongUsage(message, Message("leave --administration out"))
    if whom is not None:
        yield whom


def _claim(value: str, why: str, cites: list[str]) -> dict[str, Any]:
    """Return a rating as it is written down. Raises WrongUsage."""
    typed = value.strip().casefold()
    if typed not in VALUES:
        message = Message("{value!r} is no rating", value=value)
        raise WrongUsage(message, Message("write -2, -1, 0, 1, 2 or unknown"))
    if why and not (why.isprintable() and why.strip()):
        message = Message("--why takes one line of text without control characters")
        raise WrongUsage(message, Message("write a sentence"))
    if not why and typed != UNKNOWN:
        message = Message("a rating needs its reason")
        raise WrongUsage(message, Message("add --why TEXT: a sentence"))
    claim: dict[str, Any] = {"basis": UNKNOWN} if typed == UNKNOWN else {"value": VALUES[typed], "basis": "inferred"}
    return claim | ({"cites": cites} if cites else {}) | ({"why": why} if why else {})


def rating_claim(value: str, basis: dict[str, Any]) -> dict[str, Any]:
    """Return a rating on a basis as a point holds it. Raises WrongUsage for no value, and for one without a basis."""
    typed = value.strip().casefold()
    if typed not in VALUES:
        message = Message("{value!r} is no rating", value=value)
        raise WrongUsage(message, Message("write -2, -1, 0, 1, 2 or unknown"))
    if typed == UNKNOWN:
        return {"basis": UNKNOWN}
    if not basis:
        message = Message("a text or rating needs what it rests on")
        raise WrongUsage(message, Message("add --cites PARAGRAPH if a paragraph says it, --why TEXT if it is inferred"))
    return {"value": VALUES[typed]} | basis


def find_cite(brief: Brief, cite: str) -> str:
    """Return the citation meant; P8 will do where the brief has one source. Raises UnknownName."""
    known = list(brief.paragraph_by_cite)
    whole = f"{brief.sources[0].id}#{cite}" if "#" not in cite and len(brief.sources) == 1 else cite
    for one in known:
        if one.casefold() == whole.casefold():
            return one
    paragraph = Message("paragraph")
    message = Message("unknown {what} {name!r}", what=paragraph, name=cite)
    raise UnknownName(message, suggest(whole, known, paragraph))


new_command = new_app()

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make, or meeting.yaml.")]
Extends = Annotated[
    str | None,
    typer.Option(
        metavar="BRIEF", help="Lay it on this brief: rok-us-2024, a folder or a file.", autocompletion=complete.briefs
    ),
]
Source = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="A paper: begin the record of it as a source; again for more of them."),
]
Empty = Annotated[bool, typer.Option("--empty", help="Without the example: criteria alone.")]
Table = Annotated[
    Path | None, typer.Option("--from", metavar="TABLE", help="Begin it with the points of a table, .xlsx or .csv.")
]
Published = Annotated[
    str | None, typer.Option(metavar="MONTH", help="When that source appeared, as 2024-10; else it is left to fill in.")
]


@command(new_command, formats=())
def new(
    _session: CommandContext,
    folder: Folder,
    extends: Extends = None,
    source: Source = None,
    published: Published = None,
    empty: Empty = False,
    table: Table = None,
) -> CommandResult:
    """A brief of your own: a commented example that holds, or an overlay.

    Nothing that is there is ever overwritten. Example: kbrief new my-brief --extends rok-us-2024

    With --empty it has no example. Example: kbrief new my-brief --empty --source north.pdf --source south.txt

    With --from a table begins it: label, issue, list, say, …, and a column of ratings (-2 to +2) for each criterion,
    by audience as `view (council)`. Example: kbrief new my-brief --from points.xlsx

    A name that ends in meeting.yaml makes the file of a meeting. Example: kbrief new meeting.yaml
    """
    if folder.suffix.casefold() in {".yaml", ".yml"}:
        return meeting_answer(folder, is_plain=not (extends or source or published or empty or table))
    return new_answer(folder, extends, tuple(source or ()), published, empty=empty, table=table)


rate_command = new_app()

Point = Annotated[str, typer.Argument(metavar="POINT", help="The point's id.", autocompletion=complete.points)]
CriterionId = Annotated[
    str, typer.Argument(metavar="CRITERION", help="The criterion's id.", autocompletion=complete.criteria)
]
Value = Annotated[str, typer.Argument(metavar="VALUE", help="-2 to +2, or unknown.")]
Why = Annotated[str, typer.Option(metavar="TEXT", help="The reason, in a sentence.", show_default=False)]
Cites = Annotated[
    list[str] | None,
    typer.Option(metavar="PARAGRAPH", help="What it starts from, as P8 or P8,P17.", autocompletion=complete.paragraphs),
]


@command(rate_command, formats=(), settings={"ignore_unknown_options": True})
def rate(
    session: CommandContext,
    point: Point,
    criterion: CriterionId,
    value: Value,
    administration: Administration = None,
    why: Why = "",
    cites: Cites = None,
) -> CommandResult:
    """Rate a point of a brief of your own.

    What you rate counts as inferred. Example: kbrief rate ncg president -1 -a trump --why "He said so." --cites P17

    The brief that comes with the program is not written to: kbrief new my-brief --extends rok-us-2024 lays one on it.
    """
    return rate_answer(session, (point, criterion, administration), value, why, cites or ())
