"""`add`: add a point, issue, event, audience or criterion to a brief."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from kbrief.cli import complete
from kbrief.cli.commands.arguments import (
    ensure_basis,
    ensure_id,
    ensure_line,
    ensure_own,
    ensure_right_kind,
    find_cites,
)
from kbrief.cli.commands.rating import rating_claim
from kbrief.cli.context import CommandContext
from kbrief.cli.options import command, new_app
from kbrief.cli.output import CommandResult
from kbrief.errors import Message, WrongUsage
from kbrief.model.lookup import resolve

#: The keys of a point with texts that need a basis.
TEXT_KEYS = ("reason", "say", "if_raised", "handling", "case_against")
EVENT_KINDS = ("expected", "conditional", "pending", "continuing", "past")
LISTS = ("emphasize", "minimize")
HOW_TO_RATE = Message("write it as source=2 or audience.council=-1")

add_command = new_app()

Id = Annotated[str, typer.Argument(metavar="ID", help="The new id: lowercase letters, digits and hyphens.")]
Name = Annotated[str, typer.Option(metavar="TEXT", help="The name, for headings.")]
Cites = Annotated[
    list[str] | None,
    typer.Option(metavar="PARAGRAPH", help="The paragraphs that say it, e.g. P8 or north-text#P8,north-text#P9.",
                 autocompletion=complete.paragraphs),
]  # fmt: skip
Why = Annotated[str | None, typer.Option(metavar="TEXT", help="The reason, if it is an inference.")]


@command(add_command, callback=True, formats=())
def add(_session: CommandContext) -> None:
    """Add a point, issue, event, audience or criterion to a brief of your own.

    With --why, a text or rating counts as inferred; with --cites alone, as stated. Nothing but the new block changes.
    Example: kbrief add audience council --name "The town council" --brief my-brief
    """
    message = Message("the kind of item to add is missing")
    kinds = "point, issue, event, audience, criterion"
    raise WrongUsage(message, Message("name one of {names}: kbrief add point --help", names=kinds))


Label = Annotated[str, typer.Option(metavar="TEXT", help="The name of the point, with its qualifier.")]
Issue = Annotated[str | None, typer.Option(metavar="ID", help="Its key issue.", autocompletion=complete.issues)]
Listed = Annotated[
    str | None,
    typer.Option(metavar="emphasize|minimize", help="The list on which the source puts it.",
                 autocompletion=complete.choices(*LISTS)),
]  # fmt: skip
Rate = Annotated[
    list[str] | None,
    typer.Option(metavar="WHAT=VALUE", help="A rating, e.g. source=2 or audience.council=-1; repeat for more."),
]
Reason = Annotated[str | None, typer.Option(metavar="TEXT", help="Why it is on its list.")]
Say = Annotated[str | None, typer.Option(metavar="TEXT", help="The line to take.")]
IfRaised = Annotated[str | None, typer.Option(metavar="TEXT", help="The answer if the other side raises it.")]
Handling = Annotated[str | None, typer.Option(metavar="TEXT", help="How to handle it.")]
Against = Annotated[str | None, typer.Option(metavar="TEXT", help="The case against leading with it.")]


@command(add_command, name="point", writes=True)
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
    """Add a point: a label is enough; the file and `kbrief check` name what is still to be written.

    Example: kbrief add point winter-runs --label "Winter runs" --rate source=2 --cites north-text#P3
    """
    from kbrief.store.add import missing_texts_remark

    texts = dict(zip(TEXT_KEYS, (reason, say, if_raised, handling, case_against), strict=True))
    basis = _basis(session, cites, why)
    item: dict[str, Any] = {"id": new_id, "label": label}
    item |= _place_of_point(session, issue, listed, basis)
    item |= {key: {"text": _line(text)} | ensure_basis(basis) for key, text in texts.items() if text is not None}
    if ratings := _ratings(session, rate or (), basis):
        item["ratings"] = ratings
    return _add_item(session, "points", item, missing_texts_remark(item))


def _place_of_point(
    session: CommandContext, issue: str | None, list_name: str | None, basis: dict[str, Any]
) -> dict[str, Any]:
    """Return the issue and the source's list of a point, as far as they are named."""
    place: dict[str, Any] = {}
    if issue:
        place["issue"] = resolve(issue, (known.id for known in session.brief.issues), Message("issue"))
    if list_name:
        place["listed"] = {"list": resolve(list_name, LISTS, Message("list"))} | _stated_basis(basis)
    return place


Driver = Annotated[str, typer.Option(metavar="TEXT", help="What drives the issue.")]


