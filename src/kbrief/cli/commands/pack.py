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
    Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write to; it is made where it is missing.")
]
Forms = Annotated[
    str,
    typer.Option(
        "--as", metavar="FORMAT,...", help="docx, pdf, md, html, hwpx.", autocompletion=complete.choices(*FORMATS)
    ),
]
House = Annotated[
    str,
    typer.Option(
        metavar="|".join(HOUSES), help="Whose published rules the files keep.", autocompletion=complete.choices(*HOUSES)
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
    """All the papers that go into a meeting: talking points, answers, run of show, cards.

    With the read-ahead, the memo, a calendar, and pack.json, which says what was measured and what was left out. The
    points are those that `kbrief fit` chooses. Exits 1 where a paper cannot keep a rule of its house, and writes nothing.

    Example: kbrief pack --administration trump --minutes 20 -o out
    """
    from kbrief.pack.rules import house_rules
    from kbrief.render import ensure_installed
    from kbrief.render.pack import PackContext, format_endings, make_products, pack_json

    names = [resolve(name.strip(), FORMATS, Message("format")) for name in forms.split(",")]
    chosen = resolve(house, HOUSES, Message("house"))
    endings = format_endings(names)
    ensure_installed(endings)
    ranking = session.ranking(administration, given, stated_only=stated_only, weights=weights)
    plan = pack_plan(session, ranking, minutes, meeting, has_interpreter=interpreter)
    with tempfile.TemporaryDirectory(prefix="kbrief-") as folder:
        shop = PackContext(plan, endings, house_rules(chosen), today(), Path(folder))
        products = dict(make_products(shop))
    more = calendar_file(plan)
    files = {name: data for made in products.values() for name, data in made.files.items()} | more
    files["pack.json"] = pack_json(shop, chosen, products, more)
    write_folder(output, files)
    print_wrote(*(output / name for name in files))
    print_stderr(left_out_lines(products))


def calendar_file(plan: "PackPlan") -> dict[str, bytes]:
    """Return the calendar of a pack, none where nothing has a date; where it cannot be made, that is said."""
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
    """Yield of each product how much it leaves out."""
    for name, made in products.items():
        if made.left_out:
            yield _("{product}: {count} left out, as pack.json lists", product=name, count=len(made.left_out))
