"""The brief at a glance."""

from kbrief.decide.rank import Ranking
from kbrief.i18n import _, pgettext
from kbrief.i18n.labels import list_name
from kbrief.model import ListName
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Document, Fields, Heading, flatten
from kbrief.pages.to_do import to_do_line


def start_page(ranking: Ranking, texts: BriefText) -> Document:
    """Return a one-screen picture of the brief: issues, steps, both lists in short, gaps, what to type next."""
    brief = texts.brief
    first = brief.administrations[0].id if brief.administrations else None
    whose = f" -a {first}" if first else ""
    following = [
        ("kbrief issues", _("the key issues")),
        (
            f"kbrief emphasize{whose}",
            _("what to bring forward, and why") if first else _("what to bring forward on stated evidence"),
        ),
        (f"kbrief minimize{whose}", _("what to keep low, and how")),
        *([("kbrief compare", _("the lists side by side"))] if len(brief.administrations) > 1 else []),
        (f"kbrief memo{whose} -o memo.md", _("the two-page memo")),
        ("kbrief --help", _("all commands")),
    ]
    return Document(
        title=texts.text(brief.title),
        caveats=texts.caveats("start"),
        blocks=flatten(
            Fields.of(
                (_("issues"), ", ".join(issue.id for issue in brief.issues)),
                (_("steps"), ", ".join(f"{n} {step.id}" for n, step in enumerate(brief.steps, 1))),
                (_("administrations"), ", ".join(a.id for a in brief.administrations)),
                (_("watch list"), ", ".join(event.id for event in brief.events)),
                (pgettext("start", "to do"), to_do_line(brief)),
            ),
            Heading(_("The source's own lists")),
            Fields.of(*((list_name(name), _listed(ranking, name)) for name in ("emphasize", "minimize"))),
            Heading(_("The source leaves out")),
            Fields.of(("", texts.key_gaps()),
                      ("", _("gaps in all: {count} (kbrief background)", count=len(brief.gaps)))),
        ),
        next_steps=tuple(following),
    )  # fmt: skip


def _listed(ranking: Ranking, name: ListName) -> str:
    """Return the points that the source itself puts on a list."""
    return ", ".join(p.point.id for p in ranking.placements if name in p.source_lists)
