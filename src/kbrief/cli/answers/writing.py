"""What `new` and `rate` do."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kbrief.cli.output import Answer
from kbrief.cli.session import Session, today
from kbrief.errors import Message, UnknownName, WrongUsage
from kbrief.load import load
from kbrief.load.find import from_here
from kbrief.load.scaffold import Start, new_brief, write_rating
from kbrief.model import Brief, Criterion, Rating
from kbrief.model.names import pick, suggestion
from kbrief.view.writing import Rated, new_page, rated_page

MONTH = re.compile("[0-9]{4}-(0[1-9]|1[0-2])")
UNKNOWN = "unknown"
VALUES = {**{f"{sign}{n}": int(f"-{n}") for n in (1, 2) for sign in "-−"},
          **{f"{sign}{n}": n for n in (0, 1, 2) for sign in ("", "+")}, UNKNOWN: 0}  # fmt: skip
"""The ratings as people type them."""


def new_answer(
    session: Session, folder: Path, extends: str | None, source: Path | None, published: str | None
) -> Answer:
    """Write a new brief, and return what it is made of. Raises WrongUsage for what is no month."""
    if published is not None and not MONTH.fullmatch(published):
        message = Message("{option} {text!r} is no month", option="--published", text=published)
        raise WrongUsage(message, Message("write it as 2024-10"))
    place, files = new_brief(Start(folder, today().isoformat()[:7], extends, source, published))
    first = next(iter(load(place).brief.administrations), None)
    shown = from_here(place.path)
    return Answer("new", lambda: new_page(shown, files, first.id if first else None), list)


def rate_answer(
    session: Session, names: tuple[str, str, str | None], value: str, why: str, cites: Iterable[str]
) -> Answer:
    """Write a rating into the brief's own file, and return what it moves. Raises WrongUsage, UnknownName first."""
    if session.place.is_bundled:
        raise WrongUsage(
            Message("the brief that comes with the program is not written to"),
            Message("lay one on it: kbrief new my-brief --extends rok-us-2024, then add --brief my-brief"),
        )
    path = tuple(_path(session, *names))
    claim = _claim(value, why, [_cite(session.brief, cite.strip()) for some in cites for cite in some.split(",")])
    before = (_rating(session, path), [session.ranking(name) for name in _whom(session, path)])
    file = write_rating(session.place, path, claim)
    now = session.again()
    after = (_rating(now, path), [now.ranking(name) for name in _whom(now, path)])
    rated = Rated(".".join(path), before, after, from_here(file), session.brief_option)
    return Answer("rate", lambda: rated_page(rated, session.voice), list)


def _rating(session: Session, path: tuple[str, ...]) -> Rating | None:
    point, criterion, *whom = path
    return session.brief.point_by_id[point].rating(criterion, whom[0] if whom else None)


def _whom(session: Session, path: tuple[str, ...]) -> list[str | None]:
    """Return under whom a rating counts: the one that it is for, else all."""
    return [*path[2:]] or [one.id for one in session.brief.administrations] or [None]


def _path(session: Session, point: str, criterion: str, administration: str | None) -> Iterator[str]:
    """Yield the ids that lead to a rating. Raises WrongUsage where an administration lacks or is too much."""
    criteria: dict[str, Criterion] = {one.id: one for one in session.brief.criteria}
    yield pick(point, session.brief.point_by_id, Message("point"))
    found = criteria[pick(criterion, criteria, Message("criterion"))]
    yield found.id
    whom = session.administration(administration)
    if found.perception and whom is None:
        message = Message("{criterion} is a perception: it is rated by administration", criterion=found.id)
        raise WrongUsage(message, session.naming_whom())
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


def _cite(brief: Brief, cite: str) -> str:
    """Return the citation meant; P8 will do where the brief has one source. Raises UnknownName."""
    known = list(brief.paragraph_by_cite)
    whole = f"{brief.sources[0].id}#{cite}" if "#" not in cite and len(brief.sources) == 1 else cite
    for one in known:
        if one.casefold() == whole.casefold():
            return one
    paragraph = Message("paragraph")
    message = Message("unknown {what} {name!r}", what=paragraph, name=cite)
    raise UnknownName(message, suggestion(whole, known, paragraph))