@command(add_command, name="issue", writes=True)
def issue(
    session: CommandContext, new_id: Id, name: Name, driver: Driver, cites: Cites = None, why: Why = None
) -> CommandResult:
    """Add a key issue: its name and what drives it.

    Example: kbrief add issue winter --name "Winter service" --driver "The board will decide in May." --cites P2
    """
    basis = ensure_basis(_basis(session, cites, why))
    item = {
        "id": new_id, "name": name, "driver": {"text": _line(driver)} | basis, "actions": [],
        "alignment": {"kind": "unmarked", "basis": "unknown"}, "cites": basis.get("cites", []),
    }  # fmt: skip
    return _add_item(session, "issues", item, "actions: [{text: What we should do., basis: inferred, why: A reason.}]")


What = Annotated[str, typer.Option(metavar="TEXT", help="What would happen, and with what result.")]
Kind = Annotated[
    str,
    typer.Option(
        metavar="|".join(EVENT_KINDS),
        help="The kind of event, as of the date of the source.",
        autocompletion=complete.choices(*EVENT_KINDS),
    ),
]
Date = Annotated[str | None, typer.Option(metavar="DATE", help="When it is expected: 2025, 2025-06 or 2025-06-13.")]


@command(add_command, name="event", writes=True)
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
    item: dict[str, Any] = {"id": new_id, "name": name, "kind": resolve(kind, EVENT_KINDS, Message("kind"))}
    if date:
        item["date"] = date
    item["what"] = {"text": _line(what)} | ensure_basis(_basis(session, cites, why))
    return _add_item(session, "events", item, "signs to look for, and what it would shift, go here")


@command(add_command, name="audience", writes=True)
def audience(session: CommandContext, new_id: Id, name: Name, cites: Cites = None) -> CommandResult:
    """Add an audience: someone who decides, or may come to decide.

    Example: kbrief add audience council --name "The town council"
    """
    item: dict[str, Any] = {"id": new_id, "name": name}
    if found_cites := find_cites(session.brief, cites or ()):
        item["cites"] = found_cites
    return _add_item(session, "administrations", item, "")


Perception = Annotated[bool, typer.Option("--perception", help="It differs by audience and can change with events.")]


@command(add_command, name="criterion", writes=True)
def criterion(session: CommandContext, new_id: Id, name: Name, perception: Perception = False) -> CommandResult:
    """Add a criterion for rating points; its weight is 1 unless `weights` gives another.

    Example: kbrief add criterion cost --name "What it costs us"
    """
    item: dict[str, Any] = {"id": new_id, "name": name}
    if perception:
        item["perception"] = True
    return _add_item(session, "criteria", item, "steps: {minus_2: what -2 means, plus_2: what +2 means}")


def _add_item(session: CommandContext, section: str, item: Mapping[str, Any], remark: str) -> CommandResult:
    """Write an item into a section of the brief, and return a page that names the file."""
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


def _basis(session: CommandContext, cites: Iterable[str] | None, why: str | None) -> dict[str, Any]:
    """Return the basis of the texts and ratings of a command, empty if neither --cites nor --why is given."""
    found_cites = find_cites(session.brief, cites or ())
    if why is not None:
        return {"basis": "inferred"} | ({"cites": found_cites} if found_cites else {}) | {"why": _line(why)}
    return {"basis": "stated", "cites": found_cites} if found_cites else {}


def _stated_basis(basis: dict[str, Any]) -> dict[str, Any]:
    """Return the basis of a source's own list. Raises WrongUsage without a citation."""
    if not basis.get("cites"):
        message = Message("--listed needs the paragraph that has the list")
        raise WrongUsage(message, Message("add --cites PARAGRAPH"))
    return {"basis": "stated", "cites": basis["cites"]}


def _ratings(session: CommandContext, texts: Iterable[str], basis: dict[str, Any]) -> dict[str, Any]:
    """Return the ratings by criterion, those of perceptions by administration too. Raises WrongUsage, UnknownName."""
    criteria = {criterion.id: criterion for criterion in session.brief.criteria}
    ratings: dict[str, Any] = {}
    for text in texts:
        name, administration, value = _split_rating(text)
        criterion = criteria[resolve(name, criteria, Message("criterion"))]
        claim = rating_claim(value, basis)
        ensure_right_kind(criterion, HOW_TO_RATE, has_administration=administration is not None)
        if administration is None:
            ratings[criterion.id] = claim
        else:
            ratings.setdefault(criterion.id, {})[session.known_administration(administration)] = claim
    return ratings


def _split_rating(text: str) -> tuple[str, str | None, str]:
    """Return the criterion, the administration or None, and the value of `audience.council=-1`. Raises WrongUsage."""
    target, equals, value = text.partition("=")
    criterion, dot, administration = target.partition(".")
    if not equals:
        message = Message("{text!r} is not a rating", text=text)
        raise WrongUsage(message, HOW_TO_RATE)
    return criterion, administration if dot else None, value
