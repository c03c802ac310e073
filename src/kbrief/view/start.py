"""The first screen: the brief at a glance."""

from kbrief.decide.rank import Ranking
from kbrief.model import ListName
from kbrief.model.document import Document, Fields, Heading, flowing
from kbrief.words.voice import Voice


def start_page(ranking: Ranking, v: Voice) -> Document:
    """Return a one-screen picture of the brief: issues, steps, both lists in short, gaps, what to type next."""
    brief, label, say = v.brief, v.w.label, v.w.say
    first = brief.administrations[0].id if brief.administrations else None
    whose = f" -a {first}" if first else ""
    following = [
        ("kbrief issues", say.next_issues),
        (f"kbrief emphasize{whose}", say.next_emphasize if first else say.next_all),
        (f"kbrief minimize{whose}", say.next_minimize),
        *([("kbrief compare", say.next_compare)] if len(brief.administrations) > 1 else []),
        (f"kbrief memo{whose} -o memo.md", say.next_memo),
        ("kbrief --help", say.next_help),
    ]
    return Document(
        title=v.text(brief.title),
        head=v.head("start"),
        blocks=flowing(
            Fields.of(
                (label.issues, ", ".join(issue.id for issue in brief.issues)),
                (label.steps, ", ".join(f"{n} {step.id}" for n, step in enumerate(brief.steps, 1))),
                (label.administrations, ", ".join(a.id for a in brief.administrations)),
                (label.watch, ", ".join(event.id for event in brief.events)),
            ),
            Heading(say.own_lists),
            Fields.of(*((v.w.lists[name].name, _listed(ranking, name)) for name in ("emphasize", "minimize"))),
            Heading(say.left_out),
            Fields.of(("", v.key_gaps()),
                      ("", say.more_gaps.format(count=len(brief.gaps)))),
        ),
        following=tuple(following),
    )  # fmt: skip


def _listed(ranking: Ranking, name: ListName) -> str:
    """Return the points that the source itself puts on a list."""
    return ", ".join(p.point.id for p in ranking.placements if p.source_list == name)
