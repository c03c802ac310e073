"""What is still to do in a brief, in a line."""

from kbrief.decide.unfinished import unfinished
from kbrief.i18n import _
from kbrief.model import Brief


def to_do_line(brief: Brief) -> str:
    """Return what is still to do, in counts, and the command that tells it item by item; nothing where all is done."""
    found = unfinished(brief)
    said = [
        text
        for count, text in (
            (found.digests, _("digests {count} of {all}", count=found.digests.open, all=found.digests.all)),
            (found.points, _("texts of points {count} of {all}", count=found.points.open, all=found.points.all)),
            (found.sources, _("facts of sources {count} of {all}", count=found.sources.open, all=found.sources.all)),
        )
        if count.open
    ]
    return _("{things} (kbrief check)", things=", ".join(said)) if said else ""
