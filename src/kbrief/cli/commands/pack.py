"""`pack`: all the papers that go into a meeting."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.commands.fit import Interpreter, MeetingPath, Minutes, pack_plan
from kbrief.cli.context import CommandContext, today
from kbrief.cli.options import Administration, Given, StatedOnly, Weights, command, new_app
from kbrief.cli.output import print_wrote, write_folder
from kbrief.cli.streams import print_stderr
from kbrief.errors import Message, MissingExtra
from kbrief.i18n import _, translate
from kbrief.model.lookup import resolve

if TYPE_CHECKING:
    from kbrief.pages.pack.plan import PackPlan
    from kbrief.render.pack import MadeProduct

pack_command = new_app()

FORMATS = ("docx", "pdf", "md", "html", "hwpx")
HOUSES = ("all", "dod", "state", "uk", "canada", "nz", "korea")

Folder = Annotated[
    Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write to, created if missing.")
]
Forms = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="FORMAT,...",
        help="The formats to write: docx, pdf, md, html, hwpx.",
        autocompletion=complete.choices(*FORMATS),
    ),
]
House = Annotated[
    str,
    typer.Option(
        metavar="|".join(HOUSES),
        help="Whose published rules the files must meet.",
        autocompletion=complete.choices(*HOUSES),
    ),
]


@command(pack_command, formats=())
def pack(
    session: CommandContext,
    minutes: Minutes = None,
    administration: Administration = None,
    given: Given = None,
    interpreter: Interpreter = False,
    meeting: MeetingPath = None,
    output: Folder = Path("pack"),
    forms: Forms = "docx,pdf",
    house: House = "all",
    stated_only: StatedOnly = False,
    weights: Weights = None,
) -> None:
    """Write all the papers for a meeting: talking points, answers, run of show, cards.

    Also writes the read-ahead, the memo, a calendar, and pack.json, which lists what was measured and left out. The
    points are those that `kbrief fit` chooses. If a paper cannot meet a rule of its house, nothing is written and it
    exits with 1.

    Example: kbrief pack --administration trump --minutes 20 -o out
    """
    from kbrief.render import ensure_installed
    from kbrief.render.pack import format_endings

    formats = [resolve(name.strip(), FORMATS, Message("format")) for name in forms.split(",")]
    house = resolve(house, HOUSES, Message("house"))
    endings = format_endings(formats)
    ensure_installed(endings)
    ranking = session.ranking(administration, given, stated_only=stated_only, weights=weights)
    plan = pack_plan(session, ranking, minutes, meeting, has_interpreter=interpreter)
    write_pack(plan, endings, house, output)


def write_pack(plan: "PackPlan", endings: tuple[str, ...], house: str, folder: Path) -> None:
    """Make all products of a pack, and write them into a folder."""
    from kbrief.pack.rules import house_rules
    from kbrief.render.pack import PackContext, make_products, pack_json

    with tempfile.TemporaryDirectory(prefix="kbrief-") as scratch:
        context = PackContext(plan, endings, house_rules(house), today(), Path(scratch))
        products = dict(make_products(context))
    calendar = calendar_file(plan)
    files = {name: data for product in products.values() for name, data in product.files.items()} | calendar
    files["pack.json"] = pack_json(context, house, products, calendar)
    write_folder(folder, files)
    print_wrote(*(folder / name for name in files))
    print_stderr(left_out_lines(products))


def calendar_file(plan: "PackPlan") -> dict[str, bytes]:
    """Return the calendar file of a pack, {} if nothing has a date or a library is missing, which is printed."""
    from kbrief.pages.pack.dates import meeting_entries

    entries = meeting_entries(plan)
    if not entries:
        return {}
    from kbrief.render.calendar import to_icalendar

    title = plan.meeting.title or plan.texts.brief.title
    try:
        return {"calendar.ics": to_icalendar(entries, plan.texts.text(title), today()).encode()}
    except MissingExtra as error:
        print_stderr([_("calendar.ics is left out: {why}", why=translate(error.message)), translate(error.hint or "")])
        return {}


def left_out_lines(products: "Mapping[str, MadeProduct]") -> Iterator[str]:
    """Yield for each product a line with the number of items that it leaves out."""
    for name, product in products.items():
        if product.left_out:
            yield _("{product}: {count} left out, listed in pack.json", product=name, count=len(product.left_out))
