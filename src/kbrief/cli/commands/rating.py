"""`rate`: add a reading to a rating of a brief, beside those of others."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kbrief.cli import complete
from kbrief.cli.commands.arguments import (
    ensure_basis,
    ensure_line,
    ensure_own,
    ensure_right_kind,
    find_cites,
    reject_together,
)
from kbrief.cli.context import CommandContext, today
from kbrief.cli.options import Administration, command, new_app
from kbrief.cli.output import CommandResult
from kbrief.errors import Message, WrongUsage
from kbrief.model import Criterion, Rating
from kbrief.model.lookup import resolve

if TYPE_CHECKING:
    from kbrief.decide.rank import Ranking

UNKNOWN = "unknown"
BASES = ("stated", "inferred")

#: The ratings as they are typed, and their values.
VALUES = {**{f"{sign}{n}": int(f"-{n}") for n in (1, 2) for sign in "-−"},
          **{f"{sign}{n}": n for n in (0, 1, 2) for sign in ("", "+")}, UNKNOWN: 0}  # fmt: skip


def write_reading(
    session: CommandContext, names: tuple[str, str, str | None], claim: Mapping[str, Any], *, replace: bool
) -> CommandResult:
    """Write a rating into the brief's own file, and return a page of what it moves.

    Raises WrongUsage and UnknownName before anything is written.
    """
    from kbrief.files import display_path
    from kbrief.pages.writing import RatingChange, rated_page
    from kbrief.store.rate import write_rating
    from kbrief.store.readings import reading_data

    ensure_own(session)
    path = tuple(_path(session, *names))
    if "cites" in claim:
        claim = {**claim, "cites": find_cites(session.brief, claim["cites"])}
    before = _readings_and_rankings(session, path)
    other_readings = None if replace else [reading_data(reading) for reading in before[0]]
    _ensure_alone(claim, other_readings)
    file = write_rating(session.place, path, claim, beside=other_readings)
    after = _readings_and_rankings(session.reload(), path)
    change = RatingChange(".".join(path), before, after, display_path(file), session.brief_option)
    return CommandResult("rate", lambda: rated_page(change, session.texts), list)


def _ensure_alone(claim: Mapping[str, Any], other_readings: Sequence[Mapping[str, Any]] | None) -> None:
    """Raise WrongUsage for `unknown` beside the readings of others: it says that nobody holds a view."""
    from kbrief.store.readings import with_reading

    if other_readings and claim["basis"] == UNKNOWN and not isinstance(with_reading(other_readings, claim), Mapping):
        message = Message("others have rated it, so it cannot be unknown")
        raise WrongUsage(message, Message("add --replace to remove all readings"))


def _readings_and_rankings(
    session: CommandContext, path: tuple[str, ...]
) -> tuple[tuple[Rating, ...], list["Ranking"]]:
    """Return the readings of a rating, and the ranking for each administration under which it counts."""
    point, criterion, *administrations = path
    readings = session.brief.point_by_id[point].readings(criterion, administrations[0] if administrations else None)
    affected = administrations or [administration.id for administration in session.brief.administrations]
    return readings, [session.ranking(administration) for administration in affected or (None,)]


def _path(session: CommandContext, point: str, criterion_name: str, administration: str | None) -> Iterator[str]:
    """Yield the ids that lead to a rating. Raises UnknownName, and WrongUsage for an administration missing or too many."""
    criteria: dict[str, Criterion] = {criterion.id: criterion for criterion in session.brief.criteria}
    yield resolve(point, session.brief.point_by_id, Message("point"))
    criterion = criteria[resolve(criterion_name, criteria, Message("criterion"))]
    yield criterion.id
    administration = session.administration(administration)
    hint = session.administration_hint() if criterion.perception else Message("leave --administration out")
    ensure_right_kind(criterion, hint, has_administration=administration is not None)
    if administration is not None:
        yield administration


def _claim(value: str, basis: str | None, why: str, cites: Sequence[str], by: str | None) -> dict[str, Any]:
    """Return a rating as it is stored, with who rates it and when. Raises WrongUsage."""
    from kbrief.cli.commands.strategy import user_name

    rating = _parse_rating(value)
    if basis and rating == UNKNOWN:
        reject_together("--basis", UNKNOWN)
    ensure_line(by)
    basis = resolve(basis, BASES, Message("basis")) if basis else "inferred"
    if rating != UNKNOWN:
        _ensure_grounds(basis, why, cites)
    if why and not (why.isprintable() and why.strip()):
        message = Message("--why takes one line of text without control characters")
        raise WrongUsage(message, Message("write a sentence"))
    claim: dict[str, Any] = {"basis": UNKNOWN} if rating == UNKNOWN else {"value": VALUES[rating], "basis": basis}
    claim |= ({"cites": cites} if cites else {}) | ({"why": why} if why else {})
    return claim | {"by": by or user_name(), "on": today().isoformat()}


def _ensure_grounds(basis: str, why: str, cites: Sequence[str]) -> None:
    """Raise WrongUsage for a stated rating without a citation, and for an inferred one without a reason."""
    if basis == "stated" and not cites:
        message = Message("a stated rating needs the paragraph that says it")
        raise WrongUsage(message, Message("add --cites PARAGRAPH"))
    if basis == "inferred" and not why:
        message = Message("a rating needs a reason")
        hint = Message("add --why TEXT, a sentence; or if a paragraph says it, --basis stated")
        raise WrongUsage(message, hint if cites else Message("add --why TEXT, a sentence"))


def rating_claim(value: str, basis: dict[str, Any]) -> dict[str, Any]:
    """Return a rating with its basis, as it is stored. Raises WrongUsage for an invalid value or a missing basis."""
    rating = _parse_rating(value)
    if rating == UNKNOWN:
        return {"basis": UNKNOWN}
    return {"value": VALUES[rating]} | ensure_basis(basis)


def _parse_rating(text: str) -> str:
    """Return the key of a rating in VALUES. Raises WrongUsage."""
    rating = text.strip().casefold()
    if rating not in VALUES:
        message = Message("{value!r} is not a rating", value=text)
        raise WrongUsage(message, Message("write -2, -1, 0, 1, 2 or unknown"))
    return rating


rate_command = new_app()

Point = Annotated[str, typer.Argument(metavar="POINT", help="The point's id.", autocompletion=complete.points)]
CriterionId = Annotated[
    str, typer.Argument(metavar="CRITERION", help="The criterion's id.", autocompletion=complete.criteria)
]
Value = Annotated[str, typer.Argument(metavar="VALUE", help="-2 to +2, or unknown.")]
Why = Annotated[str, typer.Option(metavar="TEXT", help="The reason, in a sentence.", show_default=False)]
Cites = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PARAGRAPH",
        help="The paragraphs it is based on, e.g. P8 or P8,P17.",
        autocompletion=complete.paragraphs,
    ),
]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Whose reading it is; default: your user name.")]
Basis = Annotated[
    str | None,
    typer.Option(metavar="stated|inferred", help="Whether a paragraph states it; default: inferred.",
                 autocompletion=complete.choices(*BASES)),
]  # fmt: skip
Replace = Annotated[bool, typer.Option("--replace", help="Replace all readings, also those of others.")]


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
    """Rate a point in a brief of your own: your reading beside those of others.

    Your rating counts as inferred. Example: kbrief rate ncg president -1 -a trump --why "He said so." --cites P17

    With --basis stated, the rating is what a paragraph itself says. Example: kbrief rate ncg common 2 --basis stated --cites P8

    It replaces your own reading (--by NAME), or one without a name; readings of others stay unless --replace is given.

    The brief that comes with kbrief is read-only: kbrief new my-brief --extends rok-us-2024 creates one that extends
    it.
    """
    claim = _claim(value, basis, why, cites or (), by)
    return write_reading(session, (point, criterion, administration), claim, replace=replace)
