"""`add`: a point, an issue, an event, an audience or a criterion in a brief of one's own."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from kbrief.cli import complete
from kbrief.cli.commands.rating import find_cite, rating_claim
from kbrief.cli.commands.sources import ensure_id, ensure_line, ensure_own
from kbrief.cli.context import CommandContext
from kbrief.cli.options import command, new_app
from kbrief.cli.output import CommandResult
from kbrief.errors import Message, WrongUsage
from kbrief.model.lookup import resolve

SPOKEN = ("reason", "say", "if_raised", "handling", "case_against")
KINDS = ("expected", "conditional", "pending", "continuing", "past")
LISTS = ("emphasize", "minimize")

add_command = new_app()

Id = Annotated[str, typer.Argument(metavar="ID", help="The new id: small letters, digits, hyphens.")]
Name = Annotated[str, typer.Option(metavar="TEXT", help="The name, for headings.")]
Cites = Annotated[
    list[str] | None,
    typer.Option(metavar="PARAGRAPH", help="The paragraphs that say it, as P8 or north-text#P8,north-text#P9.",
                 autocompletion=complete.paragraphs),
]  # fmt: skip
Why = Annotated[str | None, typer.Option(metavar="TEXT", help="The reason, where it is our inference.")]


@command(add_command, callback=True, formats=())
def add(_session: CommandContext) -> None:
    """Add a point, issue, event, audience or criterion to a brief of your own.

    With --why a text or rating counts as inferred, with --cites alone as stated. Nothing but the new block changes.
    Example: kbrief add audience council --name "The town council" --brief my-brief
    """
    message = Message("nothing is named that is to be added")
    kinds = "point, issue, event, audience, criterion"
    raise WrongUsage(message, Message("name one of {names}: kbrief add point --help", names=kinds))


Label = Annotated[str, typer.Option(metavar="TEXT", help="The name of the point, with its qualifier.")]
Issue = Annotated[str | None, typer.Option(metavar="ID", help="Its key issue.", autocompletion=complete.issues)]
Listed = Annotated[
    str | None,
    typer.Option(metavar="emphasize|minimize", help="The source's own list that it stands on.",
                 autocompletion=complete.choices(*LISTS)),
]  # fmt: skip
Rate = Annotated[
    list[str] | None,
    typer.Option(metavar="WHAT=VALUE", help="A rating: source=2, or audience.council=-1; again for more of them."),
]
Reason = Annotated[str | None, typer.Option(metavar="TEXT", help="Why it stands where it does.")]
Say = Annotated[str | None, typer.Option(metavar="TEXT", help="The line to take.")]
IfRaised = Annotated[str | None, typer.Option(metavar="TEXT", help="The answer if the other side raises it.")]
Handling = Annotated[str | None, typer.Option(metavar="TEXT", help="How to handle it.")]
Against = Annotated[str | None, typer.Option(metavar="TEXT", help="The case against leading with it.")]


@command(add_command, name="point")
def point(
    session: CommandContext,
    new_id: Id,
    label: Label,
    issue: Issue = None,
    listed: Listed = None,
    rate: Rate = None,
    reason: Reason = None,
    say: Say = None,
    if_raised: IfRaised = None,
    handling: Handling = None,
    case_against: Against = None,
    cites: Cites = None,
    why: Why = None,
) -> CommandResult:
    """Add a point: a label is enough; what is still to write is named in the file, and by `kbrief check`.

    Example: kbrief add point winter-runs --label "Winter runs" --rate source=2 --cites north-text#P3
    """
    texts = dict(zip(SPOKEN, (reason, say, if_raised, handling, case_against), strict=True))
    basis = _basis(session, cites, why)
    item: dict[str, Any] = {"id": new_id, "label": label}
    if issue:
        item["issue"] = resolve(issue, (one.id for one in session.brief.issues), Message("issue"))
    if listed:
        item["listed"] = {"list": resolve(listed, LISTS, Message("list"))} | _stated(basis)
    item |= {key: {"text": _line(text)} | _needed(basis) for key, text in texts.items() if text is not None}
    if ratings := _ratings(session, rate or (), basis):
        item["ratings"] = ratings
    missing = [key for key, text in texts.items() if text is None]
    remark = f"still to write: {', '.join(missing)} (each with text, basis, and cites or why)" if missing else ""
    return _added(session, "points", item, remark)


Driver = Annotated[str, typer.Option(metavar="TEXT", help="What drives the issue.")]


@command(add_command, name="issue")
def issue(
    session: CommandContext, new_id: Id, name: Name, driver: Driver, cites: Cites = None, why: Why = None
) -> CommandResult:
    """Add a key issue: its name and what drives it.

    Example: kbrief add issue winter --name "Winter service" --driver "The board will decide in May." --cites P2
    """
    basis = _needed(_basis(session, cites, why))
    item = {
        "id": new_id, "name": name, "driver": {"text": _line(driver)} | basis, "actions": [],
        "alignment": {"kind": "unmarked", "basis": "unknown"}, "cites": basis.get("cites", []),
    }  # fmt: skip
    return _added(session, "issues", item, "actions: [{text: What we should do., basis: inferred, why: A reason.}]")


What = Annotated[str, typer.Option(metavar="TEXT", help="What would happen, and to what end.")]
Kind = Annotated[
    str, typer.Option(metavar="|".join(KINDS), help="As of the source.", autocompletion=complete.choices(*KINDS))
]
Date = Annotated[str | None, typer.Option(metavar="DATE", help="When it is due: 2025, 2025-06, 2025-06-13.")]


@command(add_command, name="event")
def event(
    session: CommandContext,
    new_id: Id,
    name: Name,
    what: What,
    kind: Kind = "conditional",
    date: Date = None,
    cites: Cites = None,
    why: Why = None,
) -> CommandResult:
    """Add an event to the watch list.

    Example: kbrief add event vote --name "The vote" --what "The council votes on it." --kind expected --cites P4
    """
    item: dict[str, Any] = {"id": new_id, "name": name, "kind": resolve(kind, KINDS, Message("kind"))}
    if date:
        item["date"] = date
    item["what"] = {"text": _line(what)} | _needed(_basis(session, cites, why))
    return _added(session, "events", item, "signs to look for, and what it would shift, go here")


@command(add_command, name="audience")
def audience(session: CommandContext, new_id: Id, name: Name, cites: Cites = None) -> CommandResult:
    """Add an audience: who decides, or may come to decide.

    Example: kbrief add audience council --name "The town council"
    """
    item: dict[str, Any] = {"id": new_id, "name": name}
    if found := _cites(session, cites):
        item["cites"] = found
    return _added(session, "administrations", item, "")


Perception = Annotated[bool, typer.Option("--perception", help="It differs by audience, and events move it.")]


@command(add_command, name="criterion")
def criterion(session: CommandContext, new_id: Id, name: Name, perception: Perception = False) -> CommandResult:
    """Add a criterion by which points are rated; its weight is 1 until `weights` says otherwise.

    Example: kbrief add criterion cost --name "What it costs us"
    """
    item: dict[str, Any] = {"id": new_id, "name": name}
    if perception:
        item["perception"] = True
    return _added(session, "criteria", item, "steps: {minus_2: what -2 means, plus_2: what +2 means}")


def _added(session: CommandContext, section: str, item: Mapping[str, Any], remark: str) -> CommandResult:
    """Write an item, and return where it is written."""
    from kbrief.files import display_path
    from kbrief.pages.writing import item_page
    from kbrief.store.add import add_item

    ensure_own(session)
    ensure_id(item["id"], "ID")
    ensure_line(item.get("name", item.get("label")))
    file = display_path(add_item(session.place, section, item, remark))
    return CommandResult(
        "add",
        lambda: item_page(section, item["id"], file, session.brief_option),
        lambda: [{"id": item["id"], "file": file}],
    )


def _line(text: str) -> str:
    ensure_line(text)
    return text


def _cites(session: CommandContext, cites: Iterable[str] | None) -> list[str]:
    return [find_cite(session.brief, cite.strip()) for some in cites or () for cite in some.split(",")]


def _basis(session: CommandContext, cites: Iterable[str] | None, why: str | None) -> dict[str, Any]:
    """Return on what the texts and ratings of a command rest, empty where nothing is said of it."""
    found = _cites(session, cites)
    if why is not None:
        return {"basis": "inferred"} | ({"cites": found} if found else {}) | {"why": _line(why)}
    return {"basis": "stated", "cites": found} if found else {}


def _needed(basis: dict[str, Any]) -> dict[str, Any]:
    """Return on what a text rests. Raises WrongUsage where nothing is said of it."""
    if not basis:
        message = Message("a text or rating needs what it rests on")
        raise WrongUsage(message, Message("add --cites PARAGRAPH if a paragraph says it, --why TEXT if it is inferred"))
    return basis


def _stated(basis: dict[str, Any]) -> dict[str, Any]:
    """Return the basis of the list that a source puts a point on. Raises WrongUsage without a paragraph."""
    if not basis.get("cites"):
        message = Message("what a source lists needs the paragraph that lists it")
        raise WrongUsage(message, Message("add --cites PARAGRAPH"))
    return {"basis": "stated", "cites": basis["cites"]}


def _ratings(session: CommandContext, rates: Iterable[str], basis: dict[str, Any]) -> dict[str, Any]:
    """Return the ratings as a point holds them. Raises WrongUsage, UnknownName."""
    criteria = {one.id: one for one in session.brief.criteria}
    ratings: dict[str, Any] = {}
    for one in rates:
        what, sign, value = one.partition("=")
        name, dot, whom = what.partition(".")
        if not sign:
            message = Message("{text!r} is no rating", text=one)
            raise WrongUsage(message, Message("write it as source=2, or audience.council=-1"))
        found = criteria[resolve(name, criteria, Message("criterion"))]
        claim = rating_claim(value, basis)
        if found.perception != bool(dot):
            message = (
                Message("{criterion} is a perception: it is rated by administration", criterion=found.id)
                if found.perception
                else Message(
                    "{criterion} is no perception: it is rated once, for all administrations", criterion=found.id
                )
            )
            raise WrongUsage(message, Message("write it as source=2, or audience.council=-1"))
        if dot:
            ratings.setdefault(found.id, {})[session.known_administration(whom)] = claim
        else:
            ratings[found.id] = claim
    return ratings
