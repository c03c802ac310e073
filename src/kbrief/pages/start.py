"""The brief at a glance."""

from collections.abc import Iterator

from kbrief.decide.rank import Ranking
from kbrief.i18n import _, pgettext
from kbrief.i18n.labels import list_name
from kbrief.model import Brief, ListName
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Document, Fields, Heading, flatten
from kbrief.pages.to_do import to_do_line


def start_page(ranking: Ranking, texts: BriefText) -> Document:
    """Return a one-screen picture of the brief: issues, steps, both lists in short, gaps, what to type next."""
    brief = texts.brief
    return Document(
        title=texts.text(brief.title),
        caveats=texts.caveats("start"),
        blocks=flatten(
            Fields.of(
                (_("issues"), ", ".join(issue.id for issue in brief.issues)),
                (_("steps"), ", ".join(f"{n} {step.id}" for n, step in enumerate(brief.steps, 1))),
                (_("administrations"), ", ".join(administration.id for administration in brief.administrations)),
                (_("watch list"), ", ".join(event.id for event in brief.events)),
                (pgettext("start", "to do"), to_do_line(brief)),
            ),
            Heading(_("The source's own lists")),
            Fields.of(*((list_name(name), _listed(ranking, name)) for name in ("emphasize", "minimize"))),
            Heading(_("The source leaves out")),
            Fields.of(("", texts.key_gaps()),
                      ("", _("gaps in all: {count} (kbrief background)", count=len(brief.gaps)))),
        ),
        next_steps=tuple(_next_steps(brief)),
    )  # fmt: skip


def _next_steps(brief: Brief) -> Iterator[tuple[str, str]]:
    """Yield the commands to begin with, for the first audience if there is one."""
    audiences = brief.administrations
    option = f" -a {audiences[0].id}" if audiences else ""
    yield "kbrief issues", _("the key issues")
    yield (
        f"kbrief emphasize{option}",
        _("what to bring forward, and why") if audiences else _("what to bring forward on stated evidence"),
    )
    yield f"kbrief minimize{option}", _("what to keep low, and how")
    if len(audiences) > 1:
        yield "kbrief compare", _("the lists side by side")
    yield f"kbrief memo{option} -o memo.md", _("the two-page memo")
    yield "kbrief --help", _("all commands")


def _listed(ranking: Ranking, name: ListName) -> str:
    """Return the points that the source itself puts on a list."""
    return ", ".join(placement.point.id for placement in ranking.placements if name in placement.source_lists)
