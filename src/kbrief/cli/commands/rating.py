"""`rate`: a reading of one's own in a rating, beside those of others."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext, today
from kbrief.cli.options import Administration, command, new_app
from kbrief.cli.output import CommandResult
from kbrief.errors import Message, UnknownName, WrongUsage
from kbrief.model import Brief, Criterion, Rating
from kbrief.model.lookup import resolve, suggest

UNKNOWN = "unknown"
BASES = ("stated", "inferred")
VALUES = {**{f"{sign}{n}": int(f"-{n}") for n in (1, 2) for sign in "-−"},
          **{f"{sign}{n}": n for n in (0, 1, 2) for sign in ("", "+")}, UNKNOWN: 0}  # fmt: skip
"""The ratings as people type them."""


def rate_answer(
    session: CommandContext, names: tuple[str, str, str | None], claim: Mapping[str, Any], *, replace: bool
) -> CommandResult:
    """Write a rating into the brief's own file, and return what it moves. Raises WrongUsage, UnknownName first."""
    from kbrief.files import display_path
    from kbrief.pages.writing import RatingChange, rated_page
    from kbrief.store.rate import write_rating
    from kbrief.store.readings import reading_data

    if session.place.is_bundled:
        raise WrongUsage(
            Message("the brief that comes with the program is not written to"),
            Message("lay one on it: kbrief new my-brief --extends rok-us-2024, then add --brief my-brief"),
        )
    path = tuple(_path(session, *names))
    cited = [find_cite(session.brief, cite.strip()) for some in claim.get("cites", ()) for cite in some.split(",")]
    claim = {key: cited if key == "cites" else value for key, value in claim.items()}
    readings = _readings(session, path)
    before = (readings, [session.ranking(name) for name in _whom(session, path)])
    beside = None if replace else [reading_data(reading) for reading in readings]
    _ensure_alone(claim, beside)
    file = write_rating(session.place, path, claim, beside=beside)
    now = session.reload()
    after = (_readings(now, path), [now.ranking(name) for name in _whom(now, path)])
    rated = RatingChange(".".join(path), before, after, display_path(file), session.brief_option)
    return CommandResult("rate", lambda: rated_page(rated, session.texts), list)


def _ensure_alone(claim: Mapping[str, Any], beside: Sequence[Mapping[str, Any]] | None) -> None:
    """Raise WrongUsage for `unknown` beside readings of others: it says that nobody holds a view."""
    from kbrief.store.readings import with_reading

    if beside and claim["basis"] == UNKNOWN and not isinstance(with_reading(beside, claim), Mapping):
        message = Message("others have rated it: beside their readings there is no unknown")
        raise WrongUsage(message, Message("add --replace to take all readings away"))


def _readings(session: CommandContext, path: tuple[str, ...]) -> tuple[Rating, ...]:
    point, criterion, *administration = path
    return session.brief.point_by_id[point].readings(criterion, administration[0] if administration else None)


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


def _claim(value: str, basis: str | None, why: str, cites: Sequence[str], by: str | None) -> dict[str, Any]:
    """Return a rating as it is written down, with who rates it and when. Raises WrongUsage."""
    from kbrief.cli.commands.sources import ensure_line
    from kbrief.cli.commands.strategy import user_name

    typed = value.strip().casefold()
    if typed not in VALUES:
        message = Message("{value!r} is no rating", value=value)
        raise WrongUsage(message, Message("write -2, -1, 0, 1, 2 or unknown"))
    if basis and typed == UNKNOWN:
        message = Message("{option} does not go with {other}", option="--basis", other=UNKNOWN)
        raise WrongUsage(message, Message("leave one of them out"))
    ensure_line(by)
    known = resolve(basis, BASES, Message("basis")) if basis else "inferred"
    if typed != UNKNOWN:
        _ensure_grounds(known, why, cites)
    if why and not (why.isprintable() and why.strip()):
        message = Message("--why takes one line of text without control characters")
        raise WrongUsage(message, Message("write a sentence"))
    claim: dict[str, Any] = {"basis": UNKNOWN} if typed == UNKNOWN else {"value": VALUES[typed], "basis": known}
    claim |= ({"cites": cites} if cites else {}) | ({"why": why} if why else {})
    return claim | {"by": by or user_name(), "on": today().isoformat()}


def _ensure_grounds(basis: str, why: str, cites: Sequence[str]) -> None:
    """Raise WrongUsage for what is stated by no paragraph, or inferred without a reason."""
    if basis == "stated" and not cites:
        message = Message("a stated rating needs the paragraph that says it")
        raise WrongUsage(message, Message("add --cites PARAGRAPH"))
    if basis == "inferred" and not why:
        message = Message("a rating needs its reason")
        hint = Message("add --why TEXT: a sentence; where a paragraph says it, add --basis stated")
        raise WrongUsage(message, hint if cites else Message("add --why TEXT: a sentence"))


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
    """Return the citation meant: the source by its id or name, P8 alone where one source has it. Raises UnknownName."""
    known = list(brief.paragraph_by_cite)
    source, sign, number = cite.rpartition("#")
    called = source.strip().casefold()
    ids = [one.id for one in brief.sources if not sign or called in {one.id.casefold(), one.name.casefold()}]
    wanted = {f"{name}#{number.strip()}".casefold() for name in ids}
    found = [one for one in known if one.casefold() in wanted]
    if len(found) == 1:
        return found[0]
    if found:
        message = Message("{name!r} is a paragraph of several sources", name=cite)
        raise UnknownName(message, Message("write one of {names}", names=", ".join(found)))
    paragraph = Message("paragraph")
    message = Message("unknown {what} {name!r}", what=paragraph, name=cite)
    raise UnknownName(message, suggest(f"{ids[0]}#{number}" if len(ids) == 1 else cite, known, paragraph))


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
By = Annotated[str | None, typer.Option(metavar="NAME", help="Whose reading it is; else yours, by your user name.")]
Basis = Annotated[
    str | None,
    typer.Option(metavar="stated|inferred", help="Whether a paragraph says it; else it is inferred.",
                 autocompletion=complete.choices(*BASES)),
]  # fmt: skip
Replace = Annotated[bool, typer.Option("--replace", help="In the place of all readings, those of others too.")]


@command(rate_command, formats=(), writes=True, settings={"ignore_unknown_options": True})
def rate(
    session: CommandContext,
    point: Point,
    criterion: CriterionId,
    value: Value,
    administration: Administration = None,
    why: Why = "",
    cites: Cites = None,
    by: By = None,
    basis: Basis = None,
    replace: Replace = False,
) -> CommandResult:
    """Rate a point of a brief of your own: your reading beside those of others.

    What you rate counts as inferred. Example: kbrief rate ncg president -1 -a trump --why "He said so." --cites P17

    What a paragraph says itself is stated. Example: kbrief rate ncg common 2 --basis stated --cites P8

    It takes the place of your own reading (--by NAME), or of one without a name; others keep theirs, unless --replace.

    The brief that comes with the program is not written to: kbrief new my-brief --extends rok-us-2024 lays one on it.
    """
    claim = _claim(value, basis, why, cites or (), by)
    return rate_answer(session, (point, criterion, administration), claim, replace=replace)
